// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// MARK: Events

/// What happens to an operator.
package enum OperatorEvent: DomainEvent {
    case registered(operator: ID<Operator>, uid: UserID?, label: Line?, service: Bool)
    case uidChanged(from: UserID?, to: UserID)
    case roleGranted(operator: ID<Operator>, role: Role, bootstrap: Bool?)
    case roleRevoked(operator: ID<Operator>, role: Role)
    case linked(
        operator: ID<Operator>,
        worker: ID<Worker>?,
        volunteer: ID<Volunteer>?,
        contact: ID<Contact>?
    )
    case unlinked(
        operator: ID<Operator>,
        worker: ID<Worker>?,
        volunteer: ID<Volunteer>?,
        contact: ID<Contact>?
    )
    case suspended
    case resumed

    package enum CodingKeys: String, CodingKey {
        case registered = "operator.registered"
        case uidChanged = "operator.uidChanged"
        case roleGranted = "operator.roleGranted"
        case roleRevoked = "operator.roleRevoked"
        case linked = "operator.linked"
        case unlinked = "operator.unlinked"
        case suspended = "operator.suspended"
        case resumed = "operator.resumed"
    }

    package static let category = Operator.noun

    package var isStep: Bool {
        switch self {
        case .registered, .uidChanged, .roleGranted, .roleRevoked, .linked, .unlinked,
            .suspended, .resumed:
            true
        }
    }
}

// MARK: State

/// An operator as the events left it.
package struct OperatorState: AggregateState {
    package static let table = RowTable(10, "operators")
    package let id: ID<Operator>
    /// Of the machine; `nil` in training stores, where one acts as another.
    package var uid: UserID?
    /// What lists show beside the slug.
    package var label: Line?
    /// True for programs, which may read and nothing else.
    package var isService: Bool
    /// In the order of the role list.
    package var roles: [Role]
    /// True takes every right away, the roles stay on record.
    package var isSuspended = false
    /// The record this login was joined to; `nil` for none.
    package var worker: ID<Worker>?
    /// The record this login was joined to; `nil` for none.
    package var volunteer: ID<Volunteer>?
    /// The record this login was joined to; `nil` for none.
    package var contact: ID<Contact>?

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
        case .uidChanged(_, let to): uid = to
        case .roleGranted(_, let role, _): roles = granted(role)
        case .roleRevoked(_, let role): roles.removeAll { $0 == role }
        case .linked(_, let worker, let volunteer, let contact):
            self.worker = worker ?? self.worker
            self.volunteer = volunteer ?? self.volunteer
            self.contact = contact ?? self.contact
        case .unlinked(_, let worker, let volunteer, let contact):
            if worker != nil { self.worker = nil }
            if volunteer != nil { self.volunteer = nil }
            if contact != nil { self.contact = nil }
        case .suspended: isSuspended = true
        case .resumed: isSuspended = false
        }
    }

    /// The roles with one more, in the order of the role list.
    func granted(_ role: Role) -> [Role] {
        Role.allCases.filter { roles.contains($0) || $0 == role }
    }

    /// A role that may not go together with another of the list, if there is one.
    static func conflict(among roles: [Role], isService: Bool) -> Role? {
        if isService { return roles.first { $0 != .reader } }
        guard roles.contains(.auditor) else { return nil }
        return roles.first { $0 != .auditor && $0 != .reader }
    }

    /// The role that does not go together with one about to be granted, if there is one.
    func conflict(granting role: Role) -> Role? {
        guard let other = Self.conflict(among: granted(role), isService: isService) else {
            return nil
        }
        return role == .auditor || isService ? other : .auditor
    }

    /// True for the roles that only two administrators together give.
    static func needsFourEyes(_ role: Role) -> Bool {
        role == .administrator || role == .dataProtection
    }
}

/// A user id of the machine and the operator it belongs to.
package struct UserIDRow: Row {
    package static let table = RowTable(11, "userIds")
    /// As the kernel tells it of a peer.
    package let uid: Int64
    /// The only one to whom the user id belongs.
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

/// How many operators hold a role and may act.
package struct RoleHoldersRow: Row {
    package static let table = RowTable(17, "roleHolders")
    /// One row a role that somebody ever held.
    package let role: Role
    /// Without the suspended.
    package let count: Int64
    package var key: RowKey { RowKey(role.rawValue) }

    /// The row of a role.
    package init(role: Role, count: Int64) {
        self.role = role
        self.count = count
    }
}

extension Facts {
    /// How many operators hold a role and are not suspended.
    package func holders(of role: Role) -> Int64 {
        row(RoleHoldersRow.self, RowKey(role.rawValue))?.count ?? 0
    }
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
    case roleAlreadyHeld
    case operatorSuspended
    case roleNotHeld
    case lastAdministrator
    case alreadyLinked(to: PersonID)
    case linkedElsewhere(operator: ID<Operator>)
    case notLinked
    case notSuspended
}
