// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// A place is where a box stands or goods are kept and handed over: a market, a school, an office.
// Its code is chosen by the office; its area decides whether a permit covers it.

/// Places, known by a code.
package enum Place: Thing {
    package static let noun = "place"
    package static let naming = Naming.code
    package static let completion: (method: String, column: String)? = ("place.list", "place")
}

/// What kind of place it is.
package enum PlaceKind: String, CodeSet {
    case market, shop, school, office, worship, home, publicPlace, other

    package static let name = "PlaceKind"
}

// MARK: Commands

extension Place {
    /// The commands of its methods; a new one is added here.
    package static let commands: [any Command.Type] = [RegisterPlace.self]
}

/// A new place.
package struct RegisterPlace: Command {
    package static let contract = Contract(
        "place.register",
        roles: [.registrar, .coordinator],
        positional: ["place"],
        refusals: ["alreadyExists", "futureDated"],
        next: ["place list"]
    )

    /// A code that was never used before.
    package let place: ID<Place>
    /// Office text: no person's name.
    package let name: Line
    /// Decides whether a drive's permit covers the place.
    package let area: AreaCode
    /// Left out: other.
    package let kind: PlaceKind?
    /// Whose place it is; must exist.
    package let organisation: ID<Organisation>?

    package struct Answer: Codable, Sendable {
        let place: ID<Place>
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        _ = try decision.find(OrganisationState.self, ifNamed: organisation)
        try decision.gate(place.stream, step: false)
        if decision.facts.state(PlaceState.self, place) != nil {
            throw .refused(common: .alreadyExists(what: Place.noun, id: place.text))
        }
        decision.record(
            PlaceEvent.registered(
                name: name,
                area: area,
                kind: kind ?? .other,
                organisation: organisation
            ),
            to: place.stream
        )
        return Answer(place: place)
    }
}

// MARK: Events

/// What happens to a place.
package enum PlaceEvent: DomainEvent {
    case registered(name: Line, area: AreaCode, kind: PlaceKind, organisation: ID<Organisation>?)

    package enum CodingKeys: String, CodingKey {
        case registered = "place.registered"
    }

    package static let category = Place.noun

    package var isStep: Bool {
        switch self {
        case .registered: false
        }
    }
}

// MARK: State

/// A place as the events left it.
package struct PlaceState: AggregateState {
    package static let table = RowTable(14, "places")
    package let id: ID<Place>
    /// As registered.
    package let name: Line
    /// As registered; copied into a box's deployment.
    package let area: AreaCode
    /// As registered.
    package let kind: PlaceKind
    /// `nil` when it belongs to none that has a record.
    package let organisation: ID<Organisation>?

    package static func initial(
        _ id: ID<Place>,
        _ event: PlaceEvent,
        _ meta: EventMeta
    ) -> PlaceState? {
        switch event {
        case .registered(let name, let area, let kind, let organisation):
            PlaceState(id: id, name: name, area: area, kind: kind, organisation: organisation)
        }
    }

    package mutating func evolve(_ event: PlaceEvent, _ meta: EventMeta) {
        switch event {
        case .registered: break
        }
    }
}
