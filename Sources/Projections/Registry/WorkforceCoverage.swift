// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Domain

/// A worker who lives in an area, or is or was posted there.
package struct AreaWorkerRow: Row {
    package static let table = RowTable(197, "areaWorkers")
    /// Of the worker's home, or of a posting.
    package let area: AreaCode
    /// Counted anew on the day asked for: a row alone says nothing.
    package let worker: ID<Worker>
    package var key: RowKey { RowKey(area).and(worker) }

    /// The row of a worker and an area.
    init(area: AreaCode, worker: ID<Worker>) {
        self.area = area
        self.worker = worker
    }
}

extension Facts {
    /// The area of an organisation.
    func area(of organisation: ID<Organisation>) -> AreaCode? {
        state(OrganisationState.self, organisation)?.area
    }
}

/// Where figures about the workforce come from: a document, or the registry of the office.
package enum CoverageBasis: String, CodeSet {
    case declared, registry

    package static let name = "CoverageBasis"
}

/// What a row of the workforce stands for: a kind of posting, or what is left of the whole.
package enum CoverageKind: String, CodeSet {
    case office, kelurahan, pkh, lk3, dinasSosial, saktiPeksos, ipwl, lks, orsos, hospital
    case school, correctional, industry, ngo, independent
    case sumOfPostings, unallocated, declaredTotal, unposted, registryTotal

    package static let name = "CoverageKind"

    fileprivate init(_ kind: PostingKind) {
        // Every kind of posting is one of these by name; a test says so.
        self = Self(rawValue: kind.rawValue) ?? .unposted
    }
}

/// What is remarkable about a row.
package enum CoverageNote: String, CodeSet {
    case workforceDiscrepancy

    package static let name = "CoverageNote"
}

/// A worker as what and where they count.
struct AreaWorker {
    let state: WorkerState
    let kind: CoverageKind
    /// Of the main posting, or of the home without one.
    let area: AreaCode?
}

/// How many social workers an area has, as a document declares or as the registry knows (R18).
package struct WorkforceCoverage: Query {
    package static let contract = QueryContract(
        "workforce.coverage",
        roles: [],
        positional: ["area"],
        columns: ["postingKind": 1, "workers": 1, "certified": 1, "shareX1000": 2]
    )

    /// Of any level.
    package let area: AreaCode
    /// A document's figures, or those of the registry.
    package let basis: CoverageBasis
    /// Only for declared figures; left out: the newest of the area.
    package let report: ID<WorkforceReport>?

    package struct Item: Codable, Sendable {
        let area: AreaCode
        let asOn: CivilDate
        let source: Line?
        let postingKind: CoverageKind
        let workers: Int64
        let certified: Int64?
        let uncertified: Int64?
        /// Certified workers in permille of all.
        let shareX1000: Int64?
        let basis: CoverageBasis
        let note: CoverageNote?
    }

    package struct Summary: Codable, Sendable {
        let workers: Int64?
        let certified: Int64?
        let uncertified: Int64?
        let shareX1000: Int64?
        /// Declared workers less the sum of the postings; `nil` for the registry.
        let discrepancy: Int64?
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Summary> {
        switch basis {
        case .declared:
            guard let state = try chosen(context) else { return try context.page([]) }
            return try context.page(declared(state), summary: summary(of: state))
        case .registry:
            let (items, all) = registry(context)
            return try context.page(
                items,
                summary: Summary(
                    workers: all.workers,
                    certified: all.certified,
                    uncertified: all.workers - all.certified,
                    shareX1000: Permille.share(all.certified, of: all.workers),
                    discrepancy: nil
                )
            )
        }
    }
}

// MARK: Declared

extension WorkforceCoverage {
    // The report that is named, or the newest one of the area up to the day.
    private func chosen(_ context: QueryContext) throws(Rejection) -> WorkforceReportState? {
        guard let report else {
            return context.facts.newestReport(of: area, upTo: context.today)
        }
        let state = try context.find(WorkforceReportState.self, report)
        if state.area != area {
            throw .notFound(what: WorkforceReport.noun, id: report.text)
        }
        return state
    }

    private func declared(_ state: WorkforceReportState) -> [Item] {
        let difference = state.declaredWorkers - state.sum
        var items = state.postings.map { posting in
            item(
                state,
                CoverageKind(posting.kind),
                posting.workers.value,
                certified: posting.certified?.value
            )
        }
        items.append(item(state, .sumOfPostings, state.sum))
        if difference != 0 { items.append(item(state, .unallocated, difference)) }
        items.append(
            item(
                state,
                .declaredTotal,
                state.declaredWorkers,
                certified: state.declaredCertified,
                note: difference == 0 ? nil : .workforceDiscrepancy
            )
        )
        return items
    }

    private func item(
        _ state: WorkforceReportState,
        _ kind: CoverageKind,
        _ workers: Int64,
        certified: Int64? = nil,
        note: CoverageNote? = nil
    ) -> Item {
        Item(
            area: area,
            asOn: state.asOn,
            source: state.source,
            postingKind: kind,
            workers: workers,
            certified: certified,
            uncertified: certified.map { workers - $0 },
            shareX1000: certified.flatMap { Permille.share($0, of: workers) },
            basis: .declared,
            note: note
        )
    }

    private func summary(of state: WorkforceReportState) -> Summary {
        let (workers, certified) = (state.declaredWorkers, state.declaredCertified)
        return Summary(
            workers: workers,
            certified: certified,
            uncertified: certified.map { workers - $0 },
            shareX1000: certified.flatMap { Permille.share($0, of: workers) },
            discrepancy: workers - state.sum
        )
    }
}

// MARK: Registry

extension WorkforceCoverage {
    private struct Tally {
        var workers: Int64 = 0
        var certified: Int64 = 0

        mutating func count(_ isCertified: Bool) {
            workers += 1
            if isCertified { certified += 1 }
        }
    }

    private func registry(_ context: QueryContext) -> ([Item], Tally) {
        let day = context.today
        var tallies: [CoverageKind: Tally] = [:]
        var all = Tally()
        for worker in Self.workers(in: area, context.facts, on: day) {
            let isCertified = worker.state.certificate(on: day) != nil
            tallies[worker.kind, default: Tally()].count(isCertified)
            all.count(isCertified)
        }
        tallies[.registryTotal] = all
        let items = CoverageKind.allCases.compactMap { kind in
            tallies[kind].map { item(kind, $0, day) }
        }
        return (items, all)
    }

    /// The workers who count in an area on a day.
    static func workers(
        in area: AreaCode,
        _ facts: any Facts,
        on day: CivilDate
    ) -> [AreaWorker] {
        var found: [AreaWorker] = []
        var seen: Set<ID<Worker>> = []
        facts.visit(AreaWorkerRow.self, prefix: area.prefix, from: nil, reversed: false) { row in
            guard seen.insert(row.worker).inserted,
                let state = facts.state(WorkerState.self, row.worker), state.isActive
            else { return true }
            let worker = worker(state, facts, day)
            if worker.area.map(area.contains) ?? false { found.append(worker) }
            return true
        }
        return found
    }

    private static func worker(
        _ state: WorkerState,
        _ facts: any Facts,
        _ day: CivilDate
    ) -> AreaWorker {
        guard let posting = state.postings.first(where: { $0.primary && $0.holds(on: day) })
        else { return AreaWorker(state: state, kind: .unposted, area: state.area) }
        return AreaWorker(
            state: state,
            kind: CoverageKind(posting.kind),
            area: posting.area ?? posting.organisation.flatMap(facts.area(of:))
        )
    }

    private func item(_ kind: CoverageKind, _ tally: Tally, _ day: CivilDate) -> Item {
        Item(
            area: area,
            asOn: day,
            source: nil,
            postingKind: kind,
            workers: tally.workers,
            certified: tally.certified,
            uncertified: tally.workers - tally.certified,
            shareX1000: Permille.share(tally.certified, of: tally.workers),
            basis: .registry,
            note: nil
        )
    }
}
