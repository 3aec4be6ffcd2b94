// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Domain

extension Projection {
    /// Every place.
    static let places = Projection("places", version: 1, tables: [PlaceState.table])
        .keeping(PlaceState.self)

    /// Every contact.
    static let contacts = Projection("contacts", version: 2, tables: [ContactState.table])
        .keeping(ContactState.self)
}

/// Every place, by code.
package struct ListPlaces: Query {
    package static let contract = QueryContract("place.list", roles: [])

    /// Places that lie in it.
    package let area: AreaCode?
    /// Left out: all.
    package let kind: PlaceKind?

    package struct Item: Codable, Sendable {
        let place: ID<Place>
        let name: Line
        let area: AreaCode
        let kind: PlaceKind
        let organisation: ID<Organisation>?
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        try context.page(PlaceState.self) { state in
            if let area, !area.contains(state.area) { return nil }
            if let kind, kind != state.kind { return nil }
            return Item(
                place: state.id,
                name: state.name,
                area: state.area,
                kind: state.kind,
                organisation: state.organisation
            )
        }
    }
}

/// One contact; the name is opened for everybody but auditor and reader.
package struct ShowContact: Query {
    package static let contract = QueryContract(
        "contact.show",
        roles: [],
        positional: ["contact"],
        shape: .item,
        sealed: [.office("name")]
    )

    /// Erased contacts show without a name.
    package let contact: ID<Contact>

    package struct Item: Codable, Sendable {
        let contact: ID<Contact>
        let name: String?
        let function: Line?
        let organisation: ID<Organisation>?
        let area: AreaCode?
        /// True for those who may not know the name: the member is absent then, not null.
        var hidesName = false

        private enum CodingKeys: String, CodingKey {
            case contact, name, function, organisation, area
        }

        package func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(contact, forKey: .contact)
            if !hidesName { try container.encode(name, forKey: .name) }
            try container.encode(function, forKey: .function)
            try container.encode(organisation, forKey: .organisation)
            try container.encode(area, forKey: .area)
        }
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        let state = try context.find(ContactState.self, contact)
        let name =
            context.showsPseudonyms
            ? nil
            : context.disclosure?.office("name", of: contact.text, at: state.namedAt)
        let function = state.function(on: context.today)
        let item = Item(
            contact: state.id,
            name: name,
            function: function?.function,
            organisation: function?.organisation,
            area: state.area,
            hidesName: context.showsPseudonyms
        )
        return QueryAnswer(items: [item])
    }
}
