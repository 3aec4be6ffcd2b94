// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import CanonicalJSON
internal import Domain
package import EventLog
package import Keyring
internal import LMDB
internal import Projections

/// Makes a new store: everything under another name, then renamed, `FORMAT` last.
package struct StoreInitialiser {
    private let plan: StorePlan
    private let mode: StoreMode
    private let masterKey: MasterKey
    private let administrators: [(slug: String, uid: UInt32)]
    private let clock: OfficeClock

    /// What the new store is to be.
    package init(
        plan: StorePlan,
        mode: StoreMode,
        masterKey: MasterKey,
        administrators: [(slug: String, uid: UInt32)],
        clock: OfficeClock = .wall
    ) {
        self.plan = plan
        self.mode = mode
        self.masterKey = masterKey
        self.administrators = administrators
        self.clock = clock
    }

    /// Makes the store and records its first events; answers its id and first head.
    ///
    /// Refuses unless the directory is absent or empty, or holds what an earlier init left
    /// unfinished. Everything is built and synced under `new/`; the store begins to exist when
    /// `FORMAT`, the last file, is renamed into place.
    @available(*, noasync)
    package func run() throws -> (storeID: StoreID, head: LogHead) {
        let site = StoreSite(plan)
        try site.prepare()
        try StoreGround.check(plan.directory, mode)
        let building = try site.begin()
        var random = SystemRandomNumberGenerator()
        let now = clock.microseconds()
        let storeID = StoreID.make(unixMilliseconds: now / 1000, using: &random)
        let log = try EventLog.create(
            directory: building + "/log",
            storeID: storeID,
            mode: mode,
            created: now,
            mapSizeBytes: plan.logMapBytes
        )
        let keyring = try Keyring.create(
            directory: building + "/keyring",
            storeID: storeID.bytes,
            masterKey: masterKey,
            mapSizeBytes: plan.keyringMapBytes
        )
        let head = try recordFirstEvents(log, now)
        try keyring.environment.sync()
        let format = StoreFormat(log)
        log.environment.close()
        keyring.environment.close()
        try site.place(format)
        return (storeID, head)
    }

    /// `store.initialised`, and the bootstrap administrators.
    private func recordFirstEvents(_ log: EventLog, _ now: Int64) throws -> LogHead {
        let codec = EventCodec(Slice.all)
        let today = OfficeClock.day(of: now)
        let actor = administrators.first?.slug ?? "peksosd"
        var pending = [
            PendingEvent(
                event: StoreEvent.initialised(storeId: log.storeID.text, mode: mode.name),
                stream: StoreEvent.stream
            )
        ]
        for (slug, uid) in administrators {
            let id = try ID<Operator>(slug)
            pending.append(
                PendingEvent(
                    event: OperatorEvent.registered(
                        operator: id,
                        uid: UserID(Int64(uid)),
                        label: nil,
                        service: false
                    ),
                    stream: id.stream
                )
            )
            pending.append(
                PendingEvent(
                    event: OperatorEvent.roleGranted(
                        operator: id,
                        role: .administrator,
                        bootstrap: true
                    ),
                    stream: id.stream
                )
            )
        }
        var versions: [String: UInt64] = [:]
        var random = SystemRandomNumberGenerator()
        let commandID = EventID.make(unixMilliseconds: now / 1000, using: &random).text
        let correlation = EventID.make(unixMilliseconds: now / 1000, using: &random)
        let events = try pending.enumerated().map { index, pending -> NewEvent in
            versions[pending.stream, default: 0] += 1
            let encoded = try codec.encode(pending.event)
            return NewEvent(
                eventID: index == 0
                    ? correlation
                    : EventID.make(unixMilliseconds: now / 1000, using: &random),
                type: encoded.type,
                schemaVersion: 1,
                stream: pending.stream,
                streamVersion: versions[pending.stream] ?? 1,
                recordedAt: now,
                occurredOn: today.days,
                actor: actor,
                commandID: commandID,
                correlationID: correlation,
                causationID: correlation,
                commandDigest: .zero,
                codec: NewEvent.canonicalJSON,
                payload: try encoded.payload(
                    adding: index == 0 ? [(PayloadMember.answer, Array("{}".utf8))] : []
                )
            )
        }
        var transaction = try log.environment.beginWrite(WriterPermit.take())
        _ = try log.append(events, to: &transaction)
        try transaction.commit()
        try log.environment.sync()
        let snapshot = try log.environment.beginRead()
        return try log.head(snapshot)
    }
}
