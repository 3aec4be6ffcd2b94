// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// What changes a location's goods and the ledger together: receiveDonation, issue, writeOff.

/// One line of donated goods.
package struct DonatedLine: Codable, Sendable {
    /// Each once in a donation.
    package let item: ID<SupplyItem>
    /// Pieces.
    package let quantity: Quantity
    /// Rupiah that one piece is worth.
    package let unitValue: Amount
}

/// Takes donated goods into a location for a fund.
package struct ReceiveDonation: Command {
    package static let contract = Contract(
        "stock.receiveDonation",
        roles: [.storekeeper],
        positional: ["location"],
        refusals: [
            "futureDated", "fundClosed", "periodClosed", "fundPurposeViolation",
            "beforeStockTake",
        ]
    )

    /// Where the goods are put.
    package let location: ID<Location>
    /// Open, and free to hold these categories.
    package let fund: ID<Fund>
    /// Must exist.
    package let donor: ID<Organisation>
    /// At least one, each item once, with the worth of a piece.
    package let lines: [DonatedLine]
    /// Of the letter or receipt; not checked for doubles.
    package let reference: DocNumber

    package struct Answer: Codable, Sendable {
        let location: ID<Location>
        let fund: ID<Fund>
        let entry: ID<LedgerEntry>
        let value: Rupiah
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        try Lines.check(lines) { $0.item.text }
        var received: [ValuedLine] = []
        var total: Int64 = 0
        for line in lines {
            let value = try Checked.product(line.quantity.value, line.unitValue.value)
            total = try Checked.sum(total, value)
            received.append(
                ValuedLine(item: line.item, quantity: line.quantity.value, value: value)
            )
        }
        let place = try decision.find(LocationState.self, location)
        let fundState = try decision.find(FundState.self, fund)
        _ = try decision.find(OrganisationState.self, donor)
        let items = try decision.findItems(lines.map(\.item))
        try decision.gate(location.stream, step: false)
        try decision.openFund(fundState)
        try decision.checkPurpose(of: items, in: fundState)
        try decision.refuseBeforeTake(of: place)
        let entry = decision.newEntry()
        decision.record(
            StockEvent.received(
                source: .donation,
                ref: reference.text,
                fund: fund,
                lines: received
            ),
            to: location.stream
        )
        decision.record(
            FundEvent.goodsDonated(
                entry: entry,
                kind: .goodsDonated,
                ref: reference.text,
                postings: Posting.entry(
                    received.debits(to: .stock) + [Posting(.inKind, -total)]
                ),
                location: location,
                donor: donor,
                reference: reference
            ),
            to: fund.stream
        )
        return Answer(location: location, fund: fund, entry: entry, value: Rupiah(total))
    }
}

/// Takes goods out for use inside the office, without a hand-over.
package struct IssueStock: Command {
    package static let contract = Contract(
        "stock.issue",
        roles: [.storekeeper],
        positional: ["location"],
        refusals: [
            "futureDated", "fundClosed", "periodClosed", "beforeStockTake", "insufficientStock",
        ]
    )

    /// With no stock-take after the business date.
    package let location: ID<Location>
    /// Whose goods they are; open.
    package let fund: ID<Fund>
    /// No more than is free, at average cost.
    package let lines: [ItemLine]
    /// What for, without a person's name.
    package let purpose: Line

    package typealias Answer = StockEntryAnswer

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let taken = try decision.takeOut(lines, of: fund, from: location)
        let entry = decision.newEntry()
        decision.record(
            StockEvent.issued(fund: fund, lines: taken, purpose: purpose),
            to: location.stream
        )
        decision.record(
            FundEvent.goodsIssued(
                entry: entry,
                kind: .goodsIssued,
                ref: location.text,
                postings: Posting.entry(taken.issued(to: .schoolSupplies)),
                handover: nil,
                distribution: nil,
                place: nil,
                location: location
            ),
            to: fund.stream
        )
        return Answer(location: location, entry: entry, value: Rupiah(taken.totalValue))
    }
}

/// Takes goods off the books that are spoilt or gone; a supervisor must agree.
package struct WriteOffStock: Command {
    package static let contract = Contract(
        "stock.writeOff",
        roles: [.storekeeper],
        positional: ["location"],
        refusals: [
            "futureDated", "fundClosed", "periodClosed", "beforeStockTake", "insufficientStock",
        ],
        needsReason: true,
        fourEyes: FourEyes(kind: "stockWriteOff", needed: .supervisor),
        next: ["approval approve {approval}"]
    )

    /// With no stock-take after the business date.
    package let location: ID<Location>
    /// Whose goods they are; open.
    package let fund: ID<Fund>
    /// No more than is free, at average cost.
    package let lines: [ItemLine]
    /// Closed list; the story is in the reason.
    package let cause: WriteOffCause

    package typealias Answer = StockEntryAnswer

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let taken = try decision.takeOut(lines, of: fund, from: location)
        let entry = decision.newEntry()
        decision.record(
            StockEvent.writtenOff(fund: fund, lines: taken, cause: cause),
            to: location.stream
        )
        decision.record(
            FundEvent.stockWrittenOff(
                entry: entry,
                kind: .stockWrittenOff,
                ref: location.text,
                postings: Posting.entry(taken.lost()),
                location: location,
                cause: cause
            ),
            to: fund.stream
        )
        return Answer(location: location, entry: entry, value: Rupiah(taken.totalValue))
    }
}

/// The answer of a command that took goods of a location out of the books.
package struct StockEntryAnswer: Codable, Sendable {
    let location: ID<Location>
    let entry: ID<LedgerEntry>
    let value: Rupiah
}

extension [ValuedLine] {
    /// The loss of all lines, then a credit of the stock per line.
    func lost() -> [Posting] { [Posting(.stockLoss, totalValue)] + credits(of: .stock) }
}

extension Decision {
    fileprivate func takeOut(
        _ lines: [ItemLine],
        of fund: ID<Fund>,
        from location: ID<Location>
    ) throws(Rejection) -> [ValuedLine] {
        try Lines.check(lines)
        let place = try find(LocationState.self, location)
        let fundState = try find(FundState.self, fund)
        _ = try findItems(lines.map(\.item))
        try gate(location.stream, step: false)
        try openFund(fundState)
        try refuseBeforeTake(of: place)
        return try take(lines.map(CountedLine.init), of: fund, from: location)
    }
}
