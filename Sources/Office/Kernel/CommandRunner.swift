// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import CanonicalJSON
internal import Domain
internal import EventLog
internal import Keyring
internal import LMDB
internal import Projections

/// The transactions of one batch, and where the log stands while it is put together.
struct Batch: ~Copyable {
    var log: WriteTransaction
    var keys: WriteTransaction?
    let views: ViewWriter
    var recordedCount = 0
    /// Whose erasure the batch decides.
    var erased: [String] = []
    var room = Room(level: .enough, freeBytes: 0, usedPermille: 0)

    /// The position that the next event gets.
    var nextPosition: Int64 { views.appliedPosition + Int64(recordedCount) + 1 }
}

/// Decides one command and puts what it records into the batch.
///
/// Writer thread only.
struct CommandRunner {
    let store: Store
    let methods: Methods
    let codec: EventCodec
    let engine: ProjectionEngine
    let services: OfficeServices
    let clock: OfficeClock
    let care: CareAfterCrash
    let identities = IdentityMaker()

    /// Runs a client's command.
    ///
    /// Throws only when the batch is spoilt.
    func run(
        _ task: CommandTask,
        _ batch: inout Batch,
        _ permit: borrowing WriterPermit
    ) throws -> Result<CommandResult, Failure> {
        guard task.take() else { return .failure(.cancelled) }
        if task.isLate {
            return .failure(.deadlineExceeded(waitedMilliseconds: task.waitedMilliseconds))
        }
        let contract = task.method.contract
        guard let caller = batch.views.caller(of: task.session) else {
            return .failure(
                .notAuthorised(
                    uid: task.session.userID,
                    mayGrant: batch.views.administrators()
                )
            )
        }
        guard !caller.isService,
            contract.grants.admits(caller.roles)
        else { return .failure(.forbidden(method: contract.method, needs: contract.roles)) }
        if let id = task.reserved.commandID,
            let receipt = batch.views.row(ReceiptRow.self, ReceiptRow.key(id))
        {
            return try replay(receipt, task, caller, batch.log)
        }
        if let failure = care.refusal(task)
            ?? batch.room.refusal(isEssential: Room.essentialMethods.contains(contract.method))
        {
            return .failure(failure)
        }
        if contract.needsReason, task.reserved.reason == nil {
            return .failure(.rejected(.missing("reason")))
        }
        return try decide(task, caller, &batch, permit)
    }

    /// Records events of the office itself; answers the position of the first.
    ///
    /// Throws only when the batch is spoilt.
    func record(
        _ task: RecordTask,
        _ batch: inout Batch,
        _ permit: borrowing WriterPermit
    ) throws -> Int64 {
        let events = task.events(batch.views)
        if let failure = batch.views.failure { throw failure }
        guard !events.isEmpty else { return batch.nextPosition - 1 }
        let recorded = try record(
            ofOffice(
                events,
                actor: task.actor,
                reason: task.reason,
                occurredOn: task.occurredOn
            ),
            &batch,
            permit
        )
        return recorded.first?.position ?? 0
    }

    private func ofOffice(
        _ events: [PendingEvent],
        actor: ID<Operator>,
        reason: String? = nil,
        occurredOn: CivilDate? = nil
    ) -> Recording {
        Recording(
            events: events,
            actor: actor.text,
            commandID: newCommandID(),
            digest: .zero,
            occurredOn: occurredOn ?? clock.today,
            reason: reason,
            isBackfilled: false,
            answer: CommandResult.noAnswer,
            warnings: []
        )
    }

    /// Records that a command named something its caller may not see, or that does not exist.
    private func recordDenial(
        _ task: CommandTask,
        _ caller: Caller,
        _ what: String,
        _ id: String,
        _ batch: inout Batch,
        _ permit: borrowing WriterPermit
    ) throws {
        guard task.method.recordsDenials else { return }
        let denial = batch.views.denial(
            operator: caller.operator,
            method: task.method.contract.method,
            action: "command",
            ref: id,
            kind: what,
            at: clock.now
        )
        if let failure = batch.views.failure { throw failure }
        guard let denial else { return }
        let event = PendingEvent(event: denial, stream: AccessEvent.stream(clock.today))
        _ = try record(ofOffice([event], actor: caller.operator), &batch, permit)
    }

    private func decide(
        _ task: CommandTask,
        _ caller: Caller,
        _ batch: inout Batch,
        _ permit: borrowing WriterPermit
    ) throws -> Result<CommandResult, Failure> {
        let decision = newDecision(task, caller, batch.views, batch.nextPosition)
        let encoded: Result<[UInt8], any Error>
        do throws(Rejection) {
            encoded = try answer(of: task.command, task, decision)
        } catch {
            if case .versionConflict(let stream, let expected, let actual) = error {
                return .failure(try conflict(stream, expected, actual, batch))
            }
            if case .notFound(let what, let id) = error {
                try recordDenial(task, caller, what, id, &batch, permit)
            }
            return .failure(.rejected(error))
        }
        if let failure = batch.views.failure { throw failure }
        let answer = try encoded.get()
        let warnings = try decision.warnings.map(RefusalFacts.init).map { facts in
            if let fault = facts.fault { throw Failure.internal(fault) }
            return Warning(code: facts.code, details: facts.details)
        }
        if task.reserved.isDryRun {
            let events = try decision.events.map { pending in
                EventReference(
                    type: try codec.encode(pending.event).type,
                    stream: decision.generated.contains(pending.stream) ? "" : pending.stream,
                    streamVersion: 0,
                    position: 0
                )
            }
            return .success(
                CommandResult(
                    answer: CommandResult.noAnswer,
                    events: events,
                    warnings: warnings,
                    isDryRun: true
                )
            )
        }
        let commandID = task.reserved.commandID ?? newCommandID()
        let events = try record(
            Recording(
                events: decision.events,
                actor: caller.operator.text,
                commandID: commandID,
                digest: task.digest,
                occurredOn: task.reserved.occurredOn ?? decision.occurredOn,
                reason: task.reserved.reason,
                isBackfilled: task.reserved.isBackfilled,
                answer: answer,
                warnings: warnings
            ),
            &batch,
            permit
        )
        return .success(
            CommandResult(
                answer: services.showingInitials(answer, namedAt: events.first?.position),
                events: events,
                warnings: warnings,
                madeCommandID: task.reserved.commandID == nil ? commandID : nil
            )
        )
    }

    /// A version conflict with who changed the stream, and when.
    private func conflict(
        _ stream: String,
        _ expected: ExpectedVersion,
        _ actual: Int64,
        _ batch: borrowing Batch
    ) throws -> Failure {
        let row = batch.views.row(StreamRow.self, RowKey(stream))
        let last = try row.flatMap {
            try store.log.read(UInt64($0.lastPosition), batch.log)
        }
        return .versionConflict(
            stream: stream,
            expected: expected,
            actual: actual,
            changedBy: last?.event.actor,
            changedAt: last?.event.recordedAt
        )
    }

    private func newDecision(
        _ task: CommandTask,
        _ caller: Caller,
        _ facts: any Facts,
        _ nextPosition: Int64
    ) -> Decision {
        let today = clock.today
        return Decision(
            facts: facts,
            actor: caller.operator,
            roles: caller.roles,
            grants: task.method.contract.grants,
            today: today,
            occurredOn: task.reserved.occurredOn ?? today,
            expectedVersion: task.reserved.expectedVersion,
            reason: task.reserved.reason,
            isBackfilled: task.reserved.isBackfilled,
            services: services,
            nextPosition: nextPosition
        )
    }

    private func answer(
        of command: some Command,
        _ task: CommandTask,
        _ decision: Decision
    ) throws(Rejection) -> Result<[UInt8], any Error> {
        let answer = try command.submit(decision) { task.pendingParams(decision.occurredOn) }
        return Result { try CanonicalJSON.encode(answer, writesNull: true) }
    }

    // MARK: Idempotency

    /// The first answer again, or `commandIdReused`.
    private func replay(
        _ receipt: ReceiptRow,
        _ task: CommandTask,
        _ caller: Caller,
        _ log: borrowing WriteTransaction
    ) throws -> Result<CommandResult, Failure> {
        guard let first = try store.log.read(UInt64(receipt.position), log) else {
            throw LogError.missing(position: UInt64(receipt.position))
        }
        guard first.event.actor == caller.operator.text else {
            return .failure(.commandIDReused(position: nil, recordedAt: nil))
        }
        guard first.event.commandDigest == task.digest else {
            return .failure(
                .commandIDReused(
                    position: receipt.position,
                    recordedAt: first.event.recordedAt
                )
            )
        }
        var events = [Self.reference(first)]
        var position = UInt64(receipt.position) + 1
        while let next = try store.log.read(position, log),
            next.event.commandID == first.event.commandID
        {
            events.append(Self.reference(next))
            position += 1
        }
        let payload = try JSONDocument(scanning: first.event.payload, limits: .unlimited).root
        let warnings = payload.member(PayloadMember.warnings)?.items ?? []
        return .success(
            CommandResult(
                answer: services.showingInitials(
                    payload.member(PayloadMember.answer)?.canonicalBytes()
                        ?? CommandResult.noAnswer,
                    namedAt: receipt.position
                ),
                events: events,
                warnings: warnings.compactMap { warning in
                    warning.member("code")?.string.map {
                        Warning(code: $0, details: warning.member("details")?.value ?? .object([]))
                    }
                },
                isReplayed: true
            )
        )
    }

    static func reference(_ recorded: RecordedEvent) -> EventReference {
        EventReference(
            type: recorded.event.type,
            stream: recorded.event.stream,
            streamVersion: Int64(recorded.event.streamVersion),
            position: Int64(recorded.position)
        )
    }

    private func newCommandID() -> String { identities.eventID(at: clock.microseconds()).text }
}
