// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
package import Domain

/// How many social workers an area has, who of them is certified, and whose papers run out.
package struct ReportCoverage: ReportQuery {
    package static let contract = QueryContract.report(
        "report.coverage",
        for: .public,
        roles: [.registrar, .board, .coordinator, .reader],
        positional: ["area"]
    )

    /// Of any level; the level below it is told area by area.
    package let area: AreaCode

    package func write(_ page: inout ReportWriter, _ context: QueryContext) throws(Rejection) {
        let workers = context.workers(in: area)
        let name = context.name(of: area)
        page.subtitle = name == area.text ? name : "\(area) \(name)"
        page.say("answer", Self.told(below(context)))
        page.tell([
            page.fact("workers", totalOf: "workers", in: "postings"),
            page.fact("certified", totalOf: "certified", in: "postings"),
        ])
        page.head("postings")
        page.putPostings(workers, of: area, on: context.today)
        let areas = below(context)
        if !areas.isEmpty {
            page.head("areas")
            page.putAreas(areas, workers, on: context.today)
        }
        page.head("papers")
        page.putPapers(workers, on: context.today)
        page.head("declared")
        try page.putDeclared(area, context)
    }

    // How many there are, where there are any.
    fileprivate static func told(_ areas: [AreaRow]) -> JSONValue {
        areas.isEmpty ? [:] : ["areas": .integer(Int64(areas.count))]
    }

    // The defined areas of the next level.
    private func below(_ context: QueryContext) -> [AreaRow] {
        context.facts.rows(AreaRow.self, prefix: area.prefix)
            .filter { $0.code.level == area.level + 1 }
    }
}

/// A worker as what and where they count.
struct AreaWorker {
    let state: WorkerState
    let kind: CoverageKind
    /// Of the main posting, or of the home without one.
    let area: AreaCode?

    fileprivate init(_ state: WorkerState, _ context: QueryContext) {
        self.state = state
        let posting = state.postings.first { $0.primary && $0.holds(on: context.today) }
        kind = posting.map { CoverageKind($0.kind) } ?? .unposted
        guard let posting else {
            area = state.area
            return
        }
        area = posting.area ?? posting.organisation.flatMap(context.facts.area(of:))
    }
}

extension QueryContext {
    /// The workers who count in an area today; their papers are not in the sums that are kept.
    fileprivate func workers(in area: AreaCode) -> [AreaWorker] {
        var found: [AreaWorker] = []
        facts.visit(WorkerState.self, prefix: RowKey(), from: nil, reversed: false) { state in
            guard state.isActive else { return true }
            let worker = AreaWorker(state, self)
            if worker.area.map(area.contains) ?? false { found.append(worker) }
            return true
        }
        return found
    }
}

extension ReportWriter {
    /// The workers of an area are the same in every table of the report.
    private static let population = "workers"

    private static let figures: [ReportColumn] = [
        .people("workers", sumOf: ["certified", "uncertified"]), .people("certified"),
        .people("uncertified"), .percent("certifiedShare", of: ["workers", "certified"]),
    ]

    private static func cells(
        _ workers: [AreaWorker],
        on day: CivilDate
    ) -> [ReportCell] {
        let all = Int64(workers.count)
        let certified = Int64(workers.count { $0.state.certificate(on: day) != nil })
        return [
            .integer(all), .integer(certified), .integer(all - certified),
            all == 0 ? .none : .integer(certified * 10_000 / all),
        ]
    }

    private func finished(
        _ table: ReportTable,
        _ workers: [AreaWorker],
        on day: CivilDate
    ) -> ReportTable {
        var table = table
        let labels = table.columns.count - Self.figures.count
        table.addTotal(
            row: Array(repeating: .none, count: labels) + Self.cells(workers, on: day)
        )
        table.population = Self.population
        return table
    }

    fileprivate mutating func putPostings(
        _ workers: [AreaWorker],
        of area: AreaCode,
        on day: CivilDate
    ) {
        var postings = table(
            "postings",
            [.code("postingKind", CoverageKind.self)] + Self.figures
        )
        for kind in CoverageKind.allCases {
            let found = workers.filter { $0.kind == kind }
            if !found.isEmpty { postings.add(row: [.code(kind)] + Self.cells(found, on: day)) }
        }
        let table = finished(postings, workers, on: day)
        draw(
            "postings",
            .stackedBars,
            of: "postings",
            series: ["certified", "uncertified"],
            ["label": "postingKind"]
        )
        put(table, explainedBy: "peksosctl workforce coverage \(area) --basis registry")
    }

    fileprivate mutating func putAreas(
        _ areas: [AreaRow],
        _ workers: [AreaWorker],
        on day: CivilDate
    ) {
        var byArea = table("areas", [.id("area"), .text("areaName")] + Self.figures)
        for area in areas {
            let found = workers.filter { $0.area.map(area.code.contains) ?? false }
            byArea.add(
                row: [.text(area.code.text), .text(area.name.text)] + Self.cells(found, on: day)
            )
        }
        let elsewhere = workers.filter { worker in
            !areas.contains { area in worker.area.map(area.code.contains) ?? false }
        }
        if !elsewhere.isEmpty {
            byArea.add(
                row: [.none, .text(text("row.elsewhere"))] + Self.cells(elsewhere, on: day)
            )
        }
        let table = finished(byArea, workers, on: day)
        draw(
            "areas",
            .tiles,
            of: "areas",
            series: ["workers"],
            ["code": "area", "title": "areaName", "value": "workers"],
            ReportCoverage.told(areas)
        )
        put(table)
    }

    fileprivate mutating func putPapers(_ workers: [AreaWorker], on day: CivilDate) {
        var papers = table(
            "papers",
            [
                .code("doc", DocumentKind.self), .code("band", ExpiryBand.self),
                .people("workers"),
            ]
        )
        for kind in [DocumentKind.certificate, .str, .sipps] {
            let ends = workers.compactMap { $0.state.lastDay(of: kind) }
            for band in ExpiryBand.allCases {
                let found = ends.count {
                    ExpiryBand(daysLeft: Int64($0.days - day.days)) == band
                }
                papers.add(.code(kind), .code(band), .integer(Int64(found)))
            }
        }
        put(papers, explainedBy: "peksosctl certificate list")
    }

    // A document's figures are published by whoever declared them: nothing of them is hidden.
    fileprivate mutating func putDeclared(
        _ area: AreaCode,
        _ context: QueryContext
    ) throws(Rejection) {
        let query = WorkforceCoverage(area: area, basis: .declared, report: nil)
        let declared = try query.answer(context.whole)
        guard let first = declared.items.first, let summary = declared.summary else {
            return say("notDeclared")
        }
        var rows = table(
            "declared",
            [
                .code("postingKind", CoverageKind.self), .number("declared"),
                .number("declaredCertified"), .code("note", CoverageNote.self),
            ]
        )
        for item in declared.items {
            rows.add(
                .code(item.postingKind),
                .integer(item.workers),
                .number(item.certified),
                .code(item.note)
            )
        }
        tell([
            fact("asOn", "date", .day(first.asOn)),
            fact("source", "text", .words(first.source?.text)),
            fact("total", "integer", .number(summary.workers)),
            fact(
                "discrepancy",
                "integer",
                .number(summary.discrepancy),
                mark: summary.discrepancy == 0
            ),
            fact("workers", totalOf: "workers", in: "postings"),
        ])
        put(rows, explainedBy: "peksosctl workforce coverage \(area) --basis declared")
    }
}

extension WorkerState {
    /// The last day of the newest paper of a kind; `nil` without one, or when it was revoked.
    fileprivate func lastDay(of kind: DocumentKind) -> CivilDate? {
        switch kind {
        case .certificate:
            certificates.newest(by: \.issuedOn).flatMap { $0.revokedOn == nil ? $0.validTo : nil }
        case .str: registrations.newest(by: \.issuedOn)?.validTo
        case .sipps: licences.newest(by: \.issuedOn)?.validTo
        case .card: nil
        }
    }
}
