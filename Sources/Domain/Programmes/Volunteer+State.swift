// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// MARK: Events

/// What happens to a volunteer's record.
package enum VolunteerEvent: ErasableEvent {
    case registered(
        kind: VolunteerKind,
        organisation: ID<Organisation>?,
        name: Personal<PersonName>,
        birthDate: Personal<BirthDate>?,
        phone: Personal<PhoneNumber>?
    )
    case safeguardingDeclared(evidenceRef: Line, validTo: CivilDate)
    case left
    case personalDataErased(basis: ErasureBasis?, subjects: [String], fromLedger: Bool?)
    case erasureCompleted(
        subjects: [String],
        position: Int64,
        hash: String,
        keyringBackupsUntil: CivilDate
    )

    package enum CodingKeys: String, CodingKey {
        case registered = "volunteer.registered"
        case safeguardingDeclared = "volunteer.safeguardingDeclared"
        case left = "volunteer.left"
        case personalDataErased = "volunteer.personalDataErased"
        case erasureCompleted = "volunteer.erasureCompleted"
    }

    package static let category = Volunteer.noun

    package var isStep: Bool {
        switch self {
        case .registered, .erasureCompleted: false
        case .safeguardingDeclared, .left, .personalDataErased: true
        }
    }

    package var erasure: ErasureStep? {
        switch self {
        case .registered, .safeguardingDeclared, .left: nil
        case .personalDataErased(_, let subjects, _): .decided(subjects: subjects)
        case .erasureCompleted(_, let position, _, _): .completed(position: position)
        }
    }
}

// MARK: State

/// A declaration of safeguarding and the days on which it is live.
package struct SafeguardingSpell: Codable, Sendable {
    /// Business date of the declaration.
    package let from: CivilDate
    /// The last day.
    package let to: CivilDate
}

/// A volunteer as the events left the record; nothing personal in clear.
package struct VolunteerState: AggregateState {
    package static let table = RowTable(215, "volunteers")
    package let id: ID<Volunteer>
    /// As registered.
    package let kind: VolunteerKind
    /// Who sent the volunteer; `nil` for nobody.
    package let organisation: ID<Organisation>?
    /// The position of the event that holds the sealed name.
    package let namedAt: Int64
    /// Business date; `nil` while the service goes on.
    package var leftOn: CivilDate?
    /// In the order recorded.
    package var declarations: [SafeguardingSpell] = []

    /// True when a declaration is live on a day.
    package func isSafeguarded(on day: CivilDate) -> Bool {
        declarations.contains { $0.from <= day && day <= $0.to }
    }

    /// The last day of all declarations; `nil` without one.
    package var safeguardingTo: CivilDate? { declarations.map(\.to).max() }

    package static func initial(
        _ id: ID<Volunteer>,
        _ event: VolunteerEvent,
        _ meta: EventMeta
    ) -> VolunteerState? {
        guard case .registered(let kind, let organisation, _, _, _) = event else { return nil }
        return VolunteerState(
            id: id,
            kind: kind,
            organisation: organisation,
            namedAt: meta.position
        )
    }

    package mutating func evolve(_ event: VolunteerEvent, _ meta: EventMeta) {
        switch event {
        case .registered, .personalDataErased, .erasureCompleted: break
        case .safeguardingDeclared(_, let validTo):
            declarations.append(SafeguardingSpell(from: meta.occurredOn, to: validTo))
        case .left: leftOn = meta.occurredOn
        }
    }
}

// MARK: Refusals

/// Why a volunteer's record is not changed.
package enum VolunteerRefusal: Refusal {
    case volunteerLeft(on: CivilDate)
}
