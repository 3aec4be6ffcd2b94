// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// A workforce report keeps what a document says about the social workers of an area, as it says it. A
// sum that does not fit is noted beside it and never put right; what the document does not say
// stays unsaid. Another document is another report.

/// Reports about the social workers of an area, known by a number.
package enum WorkforceReport: Thing {
    package static let noun = "report"
    package static let category = "workforce"
    package static let naming = Naming.number(prefix: "LTK")
}

extension WorkforceReport {
    /// The commands of its methods; a new one is added here.
    package static let commands: [any Command.Type] = [ReportWorkforce.self]
}

/// How many workers a document says are posted at places of a kind.
package struct DeclaredPosting: Codable, Sendable, Equatable {
    /// Each once in a report.
    package let kind: PostingKind
    /// As the document says; their sum may differ from the total.
    package let workers: Headcount
    /// Of these; `nil` when the document does not say.
    package let certified: Headcount?
}

/// A number of people, 0 or more.
package struct Headcount: IntegerValue {
    package let value: Int64
    package init(_ value: Int64) { self.value = value }
    package static let range: ClosedRange<Int64> = 0...1_000_000_000
    package static let schema = ValueSchema(
        "Headcount",
        .integer(minimum: 0, maximum: 1_000_000_000),
        column: "integer"
    )
    package static var sample: Self { Self(1) }
}

/// What a document says about the social workers of an area.
package struct ReportWorkforce: Command {
    package static let contract = Contract(
        "workforce.report",
        roles: [.registrar],
        positional: ["area"],
        refusals: ["futureDated", "reportExists", "certifiedExceedsWorkers", "postingTwice"],
        next: ["workforce coverage {area} --basis declared"]
    )

    /// Of any level.
    package let area: AreaCode
    /// The day the document speaks of.
    package let asOn: CivilDate
    /// The document; one report for each area, day and source.
    package let source: Line
    /// The total that it names, also where its postings add up otherwise.
    package let declaredWorkers: Headcount
    /// No more than workers; left out when the document does not say.
    package let declaredCertified: Headcount?
    /// In the order of the document, each kind once.
    package let postings: [DeclaredPosting]
    /// Stays readable: nothing personal.
    package let note: OpenNote?

    package struct Answer: Codable, Sendable {
        let report: ID<WorkforceReport>
        /// Declared workers less the sum of the postings.
        let discrepancy: Int64
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let report = decision.newID(WorkforceReport.self)
        try decision.gate(report.stream, step: false)
        if let other = decision.facts.reports(of: area, asOn: asOn).first(where: {
            $0.source == source
        }) {
            throw .refused(WorkforceRefusal.reportExists(report: other.id))
        }
        try decision.refuse(exceeds, WorkforceRefusal.certifiedExceedsWorkers)
        var kinds: Set<PostingKind> = []
        for posting in postings where !kinds.insert(posting.kind).inserted {
            throw .refused(WorkforceRefusal.postingTwice(kind: posting.kind))
        }
        decision.record(
            WorkforceEvent.reported(
                area: area,
                asOn: asOn,
                source: source,
                declaredWorkers: declaredWorkers,
                declaredCertified: declaredCertified,
                postings: postings,
                note: note
            ),
            to: report.stream
        )
        let sum = postings.reduce(0) { $0 + $1.workers.value }
        let declared = declaredWorkers.value
        if sum != declared {
            let difference = declared - sum
            decision.warn(
                WorkforceRefusal.workforceDiscrepancy(
                    sum: sum,
                    declared: declared,
                    difference: difference
                )
            )
            decision.record(
                WorkforceEvent.discrepancyNoted(
                    sum: sum,
                    declared: declared,
                    difference: difference
                ),
                to: report.stream
            )
        }
        return Answer(report: report, discrepancy: declared - sum)
    }

    private var exceeds: Bool {
        (declaredCertified.map { $0.value > declaredWorkers.value } ?? false)
            || postings.contains { $0.certified.map { $0.value } ?? 0 > $0.workers.value }
    }
}

// MARK: Events

/// What happens to a workforce report.
package enum WorkforceEvent: DomainEvent {
    case reported(
        area: AreaCode,
        asOn: CivilDate,
        source: Line,
        declaredWorkers: Headcount,
        declaredCertified: Headcount?,
        postings: [DeclaredPosting],
        note: OpenNote?
    )
    case discrepancyNoted(sum: Int64, declared: Int64, difference: Int64)

    package enum CodingKeys: String, CodingKey {
        case reported = "workforce.reported"
        case discrepancyNoted = "workforce.discrepancyNoted"
    }

    package static let category = WorkforceReport.category

    package var isStep: Bool {
        switch self {
        case .reported, .discrepancyNoted: false
        }
    }
}

// MARK: State

/// A report as it was recorded.
package struct WorkforceReportState: AggregateState {
    package static let table = RowTable(188, "workforceReports")
    package let id: ID<WorkforceReport>
    /// Of any level.
    package let area: AreaCode
    /// The day the document speaks of.
    package let asOn: CivilDate
    /// The document.
    package let source: Line
    /// The total that it names.
    package let declaredWorkers: Int64
    /// `nil` when the document does not say.
    package let declaredCertified: Int64?
    /// In the order of the document.
    package let postings: [DeclaredPosting]

    package static func initial(
        _ id: ID<WorkforceReport>,
        _ event: WorkforceEvent,
        _ meta: EventMeta
    ) -> WorkforceReportState? {
        guard
            case .reported(
                let area,
                let asOn,
                let source,
                let declaredWorkers,
                let declaredCertified,
                let postings,
                _
            ) = event
        else { return nil }
        return WorkforceReportState(
            id: id,
            area: area,
            asOn: asOn,
            source: source,
            declaredWorkers: declaredWorkers.value,
            declaredCertified: declaredCertified?.value,
            postings: postings
        )
    }

    package mutating func evolve(_ event: WorkforceEvent, _ meta: EventMeta) {
        switch event {
        case .reported, .discrepancyNoted: break
        }
    }

    /// The sum of the postings.
    package var sum: Int64 { postings.reduce(0) { $0 + $1.workers.value } }
}

/// A report of an area, by the day it speaks of and the order of recording.
package struct AreaReportRow: Row {
    package static let table = RowTable(189, "areaReports")
    /// Exactly this area, not those that lie in it.
    package let area: AreaCode
    /// The day the document speaks of.
    package let asOn: CivilDate
    /// Of the event: of two for one day the later recorded is the newer.
    package let position: Int64
    /// In ``WorkforceReportState``.
    package let report: ID<WorkforceReport>
    package var key: RowKey { RowKey(area).and(asOn).and(position) }

    /// The row of a report.
    package init(
        area: AreaCode,
        asOn: CivilDate,
        position: Int64,
        report: ID<WorkforceReport>
    ) {
        self.area = area
        self.asOn = asOn
        self.position = position
        self.report = report
    }
}

extension Facts {
    /// The report of an area that speaks of the newest day up to one; of equal days the last one.
    package func newestReport(of area: AreaCode, upTo day: CivilDate) -> WorkforceReportState? {
        var found: ID<WorkforceReport>?
        visit(
            AreaReportRow.self,
            prefix: RowKey(area),
            from: RowKey(area).and(day).and(Int64.max),
            reversed: true
        ) { row in
            found = row.report
            return false
        }
        return found.flatMap { state(WorkforceReportState.self, $0) }
    }

    fileprivate func reports(of area: AreaCode, asOn day: CivilDate) -> [WorkforceReportState] {
        rows(AreaReportRow.self, prefix: RowKey(area).and(day)).compactMap {
            state(WorkforceReportState.self, $0.report)
        }
    }
}

// MARK: Refusals

/// Why a report is not recorded, and what is noted about one that is.
package enum WorkforceRefusal: Refusal {
    case reportExists(report: ID<WorkforceReport>)
    case certifiedExceedsWorkers
    case postingTwice(kind: PostingKind)
    case workforceDiscrepancy(sum: Int64, declared: Int64, difference: Int64)
}
