// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import Domain

/// Rows that a writer has in hand, decoded, over one batch and the next.
///
/// Only the one writer of an environment changes rows, so what it read or wrote stays true until it
/// writes again. Dirty rows reach the store with the commit; a batch that is given up takes the
/// whole cache with it. One thread.
package final class RowCache {
    /// Rows kept between batches at most, in each of two generations.
    private let rowsMax: Int

    /// Rows in hand by the number of their table.
    private var young = RowCache.noTables
    private var count = 0
    /// What was in hand before the young generation was begun; used once more or forgotten.
    private var old = RowCache.noTables
    /// Dirty rows by the number of their table, in the order they became dirty.
    var dirty: [[RowEntry]] = Array(repeating: [], count: 256)
    private(set) var isDirty = false

    private static var noTables: [RowEntryTable] { Array(repeating: RowEntryTable(), count: 256) }

    /// An empty cache.
    package init(rowsMax: Int = 40_000) { self.rowsMax = rowsMax }

    /// The row in hand under a key.
    func entry(_ key: CacheKey) -> RowEntry? {
        if let entry = young[key.table].find(key) { return entry }
        guard let entry = old[key.table].find(key) else { return nil }
        insert(entry)
        return entry
    }

    /// Takes a row in hand.
    func insert(_ entry: RowEntry) {
        young[entry.key.table].insert(entry)
        count += 1
    }

    /// The row differs from the one in the store until its table is flushed.
    func markDirty(_ entry: RowEntry) {
        guard !entry.isDirty else { return }
        entry.isDirty = true
        isDirty = true
        dirty[entry.key.table].append(entry)
    }

    /// The batch changed something besides the rows in hand: given up, it takes these with it.
    func noteChange() { isDirty = true }

    /// Lets go of a table's rows, none of which is dirty.
    func letGo(_ table: UInt8) {
        count -= young[Int(table)].count
        young[Int(table)] = RowEntryTable()
    }

    /// Forgets everything: what is in the store is the truth again.
    package func clear() {
        young = Self.noTables
        old = Self.noTables
        count = 0
        for table in dirty.indices { dirty[table] = [] }
        isDirty = false
    }

    /// The batch was committed: nothing is dirty, and the cache does not grow for ever.
    func settle() {
        isDirty = false
        guard count > rowsMax else { return }
        old = young
        young = Self.noTables
        count = 0
    }
}

/// One row in hand, whatever its type.
class RowEntry {
    /// What the store has under the key.
    enum Stored {
        case unknown
        case absent
        case sum(UInt64)
    }

    let key: CacheKey
    final var stored: Stored
    final var isDirty = false

    init(key: CacheKey, stored: Stored) {
        self.key = key
        self.stored = stored
    }

    /// True for a type of rows that are hardly ever read again.
    var isWrittenOnce: Bool { false }

    /// The bytes to be stored under the key and their checksum; `nil` for a row that is removed.
    func encoded(_ bytes: [UInt8]) throws -> (value: [UInt8], sum: UInt64)? { nil }
}

/// One row in hand.
final class TypedRowEntry<R: Row>: RowEntry {
    /// `nil`: there is none under the key, or it was removed.
    var row: R?

    init(key: CacheKey, row: R?, stored: Stored) {
        self.row = row
        super.init(key: key, stored: stored)
    }

    override var isWrittenOnce: Bool { R.isWrittenOnce }

    override func encoded(_ bytes: [UInt8]) throws -> (value: [UInt8], sum: UInt64)? {
        guard let row else { return nil }
        return try RowCodec.encode(row, bytes)
    }
}

/// The key of a row with its hash, so that it is hashed once for all look-ups.
struct CacheKey {
    /// The number of the row's table.
    let table: Int
    let key: RowKey
    let hash: UInt64

    init(_ table: RowTable, _ key: RowKey) {
        self.table = Int(table.number)
        self.key = key
        hash = Checksum.of(key.bytes)
    }

    /// The key as it is stored.
    var bytes: [UInt8] { RowCodec.fullKey(UInt8(table), key) }

    /// The order of keys of one table in the store.
    static func < (left: Self, right: Self) -> Bool {
        let (left, right) = (left.key.bytes.span, right.key.bytes.span)
        let count = min(left.count, right.count)
        var index = 0
        while index < count, left[index] == right[index] { index &+= 1 }
        return index < count ? left[index] < right[index] : left.count < right.count
    }
}

/// A hash table of one table's rows that only grows: open addressing, the next free slot.
///
/// Half as many steps as a `Dictionary`, which would mix the hash once more and keep the key twice.
private struct RowEntryTable {
    private struct Slot {
        var hash: UInt64 = 0
        var entry: RowEntry?
    }

    private var slots: [Slot] = []
    private(set) var count = 0

    func find(_ key: CacheKey) -> RowEntry? {
        guard count > 0 else { return nil }
        let mask = slots.count &- 1
        var place = Int(truncatingIfNeeded: key.hash) & mask
        while let entry = slots[place].entry {
            if slots[place].hash == key.hash, entry.key.key == key.key { return entry }
            place = (place &+ 1) & mask
        }
        return nil
    }

    /// Puts a row that is not there yet.
    mutating func insert(_ entry: RowEntry) {
        if count &* 2 >= slots.count { grow() }
        place(Slot(hash: entry.key.hash, entry: entry))
        count += 1
    }

    private mutating func place(_ slot: Slot) {
        let mask = slots.count &- 1
        var place = Int(truncatingIfNeeded: slot.hash) & mask
        while slots[place].entry != nil { place = (place &+ 1) & mask }
        slots[place] = slot
    }

    private mutating func grow() {
        let before = slots
        slots = Array(repeating: Slot(), count: max(64, before.count * 4))
        for slot in before where slot.entry != nil { place(slot) }
    }
}
