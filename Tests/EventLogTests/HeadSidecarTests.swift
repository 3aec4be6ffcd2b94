// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import EventLog
import LMDB
import Testing
import TestSupport

/// Goal: the sidecar names the newest head that was written, and tells a log that lost its end.
///
/// Method: a golden slot written by another program, every damage of a slot, a shortened log.
struct HeadSidecarTests {
    private typealias Files = TestSupport.Files

    private let directory = TemporaryDirectory()
    private var path: String { "\(directory.path)/head" }
    private let boot = BootID(text: "5f0c8a54-2f3e-4f9b-9a55-0123456789ab")
    private let hash = Digest32((0..<32).map { UInt8($0) }) ?? .zero

    private func open() throws -> HeadSidecar {
        try HeadSidecar(path, storeID: Sample.storeID(), bootID: boot)
    }

    @Test func `the golden slot is what we write and read`() throws {
        let golden = Golden.hexadecimal("format/head-slot.hex")
        let slot = HeadSidecar.Slot(
            position: 18_206,
            hash: hash,
            storeID: try Sample.storeID(),
            bootID: boot
        )
        #expect(HeadSidecar.bytes(slot) == golden)
        #expect(HeadSidecar.slots(golden) == [slot, nil])
    }

    @Test func `the newest of two slots is found, and written over last`() throws {
        #expect(try open().found == nil)
        for position in 1...UInt64(5) {
            let sidecar = try open()
            #expect(sidecar.found?.position ?? 0 == position - 1)
            try sidecar.record(position: position, hash: hash)
            try sidecar.sync()
            #expect(Files.read(path).count == (position == 1 ? 128 : 256))
        }
        let positions = HeadSidecar.slots(Files.read(path)).map { $0?.position }
        #expect(positions == [5, 4])
    }

    @Test func `a slot damaged anywhere leaves the other`() throws {
        let sidecar = try open()
        try sidecar.record(position: 7, hash: hash)
        try sidecar.record(position: 8, hash: hash)
        let sound = Files.read(path)
        for index in 128..<256 {
            var damaged = sound
            damaged[index] ^= 1
            Files.write(damaged, to: path)
            #expect(try open().found?.position == 7, "byte \(index)")
        }
        Files.write(Array(sound.prefix(200)), to: path)
        #expect(try open().found?.position == 7)
        Files.write([], to: path)
        #expect(try open().found == nil)
    }

    @Test func `a log that lost its end or was rewritten is told`() throws {
        let log = try EventLog.create(
            directory: directory.makeDirectory("log"),
            storeID: Sample.storeID(),
            mode: .training,
            created: 0,
            mapSizeBytes: 1 << 24,
            maxReaders: 8
        )
        func agreement() throws -> SidecarAgreement {
            try open().agreement(with: log, log.beginRead())
        }
        #expect(try agreement() == .absent)
        try open().record(position: 0, hash: log.genesisHash)
        #expect(try agreement() == .agrees)
        var transaction = try log.environment.beginWrite(WriterPermit.take())
        let recorded = try log.append([Sample.event(), Sample.event()], to: &transaction)
        try transaction.commit()
        #expect(try agreement() == .agrees)
        try open().record(position: 2, hash: recorded[1].hash)
        #expect(try agreement() == .agrees)
        try open().record(position: 2, hash: hash)
        #expect(try agreement() == .otherHistory(position: 2))
        try open().record(position: 3, hash: hash)
        #expect(try agreement() == .logIsBehind(head: 2, sidecar: 3))
        let other = try #require(StoreID(bytes: [UInt8](repeating: 9, count: 16)))
        try HeadSidecar(path, storeID: other, bootID: nil).record(position: 4, hash: hash)
        #expect(try agreement() == .otherStore)
        #expect(try open().found?.bootID == nil)
    }

    @Test func `a hidden or strange boot id is none`() throws {
        let file = "\(directory.path)/boot"
        #expect(BootID.current(from: file) == nil)
        Files.write(Array("not a boot id\n".utf8), to: file)
        #expect(BootID.current(from: file) == nil)
        Files.write(Array("5f0c8a54-2f3e-4f9b-9a55-0123456789ab\n".utf8), to: file)
        #expect(BootID.current(from: file) == boot)
        #expect(BootID.current() == BootID.current())
    }
}
