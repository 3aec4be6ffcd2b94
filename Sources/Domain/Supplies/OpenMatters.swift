// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// Something of a fund that is not settled yet: what keeps a drive from closing.
///
/// Ids are the purchase, the distribution, the hand-over, or location and item of goods in stock.
package struct OpenMatterRow: Row {
    /// What kind of thing is open.
    package enum Matter: String, Codable, Sendable {
        case dispute, distribution, purchase, stock
    }

    package static let table = RowTable(90, "openMatters")
    package let fund: ID<Fund>
    package let matter: Matter
    /// Purchase, distribution, hand-over or location.
    package let ref: String
    /// The item of goods in stock.
    package let item: String?
    package var key: RowKey {
        let key = Self.key(fund, matter).and(ref)
        return item.map { key.and($0) } ?? key
    }

    /// Something open of a fund.
    package init(fund: ID<Fund>, matter: Matter, ref: String, item: String? = nil) {
        self.fund = fund
        self.matter = matter
        self.ref = ref
        self.item = item
    }

    /// The prefix of one kind of open things of a fund.
    package static func key(_ fund: ID<Fund>, _ matter: Matter) -> RowKey {
        RowKey(fund).and(matter.rawValue)
    }
}

extension Facts {
    /// Purchases of a fund that are neither settled, cancelled nor rejected, by id.
    package func openPurchases(of fund: ID<Fund>) -> [PurchaseState] {
        rows(OpenMatterRow.self, prefix: OpenMatterRow.key(fund, .purchase))
            .compactMap { state(PurchaseState.self, ID(trusted: $0.ref)) }
    }

    /// Distributions of a fund that are planned or loaded, by id.
    package func openDistributions(of fund: ID<Fund>) -> [DistributionState] {
        rows(OpenMatterRow.self, prefix: OpenMatterRow.key(fund, .distribution))
            .compactMap { state(DistributionState.self, ID(trusted: $0.ref)) }
    }

    /// Hand-overs of a fund whose receipt is disputed and not resolved, by id.
    package func openDisputes(of fund: ID<Fund>) -> [HandOverRow] {
        rows(OpenMatterRow.self, prefix: OpenMatterRow.key(fund, .dispute))
            .compactMap { row(HandOverRow.self, RowKey($0.ref)) }
    }

    /// Goods of a fund that lie in a location, by location and item; loaded goods are not there.
    package func stock(of fund: ID<Fund>) -> [StockRow] {
        rows(OpenMatterRow.self, prefix: OpenMatterRow.key(fund, .stock)).compactMap { line in
            guard let item = line.item else { return nil }
            return row(
                StockRow.self,
                StockRow.key(ID(trusted: line.ref), fund, ID(trusted: item))
            )
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
