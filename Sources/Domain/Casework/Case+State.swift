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
    /// The record the case was opened for, also after a merge of records.
    package let client: ID<Client>
    /// Business date; no entry bears an earlier one.
    package let openedOn: CivilDate
    /// One new or open case for each client and programme.
    package let programme: ID<Programme>
    /// Of intervention; micro so far.
    package let level: CaseLevel
    /// The delivering institution.
    package let organisation: ID<Organisation>?
    /// As opened.
    package let isEmergency: Bool
    /// As corrected last.
    package var ppksCode: PpksCode
    /// As corrected last.
    package var setting: CaseSetting
    /// As corrected last.
    package var source: CaseSource
    /// Changed by steps only.
    package var status = CaseStatus.new
    /// Goes back by ``StepCaseBack`` too.
    package var stage = Stage.intake

    // Who has it.
    /// `nil` before the first assignment and once the case is closed.
    package var primary: CaseSpell?
    /// The last primary worker of a case that is closed.
    package var lastPrimary: ID<Worker>?
    /// Live spells beside the primary worker's, in the order they began.
    package var team: [CaseSpell] = []
    /// In the order they joined.
    package var partners: [CasePartner] = []
    /// `nil` while the case is open to all whom their roles let.
    package var restriction: CaseRestriction?
    /// `nil` unless one waits for its receiver.
    package var transfer: PendingTransfer?

    /// Business date; `nil` before.
    package var firstAssignedOn: CivilDate?

    // Since the opening, or since the last reopening.
    /// The first assignment, or the reopening: from here the assessment is waited for.
    package var givenOn: CivilDate?
    /// Business date, since the last reopening; `nil` before.
    package var firstAssessedOn: CivilDate?
    /// Business date, since the last reopening; `nil` before.
    package var planApprovedOn: CivilDate?
    /// Business date of the latest evaluation since the last reopening.
    package var evaluatedOn: CivilDate?

    // What is known and planned.
    /// As judged last; `nil` before the first assessment.
    package var risk: Risk?
    /// The day of the next look at the risk.
    package var reviewBy: CivilDate?
    /// `nil` before the first.
    package var assessment: NewestAssessment?
    /// Drafted or submitted; `nil` once approved.
    package var draft: DraftedPlan?
    /// Goals of approved plans, and those added since; the newest last.
    package var goals: [StandingGoal] = []
    /// In the order recorded, those that ran out included.
    package var overrides: [ConsentOverride] = []

    // What is open.
    /// In the order scheduled.
    package var openFollowUps: [OpenFollowUp] = []
    /// In the order made.
    package var openReferrals: [OpenReferral] = []
    /// `nil` while the client has no place.
    package var stay: LiveStay?
    /// In the order agreed, paid ones included.
    package var fees: [AgreedFee] = []
    /// `nil` unless one waits for the supervisor.
    package var closure: RequestedClosure?

    // How it ended.
    /// Business date; `nil` while it is not.
    package var closedOn: CivilDate?
    /// As requested.
    package var closureReason: ClosureReason?
    /// The last day; `nil` for a closure without aftercare.
    package var aftercareUntil: CivilDate?
    /// The case that stays.
    package var mergedInto: ID<Case>?
    /// In the order recorded, each case once.
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
    /// The same as ``id``.
    package var caseID: ID<Case> { id }
    /// True until somebody was primary worker.
    package var isNew: Bool { holder == nil }
    /// The last primary worker keeps a closed case.
    package var holder: ID<Worker>? { primary?.worker ?? lastPrimary }
    /// The holder first, then the team in the order they joined.
    package var workers: [ID<Worker>] {
        var workers = team.map(\.worker)
        if let holder { workers.insert(holder, at: 0) }
        return workers
    }
    /// `nil` unless a transfer waits.
    package var offeredTo: ID<Worker>? { transfer?.to }
}

/// Somebody's time on a case that has not ended.
package struct CaseSpell: Codable, Sendable, Equatable {
    /// In service when the spell began.
    package let worker: ID<Worker>
    /// Only a primary worker needs a certificate.
    package let role: SpellRole
    /// Business date.
    package let from: CivilDate
}

/// An institution on the team of a case; it gives nobody access.
package struct CasePartner: Codable, Sendable {
    /// Must have a record.
    package let organisation: ID<Organisation>
    /// What it is there for.
    package let function: TeamFunction
    /// Business date.
    package let from: CivilDate
}

/// An offer to hand the case over that nobody has answered.
package struct PendingTransfer: Codable, Sendable {
    /// The one to be accepted or rejected.
    package let transfer: ID<Transfer>
    /// The primary worker who offers.
    package let from: ID<Worker>
    /// Sees the case until they answer.
    package let to: ID<Worker>
    /// Business date.
    package let requestedOn: CivilDate
}

/// The newest assessment and the problems it found.
package struct NewestAssessment: Codable, Sendable {
    /// Its problems bear its number.
    package let assessment: ID<Assessment>
    /// Business date.
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
    /// Numbers are never reused, whatever became of a draft.
    package let plan: ID<Plan>
    /// Business date; no goal may be due before.
    package let draftedOn: CivilDate
    /// They stand once the plan is approved.
    package let goals: [StandingGoal]
    /// Set while it waits for approval.
    package var submittedBy: ID<Operator>?
    /// Business date; `nil` while it is a draft.
    package var submittedOn: CivilDate?
}

/// A goal the office works towards.
package struct StandingGoal: Codable, Sendable {
    /// Numbered through all plans of the case.
    package let goal: ID<Goal>
    /// Of whatever assessment.
    package let problems: [ID<Problem>]
    /// What is to be given for it.
    package let services: [ServiceKind]
    /// The day by which it should be reached.
    package let dueOn: CivilDate
    /// The position of the event that holds the sealed text, and the text's name in the seal.
    package let textAt: Int64
    /// Several goals are sealed in one event.
    package let textLabel: String
    /// As told last; `nil` before.
    package var progress: GoalProgress?
}

/// A consent that a supervisor replaced for a while.
package struct ConsentOverride: Codable, Sendable {
    /// Names the consent it replaces.
    package let scope: OverrideScope
    /// Business date.
    package let from: CivilDate
    /// The last day.
    package let validTo: CivilDate

    /// True when it stands for the consent on a day.
    package func holds(_ wanted: ConsentScope, on day: CivilDate) -> Bool {
        scope.consent == wanted && from <= day && day <= validTo
    }
}

/// Something to do by a day.
package struct OpenFollowUp: Codable, Sendable {
    /// Numbered through the case.
    package let followUp: ID<FollowUp>
    /// The entry that scheduled it, or the newest correction of that.
    package var entry: Int64
    /// As corrected last.
    package var kind: FollowUpKind
    /// Never moved; a new one is scheduled instead.
    package let dueOn: CivilDate
    /// On the case; another one after a handover.
    package var assignee: ID<Worker>
}

/// A referral that is made or accepted.
package struct OpenReferral: Codable, Sendable {
    /// Numbered through the case.
    package let referral: ID<Referral>
    /// The entry that made it, or the newest correction of that.
    package var entry: Int64
    /// Other than the delivering institution.
    package let to: ID<Organisation>
    /// As corrected last.
    package var service: ServiceKind
    /// The day by which an answer is waited for.
    package let respondBy: CivilDate
    /// False while the provider has not answered.
    package var isAccepted = false
}

/// A stay in a safe house that has not ended.
package struct LiveStay: Codable, Sendable {
    /// Numbered through the case.
    package let stay: ID<Stay>
    /// Where the client has the place.
    package let safeHouse: ID<SafeHouse>
    /// Business date.
    package let since: CivilDate
}

/// A fee and what came in for it.
package struct AgreedFee: Codable, Sendable {
    /// Numbered through the case.
    package let fee: ID<Fee>
    /// Rupiah.
    package let amount: Int64
    /// The kind of service it is for.
    package let service: ServiceKind
    /// Whoever is to pay, client or institution.
    package let payer: FeePayer
    /// Rupiah.
    package var received: Int64 = 0
}

/// A closure that waits for approval.
package struct RequestedClosure: Codable, Sendable {
    /// As asked for.
    package let reason: ClosureReason
    /// The last day; `nil`: none is wanted.
    package let aftercareUntil: CivilDate?
    /// Never approves it.
    package let requestedBy: ID<Operator>
    /// Business date.
    package let requestedOn: CivilDate
    /// Where the case goes back to when it is rejected.
    package let stageBefore: Stage
}

/// Another case this one belongs together with.
package struct CaseLink: Codable, Sendable, Equatable {
    /// Has the same link back.
    package let other: ID<Case>
    /// Read the same from both sides.
    package let relation: CaseRelation
}

/// How many items there have been; numbers are never reused.
package struct ItemCounts: Codable, Sendable {
    /// Assessments so far, whatever became of them.
    package var assessments: Int64 = 0
    /// How many problems each assessment found, in the order of the assessments.
    package var problems: [Int64] = []
    /// Plans so far, replaced ones included.
    package var plans: Int64 = 0
    /// Goals so far, of drafts too.
    package var goals: Int64 = 0
    /// Referrals so far, in whatever state.
    package var referrals: Int64 = 0
    /// Follow-ups so far, done ones included.
    package var followUps: Int64 = 0
    /// Transfers so far, rejected ones included.
    package var transfers: Int64 = 0
    /// Stays so far, ended ones included.
    package var stays: Int64 = 0
    /// Conferences so far.
    package var conferences: Int64 = 0
    /// Fees so far, paid ones included.
    package var fees: Int64 = 0
}
