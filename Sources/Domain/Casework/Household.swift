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
    /// In one household at a time.
    package let client: ID<Client>
    /// To the head, who is one at most.
    package let relation: HouseholdRelation
}

// MARK: Commands

extension Household {
    /// The commands of its methods; a new one is added here.
    package static let commands: [any Command.Type] = [
        FormHousehold.self, AddHouseholdMember.self, RemoveHouseholdMember.self,
    ]
}

/// Some clients live together.
package struct FormHousehold: Command {
    package static let contract = Contract(
        "household.form",
        roles: [.intake, .worker, .supervisor],
        refusals: [
            "futureDated", "alreadyInHousehold", "subjectErased", "processingLimited", "twoHeads",
        ],
        next: ["household add-member {household}"]
    )

    /// At least one, each once, none in another household.
    package let members: [HouseholdMember]

    package struct Answer: Codable, Sendable {
        let household: ID<Household>
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        if members.isEmpty {
            throw .invalid(pointer: "/members", problem: "length", expected: "at least one member")
        }
        if Set(members.map(\.client)).count != members.count {
            throw .invalid(pointer: "/members", problem: "duplicate", expected: "each client once")
        }
        var clients: [ClientState] = []
        for member in members { clients.append(try decision.find(client: member.client)) }
        let household = decision.newID(Household.self)
        try decision.gate(household.stream, step: false)
        for client in clients { try client.mustBeWithoutHousehold() }
        for client in clients { try decision.gate(subject: client) }
        if members.filter({ $0.relation == .head }).count > 1 {
            throw .refused(HouseholdRefusal.twoHeads)
        }
        decision.record(HouseholdEvent.formed, to: household.stream)
        for member in members {
            decision.record(
                HouseholdEvent.memberAdded(client: member.client, relation: member.relation),
                to: household.stream
            )
        }
        return Answer(household: household)
    }
}

/// One more client lives there.
package struct AddHouseholdMember: Command {
    package static let contract = Contract(
        "household.addMember",
        roles: [.intake, .worker, .supervisor],
        positional: ["household"],
        refusals: [
            "futureDated", "alreadyInHousehold", "subjectErased", "processingLimited", "twoHeads",
        ],
        next: ["client show {client}"]
    )

    /// With any members.
    package let household: ID<Household>
    /// In no household.
    package let client: ID<Client>
    /// To the head, who is one at most.
    package let relation: HouseholdRelation

    package struct Answer: Codable, Sendable {
        let household: ID<Household>
        let client: ID<Client>
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let state = try decision.find(HouseholdState.self, household)
        let joining = try decision.find(client: client)
        try decision.gate(household.stream, step: false)
        try joining.mustBeWithoutHousehold()
        try decision.gate(subject: joining)
        if relation == .head, state.members.contains(where: { $0.relation == .head }) {
            throw .refused(HouseholdRefusal.twoHeads)
        }
        decision.record(
            HouseholdEvent.memberAdded(client: client, relation: relation),
            to: household.stream
        )
        return Answer(household: household, client: client)
    }
}

/// A client no longer lives there.
package struct RemoveHouseholdMember: Command {
    package static let contract = Contract(
        "household.removeMember",
        roles: [.intake, .worker, .supervisor],
        positional: ["household"],
        refusals: ["futureDated", "subjectErased", "processingLimited", "notMember"],
        needsReason: true
    )

    /// With the client in it.
    package let household: ID<Household>
    /// A member.
    package let client: ID<Client>

    package typealias Answer = AddHouseholdMember.Answer

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let state = try decision.find(HouseholdState.self, household)
        let leaving = try decision.find(client: client)
        try decision.gate(household.stream, step: false)
        try decision.gate(subject: leaving)
        if state.relation(of: client) == nil { throw .refused(HouseholdRefusal.notMember) }
        decision.record(HouseholdEvent.memberRemoved(client: client), to: household.stream)
        return Answer(household: household, client: client)
    }
}

extension ClientState {
    fileprivate func mustBeWithoutHousehold() throws(Rejection) {
        if let household {
            throw .refused(HouseholdRefusal.alreadyInHousehold(household: household))
        }
    }
}

/// Why a household stays as it is.
package enum HouseholdRefusal: Refusal {
    case alreadyInHousehold(household: ID<Household>)
    case twoHeads
    case notMember
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
    /// In the order they joined.
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
