// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import LMDB
import Testing
import TestSupport

/// Goal: a file that LMDB would crash on is refused before it is mapped, and no sound one is.
///
/// Method: real files, each field of the meta pages changed, the end cut at every page.
struct MetaCheckTests {
    private typealias Files = TestSupport.Files

    private let directory = TemporaryDirectory()
    private var file: String { "\(directory.path)/data.mdb" }

    /// An environment with rows written and, where asked, removed again.
    private func makeEnvironment(rows count: UInt16, removing removed: Range<UInt16>) throws {
        let environment = try Environment(
            directory: directory.path,
            options: EnvironmentOptions(
                mapSizeBytes: 1 << 24,
                maxReaders: 8,
                createsTables: true,
                tables: ["rows"]
            )
        )
        let rows = environment.table("rows")
        func key(_ number: UInt16) -> [UInt8] {
            var writer = KeyWriter()
            writer.append(number)
            return writer.bytes
        }
        for number in 0..<count {
            var transaction = try environment.beginWrite(WriterPermit.take())
            try transaction.put([UInt8](repeating: 1, count: 9_000), for: key(number), in: rows)
            try transaction.commit()
        }
        // Two commits: pages freed by the first are in the list that the second leaves.
        for numbers in [removed.prefix(removed.count / 2), removed.suffix(removed.count / 2)] {
            var transaction = try environment.beginWrite(WriterPermit.take())
            for number in numbers { try transaction.delete(key(number), in: rows) }
            try transaction.commit()
        }
        environment.close()
    }

    @Test func `a sound file passes`() throws {
        try makeEnvironment(rows: 20, removing: 5..<10)
        let summary = try MetaCheck.check(directory: directory.path)
        #expect(summary.transaction == 23)
        #expect(summary.mapSizeBytes == 1 << 24)
        #expect(summary.mainRoot != nil)
    }

    @Test func `a missing, empty or tiny file is refused`() throws {
        #expect(throws: DataFileProblem.missing) {
            try MetaCheck.check(directory: directory.path)
        }
        Files.write([], to: file)
        #expect(throws: DataFileProblem.tooShort(bytes: 0)) {
            try MetaCheck.check(directory: directory.path)
        }
        Files.write([UInt8](repeating: 0, count: 8_191), to: file)
        #expect(throws: DataFileProblem.tooShort(bytes: 8_191)) {
            try MetaCheck.check(directory: directory.path)
        }
    }

    @Test(arguments: [
        (0, MetaField.pageNumber), (10, .flags), (16, .magic), (20, .version), (38, .mapSize),
        (41, .pageSize), (86, .freeRoot), (134, .mainRoot), (142, .lastPage),
    ])
    func `a wild field is named`(offset: Int, field: MetaField) throws {
        try makeEnvironment(rows: 20, removing: 5..<10)
        let sound = Files.read(file)
        for page in 0...1 {
            var damaged = sound
            damaged[page * 4_096 + offset] ^= 0x40
            #expect(throws: DataFileProblem.meta(page: page, field: field)) {
                try MetaCheck.newest(of: damaged)
            }
        }
    }

    @Test func `only trailing free pages may be missing`() throws {
        try makeEnvironment(rows: 40, removing: 20..<40)
        let sound = Files.read(file)
        var isAccepted = true
        var accepted = 0
        for pages in (2..<sound.count / 4_096).reversed() {
            Files.write(Array(sound[..<(pages * 4_096)]), to: file)
            do throws(DataFileProblem) {
                try MetaCheck.check(directory: directory.path)
                #expect(isAccepted, "accepted again at \(pages) pages")
                accepted += 1
            } catch {
                isAccepted = false
            }
        }
        // Three pages a row; the last rows stood at the end of the file.
        #expect((10...60).contains(accepted), "\(accepted) pages could go")
        #expect(!isAccepted)
    }

    @Test func `damaged bytes never stop the process`() throws {
        try makeEnvironment(rows: 40, removing: 20..<40)
        let sound = Files.read(file)
        var random = RepeatableRandom.fromEnvironment()
        for _ in 0..<300 {
            var damaged = sound
            for _ in 0..<200 {
                damaged[Int.random(in: 8_192..<damaged.count, using: &random)] =
                    UInt8.random(in: .min ... .max, using: &random)
            }
            Files.write(Array(damaged.dropLast(4_096 * 3)), to: file)
            // Either outcome is right; a trap would end the process.
            _ = try? MetaCheck.check(directory: directory.path)
        }
    }
}
