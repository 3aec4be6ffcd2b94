// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Domain

extension Slice {
    /// Operators, approvals, organisations, places, contacts.
    package static let shared = Slice(
        "Shared",
        commands: [
            RegisterOperator.self, RegisterOrganisation.self, RegisterPlace.self,
            RegisterContact.self,
        ],
        queries: [ListOperators.self],
        events: [
            OperatorEvent.self, OrganisationEvent.self, PlaceEvent.self, ContactEvent.self,
        ],
        projections: [
            Projection("operators", tables: [OperatorState.table, UserIDRow.table])
                .keeping(OperatorState.self)
                .on(OperatorEvent.self) { event, _, store in
                    switch event {
                    case .registered(let slug, let uid?, _, _):
                        store.put(UserIDRow(uid: uid.value, operator: slug))
                    case .registered, .roleGranted: break
                    }
                },
            Projection(
                "organisations",
                tables: [OrganisationState.table, OrganisationNameRow.table]
            )
            .keeping(OrganisationState.self)
            .on(OrganisationEvent.self) { event, meta, store in
                switch event {
                case .nameAdded(let name, .official, let from, let to, _):
                    store.put(
                        OrganisationNameRow(
                            name: name,
                            organisation: ID(trusted: meta.streamID),
                            from: from,
                            to: to
                        )
                    )
                case .registered, .nameAdded: break
                }
            },
            Projection("places", tables: [PlaceState.table]).keeping(PlaceState.self),
            Projection("contacts", tables: [ContactState.table]).keeping(ContactState.self),
        ]
    )
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
        let suspended: Bool
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        try context.page(OperatorState.self) { state in
            Item(
                operator: state.id,
                uid: state.uid,
                label: state.label,
                roles: state.roles,
                suspended: state.isSuspended
            )
        }
    }
}
