// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0
// How each entry changes the case. Corrections change what the rules read, and nothing else; the
// rows of entries and contacts are corrected by the projection that keeps them.

extension CaseState {
    package static func initial(
        _ id: ID<Case>,
        _ event: CaseEvent,
        _ meta: EventMeta
    ) -> CaseState? {
        guard
            case .opened(
                let client,
                let ppksCode,
                let setting,
                let level,
                let source,
                let programme,
                let organisation,
                let linkTo,
                let emergency,
                _
            ) = event
        else { return nil }
        var state = CaseState(
            id: id,
            client: client,
            openedOn: meta.occurredOn,
            programme: programme,
            level: level,
            organisation: organisation,
            isEmergency: emergency,
            ppksCode: ppksCode,
            setting: setting,
            source: source
        )
        if let linkTo { state.links.append(CaseLink(other: linkTo, relation: .followsOn)) }
        return state
    }

    package mutating func evolve(_ event: CaseEvent, _ meta: EventMeta) {
        switch event {
        case .opened, .contactLogged, .serviceDelivered, .aftercareLogged, .absorbed: break
        case .screenedIn: status = .open
        case .screenedOut: status = .screenedOut
        case .workerAssigned(let worker, _, _): give(to: worker, on: meta.occurredOn)
        case .reassigned(let from, let to, _, let moved, _),
            .transferAccepted(_, let from, let to, _, let moved):
            transfer = nil
            move(moved, to: to)
            hand(from: from, to: to, on: meta.occurredOn)
        case .teamMemberAdded(let worker, let role, let organisation, let function):
            if let worker, let role {
                team.append(CaseSpell(worker: worker, role: role.spell, from: meta.occurredOn))
            }
            if let organisation, let function {
                partners.append(
                    CasePartner(
                        organisation: organisation,
                        function: function,
                        from: meta.occurredOn
                    )
                )
            }
        case .teamMemberRemoved(let worker, let organisation, let successor, let moved):
            team.removeAll { $0.worker == worker }
            partners.removeAll { $0.organisation == organisation }
            if let successor { move(moved, to: successor) }
        case .linked(let other, let relation):
            links.append(CaseLink(other: other, relation: relation))
        case .mergedInto(let into): end(.merged, .ended, into: into)
        case .restricted(let allow): restriction = CaseRestriction(allowed: allow, by: meta.actor)
        case .unrestricted: restriction = nil
        case .steppedBack(_, let to): stage = to
        case .assessmentRecorded(let assessment, _, let roles, let surroundings, _, _, _, _, _):
            assessed(assessment, roles ?? [], surroundings ?? [], on: meta.occurredOn)
        case .riskSet(let risk, let reviewBy, _):
            self.risk = risk
            self.reviewBy = reviewBy
        case .consentOverridden(let scope, _, let validTo, _):
            overrides.append(
                ConsentOverride(scope: scope, from: meta.occurredOn, validTo: validTo)
            )
        case .planDrafted, .planSubmitted, .planApproved, .planRejected, .goalAdded,
            .goalProgressRecorded:
            evolvePlan(event, meta)
        case .referralMade, .referralAccepted, .referralRejected, .referralCompleted,
            .referralRevoked, .followUpScheduled, .followUpCompleted, .followUpCancelled:
            evolveOpenItems(event, meta)
        case .transferRequested(let transfer, let to, _):
            counts.transfers += 1
            guard let from = primary?.worker else { return }
            self.transfer = PendingTransfer(
                transfer: transfer,
                from: from,
                to: to,
                requestedOn: meta.occurredOn
            )
        case .transferRejected, .transferRevoked: transfer = nil
        case .safeHouseAdmitted(let stay, let safeHouse, _, _, _):
            counts.stays += 1
            self.stay = LiveStay(stay: stay, safeHouse: safeHouse, since: meta.occurredOn)
        case .safeHouseDischarged: stay = nil
        case .feeAgreed(let fee, let amount, let service, let payer, _):
            counts.fees += 1
            fees.append(
                AgreedFee(fee: fee, amount: amount.value, service: service, payer: payer)
            )
        case .feeReceived(let fee, let amount, _):
            for index in fees.indices where fees[index].fee == fee {
                fees[index].received += amount.value
            }
        case .evaluationRecorded:
            stage = stage == .intervention ? .evaluation : stage
            evaluatedOn = meta.occurredOn
        case .closureRequested, .closed, .closureRejected, .aftercareEnded, .reopened:
            evolveEnd(event, meta)
        case .conferenceHeld: counts.conferences += 1
        case .entryCorrected(let entry, let changes): correct(entry, changes, meta)
        }
    }

    // MARK: Who has it

    private mutating func give(to worker: ID<Worker>, on day: CivilDate) {
        primary = CaseSpell(worker: worker, role: .primary, from: day)
        firstAssignedOn = firstAssignedOn ?? day
        givenOn = givenOn ?? day
        team.removeAll { $0.worker == worker }
    }

    // A closed case in aftercare has no live spell: only the one who answers for it changes.
    private mutating func hand(from: ID<Worker>, to: ID<Worker>, on day: CivilDate) {
        if primary == nil {
            lastPrimary = to
        } else {
            give(to: to, on: day)
        }
    }

    private mutating func move(_ followUps: [ID<FollowUp>], to worker: ID<Worker>) {
        for index in openFollowUps.indices
        where followUps.contains(openFollowUps[index].followUp) {
            openFollowUps[index].assignee = worker
        }
    }

    private mutating func end(_ status: CaseStatus, _ stage: Stage, into: ID<Case>? = nil) {
        self.status = status
        self.stage = stage
        mergedInto = into
        lastPrimary = primary?.worker
        primary = nil
        team = []
        partners = []
        transfer = nil
        closure = nil
    }

    // MARK: Assessment and plan

    private mutating func assessed(
        _ assessment: ID<Assessment>,
        _ roles: [RoleProblem],
        _ surroundings: [EnvironmentProblem],
        on day: CivilDate
    ) {
        let severities = roles.map(\.severity.value) + surroundings.map(\.severity.value)
        counts.assessments += 1
        counts.problems.append(Int64(severities.count))
        self.assessment = NewestAssessment(
            assessment: assessment,
            on: day,
            severities: severities
        )
        firstAssessedOn = firstAssessedOn ?? day
        if stage == .intake { stage = .assessment }
    }

    private mutating func evolvePlan(_ event: CaseEvent, _ meta: EventMeta) {
        switch event {
        case .planDrafted(let plan, let goals, _):
            counts.plans += 1
            counts.goals += Int64(goals.count)
            if stage == .assessment { stage = .planning }
            draft = DraftedPlan(
                plan: plan,
                draftedOn: meta.occurredOn,
                goals: goals.enumerated().map { index, goal in
                    StandingGoal(
                        goal: goal.goal,
                        problems: goal.problems,
                        services: goal.services,
                        dueOn: goal.dueOn,
                        textAt: meta.position,
                        textLabel: "goals.\(index).text"
                    )
                }
            )
        case .planSubmitted:
            draft?.submittedBy = meta.actor
            draft?.submittedOn = meta.occurredOn
        case .planApproved:
            goals += draft?.goals ?? []
            draft = nil
            planApprovedOn = planApprovedOn ?? meta.occurredOn
            if stage == .planning { stage = .intervention }
        case .planRejected:
            draft?.submittedBy = nil
            draft?.submittedOn = nil
        case .goalAdded(let goal, let problems, let services, let dueOn, _):
            counts.goals += 1
            goals.append(
                StandingGoal(
                    goal: goal,
                    problems: problems,
                    services: services,
                    dueOn: dueOn,
                    textAt: meta.position,
                    textLabel: "text"
                )
            )
        case .goalProgressRecorded(let goal, let progress, _):
            for index in goals.indices where goals[index].goal == goal {
                goals[index].progress = progress
            }
        default: break
        }
    }

    // MARK: Open items

    private mutating func evolveOpenItems(_ event: CaseEvent, _ meta: EventMeta) {
        switch event {
        case .referralMade(let referral, let to, let service, let respondBy, _, _):
            counts.referrals += 1
            openReferrals.append(
                OpenReferral(
                    referral: referral,
                    entry: meta.streamVersion,
                    to: to,
                    service: service,
                    respondBy: respondBy
                )
            )
        case .referralAccepted(let referral, _):
            for index in openReferrals.indices where openReferrals[index].referral == referral {
                openReferrals[index].isAccepted = true
            }
        case .referralRejected(let referral, _), .referralCompleted(let referral, _),
            .referralRevoked(let referral, _):
            openReferrals.removeAll { $0.referral == referral }
        case .followUpScheduled(let followUp, let kind, let dueOn, let assignee, _):
            counts.followUps += 1
            openFollowUps.append(
                OpenFollowUp(
                    followUp: followUp,
                    entry: meta.streamVersion,
                    kind: kind,
                    dueOn: dueOn,
                    assignee: assignee
                )
            )
        case .followUpCompleted(let followUp, _), .followUpCancelled(let followUp):
            openFollowUps.removeAll { $0.followUp == followUp }
        default: break
        }
    }

    // MARK: The end, and after it

    private mutating func evolveEnd(_ event: CaseEvent, _ meta: EventMeta) {
        switch event {
        case .closureRequested(let reason, let aftercareUntil, _, _):
            closure = RequestedClosure(
                reason: reason,
                aftercareUntil: aftercareUntil,
                requestedBy: meta.actor,
                requestedOn: meta.occurredOn,
                stageBefore: stage
            )
            stage = .termination
        case .closureRejected:
            stage = closure?.stageBefore ?? stage
            closure = nil
        case .closed(let reason, let until, _):
            end(.closed, until == nil ? .ended : .aftercare)
            draft = nil
            closedOn = meta.occurredOn
            closureReason = reason
            aftercareUntil = until
        case .aftercareEnded: stage = .ended
        case .reopened(let worker, _, _):
            status = .open
            stage = .assessment
            primary = CaseSpell(worker: worker, role: .primary, from: meta.occurredOn)
            lastPrimary = nil
            givenOn = meta.occurredOn
            firstAssessedOn = nil
            planApprovedOn = nil
            evaluatedOn = nil
            goals = []
            closedOn = nil
            closureReason = nil
            aftercareUntil = nil
        default: break
        }
    }

    // A correction may be corrected itself: it then stands for the entry it corrected.
    private mutating func correct(_ entry: Int64, _ changes: EntryChanges, _ meta: EventMeta) {
        ppksCode = changes.ppksCode ?? ppksCode
        setting = changes.setting ?? setting
        source = changes.source ?? source
        for index in openReferrals.indices where openReferrals[index].entry == entry {
            openReferrals[index].entry = meta.streamVersion
            openReferrals[index].service = changes.service ?? openReferrals[index].service
        }
        for index in openFollowUps.indices where openFollowUps[index].entry == entry {
            openFollowUps[index].entry = meta.streamVersion
            openFollowUps[index].kind = changes.followUpKind ?? openFollowUps[index].kind
        }
    }
}
