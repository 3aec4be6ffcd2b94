// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// Somebody complains: about a case, a hand-over, a worker, an activity or the office. What they say
// is sealed with their own key, or with the complaint's when they have no record. Whoever is
// complained about neither handles the complaint nor ever sees it.

/// Complaints, known by a number.
package enum Complaint: Thing {
    package static let noun = "complaint"
    package static let naming = Naming.number(prefix: "ADU")
    package static let completion: (method: String, column: String)? = (
        "complaint.list", "complaint"
    )

    /// The commands of its methods; a new one is added here.
    package static let commands: [any Command.Type] = [
        FileComplaint.self, AssignComplaint.self, EscalateComplaint.self, AnswerComplaint.self,
        CloseComplaint.self,
    ]
}

// MARK: Commands

/// A complaint that was brought forward.
package struct FileComplaint: Command {
    package static let contract = Contract(
        "complaint.file",
        roles: [.intake, .worker, .supervisor, .coordinator],
        positional: ["kind"],
        refusals: ["futureDated", "subjectErased", "processingLimited"],
        next: ["complaint assign {complaint}"]
    )

    /// Decides in which register `about` is looked up.
    package let kind: ComplaintKind
    /// Must exist and be within the caller's reach; left out only for the office.
    package let about: AnyID?
    /// What is complained about, in the complainant's words; sealed.
    package let text: Note
    /// Who complains, when they have a record: then their key seals the text.
    package let client: ID<Client>?
    /// For complainants without a record; sealed.
    package let complainantName: PersonName?
    /// Kept with the event and never changed.
    package let channel: ComplaintChannel

    package struct Answer: Codable, Sendable {
        let complaint: ID<Complaint>
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        try decision.mustExist(kind, about)
        let person = try decision.find(ifNamed: client)
        let complaint = decision.newID(Complaint.self)
        try decision.gate(complaint.stream, step: true)
        if let person { try decision.gate(subject: person) }
        let subject = client?.text ?? complaint.text
        decision.record(
            ComplaintEvent.filed(
                kind: kind,
                about: about,
                channel: channel,
                client: client,
                text: .clear(subject: subject, text),
                complainantName: complainantName.map { .clear(subject: subject, $0) }
            ),
            to: complaint.stream
        )
        return Answer(complaint: complaint)
    }
}

/// Says who looks into a complaint.
package struct AssignComplaint: Command {
    package static let contract = Contract(
        "complaint.assign",
        roles: [.supervisor, .board],
        positional: ["complaint"],
        refusals: ["futureDated", "outOfOrder", "handlerInvolved", "complaintClosed"],
        next: ["complaint answer {complaint}"]
    )

    /// Open, and not about the caller's own work.
    package let complaint: ID<Complaint>
    /// Any operator who is not the one complained about nor works on the case.
    package let handler: ID<Operator>

    package struct Answer: Codable, Sendable {
        let complaint: ID<Complaint>
        let handler: ID<Operator>
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let state = try decision.find(complaint: complaint)
        let operatorState = try decision.find(OperatorState.self, handler)
        try decision.gate(complaint.stream, step: true)
        if decision.facts.isInvolved(operatorState.worker, in: state) {
            throw .refused(ComplaintRefusal.handlerInvolved)
        }
        try state.mustBeOpen()
        decision.record(ComplaintEvent.assigned(handler: handler), to: complaint.stream)
        return Answer(complaint: complaint, handler: handler)
    }
}

/// Takes a complaint to somebody higher up.
package struct EscalateComplaint: Command {
    package static let contract = Contract(
        "complaint.escalate",
        roles: [],
        positional: ["complaint"],
        refusals: ["futureDated", "outOfOrder", "complaintClosed"],
        needsReason: true
    )

    /// Open; the caller handles it or is a supervisor.
    package let complaint: ID<Complaint>
    /// Does not change who handles it.
    package let to: EscalationLevel

    package struct Answer: Codable, Sendable {
        let complaint: ID<Complaint>
        let to: EscalationLevel
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let state = try decision.find(handled: complaint, or: [.supervisor])
        try decision.gate(complaint.stream, step: true)
        try state.mustBeOpen()
        decision.record(ComplaintEvent.escalated(to: to), to: complaint.stream)
        return Answer(complaint: complaint, to: to)
    }
}

/// What the handler found and tells the complainant.
package struct AnswerComplaint: Command {
    package static let contract = Contract(
        "complaint.answer",
        roles: [],
        positional: ["complaint"],
        refusals: [
            "futureDated", "outOfOrder", "complaintClosed", "subjectErased", "processingLimited",
        ],
        next: ["complaint close {complaint}"]
    )

    /// Open; only its handler answers.
    package let complaint: ID<Complaint>
    /// As told to the complainant; sealed.
    ///
    /// A later answer replaces an earlier one.
    package let answer: Note

    package struct Answer: Codable, Sendable {
        let complaint: ID<Complaint>
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let state = try decision.find(handled: complaint, or: [])
        try decision.gate(complaint.stream, step: true)
        try state.mustBeOpen()
        if let client = state.client,
            let person = decision.facts.state(ClientState.self, client)
        {
            try decision.gate(subject: person)
        }
        decision.record(
            ComplaintEvent.answered(answer: .clear(subject: state.subject, answer)),
            to: complaint.stream
        )
        return Answer(complaint: complaint)
    }
}

/// The end of a complaint, by somebody who did not handle it.
package struct CloseComplaint: Command {
    package static let contract = Contract(
        "complaint.close",
        roles: [.supervisor, .board],
        positional: ["complaint"],
        refusals: [
            "futureDated", "outOfOrder", "answerMissing", "selfApproval", "complaintClosed",
        ]
    )

    /// Answered, and by somebody else than the caller.
    package let complaint: ID<Complaint>
    /// Final: a closed complaint is not opened again.
    package let outcome: ComplaintOutcome

    package struct Answer: Codable, Sendable {
        let complaint: ID<Complaint>
        let outcome: ComplaintOutcome
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let state = try decision.find(complaint: complaint)
        try decision.gate(complaint.stream, step: true)
        if state.answeredBy == nil { throw .refused(ComplaintRefusal.answerMissing) }
        if state.handler == decision.actor {
            throw .refused(common: .selfApproval(requestedBy: decision.actor))
        }
        try state.mustBeOpen()
        decision.record(ComplaintEvent.closed(outcome: outcome), to: complaint.stream)
        return Answer(complaint: complaint, outcome: outcome)
    }
}

// MARK: Rules

extension Asker {
    /// True unless the complaint is about the asker's own work as a worker.
    package func mayKnow(_ complaint: ComplaintState) -> Bool {
        guard complaint.kind == .worker, let worker else { return true }
        return complaint.about?.text != worker.text
    }
}

extension Facts {
    /// True when a worker is the one complained about, or has a live spell on the case.
    fileprivate func isInvolved(_ worker: ID<Worker>?, in complaint: ComplaintState) -> Bool {
        guard let worker, let about = complaint.about?.text else { return false }
        switch complaint.kind {
        case .worker: return about == worker.text
        case .case: return state(CaseState.self, ID(trusted: about))?.has(worker) ?? false
        case .distribution, .activity, .office: return false
        }
    }
}

extension Decision {
    /// Rejects what a complaint cannot be about: nothing, something unknown or out of reach.
    fileprivate func mustExist(_ kind: ComplaintKind, _ about: AnyID?) throws(Rejection) {
        guard let about else {
            if kind == .office { return }
            throw .missing("about")
        }
        let isThere: Bool
        switch kind {
        case .office:
            throw .invalid(pointer: "/about", problem: "value", expected: "nothing for office")
        case .case:
            _ = try find(case: ID<Case>(trusted: about.text))
            return
        case .worker: isThere = facts.state(WorkerState.self, ID(trusted: about.text)) != nil
        case .distribution:
            isThere = facts.state(DistributionState.self, ID(trusted: about.text)) != nil
        case .activity: isThere = facts.row(StreamRow.self, RowKey("activity-" + about.text)) != nil
        }
        if !isThere { throw .notFound(what: kind.rawValue, id: about.text) }
    }

    /// The state of a complaint that the asker may know of; else `notFound`.
    fileprivate func find(complaint id: ID<Complaint>) throws(Rejection) -> ComplaintState {
        let state = try find(ComplaintState.self, id)
        if !asker.mayKnow(state) { throw .notFound(what: Complaint.noun, id: id.text) }
        return state
    }

    /// The state of a complaint that the asker handles, or may act on by one of some roles.
    ///
    /// Who sees complaints by a role is told that they may not; to others there is none.
    fileprivate func find(
        handled id: ID<Complaint>,
        or needed: [Role]
    ) throws(Rejection) -> ComplaintState {
        let state = try find(complaint: id)
        if state.handler == actor || needed.contains(where: roles.contains) { return state }
        let overseers: [Role] = [.supervisor, .board, .dataProtection]
        if overseers.contains(where: roles.contains) { throw .forbidden(needs: needed) }
        throw .notFound(what: Complaint.noun, id: id.text)
    }
}

extension ComplaintState {
    fileprivate func mustBeOpen() throws(Rejection) {
        if closedOn != nil { throw .refused(ComplaintRefusal.complaintClosed) }
    }
}

// MARK: Refusals

/// Why nothing happens to a complaint.
package enum ComplaintRefusal: Refusal {
    case handlerInvolved
    case complaintClosed
    case answerMissing
}
