// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// A kit is put together from its parts and taken apart again inside one location and fund. It is
// worth what its parts cost; nothing is posted to the ledger.

/// Puts kits together from their parts.
package struct AssembleKit: Command {
    package static let contract = Contract(
        "stock.assembleKit",
        roles: [.storekeeper],
        positional: ["location"],
        refusals: ["futureDated", "notAKit", "beforeStockTake", "insufficientStock"]
    )

    /// Where parts lie and kits will.
    package let location: ID<Location>
    /// Whose goods both are.
    package let fund: ID<Fund>
    /// Must be a kit.
    package let item: ID<SupplyItem>
    /// Kits.
    package let quantity: Quantity

    package typealias Answer = KitAnswer

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let kit = try decision.findKit(item, in: location, fund)
        let wanted = kit.parts(for: quantity)
        let parts = try decision.take(wanted, of: fund, from: location)
        let value = parts.totalValue
        decision.record(
            StockEvent.kitAssembled(
                fund: fund,
                item: item,
                quantity: quantity.value,
                value: value,
                parts: parts
            ),
            to: location.stream
        )
        return Answer(location: location, item: item, quantity: quantity, value: Rupiah(value))
    }
}

/// Takes kits apart; their cost is split as that of the latest assembly was.
package struct DisassembleKit: Command {
    package static let contract = Contract(
        "stock.disassembleKit",
        roles: [.storekeeper],
        positional: ["location"],
        refusals: ["futureDated", "notAKit", "beforeStockTake", "insufficientStock"]
    )

    /// Where kits lie and parts will.
    package let location: ID<Location>
    /// Whose goods both are.
    package let fund: ID<Fund>
    /// Must be a kit.
    package let item: ID<SupplyItem>
    /// Kits.
    package let quantity: Quantity

    package typealias Answer = KitAnswer

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let kit = try decision.findKit(item, in: location, fund)
        let wanted = [CountedLine(item: item, quantity: quantity.value)]
        let value = try decision.take(wanted, of: fund, from: location).totalValue
        let latest = decision.facts.row(KitCostRow.self, StockRow.key(location, fund, item))
        let values = kit.split(value, as: latest?.values)
        let parts = zip(kit.parts(for: quantity), values).map { part, value in
            ValuedLine(item: part.item, quantity: part.quantity, value: value)
        }
        decision.record(
            StockEvent.kitDisassembled(
                fund: fund,
                item: item,
                quantity: quantity.value,
                value: value,
                parts: parts
            ),
            to: location.stream
        )
        return Answer(location: location, item: item, quantity: quantity, value: Rupiah(value))
    }
}

/// What became of kits.
package struct KitAnswer: Codable, Sendable {
    let location: ID<Location>
    let item: ID<SupplyItem>
    let quantity: Quantity
    let value: Rupiah
}

extension Decision {
    fileprivate func findKit(
        _ item: ID<SupplyItem>,
        in location: ID<Location>,
        _ fund: ID<Fund>
    ) throws(Rejection) -> ItemState {
        let place = try find(LocationState.self, location)
        _ = try find(FundState.self, fund)
        let kit = try find(ItemState.self, item)
        try gate(location.stream, step: false)
        if !kit.isKit { throw .refused(ItemRefusal.notAKit(item: item)) }
        try refuseBeforeTake(of: place)
        return kit
    }
}

extension ItemState {
    fileprivate func parts(for kits: Quantity) -> [CountedLine] {
        parts.map { part in
            CountedLine(item: part.item, quantity: part.quantity.value * kits.value)
        }
    }

    // Shares by the parts' values at the latest assembly, else by their quantities; each truncated,
    // the last part takes the rest, so nothing is lost.
    fileprivate func split(_ value: Int64, as latest: [Int64]?) -> [Int64] {
        var weights = latest ?? []
        if weights.count != parts.count || weights.allSatisfy({ $0 == 0 }) {
            weights = parts.map(\.quantity.value)
        }
        let whole = weights.reduce(0, +)
        var shares = weights.dropLast().map { Share.of(value, $0, per: whole) }
        shares.append(value - shares.reduce(0, +))
        return shares
    }
}
