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
    /// Rows kept between batches at most; beyond it the cache starts anew.
    private static let rowsMax = 30_000

    /// What the store has under the key.
    enum Stored {
        case unknown
        case absent
        case sum(UInt64)
    }

    struct Entry {
        /// `nil`: removed in this batch.
        var row: (any Row)?
        var stored: Stored
        var isDirty: Bool
    }

    var entries: [[UInt8]: Entry] = [:]
    /// Keys of dirty rows by table, in the order they became dirty.
    var dirty: [UInt8: [[UInt8]]] = [:]

    /// An empty cache.
    package init() {}

    /// Forgets everything: what is in the store is the truth again.
    package func clear() {
        entries.removeAll(keepingCapacity: true)
        dirty.removeAll(keepingCapacity: true)
    }

    /// The batch was committed: nothing is dirty, and the cache does not grow for ever.
    func settle() {
        if entries.count > Self.rowsMax { clear() }
    }
}
