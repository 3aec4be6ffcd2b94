// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Domain

/// Every count; what was found shows only when it is confirmed.
package struct ListCounts: Query {
    package static let contract = QueryContract(
        "count.list",
        roles: .field,
        next: ["count show {count}"],
        columns: ["box": 1, "state": 2, "total": 2, "recorded": 3, "slip": 5, "drive": 6]
    )

    /// Left out: of all drives.
    package let drive: ID<Drive>?
    /// Left out: in any state.
    package let state: CountStatus?

    package struct Item: Codable, Sendable {
        let count: ID<CoinCount>
        let drive: ID<Drive>
        let box: ID<Box>
        let state: CountStatus
        let recorded: Int64
        let total: Rupiah?
        let entry: ID<LedgerEntry>?
        let slip: DocNumber?
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        guard let drive else {
            return try context.page(CountState.self) { item($0, context.facts) }
        }
        return try context.page(DriveCountRow.self, prefix: RowKey(drive)) { row in
            context.facts.state(CountState.self, row.count).flatMap { item($0, context.facts) }
        }
    }

    private func item(_ count: CountState, _ facts: any Facts) -> Item? {
        if let state, count.status != state { return nil }
        let money = facts.row(CountMoney.self, RowKey(count.id))
        return Item(
            count: count.id,
            drive: count.drive,
            box: count.box,
            state: count.status,
            recorded: Int64(count.passes.count),
            total: count.status == .confirmed ? Rupiah(count.total) : nil,
            entry: money?.entry,
            slip: money?.slip
        )
    }
}

/// One count; what was found is a member only when it is confirmed.
package struct ShowCount: Query {
    package static let contract = QueryContract(
        "count.show",
        roles: .field,
        positional: ["count"],
        shape: .item
    )

    /// In any state.
    package let count: ID<CoinCount>

    package struct Item: Codable, Sendable {
        let count: ID<CoinCount>
        let drive: ID<Drive>
        let box: ID<Box>
        let state: CountStatus
        let recorded: Int64
        let total: Rupiah?
        let entry: ID<LedgerEntry>?
        let slip: DocNumber?
        let counters: [PersonID]
        let pieces: Pieces?
        let nonTender: Pieces?

        /// Leaves out what must not show, and writes null for what is not there yet.
        package func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(count, forKey: .count)
            try container.encode(drive, forKey: .drive)
            try container.encode(box, forKey: .box)
            try container.encode(state, forKey: .state)
            try container.encode(recorded, forKey: .recorded)
            if let total { try container.encode(total, forKey: .total) }
            try container.encode(entry, forKey: .entry)
            try container.encode(slip, forKey: .slip)
            try container.encode(counters, forKey: .counters)
            if let pieces { try container.encode(pieces, forKey: .pieces) }
            if let nonTender { try container.encode(nonTender, forKey: .nonTender) }
        }
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        let state = try context.find(CountState.self, count)
        let money = context.facts.row(CountMoney.self, RowKey(count))
        let isConfirmed = state.status == .confirmed
        let item = Item(
            count: count,
            drive: state.drive,
            box: state.box,
            state: state.status,
            recorded: Int64(state.passes.count),
            total: isConfirmed ? Rupiah(state.total) : nil,
            entry: money?.entry,
            slip: money?.slip,
            counters: state.counters,
            pieces: isConfirmed ? Pieces(state.pieces) : nil,
            nonTender: isConfirmed ? Pieces(state.nonTender) : nil
        )
        return QueryAnswer(items: [item])
    }
}

/// Confirmed coins and notes by denomination.
package struct ListDenominations: Query {
    package static let contract = QueryContract(
        "count.byDenomination",
        roles: .money + [.reader],
        positional: ["drive"],
        columns: ["box": 1, "denomination": 1, "kind": 2, "pieces": 1, "tender": 6, "drive": 7]
    )

    /// Left out: of all drives.
    package let drive: ID<Drive>?
    /// A box that was out for several drives has rows for each.
    package let box: ID<Box>?

    package struct Item: Codable, Sendable {
        let drive: ID<Drive>
        let box: ID<Box>
        let kind: CashKind
        let denomination: FaceValue
        let emissionYear: EmissionYear?
        let pieces: Int64
        let value: Rupiah
        let tender: Bool
    }

    /// The tender of one denomination over all rows.
    package struct Total: Codable, Sendable {
        let kind: CashKind
        let denomination: FaceValue
        let pieces: Int64
        let value: Rupiah
    }

    package struct Summary: Codable, Sendable {
        let denominations: [Total]
        let total: Rupiah
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Summary> {
        var prefix = RowKey(optional: drive)
        if drive != nil, let box { prefix = prefix.and(box) }
        var items: [Item] = []
        var pieces: [Denomination: Int64] = [:]
        context.facts.visit(DenominationRow.self, prefix: prefix, from: nil, reversed: false) {
            row in
            if let box, row.box != box { return true }
            items.append(
                Item(
                    drive: row.drive,
                    box: row.box,
                    kind: row.denomination.kind,
                    denomination: FaceValue(row.denomination.value),
                    emissionYear: row.denomination.emissionYear.map(EmissionYear.init(_:)),
                    pieces: row.pieces,
                    value: Rupiah(row.value),
                    tender: row.isTender
                )
            )
            if row.isTender {
                let kind = Denomination(row.denomination.kind, row.denomination.value)
                pieces[kind, default: 0] += row.pieces
            }
            return true
        }
        let totals = pieces.sorted { $0.key < $1.key }.map { denomination, pieces in
            Total(
                kind: denomination.kind,
                denomination: FaceValue(denomination.value),
                pieces: pieces,
                value: Rupiah(denomination.value * pieces)
            )
        }
        let total = Rupiah(totals.reduce(0) { $0 + $1.value.value })
        return try context.page(items, summary: Summary(denominations: totals, total: total))
    }
}
