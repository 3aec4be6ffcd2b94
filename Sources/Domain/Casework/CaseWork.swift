// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// What the commands of daily work on a case share: who may, whether the case has come far enough,
// who did it.

extension [Grant] {
    /// The workers on a case, and the supervisors of its primary worker.
    static let caseTeam: [Grant] = [.worker(.own), .supervisor(.team)]
}

extension CaseRefusal {
    /// What every command on a case may refuse before its own refusals.
    static let general = [
        "futureDated", "beforeCaseOpened", "caseClosed", "subjectErased", "processingLimited",
    ]
    /// The same of a step.
    static let generalOfSteps = [
        "futureDated", "beforeCaseOpened", "outOfOrder", "caseClosed", "subjectErased",
        "processingLimited",
    ]
    /// The same of a command that closed cases take too.
    static let generalWhenClosed = [
        "futureDated", "beforeCaseOpened", "subjectErased", "processingLimited",
    ]
}

extension Decision {
    /// Refuses `stageNotReached` before the plan is approved, unless it is an emergency (C-01).
    ///
    /// A late entry dated before the approval counts as planning.
    func requireIntervention(_ state: CaseState, emergency: Bool) throws(Rejection) {
        if emergency { return }
        let isPlanned = state.planApprovedOn.map { $0 <= occurredOn } ?? false
        if state.stage >= .intervention, isPlanned { return }
        throw .refused(
            CaseRefusal.stageNotReached(
                stage: min(state.stage, .planning),
                needs: .intervention
            )
        )
    }

    /// Rejects with `notFound` a goal that the case does not have.
    func find(_ goal: ID<Goal>?, of state: CaseState) throws(Rejection) {
        guard let goal, !state.goals.contains(where: { $0.goal == goal }) else { return }
        throw .notFound(what: Goal.noun, id: goal.text)
    }

    /// Refuses an end before its beginning.
    func checkDates(from: CivilDate, to: CivilDate?) throws(Rejection) {
        if let to, to < from { throw .refused(common: .validityDates(from: from, to: to)) }
    }
}

extension Note {
    /// The note, about to be sealed for a client.
    func sealed(for client: ID<Client>) -> Personal<Note> { .clear(subject: client.text, self) }
}
