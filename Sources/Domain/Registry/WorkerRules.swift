// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// What other slices ask of the registry: who is certified, posted, supervised by whom on a day, and
// whether somebody may be given a case.

extension PolicyKey where Value == String {
    /// What holds for a worker without a certificate: `supervised`, `refuse` or `warn`.
    package static let uncertifiedWorker = PolicyKey(
        "worker.uncertified",
        "supervised",
        .oneOf(["supervised", "refuse", "warn"])
    )
}

extension Facts {
    /// True when a worker holds a certificate that is valid on a day.
    package func holdsCertificate(_ worker: ID<Worker>, on day: CivilDate) -> Bool {
        state(WorkerState.self, worker)?.certificate(on: day) != nil
    }

    /// The ordinary supervisor of a worker on a day.
    package func supervisor(of worker: ID<Worker>, on day: CivilDate) -> ID<Worker>? {
        state(WorkerState.self, worker)?.supervisor(acting: false, on: day)
    }

    /// The acting supervisor of a worker on a day.
    package func actingSupervisor(of worker: ID<Worker>, on day: CivilDate) -> ID<Worker>? {
        state(WorkerState.self, worker)?.supervisor(acting: true, on: day)
    }

    /// Everybody who supervises a worker on a day, ordinarily or acting.
    package func supervisors(of worker: ID<Worker>, on day: CivilDate) -> [ID<Worker>] {
        (state(WorkerState.self, worker)?.supervisors ?? [])
            .filter { $0.holds(on: day) }.map(\.supervisor)
    }

    /// Everybody supervised by a worker on a day, ordinarily or acting, by id.
    package func team(of supervisor: ID<Worker>, on day: CivilDate) -> [ID<Worker>] {
        rows(TeamRow.self, prefix: RowKey(supervisor)).map(\.worker).filter { worker in
            supervisors(of: worker, on: day).contains(supervisor)
        }
    }

    /// Everybody in service who is posted at an organisation on a day, by id.
    package func workers(
        at organisation: ID<Organisation>,
        on day: CivilDate
    ) -> [WorkerState] {
        rows(PostedWorkerRow.self, prefix: RowKey(organisation)).compactMap { row in
            guard let worker = state(WorkerState.self, row.worker), worker.isActive,
                worker.postings.contains(where: {
                    $0.organisation == organisation && $0.holds(on: day)
                })
            else { return nil }
            return worker
        }
    }

    /// True when a worker has declared to decide at an organisation, and does so on a day.
    package func decides(
        _ worker: ID<Worker>,
        at organisation: ID<Organisation>,
        on day: CivilDate
    ) -> Bool {
        (state(WorkerState.self, worker)?.interests ?? []).contains { interest in
            interest.organisation == organisation && interest.role == .decisionMaker
                && interest.holds(on: day)
        }
    }

    /// Why a worker may not be given a case of a household's member, if there is a reason.
    ///
    /// Activity and posting, certificate (C-04), household (C-06), in this order.
    package func receiverFlaw(
        _ worker: ID<Worker>,
        household: ID<Household>?,
        on day: CivilDate
    ) -> ReceiverFlaw? {
        guard let state = state(WorkerState.self, worker) else {
            return .notActive(.deactivated)
        }
        if let inactivity = state.inactivity(on: day) { return .notActive(inactivity) }
        if policy(.uncertifiedWorker, on: day) != "warn", !isQualified(state, on: day) {
            return .notCertified
        }
        if let household, state.isTied(to: household, on: day) { return .interest(household) }
        return nil
    }

    /// True when a worker, or where the office allows it the worker's supervisor, is certified.
    package func isQualified(_ state: WorkerState, on day: CivilDate) -> Bool {
        if state.certificate(on: day) != nil { return true }
        if policy(.uncertifiedWorker, on: day) == "refuse" { return false }
        return supervisors(of: state.id, on: day).contains { holdsCertificate($0, on: day) }
    }
}

extension WorkerState {
    /// The certificate that is valid on a day, the one that is so the longest.
    package func certificate(on day: CivilDate) -> Certificate? {
        certificates.filter { $0.holds(on: day) }.max { $0.validTo < $1.validTo }
    }

    /// The newest supervisor of a kind whose spell holds on a day.
    package func supervisor(acting: Bool, on day: CivilDate) -> ID<Worker>? {
        supervisors.last { $0.acting == acting && $0.holds(on: day) }?.supervisor
    }

    /// True when somebody supervises the worker on a day, ordinarily or acting.
    package func isSupervised(by other: ID<Worker>, on day: CivilDate) -> Bool {
        supervisors.contains { $0.supervisor == other && $0.holds(on: day) }
    }

    /// Why the worker takes no new work on a day, if there is a reason.
    package func inactivity(on day: CivilDate) -> WorkerInactivity? {
        if !isActive { return .deactivated }
        if suspension(on: day) != nil { return .suspended }
        return postings.contains { $0.holds(on: day) } ? nil : .noPosting
    }

    /// True when the worker declared to belong to a household, and does so on a day.
    package func isTied(to household: ID<Household>, on day: CivilDate) -> Bool {
        interests.contains { $0.household == household && $0.holds(on: day) }
    }
}

/// Why somebody may not be given a case.
package enum ReceiverFlaw: Sendable, Equatable {
    case notActive(WorkerInactivity)
    case notCertified
    case interest(ID<Household>)
}

/// Why a case is not given to a worker.
package enum GivingRefusal: Refusal {
    case workerNotActive(worker: ID<Worker>, because: WorkerInactivity)
    case workerNotCertified(worker: ID<Worker>)
    case conflictOfInterest(worker: ID<Worker>, interest: String, case: ID<Case>?)
    case caseloadOverCap(worker: ID<Worker>, units: Int64, adding: Int64, cap: Int64)
    case notSupervisor(worker: ID<Worker>)
}

extension ReceiverFlaw {
    /// The refusal of giving a case to the worker.
    package func refusal(_ worker: ID<Worker>, case: ID<Case>? = nil) -> GivingRefusal {
        switch self {
        case .notActive(let because): .workerNotActive(worker: worker, because: because)
        case .notCertified: .workerNotCertified(worker: worker)
        case .interest(let household):
            .conflictOfInterest(worker: worker, interest: household.text, case: `case`)
        }
    }
}

extension Decision {
    /// Refuses a worker who may not be given a case, and warns where the office only warns.
    ///
    /// The giving checks up to C-06; the worker's record exists.
    package func checkReceiver(
        _ worker: ID<Worker>,
        household: ID<Household>?,
        case: ID<Case>? = nil
    ) throws(Rejection) {
        if let flaw = facts.receiverFlaw(worker, household: household, on: occurredOn) {
            throw .refused(flaw.refusal(worker, case: `case`))
        }
        if let state = facts.state(WorkerState.self, worker),
            !facts.isQualified(state, on: occurredOn)
        {
            warn(GivingRefusal.workerNotCertified(worker: worker))
        }
    }
}
