// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Domain

/// Every item and kit.
package struct ListItems: Query {
    package static let contract = QueryContract("item.list", roles: .any)

    /// `kit` lists what is put together from others.
    package let category: ListedCategory?

    package struct Item: Codable, Sendable {
        let item: ID<SupplyItem>
        let name: Line
        let category: ListedCategory
        let unit: Line
        let minimum: Int64
        let parts: [ItemLine]
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        try context.page(ItemState.self) { state in
            if let category, category != state.listedCategory { return nil }
            return Item(
                item: state.id,
                name: state.name,
                category: state.listedCategory,
                unit: state.unit,
                minimum: state.minimum,
                parts: state.parts
            )
        }
    }
}

/// What lies where for whom, what of it is promised, and what it cost (R14).
package struct ListStock: Query {
    package static let contract = QueryContract(
        "stock.list",
        roles: .goods + [.reader],
        next: ["stock card {location} --fund {fund} --item {item}"],
        columns: [
            "item": 1, "available": 1, "onHand": 2, "reserved": 2, "value": 2, "fund": 3,
            "belowMinimum": 4, "averageCost": 5, "minimum": 6, "lastTakeOn": 7, "unit": 7,
            "category": 8,
        ]
    )

    /// Left out: everywhere.
    package let location: ID<Location>?
    /// Left out: of all funds.
    package let fund: ID<Fund>?
    /// Left out: all items.
    package let item: ID<SupplyItem>?

    package struct Item: Codable, Sendable {
        let location: ID<Location>
        let fund: ID<Fund>
        let item: ID<SupplyItem>
        let category: ListedCategory
        let unit: Line
        let onHand: Int64
        let reserved: Int64
        let available: Int64
        let averageCost: Rupiah
        let value: Rupiah
        let lastTakeOn: CivilDate?
        let minimum: Int64
        let belowMinimum: Bool
    }

    package struct Summary: Codable, Sendable {
        let value: Rupiah
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Summary> {
        let rows = context.facts.rows(
            StockRow.self,
            prefix: location.map { RowKey($0) } ?? RowKey()
        )
        let items = rows.compactMap { stock -> Item? in
            if let fund, fund != stock.fund { return nil }
            if let item, item != stock.item { return nil }
            if stock.holding.quantity == 0, stock.reserved == 0 { return nil }
            return line(stock, context.facts)
        }
        let value = items.reduce(0) { $0 + $1.value.value }
        return try context.page(items, summary: Summary(value: Rupiah(value)))
    }

    private func line(_ stock: StockRow, _ facts: any Facts) -> Item? {
        guard let item = facts.state(ItemState.self, stock.item) else { return nil }
        let available = stock.holding.quantity - stock.reserved
        return Item(
            location: stock.location,
            fund: stock.fund,
            item: stock.item,
            category: item.listedCategory,
            unit: item.unit,
            onHand: stock.holding.quantity,
            reserved: stock.reserved,
            available: available,
            averageCost: Rupiah(stock.holding.averageCost),
            value: Rupiah(stock.holding.value),
            lastTakeOn: facts.state(LocationState.self, stock.location)?.lastTakeOn,
            minimum: item.minimum,
            belowMinimum: available < item.minimum
        )
    }
}

/// Every movement of one line of stock (R15).
package struct ShowStockCard: Query {
    package static let contract = QueryContract(
        "stock.card",
        roles: .goods,
        positional: ["location"],
        columns: [
            "position": 9, "date": 1, "balance": 1, "movement": 2,
            "quantityIn": ColumnHint(priority: 2, hidesZero: true),
            "quantityOut": ColumnHint(priority: 2, hidesZero: true),
        ]
    )

    /// The store room, not the place it stands in.
    package let location: ID<Location>
    /// Whose goods they are.
    package let fund: ID<Fund>
    /// An item or a kit; one that was never there has no rows.
    package let item: ID<SupplyItem>

    package struct Item: Codable, Sendable {
        let position: Int64
        let date: CivilDate
        let movement: StockMovement
        let quantityIn: Int64
        let quantityOut: Int64
        let balance: Int64
        let value: Rupiah
        let ref: String
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        _ = try context.find(LocationState.self, location)
        _ = try context.find(FundState.self, fund)
        _ = try context.find(ItemState.self, item)
        return try context.page(StockCardRow.self, prefix: StockRow.key(location, fund, item)) {
            row in
            Item(
                position: row.position,
                date: row.date,
                movement: row.movement,
                quantityIn: row.quantityIn,
                quantityOut: row.quantityOut,
                balance: row.balance.quantity,
                value: Rupiah(row.balance.value),
                ref: row.ref
            )
        }
    }
}
