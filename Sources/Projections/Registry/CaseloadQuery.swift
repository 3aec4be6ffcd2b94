// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Domain

/// What every worker carries, by worker (R1).
///
/// A page reads a handful of rows for each worker on it, however many cases there are.
package struct ListCaseloads: Query {
    package static let contract = QueryContract(
        "caseload.list",
        roles: [
            .worker(.own), .supervisor([.own, .team]), .coordinator, .board, .auditor, .reader,
        ],
        sealed: [.office("workerName")],
        next: ["case list --worker {worker}"],
        // On a narrow screen: who, how much, what waits.
        columns: [
            "workerName": 1, "loadUnits": 2, "openCases": 1, "overCap": 1, "overdueFollowUps": 1,
            "oldestUncontactedDays": 1, "supervisor": 7,
        ]
    )

    /// Left out: all within reach.
    package let worker: ID<Worker>?
    /// The team that is led today, acting supervisors included.
    package let supervisor: ID<Worker>?
    /// True: only those above the hard cap.
    package let onlyOver: Bool?

    package struct Item: Codable, Sendable {
        /// `nil` in the totals, which are all that a reader sees.
        var worker: ID<Worker>?
        var workerName: String?
        var supervisor: ID<Worker>?
        var certifiedOnDate: Bool?
        var openCases: Int64?
        var assessmentCases: Int64?
        var ongoingCases: Int64?
        var aftercareCases: Int64?
        var high: Int64?
        var medium: Int64?
        var low: Int64?
        var unrated: Int64?
        var loadUnits: Int64?
        var softCap: Int64?
        var hardCap: Int64?
        var overCap: Bool?
        var newThisMonth: Int64?
        var intakePaceOk: Bool?
        var overdueFollowUps: Int64?
        var oldestUncontactedDays: Int64?
        /// True while the board keeps new cases away.
        var suspended: Bool?
        /// True for those who may not know the name: the member is absent then, not null.
        var hidesName = false

        private enum CodingKeys: String, CodingKey {
            case worker, workerName, supervisor, certifiedOnDate, openCases, assessmentCases
            case ongoingCases, aftercareCases, high, medium, low, unrated, loadUnits, softCap
            case hardCap, overCap, newThisMonth, intakePaceOk, overdueFollowUps
            case oldestUncontactedDays, suspended
        }

        package func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(worker, forKey: .worker)
            if !hidesName { try container.encode(workerName, forKey: .workerName) }
            try container.encode(supervisor, forKey: .supervisor)
            try container.encode(certifiedOnDate, forKey: .certifiedOnDate)
            try container.encode(openCases, forKey: .openCases)
            try container.encode(assessmentCases, forKey: .assessmentCases)
            try container.encode(ongoingCases, forKey: .ongoingCases)
            try container.encode(aftercareCases, forKey: .aftercareCases)
            try container.encode(high, forKey: .high)
            try container.encode(medium, forKey: .medium)
            try container.encode(low, forKey: .low)
            try container.encode(unrated, forKey: .unrated)
            try container.encode(loadUnits, forKey: .loadUnits)
            try container.encode(softCap, forKey: .softCap)
            try container.encode(hardCap, forKey: .hardCap)
            try container.encode(overCap, forKey: .overCap)
            try container.encode(newThisMonth, forKey: .newThisMonth)
            try container.encode(intakePaceOk, forKey: .intakePaceOk)
            try container.encode(overdueFollowUps, forKey: .overdueFollowUps)
            try container.encode(oldestUncontactedDays, forKey: .oldestUncontactedDays)
            try container.encode(suspended, forKey: .suspended)
        }
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        let seesRows = Self.contract.grants.contains { grant in
            grant.role != .reader && context.roles.contains(grant.role)
        }
        if !seesRows { return QueryAnswer(items: [totals(context)]) }
        let scale = LoadScale(context)
        guard let chosen = chosen(context) else {
            return try context.page(WorkerState.self) { item($0, scale, context) }
        }
        return try context.page(
            chosen.compactMap { context.facts.state(WorkerState.self, $0) }
                .compactMap { item($0, scale, context) }
        )
    }

    // The workers the params or the reach leave; `nil`: everybody.
    private func chosen(_ context: QueryContext) -> [ID<Worker>]? {
        var chosen = context.reachedWorkers
        if let supervisor {
            let team = context.facts.team(of: supervisor, on: context.today)
            chosen = chosen?.filter(team.contains) ?? team
        }
        if let worker { chosen = chosen.map { $0.filter { $0 == worker } } ?? [worker] }
        return chosen
    }

    private func item(
        _ state: WorkerState,
        _ scale: LoadScale,
        _ context: QueryContext
    ) -> Item? {
        guard state.isActive else { return nil }
        let facts = context.facts
        let day = context.today
        let load = facts.load(of: state.id)
        let units = scale.units(of: load)
        if onlyOver ?? false, units <= scale.hardCap { return nil }
        let taken = facts.newCases(of: state.id, inMonthOf: day)
        return Item(
            worker: state.id,
            workerName: context.name(of: state),
            supervisor: state.supervisor(acting: false, on: day),
            certifiedOnDate: state.certificate(on: day) != nil,
            openCases: load.openCases,
            assessmentCases: load.assessmentCases,
            ongoingCases: load.ongoingCases,
            aftercareCases: load.aftercareCases,
            high: load.high,
            medium: load.medium,
            low: load.low,
            unrated: load.unrated,
            loadUnits: units,
            softCap: scale.softCap,
            hardCap: scale.hardCap,
            overCap: units > scale.hardCap,
            newThisMonth: taken,
            intakePaceOk: !LoadWarning.isHigh(newThisMonth: taken, openCases: load.openCases),
            overdueFollowUps: facts.overdueFollowUps(of: state.id, on: day),
            oldestUncontactedDays: facts.longestWait(of: state.id).map {
                Int64(day.days - $0.days)
            },
            suspended: state.suspension(on: day) != nil,
            hidesName: context.showsPseudonyms
        )
    }
}

// MARK: Totals

extension ListCaseloads {
    /// The sums over all active workers, for readers; small counts could point at a person.
    private func totals(_ context: QueryContext) -> Item {
        let scale = LoadScale(context)
        let items = context.facts.rows(WorkerState.self).compactMap { item($0, scale, context) }
        func sum(_ column: KeyPath<Item, Int64?>) -> Int64 {
            items.reduce(0) { $0 + ($1[keyPath: column] ?? 0) }
        }
        let stages = SmallCells.hidden([
            sum(\.assessmentCases), sum(\.ongoingCases), sum(\.aftercareCases),
        ])
        let risks = SmallCells.hidden([
            sum(\.high), sum(\.medium), sum(\.low), sum(\.unrated),
        ])
        let isWhole = !stages.contains(nil)
        return Item(
            openCases: isWhole ? SmallCells.hidden(sum(\.openCases)) : nil,
            assessmentCases: stages[0],
            ongoingCases: stages[1],
            aftercareCases: stages[2],
            high: risks[0],
            medium: risks[1],
            low: risks[2],
            unrated: risks[3],
            // The units would give a hidden count away.
            loadUnits: isWhole ? sum(\.loadUnits) : nil,
            newThisMonth: SmallCells.hidden(sum(\.newThisMonth)),
            overdueFollowUps: SmallCells.hidden(sum(\.overdueFollowUps)),
            oldestUncontactedDays: items.compactMap(\.oldestUncontactedDays).max(),
            hidesName: true
        )
    }
}

/// What cases weigh on the day of an answer, and the caps: read once for all its rows.
private struct LoadScale {
    let softCap: Int64
    let hardCap: Int64
    private let assessment: Int64
    private let ongoing: Int64
    private let aftercare: Int64

    init(_ context: QueryContext) {
        let (facts, day) = (context.facts, context.today)
        softCap = facts.policy(.softCap, on: day)
        hardCap = facts.policy(.hardCap, on: day)
        assessment = facts.units(.assessment, on: day)
        ongoing = facts.units(.ongoing, on: day)
        aftercare = facts.units(.aftercare, on: day)
    }

    func units(of load: WorkerLoadRow) -> Int64 {
        load.assessmentCases * assessment + load.ongoingCases * ongoing
            + load.aftercareCases * aftercare
    }
}
