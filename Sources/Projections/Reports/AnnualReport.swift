// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
package import Domain

/// The year of an annual report.
package struct ReportYear: IntegerValue {
    package let value: Int64
    package init(_ value: Int64) { self.value = value }
    package static let range: ClosedRange<Int64> = 1990...2199
    package static let schema = ValueSchema(
        "ReportYear",
        .integer(minimum: 1990, maximum: 2199),
        column: "integer"
    )
}

/// One year of the office: money, goods, cases, programmes and workers.
package struct ReportAnnual: ReportQuery {
    package static let contract = QueryContract.report(
        "report.annual",
        for: .public,
        roles: [.coordinator, .board, .reader],
        positional: ["year"]
    )

    /// Of the present year: up to today.
    package let year: ReportYear

    package func write(_ page: inout ReportWriter, _ context: QueryContext) throws(Rejection) {
        guard let first = CivilDate(Int(year.value), 1, 1),
            let last = CivilDate(Int(year.value), 12, 31)
        else { throw .invalid(pointer: "/year", problem: "range", expected: "a year") }
        let period = try ReportPeriod(first, last)
        let cases = context.cases(in: period)
        let held = context.activities(in: period)
        page.subtitle = year.description
        let (money, goods) = try page.books(in: period, context)
        page.say(
            "answer",
            [
                "moneyIn": .integer(money.sum("moneyIn")),
                "given": .integer(goods.sum("goodsIssued")),
                "sessions": .integer(Int64(held.count)),
            ]
        )
        page.head("money")
        page.draw(
            "goods",
            .bars,
            of: "goods",
            series: ["goodsIssued"],
            ["label": "fund"],
            ["given": .integer(goods.sum("goodsIssued"))]
        )
        page.put(goods, explainedBy: "peksosctl fund list")
        page.put(money, explainedBy: "peksosctl fund list")
        page.head("cases")
        page.putMonths(cases, period)
        page.head("attendance")
        page.putAttendance(held)
        page.head("workers")
        page.putWorkers(on: min(last, context.today), context)
    }
}

extension ReportWriter {
    /// Money and goods of every fund, each row adding up from its opening to its end.
    fileprivate func books(
        in period: ReportPeriod,
        _ context: QueryContext
    ) throws(Rejection) -> (money: ReportTable, goods: ReportTable) {
        let sums = ["openingMoney", "moneyIn", "moneyOut", "goodsBought", "moved", "payable"]
        let ends = ["undeposited", "closingBank"]
        let stock = [
            "openingStock", "goodsBought", "goodsDonated", "stockMoved", "goodsIssued",
            "stockLoss", "stockValue",
        ]
        let names: [ReportColumn] = [.id("fund"), .text("name")]
        var money = table("money", names + (sums + ends).map { .rupiah($0) })
        var goods = table("goods", names + stock.map { .rupiah($0) })
        for fund in context.facts.rows(FundState.self) {
            let query = ShowAccountability(fund: fund.id, from: period.from, until: period.until)
            guard let row = try query.answer(context).items.first else { continue }
            let income = [row.collected, row.grants, row.fees, row.dues]
            let costs = [row.fundraisingCost, row.distributionCost, row.overShort]
            let label: [ReportCell] = [.id(fund.id), .text(fund.name.text)]
            let moneyCells = [
                row.openingMoney.value, income.reduce(0) { $0 + $1.value },
                costs.reduce(0) { $0 + $1.value }, row.goodsBought.value,
                // What goes from one fund to another comes in once, where it was given.
                row.moneyIn.value - row.moneyOut.value, row.payable.value, row.undeposited.value,
                row.closingBank.value,
            ]
            let goodsCells = [
                row.openingStock.value, row.goodsBought.value, row.goodsDonated.value,
                row.stockIn.value - row.stockOut.value, row.goodsIssued.value,
                row.stockLoss.value, row.stockValue.value,
            ]
            money.add(row: label + moneyCells.map(ReportCell.integer))
            goods.add(row: label + goodsCells.map(ReportCell.integer))
        }
        money.addTotal(of: sums + ends)
        goods.addTotal(of: stock)
        return (money, goods)
    }

    fileprivate mutating func putMonths(_ cases: [CaseState], _ period: ReportPeriod) {
        var months = table("months", [.text("month"), .people("opened"), .people("closed")])
        for (month, first, last) in ReportPeriod.year(endingIn: period.until) {
            let days = first...last
            months.add(
                .text(month),
                .integer(Int64(cases.count { days.contains($0.openedOn) })),
                .integer(Int64(cases.count { $0.closedOn.map(days.contains) ?? false }))
            )
        }
        months.addTotal(of: "opened", "closed")
        draw(
            "months",
            .line,
            of: "months",
            series: ["opened", "closed"],
            ["label": "month"]
        )
        put(months)
    }

    fileprivate mutating func putWorkers(on day: CivilDate, _ context: QueryContext) {
        var certified: Int64 = 0
        var all: Int64 = 0
        context.facts.visit(WorkerState.self, prefix: RowKey(), from: nil, reversed: false) {
            state in
            guard state.isActive else { return true }
            all += 1
            if state.certificate(on: day) != nil { certified += 1 }
            return true
        }
        var workers = table("workers", [.text("name"), .people("workers")])
        workers.add(.text(text("row.certified")), .integer(certified))
        workers.add(.text(text("row.uncertified")), .integer(all - certified))
        workers.addTotal(of: "workers")
        put(workers, explainedBy: "peksosctl worker list")
    }
}
