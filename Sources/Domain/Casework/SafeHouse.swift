// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// A safe house is a protected home. Everybody who places people sees how many places are free;
// address and contact are sealed with the key of the house and shown by `safeHouse.reveal` only.
// Who lives there is recorded with the case: a stay takes a place and frees it.

// MARK: Commands

extension SafeHouse {
    /// The commands of its methods; a new one is added here.
    package static let commands: [any Command.Type] = [
        RegisterSafeHouse.self, SetSafeHouseCapacity.self, RetireSafeHouse.self,
    ]

    // Who keeps the houses.
    fileprivate static let keepers: [Grant] = [.supervisor, .coordinator]
}

/// A new safe house of an organisation.
package struct RegisterSafeHouse: Command {
    package static let contract = Contract(
        "safeHouse.register",
        roles: SafeHouse.keepers,
        positional: ["organisation"],
        refusals: ["futureDated"],
        next: ["safe-house list"]
    )

    /// Who runs it; must exist.
    package let organisation: ID<Organisation>
    /// Places; one case takes one.
    package let capacity: Capacity
    /// Sealed with the house's own key.
    package let address: SecretLine
    /// Sealed with the house's own key.
    package let contact: SecretLine
    /// A regency or city: more would tell where it is.
    package let area: AreaCode

    package struct Answer: Codable, Sendable {
        let safeHouse: ID<SafeHouse>
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        guard area.level == 2 else {
            throw .invalid(pointer: "/area", problem: "value", expected: "a regency or city: 32.77")
        }
        _ = try decision.find(OrganisationState.self, organisation)
        let house = decision.newID(SafeHouse.self)
        try decision.gate(house.stream, step: false)
        decision.record(
            SafeHouseEvent.registered(
                organisation: organisation,
                capacity: capacity,
                area: area,
                address: .clear(subject: house.text, address),
                contact: .clear(subject: house.text, contact)
            ),
            to: house.stream
        )
        return Answer(safeHouse: house)
    }
}

/// Another number of places.
package struct SetSafeHouseCapacity: Command {
    package static let contract = Contract(
        "safeHouse.setCapacity",
        roles: SafeHouse.keepers,
        positional: ["safeHouse"],
        refusals: ["futureDated", "safeHouseRetired", "belowOccupancy"],
        next: ["safe-house list"]
    )

    /// In use.
    package let safeHouse: ID<SafeHouse>
    /// Not below the places taken.
    package let capacity: Capacity

    package func decide(_ decision: Decision) throws(Rejection) -> SafeHousePlaces {
        let house = try decision.find(SafeHouseState.self, safeHouse)
        try decision.gate(safeHouse.stream, step: false)
        try house.mustBeInUse()
        if capacity.value < house.occupied {
            throw .refused(SafeHouseRefusal.belowOccupancy(occupied: house.occupied))
        }
        decision.record(SafeHouseEvent.capacityChanged(capacity: capacity), to: safeHouse.stream)
        return SafeHousePlaces(safeHouse: safeHouse, free: capacity.value - house.occupied)
    }
}

/// Nobody is placed there any more.
package struct RetireSafeHouse: Command {
    package static let contract = Contract(
        "safeHouse.retire",
        roles: SafeHouse.keepers,
        positional: ["safeHouse"],
        refusals: ["futureDated", "outOfOrder", "safeHouseRetired", "belowOccupancy"],
        confirm: "yes",
        next: ["safe-house list"]
    )

    /// In use, with nobody in it.
    package let safeHouse: ID<SafeHouse>

    package func decide(_ decision: Decision) throws(Rejection) -> SafeHousePlaces {
        let house = try decision.find(SafeHouseState.self, safeHouse)
        try decision.gate(safeHouse.stream, step: true)
        try house.mustBeInUse()
        if house.occupied > 0 {
            throw .refused(SafeHouseRefusal.belowOccupancy(occupied: house.occupied))
        }
        decision.record(SafeHouseEvent.retired, to: safeHouse.stream)
        return SafeHousePlaces(safeHouse: safeHouse, free: 0)
    }
}

/// A house and the places left in it.
package struct SafeHousePlaces: Codable, Sendable {
    let safeHouse: ID<SafeHouse>
    let free: Int64
}

/// How many people a house may hold, 1 to 500.
package struct Capacity: IntegerValue {
    package let value: Int64
    package init(_ value: Int64) { self.value = value }
    package static let range: ClosedRange<Int64> = 1...500
    package static let schema = ValueSchema(
        "Capacity",
        .integer(minimum: 1, maximum: 500),
        column: "integer"
    )
}

/// Text of one line, 1 to 500 characters, of class secret: an address that must not be known.
package struct SecretLine: TextValue {
    package let text: String
    package init(trusted text: String) { self.text = text }
    package static let schema = ValueSchema(
        "SecretText",
        .string(minimum: 1, maximum: 500, pattern: nil),
        column: "text",
        personal: "secret"
    )
    package static let sample = SecretLine(trusted: "Alamat Rekaan")
    package static func check(_ text: String) throws(InvalidValue) {
        try TextRule.check(text, 1...500)
    }
    /// Never the text.
    package var description: String { "«secret»" }
}

// MARK: Events

/// What happens to a safe house.
package enum SafeHouseEvent: DomainEvent {
    case registered(
        organisation: ID<Organisation>,
        capacity: Capacity,
        area: AreaCode,
        address: Personal<SecretLine>,
        contact: Personal<SecretLine>
    )
    case capacityChanged(capacity: Capacity)
    case placeTaken(case: ID<Case>, stay: ID<Stay>)
    case placeFreed(case: ID<Case>, stay: ID<Stay>)
    case retired

    package enum CodingKeys: String, CodingKey {
        case registered = "safeHouse.registered"
        case capacityChanged = "safeHouse.capacityChanged"
        case placeTaken = "safeHouse.placeTaken"
        case placeFreed = "safeHouse.placeFreed"
        case retired = "safeHouse.retired"
    }

    package static let category = SafeHouse.noun

    // Places are taken and freed as late as the case says; only the end of the house is a step.
    package var isStep: Bool {
        switch self {
        case .registered, .capacityChanged, .placeTaken, .placeFreed: false
        case .retired: true
        }
    }
}

// MARK: State

/// A safe house as the events left it; address and contact stay sealed in the log.
package struct SafeHouseState: AggregateState {
    package static let table = RowTable(179, "safeHouses")
    package let id: ID<SafeHouse>
    /// As registered.
    package let organisation: ID<Organisation>
    /// A regency or city.
    package let area: AreaCode
    /// Places, as set last.
    package var capacity: Int64
    /// Live stays.
    package var occupied: Int64 = 0
    /// True for ever once retired.
    package var isRetired = false
    /// The position of the event that holds the sealed address and contact.
    package let registeredAt: Int64

    /// Places that nobody has.
    package var free: Int64 { max(0, capacity - occupied) }

    package static func initial(
        _ id: ID<SafeHouse>,
        _ event: SafeHouseEvent,
        _ meta: EventMeta
    ) -> SafeHouseState? {
        guard case .registered(let organisation, let capacity, let area, _, _) = event
        else { return nil }
        return SafeHouseState(
            id: id,
            organisation: organisation,
            area: area,
            capacity: capacity.value,
            registeredAt: meta.position
        )
    }

    package mutating func evolve(_ event: SafeHouseEvent, _ meta: EventMeta) {
        switch event {
        case .registered: break
        case .capacityChanged(let capacity): self.capacity = capacity.value
        case .placeTaken: occupied += 1
        case .placeFreed: occupied -= 1
        case .retired: isRetired = true
        }
    }

    /// Refuses a house in which nobody is placed any more.
    func mustBeInUse() throws(Rejection) {
        if isRetired { throw .refused(SafeHouseRefusal.safeHouseRetired(safeHouse: id)) }
    }
}

/// A case that has a place in a safe house now.
package struct SafeHouseStayRow: Row {
    package static let table = RowTable(178, "safeHouseStays")
    /// First in the key, so that who is there is one range.
    package let safeHouse: ID<SafeHouse>
    /// Open.
    package let `case`: ID<Case>
    /// Goes when the client leaves.
    package let stay: ID<Stay>
    package var key: RowKey { RowKey(safeHouse).and(`case`) }

    /// The row of a live stay.
    package init(safeHouse: ID<SafeHouse>, case: ID<Case>, stay: ID<Stay>) {
        self.safeHouse = safeHouse
        self.case = `case`
        self.stay = stay
    }
}

// MARK: Refusals

/// Why a safe house is not changed, or takes nobody in.
package enum SafeHouseRefusal: Refusal {
    case belowOccupancy(occupied: Int64)
    case safeHouseFull(capacity: Int64, occupied: Int64)
    case safeHouseRetired(safeHouse: ID<SafeHouse>)
    case alreadyAdmitted(stay: ID<Stay>, since: CivilDate)
    case notAdmitted
}
