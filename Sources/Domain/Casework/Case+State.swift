// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0
// The case as a whole, folded from its entries. It holds what the rules ask for and stays small:
// contacts, services, closed follow-ups and the entries themselves are rows of their own.

/// A case as the events left it.
package struct CaseState: AggregateState {
    package static let table = RowTable(150, "cases")
    package let id: ID<Case>
    package let client: ID<Client>
    package let openedOn: CivilDate
    package let programme: ID<Programme>
    package let level: CaseLevel
    /// The delivering institution.
    package let organisation: ID<Organisation>?
    package let isEmergency: Bool
    package var ppksCode: PpksCode
    package var setting: CaseSetting
    package var source: CaseSource
    package var status = CaseStatus.new
    package var stage = Stage.intake

    // Who has it.
    package var primary: CaseSpell?
    /// The last primary worker of a case that is closed.
    package var lastPrimary: ID<Worker>?
    /// Live spells beside the primary worker's, in the order they began.
    package var team: [CaseSpell] = []
    package var partners: [CasePartner] = []
    package var restriction: CaseRestriction?
    package var transfer: PendingTransfer?

    package var firstAssignedOn: CivilDate?

    // Since the opening, or since the last reopening.
    /// The first assignment, or the reopening: from here the assessment is waited for.
    package var givenOn: CivilDate?
    package var firstAssessedOn: CivilDate?
    package var planApprovedOn: CivilDate?
    package var evaluatedOn: CivilDate?

    // What is known and planned.
    package var risk: Risk?
    package var reviewBy: CivilDate?
    package var assessment: NewestAssessment?
    package var draft: DraftedPlan?
    /// Goals of approved plans, and those added since; the newest last.
    package var goals: [StandingGoal] = []
    package var overrides: [ConsentOverride] = []

    // What is open.
    package var openFollowUps: [OpenFollowUp] = []
    package var openReferrals: [OpenReferral] = []
    package var stay: LiveStay?
    package var fees: [AgreedFee] = []
    package var closure: RequestedClosure?

    // How it ended.
    package var closedOn: CivilDate?
    package var closureReason: ClosureReason?
    package var aftercareUntil: CivilDate?
    package var mergedInto: ID<Case>?
    package var links: [CaseLink] = []
    /// How many items of each kind there have been.
    package var counts = ItemCounts()

    /// The next item of a kind.
    package func next<Kind: CaseItem>(_ kind: KeyPath<ItemCounts, Int64>) -> ID<Kind> {
        ID<Kind>(id, counts[keyPath: kind] + 1)
    }

    /// True in the aftercare of a closed case.
    package var hasAftercare: Bool { status == .closed && stage == .aftercare }

    /// The goals an evaluation judges: every one that was not dropped.
    package var goalsToJudge: [ID<Goal>] {
        goals.filter { $0.progress != .dropped }.map(\.goal)
    }

    /// True while a plan or the closure waits for a supervisor.
    package var waitsForApproval: Bool { draft?.submittedBy != nil || closure != nil }

    /// True when a worker has a live spell.
    package func has(_ worker: ID<Worker>) -> Bool {
        primary?.worker == worker || team.contains { $0.worker == worker }
    }
}

extension CaseState: CaseStanding {
    package var caseID: ID<Case> { id }
    package var isNew: Bool { holder == nil }
    package var holder: ID<Worker>? { primary?.worker ?? lastPrimary }
    package var workers: [ID<Worker>] {
        var workers = team.map(\.worker)
        if let holder { workers.insert(holder, at: 0) }
        return workers
    }
    package var offeredTo: ID<Worker>? { transfer?.to }
}

/// Somebody's time on a case that has not ended.
package struct CaseSpell: Codable, Sendable, Equatable {
    package let worker: ID<Worker>
    package let role: SpellRole
    package let from: CivilDate
}

/// An institution on the team of a case; it gives nobody access.
package struct CasePartner: Codable, Sendable {
    package let organisation: ID<Organisation>
    package let function: TeamFunction
    package let from: CivilDate
}

/// An offer to hand the case over that nobody has answered.
package struct PendingTransfer: Codable, Sendable {
    package let transfer: ID<Transfer>
    package let from: ID<Worker>
    package let to: ID<Worker>
    package let requestedOn: CivilDate
}

/// The newest assessment and the problems it found.
package struct NewestAssessment: Codable, Sendable {
    package let assessment: ID<Assessment>
    package let on: CivilDate
    /// In the order of their numbers.
    package let severities: [Int64]

    /// The problems that need a goal (C-09).
    package var severe: [ID<Problem>] {
        severities.enumerated().filter { $0.element >= PieScore.severe }
            .map { ID<Problem>(assessment, Int64($0.offset + 1)) }
    }
}

/// A plan that is not approved.
package struct DraftedPlan: Codable, Sendable {
    package let plan: ID<Plan>
    package let draftedOn: CivilDate
    package let goals: [StandingGoal]
    /// Set while it waits for approval.
    package var submittedBy: ID<Operator>?
    package var submittedOn: CivilDate?
}

/// A goal the office works towards.
package struct StandingGoal: Codable, Sendable {
    package let goal: ID<Goal>
    package let problems: [ID<Problem>]
    package let services: [ServiceKind]
    package let dueOn: CivilDate
    /// The position of the event that holds the sealed text, and the text's name in the seal.
    package let textAt: Int64
    package let textLabel: String
    package var progress: GoalProgress?
}

/// A consent that a supervisor replaced for a while.
package struct ConsentOverride: Codable, Sendable {
    package let scope: OverrideScope
    package let from: CivilDate
    package let validTo: CivilDate

    /// True when it stands for the consent on a day.
    package func holds(_ wanted: ConsentScope, on day: CivilDate) -> Bool {
        scope.consent == wanted && from <= day && day <= validTo
    }
}

/// Something to do by a day.
package struct OpenFollowUp: Codable, Sendable {
    package let followUp: ID<FollowUp>
    /// The entry that scheduled it, or the newest correction of that.
    package var entry: Int64
    package var kind: FollowUpKind
    package let dueOn: CivilDate
    package var assignee: ID<Worker>
}

/// A referral that is made or accepted.
package struct OpenReferral: Codable, Sendable {
    package let referral: ID<Referral>
    /// The entry that made it, or the newest correction of that.
    package var entry: Int64
    package let to: ID<Organisation>
    package var service: ServiceKind
    package let respondBy: CivilDate
    package var isAccepted = false
}

/// A stay in a safe house that has not ended.
package struct LiveStay: Codable, Sendable {
    package let stay: ID<Stay>
    package let safeHouse: ID<SafeHouse>
    package let since: CivilDate
}

/// A fee and what came in for it.
package struct AgreedFee: Codable, Sendable {
    package let fee: ID<Fee>
    /// Rupiah.
    package let amount: Int64
    package let service: ServiceKind
    package let payer: FeePayer
    /// Rupiah.
    package var received: Int64 = 0
}

/// A closure that waits for approval.
package struct RequestedClosure: Codable, Sendable {
    package let reason: ClosureReason
    package let aftercareUntil: CivilDate?
    package let requestedBy: ID<Operator>
    package let requestedOn: CivilDate
    /// Where the case goes back to when it is rejected.
    package let stageBefore: Stage
}

/// Another case this one belongs together with.
package struct CaseLink: Codable, Sendable, Equatable {
    package let other: ID<Case>
    package let relation: CaseRelation
}

/// How many items there have been; numbers are never reused.
package struct ItemCounts: Codable, Sendable {
    package var assessments: Int64 = 0
    /// How many problems each assessment found, in the order of the assessments.
    package var problems: [Int64] = []
    package var plans: Int64 = 0
    package var goals: Int64 = 0
    package var referrals: Int64 = 0
    package var followUps: Int64 = 0
    package var transfers: Int64 = 0
    package var stays: Int64 = 0
    package var conferences: Int64 = 0
    package var fees: Int64 = 0
}
