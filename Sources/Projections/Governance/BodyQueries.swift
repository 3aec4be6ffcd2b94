// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Domain

/// One body: names, assemblies, what was adopted, who is in office on the day.
package struct ShowBody: Query {
    package static let contract = QueryContract(
        "body.show",
        roles: [],
        positional: ["body"],
        shape: .item,
        sealed: [.office("holderName")],
        next: ["body terms --body {params.body}"]
    )

    /// Suspended or not.
    package let body: ID<Body>

    /// An assembly as it was called, and as it was held.
    package struct Meeting: Codable, Sendable {
        let assembly: ID<Assembly>
        let kind: AssemblyKind
        let title: Line
        let from: CivilDate
        let to: CivilDate
        let place: Line
        let area: AreaCode?
        let heldFrom: CivilDate?
        let heldTo: CivilDate?
        let quorum: Bool?
        let present: Int64?
        let entitled: Int64?
        let source: Line?
    }

    /// A resolution with the assembly that adopted it.
    package struct Resolution: Codable, Sendable {
        let assembly: ID<Assembly>
        let number: Line?
        let title: Line
        let text: OpenNote?
    }

    /// The programme of work adopted last.
    package struct Programme: Codable, Sendable {
        let assembly: ID<Assembly>
        let title: Line
        let items: [ProgrammeItem]
    }

    /// Somebody in office on the day.
    package struct Officer: Codable, Sendable {
        let office: BodyOffice
        let holder: PersonID
        let holderName: String?
        let from: CivilDate?
        let assembly: ID<Assembly>?
        /// True for those who may not know the name: the member is absent then, not null.
        var hidesName = false

        private enum CodingKeys: String, CodingKey {
            case office, holder, holderName, from, assembly
        }

        package func encode(to encoder: any Encoder) throws {
            var values = encoder.container(keyedBy: CodingKeys.self)
            try values.encode(office, forKey: .office)
            try values.encode(holder, forKey: .holder)
            if !hidesName { try values.encode(holderName, forKey: .holderName) }
            try values.encode(from, forKey: .from)
            try values.encode(assembly, forKey: .assembly)
        }
    }

    package struct Item: Codable, Sendable {
        let body: ID<Body>
        let name: Line?
        let organisation: ID<Organisation>
        let kind: BodyKind
        let area: AreaCode?
        let names: [OrganisationName]
        let assemblies: [Meeting]
        let resolutions: [Resolution]
        let programme: Programme?
        let officers: [Officer]
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        let state = try context.find(BodyState.self, body)
        let adopted = context.facts.rows(AdoptionRow.self, prefix: RowKey(body))
        let terms = context.facts.rows(TermRow.self, prefix: RowKey(body))
        let assemblies = (0..<state.assemblies).compactMap { index in
            context.facts.row(AssemblyRow.self, RowKey(ID<Assembly>(body, index + 1)))
        }
        let item = Item(
            body: state.id,
            name: state.name(on: context.today),
            organisation: state.organisation,
            kind: state.kind,
            area: state.area,
            names: state.names,
            assemblies: assemblies.map(Meeting.init),
            resolutions: adopted.filter { $0.items == nil }.map {
                Resolution(
                    assembly: $0.assembly,
                    number: $0.number,
                    title: $0.title,
                    text: $0.text
                )
            },
            programme: adopted.last { $0.items != nil }.map {
                Programme(assembly: $0.assembly, title: $0.title, items: $0.items ?? [])
            },
            officers: terms.filter { $0.holds(on: context.today) }.map { term in
                Officer(
                    office: term.office,
                    holder: term.holder,
                    holderName: context.officeName(of: term.holder),
                    from: term.from,
                    assembly: term.assembly,
                    hidesName: context.showsPseudonyms
                )
            }
        )
        return QueryAnswer(items: [item])
    }
}

extension ShowBody.Meeting {
    init(_ row: AssemblyRow) {
        assembly = row.assembly
        kind = row.kind
        title = row.title
        from = row.from
        to = row.to
        place = row.place
        area = row.area
        heldFrom = row.heldFrom
        heldTo = row.heldTo
        quorum = row.quorum
        present = row.present?.value
        entitled = row.entitled?.value
        source = row.source
    }
}

/// Who held which office when, by body, office and first day (R28).
package struct ListTerms: Query {
    package static let contract = QueryContract(
        "body.terms",
        roles: [],
        sealed: [.office("holderName")]
    )

    /// Left out: all bodies.
    package let body: ID<Body>?
    /// Left out: all offices.
    package let office: BodyOffice?

    package struct Item: Codable, Sendable {
        let body: ID<Body>
        let bodyName: Line?
        let office: BodyOffice
        let holder: PersonID
        let holderName: String?
        let from: CivilDate?
        let to: CivilDate?
        let assembly: ID<Assembly>?
        /// True for those who may not know the name: the member is absent then, not null.
        var hidesName = false

        private enum CodingKeys: String, CodingKey {
            case body, bodyName, office, holder, holderName, from, to, assembly
        }

        package func encode(to encoder: any Encoder) throws {
            var values = encoder.container(keyedBy: CodingKeys.self)
            try values.encode(body, forKey: .body)
            try values.encode(bodyName, forKey: .bodyName)
            try values.encode(office, forKey: .office)
            try values.encode(holder, forKey: .holder)
            if !hidesName { try values.encode(holderName, forKey: .holderName) }
            try values.encode(from, forKey: .from)
            try values.encode(to, forKey: .to)
            try values.encode(assembly, forKey: .assembly)
        }
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        let prefix = body.map { RowKey($0) } ?? RowKey()
        return try context.page(TermRow.self, prefix: prefix) { row in
            if let office, office != row.office { return nil }
            return Item(
                body: row.body,
                bodyName: context.facts.state(BodyState.self, row.body)?.name(on: context.today),
                office: row.office,
                holder: row.holder,
                holderName: context.officeName(of: row.holder),
                from: row.from,
                to: row.to,
                assembly: row.assembly,
                hidesName: context.showsPseudonyms
            )
        }
    }
}
