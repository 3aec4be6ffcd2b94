// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// Sessions of a programme with children, schools, parents or the profession.
package enum Activity: Thing {
    package static let noun = "activity"
    package static let naming = Naming.number(prefix: "KGT")
    package static let completion: (method: String, column: String)? = (
        "activity.list", "activity"
    )
}

/// What an activity belongs to.
package enum ActivityProgramme: String, CodeSet {
    case clc, backToSchool, newGeneration, familyServices, socialWorkDay, cpd, discussion

    package static let name = "ActivityProgramme"

    /// True for the programmes whose outcome is scored by indicators.
    package var hasIndicators: Bool {
        switch self {
        case .clc, .backToSchool, .familyServices: true
        case .newGeneration, .socialWorkDay, .cpd, .discussion: false
        }
    }
}

/// What kind of meeting an activity is.
package enum ActivityKind: String, CodeSet {
    case session, bimtek, workshop, seminar, congress, discussion, campaign

    package static let name = "ActivityKind"

    /// True for the kinds that count as professional development in every programme.
    package var isDevelopment: Bool {
        switch self {
        case .bimtek, .workshop, .seminar, .congress, .discussion: true
        case .session, .campaign: false
        }
    }
}

/// How far an activity has come.
package enum ActivityStatus: String, CodeSet {
    case planned, published, held, cancelled, reported

    package static let name = "ActivityStatus"
}

/// The level of a school, from primary to university.
package enum SchoolLevel: String, CodeSet {
    case sd, smp, sma, pt

    package static let name = "SchoolLevel"

    /// How many digits the national number of such a school has.
    package var numberDigits: Int64 { self == .pt ? 6 : 8 }
}

/// As what somebody comes to an activity.
package enum AttendeeKind: String, CodeSet {
    case child, parent, volunteer, stakeholder, member, worker

    package static let name = "AttendeeKind"
}

/// What somebody does in an activity.
package enum AttendeeRole: String, CodeSet {
    case participant, facilitator, speaker

    package static let name = "AttendeeRole"
}

/// What a learning centre wants to see grow.
package enum Indicator: String, CodeSet {
    case parentsListen, proudOfChild, potentialExplored, friendlyEnvironment

    package static let name = "Indicator"
}

/// How well an indicator is met, 1 to 5.
package struct IndicatorScore: IntegerValue {
    package let value: Int64
    package init(_ value: Int64) { self.value = value }
    package static let range: ClosedRange<Int64> = 1...5
    package static let schema = ValueSchema(
        "IndicatorScore",
        .integer(minimum: 1, maximum: 5),
        column: "integer"
    )
}

/// Heads that were counted without names, by kind; an object on the wire.
package struct HeadCounts: Codable, Sendable {
    /// Heads; left out here and below: none.
    package let child: Quantity?
    /// Heads of whoever came as a parent.
    package let parent: Quantity?
    /// Those not written down by name.
    package let volunteer: Quantity?
    /// Heads of whoever came for an office, a neighbourhood or a partner.
    package let stakeholder: Quantity?
    /// Heads of whoever came as a member.
    package let member: Quantity?
    /// Social workers not written down by name.
    package let worker: Quantity?

    /// How many of a kind.
    package subscript(kind: AttendeeKind) -> Int64 {
        let heads =
            switch kind {
            case .child: child
            case .parent: parent
            case .volunteer: volunteer
            case .stakeholder: stakeholder
            case .member: member
            case .worker: worker
            }
        return heads?.value ?? 0
    }

    /// True when no kind is named.
    var isEmpty: Bool { AttendeeKind.allCases.allSatisfy { self[$0] == 0 } }
}
