// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain

/// What the entries of one fund tell about its money and goods, in one pass over them.
struct FundBook {
    /// What became of the value of one item, in rupiah.
    struct Goods {
        var bought: Int64 = 0
        var donated: Int64 = 0
        var carriedIn: Int64 = 0
        var lost: Int64 = 0
        /// Taken out for the office itself, without a hand-over.
        var used: Int64 = 0
        var carriedOut: Int64 = 0
        var given: [ID<Place>: Int64] = [:]

        var received: Int64 { bought + donated + carriedIn }
        var givenAway: Int64 { given.values.reduce(0, +) }
        var left: Int64 { received - givenAway - lost - used - carriedOut }
    }

    /// Rupiah of coins, by the place where they were collected.
    private(set) var collected: [ID<Place>: Int64] = [:]
    private(set) var goods: [ID<SupplyItem>: Goods] = [:]
    /// How many entries there are, those taken back included.
    private(set) var entries = 0
    /// Costs that stand.
    private(set) var expenses: [EntryRow] = []
    /// Deposits that stand.
    private(set) var deposits: [EntryRow] = []
    /// Transfers and carry-overs out of the fund that stand.
    private(set) var departures: [EntryRow] = []
    /// Entries that take another back.
    private(set) var reversals: [EntryRow] = []

    init(of fund: ID<Fund>, _ context: QueryContext) {
        context.facts.visitEntries(of: fund, from: nil, through: nil) { row in
            take(row, context)
            return true
        }
    }

    private mutating func take(_ row: EntryRow, _ context: QueryContext) {
        entries += 1
        if row.reverses != nil { reversals.append(row) }
        let stands = row.reverses == nil && row.reversedBy == nil
        let reversed = row.reverses.flatMap { context.facts.row(EntryRow.self, RowKey($0)) }
        let kind = reversed?.kind ?? row.kind
        switch kind {
        case .cashReceived:
            guard let place = row.tags.place else { return }
            collected[place, default: 0] -= row.sum(of: .restricted)
        case .expensePaid: if stands { expenses.append(row) }
        case .cashDeposited: if stands { deposits.append(row) }
        case .transferredOut: if stands { departures.append(row) }
        case .carriedOver:
            if stands { departures.append(row) }
            for line in context.carried(at: row.position) {
                goods[line.item, default: Goods()].carriedOut += line.value
            }
        case .goodsBought, .goodsReturned: moveGoods(row) { $0.bought += $1 }
        case .goodsDonated: moveGoods(row) { $0.donated += $1 }
        case .carryOverReceived:
            for line in context.carried(at: row.position) {
                goods[line.item, default: Goods()].carriedIn += line.value
            }
        case .goodsDamaged, .stockWrittenOff, .stockAdjusted: moveGoods(row) { $0.lost -= $1 }
        case .goodsIssued:
            guard let place = row.tags.place else { return moveGoods(row) { $0.used -= $1 } }
            moveGoods(row) { $0.given[place, default: 0] -= $1 }
        case .grantReceived, .purchasePaid, .transferredIn, .entryReversed, .feeReceived,
            .duesReceived:
            break
        }
    }

    private mutating func moveGoods(_ row: EntryRow, _ body: (inout Goods, Int64) -> Void) {
        for posting in row.postings where posting.account == .stock {
            guard let item = posting.item else { continue }
            body(&goods[item, default: Goods()], posting.amount)
        }
    }

    /// Items with what became of them, by id.
    var items: [(item: ID<SupplyItem>, goods: Goods)] {
        goods.sorted { $0.key < $1.key }.map { (item: $0.key, goods: $0.value) }
    }

    /// Rupiah of goods that the office took for itself.
    var used: Int64 { goods.values.reduce(0) { $0 + $1.used } }

    /// Places with what was given there, by id.
    var given: [(place: ID<Place>, value: Int64)] {
        var sums: [ID<Place>: Int64] = [:]
        for goods in goods.values { sums.merge(goods.given, uniquingKeysWith: +) }
        return sums.sorted { $0.key < $1.key }.map { (place: $0.key, value: $0.value) }
    }

    /// False when kits turned items into others: each item alone then does not add up.
    var addsUpByItem: Bool { goods.values.allSatisfy { $0.left >= 0 } }
}

extension EntryRow {
    /// The sum of the postings to an account, debits positive.
    func sum(of account: Account) -> Int64 {
        postings.reduce(0) { $1.account == account ? $0 + $1.amount : $0 }
    }
}

extension QueryContext {
    /// A member of the stored payload of an event, when it is a text.
    func recorded(_ member: String, at position: Int64) -> String? {
        payloads.document(at: position)?.root.member(member)?.string
    }

    /// The goods of a carry-over: only the event has them item by item.
    fileprivate func carried(at position: Int64) -> [(item: ID<SupplyItem>, value: Int64)] {
        let stock = payloads.document(at: position)?.root.member("stock")
        return (stock?.items ?? []).compactMap { line in
            guard let item = line.member("item")?.string,
                let value = line.member("value")?.value.integer
            else { return nil }
            return (ID(trusted: item), value)
        }
    }

    /// The official name of an organisation today, or its id.
    func name(of organisation: ID<Organisation>) -> String {
        facts.state(OrganisationState.self, organisation)?.officialName(on: today)?.text
            ?? organisation.text
    }

    /// The name of a place, or its code.
    func name(of place: ID<Place>) -> String {
        facts.state(PlaceState.self, place)?.name.text ?? place.text
    }

    /// The name of an item, or its code.
    func name(of item: ID<SupplyItem>) -> String {
        facts.state(ItemState.self, item)?.name.text ?? item.text
    }

    /// The name of an area, or its code.
    func name(of area: AreaCode) -> String {
        facts.row(AreaRow.self, RowKey(area))?.name.text ?? area.text
    }
}
