// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// A quantity of an item, as asked.
package struct ItemLine: Codable, Sendable, Equatable {
    /// Must exist; a list names each once.
    package let item: ID<SupplyItem>
    /// Pieces, at least one.
    package let quantity: Quantity

    /// So many of an item.
    package init(item: ID<SupplyItem>, quantity: Quantity) {
        self.item = item
        self.quantity = quantity
    }
}

/// A quantity of an item in an event, where it may be more than one command can ask.
package struct CountedLine: Codable, Sendable, Equatable {
    /// Each once in an event.
    package let item: ID<SupplyItem>
    /// Pieces.
    package let quantity: Int64

    /// So many of an item.
    package init(item: ID<SupplyItem>, quantity: Int64) {
        self.item = item
        self.quantity = quantity
    }

    /// The line as it was asked.
    package init(_ line: ItemLine) {
        self.init(item: line.item, quantity: line.quantity.value)
    }
}

/// A quantity of an item with its cost.
package struct ValuedLine: Codable, Sendable, Equatable {
    /// Each once in an event.
    package let item: ID<SupplyItem>
    /// Pieces.
    package let quantity: Int64
    /// Rupiah.
    package let value: Int64

    /// So many of an item, worth so much.
    package init(item: ID<SupplyItem>, quantity: Int64, value: Int64) {
        self.item = item
        self.quantity = quantity
        self.value = value
    }
}

/// What a quantity of goods of one kind cost, taken together.
package struct Holding: Codable, Sendable, Equatable {
    /// Pieces.
    package var quantity: Int64 = 0
    /// Rupiah.
    package var value: Int64 = 0

    /// Nothing.
    package init() {}

    /// So many pieces, worth so much.
    package init(quantity: Int64, value: Int64) {
        self.quantity = quantity
        self.value = value
    }

    /// The cost of some of the pieces: the whole value for all, else their truncated share.
    package func cost(of count: Int64) -> Int64 {
        if count == quantity { return value }
        return Share.of(value, count, per: quantity)
    }

    /// What one piece costs on average, truncated; 0 when there is none.
    package var averageCost: Int64 { quantity == 0 ? 0 : value / quantity }
}

/// Shares of amounts, exact before they are truncated.
package enum Share {
    /// `(amount × part) div whole` without overflow on the way; 0 when the whole is 0.
    package static func of(_ amount: Int64, _ part: Int64, per whole: Int64) -> Int64 {
        guard whole != 0 else { return 0 }
        let (quotient, _) = whole.dividingFullWidth(amount.multipliedFullWidth(by: part))
        return quotient
    }
}

/// What holds of every list of lines in a command.
package enum Lines {
    /// Rejects an empty list, and a list that names the same thing twice.
    package static func check<Line>(
        _ lines: [Line],
        pointer: String = "/lines",
        mayBeEmpty: Bool = false,
        by key: (Line) -> String
    ) throws(Rejection) {
        if lines.isEmpty, !mayBeEmpty {
            throw .invalid(pointer: pointer, problem: "length", expected: "at least one line")
        }
        var seen: Set<String> = []
        for (index, line) in lines.enumerated() where !seen.insert(key(line)).inserted {
            throw .invalid(
                pointer: "\(pointer)/\(index)/item",
                problem: "duplicate",
                expected: "every item once"
            )
        }
    }

    /// Rejects an empty list, and a list that names an item twice.
    package static func check(_ lines: [ItemLine], pointer: String = "/lines") throws(Rejection) {
        try check(lines, pointer: pointer) { $0.item.text }
    }
}
