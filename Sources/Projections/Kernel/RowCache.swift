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
    private static let rowsMax = 40_000

    /// What the store has under the key.
    enum Stored {
        case unknown
        case absent
        case sum(UInt64)
    }

    /// One row in hand.
    final class Entry {
        let key: [UInt8]
        /// `nil`: removed in this batch.
        var row: (any Row)?
        var stored: Stored
        var isDirty = false

        init(key: [UInt8], row: (any Row)?, stored: Stored) {
            self.key = key
            self.row = row
            self.stored = stored
        }
    }

    private var young: [CacheKey: Entry] = [:]
    /// What was in hand before the young generation was begun; used once more or forgotten.
    private var old: [CacheKey: Entry] = [:]
    /// Dirty rows by table, in the order they became dirty.
    var dirty: [UInt8: [Entry]] = [:]

    /// An empty cache.
    package init() {}

    /// The row in hand under a key.
    func entry(_ key: CacheKey) -> Entry? {
        if let entry = young[key] { return entry }
        guard let entry = old.removeValue(forKey: key) else { return nil }
        young[key] = entry
        return entry
    }

    /// Takes a row in hand.
    func insert(_ entry: Entry, _ key: CacheKey) { young[key] = entry }

    /// The row is not in the store and not in hand any more.
    func forget(_ entry: Entry) {
        let key = CacheKey(entry.key)
        young[key] = nil
        old[key] = nil
    }

    /// The order of keys in the store.
    static func precedes(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        let count = min(left.count, right.count)
        var index = 0
        while index < count, left[index] == right[index] { index &+= 1 }
        return index < count ? left[index] < right[index] : left.count < right.count
    }

    /// Forgets everything: what is in the store is the truth again.
    package func clear() {
        young.removeAll(keepingCapacity: true)
        old.removeAll()
        dirty.removeAll(keepingCapacity: true)
    }

    /// The batch was committed: nothing is dirty, and the cache does not grow for ever.
    func settle() {
        guard young.count > Self.rowsMax else { return }
        old = young
        young = [:]
        young.reserveCapacity(Self.rowsMax)
    }
}

/// The key of a row with its hash, so that it is hashed once for all look-ups.
struct CacheKey: Hashable {
    let bytes: [UInt8]
    private let mixed: UInt64

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        mixed = Checksum.of(bytes)
    }

    static func == (left: Self, right: Self) -> Bool {
        left.mixed == right.mixed && left.bytes == right.bytes
    }

    func hash(into hasher: inout Hasher) { hasher.combine(mixed) }
}
