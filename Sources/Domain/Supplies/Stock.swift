// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// A location is a room or cupboard where goods are kept. Its stream is the stock: everything that
// comes, leaves, is promised or counted there. Commands here: openLocation, reserve, release,
// transfer; those that post to the ledger, stock-takes and kits have files of their own.

// MARK: Commands

extension Location {
    /// The commands of its methods; a new one is added here.
    package static let commands: [any Command.Type] = [
        OpenLocation.self, ReceiveDonation.self, ReserveStock.self, ReleaseStock.self,
        IssueStock.self, TransferStock.self, TakeStock.self, WriteOffStock.self, AssembleKit.self,
        DisassembleKit.self,
    ]
}

/// A new place to keep goods.
package struct OpenLocation: Command {
    package static let contract = Contract(
        "stock.openLocation",
        roles: [.storekeeper, .coordinator],
        positional: ["location"],
        refusals: ["futureDated", "alreadyExists"]
    )

    /// A code that was never used before.
    package let location: ID<Location>
    /// What lists show.
    package let name: Line
    /// What it stands in; must exist.
    package let place: ID<Place>

    package struct Answer: Codable, Sendable {
        let location: ID<Location>
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        _ = try decision.find(PlaceState.self, place)
        try decision.gate(location.stream, step: false)
        if decision.facts.state(LocationState.self, location) != nil {
            throw .refused(common: .alreadyExists(what: Location.noun, id: location.text))
        }
        decision.record(
            StockEvent.locationOpened(name: name, place: place),
            to: location.stream
        )
        return Answer(location: location)
    }
}

/// Promises goods of a location to a distribution.
package struct ReserveStock: Command {
    package static let contract = Contract(
        "stock.reserve",
        roles: [.storekeeper, .coordinator],
        positional: ["location"],
        refusals: ["futureDated", "wrongState", "beforeStockTake", "insufficientStock"],
        next: ["distribution load {distribution}"]
    )

    /// With no stock-take after the business date.
    package let location: ID<Location>
    /// Planned or loaded.
    package let distribution: ID<Distribution>
    /// No more than is free; each item once.
    package let lines: [ItemLine]

    package struct Answer: Codable, Sendable {
        let location: ID<Location>
        let distribution: ID<Distribution>
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        try Lines.check(lines)
        let place = try decision.find(LocationState.self, location)
        let trip = try decision.find(DistributionState.self, distribution)
        _ = try decision.findItems(lines.map(\.item))
        try decision.gate(location.stream, step: false)
        try trip.mustBe([.planned, .loaded])
        try decision.refuseBeforeTake(of: place)
        let wanted = lines.map(CountedLine.init)
        _ = try decision.take(wanted, of: trip.fund, from: location)
        decision.record(
            StockEvent.reserved(distribution: distribution, fund: trip.fund, lines: wanted),
            to: location.stream
        )
        return Answer(location: location, distribution: distribution)
    }
}

/// Takes back all that was promised to a distribution at a location.
package struct ReleaseStock: Command {
    package static let contract = Contract(
        "stock.release",
        roles: [.storekeeper, .coordinator],
        positional: ["location"],
        refusals: ["futureDated", "nothingReserved"]
    )

    /// Where something is promised to the distribution.
    package let location: ID<Location>
    /// In any state.
    package let distribution: ID<Distribution>

    package struct Answer: Codable, Sendable {
        let location: ID<Location>
        let distribution: ID<Distribution>
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        _ = try decision.find(LocationState.self, location)
        let trip = try decision.find(DistributionState.self, distribution)
        try decision.gate(location.stream, step: false)
        let released = decision.releaseReserved(
            of: trip,
            prefix: ReservationRow.key(distribution, location)
        )
        if !released { throw .refused(StockRefusal.nothingReserved) }
        return Answer(location: location, distribution: distribution)
    }
}

/// Moves goods of a fund to another location; they keep their cost.
package struct TransferStock: Command {
    package static let contract = Contract(
        "stock.transfer",
        roles: [.storekeeper],
        positional: ["location"],
        refusals: ["futureDated", "sameLocation", "beforeStockTake", "insufficientStock"]
    )

    /// With no stock-take after the business date.
    package let location: ID<Location>
    /// Another one, with no stock-take after the business date.
    package let to: ID<Location>
    /// Whose goods they are, before and after.
    package let fund: ID<Fund>
    /// No more than is free; each item once.
    package let lines: [ItemLine]

    package struct Answer: Codable, Sendable {
        let location: ID<Location>
        let to: ID<Location>
        let value: Rupiah
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        try Lines.check(lines)
        let from = try decision.find(LocationState.self, location)
        let target = try decision.find(LocationState.self, to)
        _ = try decision.find(FundState.self, fund)
        _ = try decision.findItems(lines.map(\.item))
        try decision.gate(location.stream, step: false)
        if to == location { throw .refused(StockRefusal.sameLocation) }
        try decision.refuseBeforeTake(of: from)
        try decision.refuseBeforeTake(of: target)
        let moved = try decision.take(lines.map(CountedLine.init), of: fund, from: location)
        decision.record(
            StockEvent.transferredOut(to: to, fund: fund, lines: moved),
            to: location.stream
        )
        decision.record(
            StockEvent.transferredIn(from: location, fund: fund, lines: moved),
            to: to.stream
        )
        return Answer(location: location, to: to, value: Rupiah(moved.totalValue))
    }
}

// MARK: Rules

extension [ValuedLine] {
    /// Rupiah of all lines.
    package var totalValue: Int64 { reduce(0) { $0 + $1.value } }
}

extension Decision {
    /// Refuses goods movements of a location dated before its last stock-take (K-18).
    package func refuseBeforeTake(of location: LocationState) throws(Rejection) {
        if let last = location.lastTakeOn, occurredOn < last {
            throw .refused(StockRefusal.beforeStockTake(location: location.id, lastTake: last))
        }
    }

    /// The cost of goods about to leave a location, or `insufficientStock` of the first line.
    ///
    /// What is reserved counts as gone, except what `distribution` has reserved itself.
    package func take(
        _ lines: [CountedLine],
        of fund: ID<Fund>,
        from location: ID<Location>,
        for distribution: ID<Distribution>? = nil
    ) throws(Rejection) -> [ValuedLine] {
        var taken: [ValuedLine] = []
        for line in lines {
            let stock =
                facts.row(StockRow.self, StockRow.key(location, fund, line.item))
                ?? StockRow(location: location, fund: fund, item: line.item)
            let own = distribution.flatMap { distribution in
                facts.row(
                    ReservationRow.self,
                    ReservationRow.key(distribution, location).and(line.item)
                )
            }
            let available =
                facts.lowestQuantity(of: stock, from: occurredOn) - stock.reserved
                + (own?.quantity ?? 0)
            if line.quantity > available {
                throw .refused(
                    StockRefusal.insufficientStock(
                        item: line.item,
                        location: location,
                        fund: fund,
                        requested: line.quantity,
                        available: available,
                        near: facts.stock(of: line.item, besides: stock)
                    )
                )
            }
            taken.append(
                ValuedLine(
                    item: line.item,
                    quantity: line.quantity,
                    value: stock.holding.cost(of: line.quantity)
                )
            )
        }
        return taken
    }

    /// Records the release of a distribution's reservations, by location; false without any.
    func releaseReserved(of trip: DistributionState, prefix: RowKey) -> Bool {
        let rows = facts.rows(ReservationRow.self, prefix: prefix)
        var locations: [ID<Location>] = []
        for row in rows where locations.last != row.location { locations.append(row.location) }
        for location in locations {
            let lines = rows.filter { $0.location == location }
                .map { CountedLine(item: $0.item, quantity: $0.quantity) }
            record(
                StockEvent.released(distribution: trip.id, fund: trip.fund, lines: lines),
                to: location.stream
            )
        }
        return !rows.isEmpty
    }
}

extension Facts {
    fileprivate func stock(of item: ID<SupplyItem>, besides here: StockRow) -> [NearStock] {
        rows(ItemPlaceRow.self, prefix: RowKey(item)).compactMap { place in
            let key = StockRow.key(place.location, place.fund, item)
            guard key != here.key, let stock = row(StockRow.self, key) else { return nil }
            return NearStock(
                location: stock.location,
                fund: stock.fund,
                onHand: stock.holding.quantity
            )
        }
    }
}

// MARK: Refusals

/// Where else an item is kept.
package struct NearStock: Codable, Sendable {
    /// Other than the one asked.
    package let location: ID<Location>
    /// Whose goods they are, which may be another.
    package let fund: ID<Fund>
    /// Pieces, reserved ones included.
    package let onHand: Int64
}

/// A line of stock that a stock-take left out.
package struct MissingLine: Codable, Sendable {
    /// Whose goods they are.
    package let fund: ID<Fund>
    /// Not empty by the books.
    package let item: ID<SupplyItem>
}

/// Why goods are not moved, promised or counted.
package enum StockRefusal: Refusal {
    case beforeStockTake(location: ID<Location>, lastTake: CivilDate)
    case insufficientStock(
        item: ID<SupplyItem>,
        location: ID<Location>,
        fund: ID<Fund>,
        requested: Int64,
        available: Int64,
        near: [NearStock]
    )
    case nothingReserved
    case sameLocation
    case countersNotDistinct
    case takeIncomplete(missing: [MissingLine])
}
