// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import CanonicalJSON
internal import Dispatch
internal import Domain
internal import EventLog
internal import ControlProtocol
internal import LMDB
internal import Synchronization

/// A validated command on its way to the writer.
final class CommandTask: Sendable {
    let method: CommandMethod
    let command: any Command
    let reserved: ReservedParams
    /// The keyed digest of method and params as sent.
    let digest: Digest32
    /// The request, for a pending approval.
    let request: Request
    let session: OfficeSession
    let createdAt = DispatchTime.now().uptimeNanoseconds
    private let state = Atomic<UInt8>(0)
    private let reply: @Sendable (Result<CommandResult, Failure>) -> Void

    init(
        method: CommandMethod,
        command: any Command,
        reserved: ReservedParams,
        digest: Digest32,
        request: Request,
        session: OfficeSession,
        reply: @escaping @Sendable (Result<CommandResult, Failure>) -> Void
    ) {
        self.method = method
        self.command = command
        self.reserved = reserved
        self.digest = digest
        self.request = request
        self.session = session
        self.reply = reply
    }

    /// Takes the command for execution; false when it was cancelled before.
    func take() -> Bool {
        state.compareExchange(expected: 0, desired: 1, ordering: .acquiringAndReleasing).exchanged
    }

    /// Cancels the command; false when the writer has it already.
    func cancel() -> Bool {
        state.compareExchange(expected: 0, desired: 2, ordering: .acquiringAndReleasing).exchanged
    }

    /// Milliseconds since the request arrived.
    var waitedMilliseconds: Int64 {
        Int64((DispatchTime.now().uptimeNanoseconds - createdAt) / 1_000_000)
    }

    /// True when the deadline passed before anything was done.
    var isLate: Bool { waitedMilliseconds > reserved.deadlineMilliseconds ?? 30_000 }

    /// Hands the outcome to whoever asked.
    func finish(_ outcome: Result<CommandResult, Failure>) {
        reply(outcome)
    }
}

/// What the writer thread does one after the other.
enum WriterTask: Sendable {
    /// A command of a client.
    case command(CommandTask)
    /// Events the office itself records, like looks at personal data.
    case record(RecordTask)
    /// Work that must not run beside a batch, like switching the views.
    case maintenance(@Sendable (WriterLoop, borrowing WriterPermit) -> Void)

    /// True for events of the office itself, for which somebody's answer waits.
    var isRecord: Bool {
        if case .record = self { return true }
        return false
    }
}

/// Events the office itself records.
final class RecordTask: Sendable {
    /// Tells the events from the rows of the moment; none means that there is nothing to record.
    let events: @Sendable (any Facts) -> [PendingEvent]
    let actor: ID<Operator>
    let reason: String?
    /// The business date, when it is not today.
    let occurredOn: CivilDate?
    /// Takes the position of the first event, or of the head when there was nothing to record.
    let completion: @Sendable (Result<Int64, Failure>) -> Void

    init(
        events: @escaping @Sendable (any Facts) -> [PendingEvent],
        actor: ID<Operator>,
        reason: String? = nil,
        occurredOn: CivilDate? = nil,
        completion: @escaping @Sendable (Result<Int64, Failure>) -> Void
    ) {
        self.events = events
        self.actor = actor
        self.reason = reason
        self.occurredOn = occurredOn
        self.completion = completion
    }
}
