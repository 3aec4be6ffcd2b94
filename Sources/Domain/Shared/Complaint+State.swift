// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// MARK: Events

/// What happens to a complaint.
package enum ComplaintEvent: DomainEvent {
    case filed(
        kind: ComplaintKind,
        about: AnyID?,
        channel: ComplaintChannel,
        client: ID<Client>?,
        text: Personal<Note>,
        complainantName: Personal<PersonName>?
    )
    case assigned(handler: ID<Operator>)
    case escalated(to: EscalationLevel)
    case answered(answer: Personal<Note>)
    case closed(outcome: ComplaintOutcome)

    package enum CodingKeys: String, CodingKey {
        case filed = "complaint.filed"
        case assigned = "complaint.assigned"
        case escalated = "complaint.escalated"
        case answered = "complaint.answered"
        case closed = "complaint.closed"
    }

    package static let category = Complaint.noun

    package var isStep: Bool {
        switch self {
        case .filed, .assigned, .escalated, .answered, .closed: true
        }
    }
}

// MARK: Values

/// What is complained about.
package enum ComplaintKind: String, CodeSet {
    case `case`, distribution, worker, activity, office

    package static let name = "ComplaintKind"
}

/// How a complaint reached the office.
package enum ComplaintChannel: String, CodeSet {
    case inPerson, phone, letter, message

    package static let name = "ComplaintChannel"
}

/// Who is to look at it now.
package enum EscalationLevel: String, CodeSet {
    case supervisor, board

    package static let name = "EscalationLevel"
}

/// What became of it.
package enum ComplaintOutcome: String, CodeSet {
    case upheld, partlyUpheld, notUpheld, withdrawn

    package static let name = "ComplaintOutcome"
}

/// How far it got.
package enum ComplaintStage: String, CodeSet {
    case filed, assigned, answered, closed

    package static let name = "ComplaintState"
}

/// The id of any thing, when another param says of which kind.
package struct AnyID: TextValue {
    package let text: String
    package init(trusted text: String) { self.text = text }
    package static let schema = ValueSchema(
        "AnyId",
        .string(minimum: 1, maximum: 64, pattern: "^[A-Za-z0-9][A-Za-z0-9./~-]{0,63}$"),
        column: "id"
    )
    package static let sample = AnyID(trusted: "PKS-2016-0001")
    package static func check(_ text: String) throws(InvalidValue) {
        try IdentifierRule.checkAny(text)
    }
}

// MARK: State

/// A complaint as the events left it; what was said stays sealed in the log.
package struct ComplaintState: AggregateState {
    package static let table = RowTable(27, "complaints")
    package let id: ID<Complaint>
    /// Says of which register `about` is an id.
    package let kind: ComplaintKind
    /// Whom or what it is about; `nil` for the office itself.
    package let about: AnyID?
    /// Who complains, or for whom somebody does; `nil` when they have no record.
    package let client: ID<Client>?
    /// Business date, from which the time for an answer counts.
    package let filedOn: CivilDate
    /// Whoever was assigned last; `nil` before.
    package var handler: ID<Operator>?
    /// Who gave the latest answer; a complaint without one cannot be closed.
    package var answeredBy: ID<Operator>?
    /// Business date; `nil` while it is open.
    package var closedOn: CivilDate?
    /// `nil` while it is open.
    package var outcome: ComplaintOutcome?

    /// Whose key seals what is said: the client's, or the complaint's own.
    package var subject: String { client?.text ?? id.text }

    /// How far it got.
    package var stage: ComplaintStage {
        if closedOn != nil { return .closed }
        if answeredBy != nil { return .answered }
        return handler == nil ? .filed : .assigned
    }

    package static func initial(
        _ id: ID<Complaint>,
        _ event: ComplaintEvent,
        _ meta: EventMeta
    ) -> ComplaintState? {
        guard case .filed(let kind, let about, _, let client, _, _) = event else { return nil }
        return ComplaintState(
            id: id,
            kind: kind,
            about: about,
            client: client,
            filedOn: meta.occurredOn
        )
    }

    package mutating func evolve(_ event: ComplaintEvent, _ meta: EventMeta) {
        switch event {
        case .filed, .escalated: break
        case .assigned(let handler): self.handler = handler
        case .answered: answeredBy = meta.actor
        case .closed(let outcome):
            closedOn = meta.occurredOn
            self.outcome = outcome
        }
    }
}
