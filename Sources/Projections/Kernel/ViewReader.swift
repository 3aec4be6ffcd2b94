// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import Dispatch
package import Domain
package import LMDB

/// What went wrong while rows were read or written.
package enum ViewError: Error, Sendable {
    /// LMDB said no.
    case store(LMDBError)
    /// The checksum of a row is not the one it was written with.
    case damagedRow(table: String)
    /// A row does not decode as its type.
    case undecodable(table: String)
    /// The views lack their bookkeeping row.
    case noBookkeeping
    /// The reader's time was over before it had read everything.
    case deadline
}

/// Rows of one moment: a read transaction on `views/`.
///
/// Used on one thread; ends with its last reference, so keep it in one scope. A failure is kept in
/// ``failure`` and every later read answers nothing: check it before using what was read.
package final class ViewReader: Facts {
    private let transaction: ReadTransaction
    private let rows: Table
    private let deadline: UInt64
    private var visited = 0
    /// Rows that were asked for by key: who is who in an answer is asked again and again.
    private var known: [[UInt8]: any Row] = [:]
    /// The first thing that went wrong.
    package private(set) var failure: ViewError?
    /// The last position whose events the rows include.
    package let appliedPosition: Int64

    /// How many rows are visited between two looks at the clock.
    private static let rowsPerLook = 256
    /// How many rows are kept for the case that they are asked for again.
    private static let knownMax = 1000

    /// Opens a snapshot of the views.
    ///
    /// `deadline`: monotonic nanoseconds after which a scan fails with ``ViewError/deadline``.
    package init(_ environment: Environment, deadline: UInt64 = .max) throws(ViewError) {
        self.deadline = deadline
        let table = environment.table(ViewLayout.rows)
        do {
            transaction = try environment.beginRead()
            rows = table
            guard let bytes = try transaction.bytes(ViewLayout.bookkeepingKey, in: table),
                let bookkeeping = Bookkeeping(bytes)
            else { throw ViewError.noBookkeeping }
            appliedPosition = bookkeeping.appliedPosition
        } catch let error as LMDBError {
            throw .store(error)
        } catch {
            throw .noBookkeeping
        }
    }

    /// The row at a key; `nil` also after a failure, which ``failure`` keeps.
    package func row<R: Row>(_ type: R.Type, _ key: RowKey) -> R? {
        let full = RowCodec.fullKey(R.table, key)
        if let row = known[full] as? R { return row }
        do {
            guard failure == nil, let stored = try transaction.bytes(full, in: rows)
            else { return nil }
            let row = try RowCodec.decode(R.self, full, stored)
            if known.count < Self.knownMax { known[full] = row }
            return row
        } catch {
            fail(error)
            return nil
        }
    }

    /// Reads from the map row by row; an overdue scan stops with ``failure``.
    package func visit<R: Row>(
        _ type: R.Type,
        prefix: RowKey,
        from: RowKey?,
        reversed: Bool,
        _ body: (R) -> Bool
    ) {
        guard failure == nil else { return }
        do {
            try RowScan(R.table, prefix: prefix, from: from, reversed: reversed).run(
                chunk: { start, limit, skipsFirst in
                    try RowScan.chunk(
                        limit,
                        skipsFirst: skipsFirst,
                        start: start,
                        { lower, visit in
                            try transaction.scan(rows, from: lower, reversed: reversed, visit)
                        }
                    )
                },
                visit: { key, stored in
                    try look()
                    return body(try RowCodec.decode(R.self, key, stored))
                }
            )
        } catch {
            fail(error)
        }
    }

    /// Looks at the clock now and then.
    private func look() throws(ViewError) {
        visited += 1
        guard deadline != .max, visited % Self.rowsPerLook == 0,
            DispatchTime.now().uptimeNanoseconds >= deadline
        else { return }
        throw .deadline
    }

    /// The raw rows of a table in key order: key without the table's number, row, its checksum.
    package func visitRaw(
        _ table: RowTable,
        _ body: (_ key: [UInt8], _ row: [UInt8], _ checksum: UInt64) -> Void
    ) {
        do {
            try RowScan(table, prefix: RowKey(), from: nil, reversed: false).run(
                chunk: { start, limit, skipsFirst in
                    try RowScan.chunk(
                        limit,
                        skipsFirst: skipsFirst,
                        start: start,
                        { lower, visit in
                            try transaction.scan(rows, from: lower, reversed: false, visit)
                        }
                    )
                },
                visit: { key, stored in
                    let row = try RowCodec.checked(key, stored, table)
                    body(Array(key.dropFirst()), row, RowCodec.storedSum(stored) ?? 0)
                    return true
                }
            )
        } catch {
            fail(error)
        }
    }

    /// True when a row that a scan met is also found by its key.
    ///
    /// Damage to a branch page leads lookups astray that a scan, leaf after leaf, walks past.
    package func finds(_ table: RowTable, _ key: [UInt8]) -> Bool {
        do {
            return try transaction.bytes([table.number] + key, in: rows) != nil
        } catch {
            fail(error)
            return false
        }
    }

    /// The totals the writer keeps of every table, by table number.
    package func totals() throws(ViewError) -> [UInt8: TableTotals] {
        do {
            guard let bytes = try transaction.bytes(ViewLayout.bookkeepingKey, in: rows),
                let bookkeeping = Bookkeeping(bytes)
            else { throw ViewError.noBookkeeping }
            return bookkeeping.totals
        } catch let error as LMDBError {
            throw .store(error)
        } catch {
            throw .noBookkeeping
        }
    }

    /// The fingerprint of the projections that wrote the rows.
    package func fingerprint() throws(ViewError) -> String? {
        do {
            let bytes = try transaction.bytes(ViewLayout.fingerprintKey, in: rows)
            return bytes.map { String(decoding: $0, as: UTF8.self) }
        } catch {
            throw .store(error)
        }
    }

    /// The position of the log when the views were begun; 0 where it was not written down.
    package func begun() throws(ViewError) -> Int64 {
        do {
            let bytes = try transaction.bytes(ViewLayout.begunKey, in: rows)
            var reader = bytes.map { KeyReader($0) }
            return Int64(bitPattern: reader?.uint64() ?? 0)
        } catch {
            throw .store(error)
        }
    }

    private func fail(_ error: any Error) {
        if failure == nil { failure = RowCodec.viewError(error) }
    }
}

/// Rows to bytes and back, with their checksum.
enum RowCodec {
    static func fullKey(_ table: RowTable, _ key: RowKey) -> [UInt8] {
        fullKey(table.number, key)
    }

    static func fullKey(_ table: UInt8, _ key: RowKey) -> [UInt8] {
        var full: [UInt8] = []
        full.reserveCapacity(key.bytes.count + 1)
        full.append(table)
        full.append(contentsOf: key.bytes)
        return full
    }

    /// The stored value of a row and its checksum.
    static func encode(_ row: some Row, _ key: [UInt8]) throws -> (value: [UInt8], sum: UInt64) {
        var packer = RowPacker(leaving: ViewLayout.checksumBytes)
        var value =
            row.packed(into: &packer)
            ? packer.bytes : try RowCoding.encode(row, leaving: ViewLayout.checksumBytes)
        let sum = Checksum.of(key, value, from: ViewLayout.checksumBytes)
        for index in 0..<ViewLayout.checksumBytes {
            value[index] = UInt8(truncatingIfNeeded: sum >> UInt64(56 - 8 * index))
        }
        return (value, sum)
    }

    static func decode<R: Row>(_ type: R.Type, _ key: [UInt8], _ stored: [UInt8]) throws -> R {
        try check(key, stored, R.table)
        do {
            var unpacker = RowUnpacker(stored, from: ViewLayout.checksumBytes)
            if let row = try R.unpacked(&unpacker) {
                guard unpacker.isAtEnd else { throw RowCodingError.trailingBytes }
                return row
            }
            return try RowCoding.decode(
                R.self,
                from: stored,
                startingAt: ViewLayout.checksumBytes
            )
        } catch {
            throw ViewError.undecodable(table: R.table.name)
        }
    }

    private static func check(
        _ key: [UInt8],
        _ stored: [UInt8],
        _ table: RowTable
    ) throws(ViewError) {
        guard let sum = storedSum(stored),
            sum == Checksum.of(key, stored, from: ViewLayout.checksumBytes)
        else { throw .damagedRow(table: table.name) }
    }

    /// The row's own bytes, after its checksum was found right.
    static func checked(
        _ key: [UInt8],
        _ stored: [UInt8],
        _ table: RowTable
    ) throws(ViewError) -> [UInt8] {
        try check(key, stored, table)
        return Array(stored[ViewLayout.checksumBytes...])
    }

    static func storedSum(_ stored: [UInt8]) -> UInt64? {
        guard stored.count >= ViewLayout.checksumBytes else { return nil }
        return stored[..<ViewLayout.checksumBytes].reduce(0) { $0 << 8 | UInt64($1) }
    }

    static func viewError(_ error: any Error) -> ViewError {
        switch error {
        case let error as ViewError: error
        case let error as LMDBError: .store(error)
        default: .undecodable(table: "")
        }
    }
}

/// A scan over the rows of a table in pieces.
///
/// The rows of a piece are copied before the body sees them, so the body may read and write rows.
struct RowScan {
    private let table: RowTable
    private let lower: [UInt8]
    private let prefix: [UInt8]
    private let isReversed: Bool

    init(_ table: RowTable, prefix: RowKey, from: RowKey?, reversed: Bool) {
        self.table = table
        self.prefix = RowCodec.fullKey(table, prefix)
        isReversed = reversed
        if let from {
            lower = RowCodec.fullKey(table, from)
        } else if reversed {
            // No key is longer than 200 bytes, so this is after every key under the prefix.
            lower = self.prefix + [UInt8](repeating: 0xFF, count: 200 - self.prefix.count)
        } else {
            lower = self.prefix
        }
    }

    typealias Piece = [(key: [UInt8], value: [UInt8])]

    /// Fetches pieces that grow, so that a look at one row stays cheap and a long scan too.
    func run(
        chunk: (_ start: [UInt8], _ limit: Int, _ skipsFirst: Bool) throws -> Piece,
        visit: (_ key: [UInt8], _ stored: [UInt8]) throws -> Bool
    ) throws {
        var start = lower
        var limit = 4
        var skipsFirst = false
        while true {
            let piece = try chunk(start, limit, skipsFirst)
            for (key, value) in piece {
                guard key.starts(with: prefix) else {
                    // Backwards, the first key may lie after the prefix's last.
                    if isReversed, prefix.lexicographicallyPrecedes(key) { continue }
                    return
                }
                guard try visit(key, value) else { return }
            }
            guard piece.count == limit, let last = piece.last else { return }
            start = last.key
            skipsFirst = true
            limit = min(limit * 4, 512)
        }
    }

    /// At most `limit` entries from `start` on.
    static func chunk(
        _ limit: Int,
        skipsFirst: Bool,
        start: [UInt8],
        _ scan: (_ lower: [UInt8], _ visit: (Span<UInt8>, Span<UInt8>) -> Bool) throws -> Void
    ) throws -> Piece {
        var piece: Piece = []
        piece.reserveCapacity(limit)
        try scan(start) { key, value in
            let key = [UInt8](copying: key)
            if skipsFirst, key == start { return true }
            piece.append((key, [UInt8](copying: value)))
            return piece.count < limit
        }
        return piece
    }
}
