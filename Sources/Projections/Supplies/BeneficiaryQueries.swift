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
        seen: SeenFields(of: "beneficiary", .case, ["name"])
    )

    package let name: PersonName?
    package let pupilNumber: PupilNumber?
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
        let words = NameFold.uniqueWords(of: name?.text ?? "")
        if name != nil, words.isEmpty {
            throw .invalid(
                pointer: "/name",
                problem: "pattern",
                expected: "a word of at least two letters that is no title"
            )
        }
        guard let disclosure = context.disclosure else { return QueryAnswer(items: []) }
        var found: [ID<Beneficiary>] = []
        if let pupilNumber {
            let hash = disclosure.indexHash(pupilNumber.text)
            if let row = context.facts.row(PupilNumberRow.self, RowKey(hash)) {
                found.append(row.beneficiary)
            }
        }
        for beneficiary in named(words, context.facts, disclosure)
        where !found.contains(beneficiary) {
            found.append(beneficiary)
        }
        let items = found.compactMap { id -> Item? in
            guard let state = context.facts.state(BeneficiaryState.self, id) else { return nil }
            if let school, school != state.school { return nil }
            return Item(
                beneficiary: id,
                initials: disclosure.masked("name", of: id.text, at: state.namedAt),
                birthYear: state.birthYear,
                school: state.school
            )
        }
        return QueryAnswer(items: Array(items.prefix(Self.rowsMax)))
    }

    // Everybody with all the words in the name, or with all their sounds when nobody has the words.
    private func named(
        _ words: [String],
        _ facts: any Facts,
        _ disclosure: any Disclosing
    ) -> [ID<Beneficiary>] {
        let exact = holders(of: words, .word, facts, disclosure)
        if !exact.isEmpty { return exact }
        return holders(of: NameFold.uniqueSounds(of: words), .sound, facts, disclosure)
    }

    private func holders(
        of texts: [String],
        _ form: BeneficiaryWordRow.Form,
        _ facts: any Facts,
        _ disclosure: any Disclosing
    ) -> [ID<Beneficiary>] {
        var common: Set<ID<Beneficiary>>?
        for text in texts {
            let prefix = BeneficiaryWordRow.key(form, disclosure.indexHash(text))
            let holders = Set(
                facts.rows(BeneficiaryWordRow.self, prefix: prefix).map(\.beneficiary)
            )
            common = common?.intersection(holders) ?? holders
            if common?.isEmpty ?? true { return [] }
        }
        return (common ?? []).sorted()
    }
}
