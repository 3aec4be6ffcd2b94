// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// One command being decided: what it may read, and what it records.
///
/// Writer thread only; lives for one command.
package final class Decision {
    /// Rows as they are before this command.
    package let facts: any Facts
    /// Who asks.
    package let actor: ID<Operator>
    /// The roles of the asker now.
    package let roles: [Role]
    /// Who may call the method, with the rows each role reaches.
    package let grants: [Grant]
    /// Today in Asia/Jakarta.
    package let today: CivilDate
    /// The business date of everything this command records.
    package let occurredOn: CivilDate
    /// What the caller believes about the primary stream.
    package let expectedVersion: ExpectedVersion
    /// The caller's reason.
    package let reason: String?
    /// True for a historic entry: warnings are skipped.
    package let isBackfilled: Bool
    /// Services of the office that a rule needs and the domain cannot do itself.
    package let services: any DecisionServices
    /// Events in the order they will be recorded.
    package private(set) var events: [PendingEvent] = []
    /// Warnings for the caller.
    package private(set) var warnings: [any Refusal] = []
    /// Streams whose id was made by this command.
    package private(set) var generated: [String] = []
    /// Set while an approved command is decided: who had asked for it, and when.
    package let request: ApprovedRequest?
    /// The position that the first event of the command will get.
    package let nextPosition: Int64
    private var numbers: [String: Int64] = [:]

    /// A decision about to be made.
    package init(
        facts: any Facts,
        actor: ID<Operator>,
        roles: [Role],
        grants: [Grant],
        today: CivilDate,
        occurredOn: CivilDate,
        expectedVersion: ExpectedVersion,
        reason: String?,
        isBackfilled: Bool,
        services: any DecisionServices,
        nextPosition: Int64,
        request: ApprovedRequest? = nil
    ) {
        self.facts = facts
        self.actor = actor
        self.roles = roles
        self.grants = grants
        self.today = today
        self.occurredOn = occurredOn
        self.expectedVersion = expectedVersion
        self.reason = reason
        self.isBackfilled = isBackfilled
        self.services = services
        self.nextPosition = nextPosition
        self.request = request
    }

    /// The rows of casework the asker reaches here.
    package var reach: Reach { grants.reach(of: roles) }

    // MARK: Facts

    /// The state of a thing that must exist; else `notFound`.
    package func find<S: AggregateState>(_ type: S.Type, _ id: ID<S.Kind>) throws(Rejection) -> S {
        guard let state = facts.state(type, id) else {
            throw .notFound(what: S.Kind.noun, id: id.text)
        }
        return state
    }

    /// The state of a thing that must exist when it is named.
    package func find<S: AggregateState>(
        _ type: S.Type,
        ifNamed id: ID<S.Kind>?
    ) throws(Rejection) -> S? {
        guard let id else { return nil }
        return try find(type, id)
    }

    // MARK: Gates

    /// Checks the general rules of the command's primary stream.
    ///
    /// In this order: `versionConflict`, `futureDated`, and for a step (◆) `outOfOrder`. Call it
    /// after every existence check and before the refusals.
    package func gate(_ stream: String, step: Bool) throws(Rejection) {
        let row = facts.row(StreamRow.self, RowKey(stream))
        let actual = row?.version ?? 0
        switch expectedVersion {
        case .any: break
        case .none where actual == 0: break
        case .exactly(let version) where version == actual: break
        case .none, .exactly:
            throw .versionConflict(stream: stream, expected: expectedVersion, actual: actual)
        }
        if occurredOn > today { throw .refused(common: .futureDated(today: today)) }
        if step { try inOrder(row) }
    }

    /// Refuses `outOfOrder` when dated before the last step of a stream.
    package func inOrder(_ stream: String) throws(Rejection) {
        try inOrder(facts.row(StreamRow.self, RowKey(stream)))
    }

    private func inOrder(_ stream: StreamRow?) throws(Rejection) {
        if let last = stream?.lastStepOn, occurredOn < last {
            throw .refused(common: .outOfOrder(lastStepOn: last))
        }
    }

    /// Refuses with one of the slice's refusals when a condition holds.
    package func refuse(
        _ condition: Bool,
        _ refusal: @autoclosure () -> any Refusal
    ) throws(Rejection) {
        if condition { throw .refused(refusal()) }
    }

    /// The reason, or `invalidParams` when none was given.
    package func requiredReason() throws(Rejection) -> String {
        guard let reason else { throw .missing("reason") }
        return reason
    }

    // MARK: Outcome

    /// Records one event to a stream, after those recorded before.
    package func record(_ event: some DomainEvent, to stream: String) {
        events.append(PendingEvent(event: event, stream: stream, request: request))
    }

    /// Adds a warning unless the entry is historic.
    package func warn(_ warning: some Refusal) {
        if !isBackfilled { warnings.append(warning) }
    }

    /// Takes over what another decision of the same command recorded, after what is here.
    package func absorb(_ other: Decision) {
        events += other.events
        warnings += other.warnings
        generated += other.generated
        numbers.merge(other.numbers) { max($0, $1) }
    }

    /// The next number of a kind of thing in the year of `occurredOn`: `HTG-2016-0001`.
    package func newID<Kind: Thing>(_ kind: Kind.Type = Kind.self) -> ID<Kind> {
        guard case .number(let prefix) = Kind.naming else {
            preconditionFailure("\(Kind.noun) ids are chosen by the office")
        }
        let id = ID<Kind>(trusted: newNumber(prefix))
        generated.append(id.stream)
        return id
    }

    /// The next number under a prefix in the year of `occurredOn`.
    package func newNumber(_ prefix: String) -> String {
        let series = "\(prefix)-\(occurredOn.year)"
        let stored = facts.row(NumberSeries.self, RowKey(series))?.last ?? 0
        let next = max(numbers[series] ?? 0, stored) + 1
        numbers[series] = next
        let digits = String(next)
        return "\(series)-" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}

/// An event of a command that is not yet recorded.
package struct PendingEvent: Sendable {
    /// The event.
    package let event: any DomainEvent
    /// Its stream, `category-id`.
    package let stream: String
    /// Where date, reason and cause come from, when not from the command that records it.
    package let request: ApprovedRequest?

    /// An event for a stream.
    package init(event: any DomainEvent, stream: String, request: ApprovedRequest? = nil) {
        self.event = event
        self.stream = stream
        self.request = request
    }
}

/// A request that a second person has approved: its events keep what the request said.
package struct ApprovedRequest: Sendable {
    /// Who had asked.
    package let requestedBy: ID<Operator>
    /// The business date of the request.
    package let occurredOn: CivilDate
    /// The reason of the request.
    package let reason: String?
    /// True for a historic entry.
    package let isBackfilled: Bool
    /// The position of `approval.requested`, which caused the events.
    package let position: Int64

    /// A request from its facts.
    package init(
        requestedBy: ID<Operator>,
        occurredOn: CivilDate,
        reason: String?,
        isBackfilled: Bool,
        position: Int64
    ) {
        self.requestedBy = requestedBy
        self.occurredOn = occurredOn
        self.reason = reason
        self.isBackfilled = isBackfilled
        self.position = position
    }
}

/// A command that waits for its approval, read from what was stored.
package struct PendingCommand: Sendable {
    /// The command with its params.
    package let command: any Command
    /// What the request said about historic entries.
    package let isBackfilled: Bool
    /// The id of what it is about: the param that stands first on its command line.
    package let about: String?

    /// A command from its parts.
    package init(command: any Command, isBackfilled: Bool, about: String?) {
        self.command = command
        self.isBackfilled = isBackfilled
        self.about = about
    }
}

// MARK: Four eyes

extension Decision {
    /// The decision that an approved request gets: its date and reason, the approver as actor.
    package func approving(_ request: ApprovedRequest) -> Decision {
        Decision(
            facts: facts,
            actor: actor,
            roles: roles,
            // The requester's reach was judged when the request was made.
            grants: .any,
            today: today,
            occurredOn: request.occurredOn,
            expectedVersion: .any,
            reason: request.reason,
            isBackfilled: request.isBackfilled,
            services: services,
            nextPosition: nextPosition + Int64(events.count),
            request: request
        )
    }

    /// A decision with the same facts whose events nobody records.
    package func rehearsal() -> Decision {
        Decision(
            facts: facts,
            actor: actor,
            roles: roles,
            grants: grants,
            today: today,
            occurredOn: occurredOn,
            expectedVersion: expectedVersion,
            reason: reason,
            isBackfilled: isBackfilled,
            services: services,
            nextPosition: nextPosition + Int64(events.count)
        )
    }

    /// A rehearsal that goes on with the numbers given here, so that ``absorb(_:)`` may take it over.
    package func attempt() -> Decision {
        let attempt = rehearsal()
        attempt.numbers = numbers
        return attempt
    }
}

/// What a rule may ask of the office besides rows.
package protocol DecisionServices: AnyObject {
    /// The real time.
    var now: Moment { get }
    /// True on a training store.
    var isTrainingStore: Bool { get }
    /// The keyed hash of a text, 16 bytes, for uniqueness and search without clear text.
    func indexHash(_ text: String) -> String
    /// What a sealed field of a subject says in the event at a position; `nil` when erased.
    ///
    /// For rules that cannot do without, like the age of a child. Nothing of it may be recorded in
    /// clear or told in a refusal.
    func opened(_ field: String, of subject: String, at position: Int64) -> String?
    /// The keyed digest of a pending approval's method and params, in hex.
    func approvalDigest(method: String, params: String) -> String
    /// The command that an approval holds, from its stored method and params.
    func pendingCommand(method: String, params: String) throws(Rejection) -> PendingCommand
}

/// Where a stream stands; written with every event.
package struct StreamRow: Row {
    package static let table = RowTable(8, "streams")
    /// `category-id`.
    package let stream: String
    /// 1-based count of its events.
    package var version: Int64
    /// The position of its last event.
    package var lastPosition: Int64
    /// The latest business date of a step.
    package var lastStepOn: CivilDate?
    package var key: RowKey { RowKey(stream) }

    /// The row of a stream.
    package init(stream: String, version: Int64, lastPosition: Int64, lastStepOn: CivilDate?) {
        self.stream = stream
        self.version = version
        self.lastPosition = lastPosition
        self.lastStepOn = lastStepOn
    }
}

/// The last number given under a prefix and year.
///
/// Projections keep it with ``RowStore/took(_:)`` whenever an event carries a new number.
package struct NumberSeries: Row {
    package static let table = RowTable(2, "numbers")
    /// `HTG-2016`.
    package let series: String
    /// The last sequence given.
    package var last: Int64
    package var key: RowKey { RowKey(series) }
}

extension RowStore {
    /// Remembers that a number like `HTG-2016-0007` has been given.
    package func took(_ number: String) {
        guard let hyphen = number.utf8.lastIndex(of: UInt8(ascii: "-")),
            let sequence = Int64(Substring(number.utf8[hyphen...].dropFirst()))
        else { return }
        let series = String(Substring(number.utf8[..<hyphen]))
        let last = row(NumberSeries.self, RowKey(series))?.last ?? 0
        if sequence > last { put(NumberSeries(series: series, last: sequence)) }
    }
}
