// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0
// A plan says which goals the office works towards with the client. The worker drafts and submits
// it, the worker's supervisor approves it; goals may be added afterwards.

extension Plan {
    /// The commands of its methods; a new one is added here.
    package static let commands: [any Command.Type] = [
        DraftPlan.self, SubmitPlan.self, ApprovePlan.self, RejectPlan.self,
    ]
}

/// What a command on a plan adds to its answer.
package struct PlanAnswer: Codable, Sendable {
    let plan: ID<Plan>
}

/// A goal as a draft sets it.
package struct SentGoal: Decodable, Sendable {
    /// Sealed when it is recorded.
    package let text: Note
    /// Of the case's assessments; may be none.
    package let problems: [ID<Problem>]
    /// What is to be given for it.
    package let services: [ServiceKind]
    /// Judged when the plan is submitted.
    package let dueOn: CivilDate
}

/// A new draft, instead of one that was not submitted.
package struct DraftPlan: Command {
    package static let contract = Contract(
        "plan.draft",
        roles: [.worker(.own), .supervisor(.team)],
        positional: ["case"],
        refusals: [
            "futureDated", "beforeCaseOpened", "outOfOrder", "caseClosed", "assessmentMissing",
            "unknownProblem", "approvalPending",
        ],
        next: ["plan submit {case}"]
    )

    /// Assessed, with no plan or closure that waits for approval.
    package let `case`: ID<Case>
    /// Sealed with the client's key.
    package let summary: Note?
    /// May be empty until the plan is submitted.
    package let goals: [SentGoal]

    /// The numbers, in the order sent.
    package struct More: Codable, Sendable {
        let plan: ID<Plan>
        let goals: [ID<Goal>]
    }

    package func decide(_ decision: Decision) throws(Rejection) -> CaseAnswer<More> {
        var state = try decision.find(case: `case`)
        try decision.open(state, step: true)
        try decision.refuse(state.firstAssessedOn == nil, CaseRefusal.assessmentMissing)
        try decision.check(problems: goals.flatMap(\.problems), of: state)
        try decision.refuse(state.waitsForApproval, CaseRefusal.approvalPending)
        let subject = state.client.text
        let plan: ID<Plan> = state.next(\.plans)
        let drafted = goals.enumerated().map { index, goal in
            PlannedGoal(
                goal: ID<Goal>(state.id, state.counts.goals + Int64(index + 1)),
                problems: goal.problems,
                services: goal.services,
                dueOn: goal.dueOn,
                text: .clear(subject: subject, goal.text)
            )
        }
        let entry = decision.record(
            .planDrafted(
                plan: plan,
                goals: drafted,
                summary: summary.map { .clear(subject: subject, $0) }
            ),
            in: &state
        )
        return CaseAnswer(state, entry: entry, More(plan: plan, goals: drafted.map(\.goal)))
    }
}

extension Decision {
    /// Refuses problems that no assessment of the case found.
    fileprivate func check(
        problems: [ID<Problem>],
        of state: CaseState
    ) throws(Rejection) {
        let unknown = problems.filter { !state.found($0) }
        try refuse(!unknown.isEmpty, CaseRefusal.unknownProblem(problems: unknown))
    }
}

extension CaseState {
    /// True when an assessment of the case found the problem.
    fileprivate func found(_ problem: ID<Problem>) -> Bool {
        counts.problems.enumerated().contains { index, count in
            let assessment = ID<Assessment>(id, Int64(index + 1))
            return (0..<count).contains { ID<Problem>(assessment, $0 + 1) == problem }
        }
    }
}

/// The draft goes to the supervisor.
package struct SubmitPlan: Command {
    package static let contract = Contract(
        "plan.submit",
        roles: [.worker(.own)],
        positional: ["case"],
        refusals: [
            "futureDated", "beforeCaseOpened", "outOfOrder", "caseClosed", "planMissing",
            "planWithoutGoal", "problemWithoutGoal", "goalDueBeforePlan", "approvalPending",
        ],
        next: ["plan approve {case}"]
    )

    /// With a draft that has a goal for every severe problem.
    package let `case`: ID<Case>

    package func decide(_ decision: Decision) throws(Rejection) -> CaseAnswer<PlanAnswer> {
        var state = try decision.find(case: `case`)
        try decision.open(state, step: true)
        guard let draft = state.draft else { throw .refused(CaseRefusal.planMissing) }
        try decision.refuse(draft.goals.isEmpty, CaseRefusal.planWithoutGoal)
        let standing = draft.goals + state.goals.filter { $0.progress != .dropped }
        let open = (state.assessment?.severe ?? []).filter { problem in
            !standing.contains { $0.problems.contains(problem) }
        }
        try decision.refuse(
            !open.isEmpty,
            CaseRefusal.problemWithoutGoal(problems: open)
        )
        let early = draft.goals.filter { $0.dueOn < draft.draftedOn }.map(\.goal)
        try decision.refuse(!early.isEmpty, CaseRefusal.goalDueBeforePlan(goals: early))
        try decision.refuse(state.waitsForApproval, CaseRefusal.approvalPending)
        let entry = decision.record(.planSubmitted(plan: draft.plan), in: &state)
        return CaseAnswer(state, entry: entry, PlanAnswer(plan: draft.plan))
    }
}

extension Decision {
    /// The plan that waits for approval, by whom the asker may give it (C-10).
    fileprivate func submittedPlan(
        of state: CaseState
    ) throws(Rejection) -> (plan: ID<Plan>, submittedBy: ID<Operator>) {
        guard let draft = state.draft, let submittedBy = draft.submittedBy else {
            throw .refused(CaseRefusal.nothingSubmitted)
        }
        try mustApprove(state, submittedBy: submittedBy)
        return (draft.plan, submittedBy)
    }
}

/// The supervisor agrees to the plan.
package struct ApprovePlan: Command {
    package static let contract = Contract(
        "plan.approve",
        roles: [.supervisor(.team)],
        positional: ["case"],
        refusals: [
            "futureDated", "beforeCaseOpened", "outOfOrder", "caseClosed", "nothingSubmitted",
            "selfApproval", "notSupervisor",
        ],
        next: ["case show {case}"]
    )

    /// With a plan that somebody else than the caller submitted.
    package let `case`: ID<Case>
    /// Sealed with the client's key.
    package let note: Note?

    package func decide(_ decision: Decision) throws(Rejection) -> CaseAnswer<PlanAnswer> {
        var state = try decision.find(case: `case`)
        try decision.open(state, step: true)
        let (plan, submittedBy) = try decision.submittedPlan(of: state)
        let entry = decision.record(
            .planApproved(
                plan: plan,
                submittedBy: submittedBy,
                note: note.map { .clear(subject: state.client.text, $0) }
            ),
            in: &state
        )
        return CaseAnswer(state, entry: entry, PlanAnswer(plan: plan))
    }
}

/// The supervisor gives the plan back.
package struct RejectPlan: Command {
    package static let contract = Contract(
        "plan.reject",
        roles: [.supervisor(.team)],
        positional: ["case"],
        refusals: [
            "futureDated", "beforeCaseOpened", "outOfOrder", "caseClosed", "nothingSubmitted",
            "selfApproval", "notSupervisor",
        ],
        needsReason: true,
        next: ["case show {case}"]
    )

    /// With a plan that somebody else than the caller submitted.
    package let `case`: ID<Case>

    package func decide(_ decision: Decision) throws(Rejection) -> CaseAnswer<PlanAnswer> {
        _ = try decision.requiredReason()
        var state = try decision.find(case: `case`)
        try decision.open(state, step: true)
        let plan = try decision.submittedPlan(of: state).plan
        let entry = decision.record(.planRejected(plan: plan), in: &state)
        return CaseAnswer(state, entry: entry, PlanAnswer(plan: plan))
    }
}

// MARK: Goals

extension Goal {
    /// The commands of its methods; a new one is added here.
    package static let commands: [any Command.Type] = [AddGoal.self, RecordGoal.self]
}

/// What a command on a goal adds to its answer.
package struct GoalAnswer: Codable, Sendable {
    let goal: ID<Goal>
}

/// A goal besides those of the approved plan, noted for the next review.
package struct AddGoal: Command {
    package static let contract = Contract(
        "goal.add",
        roles: [.worker(.own), .supervisor(.team)],
        positional: ["case"],
        refusals: [
            "futureDated", "beforeCaseOpened", "caseClosed", "stageNotReached",
            "unknownProblem",
        ],
        next: ["goal record {goal}"]
    )

    /// At intervention.
    package let `case`: ID<Case>
    /// Sealed with the client's key.
    package let text: Note
    /// Of the case's assessments; may be none.
    package let problems: [ID<Problem>]
    /// What is to be given for it.
    package let services: [ServiceKind]
    /// The day by which it should be reached.
    package let dueOn: CivilDate

    package func decide(_ decision: Decision) throws(Rejection) -> CaseAnswer<GoalAnswer> {
        var state = try decision.find(case: `case`)
        try decision.open(state, step: false)
        try decision.require(state, reached: .intervention)
        try decision.check(problems: problems, of: state)
        let goal: ID<Goal> = state.next(\.goals)
        let entry = decision.record(
            .goalAdded(
                goal: goal,
                problems: problems,
                services: services,
                dueOn: dueOn,
                text: .clear(subject: state.client.text, text)
            ),
            in: &state
        )
        return CaseAnswer(state, entry: entry, GoalAnswer(goal: goal))
    }
}

/// How far a goal has come.
package struct RecordGoal: Command {
    package static let contract = Contract(
        "goal.record",
        roles: [.worker(.own), .supervisor(.team)],
        positional: ["goal"],
        refusals: [
            "futureDated", "beforeCaseOpened", "caseClosed", "stageNotReached", "goalClosed",
        ],
        next: ["case show {case}"]
    )

    /// Of an approved plan or added since, not reached or dropped.
    package let goal: ID<Goal>
    /// In place of what was told before.
    package let progress: GoalProgress
    /// Sealed with the client's key.
    package let note: Note?

    package func decide(_ decision: Decision) throws(Rejection) -> CaseAnswer<GoalAnswer> {
        var state = try decision.find(caseOf: goal, \.goals)
        let standing = state.goals.first { $0.goal == goal }
        try decision.open(state, step: false)
        try decision.require(state, reached: .intervention)
        // Goals of a draft wait for its approval; those of a plan that was replaced are over.
        let isDrafted = state.draft?.goals.contains { $0.goal == goal } ?? false
        try decision.refuse(
            standing == nil && isDrafted,
            CaseRefusal.stageNotReached(stage: .planning, needs: .intervention)
        )
        let isOpen = standing.map { !($0.progress?.isFinal ?? false) } ?? false
        try decision.refuse(!isOpen, CaseRefusal.goalClosed(goal: goal))
        let entry = decision.record(
            .goalProgressRecorded(
                goal: goal,
                progress: progress,
                note: note.map { .clear(subject: state.client.text, $0) }
            ),
            in: &state
        )
        return CaseAnswer(state, entry: entry, GoalAnswer(goal: goal))
    }
}
