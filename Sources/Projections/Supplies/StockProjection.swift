// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Domain

/// Why goods came to or left a line of stock, as the stock card names it.
package enum StockMovement: String, CodeSet {
    case received, donated, returnedToVendor, issued, loaded, returned, transferredOut
    case transferredIn, assembled, disassembled, stockTake, writtenOff, carriedOver

    package static let name = "StockMovement"
}

/// One movement on the card of a line of stock.
struct StockCardRow: Row {
    static let table = RowTable(110, "stockCards")
    let location: ID<Location>
    let fund: ID<Fund>
    let item: ID<SupplyItem>
    let position: Int64
    let date: CivilDate
    let movement: StockMovement
    let quantityIn: Int64
    let quantityOut: Int64
    /// What the line holds after the movement.
    let balance: Holding
    /// Purchase, donation, distribution, stock-take, kit, or the other location or fund.
    let ref: String
    var key: RowKey { StockRow.key(location, fund, item).and(position) }
}

extension Projection {
    /// What lies where for whom, and every movement of it.
    static let stock = Projection(
        "stock",
        tables: [
            LocationState.table, StockRow.table, StockDayRow.table, ItemPlaceRow.table,
            FundStockRow.table, ReservationRow.table, KitCostRow.table, StockCardRow.table,
        ]
    )
    .keeping(LocationState.self)
    .on(StockEvent.self) { event, meta, store in
        if case .taken(let stockTake, _, _) = event { store.took(stockTake.text) }
        StockBook(location: ID(trusted: meta.streamID), meta: meta, store: store).enter(event)
    }
}

/// The book of one location while one event is entered.
private struct StockBook {
    let location: ID<Location>
    let meta: EventMeta
    let store: any RowStore

    func enter(_ event: StockEvent) {
        switch event {
        case .locationOpened: break
        case .received(let source, let ref, let fund, let lines):
            add(lines, fund, source == .purchase ? .received : .donated, ref)
        case .returnedToVendor(let purchase, let fund, let lines):
            remove(lines, fund, .returnedToVendor, purchase.text)
        case .reserved(let distribution, let fund, let lines):
            for line in lines { reserve(line.item, line.quantity, fund, distribution) }
        case .released(let distribution, let fund, let lines):
            for line in lines { reserve(line.item, -line.quantity, fund, distribution) }
        case .issued(let fund, let lines, _):
            remove(lines, fund, .issued, location.text)
        case .loaded(let distribution, let fund, let lines):
            for line in lines { useReservation(line, fund, distribution) }
            remove(lines, fund, .loaded, distribution.text)
        case .returned(let distribution, let fund, let lines):
            add(lines, fund, .returned, distribution.text)
        case .transferredOut(let to, let fund, let lines):
            remove(lines, fund, .transferredOut, to.text)
        case .transferredIn(let from, let fund, let lines):
            add(lines, fund, .transferredIn, from.text)
        case .taken(let stockTake, _, let lines):
            for line in lines where line.difference != 0 {
                let held = Holding(quantity: line.difference, value: line.value)
                move(line.item, held, line.fund, .stockTake, stockTake.text)
            }
        case .writtenOff(let fund, let lines, _):
            remove(lines, fund, .writtenOff, location.text)
        case .kitAssembled(let fund, let kit, let quantity, let value, let parts):
            remove(parts, fund, .assembled, kit.text)
            let kits = ValuedLine(item: kit, quantity: quantity, value: value)
            add([kits], fund, .assembled, kit.text)
            store.put(
                KitCostRow(location: location, fund: fund, kit: kit, values: parts.map(\.value))
            )
        case .kitDisassembled(let fund, let kit, let quantity, let value, let parts):
            let kits = ValuedLine(item: kit, quantity: quantity, value: value)
            remove([kits], fund, .disassembled, kit.text)
            add(parts, fund, .disassembled, kit.text)
        case .carriedOver(let from, let to, let lines):
            remove(lines, from, .carriedOver, to.text)
            add(lines, to, .carriedOver, from.text)
        }
    }

    private func add(
        _ lines: [ValuedLine],
        _ fund: ID<Fund>,
        _ movement: StockMovement,
        _ ref: String
    ) {
        for line in lines {
            let held = Holding(quantity: line.quantity, value: line.value)
            move(line.item, held, fund, movement, ref)
        }
    }

    private func remove(
        _ lines: [ValuedLine],
        _ fund: ID<Fund>,
        _ movement: StockMovement,
        _ ref: String
    ) {
        for line in lines {
            let held = Holding(quantity: -line.quantity, value: -line.value)
            move(line.item, held, fund, movement, ref)
        }
    }

    private func move(
        _ item: ID<SupplyItem>,
        _ change: Holding,
        _ fund: ID<Fund>,
        _ movement: StockMovement,
        _ ref: String
    ) {
        var stock = self.stock(fund, item)
        stock.holding.quantity += change.quantity
        stock.holding.value += change.value
        store.put(stock)
        var day =
            store.row(StockDayRow.self, stock.key.and(meta.occurredOn))
            ?? StockDayRow(
                location: location,
                fund: fund,
                item: item,
                date: meta.occurredOn,
                change: 0
            )
        day.change += change.quantity
        store.put(day)
        note(stock)
        store.put(
            StockCardRow(
                location: location,
                fund: fund,
                item: item,
                position: meta.position,
                date: meta.occurredOn,
                movement: movement,
                quantityIn: max(change.quantity, 0),
                quantityOut: max(-change.quantity, 0),
                balance: stock.holding,
                ref: ref
            )
        )
    }

    // The indexes list only lines that hold something.
    private func note(_ stock: StockRow) {
        let place = ItemPlaceRow(item: stock.item, location: location, fund: stock.fund)
        if stock.holding.quantity == 0 {
            store.remove(ItemPlaceRow.self, place.key)
            store.remove(FundStockRow.self, FundStockRow(of: stock).key)
        } else {
            store.put(place)
            store.put(FundStockRow(of: stock))
        }
    }

    private func stock(_ fund: ID<Fund>, _ item: ID<SupplyItem>) -> StockRow {
        store.row(StockRow.self, StockRow.key(location, fund, item))
            ?? StockRow(location: location, fund: fund, item: item)
    }

    private func useReservation(
        _ line: ValuedLine,
        _ fund: ID<Fund>,
        _ distribution: ID<Distribution>
    ) {
        let key = ReservationRow.key(distribution, location).and(line.item)
        let reserved = store.row(ReservationRow.self, key)?.quantity ?? 0
        let used = min(reserved, line.quantity)
        if used > 0 { reserve(line.item, -used, fund, distribution) }
    }

    private func reserve(
        _ item: ID<SupplyItem>,
        _ change: Int64,
        _ fund: ID<Fund>,
        _ distribution: ID<Distribution>
    ) {
        var stock = self.stock(fund, item)
        stock.reserved += change
        store.put(stock)
        var reservation =
            store.row(
                ReservationRow.self,
                ReservationRow.key(distribution, location).and(item)
            )
            ?? ReservationRow(
                distribution: distribution,
                location: location,
                item: item,
                fund: fund,
                quantity: 0
            )
        reservation.quantity += change
        if reservation.quantity == 0 {
            store.remove(ReservationRow.self, reservation.key)
        } else {
            store.put(reservation)
        }
    }
}
