// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Domain

extension Projection {
    /// Operators with their roles, user ids and links.
    static let operators = Projection(
        "operators",
        tables: [
            OperatorState.table, UserIDRow.table, PersonLinkRow.table, RoleHoldersRow.table,
        ]
    )
    .keeping(OperatorState.self)
    .on(OperatorEvent.self) { event, meta, store in
        let slug = ID<Operator>(trusted: meta.streamID)
        switch event {
        case .registered(_, let uid, _, _):
            if let uid { store.put(UserIDRow(uid: uid.value, operator: slug)) }
        case .uidChanged(let from, let to):
            if let from { store.remove(UserIDRow.self, UserIDRow.key(from.value)) }
            store.put(UserIDRow(uid: to.value, operator: slug))
        case .roleGranted(_, let role, _): store.countHolder(of: role, slug, by: 1)
        case .roleRevoked(_, let role): store.countHolder(of: role, slug, by: -1)
        case .linked(_, let worker, let volunteer, let contact):
            for person in people(worker, volunteer, contact) {
                store.put(PersonLinkRow(person: person, operator: slug))
            }
        case .unlinked(_, let worker, let volunteer, let contact):
            for person in people(worker, volunteer, contact) {
                store.remove(PersonLinkRow.self, PersonLinkRow.key(person))
            }
        case .suspended: store.countRoles(of: slug, by: -1)
        case .resumed: store.countRoles(of: slug, by: 1)
        }
    }

    private static func people(
        _ worker: ID<Worker>?,
        _ volunteer: ID<Volunteer>?,
        _ contact: ID<Contact>?
    ) -> [PersonID] {
        [
            worker.map { PersonID($0) }, volunteer.map { PersonID($0) },
            contact.map { PersonID($0) },
        ].compactMap(\.self)
    }
}

extension RowStore {
    // Holders who are suspended do not count; their roles come back with them.
    fileprivate func countHolder(of role: Role, _ slug: ID<Operator>, by change: Int64) {
        if state(OperatorState.self, slug)?.isSuspended == true { return }
        put(RoleHoldersRow(role: role, count: holders(of: role) + change))
    }

    fileprivate func countRoles(of slug: ID<Operator>, by change: Int64) {
        for role in state(OperatorState.self, slug)?.roles ?? [] {
            put(RoleHoldersRow(role: role, count: holders(of: role) + change))
        }
    }
}

/// Every operator with roles.
package struct ListOperators: Query {
    package static let contract = QueryContract(
        "operator.list",
        roles: [.administrator, .dataProtection, .auditor]
    )

    package struct Item: Codable, Sendable {
        let `operator`: ID<Operator>
        let uid: UserID?
        let label: Line?
        let roles: [Role]
        let worker: ID<Worker>?
        let suspended: Bool
        /// Nothing in the log tells when somebody only read, so it is unknown.
        let lastSeenOn: CivilDate?
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        try context.page(OperatorState.self) { state in
            Item(
                operator: state.id,
                uid: state.uid,
                label: state.label,
                roles: state.roles,
                worker: state.worker,
                suspended: state.isSuspended,
                lastSeenOn: nil
            )
        }
    }
}
