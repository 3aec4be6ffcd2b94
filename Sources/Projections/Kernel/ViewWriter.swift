// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Domain
package import LMDB

/// The write transaction on `views/` of one batch, as rows.
///
/// Writer thread only (or the one thread of a rebuild). Nothing is visible to readers before
/// ``commit(at:)``. A failure is kept in ``failure``; the batch must then be given up.
package final class ViewWriter: RowStore {
    private var transaction: WriteTransaction?
    private let rows: Table
    private var bookkeeping: Bookkeeping
    private let cache: RowCache
    private let hash: (@Sendable (String) -> String)?
    private var typeCounts: [String: EventTypeRow] = [:]
    /// The first thing that went wrong.
    package private(set) var failure: ViewError?

    /// Begins a transaction; `hash` is the keyed hash behind ``indexHash(_:)``.
    ///
    /// `cache`: rows in hand since the batch before, of the same environment and writer.
    @available(*, noasync)
    package init(
        _ environment: Environment,
        _ permit: borrowing WriterPermit,
        cache: RowCache = RowCache(),
        hash: (@Sendable (String) -> String)?
    ) throws(ViewError) {
        let table = environment.table(ViewLayout.rows)
        do {
            let transaction = try environment.beginWrite(permit)
            let stored = try transaction.bytes(ViewLayout.bookkeepingKey, in: table)
            bookkeeping = stored.flatMap(Bookkeeping.init) ?? Bookkeeping()
            self.transaction = consume transaction
        } catch {
            throw .store(error)
        }
        rows = table
        self.cache = cache
        self.hash = hash
    }

    deinit {
        // A batch that is given up takes back what it changed in hand.
        if cache.isDirty || failure != nil { cache.clear() }
    }

    /// The last position whose events the rows include.
    package var appliedPosition: Int64 { bookkeeping.appliedPosition }

    /// `nil` in a rebuild without keys.
    package func indexHash(_ text: String) -> String? { hash?(text) }

    /// The row at a key, changes in hand included; `nil` also after a failure.
    package func row<R: Row>(_ type: R.Type, _ key: RowKey) -> R? { entry(R.self, key)?.row }

    /// The row in hand, written with the commit.
    package func change<R: Row>(_ type: R.Type, _ key: RowKey, _ body: (inout R?) -> Void) {
        guard let entry = entry(R.self, key) else { return }
        body(&entry.row)
        cache.markDirty(entry)
    }

    /// The row in hand, read when it is not; `nil` after a failure.
    private func entry<R: Row>(_ type: R.Type, _ key: RowKey) -> TypedRowEntry<R>? {
        let full = CacheKey(R.table, key)
        if let entry = cache.entry(full) { return entry as? TypedRowEntry<R> }
        do {
            guard failure == nil else { return nil }
            let bytes = full.bytes
            let stored = try transaction?.bytes(bytes, in: rows)
            let row = try stored.map { try RowCodec.decode(R.self, bytes, $0) }
            let sum = stored.flatMap(RowCodec.storedSum).map { RowEntry.Stored.sum($0) }
            let entry = TypedRowEntry(key: full, row: row, stored: sum ?? .absent)
            cache.insert(entry)
            return entry
        } catch {
            fail(error)
            return nil
        }
    }

    /// Writes what is in hand of the table first, so that the scan sees it.
    package func visit<R: Row>(
        _ type: R.Type,
        prefix: RowKey,
        from: RowKey?,
        reversed: Bool,
        _ body: (R) -> Bool
    ) {
        flush(R.table.number)
        guard failure == nil else { return }
        do {
            try RowScan(R.table, prefix: prefix, from: from, reversed: reversed).run(
                chunk: { start, limit, skipsFirst in
                    try RowScan.chunk(
                        limit,
                        skipsFirst: skipsFirst,
                        start: start,
                        { lower, visit in
                            try transaction?.scan(rows, from: lower, reversed: reversed, visit)
                        }
                    )
                },
                visit: { key, stored in body(try RowCodec.decode(R.self, key, stored)) }
            )
        } catch {
            fail(error)
        }
    }

    /// Keeps the row in hand; it is written with the commit.
    package func put<R: Row>(_ row: R) { change(CacheKey(R.table, row.key), to: row) }

    /// Writes a row that is known to be new under its key, at once where hardly anybody reads it.
    package func insert<R: Row>(_ row: R) {
        let key = CacheKey(R.table, row.key)
        guard R.isWrittenOnce, cache.entry(key) == nil else {
            return change(key, to: row, ifNotInHand: .absent)
        }
        guard failure == nil else { return }
        cache.noteChange()
        do {
            let bytes = key.bytes
            let (value, sum) = try RowCodec.encode(row, bytes)
            bookkeeping.totals[R.table.number, default: TableTotals()].add(sum)
            try transaction?.put(value, for: bytes, in: rows)
        } catch {
            fail(error)
        }
    }

    /// Taken from the table with the commit.
    package func remove<R: Row>(_ type: R.Type, _ key: RowKey) {
        change(CacheKey(R.table, key), to: R?.none)
    }

    private func change<R: Row>(
        _ key: CacheKey,
        to row: R?,
        ifNotInHand stored: RowEntry.Stored = .unknown
    ) {
        guard let found = cache.entry(key) else {
            let entry = TypedRowEntry(key: key, row: row, stored: stored)
            cache.insert(entry)
            return cache.markDirty(entry)
        }
        guard let entry = found as? TypedRowEntry<R> else {
            preconditionFailure("two types of rows share the table \(R.table.name)")
        }
        entry.row = row
        cache.markDirty(entry)
    }

    // MARK: Store

    /// Brings the dirty rows of a table into the transaction.
    private func flush(_ table: UInt8) {
        guard !cache.dirty[Int(table)].isEmpty, failure == nil else { return }
        var entries: [RowEntry] = []
        swap(&entries, &cache.dirty[Int(table)])
        // In key order neighbouring rows share pages that are already at hand.
        if entries.count > 8 { entries.sort { $0.key < $1.key } }
        var totals = bookkeeping.totals[table] ?? TableTotals()
        do {
            for entry in entries { try store(entry, &totals) }
        } catch {
            fail(error)
        }
        bookkeeping.totals[table] = totals
        if entries[0].isWrittenOnce { cache.letGo(table) }
    }

    /// Puts or deletes one row and keeps the totals.
    private func store(_ entry: RowEntry, _ totals: inout TableTotals) throws {
        let key = entry.key.bytes
        let before: UInt64? =
            switch entry.stored {
            case .absent: nil
            case .sum(let sum): sum
            case .unknown: try transaction?.bytes(key, in: rows).flatMap(RowCodec.storedSum)
            }
        entry.isDirty = false
        if let before {
            totals.sum &-= before
            totals.count -= 1
        }
        if let (value, sum) = try entry.encoded(key) {
            totals.add(sum)
            try transaction?.put(value, for: key, in: rows)
            entry.stored = .sum(sum)
        } else {
            if before != nil { _ = try transaction?.delete(key, in: rows) }
            entry.stored = .absent
        }
    }

    /// Counts one event of a type; written with the commit, once per type.
    func count(_ type: String, at position: Int64) {
        var counts =
            typeCounts[type] ?? row(EventTypeRow.self, RowKey(type))
            ?? EventTypeRow(
                type: type,
                category: EventCodec.category(ofType: type),
                count: 0,
                first: position,
                last: position
            )
        counts.count += 1
        counts.last = position
        typeCounts[type] = counts
    }

    /// Writes the fingerprint of the projections; once, when views are made.
    package func setFingerprint(_ fingerprint: String) {
        do {
            try transaction?.put(
                Array(fingerprint.utf8),
                for: ViewLayout.fingerprintKey,
                in: rows
            )
        } catch {
            fail(error)
        }
    }

    /// Writes the position of the log when the views were begun; once, when views are made.
    package func setBegun(at position: UInt64) {
        var bytes: [UInt8] = []
        bytes.appendBigEndian(position)
        do {
            try transaction?.put(bytes, for: ViewLayout.begunKey, in: rows)
        } catch {
            fail(error)
        }
    }

    /// Makes the rows of the batch visible, as of a position.
    ///
    /// Throws what went wrong in the batch, or what the commit says. The writer is used up.
    @available(*, noasync)
    package func commit(at position: Int64) throws(ViewError) {
        for counts in typeCounts.values { put(counts) }
        typeCounts = [:]
        for table in UInt8.min...UInt8.max { flush(table) }
        if let failure { throw failure }
        bookkeeping.appliedPosition = position
        do {
            try transaction?.put(bookkeeping.bytes, for: ViewLayout.bookkeepingKey, in: rows)
            guard let ended = transaction.take() else { return }
            try ended.commit()
        } catch {
            cache.clear()
            throw .store(error)
        }
        cache.settle()
    }

    private func fail(_ error: any Error) {
        if failure == nil { failure = RowCodec.viewError(error) }
    }
}
