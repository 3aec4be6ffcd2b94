// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// A volunteer helps without pay. Name, birth date and telephone are sealed with the volunteer's own
// key. Whoever works with children declares safeguarding, for a time.

// MARK: Commands

extension Volunteer {
    /// The commands of its methods; a new one is added here.
    package static let commands: [any Command.Type] = [
        RegisterVolunteer.self, DeclareSafeguarding.self, LeaveVolunteer.self,
        EraseVolunteer.self,
    ]

    /// Who tells hours: the coordinator any, others those they lead and their own.
    ///
    /// A volunteer's login may hold whatever role; auditors stay outside.
    static let keepers: [Grant] =
        [.coordinator]
        + Role.allCases.filter { $0 != .coordinator && $0 != .auditor }.map { Grant($0, .own) }
}

extension PolicyKey where Value == Int64 {
    /// For how many years a declaration holds when its paper does not say it.
    package static let safeguardingYears = PolicyKey("safeguarding.years", 1)
}

/// What kind of person helps.
package enum VolunteerKind: String, CodeSet {
    case student, pupil, individual, socialMember

    package static let name = "VolunteerKind"
}

/// A new volunteer's record.
package struct RegisterVolunteer: Command {
    package static let contract = Contract(
        "volunteer.register",
        roles: [.coordinator],
        refusals: ["futureDated"],
        next: ["volunteer declare-safeguarding {volunteer}"]
    )

    /// Sealed with the volunteer's own key.
    package let name: PersonName
    /// How the volunteer is listed.
    package let kind: VolunteerKind
    /// Who sends the volunteer; must exist.
    package let organisation: ID<Organisation>?
    /// Sealed.
    package let birthDate: BirthDate?
    /// Sealed.
    package let phone: PhoneNumber?

    package struct Answer: Codable, Sendable {
        let volunteer: ID<Volunteer>
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        _ = try decision.find(OrganisationState.self, ifNamed: organisation)
        let volunteer = decision.newID(Volunteer.self)
        try decision.gate(volunteer.stream, step: false)
        decision.record(
            VolunteerEvent.registered(
                kind: kind,
                organisation: organisation,
                name: .clear(subject: volunteer.text, name),
                birthDate: birthDate.map { .clear(subject: volunteer.text, $0) },
                phone: phone.map { .clear(subject: volunteer.text, $0) }
            ),
            to: volunteer.stream
        )
        return Answer(volunteer: volunteer)
    }
}

/// A declaration that children are safe with the volunteer, from the day of the command on.
package struct DeclareSafeguarding: Command {
    package static let contract = Contract(
        "volunteer.declareSafeguarding",
        roles: [.coordinator],
        positional: ["volunteer"],
        refusals: ["futureDated", "outOfOrder", "subjectErased", "validityDates"]
    )

    /// Not erased; may have left.
    package let volunteer: ID<Volunteer>
    /// The paper that shows it.
    package let evidenceRef: Line
    /// The last day, not before the business date; left out: as many years as policy says.
    package let validTo: CivilDate?

    package struct Answer: Codable, Sendable {
        let volunteer: ID<Volunteer>
        let validTo: CivilDate
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        _ = try decision.find(VolunteerState.self, volunteer)
        try decision.gate(volunteer.stream, step: true)
        try decision.mustNotBeErased(volunteer.text)
        let day = decision.occurredOn
        let years = decision.facts.policy(.safeguardingYears, on: day)
        let end = validTo ?? day.adding(years: years)
        if end < day { throw .refused(common: .validityDates(from: day, to: end)) }
        decision.record(
            VolunteerEvent.safeguardingDeclared(evidenceRef: evidenceRef, validTo: end),
            to: volunteer.stream
        )
        return Answer(volunteer: volunteer, validTo: end)
    }
}

/// Ends a volunteer's service.
package struct LeaveVolunteer: Command {
    package static let contract = Contract(
        "volunteer.leave",
        roles: [.coordinator],
        positional: ["volunteer"],
        refusals: ["futureDated", "outOfOrder", "subjectErased", "volunteerLeft"],
        needsReason: true
    )

    /// Not erased, not left.
    package let volunteer: ID<Volunteer>

    package struct Answer: Codable, Sendable {
        let volunteer: ID<Volunteer>
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let state = try decision.find(VolunteerState.self, volunteer)
        try decision.gate(volunteer.stream, step: true)
        try decision.mustNotBeErased(volunteer.text)
        if let leftOn = state.leftOn {
            throw .refused(VolunteerRefusal.volunteerLeft(on: leftOn))
        }
        decision.record(VolunteerEvent.left, to: volunteer.stream)
        return Answer(volunteer: volunteer)
    }
}

/// Destroys the keys of a volunteer; attendance and hours stay under the number.
package struct EraseVolunteer: Command {
    package static let contract = Contract(
        "volunteer.erase",
        roles: [.dataProtection],
        positional: ["volunteer"],
        refusals: ["futureDated", "outOfOrder", "alreadyErased"],
        needsReason: true,
        fourEyes: .erasure,
        confirm: "name"
    )

    /// The subject whose keys go; refused the second time.
    package let volunteer: ID<Volunteer>
    /// Kept with the events for ever.
    package let basis: ErasureBasis

    package func decide(_ decision: Decision) throws(Rejection) -> ErasureAnswer {
        _ = try decision.find(VolunteerState.self, volunteer)
        try decision.gate(volunteer.stream, step: true)
        return try decision.erase(
            VolunteerEvent.self,
            stream: volunteer.stream,
            basis: basis,
            subjects: [volunteer.text]
        )
    }
}
