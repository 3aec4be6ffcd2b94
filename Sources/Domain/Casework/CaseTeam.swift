// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0
// Who else works on a case, and how it stands to other cases.

/// What is answered when follow-ups went to somebody else.
package struct FollowUpsMoved: Codable, Sendable {
    /// Empty when there was nothing to move.
    package let followUpsMoved: [ID<FollowUp>]
}

/// A worker or an institution joins a case.
package struct AddTeamMember: Command {
    package static let contract = Contract(
        "case.addTeamMember",
        roles: [.worker(.own), .supervisor(.team)],
        positional: ["case"],
        refusals: [
            "futureDated", "beforeCaseOpened", "outOfOrder", "caseClosed", "alreadyOnCase",
            "workerNotActive", "conflictOfInterest",
        ],
        next: ["case show {case}"]
    )

    /// Open, or new.
    package let `case`: ID<Case>
    /// In service, untied to the household; exactly one of worker and organisation is given.
    package let worker: ID<Worker>?
    /// Needed with a worker; never the primary worker's.
    package let role: TeamRole?
    /// Gets no access; exactly one of worker and organisation is given.
    package let organisation: ID<Organisation>?
    /// Needed with an organisation.
    package let function: TeamFunction?

    package func decide(_ decision: Decision) throws(Rejection) -> CaseAnswer<Nothing> {
        try checkParams()
        var state = try decision.find(case: `case`)
        let joining = try decision.find(WorkerState.self, ifNamed: worker)
        _ = try decision.find(OrganisationState.self, ifNamed: organisation)
        let isThere =
            worker.map(state.has) ?? state.partners.contains { $0.organisation == organisation }
        try decision.open(
            state,
            step: true,
            already: isThere ? CaseRefusal.alreadyOnCase : nil
        )
        if let joining { try check(joining, state, decision) }
        let entry = decision.record(
            .teamMemberAdded(
                worker: worker,
                role: role,
                organisation: organisation,
                function: function
            ),
            in: &state
        )
        return CaseAnswer(state, entry: entry)
    }

    // Either a worker with a role, or an organisation with a function.
    private func checkParams() throws(Rejection) {
        try checkOne(of: worker, organisation)
        if worker != nil, role == nil { throw .missing("role") }
        if worker != nil, function != nil {
            throw .invalid(
                pointer: "/function",
                problem: "value",
                expected: "only with an organisation"
            )
        }
        if organisation != nil, function == nil { throw .missing("function") }
        if organisation != nil, role != nil {
            throw .invalid(pointer: "/role", problem: "value", expected: "only with a worker")
        }
    }

    private func check(
        _ joining: WorkerState,
        _ state: CaseState,
        _ decision: Decision
    ) throws(Rejection) {
        let day = decision.occurredOn
        if let because = joining.inactivity(on: day) {
            throw .refused(GivingRefusal.workerNotActive(worker: joining.id, because: because))
        }
        let household = decision.facts.state(ClientState.self, state.client)?.household
        if let household, joining.isTied(to: household, on: day) {
            throw .refused(ReceiverFlaw.interest(household).refusal(joining.id))
        }
    }
}

// On a team is either a worker or an institution, never both in one command.
private func checkOne(
    of worker: ID<Worker>?,
    _ organisation: ID<Organisation>?
) throws(Rejection) {
    if worker == nil, organisation == nil { throw .missing("worker") }
    if worker != nil, organisation != nil {
        throw .invalid(
            pointer: "/organisation",
            problem: "value",
            expected: "a worker or an organisation"
        )
    }
}

/// A worker or an institution leaves a case.
package struct RemoveTeamMember: Command {
    package static let contract = Contract(
        "case.removeTeamMember",
        roles: [.worker(.own), .supervisor(.team)],
        positional: ["case"],
        refusals: [
            "futureDated", "beforeCaseOpened", "outOfOrder", "caseClosed", "notOnCase",
            "openFollowUps", "assigneeNotOnCase",
        ],
        next: ["case show {case}"]
    )

    /// Open, or new.
    package let `case`: ID<Case>
    /// On the team, not the primary worker; exactly one of worker and organisation is given.
    package let worker: ID<Worker>?
    /// On the team; exactly one of worker and organisation is given.
    package let organisation: ID<Organisation>?
    /// On the case; takes over the follow-ups, needed when there are open ones.
    package let successor: ID<Worker>?

    package func decide(_ decision: Decision) throws(Rejection) -> CaseAnswer<FollowUpsMoved> {
        try checkOne(of: worker, organisation)
        var state = try decision.find(case: `case`)
        _ = try decision.find(WorkerState.self, ifNamed: worker)
        _ = try decision.find(OrganisationState.self, ifNamed: organisation)
        _ = try decision.find(WorkerState.self, ifNamed: successor)
        try decision.open(state, step: true)
        let isThere =
            state.team.contains { $0.worker == worker }
            || state.partners.contains { $0.organisation == organisation }
        try decision.refuse(!isThere, CaseRefusal.notOnCase)
        let left = worker.map { decision.followUps(of: $0, on: state) } ?? []
        if !left.isEmpty, successor == nil {
            throw .refused(CaseRefusal.openFollowUps(followUps: left))
        }
        if let successor, successor == worker || !state.has(successor) {
            throw .refused(CaseRefusal.assigneeNotOnCase(worker: successor))
        }
        let entry = decision.record(
            .teamMemberRemoved(
                worker: worker,
                organisation: organisation,
                successor: successor,
                followUpsMoved: left
            ),
            in: &state
        )
        return CaseAnswer(state, entry: entry, FollowUpsMoved(followUpsMoved: left))
    }
}

/// Two cases belong together.
package struct LinkCase: Command {
    package static let contract = Contract(
        "case.link",
        roles: [.worker(.own), .supervisor(.team)],
        positional: ["case"],
        refusals: ["futureDated", "beforeCaseOpened", "linkSelf", "alreadyLinked"],
        next: ["case show {case}"]
    )

    /// In any state.
    package let `case`: ID<Case>
    /// Another case within reach, not linked yet.
    package let other: ID<Case>
    /// Recorded on both sides.
    package let relation: CaseRelation

    package func decide(_ decision: Decision) throws(Rejection) -> CaseAnswer<Nothing> {
        var state = try decision.find(case: `case`)
        var partner = try decision.find(case: other)
        let isLinked = state.links.contains { $0.other == other }
        try decision.open(
            state,
            step: false,
            whenClosed: true,
            already: isLinked ? CaseRefusal.alreadyLinked : nil
        )
        try decision.refuse(`case` == other, CaseRefusal.linkSelf)
        let entry = decision.record(.linked(other: other, relation: relation), in: &state)
        decision.record(.linked(other: `case`, relation: relation), in: &partner)
        return CaseAnswer(state, entry: entry)
    }
}

/// A case goes into another one, because both are the same.
package struct MergeCase: Command {
    package static let contract = Contract(
        "case.merge",
        roles: [.supervisor([.team, .new])],
        positional: ["case"],
        refusals: [
            "futureDated", "beforeCaseOpened", "outOfOrder", "caseClosed", "mergeSelf",
            "mergeTargetClosed", "alreadyMerged", "mergeDifferentClient", "closureBlocked",
        ],
        needsReason: true,
        confirm: "yes",
        next: ["case show {into}"]
    )

    /// Not closed, with nothing that keeps a case from ending.
    package let `case`: ID<Case>
    /// New or open, of the same client or of one who may be the same person.
    package let into: ID<Case>

    /// The case in which the work goes on.
    package struct More: Codable, Sendable {
        let into: ID<Case>
    }

    package func decide(_ decision: Decision) throws(Rejection) -> CaseAnswer<More> {
        _ = try decision.requiredReason()
        var state = try decision.find(case: `case`)
        var staying = try decision.find(case: into)
        try decision.open(
            state,
            step: true,
            // A merged case says so itself.
            whenClosed: state.status == .merged,
            already: state.mergedInto.map { CaseRefusal.alreadyMerged(into: $0) }
        )
        try decision.inOrder(into.stream)
        try decision.refuse(`case` == into, CaseRefusal.mergeSelf)
        try decision.refuse(
            staying.status != .new && staying.status != .open,
            CaseRefusal.mergeTargetClosed
        )
        try decision.refuse(
            !mayBeSameClient(state.client, staying.client, decision.facts),
            CaseRefusal.mergeDifferentClient
        )
        let blockers = state.blockers(closing: nil)
        try decision.refuse(
            !blockers.isEmpty,
            CaseRefusal.closureBlocked(blockers: blockers)
        )
        let entry = decision.record(.mergedInto(into: into), in: &state)
        decision.record(.absorbed(from: `case`), in: &staying)
        return CaseAnswer(state, entry: entry, More(into: into))
    }

    // One client, two records that are merged, or two that are still an open pair.
    private func mayBeSameClient(
        _ left: ID<Client>,
        _ right: ID<Client>,
        _ facts: any Facts
    ) -> Bool {
        if left == right || facts.records(of: left).contains(where: { $0.id == right }) {
            return true
        }
        let pair = ID<DuplicatePair>(
            SubjectID(trusted: left.text),
            SubjectID(trusted: right.text)
        )
        return facts.pair(pair)?.state == .open
    }
}

/// From now on only some may see a case.
package struct RestrictCase: Command {
    package static let contract = Contract(
        "case.restrict",
        roles: [.supervisor([.team, .new])],
        positional: ["case"],
        refusals: ["futureDated", "beforeCaseOpened", "outOfOrder"],
        needsReason: true,
        next: ["case show {case}"]
    )

    /// In any state, restricted already or not.
    package let `case`: ID<Case>
    /// Operators who may read it besides those on the case; in place of an earlier list.
    package let allow: [ID<Operator>]

    package func decide(_ decision: Decision) throws(Rejection) -> CaseAnswer<Nothing> {
        _ = try decision.requiredReason()
        var state = try decision.find(case: `case`)
        for slug in allow { _ = try decision.find(OperatorState.self, slug) }
        try decision.open(state, step: true, whenClosed: true)
        let entry = decision.record(.restricted(allow: allow), in: &state)
        return CaseAnswer(state, entry: entry)
    }
}

/// A restricted case may be seen as others are.
package struct UnrestrictCase: Command {
    package static let contract = Contract(
        "case.unrestrict",
        roles: [.supervisor([.team, .new])],
        positional: ["case"],
        refusals: ["futureDated", "beforeCaseOpened", "caseClosed", "notRestricted"],
        fourEyes: FourEyes(kind: "unrestrict", needed: .supervisor),
        next: ["approval show {approval}"]
    )

    /// Restricted; a second supervisor must agree.
    package let `case`: ID<Case>

    package func decide(_ decision: Decision) throws(Rejection) -> CaseAnswer<Nothing> {
        var state = try decision.find(case: `case`)
        try decision.open(state, step: false)
        try decision.refuse(state.restriction == nil, CaseRefusal.notRestricted)
        let entry = decision.record(.unrestricted, in: &state)
        return CaseAnswer(state, entry: entry)
    }
}

/// A stage that a case may step back to.
package enum EarlierStage: String, CodeSet {
    case assessment, planning, intervention

    package static let name = "EarlierStage"

    /// The same among all stages.
    var stage: Stage {
        switch self {
        case .assessment: .assessment
        case .planning: .planning
        case .intervention: .intervention
        }
    }
}

/// A case goes back to an earlier stage.
package struct StepCaseBack: Command {
    package static let contract = Contract(
        "case.stepBack",
        roles: [.worker(.own), .supervisor(.team)],
        positional: ["case"],
        refusals: [
            "futureDated", "beforeCaseOpened", "outOfOrder", "caseClosed", "notEarlierStage",
            "approvalPending",
        ],
        needsReason: true,
        next: ["case show {case}"]
    )

    /// With no plan or closure that waits for approval.
    package let `case`: ID<Case>
    /// Earlier than the present stage.
    package let to: EarlierStage

    package func decide(_ decision: Decision) throws(Rejection) -> CaseAnswer<Nothing> {
        _ = try decision.requiredReason()
        var state = try decision.find(case: `case`)
        try decision.open(state, step: true)
        try decision.refuse(
            to.stage >= state.stage,
            CaseRefusal.notEarlierStage(stage: state.stage)
        )
        try decision.refuse(state.waitsForApproval, CaseRefusal.approvalPending)
        let from = state.stage
        let entry = decision.record(.steppedBack(from: from, to: to.stage), in: &state)
        return CaseAnswer(state, entry: entry)
    }
}
