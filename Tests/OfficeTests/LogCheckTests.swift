// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import EventLog
import Keyring
import LMDB
import Office
import TestSupport
import Testing

/// The store's own file operations; the tests' support has a type of the same name.
private typealias StoreFiles = LMDB.Files

/// Goal: whatever is wrong with a stopped store, the check says what and where, without a key.
///
/// Method: one store with a person in it, closed, then changed in one place for each test.
@Suite(.timeLimit(.minutes(10))) struct LogCheckTests {
    private let directory = TemporaryDirectory()
    private let store: String
    private let head: UInt64
    private let anchor: String
    private let person: String

    init() throws {
        let office = try TestOffice()
        try office.operators(["sari": [.coordinator]])
        person = try #require(
            try office.call(
                "contact.register",
                ["name": "Bu Rina", "phone": "081234567890"],
                as: "sari"
            )["contact"]?.string
        )
        anchor = try #require(try office.call("log.anchor")["text"]?.string)
        for number in 1...20 {
            try office.call("box.register", ["box": .string("B\(number)")], as: "sari")
        }
        head = UInt64(try office.call("log.head")["position"]?.integer ?? 0)
        store = directory.makeDirectory("store")
        office.close()
        for part in ["log", "keyring"] {
            try StoreFiles.makeDirectory(store + "/" + part)
            let file = "/\(part)/data.mdb"
            try StoreFiles.copy(office.path + "/store" + file, to: store + file) { _ in }
        }
        try StoreFiles.copy(office.path + "/store/FORMAT", to: store + "/FORMAT") { _ in }
    }

    private func check(
        newest: UInt64? = nil,
        anchors: [String] = [],
        _ change: (inout LogCheckRequest) -> Void = { _ in }
    ) -> LogCheckReport {
        var request = LogCheckRequest(store: store, isCopy: true, newest: newest)
        request.anchors = anchors
        change(&request)
        return LogCheck.run(request)
    }

    /// Changes the log through LMDB, as a forger would.
    private func change(_ body: (inout WriteTransaction, EventLog) throws -> Void) throws {
        let log = try EventLog(directory: store + "/log", mapSizeBytes: 16 << 20)
        defer { log.environment.close() }
        var transaction = try log.environment.beginWrite(WriterPermit.take())
        try body(&transaction, log)
        try transaction.commit()
    }

    private func key(_ position: UInt64) -> [UInt8] {
        var writer = KeyWriter()
        writer.append(position)
        return writer.bytes
    }

    // MARK: Sound

    @Test func `a whole store is sound`() {
        let report = check(anchors: [anchor])
        #expect(report.isSound, "\(report.problem ?? "")")
        #expect(report.to == head)
        #expect(report.events == head)
        #expect(report.lastGoodAnchor == head - 20)
        #expect(report.sealed == 1)
        #expect(report.mode == "training")
    }

    @Test func `a quick check reads the newest records only`() {
        let report = check(newest: 5)
        #expect(report.isSound)
        #expect(report.from == head - 4)
        #expect(report.events == 5)
    }

    @Test func `a check that is stopped says that it is not complete`() {
        let request = LogCheckRequest(store: store, isCopy: true, newest: nil)
        let report = LogCheck.run(request) { _, _ in false }
        // One piece was the whole of this log.
        #expect(report.isSound)
    }

    // MARK: Records

    @Test func `a damaged record is named, and anchors before it stay good`() throws {
        try change { transaction, log in
            let events = log.environment.table("events")
            var bytes = try #require(try transaction.bytes(key(head - 3), in: events))
            bytes[150] ^= 1
            try transaction.put(bytes, for: key(head - 3), in: events)
        }
        let report = check(anchors: [anchor])
        #expect(report.verdict == "damaged")
        #expect(report.position == head - 3)
        #expect(report.lastGoodAnchor == head - 20)
        #expect(check(newest: 2).isSound)
    }

    @Test func `a dropped tail is found by the anchor alone when the head is forged too`() throws {
        // Position, hash, time and date of the head, as the log writes them.
        try change { transaction, log in
            let meta = log.environment.table("meta")
            let cut = head - 21
            let record = try #require(try log.read(cut, transaction))
            for position in (cut + 1)...head {
                _ = try transaction.delete(key(position), in: log.environment.table("events"))
            }
            var row = key(cut)
            record.hash.append(to: &row)
            row += key(UInt64(bitPattern: record.event.recordedAt))
            row += (0..<4).map {
                UInt8(truncatingIfNeeded: record.event.occurredOn >> (24 - 8 * $0))
            }
            try transaction.put(row, for: Array("head".utf8), in: meta)
        }
        #expect(check().isSound)
        let report = check(anchors: [anchor])
        #expect(report.verdict == "tampered")
        #expect(report.problem == "log ends at \(head - 21), anchor says \(head - 20)")
    }

    @Test func `an event that no program of ours wrote is found`() throws {
        try change { transaction, log in
            let last = try #require(try log.read(head, transaction))
            var event = last.event
            event.type = "box.painted"
            event.streamVersion += 1
            event.commandID = "forged"
            _ = try log.append([event], to: &transaction)
        }
        let report = check()
        #expect(report.verdict == "tampered")
        #expect(report.position == head + 1)
        #expect(report.problem == "the event of record \(head + 1) cannot be read")
    }

    // MARK: What stands beside

    @Test func `a sidecar that knows more, or otherwise, is believed`() throws {
        let storeID = try #require(check().storeID.flatMap(StoreID.init(text:)))
        func record(_ position: UInt64, _ hash: Digest32) throws {
            try StoreFiles.removeAll(store + "/head")
            let sidecar = try HeadSidecar(store + "/head", storeID: storeID)
            try sidecar.record(position: position, hash: hash)
        }
        try record(head + 2, .zero)
        #expect(check().problem == "log ends at \(head), sidecar says \(head + 2)")
        try record(head - 1, .zero)
        #expect(check().problem == "another event than the sidecar knows")
        let hash = try #require(Hexadecimal.bytes(check { $0.sidecar = nil }.head))
        try record(head, try #require(Digest32(hash)))
        #expect(check().isSound)
    }

    @Test func `a missing or foreign FORMAT is found`() throws {
        let text = try #require(try StoreFiles.read(store + "/FORMAT"))
        try StoreFiles.removeAll(store + "/FORMAT")
        #expect(check().problem == "FORMAT is missing")
        let changed = String(decoding: text, as: UTF8.self).replacing(
            "training",
            with: "production"
        )
        try StoreFiles.create(store + "/FORMAT", Array(changed.utf8))
        #expect(check().problem == "FORMAT is not that of the log")
    }

    @Test func `anchors that are none, or another store's, are found`() throws {
        #expect(check(anchors: ["x"]).problem == "an anchor cannot be read")
        let id = try #require(check().storeID)
        let last = id.hasSuffix("Z") ? "Y" : "Z"
        let other = anchor.replacing(id, with: id.dropLast() + last)
        #expect(check(anchors: [other]).verdict == "tampered")
    }

    @Test func `a sealed person without a key makes the store incomplete`() throws {
        let environment = try Environment(
            directory: store + "/keyring",
            options: EnvironmentOptions(mapSizeBytes: 16 << 20, tables: Keyring.tables)
        )
        var transaction = try environment.beginWrite(WriterPermit.take())
        var writer = KeyWriter()
        writer.append(text: person)
        writer.append(UInt16(1))
        #expect(try transaction.delete(writer.bytes, in: environment.table("keys")))
        try transaction.commit()
        environment.close()
        let report = check()
        #expect(report.verdict == "incomplete")
        #expect(report.problem == "the key of a sealed subject is missing")
        #expect(report.position == head - 20)
        #expect(check { $0.keyring = nil }.isSound)
    }

    @Test func `a file that is no log is damaged`() throws {
        for bytes in [[], [UInt8](repeating: 0, count: 20_000)] {
            try StoreFiles.removeAll(store + "/log/data.mdb")
            try StoreFiles.create(store + "/log/data.mdb", bytes)
            #expect(check().verdict == "damaged")
        }
        try StoreFiles.removeAll(store + "/log")
        #expect(check().verdict == "damaged")
    }
}
