// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0
// Codes and numbers of casework. The codes are stored and sent; their labels are texts.

/// A kind of person or family hindered in social functioning, 1 to 26.
package struct PpksCode: IntegerValue {
    package let value: Int64
    package init(_ value: Int64) { self.value = value }
    package static let range: ClosedRange<Int64> = 1...26
    package static let schema = ValueSchema(
        "PpksCode",
        .integer(minimum: 1, maximum: 26),
        column: "integer"
    )
}

/// How long something took, 1 to 1,440 minutes.
package struct Minutes: IntegerValue {
    package let value: Int64
    package init(_ value: Int64) { self.value = value }
    package static let range: ClosedRange<Int64> = 1...1440
    package static let schema = ValueSchema(
        "Minutes",
        .integer(minimum: 1, maximum: 1440),
        column: "integer"
    )
}

/// Where a case stands as a whole.
package enum CaseStatus: String, CodeSet {
    case new, open, screenedOut, closed, merged

    package static let name = "CaseStatus"
}

/// The steps of casework, in their order.
package enum Stage: String, CodeSet, Comparable {
    case intake, assessment, planning, intervention, evaluation, termination, aftercare, ended

    package static let name = "Stage"

    package static func < (left: Stage, right: Stage) -> Bool { left.order < right.order }

    private var order: Int {
        switch self {
        case .intake: 0
        case .assessment: 1
        case .planning: 2
        case .intervention: 3
        case .evaluation: 4
        case .termination: 5
        case .aftercare: 6
        case .ended: 7
        }
    }
}

/// The field of practice a case belongs to.
package enum CaseSetting: String, CodeSet {
    case family, community, medical, correctional, school, industryCsr, programmeDesign
    case residential

    package static let name = "CaseSetting"
}

/// Work with a person or family; the other levels of practice are no cases.
package enum CaseLevel: String, CodeSet {
    case micro

    package static let name = "CaseLevel"
}

/// How a case came to the office.
package enum CaseSource: String, CodeSet {
    case walkIn, referral, hotline, outreach, slrt, court, police, school, professionBody
    case programme

    package static let name = "CaseSource"
}

/// What the screening of a new case decides.
package enum ScreeningDecision: String, CodeSet {
    case `in`, out

    package static let name = "ScreeningDecision"
}

/// What somebody is on a case.
package enum SpellRole: String, CodeSet {
    case primary, coWorker, student

    package static let name = "SpellRole"
}

/// What a worker may be on a case beside the primary worker.
package enum TeamRole: String, CodeSet {
    case coWorker, student

    package static let name = "TeamRole"

    /// The same among all roles of spells.
    package var spell: SpellRole {
        switch self {
        case .coWorker: .coWorker
        case .student: .student
        }
    }
}

/// What an institution does on a case.
package enum TeamFunction: String, CodeSet {
    case schoolCounsellor, police, prosecutor, prison, medical, other

    package static let name = "TeamFunction"
}

/// How two cases belong together.
package enum CaseRelation: String, CodeSet {
    case sameIncident, family, followsOn

    package static let name = "CaseRelation"
}

/// How much danger there is.
package enum Risk: String, CodeSet {
    case high, medium, low

    package static let name = "Risk"
}

/// What may be done for a while without the client's consent.
package enum OverrideScope: String, CodeSet {
    case services, sharing

    package static let name = "OverrideScope"

    /// The consent it stands for.
    package var consent: ConsentScope {
        switch self {
        case .services: .services
        case .sharing: .sharing
        }
    }
}

/// Why a consent is not waited for.
package enum OverrideGround: String, CodeSet {
    case childAtRisk, courtOrder, vitalInterest

    package static let name = "OverrideGround"
}

/// How far a goal has come since the last look.
package enum GoalProgress: String, CodeSet {
    case worse, same, some, most, achieved, dropped

    package static let name = "GoalProgress"

    /// True when nothing more is recorded for the goal.
    package var isFinal: Bool { self == .achieved || self == .dropped }
}

/// How far a goal was reached, judged in an evaluation.
package enum Attainment: String, CodeSet {
    case none, partly, mostly, fully

    package static let name = "Attainment"
}

/// How the client's functioning changed.
package enum Functioning: String, CodeSet {
    case improved, same, worse

    package static let name = "Functioning"
}

/// What an evaluation recommends.
package enum Recommendation: String, CodeSet {
    case close, `continue`, replan

    package static let name = "Recommendation"
}

/// How somebody was reached.
package enum ContactKind: String, CodeSet {
    case homeVisit, officeVisit, schoolVisit, phone, message

    package static let name = "ContactKind"
}

/// Who was reached.
package enum ContactParty: String, CodeSet {
    case client, family, other

    package static let name = "ContactParty"
}

/// What was done for the client.
package enum ServiceKind: String, CodeSet {
    case accompaniment, counselling, consultation, mediation, familyWork, groupWork, basicNeeds
    case education, health, legalAid, shelter, civilRegistration, reintegration, other

    package static let name = "ServiceKind"
}

/// With the client, or on the client's behalf.
package enum ServiceMode: String, CodeSet {
    case direct, indirect

    package static let name = "ServiceMode"
}

/// The role a worker plays in a service.
package enum RolePlayed: String, CodeSet {
    case enabler, broker, educator, expert, socialPlanner, facilitator

    package static let name = "RolePlayed"
}

/// What a service is for.
package enum ServiceFunction: String, CodeSet {
    case problemSolving, linkingResources, easingInteraction, influencingPolicy
    case distributingResources

    package static let name = "ServiceFunction"
}

/// What is to be done by a day.
package enum FollowUpKind: String, CodeSet {
    case visit, phone, review, document, court, school, other

    package static let name = "FollowUpKind"
}

/// Where a follow-up stands.
package enum FollowUpStatus: String, CodeSet {
    case open, completed, cancelled

    package static let name = "FollowUpState"
}

/// Where a referral stands.
package enum ReferralStatus: String, CodeSet {
    case made, accepted, rejected, completed, revoked

    package static let name = "ReferralState"

    /// True while the other side still has to do something.
    package var isOpen: Bool { self == .made || self == .accepted }
}

/// Where somebody goes from a safe house.
package enum DischargeTo: String, CodeSet {
    case family, independent, otherInstitution, left, other

    package static let name = "DischargeTo"
}

/// Who pays a fee.
package enum FeePayer: String, CodeSet {
    case client, institution, none

    package static let name = "FeePayer"
}

/// Why a case is closed.
package enum ClosureReason: String, CodeSet {
    case goalsMet, clientWithdrew, movedAway, referredOut, notEligible, lostContact, deceased
    case duplicate, other

    package static let name = "ClosureReason"
}
