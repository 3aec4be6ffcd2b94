// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import Domain
internal import EventLog
internal import Keyring
internal import LMDB
internal import Logging
internal import Projections
internal import Synchronization

/// Carries decided erasures to their end: keys, keyring file, ledger, completing event.
///
/// Each step may be the last before a crash; the next start begins again with the first, which
/// does no harm. The subjects themselves are hidden from the moment of the decision.
final class Erasures: Sendable {
    private let store: Store
    private let inbox: Inbox<WriterTask>
    private let codec: EventCodec
    private let clock: OfficeClock
    private let logger: Logger
    private let onFatal: @Sendable (FatalReason) -> Void
    private let completing = Mutex<Set<Int64>>([])
    private let hasMore = Atomic(false)

    /// Nothing is begun with less room than this; the commit of the keys must not fail.
    private static let freeBytesMin: Int64 = 32 << 20

    init(
        store: Store,
        inbox: Inbox<WriterTask>,
        codec: EventCodec,
        clock: OfficeClock,
        logger: Logger,
        onFatal: @escaping @Sendable (FatalReason) -> Void
    ) {
        self.store = store
        self.inbox = inbox
        self.codec = codec
        self.clock = clock
        self.logger = logger
        self.onFatal = onFatal
    }

    var ledger: ErasureLedger { ErasureLedger(in: store.directory) }

    /// True while a decided erasure waits to be tried again.
    var isUnfinished: Bool { hasMore.load(ordering: .acquiring) }

    /// Has the writer go on with erasures as soon as it comes round.
    ///
    /// Any thread.
    func proceedSoon() {
        hasMore.store(true, ordering: .releasing)
        _ = inbox.put(.maintenance { [self] _, permit in proceed(permit) }, beyondCapacity: true)
    }

    /// Does all steps of every unfinished erasure.
    ///
    /// Writer thread, between batches. `checksKeys`: also look whether every erased subject has its
    /// tombstone and no key, as after a restore. A failure is told and tried again.
    func proceed(_ permit: borrowing WriterPermit, checksKeys: Bool = false) {
        do {
            let due = try due(checksKeys: checksKeys)
            hasMore.store(!due.isEmpty, ordering: .releasing)
            guard !due.isEmpty else { return }
            guard Files.freeBytes(store.directory) ?? .max >= Self.freeBytesMin else {
                return logger.error("erasures wait for room on the disk")
            }
            let lines = try due.flatMap { try self.lines($0) }
            try destroyKeys(lines, permit)
            try store.keyring.rewrite(permit)
            try ledger.append(lines)
            for erasure in due where erasure.completedAt == nil { try complete(erasure) }
        } catch let error as CommitFailed {
            onFatal(.inputOutput("\(error.cause)"))
        } catch {
            logger.error("erasure not finished", metadata: ["error": "\(error)"])
        }
    }

    /// A commit of the keyring that failed: what is on the disk is not known.
    private struct CommitFailed: Error {
        let cause: KeyringError
    }

    private func due(checksKeys: Bool) throws -> [ErasureRow] {
        let reader = try ViewReader(store.views)
        let rows = reader.rows(ErasureRow.self)
        if let failure = reader.failure { throw failure }
        guard checksKeys, !rows.isEmpty else { return rows.filter { $0.completedAt == nil } }
        let tombstones = try store.keyring.tombstones()
        let noted = Set(try ledger.lines().map(\.subject))
        return try rows.filter { row in
            if row.completedAt == nil { return true }
            return try row.subjects.contains { subject in
                try !tombstones.contains(subject) || !noted.contains(subject)
                    || store.keyring.isKeyStored(subject)
            }
        }
    }

    private func lines(_ erasure: ErasureRow) throws -> [ErasureLedger.Line] {
        let recorded = try event(of: erasure)
        return erasure.subjects.map { subject in
            ErasureLedger.Line(
                subject: subject,
                position: recorded.position,
                eventID: recorded.event.eventID.text,
                date: erasure.erasedOn
            )
        }
    }

    private func event(of erasure: ErasureRow) throws -> RecordedEvent {
        let position = UInt64(erasure.position)
        let snapshot = try store.log.environment.beginRead()
        guard let recorded = try store.log.read(position, snapshot) else {
            throw LogError.missing(position: position)
        }
        return recorded
    }

    private func destroyKeys(
        _ lines: [ErasureLedger.Line],
        _ permit: borrowing WriterPermit
    ) throws {
        var transaction = try store.keyring.beginWrite(permit)
        for line in lines {
            try store.keyring.destroyKeys(
                of: line.subject,
                position: line.position,
                eventID: EventID(text: line.eventID)?.bytes ?? [],
                in: &transaction
            )
        }
        do throws(KeyringError) {
            try store.keyring.commit(transaction)
        } catch {
            throw CommitFailed(cause: error)
        }
    }

    /// Has the completing event recorded, unless that is under way.
    private func complete(_ erasure: ErasureRow) throws {
        let category = String(erasure.stream.prefix { $0 != "-" })
        guard let type = codec.erasable(category),
            completing.withLock({ $0.insert(erasure.position).inserted })
        else { return }
        let event = type.completion(of: erasure, hash: try event(of: erasure).hash.hex, clock.today)
        let pending = PendingEvent(
            event: event,
            stream: erasure.stream,
            // Caused by the decision, whoever records it and whenever.
            request: ApprovedRequest(
                requestedBy: erasure.decidedBy,
                occurredOn: clock.today,
                reason: nil,
                isBackfilled: false,
                position: erasure.position
            )
        )
        let task = RecordTask(
            events: { _ in [pending] },
            actor: erasure.decidedBy
        ) { [self] outcome in
            completing.withLock { _ = $0.remove(erasure.position) }
            if case .failure = outcome { return hasMore.store(true, ordering: .releasing) }
            logger.notice("erasure completed", metadata: ["position": "\(erasure.position)"])
        }
        if !inbox.put(.record(task), beyondCapacity: true) {
            completing.withLock { _ = $0.remove(erasure.position) }
        }
    }
}

extension ErasableEvent {
    fileprivate static func completion(
        of erasure: ErasureRow,
        hash: String,
        _ today: CivilDate
    ) -> any DomainEvent {
        Self.erasureCompleted(
            subjects: erasure.subjects,
            position: erasure.position,
            hash: hash,
            keyringBackupsUntil: today.adding(days: ErasurePromise.keyringBackupDays)
        )
    }

    /// The erasure of one subject that only the ledger remembers.
    fileprivate static func remembered(_ subject: String) -> PendingEvent {
        PendingEvent(
            event: Self.personalDataErased(basis: nil, subjects: [subject], fromLedger: true),
            stream: "\(category)-\(subject)"
        )
    }
}

extension Erasures {
    /// Events for everybody whom the ledger names and the log does not, each with its date.
    ///
    /// A restored log may be older than the ledger. Throws for an id of no kind that is known.
    func forgotten() throws -> [(event: PendingEvent, erasedOn: CivilDate)] {
        let lines = try ledger.lines()
        guard !lines.isEmpty else { return [] }
        let reader = try ViewReader(store.views)
        let missing = lines.filter { !reader.isErased($0.subject) }
        if let failure = reader.failure { throw failure }
        return try missing.map { line in
            guard let type = codec.erasable(of: line.subject) else {
                throw StoreProblem(
                    78,
                    "the erasure ledger names \(line.subject), of a kind this program does not "
                        + "know: install the program that erased it, or a newer one"
                )
            }
            return (type.remembered(line.subject), line.date)
        }
    }
}
