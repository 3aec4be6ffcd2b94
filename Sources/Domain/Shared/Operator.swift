// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// An operator is a login of the office server: who the kernel says is calling, which roles the
// office gave them, and which record of a person they are linked to. Commands: register, grant.

/// Operators, known by a slug.
package enum Operator: Thing {
    package static let noun = "operator"
    package static let naming = Naming.slug
    package static let completion: (method: String, column: String)? = ("operator.list", "operator")
}

// MARK: Commands

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

    package let `operator`: ID<Operator>
    package let uid: UserID?
    package let label: Line?
    package let service: Bool?
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
            if uid.value == UserID.overflow { throw .refused(OperatorRefusal.uidReserved) }
            if let taken = decision.facts.row(UserIDRow.self, UserIDRow.key(uid.value)) {
                throw .refused(OperatorRefusal.uidTaken(operator: taken.operator))
            }
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

// MARK: Events

/// What happens to an operator.
package enum OperatorEvent: DomainEvent {
    case registered(operator: ID<Operator>, uid: UserID?, label: Line?, service: Bool)
    case roleGranted(operator: ID<Operator>, role: Role, bootstrap: Bool?)

    package enum CodingKeys: String, CodingKey {
        case registered = "operator.registered"
        case roleGranted = "operator.roleGranted"
    }

    package static let category = Operator.noun

    package var isStep: Bool {
        switch self {
        case .registered, .roleGranted: true
        }
    }
}

// MARK: State

/// An operator as the events left it.
package struct OperatorState: AggregateState {
    package static let table = RowTable(10, "operators")
    package let id: ID<Operator>
    package var uid: UserID?
    package var label: Line?
    package var isService: Bool
    /// In the order of the role list.
    package var roles: [Role]
    package var isSuspended = false

    package static func initial(
        _ id: ID<Operator>,
        _ event: OperatorEvent,
        _ meta: EventMeta
    ) -> OperatorState? {
        guard case .registered(_, let uid, let label, let service) = event else { return nil }
        return OperatorState(id: id, uid: uid, label: label, isService: service, roles: [])
    }

    package mutating func evolve(_ event: OperatorEvent, _ meta: EventMeta) {
        switch event {
        case .registered: break
        case .roleGranted(_, let role, _):
            roles = Role.allCases.filter { roles.contains($0) || $0 == role }
        }
    }

    /// A role that may not go together with another of the list, if there is one.
    static func conflict(among roles: [Role], isService: Bool) -> Role? {
        if isService { return roles.first { $0 != .reader } }
        guard roles.contains(.auditor) else { return nil }
        return roles.first { $0 != .auditor && $0 != .reader }
    }

    /// True for the roles that only two administrators together give.
    static func needsFourEyes(_ role: Role) -> Bool {
        role == .administrator || role == .dataProtection
    }
}

/// A user id of the machine and the operator it belongs to.
package struct UserIDRow: Row {
    package static let table = RowTable(11, "userIds")
    package let uid: Int64
    package let `operator`: ID<Operator>
    package var key: RowKey { Self.key(uid) }

    /// The row of a user id.
    package init(uid: Int64, operator: ID<Operator>) {
        self.uid = uid
        self.operator = `operator`
    }

    /// The key of a user id.
    package static func key(_ uid: Int64) -> RowKey { RowKey().and(uid) }
}

/// A numeric user id of the machine.
package struct UserID: IntegerValue {
    package let value: Int64
    package init(_ value: Int64) { self.value = value }
    package static let range: ClosedRange<Int64> = 0...4_294_967_294
    package static let schema = ValueSchema(
        "UserId",
        .integer(minimum: 0, maximum: 4_294_967_294),
        column: "integer"
    )
    /// What the kernel shows for a user id from outside a user namespace.
    package static let overflow: Int64 = 65_534
}

// MARK: Refusals

/// Why an operator is not changed.
package enum OperatorRefusal: Refusal {
    case operatorExists
    case uidTaken(operator: ID<Operator>)
    case uidMissing
    case uidReserved
    case roleConflict(with: Role)
    case fourEyesRole(role: Role)
}
