// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// An ethics case is a matter between the board and a worker: nobody else sees it. What is said
// is sealed with the worker's key. A suspension keeps new cases away; running ones stay until a
// supervisor hands them over.

/// Ethics cases, known by a number.
package enum EthicsCase: Thing {
    package static let noun = "ethics"
    package static let naming = Naming.number(prefix: "ETK")
}

/// What the board finds of an allegation.
package enum EthicsRuling: String, CodeSet {
    case founded, unfounded, settled

    package static let name = "EthicsRuling"
}

/// What follows from a ruling.
package enum EthicsSanction: String, CodeSet {
    case none, reprimand, suspension, revocation

    package static let name = "EthicsSanction"
}

// MARK: Commands

extension EthicsCase {
    /// The commands of its methods; a new one is added here.
    package static let commands: [any Command.Type] = [OpenEthicsCase.self, RuleEthicsCase.self]
}

/// An allegation against a worker that the board takes up.
package struct OpenEthicsCase: Command {
    package static let contract = Contract(
        "ethics.open",
        roles: [.board],
        positional: ["worker"],
        refusals: ["futureDated", "subjectErased"],
        next: ["ethics list"]
    )

    /// Not erased; may be out of service.
    package let worker: ID<Worker>
    /// Sealed with the worker's key.
    package let allegation: Note
    /// The complaint behind it, which the caller may know of.
    package let complaint: ID<Complaint>?

    package func decide(_ decision: Decision) throws(Rejection) -> EthicsAnswer {
        _ = try decision.find(WorkerState.self, worker)
        let complaint = try decision.find(ComplaintState.self, ifNamed: complaint)
        if let complaint, !decision.asker.mayKnow(complaint) {
            throw .notFound(what: Complaint.noun, id: complaint.id.text)
        }
        let ethics = decision.newID(EthicsCase.self)
        try decision.gate(ethics.stream, step: false)
        try decision.mustNotBeErased(worker.text)
        decision.record(
            EthicsEvent.complaintOpened(
                worker: worker,
                complaint: complaint?.id,
                allegation: .clear(subject: worker.text, allegation)
            ),
            to: ethics.stream
        )
        return EthicsAnswer(ethics: ethics)
    }
}

/// The board decides an ethics case.
package struct RuleEthicsCase: Command {
    package static let contract = Contract(
        "ethics.rule",
        roles: [.board],
        positional: ["ethics"],
        refusals: [
            "futureDated", "outOfOrder", "subjectErased", "selfApproval", "ethicsDecided",
            "untilMissing",
        ],
        confirm: "name",
        next: ["ethics list"]
    )

    /// Undecided; opened by somebody else than the caller.
    package let ethics: ID<EthicsCase>
    /// Final.
    package let ruling: EthicsRuling
    /// Follows the ruling, which may also bring none.
    package let sanction: EthicsSanction
    /// The last day; a suspension needs it.
    package let until: CivilDate?
    /// Why; sealed with the worker's key.
    package let note: Note

    package func decide(_ decision: Decision) throws(Rejection) -> EthicsAnswer {
        let state = try decision.find(EthicsState.self, ethics)
        try decision.gate(ethics.stream, step: true)
        try decision.mustNotBeErased(state.worker.text)
        if state.openedBy == decision.actor {
            throw .refused(common: .selfApproval(requestedBy: state.openedBy))
        }
        try decision.refuse(state.ruling != nil, EthicsRefusal.ethicsDecided)
        try decision.refuse(sanction == .suspension && until == nil, EthicsRefusal.untilMissing)
        decision.record(
            EthicsEvent.ruled(
                ruling: ruling,
                sanction: sanction,
                until: until,
                note: .clear(subject: state.worker.text, note)
            ),
            to: ethics.stream
        )
        return EthicsAnswer(ethics: ethics)
    }
}

/// The ethics case that a command was about.
package struct EthicsAnswer: Codable, Sendable {
    let ethics: ID<EthicsCase>
}

// MARK: Events

/// What happens to an ethics case.
package enum EthicsEvent: DomainEvent {
    case complaintOpened(
        worker: ID<Worker>,
        complaint: ID<Complaint>?,
        allegation: Personal<Note>
    )
    case ruled(
        ruling: EthicsRuling,
        sanction: EthicsSanction,
        until: CivilDate?,
        note: Personal<Note>
    )

    package enum CodingKeys: String, CodingKey {
        case complaintOpened = "ethics.complaintOpened"
        case ruled = "ethics.ruled"
    }

    package static let category = EthicsCase.noun

    package var isStep: Bool {
        switch self {
        case .complaintOpened: false
        case .ruled: true
        }
    }
}

// MARK: State

/// An ethics case as the events left it, without what was said.
package struct EthicsState: AggregateState {
    package static let table = RowTable(187, "ethicsCases")
    package let id: ID<EthicsCase>
    /// Whom the allegation is against.
    package let worker: ID<Worker>
    /// `nil` when nobody complained in form.
    package let complaint: ID<Complaint>?
    /// May not rule on it.
    package let openedBy: ID<Operator>
    /// Business date.
    package let openedOn: CivilDate
    /// `nil` while it is undecided.
    package var ruling: EthicsRuling?
    /// `nil` while it is undecided.
    package var sanction: EthicsSanction?
    /// The last day of a suspension.
    package var until: CivilDate?
    /// Business date; `nil` while it is undecided.
    package var ruledOn: CivilDate?

    package static func initial(
        _ id: ID<EthicsCase>,
        _ event: EthicsEvent,
        _ meta: EventMeta
    ) -> EthicsState? {
        guard case .complaintOpened(let worker, let complaint, _) = event else { return nil }
        return EthicsState(
            id: id,
            worker: worker,
            complaint: complaint,
            openedBy: meta.actor,
            openedOn: meta.occurredOn
        )
    }

    package mutating func evolve(_ event: EthicsEvent, _ meta: EventMeta) {
        guard case .ruled(let ruling, let sanction, let until, _) = event else { return }
        self.ruling = ruling
        self.sanction = sanction
        self.until = until
        ruledOn = meta.occurredOn
    }
}

// MARK: Refusals

/// Why an ethics case is not decided.
package enum EthicsRefusal: Refusal {
    case ethicsDecided
    case untilMissing
}
