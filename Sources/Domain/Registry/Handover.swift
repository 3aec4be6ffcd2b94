// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// A worker who leaves hands over every case in one command, all or nothing: nobody may be left with
// half a caseload and no worker.

/// Gives every case of a worker to others.
package struct HandOverCaseload: Command {
    package static let contract = Contract(
        "worker.handover",
        roles: [.supervisor(.team), .coordinator],
        positional: ["worker"],
        refusals: [
            "futureDated", "outOfOrder", "processingLimited", "nothingToHandOver",
            "caseWithoutReceiver", "caseNotHeld", "handoverToSelf", "workerNotActive",
            "workerNotCertified",
            "conflictOfInterest", "caseloadOverCap", "notSupervisor",
        ],
        needsReason: true,
        confirm: "name",
        next: ["caseload list"]
    )

    /// The one who leaves them; of the caller's team unless a coordinator asks.
    package let worker: ID<Worker>
    /// Who receives every case that ``assignments`` does not name.
    package let to: ID<Worker>?
    /// Cases of the worker, each once, with receivers of their own.
    package let assignments: [Assignment]?
    /// True: the worker goes out of service at once.
    package let deactivate: Bool?

    /// A case with a receiver of its own.
    package struct Assignment: Codable, Sendable {
        let `case`: ID<Case>
        let worker: ID<Worker>
    }

    /// Where a case went.
    package struct Move: Codable, Sendable {
        let `case`: ID<Case>
        let to: ID<Worker>
    }

    package struct Answer: Codable, Sendable {
        let worker: ID<Worker>
        let moved: [Move]
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        try checkAssignments()
        let leaver = try decision.find(WorkerState.self, worker)
        _ = try decision.find(WorkerState.self, ifNamed: to)
        for assignment in assignments ?? [] {
            _ = try decision.find(WorkerState.self, assignment.worker)
        }
        try decision.gate(worker.stream, step: true)
        let cases = decision.facts.casesInHand(of: worker)
        for state in cases { try decision.inOrder(state.id.stream) }
        // Nobody who is erased has a case in hand; who is limited may.
        let limited = cases.filter { decision.facts.isLimited($0.client) }.map(\.id)
        if !limited.isEmpty { throw .refused(HandoverRefusal.processingLimited(cases: limited)) }
        if cases.isEmpty { throw .refused(HandoverRefusal.nothingToHandOver) }
        let parcels = try parcels(of: cases)
        try check(parcels, leaver, decision)
        let moved = parcels.map { parcel in
            decision.move(parcel.state, to: parcel.receiver)
            return Move(case: parcel.state.id, to: parcel.receiver)
        }
        decision.record(
            WorkerEvent.caseloadHandedOver(
                cases: cases.map(\.id),
                to: Set(parcels.map(\.receiver)).sorted()
            ),
            to: worker.stream
        )
        if deactivate ?? false, leaver.isActive {
            decision.record(WorkerEvent.deactivated, to: worker.stream)
        }
        return Answer(worker: worker, moved: moved)
    }

    private func checkAssignments() throws(Rejection) {
        let named = (assignments ?? []).map(\.case)
        if Set(named).count != named.count {
            throw .invalid(
                pointer: "/assignments",
                problem: "duplicate",
                expected: "each case once"
            )
        }
    }

    // Every case with who receives it.
    private func parcels(of cases: [CaseState]) throws(Rejection) -> [Parcel] {
        var parcels: [Parcel] = []
        var orphans: [ID<Case>] = []
        for state in cases {
            let own = (assignments ?? []).first { $0.case == state.id }?.worker
            if let receiver = own ?? to {
                parcels.append(Parcel(state: state, receiver: receiver))
            } else {
                orphans.append(state.id)
            }
        }
        if !orphans.isEmpty {
            throw .refused(HandoverRefusal.caseWithoutReceiver(cases: orphans))
        }
        let held = Set(cases.map(\.id))
        let others = (assignments ?? []).map(\.case).filter { !held.contains($0) }
        if !others.isEmpty { throw .refused(HandoverRefusal.caseNotHeld(cases: others)) }
        return parcels
    }

    // The giving checks, each for everybody before the next.
    private func check(
        _ parcels: [Parcel],
        _ leaver: WorkerState,
        _ decision: Decision
    ) throws(Rejection) {
        let receivers = Set(parcels.map(\.receiver)).sorted()
        if receivers.contains(worker) { throw .refused(HandoverRefusal.handoverToSelf) }
        for rank in ReceiverFlaw.ranks {
            for parcel in parcels {
                let household = decision.facts.state(ClientState.self, parcel.state.client)?
                    .household
                guard
                    let flaw = decision.facts.receiverFlaw(
                        parcel.receiver,
                        household: household,
                        on: decision.occurredOn
                    ), flaw.rank == rank
                else { continue }
                throw .refused(flaw.refusal(parcel.receiver, case: parcel.state.id))
            }
        }
        try decision.checkLoads(of: receivers, with: parcels)
        guard decision.reach != .all else { return }
        for member in [leaver.id] + receivers { try decision.mustBeTeam(member) }
    }
}

/// A case on its way to a receiver.
struct Parcel {
    let state: CaseState
    let receiver: ID<Worker>
}

extension ReceiverFlaw {
    // In the order of the refusals.
    fileprivate static let ranks = 0...2

    fileprivate var rank: Int {
        switch self {
        case .notActive: 0
        case .notCertified: 1
        case .interest: 2
        }
    }
}

extension Decision {
    /// Refuses when some receiver would have more than the cap, and warns about much work.
    fileprivate func checkLoads(
        of receivers: [ID<Worker>],
        with parcels: [Parcel]
    ) throws(Rejection) {
        let cap = facts.policy(.hardCap, on: occurredOn)
        let softCap = facts.policy(.softCap, on: occurredOn)
        var over: [Overload] = []
        var warnings: [LoadWarning] = []
        for receiver in receivers {
            let held = facts.load(of: receiver)
            let before = facts.units(of: held, on: occurredOn)
            let coming = parcels.filter { $0.receiver == receiver }.map(\.state)
            let adding = coming.reduce(0) { $0 + facts.units($1.loadClass, on: occurredOn) }
            if before + adding > cap {
                over.append(Overload(worker: receiver, units: before, adding: adding, cap: cap))
            }
            if before + adding > softCap {
                warnings.append(.caseloadOverSoftCap(units: before + adding))
            }
            let open = coming.count { $0.status == .open }
            let taken =
                facts.newCases(of: receiver, inMonthOf: occurredOn) + Int64(coming.count)
            let total = held.openCases + Int64(open)
            if LoadWarning.isHigh(newThisMonth: taken, openCases: total) {
                warnings.append(.intakePaceHigh(newThisMonth: taken, openCases: total))
            }
        }
        if !over.isEmpty { throw .refused(HandoverRefusal.caseloadOverCap(workers: over)) }
        for warning in warnings { warn(warning) }
    }

    /// Records that a case goes to another primary worker, with the open follow-ups.
    fileprivate func move(_ state: CaseState, to receiver: ID<Worker>) {
        guard let leaver = state.holder else { return }
        record(
            CaseEvent.reassigned(
                from: leaver,
                to: receiver,
                units: facts.units(state.loadClass, on: occurredOn),
                followUpsMoved: followUps(of: leaver, on: state),
                handover: true
            ),
            to: state.id.stream
        )
    }

    /// Refuses while the worker holds cases that need somebody.
    func refuseHoldingCases(_ worker: ID<Worker>) throws(Rejection) {
        let cases = facts.casesInHand(of: worker)
        if !cases.isEmpty {
            throw .refused(WorkerRefusal.caseloadNotEmpty(cases: cases.map(\.id)))
        }
    }
}

extension Facts {
    fileprivate func isLimited(_ client: ID<Client>) -> Bool {
        state(ClientState.self, client)?.isLimited ?? false
    }

    /// The cases a worker holds that need somebody, open or in aftercare, by id.
    package func casesInHand(of worker: ID<Worker>) -> [CaseState] {
        let load = load(of: worker)
        // Whoever has nothing in hand may have any number of closed cases.
        if load.openCases + load.aftercareCases == 0 { return [] }
        return rows(WorkerCaseRow.self, prefix: RowKey(worker)).compactMap { row in
            guard row.isHolder, row.status == .open || row.status == .closed,
                let state = state(CaseState.self, row.case), state.loadClass != nil
            else { return nil }
            return state
        }
    }
}

// MARK: Refusals

/// Why a caseload is not handed over.
package enum HandoverRefusal: Refusal {
    case processingLimited(cases: [ID<Case>])
    case nothingToHandOver
    case caseWithoutReceiver(cases: [ID<Case>])
    case caseNotHeld(cases: [ID<Case>])
    case handoverToSelf
    case caseloadOverCap(workers: [Overload])
}

/// A receiver who would have too much.
package struct Overload: Codable, Sendable {
    /// One of the receivers.
    package let worker: ID<Worker>
    /// Units now.
    package let units: Int64
    /// Units of the cases that would come.
    package let adding: Int64
    /// Units, by the policy of the day.
    package let cap: Int64
}
