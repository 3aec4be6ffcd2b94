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
    private let hash: (@Sendable (String) -> String)?
    private var typeCounts: [String: EventTypeRow] = [:]
    /// The first thing that went wrong.
    package private(set) var failure: ViewError?

    /// Begins a transaction; `hash` is the keyed hash behind ``indexHash(_:)``.
    @available(*, noasync)
    package init(
        _ environment: Environment,
        _ permit: borrowing WriterPermit,
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
        self.hash = hash
    }

    /// The last position whose events the rows include.
    package var appliedPosition: Int64 { bookkeeping.appliedPosition }

    package func indexHash(_ text: String) -> String? { hash?(text) }

    package func row<R: Row>(_ type: R.Type, _ key: RowKey) -> R? {
        let full = RowCodec.fullKey(R.table, key)
        do {
            guard failure == nil, let stored = try transaction?.bytes(full, in: rows)
            else { return nil }
            return try RowCodec.decode(R.self, full, stored)
        } catch {
            fail(error)
            return nil
        }
    }

    package func visit<R: Row>(
        _ type: R.Type, prefix: RowKey, from: RowKey?, reversed: Bool, _ body: (R) -> Bool
    ) {
        guard failure == nil else { return }
        do {
            try RowScan(R.table, prefix: prefix, from: from, reversed: reversed).run(
                chunk: { start, limit, skipsFirst in
                    try RowScan.chunk(
                        limit, skipsFirst: skipsFirst, start: start,
                        { lower, visit in
                            try transaction?.scan(rows, from: lower, reversed: reversed, visit)
                        })
                },
                visit: { key, stored in body(try RowCodec.decode(R.self, key, stored)) }
            )
        } catch {
            fail(error)
        }
    }

    package func put<R: Row>(_ row: R) {
        guard failure == nil else { return }
        let key = RowCodec.fullKey(R.table, row.key)
        do {
            let (value, sum) = try RowCodec.encode(row, key)
            var totals = bookkeeping.totals[R.table.number] ?? TableTotals()
            if let old = try transaction?.bytes(key, in: rows).flatMap(RowCodec.storedSum) {
                totals.sum &-= old
            } else {
                totals.count += 1
            }
            totals.sum &+= sum
            try transaction?.put(value, for: key, in: rows)
            bookkeeping.totals[R.table.number] = totals
        } catch {
            fail(error)
        }
    }

    package func remove<R: Row>(_ type: R.Type, _ key: RowKey) {
        guard failure == nil else { return }
        let full = RowCodec.fullKey(R.table, key)
        do {
            guard let old = try transaction?.bytes(full, in: rows).flatMap(RowCodec.storedSum)
            else { return }
            _ = try transaction?.delete(full, in: rows)
            bookkeeping.totals[R.table.number]?.count -= 1
            bookkeeping.totals[R.table.number]?.sum &-= old
        } catch {
            fail(error)
        }
    }

    /// Counts one event of a type; written with the commit, once per type.
    func count(_ type: String, at position: Int64) {
        var counts =
            typeCounts[type] ?? row(EventTypeRow.self, RowKey(type))
            ?? EventTypeRow(
                type: type, category: EventCodec.category(ofType: type), count: 0,
                first: position, last: position)
        counts.count += 1
        counts.last = position
        typeCounts[type] = counts
    }

    /// Writes the fingerprint of the projections; once, when views are made.
    package func setFingerprint(_ fingerprint: String) {
        do {
            try transaction?.put(
                Array(fingerprint.utf8), for: ViewLayout.fingerprintKey, in: rows)
        } catch {
            fail(error)
        }
    }

    /// Makes the rows of the batch visible, as of a position.
    ///
    /// Throws what went wrong in the batch, or what the commit says. The writer is used up.
    package func commit(at position: Int64) throws(ViewError) {
        for counts in typeCounts.values { put(counts) }
        typeCounts = [:]
        if let failure { throw failure }
        bookkeeping.appliedPosition = position
        do {
            try transaction?.put(bookkeeping.bytes, for: ViewLayout.bookkeepingKey, in: rows)
            guard let ended = transaction.take() else { return }
            try ended.commit()
        } catch {
            throw .store(error)
        }
    }

    private func fail(_ error: any Error) {
        if failure == nil { failure = RowCodec.viewError(error) }
    }
}
