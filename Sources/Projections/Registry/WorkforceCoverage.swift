// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Domain

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

    init(_ kind: PostingKind) {
        // Every kind of posting is one of these by name; a test says so.
        self = Self(rawValue: kind.rawValue) ?? .unposted
    }
}

/// What is remarkable about a row.
package enum CoverageNote: String, CodeSet {
    case workforceDiscrepancy

    package static let name = "CoverageNote"
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
    }

    private func registry(_ context: QueryContext) -> ([Item], Tally) {
        let sums = context.facts.sums(of: area.text, on: context.today, CoverageCounts.self)
        var items: [Item] = []
        var all = Tally()
        for kind in CoverageKind.allCases {
            guard let workers = sums[CoverageCounts.workers(kind)] else { continue }
            let certified = sums[CoverageCounts.certified(kind)] ?? 0
            items.append(item(kind, Tally(workers: workers, certified: certified), context.today))
            all.workers += workers
            all.certified += certified
        }
        return (items + [item(.registryTotal, all, context.today)], all)
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
