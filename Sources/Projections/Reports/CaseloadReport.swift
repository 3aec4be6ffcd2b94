// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
package import Domain

/// What the workers of a team carry, for whoever supervises them.
package struct ReportCaseload: ReportQuery {
    package static let contract = QueryContract.report(
        "report.caseload",
        for: .team,
        roles: [.supervisor([.own, .team]), .coordinator],
        sealed: [.office("workerName")]
    )

    package func write(_ page: inout ReportWriter, _ context: QueryContext) throws(Rejection) {
        let query = ListCaseloads(worker: nil, supervisor: nil, onlyOver: nil)
        let workers = try query.answer(context.whole).items
        let team = Set(workers.compactMap(\.worker))
        let cases = context.facts.rows(CaseState.self).filter { state in
            state.holder.map(team.contains) ?? false
        }
        let open = cases.filter { $0.status == .open || $0.status == .new }
        page.subtitle = page.days(context.today)
        page.say(
            "answer",
            [
                "workers": .integer(Int64(workers.count)), "cases": .integer(Int64(open.count)),
                "over": .integer(Int64(workers.count { $0.overCap ?? false })),
                "overdue": .integer(workers.reduce(0) { $0 + ($1.overdueFollowUps ?? 0) }),
            ]
        )
        page.head("workers")
        page.putWorkers(workers)
        page.head("ageing")
        page.putAgeing(open, on: context.today)
        page.head("trend")
        page.putTrend(cases, on: context.today)
    }
}

extension ReportWriter {
    /// Steps of the heat table: few, some, many, too many.
    private static let heatLimits: JSONValue = [1, 5, 10, 15]

    fileprivate mutating func putWorkers(_ workers: [ListCaseloads.Item]) {
        var heat = table(
            "workers",
            [
                .id("worker"), .text("workerName"), .number("high"), .number("medium"),
                .number("low"), .number("unrated"), .number("overdueFollowUps"),
                .number("openCases"), .number("loadUnits"), .number("hardCap"),
                .percent("capShare"), .number("newThisMonth"), .flag("intakePaceOk"),
                .days("oldestUncontactedDays"),
            ]
        )
        for worker in workers {
            let (units, cap) = (worker.loadUnits ?? 0, worker.hardCap ?? 0)
            heat.add(
                .id(worker.worker),
                .words(worker.workerName),
                .number(worker.high),
                .number(worker.medium),
                .number(worker.low),
                .number(worker.unrated),
                .number(worker.overdueFollowUps),
                .number(worker.openCases),
                .integer(units),
                .integer(cap),
                cap == 0 ? .none : .integer(units * 10_000 / cap),
                .number(worker.newThisMonth),
                worker.intakePaceOk.map(ReportCell.flag) ?? .none,
                .number(worker.oldestUncontactedDays)
            )
        }
        heat.addTotal(
            of: "high",
            "medium",
            "low",
            "unrated",
            "overdueFollowUps",
            "openCases",
            "loadUnits",
            "newThisMonth"
        )
        draw(
            "workers",
            .heat,
            of: "workers",
            series: ["high", "medium", "low", "unrated", "overdueFollowUps"],
            ["label": "workerName", "limits": Self.heatLimits],
            ["overdue": .integer(heat.sum("overdueFollowUps")), "high": .integer(heat.sum("high"))]
        )
        draw(
            "load",
            .gauge,
            of: "workers",
            series: ["loadUnits"],
            ["label": "workerName", "value": "loadUnits", "limit": "hardCap"],
            ["over": .integer(Int64(workers.count { $0.overCap ?? false }))]
        )
        put(heat, explainedBy: "peksosctl caseload list")
    }

    fileprivate mutating func putAgeing(_ open: [CaseState], on day: CivilDate) {
        var ageing = table("ageing", [.text("age"), .number("openCases")])
        let bands: [(key: String, days: ClosedRange<Int32>)] = [
            ("month", 0...30), ("quarter", 31...90), ("half", 91...180), ("year", 181...365),
            ("longer", 366...Int32.max),
        ]
        let ages = open.map { day.days - $0.openedOn.days }
        for (key, days) in bands {
            ageing.add(.text(text("age." + key)), .integer(Int64(ages.count(where: days.contains))))
        }
        ageing.addTotal(of: "openCases")
        draw(
            "ageing",
            .bars,
            of: "ageing",
            series: ["openCases"],
            ["label": "age"],
            ["cases": .integer(Int64(open.count))]
        )
        put(ageing, explainedBy: "peksosctl case list --status open")
    }

    fileprivate mutating func putTrend(_ cases: [CaseState], on day: CivilDate) {
        var trend = table(
            "trend",
            [.text("month"), .number("opened"), .number("closed"), .number("openAtEnd")]
        )
        for (month, first, last) in ReportPeriod.year(endingIn: day) {
            trend.add(
                .text(month),
                .integer(Int64(cases.count { first <= $0.openedOn && $0.openedOn <= last })),
                .integer(
                    Int64(cases.count { $0.closedOn.map { first <= $0 && $0 <= last } ?? false })
                ),
                .integer(
                    Int64(cases.count { $0.openedOn <= last && $0.closedOn ?? .never > last })
                )
            )
        }
        draw(
            "trend",
            .line,
            of: "trend",
            series: ["opened", "closed", "openAtEnd"],
            ["label": "month"],
            ["opened": .integer(trend.sum("opened")), "closed": .integer(trend.sum("closed"))]
        )
        put(trend)
    }
}

extension CivilDate {
    /// Later than every day that can be written.
    static let never = CivilDate(days: .max)
}
