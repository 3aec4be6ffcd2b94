// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Domain

// Both sides of every check are read from rows of their own, so that a mistake in one of them
// shows.

extension ReportWriter {
    /// The checks of a drive, each with both sides.
    func checks(of khas: KhasFacts) -> [ReportCheck] {
        let sums = khas.sums
        let counted = khas.counts.reduce(0) { $1.status == .confirmed ? $0 + $1.total : $0 }
        let denominations = khas.money.reduce(0) { $0 + $1.value }
        let loads = khas.trips.flatMap(\.loads)
        let out = khas.rounds.count { $0.row.isMissing }
        let finished = khas.rounds.count { $0.count?.status == .confirmed }
        let deposited = khas.book.deposits.reduce(0) { $0 - $1.sum(of: .coins) }
        let slips = khas.book.deposits.reduce(0) { $0 + $1.sum(of: .bank) }
        let differences = khas.book.deposits.reduce(0) { $0 + $1.sum(of: .cashOverShort) }
        var checks = [
            check("money", moneyIn(sums), moneyOut(sums)),
            check(
                "goods",
                sums.bought - sums.balance(.inKind) + sums.stockIn,
                given(khas) + khas.book.used + khas.stock + sums.balance(.stockLoss)
                    + sums.stockOut
            ),
            check("denominations", denominations, khas.collected),
            check("boxes", counted, khas.collected),
            check("allBoxes", Int64(khas.rounds.count), Int64(finished + out), type: "integer"),
            check("deposits", slips, deposited - differences),
            check(
                "loads",
                loads.reduce(0) { $0 + $1.loaded },
                loads.reduce(0) {
                    $0 + $1.handedOver + $1.unclaimed + $1.damaged + $1.remaining.quantity
                },
                type: "integer"
            ),
        ]
        if let due = khas.drive.reportDue {
            checks.append(
                check(
                    "reportDue",
                    "date",
                    .day(khas.drive.reportedOn),
                    .day(due),
                    isRight: khas.drive.reportedOn.map { $0 <= due } ?? false
                )
            )
        }
        return checks
    }

    private func moneyIn(_ sums: LedgerSums) -> Int64 {
        [Account.restricted, .csr, .fees, .dues].reduce(sums.moneyIn) { $0 - sums.balance($1) }
    }

    private func moneyOut(_ sums: LedgerSums) -> Int64 {
        let costs: [Account] = [.fundraising, .distribution, .cashOverShort, .bank, .coins]
        return costs.reduce(sums.bought + sums.balance(.vendors) + sums.moneyOut) {
            $0 + sums.balance($1)
        }
    }

    // What the records of the hand-overs sum to, not what the ledger says.
    private func given(_ khas: KhasFacts) -> Int64 {
        khas.trips.reduce(0) { sum, trip in
            trip.handOvers.reduce(sum) { $1.isReversed ? $0 : $0 + $1.value }
        }
    }

    // MARK: Corrections

    /// What was put right since the counts: when, what and why, and who had to agree.
    mutating func writeCorrections(_ khas: KhasFacts, _ context: QueryContext, level: Int = 2) {
        head("corrections", level: level)
        guard !khas.book.reversals.isEmpty else { return say("noCorrections") }
        var corrections = table(
            "corrections",
            [
                .date("date"), .id("entry"), .id("reverses"), .code("kind", EntryKind.self),
                .rupiah("amount"), .text("reason"), .text("decidedBy"),
            ]
        )
        for row in khas.book.reversals {
            let reversed = row.reverses.flatMap { context.facts.row(EntryRow.self, RowKey($0)) }
            let isGoods = reversed?.kind == .goodsIssued
            corrections.add(
                .day(row.date),
                .id(row.entry),
                .id(row.reverses),
                .code(reversed?.kind),
                .integer(row.postings.reduce(0) { $0 + max(0, $1.amount) }),
                .words(reason(of: row, isGoods: isGoods, context)),
                .text(text(isGoods ? "by.goods" : "by.money"))
            )
        }
        put(corrections, explainedBy: "peksosctl fund journal \(khas.fund.id.text)")
    }

    // A hand-over is reversed by an event of its own, which has the reason and stands before.
    private func reason(
        of row: EntryRow,
        isGoods: Bool,
        _ context: QueryContext
    ) -> String? {
        context.recorded("reason", at: row.position)
            ?? (isGoods ? context.recorded("reason", at: row.position - 1) : nil)
    }
}
