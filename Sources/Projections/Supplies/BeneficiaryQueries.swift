// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Domain

/// Finds beneficiaries by name or pupil number; each search is on record.
package struct FindBeneficiary: Query {
    package static let contract = QueryContract(
        "beneficiary.find",
        roles: [.coordinator, .storekeeper, .worker],
        recordedAs: "search",
        seen: SeenFields(of: "beneficiary", .case, ["name"]),
        sealed: [.masked("initials", for: [.coordinator, .storekeeper, .worker])]
    )

    /// Words that all stand in the name; needed without a pupil number.
    package let name: PersonName?
    /// The whole number, whose holder comes first.
    package let pupilNumber: PupilNumber?
    /// Those of the school alone.
    package let school: ID<Organisation>?

    package struct Item: Codable, Sendable {
        let beneficiary: ID<Beneficiary>
        /// Masked; `nil` after an erasure.
        let initials: String?
        let birthYear: BirthYear
        let school: ID<Organisation>?
    }

    // More would make the search a list of all names.
    private static let rowsMax = 20

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        if name == nil, pupilNumber == nil { throw .missing("name") }
        guard let disclosure = context.disclosure else { return QueryAnswer(items: []) }
        let sought = try name.map { name throws(Rejection) in
            try NameSearch(.beneficiary, name, disclosure.indexHash)
        }
        var items: [Item] = []
        func take(_ subject: String) -> Bool {
            let id = ID<Beneficiary>(trusted: subject)
            guard let state = context.facts.state(BeneficiaryState.self, id),
                school == nil || school == state.school
            else { return true }
            items.append(
                Item(
                    beneficiary: id,
                    initials: disclosure.masked("name", of: subject, at: state.namedAt),
                    birthYear: state.birthYear,
                    school: state.school
                )
            )
            return items.count < NameSearch.rowsMax
        }
        let numbered = pupilNumber.map { number in
            context.facts.holders(
                of: .pupilNumber,
                disclosure.indexHash(number.text),
                kind: .beneficiary
            )
        }
        for subject in numbered ?? [] { _ = take(subject) }
        sought?.visit(context.facts) { subject, _ in
            numbered?.contains(subject) ?? false || take(subject)
        }
        return QueryAnswer(items: items)
    }
}
