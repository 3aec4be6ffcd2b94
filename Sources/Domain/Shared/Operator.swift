// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// An operator is a login of the office server: who the kernel says is calling, which roles the
// office gave them, and which record of a person they are linked to. Giving the roles that could
// undo the office's checks takes two administrators; taking a role away takes one.

/// Operators, known by a slug.
package enum Operator: Thing {
    package static let noun = "operator"
    package static let naming = Naming.slug
    package static let completion: (method: String, column: String)? = ("operator.list", "operator")
}

// MARK: Commands

extension Operator {
    /// The commands of its methods; a new one is added here.
    package static let commands: [any Command.Type] = [
        RegisterOperator.self, SetOperatorUserID.self, GrantRole.self, RevokeRole.self,
        LinkOperator.self, UnlinkOperator.self, SuspendOperator.self, ResumeOperator.self,
    ]
}

/// A new login with its first roles.
package struct RegisterOperator: Command {
    package static let contract = Contract(
        "operator.register",
        roles: [.administrator],
        positional: ["operator"],
        refusals: [
            "operatorExists", "uidTaken", "uidMissing", "uidReserved", "roleConflict",
            "fourEyesRole", "futureDated", "outOfOrder",
        ],
        next: ["operator grant {operator}"]
    )

    /// A slug that was never used before.
    package let `operator`: ID<Operator>
    /// Free and not reserved; only training stores do without.
    package let uid: UserID?
    /// Not personal: an office and a desk, never a name.
    package let label: Line?
    /// True for a program; left out means a person.
    package let service: Bool?
    /// None of those for which two administrators are needed; order and doubles do not matter.
    package let roles: [Role]?

    package struct Answer: Codable, Sendable {
        let `operator`: ID<Operator>
        let roles: [Role]
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        try decision.gate(`operator`.stream, step: true)
        let asked = Role.allCases.filter((roles ?? []).contains)
        if decision.facts.state(OperatorState.self, `operator`) != nil {
            throw .refused(OperatorRefusal.operatorExists)
        }
        if let uid {
            try decision.refuseUnlessFree(uid)
        } else if !decision.services.isTrainingStore {
            throw .refused(OperatorRefusal.uidMissing)
        }
        if let conflict = OperatorState.conflict(among: asked, isService: service ?? false) {
            throw .refused(OperatorRefusal.roleConflict(with: conflict))
        }
        if let role = asked.first(where: OperatorState.needsFourEyes) {
            throw .refused(OperatorRefusal.fourEyesRole(role: role))
        }
        decision.record(
            OperatorEvent.registered(
                operator: `operator`,
                uid: uid,
                label: label,
                service: service ?? false
            ),
            to: `operator`.stream
        )
        for role in asked {
            decision.record(
                OperatorEvent.roleGranted(operator: `operator`, role: role, bootstrap: nil),
                to: `operator`.stream
            )
        }
        return Answer(operator: `operator`, roles: asked)
    }
}

/// Another user id for an operator.
package struct SetOperatorUserID: Command {
    package static let contract = Contract(
        "operator.setUid",
        roles: [.administrator],
        positional: ["operator"],
        refusals: ["futureDated", "outOfOrder", "uidTaken", "uidReserved"]
    )

    /// Must exist, suspended or not.
    package let `operator`: ID<Operator>
    /// Free and not reserved; the one before is free from now on.
    package let uid: UserID

    package struct Answer: Codable, Sendable {
        let `operator`: ID<Operator>
        let uid: UserID
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let state = try decision.find(OperatorState.self, `operator`)
        try decision.gate(`operator`.stream, step: true)
        try decision.refuseUnlessFree(uid)
        decision.record(OperatorEvent.uidChanged(from: state.uid, to: uid), to: `operator`.stream)
        return Answer(operator: `operator`, uid: uid)
    }
}

/// One more role for an operator.
package struct GrantRole: Command {
    package static let contract = Contract(
        "operator.grant",
        roles: [.administrator],
        positional: ["operator"],
        refusals: [
            "futureDated", "outOfOrder", "roleAlreadyHeld", "roleConflict", "operatorSuspended",
        ],
        next: ["operator list"]
    )

    /// Must not be suspended.
    package let `operator`: ID<Operator>
    /// Must go together with the roles held.
    package let role: Role

    package struct Answer: Codable, Sendable {
        let `operator`: ID<Operator>
        let roles: [Role]
    }

    package func fourEyesNeeded(_ decision: Decision) -> FourEyes? {
        guard OperatorState.needsFourEyes(role), decision.facts.holders(of: .administrator) >= 2
        else { return nil }
        return FourEyes(kind: "roleGrant", needed: .administrator)
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let state = try decision.find(OperatorState.self, `operator`)
        try decision.gate(`operator`.stream, step: true)
        if state.roles.contains(role) { throw .refused(OperatorRefusal.roleAlreadyHeld) }
        if let other = state.conflict(granting: role) {
            throw .refused(OperatorRefusal.roleConflict(with: other))
        }
        if state.isSuspended { throw .refused(OperatorRefusal.operatorSuspended) }
        let isFirstDays = OperatorState.needsFourEyes(role) && decision.request == nil
        decision.record(
            OperatorEvent.roleGranted(
                operator: `operator`,
                role: role,
                bootstrap: isFirstDays ? true : nil
            ),
            to: `operator`.stream
        )
        return Answer(operator: `operator`, roles: state.granted(role))
    }
}

/// One role less for an operator.
package struct RevokeRole: Command {
    package static let contract = Contract(
        "operator.revoke",
        roles: [.administrator],
        positional: ["operator"],
        refusals: ["futureDated", "outOfOrder", "roleNotHeld", "lastAdministrator"],
        needsReason: true,
        confirm: "name"
    )

    /// Must hold the role.
    package let `operator`: ID<Operator>
    /// Not that of the last administrator who may act.
    package let role: Role

    package typealias Answer = GrantRole.Answer

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let state = try decision.find(OperatorState.self, `operator`)
        try decision.gate(`operator`.stream, step: true)
        if !state.roles.contains(role) { throw .refused(OperatorRefusal.roleNotHeld) }
        if role == .administrator { try decision.refuseLosingLastAdministrator(state) }
        decision.record(
            OperatorEvent.roleRevoked(operator: `operator`, role: role),
            to: `operator`.stream
        )
        return Answer(operator: `operator`, roles: state.roles.filter { $0 != role })
    }
}

// MARK: Links

/// Joins an operator to the record of a person.
package struct LinkOperator: Command {
    package static let contract = Contract(
        "operator.link",
        roles: [.administrator],
        positional: ["operator"],
        refusals: ["futureDated", "outOfOrder", "alreadyLinked", "linkedElsewhere"]
    )

    /// Not yet joined to a record of this kind.
    package let `operator`: ID<Operator>
    /// Must exist and be joined to nobody; exactly one of three is given.
    package let worker: ID<Worker>?
    /// Must exist and be joined to nobody; exactly one of three is given.
    package let volunteer: ID<Volunteer>?
    /// Must exist and be joined to nobody; exactly one of three is given.
    package let contact: ID<Contact>?

    package struct Answer: Codable, Sendable {
        let `operator`: ID<Operator>
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let person = try LinkedPerson(worker, volunteer, contact)
        let state = try decision.find(OperatorState.self, `operator`)
        guard person.exists(decision.facts) else {
            throw .notFound(what: person.noun, id: person.id.text)
        }
        try decision.gate(`operator`.stream, step: true)
        if let held = person.held(by: state) {
            throw .refused(OperatorRefusal.alreadyLinked(to: held))
        }
        if let other = decision.facts.operatorOf(person.id) {
            throw .refused(OperatorRefusal.linkedElsewhere(operator: other))
        }
        decision.record(
            OperatorEvent.linked(
                operator: `operator`,
                worker: worker,
                volunteer: volunteer,
                contact: contact
            ),
            to: `operator`.stream
        )
        return Answer(operator: `operator`)
    }
}

/// Parts an operator from the record of a person.
package struct UnlinkOperator: Command {
    package static let contract = Contract(
        "operator.unlink",
        roles: [.administrator],
        positional: ["operator"],
        refusals: ["futureDated", "outOfOrder", "notLinked"]
    )

    /// Keeps its roles, as every other link.
    package let `operator`: ID<Operator>
    /// The record it is joined to; exactly one of three is given.
    package let worker: ID<Worker>?
    /// The record it is joined to; exactly one of three is given.
    package let volunteer: ID<Volunteer>?
    /// The record it is joined to; exactly one of three is given.
    package let contact: ID<Contact>?

    package typealias Answer = LinkOperator.Answer

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let person = try LinkedPerson(worker, volunteer, contact)
        let state = try decision.find(OperatorState.self, `operator`)
        try decision.gate(`operator`.stream, step: true)
        if person.held(by: state) != person.id { throw .refused(OperatorRefusal.notLinked) }
        decision.record(
            OperatorEvent.unlinked(
                operator: `operator`,
                worker: worker,
                volunteer: volunteer,
                contact: contact
            ),
            to: `operator`.stream
        )
        return Answer(operator: `operator`)
    }
}

/// The one record that a link names.
private struct LinkedPerson {
    let noun: String
    let id: PersonID

    init(
        _ worker: ID<Worker>?,
        _ volunteer: ID<Volunteer>?,
        _ contact: ID<Contact>?
    ) throws(Rejection) {
        let named = [
            worker.map { (Worker.noun, PersonID($0)) },
            volunteer.map { (Volunteer.noun, PersonID($0)) },
            contact.map { (Contact.noun, PersonID($0)) },
        ].compactMap(\.self)
        guard named.count == 1, let (noun, id) = named.first else {
            throw .invalid(
                pointer: "",
                problem: named.isEmpty ? "missing" : "value",
                expected: "one of worker, volunteer, contact"
            )
        }
        self.noun = noun
        self.id = id
    }

    // An operator's slug is a person too, but no record that could be linked.
    func exists(_ facts: any Facts) -> Bool { facts.recordExists(id) }

    func held(by state: OperatorState) -> PersonID? {
        switch noun {
        case Worker.noun: state.worker.map { PersonID($0) }
        case Volunteer.noun: state.volunteer.map { PersonID($0) }
        default: state.contact.map { PersonID($0) }
        }
    }
}

// MARK: Suspension

/// Takes an operator's rights away until they are resumed.
package struct SuspendOperator: Command {
    package static let contract = Contract(
        "operator.suspend",
        roles: [.administrator, .dataProtection],
        positional: ["operator"],
        refusals: ["futureDated", "outOfOrder", "operatorSuspended", "lastAdministrator"],
        needsReason: true,
        confirm: "name"
    )

    /// Not suspended already, and not the last administrator who may act.
    package let `operator`: ID<Operator>

    package typealias Answer = LinkOperator.Answer

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let state = try decision.find(OperatorState.self, `operator`)
        try decision.gate(`operator`.stream, step: true)
        if state.isSuspended { throw .refused(OperatorRefusal.operatorSuspended) }
        if state.roles.contains(.administrator) {
            try decision.refuseLosingLastAdministrator(state)
        }
        decision.record(OperatorEvent.suspended, to: `operator`.stream)
        return Answer(operator: `operator`)
    }
}

/// Gives a suspended operator the rights back.
package struct ResumeOperator: Command {
    package static let contract = Contract(
        "operator.resume",
        roles: [.administrator, .dataProtection],
        positional: ["operator"],
        refusals: ["futureDated", "outOfOrder", "notSuspended"],
        needsReason: true
    )

    /// Must be suspended.
    package let `operator`: ID<Operator>

    package typealias Answer = LinkOperator.Answer

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let state = try decision.find(OperatorState.self, `operator`)
        try decision.gate(`operator`.stream, step: true)
        if !state.isSuspended { throw .refused(OperatorRefusal.notSuspended) }
        decision.record(OperatorEvent.resumed, to: `operator`.stream)
        return Answer(operator: `operator`)
    }
}

// MARK: Rules

extension Decision {
    fileprivate func refuseUnlessFree(_ uid: UserID) throws(Rejection) {
        if let taken = facts.row(UserIDRow.self, UserIDRow.key(uid.value)) {
            throw .refused(OperatorRefusal.uidTaken(operator: taken.operator))
        }
        if uid.value == UserID.overflow { throw .refused(OperatorRefusal.uidReserved) }
    }

    // An office without an administrator could never give a role again.
    fileprivate func refuseLosingLastAdministrator(
        _ state: OperatorState
    ) throws(Rejection) {
        if !state.isSuspended, facts.holders(of: .administrator) <= 1 {
            throw .refused(OperatorRefusal.lastAdministrator)
        }
    }
}
