// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// After the closing: the client is looked after for some time, and the case may be reopened.

/// Somebody looked after the client when the case was closed.
package struct LogAftercare: Command {
    package static let contract = Contract(
        "aftercare.log",
        roles: .caseTeam,
        positional: ["case"],
        refusals: CaseRefusal.generalWhenClosed + ["noAftercare", "workerNotOnCase"],
        next: ["case timeline {case}"]
    )

    /// Closed, in its aftercare.
    package let `case`: ID<Case>
    /// As of any contact.
    package let kind: ContactKind
    /// How long it took, also when nobody was reached.
    package let minutes: Minutes
    /// Sealed with the client's key.
    package let note: Note?
    /// Who did it: the last primary worker or one on the case; left out, the caller.
    package let by: ID<Worker>?

    package func decide(_ decision: Decision) throws(Rejection) -> CaseAnswer<Nothing> {
        var state = try decision.find(case: `case`)
        _ = try decision.find(WorkerState.self, ifNamed: by)
        try decision.open(state, step: false, whenClosed: true)
        try decision.refuse(!state.hasAftercare, ClosureRefusal.noAftercare)
        let isHolder = (by ?? decision.asker.worker) == state.holder
        let worker = isHolder ? state.holder : try decision.doer(by, on: state)
        let entry = decision.record(
            .aftercareLogged(
                kind: kind,
                minutes: minutes,
                by: worker,
                note: note?.sealed(for: state.client)
            ),
            in: &state
        )
        return CaseAnswer(state, entry: entry)
    }
}

/// Nothing more is done after the closed case.
package struct EndAftercare: Command {
    package static let contract = Contract(
        "aftercare.end",
        roles: .caseTeam,
        positional: ["case"],
        refusals: [
            "futureDated", "beforeCaseOpened", "outOfOrder", "subjectErased",
            "processingLimited", "noAftercare",
        ]
    )

    /// Closed, in its aftercare.
    package let `case`: ID<Case>
    /// Sealed with the client's key.
    package let note: Note?

    package func decide(_ decision: Decision) throws(Rejection) -> CaseAnswer<Nothing> {
        var state = try decision.find(case: `case`)
        try decision.open(state, step: true, whenClosed: true)
        try decision.refuse(!state.hasAftercare, ClosureRefusal.noAftercare)
        let note = note?.sealed(for: state.client)
        let entry = decision.record(.aftercareEnded(note: note), in: &state)
        return CaseAnswer(state, entry: entry)
    }
}

extension PolicyKey where Value == Int64 {
    /// Days after the closing within which a case may be reopened.
    package static let reopenWindowDays = PolicyKey("case.reopenWindowDays", 180)
}

/// A closed case goes on, from the assessment.
package struct ReopenCase: Command {
    package static let contract = Contract(
        "case.reopen",
        roles: [.supervisor(.team)],
        positional: ["case"],
        refusals: [
            "futureDated", "beforeCaseOpened", "outOfOrder", "notClosed", "reopenWindowPassed",
            "openCaseExists", "subjectErased", "processingLimited", "workerNotActive",
            "workerNotCertified", "conflictOfInterest", "caseloadOverCap", "notSupervisor",
        ],
        next: ["case assess {case}"]
    )

    /// Closed, not longer ago than policy allows, with no open case of the client in its programme.
    package let `case`: ID<Case>
    /// Who takes it; left out, the last primary worker.
    package let worker: ID<Worker>?
    /// Why; sealed with the client's key.
    package let note: Note

    package func decide(_ decision: Decision) throws(Rejection) -> CaseAnswer<LoadAnswer> {
        var state = try decision.find(case: `case`)
        _ = try decision.find(WorkerState.self, ifNamed: worker)
        try decision.open(
            state,
            step: true,
            whenClosed: true,
            already: obstacle(state, decision.facts, on: decision.occurredOn)
        )
        guard let receiver = worker ?? state.holder else {
            throw .refused(CaseRefusal.notAssigned)
        }
        let units = decision.facts.units(.assessment, on: decision.occurredOn)
        let load = try decision.give(state, to: receiver, adding: units, checksSupervisor: true)
        let entry = decision.record(
            .reopened(worker: receiver, units: units, note: note.sealed(for: state.client)),
            in: &state
        )
        return CaseAnswer(state, entry: entry, LoadAnswer(load: load))
    }

    // Said before anything about the person: the page lists them in this order.
    private func obstacle(
        _ state: CaseState,
        _ facts: any Facts,
        on day: CivilDate
    ) -> (any Refusal)? {
        guard state.status == .closed, let closedOn = state.closedOn else {
            return ClosureRefusal.notClosed
        }
        let window = facts.policy(.reopenWindowDays, on: day)
        if closedOn.adding(days: Int(window)) < day {
            return ClosureRefusal.reopenWindowPassed(
                closedOn: closedOn,
                windowDays: window,
                client: state.client
            )
        }
        for record in facts.records(of: state.client) {
            let key = OpenCaseRow.key(record.id, state.programme)
            if let open = facts.row(OpenCaseRow.self, key) {
                return CaseRefusal.openCaseExists(case: open.case)
            }
        }
        return nil
    }
}

// MARK: Refusals

/// Why nothing happens after a case was closed.
package enum ClosureRefusal: Refusal {
    case noAftercare
    case notClosed
    case reopenWindowPassed(closedOn: CivilDate, windowDays: Int64, client: ID<Client>)
}
