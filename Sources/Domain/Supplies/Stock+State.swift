// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// MARK: Events

/// Where goods came from.
package enum StockSource: String, CodeSet {
    case purchase, donation

    package static let name = "StockSource"
}

/// Why goods are gone.
package enum WriteOffCause: String, CodeSet {
    case damaged, lost, expired, stolen

    package static let name = "WriteOffCause"
}

/// One line of a stock-take: what the books said and what two people counted.
package struct TakenLine: Codable, Sendable {
    /// Whose goods they are.
    package let fund: ID<Fund>
    /// One line for each item of a fund.
    package let item: ID<SupplyItem>
    /// Pieces by the books when it was recorded.
    package let expected: Int64
    /// Pieces found.
    package let counted: Int64
    /// Counted − expected.
    package let difference: Int64
    /// What the difference is worth, rupiah, negative for a shortage.
    package let value: Int64
}

/// What happens to the goods of a location.
package enum StockEvent: DomainEvent {
    case locationOpened(name: Line, place: ID<Place>)
    case received(source: StockSource, ref: String, fund: ID<Fund>, lines: [ValuedLine])
    case returnedToVendor(purchase: ID<Purchase>, fund: ID<Fund>, lines: [ValuedLine])
    case reserved(distribution: ID<Distribution>, fund: ID<Fund>, lines: [CountedLine])
    case released(distribution: ID<Distribution>, fund: ID<Fund>, lines: [CountedLine])
    case issued(fund: ID<Fund>, lines: [ValuedLine], purpose: Line)
    case loaded(distribution: ID<Distribution>, fund: ID<Fund>, lines: [ValuedLine])
    case returned(distribution: ID<Distribution>, fund: ID<Fund>, lines: [ValuedLine])
    case transferredOut(to: ID<Location>, fund: ID<Fund>, lines: [ValuedLine])
    case transferredIn(from: ID<Location>, fund: ID<Fund>, lines: [ValuedLine])
    case taken(stockTake: ID<StockTake>, countedBy: [PersonID], lines: [TakenLine])
    case writtenOff(fund: ID<Fund>, lines: [ValuedLine], cause: WriteOffCause)
    case kitAssembled(
        fund: ID<Fund>,
        item: ID<SupplyItem>,
        quantity: Int64,
        value: Int64,
        parts: [ValuedLine]
    )
    case kitDisassembled(
        fund: ID<Fund>,
        item: ID<SupplyItem>,
        quantity: Int64,
        value: Int64,
        parts: [ValuedLine]
    )
    case carriedOver(from: ID<Fund>, to: ID<Fund>, lines: [ValuedLine])

    package enum CodingKeys: String, CodingKey {
        case locationOpened = "stock.locationOpened"
        case received = "stock.received"
        case returnedToVendor = "stock.returnedToVendor"
        case reserved = "stock.reserved"
        case released = "stock.released"
        case issued = "stock.issued"
        case loaded = "stock.loaded"
        case returned = "stock.returned"
        case transferredOut = "stock.transferredOut"
        case transferredIn = "stock.transferredIn"
        case taken = "stock.taken"
        case writtenOff = "stock.writtenOff"
        case kitAssembled = "stock.kitAssembled"
        case kitDisassembled = "stock.kitDisassembled"
        case carriedOver = "stock.carriedOver"
    }

    package static let category = Location.category

    // No command about a location is a step: goods of the past may be entered late, as far as the
    // last stock-take and the quantities since then allow.
    package var isStep: Bool { false }

    /// True when the event changes a quantity.
    package var movesGoods: Bool {
        switch self {
        case .locationOpened, .reserved, .released, .taken: false
        case .received, .returnedToVendor, .issued, .loaded, .returned, .transferredOut,
            .transferredIn, .writtenOff, .kitAssembled, .kitDisassembled, .carriedOver:
            true
        }
    }
}

// MARK: State

/// A location as the events left it.
package struct LocationState: AggregateState {
    package static let table = RowTable(91, "locations")
    package let id: ID<Location>
    /// As opened.
    package let name: Line
    /// What it stands in.
    package let place: ID<Place>
    /// The date of the latest stock-take.
    package var lastTakeOn: CivilDate?
    /// The latest date on which goods moved.
    package var lastMovementOn: CivilDate?

    package static func initial(
        _ id: ID<Location>,
        _ event: StockEvent,
        _ meta: EventMeta
    ) -> LocationState? {
        guard case .locationOpened(let name, let place) = event else { return nil }
        return LocationState(id: id, name: name, place: place)
    }

    package mutating func evolve(_ event: StockEvent, _ meta: EventMeta) {
        if case .taken = event {
            lastTakeOn = max(lastTakeOn ?? meta.occurredOn, meta.occurredOn)
        }
        if event.movesGoods {
            lastMovementOn = max(lastMovementOn ?? meta.occurredOn, meta.occurredOn)
        }
    }
}

/// What a location holds of one item for one fund, and what of it is reserved.
package struct StockRow: Row {
    package static let table = RowTable(92, "stock")
    /// First in the key, so that a stock-take reads one range.
    package let location: ID<Location>
    /// Whose goods they are.
    package let fund: ID<Fund>
    /// A kit is an item of its own, beside its parts.
    package let item: ID<SupplyItem>
    /// Quantity and cost, reserved pieces included.
    package var holding = Holding()
    /// Pieces promised to planned distributions.
    package var reserved: Int64 = 0
    package var key: RowKey { Self.key(location, fund, item) }

    /// Nothing yet of an item for a fund at a location.
    package init(location: ID<Location>, fund: ID<Fund>, item: ID<SupplyItem>) {
        self.location = location
        self.fund = fund
        self.item = item
    }

    /// The key of a location's goods of one item for one fund.
    package static func key(
        _ location: ID<Location>,
        _ fund: ID<Fund>,
        _ item: ID<SupplyItem>
    ) -> RowKey {
        RowKey(location).and(fund).and(item)
    }
}

/// What came to or left one line of stock on one day.
package struct StockDayRow: Row {
    package static let table = RowTable(93, "stockDays")
    /// Of the line of stock that moved.
    package let location: ID<Location>
    /// Whose goods they are.
    package let fund: ID<Fund>
    /// Of the line of stock that moved.
    package let item: ID<SupplyItem>
    /// Business date.
    package let date: CivilDate
    /// Pieces in − pieces out.
    package var change: Int64
    package var key: RowKey { StockRow.key(location, fund, item).and(date) }

    /// The row of a day.
    package init(
        location: ID<Location>,
        fund: ID<Fund>,
        item: ID<SupplyItem>,
        date: CivilDate,
        change: Int64
    ) {
        self.location = location
        self.fund = fund
        self.item = item
        self.date = date
        self.change = change
    }
}

/// Where an item is kept: one row for every line of stock that is not empty.
package struct ItemPlaceRow: Row {
    package static let table = RowTable(94, "itemPlaces")
    /// First in the key, so that all its places stand together.
    package let item: ID<SupplyItem>
    /// The quantity is in ``StockRow``.
    package let location: ID<Location>
    /// Whose goods they are.
    package let fund: ID<Fund>
    package var key: RowKey { RowKey(item).and(location).and(fund) }

    /// An item at a location for a fund.
    package init(item: ID<SupplyItem>, location: ID<Location>, fund: ID<Fund>) {
        self.item = item
        self.location = location
        self.fund = fund
    }
}

/// Goods of a planned distribution that nobody else may take.
package struct ReservationRow: Row {
    package static let table = RowTable(95, "reservations")
    /// Planned or loaded.
    package let distribution: ID<Distribution>
    /// Where the goods lie.
    package let location: ID<Location>
    /// One row for each promised item.
    package let item: ID<SupplyItem>
    /// Of the distribution.
    package let fund: ID<Fund>
    /// Pieces.
    package var quantity: Int64
    package var key: RowKey { Self.key(distribution, location).and(item) }

    /// So many pieces of an item at a location for a distribution.
    package init(
        distribution: ID<Distribution>,
        location: ID<Location>,
        item: ID<SupplyItem>,
        fund: ID<Fund>,
        quantity: Int64
    ) {
        self.distribution = distribution
        self.location = location
        self.item = item
        self.fund = fund
        self.quantity = quantity
    }

    /// The prefix of what a distribution has reserved at a location.
    package static func key(_ distribution: ID<Distribution>, _ location: ID<Location>) -> RowKey {
        RowKey(distribution).and(location)
    }
}

/// What the parts of a kit cost when it was last put together, in the order of its parts.
package struct KitCostRow: Row {
    package static let table = RowTable(96, "kitCosts")
    /// Where the kit was put together.
    package let location: ID<Location>
    /// Whose goods they are.
    package let fund: ID<Fund>
    /// Whose parts they are.
    package let kit: ID<SupplyItem>
    /// Rupiah per part.
    package let values: [Int64]
    package var key: RowKey { StockRow.key(location, fund, kit) }

    /// The cost of the parts of the latest assembly.
    package init(
        location: ID<Location>,
        fund: ID<Fund>,
        kit: ID<SupplyItem>,
        values: [Int64]
    ) {
        self.location = location
        self.fund = fund
        self.kit = kit
        self.values = values
    }
}
