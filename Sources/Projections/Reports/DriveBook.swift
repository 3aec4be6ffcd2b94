// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
package import Domain

/// The whole book of one drive, for the treasurer and the auditor.
package struct ReportDriveBook: ReportQuery {
    package static let contract = QueryContract.report(
        "report.driveBook",
        for: .internal,
        roles: [.treasurer, .coordinator, .auditor],
        positional: ["drive"]
    )

    /// In any state.
    package let drive: ID<Drive>

    package func write(_ page: inout ReportWriter, _ context: QueryContext) throws(Rejection) {
        let state = try context.find(DriveState.self, drive)
        guard let khas = KhasFacts(of: state, context) else {
            throw .notFound(what: Fund.noun, id: state.fund.text)
        }
        page.subtitle = "\(state.id) \(state.name)"
        page.say(
            "answer",
            [
                "collected": .integer(khas.collected), "counts": .integer(Int64(khas.counts.count)),
                "entries": .integer(Int64(khas.book.entries)),
                "corrections": .integer(Int64(khas.book.reversals.count)),
            ]
        )
        page.head("checks")
        page.put(page.checks(of: khas))
        page.head("counts")
        page.put(page.boxes(khas, context))
        page.put(page.passes(khas))
        page.put(try page.pieces(of: drive, context))
        page.head("deposits")
        page.put(page.deposits(khas, context))
        page.put(page.costs(khas, context))
        page.head("approvals")
        page.put(page.approvals(khas, context))
        page.writeCorrections(khas, context)
        page.head("trialBalance")
        page.put(try page.trialBalance(of: khas.fund.id, context))
        page.head("journal")
        page.put(try page.journal(of: khas.fund.id, context))
        page.sign("treasurer", "auditor")
    }
}

extension ReportWriter {
    // Who found what, pass by pass: both counters and those who counted once more.
    fileprivate func passes(_ khas: KhasFacts) -> ReportTable {
        var passes = table(
            "passes",
            [
                .id("count"), .id("box"), .number("pass"), .id("counter"), .id("enteredBy"),
                .rupiah("total"), .flag("agrees"), .code("state", CountStatus.self),
            ]
        )
        for count in khas.counts {
            // What a pass found stays blind until the count is confirmed.
            let isTold = count.status == .confirmed
            for (index, pass) in count.passes.enumerated() {
                let agrees = count.pieces == pass.pieces && count.nonTender == pass.nonTender
                passes.add(
                    .id(count.id),
                    .id(count.box),
                    .integer(Int64(index + 1)),
                    .text(pass.counter.text),
                    .id(pass.actor),
                    isTold ? .integer(pass.total) : .none,
                    isTold ? .flag(agrees) : .none,
                    .code(count.status)
                )
            }
        }
        return passes
    }

    fileprivate func pieces(
        of drive: ID<Drive>,
        _ context: QueryContext
    ) throws(Rejection) -> ReportTable {
        var pieces = table(
            "pieces",
            [
                .id("box"), .code("kind", CashKind.self), .denomination("denomination"),
                .year("emissionYear"), .flag("tender"), .number("pieces", unit: "pieces"),
                .rupiah("value"),
            ]
        )
        let query = ListDenominations(drive: drive, box: nil)
        for row in try query.answer(context.whole).items {
            pieces.add(
                .id(row.box),
                .code(row.kind),
                .integer(row.denomination.value),
                .number(row.emissionYear?.value),
                .flag(row.tender),
                .integer(row.pieces),
                .integer(row.value.value)
            )
        }
        pieces.addTotal(of: "pieces", "value")
        return pieces
    }

    fileprivate func approvals(_ khas: KhasFacts, _ context: QueryContext) -> ReportTable {
        var approvals = table(
            "approvals",
            [
                .date("date"), .id("purchase"), .text("vendor"), .id("requestedBy"),
                .id("approvedBy"), .rupiah("total"), .rupiah("paid"),
                .code("state", PurchaseStatus.self),
            ]
        )
        for purchase in khas.purchases {
            approvals.add(
                .day(purchase.requestedOn),
                .id(purchase.id),
                .text(context.name(of: purchase.vendor)),
                .id(purchase.requestedBy),
                .id(purchase.approvedBy),
                .integer(purchase.total),
                .integer(purchase.paid),
                .code(purchase.state)
            )
        }
        approvals.addTotal(of: "total", "paid")
        return approvals
    }

    fileprivate func trialBalance(
        of fund: ID<Fund>,
        _ context: QueryContext
    ) throws(Rejection) -> ReportTable {
        var balance = table(
            "trialBalance",
            [
                .code("account", Account.self), .code("type", AccountType.self),
                .rupiah("debit"), .rupiah("credit"), .rupiah("balance"),
            ]
        )
        let query = TrialBalance(fund: fund, from: nil, until: nil)
        for row in try query.answer(context.whole).items {
            balance.add(
                .code(row.account),
                .code(row.type),
                .integer(row.debit.value),
                .integer(row.credit.value),
                .integer(row.balance.value)
            )
        }
        balance.addTotal(of: "debit", "credit", "balance")
        return balance
    }

    fileprivate func journal(
        of fund: ID<Fund>,
        _ context: QueryContext
    ) throws(Rejection) -> ReportTable {
        var journal = table(
            "journal",
            [
                .number("position"), .date("date"), .id("entry"), .code("kind", EntryKind.self),
                .text("ref"), .code("account", Account.self), .rupiah("debit"),
                .rupiah("credit"), .id("reverses"),
            ]
        )
        let query = ShowJournal(fund: fund, from: nil, until: nil, account: nil, entry: nil)
        for row in try query.answer(context.whole).items {
            journal.add(
                .integer(row.position),
                .day(row.date),
                .id(row.entry),
                .code(row.kind),
                .text(row.ref),
                .code(row.account),
                .integer(row.debit.value),
                .integer(row.credit.value),
                .id(row.reverses)
            )
        }
        journal.addTotal(of: "debit", "credit")
        return journal
    }
}
