// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// A transfer offers a case to another worker. Nothing changes owner before the receiver's side has
// accepted; afterwards the sender has no access any more.

extension Transfer {
    /// The commands of its methods; a new one is added here.
    package static let commands: [any Command.Type] = [
        RequestTransfer.self, AcceptTransfer.self, RejectTransfer.self, RevokeTransfer.self,
    ]

    // Both sides may ask; who is not the receiver is told so.
    fileprivate static let receivers: [Grant] = [
        .worker([.own, .receiver]), .supervisor([.team, .receiver]),
    ]
}

/// A case is offered to another worker.
package struct RequestTransfer: Command {
    package static let contract = Contract(
        "transfer.request",
        roles: .caseTeam,
        positional: ["case"],
        refusals: CaseRefusal.generalOfSteps + [
            "notAssigned", "sameWorker", "transferPending", "approvalPending",
        ],
        next: ["transfer list"]
    )

    /// With a primary worker, no transfer and nothing that waits for approval.
    package let `case`: ID<Case>
    /// Another worker, who is judged when they accept.
    package let to: ID<Worker>
    /// What the receiver must know; sealed with the client's key.
    package let note: Note

    package func decide(_ decision: Decision) throws(Rejection) -> CaseAnswer<TransferMoved> {
        var state = try decision.find(sent: `case`)
        _ = try decision.find(WorkerState.self, to)
        try decision.open(state, step: true)
        let from = try decision.primary(of: state)
        try decision.refuse(from == to, CaseRefusal.sameWorker)
        if let pending = state.transfer {
            throw .refused(CaseRefusal.transferPending(to: pending.to))
        }
        try decision.refuse(state.awaitsApproval, CaseRefusal.approvalPending)
        let transfer: ID<Transfer> = state.next(\.transfers)
        let note = note.sealed(for: state.client)
        let entry = decision.record(
            .transferRequested(transfer: transfer, to: to, note: note),
            in: &state
        )
        return CaseAnswer(state, entry: entry, TransferMoved(transfer: transfer))
    }
}

/// The receiver's side takes the case.
package struct AcceptTransfer: Command {
    package static let contract = Contract(
        "transfer.accept",
        roles: Transfer.receivers,
        positional: ["case"],
        refusals: CaseRefusal.generalOfSteps + [
            "noTransfer", "notReceiver", "workerNotActive", "workerNotCertified",
            "conflictOfInterest", "caseloadOverCap",
        ],
        next: ["case show {case}"]
    )

    /// Offered to the caller or to the caller's team.
    package let `case`: ID<Case>

    /// The transfer, what moved with it, and what the receiver carries now.
    package struct Accepted: Codable, Sendable {
        let transfer: ID<Transfer>
        let followUpsMoved: [ID<FollowUp>]
        let load: Load
    }

    package func decide(_ decision: Decision) throws(Rejection) -> CaseAnswer<Accepted> {
        var state = try decision.find(case: `case`)
        try decision.open(state, step: true)
        let transfer = try decision.received(state)
        let units = decision.facts.units(state.loadClass, on: decision.occurredOn)
        let load = try decision.give(
            state,
            to: transfer.to,
            adding: units,
            checksSupervisor: false
        )
        let moved = decision.followUps(of: transfer.from, on: state)
        let entry = decision.record(
            .transferAccepted(
                transfer: transfer.transfer,
                from: transfer.from,
                to: transfer.to,
                units: units,
                followUpsMoved: moved
            ),
            in: &state
        )
        return CaseAnswer(
            state,
            entry: entry,
            Accepted(transfer: transfer.transfer, followUpsMoved: moved, load: load)
        )
    }
}

/// The receiver's side does not take the case.
package struct RejectTransfer: Command {
    package static let contract = Contract(
        "transfer.reject",
        roles: Transfer.receivers,
        positional: ["case"],
        refusals: CaseRefusal.generalOfSteps + ["noTransfer", "notReceiver"],
        needsReason: true
    )

    /// Offered to the caller or to the caller's team.
    package let `case`: ID<Case>

    package func decide(_ decision: Decision) throws(Rejection) -> CaseAnswer<TransferMoved> {
        var state = try decision.find(case: `case`)
        try decision.open(state, step: true)
        let transfer = try decision.received(state).transfer
        let entry = decision.record(.transferRejected(transfer: transfer), in: &state)
        return CaseAnswer(state, entry: entry, TransferMoved(transfer: transfer))
    }
}

/// The sender's side takes the offer back.
package struct RevokeTransfer: Command {
    package static let contract = Contract(
        "transfer.revoke",
        roles: .caseTeam,
        positional: ["case"],
        refusals: CaseRefusal.generalOfSteps + ["noTransfer"]
    )

    /// With a transfer that the caller's side offered.
    package let `case`: ID<Case>

    package func decide(_ decision: Decision) throws(Rejection) -> CaseAnswer<TransferMoved> {
        var state = try decision.find(sent: `case`)
        try decision.open(state, step: true)
        guard let transfer = state.transfer?.transfer else {
            throw .refused(TransferRefusal.noTransfer)
        }
        let entry = decision.record(.transferRevoked(transfer: transfer), in: &state)
        return CaseAnswer(state, entry: entry, TransferMoved(transfer: transfer))
    }
}

/// The transfer that a command was about.
package struct TransferMoved: Codable, Sendable {
    let transfer: ID<Transfer>
}

extension Decision {
    /// The case as its sender's side reaches it: the primary worker, or that one's supervisor.
    fileprivate func find(sent id: ID<Case>) throws(Rejection) -> CaseState {
        let state = try find(case: id)
        let isTeam = asker.holds(.supervisor) && asker.standing(in: state).contains(.team)
        if isTeam || state.holder == asker.worker { return state }
        throw .notFound(what: Case.noun, id: id.text)
    }

    /// The pending transfer, when the asker is on the receiver's side (C-11).
    fileprivate func received(_ state: CaseState) throws(Rejection) -> PendingTransfer {
        guard let transfer = state.transfer else { throw .refused(TransferRefusal.noTransfer) }
        let isReceiver =
            asker.worker == transfer.to || asker.holds(.supervisor) && asker.supervises(transfer.to)
        try refuse(!isReceiver, TransferRefusal.notReceiver(to: transfer.to))
        return transfer
    }
}

extension CaseState {
    /// True while a plan or the closure waits for a supervisor.
    var awaitsApproval: Bool { draft?.submittedBy != nil || closure != nil }
}

// MARK: Refusals

/// Why a transfer is not answered.
package enum TransferRefusal: Refusal {
    case noTransfer
    case notReceiver(to: ID<Worker>)
}
