// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// The number and name of one table of rows in the views.
package struct RowTable: Hashable, Sendable {
    /// The first byte of every key of the table; unique over the whole office.
    package let number: UInt8
    /// The name in status, digests and documentation.
    package let name: String

    /// A table by its number and name.
    package init(_ number: UInt8, _ name: String) {
        self.number = number
        self.name = name
    }
}

/// Something the views hold: the state of an aggregate, a guard, or a line of a read model.
///
/// Encoded without field names; changing the fields needs a new version of its projection.
package protocol Row: Codable, Sendable {
    /// The table that holds all rows of the type.
    static var table: RowTable { get }
    /// Where the row stands in its table; at most 190 bytes.
    var key: RowKey { get }
    /// True for rows that rules and projections hardly ever read again, so that the writer lets go
    /// of them once they are stored.
    static var isWrittenOnce: Bool { get }
    /// Packs the row itself and answers true, when it is a ``PackedRow``.
    func packed(into packer: inout RowPacker) -> Bool
    /// The row from its own packing; `nil` when it is none of those that pack themselves.
    static func unpacked(_ unpacker: inout RowUnpacker) throws(UnpackingError) -> Self?
}

/// A key that sorts as its parts do: text by bytes, numbers and dates by value.
///
/// Text is followed by a zero byte, so a shorter text comes before its continuations and a key
/// whose last part is text is a prefix of no other key but those that add parts.
package struct RowKey: Hashable, Sendable {
    /// The bytes as stored, without the table's number.
    package private(set) var bytes: [UInt8] = []

    /// The empty key, prefix of every other.
    package init() {}

    /// A key of one text; `reserving`: so many bytes are likely to follow.
    package init(_ text: String, reserving bytesUsual: Int = 24) {
        bytes.reserveCapacity(text.utf8.count + bytesUsual)
        append(text)
    }

    /// A key of one typed text.
    package init(_ text: some TextValue) { self.init(text.text) }

    /// A key of the beginning of a text: keys have a limit, so texts that agree in their first 120
    /// bytes count as the same.
    package init(beginning text: some TextValue) {
        self = RowKey().and(beginning: text)
    }

    /// The bytes of a key that was read back.
    package init(stored bytes: [UInt8]) { self.bytes = bytes }

    // Consuming: a key that is put together in one expression is one allocation.

    /// The key with a text added.
    package consuming func and(_ text: String) -> RowKey {
        append(text)
        return self
    }

    /// The key with a typed text added.
    package consuming func and(_ text: some TextValue) -> RowKey { and(text.text) }

    /// The key with the beginning of a text added, at most 120 bytes.
    package consuming func and(beginning text: some TextValue) -> RowKey {
        and(String(decoding: text.text.utf8.prefix(120), as: UTF8.self))
    }

    /// The key with a date added; dates sort by day.
    package consuming func and(_ date: CivilDate) -> RowKey {
        append(bigEndian: UInt64(UInt32(bitPattern: date.days) ^ 0x8000_0000), width: 4)
        return self
    }

    /// The key with a number added; it must not be negative.
    package consuming func and(_ number: Int64) -> RowKey {
        append(bigEndian: UInt64(bitPattern: number), width: 8)
        return self
    }

    private mutating func append(_ text: String) {
        bytes.append(contentsOf: text.utf8)
        bytes.append(0)
    }

    private mutating func append(bigEndian value: UInt64, width: Int) {
        for shift in stride(from: (width - 1) * 8, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(shift)))
        }
    }
}

/// Rows as they are at one moment: what rules and queries read.
///
/// Used on one thread, and only while the transaction behind it is open. A failing store is
/// remembered by the reader and turns the whole command or query into an error; it never shows as
/// a missing row.
package protocol Facts: AnyObject {
    /// The row at a key, if there is one.
    func row<R: Row>(_ type: R.Type, _ key: RowKey) -> R?
    /// Rows whose key begins with the prefix, in key order or backwards; the body stops by `false`.
    ///
    /// `from`: begin at this key (inclusive) instead of the border of the prefix.
    func visit<R: Row>(
        _ type: R.Type,
        prefix: RowKey,
        from: RowKey?,
        reversed: Bool,
        _ body: (R) -> Bool
    )
}

extension Facts {
    /// All rows whose key begins with the prefix, in key order.
    package func rows<R: Row>(_ type: R.Type, prefix: RowKey = RowKey()) -> [R] {
        var found: [R] = []
        visit(type, prefix: prefix, from: nil, reversed: false) { row in
            found.append(row)
            return true
        }
        return found
    }

    /// The first row whose key begins with the prefix.
    package func first<R: Row>(_ type: R.Type, prefix: RowKey) -> R? {
        var found: R?
        visit(type, prefix: prefix, from: nil, reversed: false) { row in
            found = row
            return false
        }
        return found
    }

    /// The state of a thing.
    package func state<S: AggregateState>(_ type: S.Type, _ id: ID<S.Kind>) -> S? {
        row(type, RowKey(id))
    }

    /// The state of a thing that may be seen; `nil` alike when it may not and when there is none.
    ///
    /// Both cost the same: what is not there has another thing judged in its place, so that the time
    /// of a `notFound` does not tell whether there is something.
    package func state<S: AggregateState>(
        _ type: S.Type,
        _ id: ID<S.Kind>,
        where mayBeSeen: (S) -> Bool
    ) -> S? {
        let state = state(type, id)
        if let state, mayBeSeen(state) { return state }
        var neighbour: S?
        for isBackwards in [true, false] where neighbour == nil {
            visit(type, prefix: RowKey(), from: RowKey(id), reversed: isBackwards) { other in
                neighbour = other
                return false
            }
        }
        if state == nil, let neighbour { _ = mayBeSeen(neighbour) }
        return nil
    }
}

/// Rows that a projection may change.
package protocol RowStore: Facts {
    /// Writes the row at its key, new or instead of the one there.
    func put<R: Row>(_ row: R)
    /// Writes a row where the caller knows that there is none under its key: nothing is looked up.
    func insert<R: Row>(_ row: R)
    /// Changes the row at a key where it is, without a copy; `nil` is no row, before and after.
    ///
    /// The body must not use the store.
    func change<R: Row>(_ type: R.Type, _ key: RowKey, _ body: (inout R?) -> Void)
    /// Removes the row at a key; nothing happens when there is none.
    func remove<R: Row>(_ type: R.Type, _ key: RowKey)
    /// The keyed hash of a text for search and uniqueness; `nil` where no key is at hand.
    func indexHash(_ text: String) -> String?
}

extension RowStore {
    /// Changes the row at a key; nothing happens when there is none.
    package func update<R: Row>(_ type: R.Type, _ key: RowKey, _ body: (inout R) -> Void) {
        change(type, key) { row in
            guard var changed = row.take() else { return }
            body(&changed)
            row = changed
        }
    }
}
