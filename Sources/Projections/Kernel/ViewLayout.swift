// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import Domain
package import LMDB

/// Where rows stand in the `views/` environment.
///
/// One LMDB table `rows` for all of them, so that a commit touches few pages. Key: table number
/// (1 byte), then ``RowKey`` bytes. Value: checksum (8 bytes, big-endian) over table, key and row,
/// then the row. Table number 0 holds the bookkeeping of the environment itself.
package enum ViewLayout {
    /// The version of this layout; another one means a rebuild.
    package static let version = 2
    /// The only LMDB table.
    package static let rows = "rows"
    /// Bytes of the checksum in front of each row.
    static let checksumBytes = 8
    /// The bookkeeping row: applied position and totals per table.
    static let bookkeepingKey: [UInt8] = [0, 1]
    /// The row with the fingerprint of the projections that wrote the views.
    static let fingerprintKey: [UInt8] = [0, 2]
    /// The position of the log when the file was begun: what was erased before is not in it.
    static let begunKey: [UInt8] = [0, 3]

    /// How the environment is opened; `views/` is never flushed on commit.
    package static func options(mapSizeBytes: Int, createsTables: Bool) -> EnvironmentOptions {
        EnvironmentOptions(
            mapSizeBytes: mapSizeBytes,
            isSynced: false,
            createsTables: createsTables,
            tables: [rows]
        )
    }
}

/// A number that says whether bytes are the ones that were written.
///
/// Not a keyed hash: it finds damage, not intent. Sixty-four bits, mixed eight bytes at a time.
enum Checksum {
    private static let multiplier: UInt64 = 0x9E37_79B9_7F4A_7C15

    /// The checksum of a key and a row.
    static func of(_ key: [UInt8], _ row: [UInt8], from start: Int = 0) -> UInt64 {
        var state = mix(0x5045_4B53_4F53_0001, UInt64(key.count) << 32 | UInt64(row.count - start))
        state = absorb(key, from: 0, state)
        return absorb(row, from: start, state)
    }

    /// A number for some bytes, for tables in memory.
    static func of(_ bytes: [UInt8]) -> UInt64 { absorb(bytes, from: 0, UInt64(bytes.count)) }

    private static func absorb(_ bytes: [UInt8], from start: Int, _ initial: UInt64) -> UInt64 {
        var state = initial
        let span = bytes.span
        var index = start
        while index + 8 <= span.count {
            var lane: UInt64 = 0
            for offset in 0..<8 { lane = lane << 8 | UInt64(span[index + offset]) }
            state = mix(state, lane)
            index += 8
        }
        var tail: UInt64 = 0x80
        while index < span.count {
            tail = tail << 8 | UInt64(span[index])
            index += 1
        }
        return mix(state, tail)
    }

    private static func mix(_ state: UInt64, _ lane: UInt64) -> UInt64 {
        let (high, low) = (state ^ lane).multipliedFullWidth(by: multiplier)
        return high ^ low &+ (state << 23 | state >> 41)
    }
}

/// How many rows a table has and what their checksums add up to.
package struct TableTotals: Equatable, Sendable {
    /// Rows in the table.
    package var count: Int64 = 0
    /// The wrapping sum of the rows' checksums.
    package var sum: UInt64 = 0

    /// Totals from their parts; without arguments those of a table without rows.
    package init(count: Int64 = 0, sum: UInt64 = 0) {
        self.count = count
        self.sum = sum
    }

    /// Takes in a row by its checksum.
    mutating func add(_ rowSum: UInt64) {
        sum &+= rowSum
        count += 1
    }
}

/// The applied position and the totals of every table, as one small row.
///
/// Position (8 bytes), then per table that was ever written: number (1), count (8), sum (8).
struct Bookkeeping: Equatable {
    var appliedPosition: Int64 = 0
    var totals: [UInt8: TableTotals] = [:]

    init() {}

    init?(_ bytes: [UInt8]) {
        var reader = KeyReader(bytes)
        guard let position = reader.uint64() else { return nil }
        appliedPosition = Int64(bitPattern: position)
        while !reader.isAtEnd {
            guard let table = reader.uint8(), let count = reader.uint64(),
                let sum = reader.uint64()
            else { return nil }
            totals[table] = TableTotals(count: Int64(bitPattern: count), sum: sum)
        }
    }

    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.appendBigEndian(UInt64(bitPattern: appliedPosition))
        for (table, total) in totals.sorted(by: { $0.key < $1.key }) {
            bytes.append(table)
            bytes.appendBigEndian(UInt64(bitPattern: total.count))
            bytes.appendBigEndian(total.sum)
        }
        return bytes
    }
}
