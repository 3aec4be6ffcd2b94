// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// An office passes from one person to the next. What is known from a paper is recorded as it is;
// what an assembly decided is handed over, and with it the rights in this office's own system, in
// one commit: nobody signs for a body after their time, and nobody waits to sign.

// MARK: Commands

/// Who held an office, known from a document only.
package struct RecordHolder: Command {
    package static let contract = Contract(
        "body.recordHolder",
        roles: [.registrar],
        positional: ["body"],
        refusals: ["futureDated", "officeOccupied"],
        next: ["body terms --body {body}"]
    )

    /// Needs no assembly of its own: a document is enough.
    package let body: ID<Body>
    /// A single person's is not held by two on one day.
    package let office: BodyOffice
    /// On record.
    package let person: PersonID
    /// The first day; `nil`: unknown.
    package let from: CivilDate?
    /// The day it passed on, not before the first; `nil`: still held.
    package let to: CivilDate?
    /// The document that says so.
    package let source: Line

    package func decide(_ decision: Decision) throws(Rejection) -> BodyAnswer {
        try DateRange(from, to).mustNotBeReversed(at: "/to")
        _ = try decision.find(BodyState.self, body)
        try decision.find(officer: person)
        try decision.gate(body.stream, step: false)
        let days = DateRange(term: from, to)
        let other = decision.facts.terms(of: office, in: body).first {
            office.isSingle && days.overlaps($0.days)
        }
        if let other {
            throw .refused(
                BodyRefusal.officeOccupied(holder: other.holder, from: other.from, to: other.to)
            )
        }
        decision.record(
            BodyEvent.holderRecorded(
                office: office,
                person: person,
                from: from,
                to: to,
                source: source
            ),
            to: body.stream
        )
        return BodyAnswer(body: body)
    }
}

/// An office passes to somebody an assembly elected.
package struct HandOverOffice: Command {
    package static let contract = Contract(
        "body.handOver",
        roles: .bodyKeepers,
        positional: ["body"],
        refusals: [
            "futureDated", "outOfOrder", "officeOccupied", "notElected", "signatoryUnset",
            "notLinked", "operatorSuspended", "roleConflict",
        ],
        confirm: "yes",
        next: ["body terms --body {body}"]
    )

    /// Its present term of the office ends the same day.
    package let body: ID<Body>
    /// A single person's passes from its holder only.
    package let office: BodyOffice
    /// Elected to it by the assembly, within the present term.
    package let successor: PersonID
    /// Who holds it until today; left out when nobody does.
    package let outgoing: PersonID?
    /// Of this body, held.
    package let assembly: ID<Assembly>
    /// What was handed over, item by item; recorded as told.
    package let checklist: [ChecklistItem]?
    /// Takes over the roles that sign; needed when who leaves holds some.
    package let toOperator: ID<Operator>?

    package struct Answer: Codable, Sendable {
        let body: ID<Body>
        let office: BodyOffice
        /// The roles that moved to the successor's operator.
        let moved: [Role]
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        _ = try decision.find(BodyState.self, body)
        try decision.find(officer: successor)
        if let outgoing { try decision.find(officer: outgoing) }
        let meeting = try decision.find(assembly: assembly)
        if meeting.body != body { throw .notFound(what: Assembly.noun, id: assembly.text) }
        let receiver = try decision.find(OperatorState.self, ifNamed: toOperator)
        try decision.gate(body.stream, step: true)
        let present = try presentTerm(decision)
        try refuseUnlessElected(meeting, after: present?.from, decision)
        let signing = signatory(decision)
        if let signing {
            guard let receiver else {
                throw .refused(BodyRefusal.signatoryUnset(roles: signing.roles))
            }
            // Who signs for the office is whoever was elected to it.
            try decision.refuse(
                decision.facts.operatorOf(successor) != receiver.id,
                OperatorRefusal.notLinked
            )
        }
        decision.record(
            BodyEvent.officeHandedOver(
                office: office,
                from: outgoing,
                to: successor,
                assembly: assembly,
                checklist: checklist
            ),
            to: body.stream
        )
        if let signing, let receiver, signing.operator.id != receiver.id {
            try decision.move(signing.roles, from: signing.operator, to: receiver)
            return Answer(body: body, office: office, moved: signing.roles)
        }
        return Answer(body: body, office: office, moved: [])
    }

    // The term that ends; refuses unless `outgoing` is whoever holds the office from now on.
    private func presentTerm(_ decision: Decision) throws(Rejection) -> TermRow? {
        let day = decision.occurredOn
        let ahead = DateRange(day, nil)
        let running = decision.facts.terms(of: office, in: body).filter { ahead.overlaps($0.days) }
        let present = running.last { $0.holder == outgoing && $0.from ?? day <= day }
        let other = running.first { $0.version != present?.version }
        if office.isSingle, let other {
            throw .refused(
                BodyRefusal.officeOccupied(holder: other.holder, from: nil, to: nil)
            )
        }
        return present
    }

    // G-02: the assembly elected the successor, by now and within the present term.
    private func refuseUnlessElected(
        _ meeting: AssemblyRow,
        after start: CivilDate?,
        _ decision: Decision
    ) throws(Rejection) {
        let election = decision.facts.elected(to: office, by: assembly)
            .first { $0.person == successor }
        let isInTime = election.map { row in
            row.on <= decision.occurredOn && start.map { $0 < row.on } ?? true
        }
        if meeting.heldFrom == nil || isInTime != true {
            throw .refused(BodyRefusal.notElected(successor: successor))
        }
    }

    // G-03: the operator of whoever leaves, with the roles that sign for the office.
    private func signatory(_ decision: Decision) -> (operator: OperatorState, roles: [Role])? {
        guard let outgoing, let slug = decision.facts.operatorOf(outgoing),
            let state = decision.facts.state(OperatorState.self, slug)
        else { return nil }
        let signing = state.roles.filter { $0 == .board || $0 == .treasurer }
        return signing.isEmpty ? nil : (state, signing)
    }
}

extension Decision {
    // One commit: there is no moment without a signatory, and none with two.
    fileprivate func move(
        _ roles: [Role],
        from leaving: OperatorState,
        to receiver: OperatorState
    ) throws(Rejection) {
        try inOrder(leaving.id.stream)
        try inOrder(receiver.id.stream)
        if receiver.isSuspended { throw .refused(OperatorRefusal.operatorSuspended) }
        for role in roles {
            if let other = receiver.conflict(granting: role) {
                throw .refused(OperatorRefusal.roleConflict(with: other))
            }
        }
        for role in roles {
            record(
                OperatorEvent.roleRevoked(operator: leaving.id, role: role),
                to: leaving.id.stream
            )
            if receiver.roles.contains(role) { continue }
            record(
                OperatorEvent.roleGranted(operator: receiver.id, role: role, bootstrap: nil),
                to: receiver.id.stream
            )
        }
    }
}
