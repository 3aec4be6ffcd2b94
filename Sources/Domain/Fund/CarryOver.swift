// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// What is left of a fund, money and goods, passed to a named fund with the board's approval.
package struct CarryOver: Command {
    package static let contract = Contract(
        "fund.carryOver",
        roles: [.treasurer],
        positional: ["fund"],
        refusals: [
            "futureDated", "fundClosed", "periodClosed", "sameFund", "wrongState",
            "fundPurposeViolation", "cashNotDeposited", "goodsUnaccounted", "stockReserved",
            "vendorUnpaid", "nothingToCarry", "beforeStockTake", "insufficientStock",
        ],
        needsReason: true,
        fourEyes: FourEyes(kind: "carryOver", needed: .board),
        next: ["fund accountability {fund}"]
    )

    /// Open, its drive stopped, with no cash, trip, reservation or debt left.
    package let fund: ID<Fund>
    /// Another open fund that is bound as tightly or more.
    package let to: ID<Fund>

    package struct Answer: Codable, Sendable {
        let fund: ID<Fund>
        let to: ID<Fund>
        let entry: ID<LedgerEntry>
        let counterEntry: ID<LedgerEntry>
        let bank: Rupiah
        let stock: Rupiah
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let source = try decision.find(FundState.self, fund)
        let target = try decision.find(FundState.self, to)
        try decision.gate(fund.stream, step: false)
        try decision.openFund(source, target)
        if fund == to { throw .refused(FundRefusal.sameFund) }
        if let drive = source.drive {
            let status = try decision.find(DriveState.self, drive).status
            try decision.require(drive, status, among: [.stopped, .reported])
        }
        try decision.checkTransfer(from: source, to: target)
        let goods = decision.facts.stock(of: fund)
        try checkSettled(goods, decision.facts)
        let bank = decision.facts.lowestBalance(of: .bank, in: fund, from: decision.occurredOn)
        if bank <= 0, goods.isEmpty { throw .refused(FundRefusal.nothingToCarry) }
        let moved = try take(goods, decision)
        return post(bank: max(0, bank), moved, decision)
    }

    private func checkSettled(_ goods: [StockRow], _ facts: any Facts) throws(Rejection) {
        let sums = facts.ledger(fund)
        if sums.balance(.coins) != 0 {
            throw .refused(
                FundRefusal.cashNotDeposited(
                    bank: nil,
                    undeposited: sums.balance(.coins),
                    asked: nil
                )
            )
        }
        if let trip = facts.openDistributions(of: fund).first(where: { $0.state == .loaded }) {
            throw .refused(FundRefusal.goodsUnaccounted(distribution: trip.id))
        }
        if let line = goods.first(where: { $0.reserved > 0 }) {
            throw .refused(FundRefusal.stockReserved(location: line.location, item: line.item))
        }
        let payable = -sums.balance(.vendors)
        if payable != 0 { throw .refused(FundRefusal.vendorUnpaid(amount: payable)) }
    }

    private func take(
        _ goods: [StockRow],
        _ decision: Decision
    ) throws(Rejection) -> [CarriedStock] {
        for line in goods {
            try decision.refuseBeforeTake(of: decision.find(LocationState.self, line.location))
        }
        var moved: [CarriedStock] = []
        for line in goods where line.holding.quantity > 0 {
            let all = CountedLine(item: line.item, quantity: line.holding.quantity)
            for taken in try decision.take([all], of: fund, from: line.location) {
                moved.append(
                    CarriedStock(
                        location: line.location,
                        item: taken.item,
                        quantity: taken.quantity,
                        value: taken.value
                    )
                )
            }
        }
        return moved
    }

    private func post(bank: Int64, _ moved: [CarriedStock], _ decision: Decision) -> Answer {
        let stock = moved.reduce(0) { $0 + $1.value }
        let (entry, counterEntry) = (decision.newEntry(), decision.newEntry())
        decision.record(
            FundEvent.carriedOver(
                entry: entry,
                kind: .carriedOver,
                ref: to.text,
                postings: Posting.entry([
                    Posting(.transfers, bank + stock), Posting(.bank, -bank),
                    Posting(.stock, -stock),
                ]),
                to: to,
                bank: bank,
                stock: moved
            ),
            to: fund.stream
        )
        decision.record(
            FundEvent.carryOverReceived(
                entry: counterEntry,
                kind: .carryOverReceived,
                ref: fund.text,
                postings: Posting.entry([
                    Posting(.bank, bank), Posting(.stock, stock),
                    Posting(.transfers, -(bank + stock)),
                ]),
                from: fund,
                bank: bank,
                stock: moved
            ),
            to: to.stream
        )
        var locations: [ID<Location>] = []
        for line in moved where locations.last != line.location { locations.append(line.location) }
        for location in locations {
            let lines = moved.filter { $0.location == location }.map { line in
                ValuedLine(item: line.item, quantity: line.quantity, value: line.value)
            }
            decision.record(
                StockEvent.carriedOver(from: fund, to: to, lines: lines),
                to: location.stream
            )
        }
        return Answer(
            fund: fund,
            to: to,
            entry: entry,
            counterEntry: counterEntry,
            bank: Rupiah(bank),
            stock: Rupiah(stock)
        )
    }
}
