// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import CanonicalJSON
internal import Domain
internal import LMDB
internal import Logging
internal import Projections

/// That a store was put back to an earlier position: by a restore, or by going on with a log that
/// lost its end.
package struct Rollback: Codable, Sendable, Equatable {
    /// The backup; `nil` when the log had lost its end.
    package var backup: String?
    /// The position it was put back to.
    package var position: UInt64
    /// The newest position that was known.
    package var lostUpTo: UInt64?
    /// True when the keyring was older than the log, and somebody accepted that.
    package var oldKeyring = false

    /// A rollback from its facts.
    package init(backup: String?, position: UInt64, lostUpTo: UInt64?, oldKeyring: Bool = false) {
        self.backup = backup
        self.position = position
        self.lostUpTo = lostUpTo
        self.oldKeyring = oldKeyring
    }

    /// What a restore left to be told; `nil` when there is nothing.
    static func read(_ path: String) throws -> Rollback? {
        guard let bytes = try Files.read(path, limit: 4_096) else { return nil }
        let document = try JSONDocument(scanning: bytes, limits: .unlimited)
        return try CanonicalJSON.decode(Rollback.self, from: document)
    }

    /// The content of that file.
    func bytes() throws -> [UInt8] { try CanonicalJSON.encode(self) }

    fileprivate var event: StoreEvent {
        let lost = lostUpTo.map(Int64.init)
        guard let backup else {
            return .rollbackAccepted(position: Int64(position), lostUpTo: lost)
        }
        return .restored(
            backup: backup,
            position: Int64(position),
            lostUpTo: lost,
            oldKeyring: oldKeyring ? true : nil
        )
    }
}

extension Office {
    /// Tells the log that the store was put back, and asks for a person who agrees.
    ///
    /// Before anybody is answered, so that nobody else records meanwhile. A request that expired
    /// is made again. Waits for the writer: never call it on the writer's or a connection's thread.
    package func settle(_ rollback: Rollback?) throws {
        let pending: [PendingEvent]
        do {
            feed.awaitRecorded()
            let reader = try ViewReader(store.views)
            pending = try events(of: rollback, reader)
            if let failure = reader.failure { throw failure }
        }
        if !pending.isEmpty { try record(pending, occurredOn: clock.today) }
        guard let rollback else { return }
        try upkeep.anchors.rolledBack(to: rollback.position)
        logger.warning(
            "the store was put back",
            metadata: ["position": "\(rollback.position)", "lostUpTo": "\(rollback.lostUpTo ?? 0)"]
        )
    }

    private func events(of rollback: Rollback?, _ reader: ViewReader) throws -> [PendingEvent] {
        let decision = Decision(
            facts: reader,
            actor: .daemon,
            roles: [],
            grants: [],
            today: clock.today,
            occurredOn: clock.today,
            expectedVersion: .any,
            reason: nil,
            isBackfilled: false,
            services: services,
            nextPosition: reader.appliedPosition + 1
        )
        var row = reader.row(RollbackRow.self, RollbackRow.key)
        if let rollback {
            let told = RollbackRow(rollback.event)
            // After a crash the event may be there already.
            if row?.backup != told?.backup || row?.position != told?.position {
                decision.record(rollback.event, to: StoreEvent.stream)
                row = told
            }
        }
        guard let row, !row.isConfirmed else { return decision.events }
        let isAsked = reader.rows(ApprovalState.self).contains {
            $0.kind == ConfirmRollback.kind && $0.shownState(on: clock.today) == .pending
        }
        if !isAsked {
            let params: JSONValue = [
                "occurredOn": .string(clock.today.description),
                "restoredTo": .integer(row.position),
            ]
            _ = Approval.request(
                kind: ConfirmRollback.kind,
                method: ConfirmRollback.contract.method,
                params: String(decoding: CanonicalJSON.bytes(params), as: UTF8.self),
                neededRole: .administrator,
                on: decision
            )
        }
        return decision.events
    }

    /// The details of a rollback that nobody has agreed to.
    var unconfirmedRollback: JSONValue? {
        guard let reader = try? ViewReader(store.views),
            let row = reader.row(RollbackRow.self, RollbackRow.key), !row.isConfirmed
        else { return nil }
        return [
            "position": .integer(row.position),
            "lostUpTo": row.lostUpTo.map { .integer($0) } ?? .null,
            "backup": row.backup.map { .string($0) } ?? .null,
        ]
    }
}
