// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// What moves goods or money of a purchase: receive, pay, returnGoods.

/// Takes ordered goods into a location.
package struct ReceivePurchase: Command {
    package static let contract = Contract(
        "purchase.receive",
        roles: [.storekeeper],
        positional: ["purchase"],
        refusals: [
            "futureDated", "outOfOrder", "fundClosed", "periodClosed", "wrongState",
            "exceedsOrdered", "beforeStockTake",
        ],
        next: ["purchase pay {purchase}"]
    )

    /// Approved, and not all of it here.
    package let purchase: ID<Purchase>
    /// Where the goods are put.
    package let location: ID<Location>
    /// No more than is still to come; each item once.
    package let lines: [ItemLine]

    package struct Answer: Codable, Sendable {
        let purchase: ID<Purchase>
        let entry: ID<LedgerEntry>
        let value: Rupiah
        let state: PurchaseStatus
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        try Lines.check(lines)
        var state = try decision.find(PurchaseState.self, purchase)
        let place = try decision.find(LocationState.self, location)
        _ = try decision.findItems(lines.map(\.item))
        try decision.gate(purchase.stream, step: true)
        try decision.openFund(try decision.find(FundState.self, state.fund))
        try state.mustBe([.approved, .partlyReceived])
        var received: [ValuedLine] = []
        for line in lines {
            let ordered = state.ordered(line.item)
            if line.quantity.value > ordered?.outstanding ?? 0 {
                throw .refused(
                    PurchaseRefusal.exceedsOrdered(
                        item: line.item,
                        ordered: ordered?.quantity ?? 0,
                        received: ordered?.received ?? 0,
                        asked: line.quantity.value
                    )
                )
            }
            let price = ordered?.unitPrice ?? 0
            received.append(
                ValuedLine(
                    item: line.item,
                    quantity: line.quantity.value,
                    value: line.quantity.value * price
                )
            )
        }
        try decision.refuseBeforeTake(of: place)
        let value = received.totalValue
        let entry = decision.newEntry()
        let event = PurchaseEvent.goodsReceived(location: location, lines: received)
        decision.record(event, to: purchase.stream)
        decision.record(
            StockEvent.received(
                source: .purchase,
                ref: purchase.text,
                fund: state.fund,
                lines: received
            ),
            to: location.stream
        )
        decision.record(
            FundEvent.goodsBought(
                entry: entry,
                kind: .goodsBought,
                ref: purchase.text,
                postings: Posting.entry(
                    received.debits(to: .stock) + [Posting(.vendors, -value)]
                ),
                purchase: purchase,
                location: location
            ),
            to: state.fund.stream
        )
        state.follow(event)
        return Answer(
            purchase: purchase,
            entry: entry,
            value: Rupiah(value),
            state: state.state
        )
    }
}

/// Pays all that is owed for a purchase, by the vendor's receipt.
package struct PayPurchase: Command {
    package static let contract = Contract(
        "purchase.pay",
        roles: [.treasurer],
        positional: ["purchase"],
        refusals: [
            "futureDated", "outOfOrder", "fundClosed", "periodClosed", "wrongState",
            "nothingToPay", "lineTotalMismatch", "receiptReused", "cashNotDeposited",
            "insufficientFunds",
        ]
    )

    /// Received in whole or part, with something owed.
    package let purchase: ID<Purchase>
    /// Never used before with the vendor.
    package let receiptNumber: DocNumber
    /// Exactly what is owed at the ordered prices.
    package let total: Amount

    package struct Answer: Codable, Sendable {
        let purchase: ID<Purchase>
        let entry: ID<LedgerEntry>
        let state: PurchaseStatus
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        var state = try decision.find(PurchaseState.self, purchase)
        try decision.gate(purchase.stream, step: true)
        try decision.openFund(try decision.find(FundState.self, state.fund))
        try state.mustBe([.partlyReceived, .received])
        if state.unpaid == 0 { throw .refused(PurchaseRefusal.nothingToPay) }
        if state.unpaid != total.value {
            throw .refused(
                PurchaseRefusal.lineTotalMismatch(lines: state.unpaid, stated: total.value)
            )
        }
        try decision.checkReceipt(receiptNumber, vendor: state.vendor, fund: state.fund)
        let postings = Posting.entry([
            Posting(.vendors, total.value), Posting(.bank, -total.value),
        ])
        try decision.checkFunds(postings, in: state.fund)
        let entry = decision.newEntry()
        let event = PurchaseEvent.paid(
            receiptNumber: receiptNumber,
            total: total.value,
            entry: entry
        )
        decision.record(event, to: purchase.stream)
        decision.record(
            FundEvent.purchasePaid(
                entry: entry,
                kind: .purchasePaid,
                ref: purchase.text,
                postings: postings,
                purchase: purchase,
                vendor: state.vendor,
                receiptNumber: receiptNumber
            ),
            to: state.fund.stream
        )
        state.follow(event)
        return Answer(purchase: purchase, entry: entry, state: state.state)
    }
}

/// Sends received goods back to the vendor.
package struct ReturnPurchasedGoods: Command {
    package static let contract = Contract(
        "purchase.returnGoods",
        roles: [.storekeeper],
        positional: ["purchase"],
        refusals: [
            "futureDated", "outOfOrder", "fundClosed", "periodClosed", "wrongState",
            "exceedsReceived", "refundMissing", "beforeStockTake", "insufficientStock",
        ],
        needsReason: true
    )

    /// Received in whole or part, paid or not.
    package let purchase: ID<Purchase>
    /// Where the goods are taken from.
    package let location: ID<Location>
    /// No more than came and was kept.
    package let lines: [ItemLine]
    /// Of the vendor's payment into the bank; needed when more goes back than is owed.
    package let refundSlip: DocNumber?

    package struct Answer: Codable, Sendable {
        let purchase: ID<Purchase>
        let entry: ID<LedgerEntry>
        let value: Rupiah
        let cost: Rupiah
        let state: PurchaseStatus
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        try Lines.check(lines)
        var state = try decision.find(PurchaseState.self, purchase)
        let place = try decision.find(LocationState.self, location)
        _ = try decision.findItems(lines.map(\.item))
        try decision.gate(purchase.stream, step: true)
        try decision.openFund(try decision.find(FundState.self, state.fund))
        try state.mustBe([.partlyReceived, .received, .settled])
        let value = try priceOfReturn(state)
        if value > state.unpaid, refundSlip == nil {
            throw .refused(PurchaseRefusal.refundMissing(unpaid: state.unpaid, returned: value))
        }
        try decision.refuseBeforeTake(of: place)
        let taken = try decision.take(lines.map(CountedLine.init), of: state.fund, from: location)
        let returned = taken.map { line in
            ReturnedLine(
                item: line.item,
                quantity: line.quantity,
                value: line.quantity * (state.ordered(line.item)?.unitPrice ?? 0),
                cost: line.value
            )
        }
        let cost = taken.totalValue
        let entry = decision.newEntry()
        let event = PurchaseEvent.goodsReturned(
            location: location,
            lines: returned,
            refundSlip: refundSlip
        )
        decision.record(event, to: purchase.stream)
        decision.record(
            StockEvent.returnedToVendor(purchase: purchase, fund: state.fund, lines: taken),
            to: location.stream
        )
        let payer = Posting(refundSlip == nil ? .vendors : .bank, value)
        decision.record(
            FundEvent.goodsReturned(
                entry: entry,
                kind: .goodsReturned,
                ref: purchase.text,
                postings: Posting.entry(
                    [payer] + taken.credits(of: .stock) + [Posting(.stockLoss, cost - value)]
                ),
                purchase: purchase,
                location: location
            ),
            to: state.fund.stream
        )
        state.follow(event)
        return Answer(
            purchase: purchase,
            entry: entry,
            value: Rupiah(value),
            cost: Rupiah(cost),
            state: state.state
        )
    }

    private func priceOfReturn(_ state: PurchaseState) throws(Rejection) -> Int64 {
        var value: Int64 = 0
        for line in lines {
            let ordered = state.ordered(line.item)
            if line.quantity.value > ordered?.kept ?? 0 {
                throw .refused(
                    PurchaseRefusal.exceedsReceived(
                        item: line.item,
                        received: ordered?.kept ?? 0,
                        asked: line.quantity.value
                    )
                )
            }
            value += line.quantity.value * (ordered?.unitPrice ?? 0)
        }
        return value
    }
}

extension [ValuedLine] {
    /// One debit per line, tagged with the item.
    func debits(to account: Account) -> [Posting] {
        map { Posting(account, $0.value, item: $0.item) }
    }

    /// One credit per line, tagged with the item.
    func credits(of account: Account) -> [Posting] {
        map { Posting(account, -$0.value, item: $0.item) }
    }

    /// Per line a debit of the use and a credit of the stock, tagged with the item.
    func issued(to account: Account) -> [Posting] {
        flatMap { line in
            [
                Posting(account, line.value, item: line.item),
                Posting(.stock, -line.value, item: line.item),
            ]
        }
    }
}
