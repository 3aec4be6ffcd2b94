// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0
// A case is the office's work with one client, from first contact to aftercare. Everything that
// happens in it is an entry of its stream, named by the version of the stream.

/// What happens in a case.
package enum CaseEvent: DomainEvent {
    case opened(
        client: ID<Client>,
        ppksCode: PpksCode,
        setting: CaseSetting,
        level: CaseLevel,
        source: CaseSource,
        programme: ID<Programme>,
        organisation: ID<Organisation>?,
        linkTo: ID<Case>?,
        emergency: Bool,
        summary: Personal<Note>
    )
    case screenedIn(note: Personal<Note>)
    case screenedOut(referTo: ID<Organisation>?, note: Personal<Note>)
    case workerAssigned(worker: ID<Worker>, role: SpellRole, units: Int64)
    /// `handover`: true when a whole caseload went in one command.
    case reassigned(
        from: ID<Worker>,
        to: ID<Worker>,
        units: Int64,
        followUpsMoved: [ID<FollowUp>],
        handover: Bool?
    )
    case teamMemberAdded(
        worker: ID<Worker>?,
        role: TeamRole?,
        organisation: ID<Organisation>?,
        function: TeamFunction?
    )
    case teamMemberRemoved(
        worker: ID<Worker>?,
        organisation: ID<Organisation>?,
        successor: ID<Worker>?,
        followUpsMoved: [ID<FollowUp>]
    )
    case linked(other: ID<Case>, relation: CaseRelation)
    case mergedInto(into: ID<Case>)
    case absorbed(from: ID<Case>)
    case restricted(allow: [ID<Operator>])
    case unrestricted
    case steppedBack(from: Stage, to: Stage)
    case assessmentRecorded(
        assessment: ID<Assessment>,
        instrument: InstrumentVersion,
        roleProblems: [RoleProblem]?,
        environmentProblems: [EnvironmentProblem]?,
        dimensions: [SealedDimension]?,
        narrative: Personal<Note>,
        strengths: Personal<Note>?,
        mental: Personal<Note>?,
        physical: Personal<Note>?
    )
    case riskSet(risk: Risk, reviewBy: CivilDate, note: Personal<Note>?)
    case consentOverridden(
        scope: OverrideScope,
        ground: OverrideGround,
        validTo: CivilDate,
        note: Personal<Note>
    )
    case planDrafted(plan: ID<Plan>, goals: [PlannedGoal], summary: Personal<Note>?)
    case planSubmitted(plan: ID<Plan>)
    case planApproved(plan: ID<Plan>, submittedBy: ID<Operator>, note: Personal<Note>?)
    case planRejected(plan: ID<Plan>)
    case goalAdded(
        goal: ID<Goal>,
        problems: [ID<Problem>],
        services: [ServiceKind],
        dueOn: CivilDate,
        text: Personal<Note>
    )
    case goalProgressRecorded(goal: ID<Goal>, progress: GoalProgress, note: Personal<Note>?)
    /// `by`: who did it; nobody when an operator without a worker's record entered it.
    case contactLogged(
        kind: ContactKind,
        with: ContactParty,
        successful: Bool,
        minutes: Minutes,
        by: ID<Worker>?,
        note: Personal<Note>?
    )
    /// Certificate and accreditation as they were on the day of the service.
    case serviceDelivered(
        service: ServiceKind,
        mode: ServiceMode,
        rolePlayed: RolePlayed,
        function: ServiceFunction?,
        minutes: Minutes,
        at: ID<Organisation>?,
        goal: ID<Goal>?,
        emergency: Bool,
        by: ID<Worker>?,
        certifiedWorker: Bool,
        accreditedPlace: Bool,
        note: Personal<Note>?
    )
    case referralMade(
        referral: ID<Referral>,
        to: ID<Organisation>,
        service: ServiceKind,
        respondBy: CivilDate,
        emergency: Bool,
        summary: Personal<Note>
    )
    case referralAccepted(referral: ID<Referral>, note: Personal<Note>?)
    case referralRejected(referral: ID<Referral>, note: Personal<Note>?)
    case referralCompleted(referral: ID<Referral>, outcome: Personal<Note>)
    case referralRevoked(referral: ID<Referral>, note: Personal<Note>?)
    case followUpScheduled(
        followUp: ID<FollowUp>,
        kind: FollowUpKind,
        dueOn: CivilDate,
        assignee: ID<Worker>,
        note: Personal<Note>?
    )
    case followUpCompleted(followUp: ID<FollowUp>, note: Personal<Note>?)
    case followUpCancelled(followUp: ID<FollowUp>)
    case transferRequested(transfer: ID<Transfer>, to: ID<Worker>, note: Personal<Note>)
    case transferAccepted(
        transfer: ID<Transfer>,
        from: ID<Worker>,
        to: ID<Worker>,
        units: Int64,
        followUpsMoved: [ID<FollowUp>]
    )
    case transferRejected(transfer: ID<Transfer>)
    case transferRevoked(transfer: ID<Transfer>)
    case conferenceHeld(
        conference: ID<Conference>,
        participants: [ConferenceParticipant],
        minutes: Minutes,
        by: ID<Worker>?,
        conclusions: Personal<Note>,
        decisions: Personal<Note>?
    )
    case safeHouseAdmitted(
        stay: ID<Stay>,
        safeHouse: ID<SafeHouse>,
        expectedUntil: CivilDate?,
        emergency: Bool,
        note: Personal<Note>?
    )
    case safeHouseDischarged(stay: ID<Stay>, to: DischargeTo, note: Personal<Note>)
    case feeAgreed(
        fee: ID<Fee>,
        amount: Amount,
        service: ServiceKind,
        payer: FeePayer,
        payerOrganisation: ID<Organisation>?
    )
    case feeReceived(fee: ID<Fee>, amount: Amount, receiptNo: Line)
    case evaluationRecorded(
        goals: [JudgedGoal],
        functioning: Functioning,
        recommendation: Recommendation,
        narrative: Personal<Note>
    )
    case closureRequested(
        closureReason: ClosureReason,
        aftercareUntil: CivilDate?,
        circumstance: Personal<CaseLine>,
        note: Personal<Note>
    )
    case closed(
        closureReason: ClosureReason,
        aftercareUntil: CivilDate?,
        requestedBy: ID<Operator>
    )
    case closureRejected
    case aftercareLogged(
        kind: ContactKind,
        minutes: Minutes,
        by: ID<Worker>?,
        note: Personal<Note>?
    )
    case aftercareEnded(note: Personal<Note>?)
    case reopened(worker: ID<Worker>, units: Int64, note: Personal<Note>)
    case entryCorrected(entry: Int64, changes: EntryChanges)

    package enum CodingKeys: String, CodingKey {
        case opened = "case.opened"
        case screenedIn = "case.screenedIn"
        case screenedOut = "case.screenedOut"
        case workerAssigned = "case.workerAssigned"
        case reassigned = "case.reassigned"
        case teamMemberAdded = "case.teamMemberAdded"
        case teamMemberRemoved = "case.teamMemberRemoved"
        case linked = "case.linked"
        case mergedInto = "case.mergedInto"
        case absorbed = "case.absorbed"
        case restricted = "case.restricted"
        case unrestricted = "case.unrestricted"
        case steppedBack = "case.steppedBack"
        case assessmentRecorded = "case.assessmentRecorded"
        case riskSet = "case.riskSet"
        case consentOverridden = "case.consentOverridden"
        case planDrafted = "case.planDrafted"
        case planSubmitted = "case.planSubmitted"
        case planApproved = "case.planApproved"
        case planRejected = "case.planRejected"
        case goalAdded = "case.goalAdded"
        case goalProgressRecorded = "case.goalProgressRecorded"
        case contactLogged = "case.contactLogged"
        case serviceDelivered = "case.serviceDelivered"
        case referralMade = "case.referralMade"
        case referralAccepted = "case.referralAccepted"
        case referralRejected = "case.referralRejected"
        case referralCompleted = "case.referralCompleted"
        case referralRevoked = "case.referralRevoked"
        case followUpScheduled = "case.followUpScheduled"
        case followUpCompleted = "case.followUpCompleted"
        case followUpCancelled = "case.followUpCancelled"
        case transferRequested = "case.transferRequested"
        case transferAccepted = "case.transferAccepted"
        case transferRejected = "case.transferRejected"
        case transferRevoked = "case.transferRevoked"
        case conferenceHeld = "case.conferenceHeld"
        case safeHouseAdmitted = "case.safeHouseAdmitted"
        case safeHouseDischarged = "case.safeHouseDischarged"
        case feeAgreed = "case.feeAgreed"
        case feeReceived = "case.feeReceived"
        case evaluationRecorded = "case.evaluationRecorded"
        case closureRequested = "case.closureRequested"
        case closed = "case.closed"
        case closureRejected = "case.closureRejected"
        case aftercareLogged = "case.aftercareLogged"
        case aftercareEnded = "case.aftercareEnded"
        case reopened = "case.reopened"
        case entryCorrected = "case.entryCorrected"
    }

    package static let category = Case.noun

    package var isStep: Bool {
        switch self {
        case .opened, .screenedIn, .screenedOut, .workerAssigned, .reassigned, .teamMemberAdded,
            .teamMemberRemoved, .mergedInto, .absorbed, .restricted, .steppedBack,
            .assessmentRecorded, .planDrafted, .planSubmitted, .planApproved, .planRejected,
            .transferRequested, .transferAccepted, .transferRejected, .transferRevoked,
            .safeHouseAdmitted, .safeHouseDischarged, .evaluationRecorded, .closureRequested,
            .closed, .closureRejected, .aftercareEnded, .reopened:
            true
        case .linked, .unrestricted, .riskSet, .consentOverridden, .goalAdded,
            .goalProgressRecorded, .contactLogged, .serviceDelivered, .referralMade,
            .referralAccepted, .referralRejected, .referralCompleted, .referralRevoked,
            .followUpScheduled, .followUpCompleted, .followUpCancelled, .conferenceHeld,
            .feeAgreed, .feeReceived, .aftercareLogged, .entryCorrected:
            false
        }
    }
}

/// A goal as a plan sets it.
package struct PlannedGoal: Codable, Sendable {
    /// Numbered through all plans of the case.
    package let goal: ID<Goal>
    /// What the goal is to solve; may be none.
    package let problems: [ID<Problem>]
    /// What is to be given for it.
    package let services: [ServiceKind]
    /// The day by which it should be reached.
    package let dueOn: CivilDate
    /// Sealed with the client's key.
    package let text: Personal<Note>

    /// A goal of a plan.
    package init(
        goal: ID<Goal>,
        problems: [ID<Problem>],
        services: [ServiceKind],
        dueOn: CivilDate,
        text: Personal<Note>
    ) {
        self.goal = goal
        self.problems = problems
        self.services = services
        self.dueOn = dueOn
        self.text = text
    }
}

/// A goal as an evaluation judges it.
package struct JudgedGoal: Codable, Sendable {
    /// Of an approved plan, or added since.
    package let goal: ID<Goal>
    /// As judged on that day.
    package let attained: Attainment

    /// A goal and how far it was reached.
    package init(goal: ID<Goal>, attained: Attainment) {
        self.goal = goal
        self.attained = attained
    }
}

/// Who took part in a conference: a worker, or an institution with what it was there for.
package struct ConferenceParticipant: Codable, Sendable {
    /// Exactly one of worker and organisation is there.
    package let worker: ID<Worker>?
    /// Exactly one of worker and organisation is there.
    package let organisation: ID<Organisation>?
    /// With an organisation only, in place of a name.
    package let function: Line?

    /// A worker or an institution.
    package init(worker: ID<Worker>?, organisation: ID<Organisation>?, function: Line?) {
        self.worker = worker
        self.organisation = organisation
        self.function = function
    }
}
