// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// A stock-take: two people count everything in a location. What they find is the truth from then
// on; differences are posted as gain or loss, and nothing may be entered before it any more (K-18).

/// One line of a count: what two people found of an item of a fund.
package struct StockCountLine: Codable, Sendable {
    /// Must exist.
    package let fund: ID<Fund>
    /// Must exist; once for each fund.
    package let item: ID<SupplyItem>
    /// Pieces; 0 when none was found.
    package let counted: Count0
}

/// Counts all goods of a location.
package struct TakeStock: Command {
    package static let contract = Contract(
        "stock.take",
        roles: [.storekeeper],
        positional: ["location"],
        refusals: [
            "futureDated", "countersNotDistinct", "beforeStockTake", "outOfOrder",
            "takeIncomplete", "fundClosed", "periodClosed",
        ]
    )

    /// With no later movement of goods.
    package let location: ID<Location>
    /// Exactly two people, not the same one by two names.
    package let countedBy: [PersonID]
    /// Every line of stock that is not empty by the books; others may be added.
    package let lines: [StockCountLine]

    package struct Answer: Codable, Sendable {
        let stockTake: ID<StockTake>
        let location: ID<Location>
        let differences: [TakenLine]
        let entries: [ID<LedgerEntry>]
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let place = try check(decision)
        let taken = lines.map { compare($0, decision.facts) }
        let differences = taken.filter { $0.difference != 0 }
        var funds: [FundState] = []
        for line in differences where !funds.contains(where: { $0.id == line.fund }) {
            funds.append(try decision.find(FundState.self, line.fund))
        }
        for fund in funds { try decision.openFund(fund) }
        let stockTake = ID<StockTake>(trusted: decision.newNumber("OPN"))
        decision.record(
            StockEvent.taken(stockTake: stockTake, countedBy: countedBy, lines: taken),
            to: place.id.stream
        )
        var entries: [ID<LedgerEntry>] = []
        for fund in funds {
            let entry = decision.newEntry()
            let ofFund = differences.filter { $0.fund == fund.id }
            let change = ofFund.reduce(0) { $0 + $1.value }
            decision.record(
                FundEvent.stockAdjusted(
                    entry: entry,
                    kind: .stockAdjusted,
                    ref: stockTake.text,
                    postings: Posting.entry(
                        [Posting(.stockLoss, -change)]
                            + ofFund.map { Posting(.stock, $0.value, item: $0.item) }
                    ),
                    stockTake: stockTake,
                    location: location
                ),
                to: fund.id.stream
            )
            entries.append(entry)
        }
        return Answer(
            stockTake: stockTake,
            location: location,
            differences: differences,
            entries: entries
        )
    }

    private func check(_ decision: Decision) throws(Rejection) -> LocationState {
        guard countedBy.count == 2 else {
            throw .invalid(pointer: "/countedBy", problem: "length", expected: "exactly 2 people")
        }
        try Lines.check(lines, mayBeEmpty: true) { $0.fund.text + " " + $0.item.text }
        let place = try decision.find(LocationState.self, location)
        for person in countedBy { try decision.find(person: person) }
        for line in lines {
            _ = try decision.find(FundState.self, line.fund)
            _ = try decision.find(ItemState.self, line.item)
        }
        try decision.gate(location.stream, step: false)
        if decision.facts.samePerson(countedBy[0], countedBy[1]) {
            throw .refused(StockRefusal.countersNotDistinct)
        }
        try decision.refuseBeforeTake(of: place)
        if let last = place.lastMovementOn, decision.occurredOn < last {
            throw .refused(common: .outOfOrder(lastStepOn: last))
        }
        let counted = Set(lines.map { StockRow.key(location, $0.fund, $0.item) })
        let missing = decision.facts.rows(StockRow.self, prefix: RowKey(location))
            .filter { $0.holding.quantity != 0 && !counted.contains($0.key) }
            .map { MissingLine(fund: $0.fund, item: $0.item) }
        if !missing.isEmpty { throw .refused(StockRefusal.takeIncomplete(missing: missing)) }
        return place
    }

    // A shortage is worth its cost; a surplus its share of what is there, nothing if there is none.
    private func compare(_ line: StockCountLine, _ facts: any Facts) -> TakenLine {
        let key = StockRow.key(location, line.fund, line.item)
        let held = facts.row(StockRow.self, key)?.holding ?? Holding()
        let difference = line.counted.value - held.quantity
        let value =
            difference < 0
            ? -held.cost(of: -difference)
            : Share.of(held.value, difference, per: held.quantity)
        return TakenLine(
            fund: line.fund,
            item: line.item,
            expected: held.quantity,
            counted: line.counted.value,
            difference: difference,
            value: value
        )
    }
}
