// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Glibc
import LMDB
import Testing
import TestSupport

/// Goal: an environment keeps what was committed and nothing else, and refuses misuse.
///
/// Method: real environments in temporary directories.
struct EnvironmentTests {
    private let directory = TemporaryDirectory()

    private func open(
        mapSizeBytes: Int = 1 << 20,
        creates: Bool = true
    ) throws -> Environment {
        try Environment(
            directory: directory.path,
            options: EnvironmentOptions(
                mapSizeBytes: mapSizeBytes,
                maxReaders: 8,
                createsTables: creates,
                tables: ["rows", "other"]
            )
        )
    }

    private func put(_ pairs: [(String, String)], into environment: Environment) throws {
        let rows = environment.table("rows")
        var transaction = try environment.beginWrite(WriterPermit.take())
        for (key, value) in pairs {
            try transaction.put(Array(value.utf8), for: Array(key.utf8), in: rows)
        }
        try transaction.commit()
    }

    @Test func `a committed value is there after reopening`() throws {
        let first = try open()
        try put([("a", "1"), ("b", "")], into: first)
        first.close()
        let second = try open(creates: false)
        let reader = try second.beginRead()
        let rows = second.table("rows")
        #expect(try reader.bytes([0x61], in: rows) == [0x31])
        #expect(try reader.bytes([0x62], in: rows) == [])
        #expect(try reader.bytes([0x63], in: rows) == nil)
        #expect(try reader.count(in: rows) == 2)
        #expect(try reader.count(in: second.table("other")) == 0)
    }

    @Test func `a transaction that is not committed leaves nothing`() throws {
        let environment = try open()
        let rows = environment.table("rows")
        do {
            var transaction = try environment.beginWrite(WriterPermit.take())
            try transaction.put([1], for: [1], in: rows)
            #expect(try transaction.bytes([1], in: rows) == [1])
            transaction.abort()
        }
        let reader = try environment.beginRead()
        #expect(try reader.count(in: rows) == 0)
    }

    @Test func `a reader keeps its snapshot and is counted`() throws {
        let environment = try open()
        let rows = environment.table("rows")
        try put([("a", "old")], into: environment)
        do {
            let reader = try environment.beginRead()
            #expect(environment.openReaders == 1)
            try put([("a", "new")], into: environment)
            if let value = try reader.value([0x61], in: rows) {
                let copy = [UInt8](copying: value)
                #expect(copy == Array("old".utf8))
            } else {
                Issue.record("the value is gone")
            }
        }
        #expect(environment.openReaders == 0)
        let reader = try environment.beginRead()
        #expect(try reader.bytes([0x61], in: rows) == Array("new".utf8))
    }

    @Test func `the oldest reader is known by the commit it sees`() throws {
        let environment = try open()
        #expect(environment.oldestRead == nil)
        try put([("a", "1")], into: environment)
        let first = environment.usage.lastTransaction
        do {
            let reader = try environment.beginRead()
            #expect(environment.oldestRead == first)
            try put([("a", "2")], into: environment)
            let newer = try environment.beginRead()
            #expect(environment.usage.lastTransaction > first)
            #expect(environment.oldestRead == first)
            _ = try reader.count(in: environment.table("rows"))
            _ = try newer.count(in: environment.table("rows"))
        }
        #expect(environment.oldestRead == nil)
    }

    @Test func `delete answers whether the key was there`() throws {
        let environment = try open()
        let rows = environment.table("rows")
        try put([("a", "1")], into: environment)
        var transaction = try environment.beginWrite(WriterPermit.take())
        #expect(try transaction.delete([0x61], in: rows))
        #expect(try !transaction.delete([0x61], in: rows))
        try transaction.commit()
    }

    @Test func `an append out of order is refused as an existing key`() throws {
        let environment = try open()
        let rows = environment.table("rows")
        var transaction = try environment.beginWrite(WriterPermit.take())
        try transaction.put([1], for: [2], in: rows, append: true)
        let error = #expect(throws: LMDBError.self) {
            try transaction.put([1], for: [1], in: rows, append: true)
        }
        #expect(error?.isKeyExists == true)
        #expect(error?.operation == "mdb_put")
        #expect(error?.table == "rows")
    }

    @Test func `a full map is reported as such and the environment stays usable`() throws {
        let environment = try open(mapSizeBytes: 1 << 16)
        let rows = environment.table("rows")
        let value = [UInt8](repeating: 7, count: 2_000)
        do {
            var transaction = try environment.beginWrite(WriterPermit.take())
            var error: LMDBError?
            for number in UInt8.min...UInt8.max {
                do throws(LMDBError) {
                    try transaction.put(value, for: [number], in: rows)
                } catch let found {
                    error = found
                    break
                }
            }
            #expect(error?.isMapFull == true)
        }
        try put([("a", "1")], into: environment)
        let reader = try environment.beginRead()
        #expect(try reader.count(in: rows) == 1)
    }

    @Test(arguments: [0, KeyWriter.bytesMax + 1])
    func `a key of no length or too long is refused`(count: Int) throws {
        let environment = try open()
        var transaction = try environment.beginWrite(WriterPermit.take())
        #expect(throws: LMDBError.self) {
            try transaction.put(
                [1],
                for: [UInt8](repeating: 1, count: count),
                in: environment.table("rows")
            )
        }
    }

    @Test func `a second opening of the same directory is refused until the first closes`() throws {
        let first = try open()
        let error = #expect(throws: LMDBError.self) { try open() }
        #expect(error?.code == EBUSY)
        first.close()
        _ = try open()
    }

    @Test func `a directory that is removed while it is open keeps its number`() throws {
        let gone = directory.makeDirectory("gone")
        let options = EnvironmentOptions(
            mapSizeBytes: 1 << 20,
            createsTables: true,
            tables: ["rows"]
        )
        let environment = try Environment(directory: gone, options: options)
        func number(_ path: String) -> [UInt] {
            var status = stat()
            return unsafe stat(path, &status) == 0 ? [status.st_dev, status.st_ino] : []
        }
        let taken = number(gone)
        let held = { (0..<1_024).contains { number("/proc/self/fd/\($0)") == taken } }
        try Files.removeAll(gone)
        #expect(held())
        environment.close()
    }

    @Test func `a missing table is an error that names it`() throws {
        let error = #expect(throws: LMDBError.self) { try open(creates: false) }
        #expect(error?.isNotFound == true)
        #expect(error?.table == "rows")
        // The failed opening must not keep the directory taken.
        _ = try open()
    }

    @Test func `files are private and no descriptor survives exec`() throws {
        let environment = try open()
        for name in TemporaryDirectory.names(in: directory.path) {
            var status = stat()
            unsafe _ = stat("\(directory.path)/\(name)", &status)
            #expect(status.st_mode & 0o777 == 0o600, "\(name)")
            for descriptor in Int32(3)..<256 {
                var found = stat()
                guard unsafe fstat(descriptor, &found) == 0, found.st_ino == status.st_ino,
                    found.st_dev == status.st_dev
                else { continue }
                #expect(fcntl(descriptor, F_GETFD) & FD_CLOEXEC != 0, "\(name)")
            }
        }
        environment.close()
    }

    @Test func `a compact copy opens and holds the rows`() throws {
        let environment = try open()
        try put([("a", "1")], into: environment)
        let inner = directory.makeDirectory("copy")
        let descriptor = unsafe Glibc.open(
            "\(inner)/data.mdb",
            O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
            0o600
        )
        try environment.copyCompact(to: descriptor)
        _ = close(descriptor)
        let copy = try Environment(
            directory: inner,
            options: EnvironmentOptions(mapSizeBytes: 1 << 20, tables: ["rows"])
        )
        let reader = try copy.beginRead()
        #expect(try reader.bytes([0x61], in: copy.table("rows")) == [0x31])
    }

    @Test func `usage and the reader check answer`() throws {
        let environment = try open()
        try put([("a", "1")], into: environment)
        try environment.sync()
        #expect(environment.usage.mapSizeBytes == 1 << 20)
        #expect(environment.usage.usedBytes >= 2 * environment.usage.pageSizeBytes)
        #expect(environment.usage.lastTransaction == 2)
        #expect(try environment.clearStaleReaders() == 0)
        #expect(Environment.libraryVersion.minor == 9)
    }

    @Test func `closing under an open reader stops the process`() async {
        await #expect(processExitsWith: .failure) {
            let directory = TemporaryDirectory()
            let environment = try Environment(
                directory: directory.path,
                options: EnvironmentOptions(
                    mapSizeBytes: 1 << 20,
                    createsTables: true,
                    tables: ["rows"]
                )
            )
            let reader = try environment.beginRead()
            environment.close()
            _ = try reader.count(in: environment.table("rows"))
        }
    }

    @Test func `an error says operation, table and reason`() {
        let error = LMDBError(code: ENOSPC, operation: "mdb_put", table: "events")
        #expect(error.isInputOutput)
        #expect(error.description == "mdb_put on table events: No space left on device (28)")
    }
}
