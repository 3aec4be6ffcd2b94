// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain

// The coins of a drive from the boxes to the bank, and what was bought for them.

// MARK: Collected

extension ReportWriter {
    mutating func writeCollected(_ khas: KhasFacts, _ context: QueryContext) {
        let drive = khas.drive.id.text
        head("collected", level: 3)
        var coins = table(
            "denominations",
            [
                .text("name"), .code("kind", CashKind.self), .denomination("denomination"),
                .flag("tender"), .number("pieces", unit: "pieces"), .rupiah("value"),
            ]
        )
        for money in khas.money {
            coins.add(
                .text(name(of: money.denomination)),
                .code(money.denomination.kind),
                .integer(money.denomination.value),
                .flag(money.isTender),
                .integer(money.pieces),
                .integer(money.value)
            )
        }
        coins.addTotal(of: "pieces", "value")
        draw(
            "denominations",
            .bars,
            of: "denominations",
            series: ["value"],
            ["label": "name", "count": "pieces"],
            ["value": .integer(coins.sum("value")), "pieces": .integer(coins.sum("pieces"))]
        )
        put(coins, explainedBy: "peksosctl count by-denomination \(drive)")
        put(boxes(khas, context), explainedBy: "peksosctl count list --drive \(drive)")
        let incidents = incidents(khas, context)
        if !incidents.rows.isEmpty {
            put(incidents, explainedBy: "peksosctl box list --drive \(drive)")
        }
    }

    private func name(of denomination: Denomination) -> String {
        var details = [JSONMember("value", .integer(denomination.value))]
        if let year = denomination.emissionYear {
            details.append(JSONMember("year", .string(String(year))))
        }
        return text(denomination.kind == .coin ? "coin" : "banknote", .object(details))
    }

    func boxes(_ khas: KhasFacts, _ context: QueryContext) -> ReportTable {
        var boxes = table(
            "boxes",
            [
                .id("place"), .text("placeName"), .id("box"), .id("count"), .date("countedOn"),
                .number("counters"), .number("recounts"), .code("state", CountStatus.self),
                .flag("sealIntact"), .number("incidents"), .rupiah("value"),
            ]
        )
        let rounds = khas.rounds.sorted {
            ($0.row.place, $0.row.box) < ($1.row.place, $1.row.box)
        }
        for round in rounds {
            let count = round.count
            let counters = Set((count?.passes ?? []).map(\.counter)).count
            boxes.add(
                .id(round.row.place),
                .text(context.name(of: round.row.place)),
                .id(round.row.box),
                .id(count?.id),
                .day(count?.confirmedOn),
                .integer(Int64(counters)),
                .integer(Int64(max(0, (count?.passes.count ?? 0) - 2))),
                .code(count?.status),
                round.row.retrievedOn == nil ? .none : .flag(round.row.isSealRight),
                .integer(Int64(round.row.incidents.count)),
                .integer(count?.status == .confirmed ? count?.total ?? 0 : 0)
            )
        }
        boxes.addTotal(of: "value")
        return boxes
    }

    private func incidents(_ khas: KhasFacts, _ context: QueryContext) -> ReportTable {
        var incidents = table(
            "incidents",
            [
                .date("date"), .id("box"), .id("place"), .text("placeName"),
                .code("kind", IncidentKind.self),
            ]
        )
        for round in khas.rounds {
            for incident in round.row.incidents {
                incidents.add(
                    .day(incident.on),
                    .id(round.row.box),
                    .id(round.row.place),
                    .text(context.name(of: round.row.place)),
                    .code(incident.kind)
                )
            }
        }
        return incidents
    }
}

// MARK: Deductions and goods

extension ReportWriter {
    /// What was taken to the bank, slip by slip.
    func deposits(_ khas: KhasFacts, _ context: QueryContext) -> ReportTable {
        var deposits = table(
            "deposits",
            [
                .date("date"), .id("slip"), .rupiah("counted"), .rupiah("bankAmount"),
                .rupiah("overShort"), .text("reason"),
            ]
        )
        for row in khas.book.deposits {
            let overShort = row.sum(of: .cashOverShort)
            deposits.add(
                .day(row.date),
                .text(row.ref),
                .integer(-row.sum(of: .coins)),
                .integer(row.sum(of: .bank)),
                .integer(overShort),
                .words(overShort == 0 ? nil : context.recorded("reason", at: row.position))
            )
        }
        deposits.addTotal(of: "counted", "bankAmount", "overShort")
        return deposits
    }

    /// Costs that stand, with their receipts.
    func costs(_ khas: KhasFacts, _ context: QueryContext) -> ReportTable {
        var costs = table(
            "costs",
            [
                .date("date"), .id("receiptNumber"), .code("expense", ExpenseKind.self),
                .text("memo"), .rupiah("amount"),
            ]
        )
        for row in khas.book.expenses {
            let fundraising = row.sum(of: .fundraising)
            costs.add(
                .day(row.date),
                .id(row.receipt),
                .code(fundraising == 0 ? ExpenseKind.distribution : .fundraising),
                .words(context.recorded("memo", at: row.position)),
                .integer(fundraising + row.sum(of: .distribution))
            )
        }
        costs.addTotal(of: "amount")
        return costs
    }

    mutating func writeDeductions(_ khas: KhasFacts, _ context: QueryContext) {
        let fund = khas.fund.id.text
        head("deductions", level: 3)
        put(
            deposits(khas, context),
            explainedBy: "peksosctl fund journal \(fund) --account assets:bank"
        )
        put(costs(khas, context), explainedBy: "peksosctl fund journal \(fund)")
        var cap = table(
            "costCap",
            [
                .text("name"), .rupiah("fundraisingCost"), .rupiah("costCap"),
                .percent("costPercentX100"), .percent("capPercentX100"),
            ]
        )
        let (share, limit) = (khas.share(of: khas.cost), khas.share(of: khas.costCap))
        cap.add(
            .text(text("row.fundraising")),
            .integer(khas.cost),
            .integer(khas.costCap),
            .integer(share),
            .integer(limit)
        )
        draw(
            "costCap",
            .gauge,
            of: "costCap",
            series: ["fundraisingCost"],
            ["label": "name", "value": "fundraisingCost", "limit": "costCap"],
            ["percent": .integer(share), "cap": .integer(limit)]
        )
        put(cap, explainedBy: "peksosctl drive balances \(khas.drive.id.text)")
    }

    mutating func writeBought(_ khas: KhasFacts, _ context: QueryContext) {
        head("bought", level: 3)
        var bought = table(
            "bought",
            [
                .date("date"), .id("purchase"), .text("receiptNumber"), .text("vendor"),
                .id("item"), .text("itemName"), .number("quantity"), .rupiah("unitPrice"),
                .rupiah("value"), .flag("twoPeople"),
            ]
        )
        for purchase in khas.purchases {
            let receipts = purchase.payments.filter { !$0.isReversed }.map(\.receiptNumber.text)
            for line in purchase.lines where line.kept > 0 {
                bought.add(
                    .day(purchase.requestedOn),
                    .id(purchase.id),
                    .text(receipts.joined(separator: ", ")),
                    .text(context.name(of: purchase.vendor)),
                    .id(line.item),
                    .text(context.name(of: line.item)),
                    .integer(line.kept),
                    .integer(line.unitPrice),
                    .integer(line.kept * line.unitPrice),
                    .flag(purchase.approvedBy.map { $0 != purchase.requestedBy } ?? false)
                )
            }
        }
        bought.addTotal(of: "value")
        put(bought, explainedBy: "peksosctl purchase list --fund \(khas.fund.id.text)")
    }
}
