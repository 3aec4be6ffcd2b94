// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Domain

extension Slice {
    /// Work with other organisations.
    package static let partnership = Slice(
        "Partnership",
        commands: Partnership.commands,
        queries: [ListPartnerships.self],
        events: [PartnershipEvent.self],
        projections: [
            Projection("partnerships", tables: [PartnershipState.table])
                .keeping(PartnershipState.self)
        ]
    )
}

/// Every partnership with its agreement, by number.
package struct ListPartnerships: Query {
    package static let contract = QueryContract("partnership.list", roles: [])

    package struct Item: Codable, Sendable {
        let partnership: ID<Partnership>
        let organisation: ID<Organisation>
        let organisationName: Line?
        let state: PartnershipStatus
        /// Of the agreement in force on the day, else of the newest.
        let from: CivilDate?
        let to: CivilDate?
        let dataClause: Bool?
        let events: Int64
        let csrTotal: SignedRupiah
        let rating: Rating?
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        try context.page(PartnershipState.self) { state in
            let partner = context.facts.state(OrganisationState.self, state.organisation)
            let agreement = state.agreement(on: context.today) ?? state.agreements.last
            return Item(
                partnership: state.id,
                organisation: state.organisation,
                organisationName: partner?.officialName(on: context.today),
                state: state.status,
                from: agreement?.from,
                to: agreement?.to,
                dataClause: agreement?.dataClause,
                events: state.events,
                csrTotal: SignedRupiah(state.csrTotal),
                rating: state.rating
            )
        }
    }
}
