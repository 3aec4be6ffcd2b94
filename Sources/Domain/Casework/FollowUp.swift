// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// A follow-up is something to do for a case by a day, by somebody on the case.

extension FollowUp {
    /// The commands of its methods; a new one is added here.
    package static let commands: [any Command.Type] = [
        ScheduleFollowUp.self, CompleteFollowUp.self, CancelFollowUp.self,
    ]
}

/// Something is to be done by a day.
package struct ScheduleFollowUp: Command {
    package static let contract = Contract(
        "followUp.schedule",
        roles: .caseTeam,
        positional: ["case"],
        refusals: CaseRefusal.general + ["duePast", "notAssigned", "assigneeNotOnCase"],
        next: ["follow-up complete {followUp}"]
    )

    /// With a primary worker; may be closed while it is looked after.
    package let `case`: ID<Case>
    /// What is to be done.
    package let kind: FollowUpKind
    /// Not before the business date.
    package let dueOn: CivilDate
    /// On the case; left out, the primary worker.
    package let assignee: ID<Worker>?
    /// Sealed with the client's key.
    package let note: Note?

    package func decide(_ decision: Decision) throws(Rejection) -> CaseAnswer<FollowUpMoved> {
        var state = try decision.find(case: `case`)
        _ = try decision.find(WorkerState.self, ifNamed: assignee)
        try decision.open(state, step: false, whenClosed: state.hasAftercare)
        let day = decision.occurredOn
        try decision.refuse(dueOn < day, FollowUpRefusal.duePast(dueOn: dueOn, occurredOn: day))
        guard let holder = state.holder else { throw .refused(CaseRefusal.notAssigned) }
        let worker = assignee ?? holder
        try decision.refuse(
            !state.workers.contains(worker),
            CaseRefusal.assigneeNotOnCase(worker: worker)
        )
        let followUp: ID<FollowUp> = state.next(\.followUps)
        let entry = decision.record(
            .followUpScheduled(
                followUp: followUp,
                kind: kind,
                dueOn: dueOn,
                assignee: worker,
                note: note?.sealed(for: state.client)
            ),
            in: &state
        )
        return CaseAnswer(state, entry: entry, FollowUpMoved(followUp: followUp))
    }
}

/// It was done.
package struct CompleteFollowUp: Command {
    package static let contract = Contract(
        "followUp.complete",
        roles: .caseTeam,
        positional: ["followUp"],
        refusals: CaseRefusal.general + ["followUpState"]
    )

    /// Open.
    package let followUp: ID<FollowUp>
    /// How it went; sealed with the client's key.
    package let note: Note?

    package func decide(_ decision: Decision) throws(Rejection) -> CaseAnswer<FollowUpMoved> {
        var state = try decision.find(open: followUp)
        let note = note?.sealed(for: state.client)
        let entry = decision.record(.followUpCompleted(followUp: followUp, note: note), in: &state)
        return CaseAnswer(state, entry: entry, FollowUpMoved(followUp: followUp))
    }
}

/// It is not needed any more.
package struct CancelFollowUp: Command {
    package static let contract = Contract(
        "followUp.cancel",
        roles: .caseTeam,
        positional: ["followUp"],
        refusals: CaseRefusal.general + ["followUpState"],
        needsReason: true
    )

    /// Open.
    package let followUp: ID<FollowUp>

    package func decide(_ decision: Decision) throws(Rejection) -> CaseAnswer<FollowUpMoved> {
        var state = try decision.find(open: followUp)
        let entry = decision.record(.followUpCancelled(followUp: followUp), in: &state)
        return CaseAnswer(state, entry: entry, FollowUpMoved(followUp: followUp))
    }
}

/// The follow-up that a command was about.
package struct FollowUpMoved: Codable, Sendable {
    let followUp: ID<FollowUp>
}

extension Decision {
    /// The case of a follow-up that must exist, pass the general rules and be open.
    fileprivate func find(open followUp: ID<FollowUp>) throws(Rejection) -> CaseState {
        let state = try find(caseOf: followUp, \.followUps)
        guard let row = facts.row(FollowUpRow.self, FollowUpRow.key(followUp)) else {
            throw .notFound(what: FollowUp.noun, id: followUp.text)
        }
        try open(state, step: false, whenClosed: state.hasAftercare)
        try refuse(row.state != .open, FollowUpRefusal.followUpState(state: row.state))
        return state
    }
}

// MARK: Refusals

/// Why a follow-up is not scheduled or ended.
package enum FollowUpRefusal: Refusal {
    case duePast(dueOn: CivilDate, occurredOn: CivilDate)
    case followUpState(state: FollowUpStatus)
}
