// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Domain

/// Everything that the donors' report of one drive is written from, read once.
struct KhasFacts {
    /// A box on one round with the count of what was in it.
    struct Round {
        let row: BoxRoundRow
        /// `nil` while nothing was counted.
        let count: CountState?
    }

    /// One denomination over all boxes; tender or not.
    struct Money {
        let denomination: Denomination
        let isTender: Bool
        var pieces: Int64 = 0
        var value: Int64 { isTender ? denomination.value * pieces : 0 }
    }

    /// A trip with what it carried and what was handed over.
    struct Trip {
        let state: DistributionState
        let loads: [LoadRow]
        let handOvers: [HandOverRow]
    }

    let drive: DriveState
    let fund: FundState
    let sums: LedgerSums
    let book: FundBook
    let rounds: [Round]
    let money: [Money]
    let purchases: [PurchaseState]
    let trips: [Trip]
    /// Rupiah in stock and on the road.
    let stock: Int64
    let openCounts: Int64
    let costCap: Int64

    init?(of drive: DriveState, _ context: QueryContext) {
        let facts = context.facts
        guard let fund = facts.state(FundState.self, drive.fund) else { return nil }
        self.drive = drive
        self.fund = fund
        sums = facts.ledger(fund.id)
        book = FundBook(of: fund.id, context)
        rounds = Self.rounds(of: drive.id, facts)
        money = Self.money(of: drive.id, facts)
        purchases = facts.rows(PurchaseState.self).filter { purchase in
            purchase.fund == fund.id && purchase.lines.contains { $0.kept > 0 }
        }
        trips = Self.trips(of: fund.id, facts)
        stock =
            facts.stock(of: fund.id).reduce(0) { $0 + $1.holding.value }
            + trips.reduce(0) { sum, trip in
                trip.loads.reduce(sum) { $0 + $1.remaining.value }
            }
        openCounts = Int64(facts.rows(OpenCountRow.self, prefix: RowKey(drive.id)).count)
        costCap = facts.costCap(
            of: fund,
            collected: -sums.balance(.restricted),
            on: min(context.today, drive.stoppedOn ?? context.today)
        )
    }

    // MARK: Sums

    var collected: Int64 { -sums.balance(.restricted) }
    var cost: Int64 { sums.balance(.fundraising) }
    var given: Int64 { sums.balance(.schoolSupplies) - book.used }
    var moved: Int64 { sums.moneyOut + sums.stockOut }
    var counts: [CountState] { rounds.compactMap(\.count) }
    var places: Int { Set(rounds.map(\.row.place)).count }
    var boxes: Int { Set(rounds.map(\.row.box)).count }
    /// Boxes that are neither counted nor known to be lost.
    var openBoxes: Int64 {
        Int64(rounds.count { $0.count?.status != .confirmed && !$0.row.isMissing })
    }
    /// True while figures may still change.
    var isInterim: Bool { drive.status == .planned || drive.status == .started }

    /// Hundredths of a percent of what was collected.
    func share(of amount: Int64) -> Int64 { collected == 0 ? 0 : amount * 10_000 / collected }

    // MARK: Rows

    private static func rounds(of drive: ID<Drive>, _ facts: any Facts) -> [Round] {
        var counts: [ID<Box>: [CountState]] = [:]
        for row in facts.rows(DriveCountRow.self, prefix: RowKey(drive)) {
            guard let count = facts.state(CountState.self, row.count), count.status != .voided
            else { continue }
            counts[count.box, default: []].append(count)
        }
        var used: [ID<Box>: Int] = [:]
        return facts.rows(BoxRoundRow.self, prefix: RowKey(drive)).map { row in
            // A box is counted once a round, in order.
            guard row.retrievedOn != nil else { return Round(row: row, count: nil) }
            let place = used[row.box, default: 0]
            used[row.box] = place + 1
            let found = counts[row.box] ?? []
            return Round(row: row, count: found.indices.contains(place) ? found[place] : nil)
        }
    }

    private static func money(of drive: ID<Drive>, _ facts: any Facts) -> [Money] {
        var sums: [String: Money] = [:]
        facts.visit(
            DenominationRow.self,
            prefix: RowKey(drive),
            from: nil,
            reversed: false
        ) { row in
            let key = row.denomination.key + (row.isTender ? "" : "!")
            var money =
                sums[key] ?? Money(denomination: row.denomination, isTender: row.isTender)
            money.pieces += row.pieces
            sums[key] = money
            return true
        }
        return sums.values.sorted { left, right in
            left.denomination == right.denomination
                ? left.isTender : left.denomination < right.denomination
        }
    }

    private static func trips(of fund: ID<Fund>, _ facts: any Facts) -> [Trip] {
        facts.rows(DistributionState.self).filter { $0.fund == fund && $0.state != .cancelled }
            .map { state in
                Trip(
                    state: state,
                    loads: facts.rows(LoadRow.self, prefix: RowKey(state.id)),
                    handOvers: facts.rows(HandOverIndexRow.self, prefix: RowKey(state.id))
                        .compactMap { facts.row(HandOverRow.self, RowKey($0.handover)) }
                )
            }
    }
}
