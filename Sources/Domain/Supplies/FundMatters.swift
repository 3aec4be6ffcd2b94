// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// What of a fund is not settled yet: what keeps a drive from closing and what a carry-over moves.
// Each kind has an index by fund, so that nobody reads the history of all funds to find it.

/// A purchase of a fund that is neither settled, cancelled nor rejected.
package struct OpenPurchaseRow: Row {
    package static let table = RowTable(111, "openPurchases")
    /// Cannot be closed meanwhile.
    package let fund: ID<Fund>
    /// Goes when it is settled, cancelled or rejected.
    package let purchase: ID<Purchase>
    package var key: RowKey { RowKey(fund).and(purchase) }

    /// A purchase of a fund.
    package init(fund: ID<Fund>, purchase: ID<Purchase>) {
        self.fund = fund
        self.purchase = purchase
    }
}

/// A distribution of a fund that is planned or loaded.
package struct OpenDistributionRow: Row {
    package static let table = RowTable(112, "openDistributions")
    /// Cannot be closed meanwhile.
    package let fund: ID<Fund>
    /// Goes when it is completed or cancelled.
    package let distribution: ID<Distribution>
    package var key: RowKey { RowKey(fund).and(distribution) }

    /// A distribution of a fund.
    package init(fund: ID<Fund>, distribution: ID<Distribution>) {
        self.fund = fund
        self.distribution = distribution
    }
}

/// A hand-over of a fund whose receipt is disputed and not decided.
package struct OpenDisputeRow: Row {
    package static let table = RowTable(113, "openDisputes")
    /// Cannot be closed meanwhile.
    package let fund: ID<Fund>
    /// Goes when the dispute is decided.
    package let handover: ID<HandOver>
    package var key: RowKey { RowKey(fund).and(handover) }

    /// A hand-over of a fund.
    package init(fund: ID<Fund>, handover: ID<HandOver>) {
        self.fund = fund
        self.handover = handover
    }
}

/// A line of stock of a fund that is not empty.
package struct FundStockRow: Row {
    package static let table = RowTable(90, "fundStock")
    /// Whose goods they are.
    package let fund: ID<Fund>
    /// Where they are.
    package let location: ID<Location>
    /// The quantity is in ``StockRow``.
    package let item: ID<SupplyItem>
    package var key: RowKey { RowKey(fund).and(location).and(item) }

    /// A line of stock.
    package init(of stock: StockRow) {
        fund = stock.fund
        location = stock.location
        item = stock.item
    }
}

extension Facts {
    /// Purchases of a fund that are neither settled, cancelled nor rejected, by id.
    package func openPurchases(of fund: ID<Fund>) -> [PurchaseState] {
        rows(OpenPurchaseRow.self, prefix: RowKey(fund))
            .compactMap { state(PurchaseState.self, $0.purchase) }
    }

    /// Distributions of a fund that are planned or loaded, by id.
    package func openDistributions(of fund: ID<Fund>) -> [DistributionState] {
        rows(OpenDistributionRow.self, prefix: RowKey(fund))
            .compactMap { state(DistributionState.self, $0.distribution) }
    }

    /// Hand-overs of a fund whose receipt is disputed and not decided, by id.
    package func openDisputes(of fund: ID<Fund>) -> [HandOverRow] {
        rows(OpenDisputeRow.self, prefix: RowKey(fund))
            .compactMap { row(HandOverRow.self, RowKey($0.handover)) }
    }

    /// Goods of a fund that lie in a location, by location and item; loaded goods are not there.
    package func stock(of fund: ID<Fund>) -> [StockRow] {
        rows(FundStockRow.self, prefix: RowKey(fund)).compactMap { line in
            row(StockRow.self, StockRow.key(line.location, fund, line.item))
        }
    }

    /// Pieces of one line of stock on a date or later, whichever day has the fewest.
    ///
    /// Reads only the days after the date, so it costs the same whatever the history.
    package func lowestQuantity(of stock: StockRow, from date: CivilDate) -> Int64 {
        var balance = stock.holding.quantity
        var lowest = balance
        visit(StockDayRow.self, prefix: stock.key, from: nil, reversed: true) { day in
            guard day.date > date else { return false }
            balance -= day.change
            lowest = min(lowest, balance)
            return true
        }
        return lowest
    }
}
