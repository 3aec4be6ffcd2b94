// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// Before a case ends, its goals are judged: how far each was reached, how the client manages, and
// what should follow.

/// The goals of a case are judged.
package struct EvaluateCase: Command {
    package static let contract = Contract(
        "case.evaluate",
        roles: .caseTeam,
        positional: ["case"],
        refusals: CaseRefusal.generalOfSteps + [
            "stageNotReached", "approvalPending", "goalNotJudged",
        ],
        next: ["closure request {case}"]
    )

    /// At intervention, with nothing that waits for approval.
    package let `case`: ID<Case>
    /// Every goal that was not dropped, each once.
    package let goals: [JudgedGoal]
    /// How the client gets along.
    package let functioning: Functioning
    /// What should follow.
    package let recommendation: Recommendation
    /// Sealed with the client's key.
    package let narrative: Note

    package func decide(_ decision: Decision) throws(Rejection) -> CaseAnswer<Nothing> {
        let judged = goals.map(\.goal)
        if Set(judged).count != judged.count {
            throw .invalid(pointer: "/goals", problem: "duplicate", expected: "each goal once")
        }
        var state = try decision.find(case: `case`)
        for goal in judged { try decision.find(goal, of: state) }
        try decision.open(state, step: true)
        try decision.require(state, reached: .intervention)
        try decision.refuse(state.stage == .termination, CaseRefusal.approvalPending)
        let missing = state.goalsToJudge.filter { !judged.contains($0) }
        try decision.refuse(!missing.isEmpty, EvaluationRefusal.goalNotJudged(goals: missing))
        let entry = decision.record(
            .evaluationRecorded(
                goals: goals,
                functioning: functioning,
                recommendation: recommendation,
                narrative: narrative.sealed(for: state.client)
            ),
            in: &state
        )
        return CaseAnswer(state, entry: entry)
    }
}

// MARK: Refusals

/// Why a case is not evaluated.
package enum EvaluationRefusal: Refusal {
    case goalNotJudged(goals: [ID<Goal>])
}
