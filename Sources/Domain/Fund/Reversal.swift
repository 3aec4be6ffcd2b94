// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// An entry taken back, whole and once, with the approval of the board (K-17).
package struct ReverseEntry: Command {
    package static let contract = Contract(
        "fund.reverseEntry",
        roles: [.treasurer],
        positional: ["fund", "entry"],
        refusals: [
            "futureDated", "fundClosed", "periodClosed", "outOfOrder", "isReversal",
            "alreadyReversed", "notReversible", "entryInUse", "cashNotDeposited",
            "insufficientFunds",
        ],
        needsReason: true,
        fourEyes: FourEyes(kind: "ledgerReversal", needed: .board),
        next: ["fund journal --entry {entry}"]
    )

    /// Open; the one that holds the entry.
    package let fund: ID<Fund>
    /// Neither a reversal nor reversed, and nothing was built on it.
    package let entry: ID<LedgerEntry>

    package struct Answer: Codable, Sendable {
        let fund: ID<Fund>
        let entry: ID<LedgerEntry>
        let reverses: ID<LedgerEntry>
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let state = try decision.find(FundState.self, fund)
        guard let row = decision.facts.row(EntryRow.self, RowKey(entry)), row.fund == fund else {
            throw .notFound(what: LedgerEntry.noun, id: entry.text)
        }
        try decision.gate(fund.stream, step: false)
        try decision.openFund(state)
        try check(row, decision)
        let reversal = try decision.reverse(row)
        if row.kind == .cashReceived, let count = row.tags.count {
            decision.record(CountEvent.reopened(entry: entry), to: count.stream)
            warnAboveCap(state, row, decision)
        }
        if row.kind == .purchasePaid, let purchase = row.purchase {
            decision.record(PurchaseEvent.paymentReversed(entry: entry), to: purchase.stream)
        }
        return Answer(fund: fund, entry: reversal, reverses: entry)
    }

    private func check(_ row: EntryRow, _ decision: Decision) throws(Rejection) {
        if decision.occurredOn < row.date {
            throw .refused(common: .outOfOrder(lastStepOn: row.date))
        }
        if let reverses = row.reverses {
            throw .refused(FundRefusal.isReversal(entry: entry, reverses: reverses))
        }
        if let reversal = row.reversedBy {
            throw .refused(FundRefusal.alreadyReversed(entry: entry, by: reversal))
        }
        switch row.kind {
        case .cashReceived, .cashDeposited, .expensePaid, .grantReceived, .purchasePaid: break
        case .goodsBought, .goodsReturned, .goodsDonated, .goodsIssued, .goodsDamaged,
            .stockWrittenOff, .stockAdjusted, .transferredOut, .transferredIn, .carriedOver,
            .carryOverReceived, .entryReversed, .feeReceived, .duesReceived:
            throw .refused(
                FundRefusal.notReversible(kind: row.kind, use: OrNull(Self.undoing(row)))
            )
        }
        if let count = row.tags.count,
            let deposit = decision.facts.row(CountMoney.self, RowKey(count))?.deposit
        {
            throw .refused(FundRefusal.entryInUse(by: deposit))
        }
    }

    /// The command that undoes the movement of goods behind an entry, where there is one.
    private static func undoing(_ row: EntryRow) -> String? {
        switch row.kind {
        case .goodsBought: "purchase.returnGoods"
        case .goodsReturned: "purchase.receive"
        case .goodsIssued where row.tags.distribution != nil: "distribution.reverseHandOver"
        case .stockAdjusted: "stock.take"
        case .cashReceived, .cashDeposited, .expensePaid, .grantReceived, .purchasePaid,
            .goodsDonated, .goodsIssued, .goodsDamaged, .stockWrittenOff, .transferredOut,
            .transferredIn, .carriedOver, .carryOverReceived, .entryReversed, .feeReceived,
            .duesReceived:
            nil
        }
    }

    private func warnAboveCap(_ fund: FundState, _ row: EntryRow, _ decision: Decision) {
        let taken = row.postings.reduce(0) { $1.account == .coins ? $0 + $1.amount : $0 }
        let date = decision.occurredOn
        let collected = -decision.facts.balance(of: .restricted, in: fund.id, on: date) - taken
        let cap = decision.facts.costCap(of: fund, collected: collected, on: date)
        let used = decision.facts.ledger(fund.id).balance(.fundraising)
        if used > cap { decision.warn(FundRefusal.costAboveCap(cap: cap, used: used)) }
    }
}
