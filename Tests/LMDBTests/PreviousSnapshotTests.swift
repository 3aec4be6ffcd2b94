// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import LMDB
import TestSupport
import Testing

/// Goal: the commit before the newest is found again, whatever became of the newest meta page.
///
/// Method: real environments with a row for each commit; a copy is damaged and taken back.
struct PreviousSnapshotTests {
    private typealias Files = TestSupport.Files

    private let directory = TemporaryDirectory()
    private var file: String { "\(directory.path)/data.mdb" }
    private static let pageBytes = 4_096

    /// Opens the environment, as its owner.
    private func open(creates: Bool = false) throws -> Environment {
        try Environment(
            directory: directory.path,
            options: EnvironmentOptions(
                mapSizeBytes: 1 << 24,
                maxReaders: 8,
                createsTables: creates,
                tables: ["rows"]
            )
        )
    }

    /// Puts one row in a commit of its own, large enough to free and reuse pages.
    private func put(_ numbers: ClosedRange<UInt8>, in environment: Environment) throws {
        let rows = environment.table("rows")
        for number in numbers {
            var transaction = try environment.beginWrite(WriterPermit.take())
            try transaction.put([UInt8](repeating: number, count: 5_000), for: [number], in: rows)
            try transaction.commit()
        }
    }

    private func makeEnvironment(rows count: UInt8) throws {
        let environment = try open(creates: true)
        defer { environment.close() }
        try put(1...count, in: environment)
    }

    /// The keys of all rows; every row must be whole.
    private func rows() throws -> [UInt8] {
        let environment = try open()
        defer { environment.close() }
        let transaction = try environment.beginRead()
        var keys: [UInt8] = []
        try transaction.scan(environment.table("rows"), from: [0], reversed: false) { key, value in
            keys.append(key[0])
            var isWhole = value.count == 5_000
            for index in 0..<value.count { isWhole = isWhole && value[index] == key[0] }
            #expect(isWhole)
            return true
        }
        return keys
    }

    /// Which meta page is the newer one.
    private func newerPage(_ bytes: [UInt8]) -> Int {
        let numbers = (0...1).map { bytes[$0 * Self.pageBytes + 144] }
        return numbers[1] > numbers[0] ? 1 : 0
    }

    @Test(arguments: [UInt8(20), 21])
    func `the newest commit is taken back, and the next one is kept`(count: UInt8) throws {
        try makeEnvironment(rows: count)
        let before = try MetaCheck.check(directory: directory.path).transaction
        let found = try PreviousSnapshot(takingIn: directory.path)
        #expect(found.dropped == before)
        #expect(found.transaction == before - 1)
        #expect(try rows() == Array(1..<count))
        let environment = try open()
        try put(200...203, in: environment)
        environment.close()
        #expect(try rows() == Array(1..<count) + Array(200...203))
    }

    @Test(arguments: [UInt8(20), 21], [0, 12, 16, 24, 40, 100, 136])
    func `a damaged meta page is made anew from the other`(count: UInt8, offset: Int) throws {
        try makeEnvironment(rows: count)
        var bytes = Files.read(file)
        let start = newerPage(bytes) * Self.pageBytes
        for place in start + offset..<start + 152 { bytes[place] = 0xFF }
        Files.write(bytes, to: file)
        _ = try PreviousSnapshot(takingIn: directory.path)
        #expect(try rows() == Array(1..<count))
    }

    @Test func `where the older page is damaged nothing is lost`() throws {
        try makeEnvironment(rows: 20)
        var bytes = Files.read(file)
        let start = (1 - newerPage(bytes)) * Self.pageBytes
        for place in start..<start + 200 { bytes[place] = 0 }
        Files.write(bytes, to: file)
        let found = try PreviousSnapshot(takingIn: directory.path)
        #expect(found.dropped == nil)
        #expect(try rows() == Array(1...20))
    }

    @Test func `without a sound page, and with one commit only, nothing is changed`() throws {
        try makeEnvironment(rows: 1)
        var bytes = Files.read(file)
        let older = (1 - newerPage(bytes)) * Self.pageBytes
        for place in older + 144..<older + 152 { bytes[place] = 0 }
        Files.write(bytes, to: file)
        #expect(throws: DataFileProblem.noPrevious) {
            try PreviousSnapshot(takingIn: directory.path)
        }
        #expect(Files.read(file) == bytes)
        for page in 0...1 { bytes[page * Self.pageBytes + 16] ^= 1 }
        Files.write(bytes, to: file)
        #expect(throws: DataFileProblem.meta(page: 0, field: .magic)) {
            try PreviousSnapshot(takingIn: directory.path)
        }
        #expect(Files.read(file) == bytes)
        Files.write(Array(bytes.prefix(8_000)), to: file)
        #expect(throws: DataFileProblem.tooShort(bytes: 8_000)) {
            try PreviousSnapshot(takingIn: directory.path)
        }
    }

    @Test func `a file that is cut before the end of the older commit is refused`() throws {
        try makeEnvironment(rows: 20)
        let bytes = Files.read(file)
        Files.write(Array(bytes.prefix(10 * Self.pageBytes)), to: file)
        #expect(throws: DataFileProblem.self) {
            try PreviousSnapshot(takingIn: directory.path)
        }
    }
}
