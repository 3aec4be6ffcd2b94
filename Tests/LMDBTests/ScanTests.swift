// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import LMDB
import Testing
import TestSupport

/// Goal: scans begin, end and turn around at the right row.
///
/// Method: a small table with gaps, every border, against a sorted array.
struct ScanTests {
    private let directory = TemporaryDirectory()
    private let environment: Environment
    private let rows: Table

    init() throws {
        environment = try Environment(
            directory: directory.path,
            options: EnvironmentOptions(
                mapSizeBytes: 1 << 24,
                createsTables: true,
                tables: ["rows"]
            )
        )
        rows = environment.table("rows")
    }

    private func fill(_ keys: [[UInt8]]) throws {
        var transaction = try environment.beginWrite(WriterPermit.take())
        for key in keys { try transaction.put(key.reversed(), for: key, in: rows) }
        try transaction.commit()
    }

    private func keys(from lower: [UInt8], reversed: Bool) throws -> [[UInt8]] {
        let reader = try environment.beginRead()
        var found: [[UInt8]] = []
        try reader.scan(rows, from: lower, reversed: reversed) { key, value in
            found.append([UInt8](copying: key))
            #expect([UInt8](copying: value) == found.last?.reversed())
            return true
        }
        return found
    }

    @Test func `an empty table has no rows in either direction`() throws {
        for lower in [[], [5]] as [[UInt8]] {
            #expect(try keys(from: lower, reversed: false) == [])
            #expect(try keys(from: lower, reversed: true) == [])
        }
        let reader = try environment.beginRead()
        #expect(try reader.last(in: rows) == nil)
    }

    @Test func `both directions agree with a sorted array from every border`() throws {
        var random = RepeatableRandom.fromEnvironment()
        let all = Set(
            (0..<500).map { _ in random.bytes(count: Int.random(in: 1...3, using: &random)) }
        )
        .sorted { $0.lexicographicallyPrecedes($1) }
        try fill(all)
        let borders =
            [[], [0], [255, 255, 255, 255]] + all.prefix(50) + all.suffix(50)
            + (0..<50).map { _ in random.bytes(count: 2) }
        for border in borders {
            let upwards = all.filter { !$0.lexicographicallyPrecedes(border) }
            let downwards =
                border.isEmpty
                ? all : all.filter { !border.lexicographicallyPrecedes($0) }
            #expect(try keys(from: border, reversed: false) == upwards, "\(random)")
            #expect(try keys(from: border, reversed: true) == downwards.reversed(), "\(random)")
        }
    }

    @Test func `a scan stops when the body says so`() throws {
        try fill([[1], [2], [3]])
        let reader = try environment.beginRead()
        var seen = 0
        try reader.scan(rows) { _, _ in
            seen += 1
            return seen < 2
        }
        #expect(seen == 2)
    }

    @Test func `an error of the body comes through and the transaction goes on`() throws {
        struct Stop: Error {}
        try fill([[1], [2]])
        let reader = try environment.beginRead()
        #expect(throws: Stop.self) {
            try reader.scan(rows) { _, _ throws in throw Stop() }
        }
        #expect(try reader.last(in: rows)?.key == [2])
    }

    @Test func `a write transaction scans what it has put`() throws {
        try fill([[1]])
        var transaction = try environment.beginWrite(WriterPermit.take())
        try transaction.put([], for: [2], in: rows)
        var seen: [[UInt8]] = []
        try transaction.scan(rows, reversed: true) { key, _ in
            seen.append([UInt8](copying: key))
            return true
        }
        #expect(seen == [[2], [1]])
        #expect(try transaction.count(in: rows) == 2)
    }
}
