// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// A household is who lives together, seen from its head. Commands: form, addMember, removeMember.

/// What somebody is in a household, seen from the head.
package enum HouseholdRelation: String, CodeSet {
    case head, spouse, child, parent, grandparent, sibling, otherRelative, guardian, other

    package static let name = "HouseholdRelation"
}

/// Somebody in a household.
package struct HouseholdMember: Codable, Sendable, Equatable {
    package let client: ID<Client>
    package let relation: HouseholdRelation
}

// MARK: Events

/// What happens to a household.
package enum HouseholdEvent: DomainEvent {
    case formed
    case memberAdded(client: ID<Client>, relation: HouseholdRelation)
    case memberRemoved(client: ID<Client>)

    package enum CodingKeys: String, CodingKey {
        case formed = "household.formed"
        case memberAdded = "household.memberAdded"
        case memberRemoved = "household.memberRemoved"
    }

    package static let category = Household.noun

    package var isStep: Bool {
        switch self {
        case .formed, .memberAdded, .memberRemoved: false
        }
    }
}

// MARK: State

/// A household as the events left it.
package struct HouseholdState: AggregateState {
    package static let table = RowTable(131, "households")
    package let id: ID<Household>
    package var members: [HouseholdMember] = []

    package static func initial(
        _ id: ID<Household>,
        _ event: HouseholdEvent,
        _ meta: EventMeta
    ) -> HouseholdState? {
        guard case .formed = event else { return nil }
        return HouseholdState(id: id)
    }

    package mutating func evolve(_ event: HouseholdEvent, _ meta: EventMeta) {
        switch event {
        case .formed: break
        case .memberAdded(let client, let relation):
            members.append(HouseholdMember(client: client, relation: relation))
        case .memberRemoved(let client): members.removeAll { $0.client == client }
        }
    }

    /// What a client is in the household.
    package func relation(of client: ID<Client>) -> HouseholdRelation? {
        members.first { $0.client == client }?.relation
    }
}
