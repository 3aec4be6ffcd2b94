// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import Dispatch
package import Domain
internal import Keyring
internal import Logging
internal import Projections
internal import Synchronization

extension ID where Kind == Operator {
    /// The actor of what the daemon records by itself.
    package static var daemon: ID<Operator> { ID(trusted: "peksosd") }
}

extension Office {
    /// Finishes what the last run left, and looks whether every living subject has a key.
    ///
    /// Before anybody is answered. Records erasures that a restored log has lost and a change of
    /// the master key, goes on with unfinished erasures, and makes the office read only when keys
    /// are missing. Waits for the writer: never call it on the writer's or a connection's thread.
    package func reconcile() throws {
        for (event, day) in try erasures.forgotten() {
            try record([event], occurredOn: day)
            logger.warning("erasure recorded from the ledger", metadata: ["on": "\(day)"])
        }
        try recordRotation()
        try onWriter { [erasures] permit in erasures.proceed(permit, checksKeys: true) }
        // The completing events stand in the inbox before this.
        try onWriter { _ in }
        let missing = try subjectsWithoutKeys()
        // Who restored an older keyring knows it; the office must go on, the status keeps saying so.
        try lack(missing, goesOn: missing.isEmpty || isKeyringKnownToBeOld())
    }

    /// Opens every key once, on a thread of its own: a key that was changed is as good as none.
    ///
    /// After the office is ready, because it takes seconds in a large one. Until it comes to a
    /// damaged key, whatever needs that key fails. Any thread; ``drain()`` waits for its end.
    package func checkKeysSoon() {
        housekeeper.soon { [weak self] goesOn in self?.checkKeys(while: goesOn) }
    }

    /// Opens every key; names those that do not open, and makes the office read only for them.
    package func checkKeys(while goesOn: () -> Bool = { true }) {
        do {
            guard let damaged = try store.keyring.subjectsWithDamagedKeys(while: goesOn) else {
                return
            }
            lack(damaged, goesOn: damaged.isEmpty)
            logger.notice("keys opened", metadata: ["damaged": "\(damaged.count)"])
        } catch {
            logger.error("keys not opened", metadata: ["error": "\(error)"])
        }
    }

    /// Notes subjects without a usable key; does nothing without any.
    private func lack(_ subjects: [String], goesOn: Bool) {
        guard let first = subjects.first else { return }
        missingKeys = Set(missingKeys).union(subjects).sorted()
        if !goesOn { becomeReadOnly() }
        logger.critical(
            "keyMissing: restore the newest keyring",
            metadata: ["count": "\(subjects.count)", "first": "\(first)"]
        )
    }

    private func isKeyringKnownToBeOld() throws -> Bool {
        feed.awaitRecorded()
        let reader = try ViewReader(store.views)
        let rollback = reader.row(RollbackRow.self, RollbackRow.key)
        if let failure = reader.failure { throw failure }
        return rollback?.isKeyringOld ?? false
    }

    /// Tells the log about a keyring that was rewrapped since it was open last.
    private func recordRotation() throws {
        let keyring = store.keyring
        let last: MasterKeyRow?
        do {
            let reader = try ViewReader(store.views)
            last = reader.row(MasterKeyRow.self, MasterKeyRow.key)
            if let failure = reader.failure { throw failure }
        }
        let current = keyring.keyEncryptionKeyIDText
        // An older keyring put back was not rotated.
        guard let previous = keyring.previousKeyIDText, last?.to != current,
            last == nil || last?.to == previous
        else { return }
        try record(
            [
                PendingEvent(
                    event: StoreEvent.keyRotated(from: previous, to: current),
                    stream: StoreEvent.stream
                )
            ],
            occurredOn: clock.today
        )
        logger.notice("master key rotated", metadata: ["from": "\(previous)", "to": "\(current)"])
    }

    /// Has the writer record events of the daemon's own, and waits for it.
    func record(_ events: [PendingEvent], occurredOn: CivilDate) throws {
        let done = DispatchSemaphore(value: 0)
        let failure = Mutex<Failure?>(nil)
        let task = RecordTask(
            events: { _ in events },
            actor: .daemon,
            occurredOn: occurredOn
        ) { outcome in
            if case .failure(let reason) = outcome { failure.withLock { $0 = reason } }
            done.signal()
        }
        guard writer.inbox.put(.record(task), beyondCapacity: true) else { throw Failure.draining }
        done.wait()
        if let failure = failure.withLock(\.self) { throw failure }
    }

    /// Living subjects for whom something was sealed and whose key is gone, in order of their ids.
    private func subjectsWithoutKeys() throws -> [String] {
        let held = try store.keyring.subjectsWithKeys()
        let reader = try ViewReader(store.views)
        var missing: [String] = []
        reader.visit(SealedSubjectRow.self, prefix: RowKey(), from: nil, reversed: false) { row in
            if !held.contains(row.subject) { missing.append(row.subject) }
            return true
        }
        if let failure = reader.failure { throw failure }
        return missing
    }

    // MARK: Afterwards

    /// What is due because of erasures, and since when.
    struct ErasureDuties: Sendable, Equatable {
        /// Erasures that are decided and not completed.
        var unfinished: Int64 = 0
        /// Until when the views must be built anew, in microseconds since 1970.
        var viewsUntil: Int64?
        /// Until when the master key must be changed, in microseconds since 1970.
        var masterKeyUntil: Int64?

        static let viewsHours: Int64 = 24
        static let masterKeyHours: Int64 = 72
    }

    /// What is due because of erasures.
    func erasureDuties(_ reader: ViewReader) throws -> ErasureDuties {
        let begun = try reader.begun()
        let rotated = reader.row(MasterKeyRow.self, MasterKeyRow.key)?.position ?? 0
        var duties = ErasureDuties()
        for row in reader.rows(ErasureRow.self) {
            if row.completedAt == nil { duties.unfinished += 1 }
            if row.position > begun {
                let until = row.decidedAt + ErasureDuties.viewsHours * 3_600_000_000
                duties.viewsUntil = min(duties.viewsUntil ?? until, until)
            }
            if row.completedAt ?? .max > rotated {
                let until = row.decidedAt + ErasureDuties.masterKeyHours * 3_600_000_000
                duties.masterKeyUntil = min(duties.masterKeyUntil ?? until, until)
            }
        }
        if let failure = reader.failure { throw failure }
        return duties
    }

    /// Goes on with what erasures left to do; about once a minute.
    ///
    /// Old views hold keyed hashes and sealed names of the erased in their free pages: they are
    /// built anew between one and five at night, or four hours before the day is over.
    package func keepErasures() {
        if erasures.isUnfinished { erasures.proceedSoon() }
        guard let reader = try? ViewReader(store.views),
            let until = try? erasureDuties(reader).viewsUntil
        else { return }
        let now = clock.microseconds()
        let hour = (now / 3_600_000_000 + 7) % 24
        guard (1..<5).contains(hour) || until - now < 4 * 3_600_000_000,
            !jobs.all.contains(where: { $0.kind.hasPrefix("projection.") && $0.state == .running }),
            mayRebuildAgain(now)
        else { return }
        logger.notice("views are built anew after an erasure")
        _ = jobs.start("projection.rebuild", params: "all", by: ID<Operator>.daemon.text) {
            [self] handle in
            try rebuild(projections, verifies: false, switches: true, handle)
        }
    }
}
