// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// A case ends in two steps by two people: the worker asks for the closure, the supervisor approves.
// Nothing may be open then. A closed case may have aftercare, and may be reopened for some time.

extension Case {
    /// The commands of closing, aftercare and reopening; a new one is added here.
    package static let closing: [any Command.Type] = [
        EvaluateCase.self, RequestClosure.self, ApproveClosure.self, RejectClosure.self,
        LogAftercare.self, EndAftercare.self, ReopenCase.self,
    ]
}

/// A worker asks to close the case.
package struct RequestClosure: Command {
    package static let contract = Contract(
        "closure.request",
        roles: .caseTeam,
        positional: ["case"],
        refusals: CaseRefusal.generalOfSteps + [
            "validityDates", "closureBlocked", "approvalPending",
        ],
        next: ["closure approve {case}"]
    )

    /// With nothing that keeps a case from ending.
    package let `case`: ID<Case>
    /// Some reasons need no evaluation.
    package let closureReason: ClosureReason
    /// What happened, in a line; sealed with the client's key.
    package let circumstance: CaseLine
    /// Sealed with the client's key.
    package let note: Note
    /// The last day, not before the business date; left out: none.
    package let aftercareUntil: CivilDate?

    package func decide(_ decision: Decision) throws(Rejection) -> CaseAnswer<Nothing> {
        var state = try decision.find(case: `case`)
        try decision.open(state, step: true)
        try decision.checkDates(from: decision.occurredOn, to: aftercareUntil)
        let blockers = state.blockers(closing: closureReason)
        try decision.refuse(!blockers.isEmpty, CaseRefusal.closureBlocked(blockers: blockers))
        try decision.refuse(state.closure != nil, CaseRefusal.approvalPending)
        let entry = decision.record(
            .closureRequested(
                closureReason: closureReason,
                aftercareUntil: aftercareUntil,
                circumstance: .clear(subject: state.client.text, circumstance),
                note: note.sealed(for: state.client)
            ),
            in: &state
        )
        return CaseAnswer(state, entry: entry)
    }
}

/// The supervisor closes the case.
package struct ApproveClosure: Command {
    package static let contract = Contract(
        "closure.approve",
        roles: [.supervisor(.team)],
        positional: ["case"],
        refusals: CaseRefusal.generalOfSteps + [
            "nothingSubmitted", "selfApproval", "notSupervisor", "closureBlocked",
        ],
        next: ["case show {case}"]
    )

    /// With a closure that somebody else than the caller requested.
    package let `case`: ID<Case>

    package func decide(_ decision: Decision) throws(Rejection) -> CaseAnswer<Nothing> {
        var state = try decision.find(case: `case`)
        try decision.open(state, step: true)
        guard let closure = state.closure else { throw .refused(CaseRefusal.nothingSubmitted) }
        try decision.mustApprove(state, submittedBy: closure.requestedBy)
        let blockers = state.blockers(closing: closure.reason)
        try decision.refuse(!blockers.isEmpty, CaseRefusal.closureBlocked(blockers: blockers))
        let entry = decision.record(
            .closed(
                closureReason: closure.reason,
                aftercareUntil: closure.aftercareUntil,
                requestedBy: closure.requestedBy
            ),
            in: &state
        )
        return CaseAnswer(state, entry: entry)
    }
}

/// The supervisor sends the case back to the stage before.
package struct RejectClosure: Command {
    package static let contract = Contract(
        "closure.reject",
        roles: [.supervisor(.team)],
        positional: ["case"],
        refusals: CaseRefusal.generalOfSteps + ["nothingSubmitted"],
        needsReason: true
    )

    /// With a closure that waits.
    package let `case`: ID<Case>

    package func decide(_ decision: Decision) throws(Rejection) -> CaseAnswer<Nothing> {
        var state = try decision.find(case: `case`)
        try decision.open(state, step: true)
        try decision.refuse(state.closure == nil, CaseRefusal.nothingSubmitted)
        let entry = decision.record(.closureRejected, in: &state)
        return CaseAnswer(state, entry: entry)
    }
}

/// Text of one line about a client, 1 to 500 characters; personal.
package struct CaseLine: TextValue {
    package let text: String
    package init(trusted text: String) { self.text = text }
    package static let schema = ValueSchema(
        "CaseText",
        .string(minimum: 1, maximum: 500, pattern: nil),
        column: "text",
        personal: "narrative"
    )
    package static let sample = CaseLine(trusted: "keadaan")
    package static func check(_ text: String) throws(InvalidValue) {
        try TextRule.check(text, 1...500)
    }
    /// Never the text.
    package var description: String { "«text»" }
}
