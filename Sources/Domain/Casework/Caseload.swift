// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0
// How much work a worker has: cases counted by how much each stage asks for, in units of the
// office's policy (C-05). Kept with every entry, so that nobody counts a caseload.

extension PolicyKey where Value == Int64 {
    /// Units of a case in intake, assessment or planning.
    package static let unitsAssessment = PolicyKey("caseload.unitsAssessment", 17)
    /// Units of a case in intervention, evaluation or termination.
    package static let unitsOngoing = PolicyKey("caseload.unitsOngoing", 12)
    /// Units of a case in aftercare.
    package static let unitsAftercare = PolicyKey("caseload.unitsAftercare", 3)
    /// Units above which giving a case warns.
    package static let softCap = PolicyKey("caseload.softCap", 180)
    /// Units that giving a case may not exceed: 17 ongoing cases of 12.
    package static let hardCap = PolicyKey("caseload.hardCap", 204)
}

/// How much a case asks of its primary worker.
package enum LoadClass: String, Codable, Sendable {
    case assessment, ongoing, aftercare
}

extension CaseState {
    /// What the case asks of its primary worker, or of the last one in aftercare; `nil`: nothing.
    package var loadClass: LoadClass? {
        if hasAftercare { return .aftercare }
        guard status == .open else { return nil }
        switch stage {
        case .intake, .assessment, .planning: return .assessment
        case .intervention, .evaluation, .termination: return .ongoing
        case .aftercare, .ended: return nil
        }
    }
}

/// How many cases of each class and risk a worker holds.
package struct WorkerLoadRow: Row {
    package static let table = RowTable(158, "workerLoads")
    /// Holder of the cases that are counted.
    package let worker: ID<Worker>
    /// Open ones before intervention.
    package var assessmentCases: Int64 = 0
    /// Open ones from intervention on.
    package var ongoingCases: Int64 = 0
    /// Closed ones that are still looked after.
    package var aftercareCases: Int64 = 0
    // Risks of open cases.
    /// Of open cases.
    package var high: Int64 = 0
    /// Of open cases.
    package var medium: Int64 = 0
    /// Of open cases.
    package var low: Int64 = 0
    /// Open cases without an assessment.
    package var unrated: Int64 = 0
    package var key: RowKey { RowKey(worker) }

    /// A worker without cases.
    package init(worker: ID<Worker>) {
        self.worker = worker
    }

    /// Cases that are open.
    package var openCases: Int64 { assessmentCases + ongoingCases }

    /// Adds a case, or takes it away with -1.
    package mutating func count(_ load: LoadClass, _ risk: Risk?, _ step: Int64) {
        switch load {
        case .assessment: assessmentCases += step
        case .ongoing: ongoingCases += step
        case .aftercare:
            aftercareCases += step
            return
        }
        switch risk {
        case .high: high += step
        case .medium: medium += step
        case .low: low += step
        case nil: unrated += step
        }
    }
}

/// How often a worker became somebody's primary worker in a month.
package struct WorkerMonthRow: Row {
    package static let table = RowTable(159, "workerMonths")
    /// Whoever got the cases, whether or not they have them still.
    package let worker: ID<Worker>
    /// Months since the year 0.
    package let month: Int64
    /// First assignments, reassignments and transfers alike.
    package var count: Int64
    package var key: RowKey { Self.key(worker, month) }

    /// The row of a worker and a month.
    package init(worker: ID<Worker>, month: Int64, count: Int64) {
        self.worker = worker
        self.month = month
        self.count = count
    }

    /// The key of a month of a worker.
    package static func key(_ worker: ID<Worker>, _ month: Int64) -> RowKey {
        RowKey(worker).and(month)
    }

    /// The month of a day.
    package static func month(of day: CivilDate) -> Int64 {
        let (year, month, _) = day.components
        return Int64(year * 12 + month)
    }
}

/// An open case of a primary worker, by the day since when nobody was reached.
package struct WaitingCaseRow: Row {
    package static let table = RowTable(161, "waitingCases")
    /// The present primary worker.
    package let worker: ID<Worker>
    /// The last successful contact, else the first assignment.
    package let since: CivilDate
    /// Open.
    package let `case`: ID<Case>
    package var key: RowKey { RowKey(worker).and(since).and(`case`) }

    /// The row of a case that waits for its next contact.
    package init(worker: ID<Worker>, since: CivilDate, case: ID<Case>) {
        self.worker = worker
        self.since = since
        self.case = `case`
    }
}

/// The units of a worker beside the limits.
package struct Load: Codable, Sendable {
    /// By class and risk, as policy weighs them on the day.
    package let units: Int64
    /// Above it a gift warns.
    package let softCap: Int64
    /// Above it a gift is refused.
    package let hardCap: Int64
}

extension Facts {
    /// How many cases a worker holds.
    package func load(of worker: ID<Worker>) -> WorkerLoadRow {
        row(WorkerLoadRow.self, RowKey(worker)) ?? WorkerLoadRow(worker: worker)
    }

    /// The units a case of a class counts on a day.
    package func units(_ load: LoadClass?, on day: CivilDate) -> Int64 {
        switch load {
        case .assessment: policy(.unitsAssessment, on: day)
        case .ongoing: policy(.unitsOngoing, on: day)
        case .aftercare: policy(.unitsAftercare, on: day)
        case nil: 0
        }
    }

    /// The units of all cases a worker holds.
    package func units(of load: WorkerLoadRow, on day: CivilDate) -> Int64 {
        load.assessmentCases * units(.assessment, on: day)
            + load.ongoingCases * units(.ongoing, on: day)
            + load.aftercareCases * units(.aftercare, on: day)
    }

    /// A worker's units beside the limits of a day.
    package func fullLoad(of worker: ID<Worker>, on day: CivilDate) -> Load {
        Load(
            units: units(of: load(of: worker), on: day),
            softCap: policy(.softCap, on: day),
            hardCap: policy(.hardCap, on: day)
        )
    }

    /// How often a worker became a primary worker in the month of a day.
    package func newCases(of worker: ID<Worker>, inMonthOf day: CivilDate) -> Int64 {
        row(WorkerMonthRow.self, WorkerMonthRow.key(worker, WorkerMonthRow.month(of: day)))?
            .count ?? 0
    }

    /// Since when the worker's longest waiting open case was not reached.
    package func longestWait(of worker: ID<Worker>) -> CivilDate? {
        first(WaitingCaseRow.self, prefix: RowKey(worker))?.since
    }

    /// How many follow-ups of an assignee were due before a day.
    package func overdueFollowUps(of worker: ID<Worker>, on day: CivilDate) -> Int64 {
        var count: Int64 = 0
        visit(
            AssignedFollowUpRow.self,
            prefix: RowKey(worker),
            from: nil,
            reversed: false
        ) { row in
            guard row.dueOn < day else { return false }
            count += 1
            return true
        }
        return count
    }
}

/// What is said beside a case given to somebody with much work.
package enum LoadWarning: Refusal {
    case caseloadOverSoftCap(units: Int64)
    case intakePaceHigh(newThisMonth: Int64, openCases: Int64)

    /// True when somebody takes in more than a case in six months of work allows.
    ///
    /// Up to six open cases the pace does not matter.
    package static func isHigh(newThisMonth: Int64, openCases: Int64) -> Bool {
        openCases > 6 && newThisMonth * 6 > openCases
    }
}

extension Decision {
    /// Checks that a worker may be given a case, and warns about much work.
    ///
    /// In the order of the page: activity, certificate (C-04), household (C-06), cap (C-05), then
    /// with `checksSupervisor` that the worker is of the caller's team. `adding`: the units of the
    /// case as it will be. The worker's record exists. Answers the load with the case.
    package func give(
        _ case: CaseState,
        to worker: ID<Worker>,
        adding units: Int64,
        checksSupervisor: Bool
    ) throws(Rejection) -> Load {
        try checkReceiver(
            worker,
            household: facts.state(ClientState.self, `case`.client)?.household
        )
        var held = facts.load(of: worker)
        if `case`.holder == worker, let load = `case`.loadClass {
            held.count(load, `case`.risk, -1)
        }
        let before = facts.units(of: held, on: occurredOn)
        let cap = facts.policy(.hardCap, on: occurredOn)
        if before + units > cap {
            throw .refused(
                GivingRefusal.caseloadOverCap(
                    worker: worker,
                    units: before,
                    adding: units,
                    cap: cap
                )
            )
        }
        if checksSupervisor { try mustBeTeam(worker) }
        let softCap = facts.policy(.softCap, on: occurredOn)
        if before + units > softCap {
            warn(LoadWarning.caseloadOverSoftCap(units: before + units))
        }
        let taken = facts.newCases(of: worker, inMonthOf: occurredOn) + 1
        if LoadWarning.isHigh(newThisMonth: taken, openCases: held.openCases + 1) {
            warn(
                LoadWarning.intakePaceHigh(newThisMonth: taken, openCases: held.openCases + 1)
            )
        }
        return Load(units: before + units, softCap: softCap, hardCap: cap)
    }

    /// Refuses a worker outside the caller's team on the business date.
    package func mustBeTeam(_ worker: ID<Worker>) throws(Rejection) {
        let supervisor = asker.worker
        let isTeam =
            supervisor == worker
            || facts.supervisors(of: worker, on: occurredOn).contains { $0 == supervisor }
        if !isTeam { throw .refused(GivingRefusal.notSupervisor(worker: worker)) }
    }
}
