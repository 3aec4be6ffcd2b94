// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
package import Domain

/// What waits in the office, in numbers, for the monday of an administrator.
///
/// The days of backup, check and anchor are those of the machine now, not of the log: they stand
/// outside of the digest, and are left out of an answer about the past.
package struct ReportOfficeDigest: ReportQuery {
    package static let contract = QueryContract.report(
        "report.officeDigest",
        for: .internal,
        roles: [],
        isForService: true
    )

    /// How far ahead deadlines are told, in days.
    private static let daysAhead = 90

    package func write(_ page: inout ReportWriter, _ context: QueryContext) throws(Rejection) {
        let overdue = Self.overdue(context)
        let deadlines = Self.deadlines(context)
        let short = try ListStock(location: nil, fund: nil, item: nil).answer(context.whole).items
            .filter(\.belowMinimum)
        page.subtitle = page.days(context.today)
        page.say(
            "answer",
            [
                "overdue": .integer(Int64(overdue.count)),
                "deadlines": .integer(Int64(deadlines.count)),
                "short": .integer(Int64(short.count)),
            ]
        )
        page.head("overdue")
        page.putOverdue(overdue)
        page.head("deadlines")
        page.putDeadlines(deadlines, on: context.today)
        page.head("stock")
        page.putShort(short, context)
        page.tellOfNow(
            "upkeep",
            context.report.upkeep.map { page.fact($0.key, "date", .day($0.day)) }
        )
    }

    // MARK: What waits

    private static func overdue(_ context: QueryContext) -> [(owner: String, kind: OverdueKind)] {
        var order = DueOrder(context.facts, on: context.today, kind: nil, unlisted: [])
        var found: [(owner: String, kind: OverdueKind)] = []
        while let row = order.next(), row.dueOn(context.facts, on: context.today) < context.today {
            found.append((row.holder, row.kind))
        }
        return found
    }

    private static func deadlines(
        _ context: QueryContext
    ) -> [(kind: DeadlineKind, ref: String, dueOn: CivilDate)] {
        let last = context.today.adding(days: daysAhead)
        var found: [(kind: DeadlineKind, ref: String, dueOn: CivilDate)] = []
        context.facts.visit(DriveState.self, prefix: RowKey(), from: nil, reversed: false) {
            drive in
            if drive.status == .planned || drive.status == .started {
                found.append((.permit, drive.id.text, drive.lastDay))
            }
            if drive.status == .stopped, let due = drive.reportDue {
                found.append((.report, drive.id.text, due))
            }
            return true
        }
        context.facts.visit(DocumentRow.self, prefix: RowKey(), from: nil, reversed: false) { row in
            found.append((DeadlineKind(row.doc), row.person.text, row.validTo))
            return row.validTo <= last
        }
        return found.filter { $0.dueOn >= context.today && $0.dueOn <= last }
            .sorted { ($0.dueOn, $0.ref) < ($1.dueOn, $1.ref) }
    }
}

/// What runs out on a day.
package enum DeadlineKind: String, CodeSet {
    case permit, report, certificate, str, sipps, card

    package static let name = "DeadlineKind"

    fileprivate init(_ document: DocumentKind) {
        switch document {
        case .certificate: self = .certificate
        case .str: self = .str
        case .sipps: self = .sipps
        case .card: self = .card
        }
    }
}

extension ReportWriter {
    fileprivate mutating func putOverdue(_ overdue: [(owner: String, kind: OverdueKind)]) {
        let kinds = OverdueKind.allCases.filter { kind in overdue.contains { $0.kind == kind } }
        var counts = table(
            "overdue",
            [.id("owner")] + kinds.map { .number($0.rawValue).titled(title($0)) }
                + [.number("all")]
        )
        let owners = Dictionary(grouping: overdue, by: \.owner)
        for (owner, found) in owners.sorted(by: { $0.key < $1.key }) {
            counts.add(
                row: [.text(owner)]
                    + kinds.map { kind in .integer(Int64(found.count { $0.kind == kind })) }
                    + [.integer(Int64(found.count))]
            )
        }
        counts.addTotal(of: kinds.map(\.rawValue) + ["all"])
        draw(
            "overdue",
            .heat,
            of: "overdue",
            series: kinds.map(\.rawValue),
            ["label": "owner", "limits": [1, 3, 6, 10]],
            Self.finding(owners.mapValues(\.count))
        )
        put(counts, explainedBy: "peksosctl overdue list")
    }

    /// How much waits, and with whom most; nobody among equals, blamed for the order of names.
    private static func finding(_ counts: [String: Int]) -> JSONValue {
        var finding = [JSONMember("count", .integer(Int64(counts.values.reduce(0, +))))]
        let most = counts.max { $0.value < $1.value }
        if let most, counts.values.count(where: { $0 == most.value }) == 1 {
            finding.append(JSONMember("owner", .string(most.key)))
            finding.append(JSONMember("most", .integer(Int64(most.value))))
        }
        return .object(finding)
    }

    fileprivate mutating func putDeadlines(
        _ deadlines: [(kind: DeadlineKind, ref: String, dueOn: CivilDate)],
        on day: CivilDate
    ) {
        var rows = table(
            "deadlines",
            [.code("kind", DeadlineKind.self), .id("ref"), .date("dueOn"), .days("daysLeft")]
        )
        for (kind, ref, dueOn) in deadlines {
            rows.add(
                .code(kind),
                .text(ref),
                .day(dueOn),
                .integer(Int64(dueOn.days - day.days))
            )
        }
        put(rows, explainedBy: "peksosctl certificate list; peksosctl drive list")
    }

    fileprivate mutating func putShort(_ stock: [ListStock.Item], _ context: QueryContext) {
        var short = table(
            "stock",
            [
                .id("location"), .id("fund"), .id("item"), .text("itemName"),
                .number("available"), .number("minimum"),
            ]
        )
        for row in stock {
            short.add(
                .id(row.location),
                .id(row.fund),
                .id(row.item),
                .text(context.name(of: row.item)),
                .integer(row.available),
                .integer(row.minimum)
            )
        }
        put(short, explainedBy: "peksosctl stock list")
    }
}
