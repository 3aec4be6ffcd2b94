// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0
// The instruments of an assessment. Person-in-Environment, version 1: problems in roles and in the
// environment, each with severity, duration and, for roles, coping from 1 to 6.

/// The instrument somebody chooses.
package enum Instrument: String, CodeSet {
    case pie, hbse

    package static let name = "Instrument"

    /// The version in use; another version of an instrument is another name.
    package var version: InstrumentVersion {
        switch self {
        case .pie: .pie1
        case .hbse: .hbse1
        }
    }
}

/// An instrument as it is stored; its codes keep their meaning for ever.
package enum InstrumentVersion: String, CodeSet {
    case pie1 = "pie-1"
    case hbse1 = "hbse-1"

    package static let name = "InstrumentVersion"
}

/// A role in which somebody has a problem.
package enum PieRole: String, CodeSet {
    case parent, spouse, child, sibling, extendedFamily, significantOther, lover, friend
    case neighbour, member, paidWorker, homeWorker, volunteerWorker, student, consumer
    case inpatient, outpatient, probationer, prisoner, migrant, other

    package static let name = "PieRole"
}

/// What kind of problem it is.
package enum PieType: String, CodeSet {
    case power, ambivalence, responsibility, dependency, loss, isolation, victimisation, mixed
    case other

    package static let name = "PieType"
}

/// The part of the environment that is the problem.
package enum PieSystem: String, CodeSet {
    case economicBasicNeeds, education, judicialLegal, healthSafetySocial
    case voluntaryAssociation, affectionalSupport

    package static let name = "PieSystem"
}

/// A dimension of human behaviour in the social environment.
package enum HbseDimension: String, CodeSet {
    case biological, psychological, social, spiritual

    package static let name = "HbseDimension"
}

/// A score of an instrument as it is sent; the rule says which ones the instrument knows.
package struct PieScore: IntegerValue {
    package let value: Int64
    package init(_ value: Int64) { self.value = value }
    package static let range: ClosedRange<Int64> = -1_000_000...1_000_000
    package static let schema = ValueSchema(
        "PieScore",
        .integer(minimum: -1_000_000, maximum: 1_000_000),
        column: "integer"
    )
    /// The scores of severity, duration and coping.
    package static let known: ClosedRange<Int64> = 1...6
    /// From this severity on a problem needs a goal (C-09).
    package static let severe: Int64 = 4
}

/// A problem in somebody's role.
package struct RoleProblem: Codable, Sendable {
    /// In which role the problem is.
    package let role: PieRole
    /// What kind of problem it is.
    package let type: PieType
    /// 1 to 6, judged by the case: others are refused with their path.
    package let severity: PieScore
    /// How long it lasts, on the same scale.
    package let duration: PieScore
    /// How well it is borne, on the same scale.
    package let coping: PieScore
}

/// A problem in somebody's environment.
package struct EnvironmentProblem: Codable, Sendable {
    /// In which system the problem is.
    package let system: PieSystem
    /// Office text, without a person's name.
    package let problem: Line
    /// On the scale of role problems.
    package let severity: PieScore
    /// On the scale of role problems.
    package let duration: PieScore
}

/// What an assessment says about one dimension, as it is sent.
package struct DimensionNote: Decodable, Sendable {
    /// May come more than once.
    package let dimension: HbseDimension
    /// Sealed when it is recorded.
    package let text: Note
}

/// What an assessment says about one dimension, as it is stored.
package struct SealedDimension: Codable, Sendable {
    /// In clear.
    package let dimension: HbseDimension
    /// Sealed with the client's key.
    package let text: Personal<Note>

    /// A dimension of an assessment.
    package init(dimension: HbseDimension, text: Personal<Note>) {
        self.dimension = dimension
        self.text = text
    }
}
