// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import EventLog
import LMDB
import Testing
import TestSupport

/// Goal: the log is dense, chained, in order of time, and finds any change.
///
/// Method: real logs in temporary directories, damaged underneath through LMDB.
struct EventLogTests {
    private let directory = TemporaryDirectory()

    private func makeLog() throws -> EventLog {
        try EventLog.create(
            directory: directory.path,
            storeID: Sample.storeID(),
            mode: .training,
            created: 1_479_686_400_000_000,
            mapSizeBytes: 1 << 24,
            maxReaders: 8
        )
    }

    private func append(_ count: Int, to log: EventLog) throws -> [RecordedEvent] {
        var transaction = try log.environment.beginWrite(WriterPermit.take())
        let recorded = try log.append(
            (0..<count).map { _ in try Sample.event() },
            to: &transaction
        )
        try transaction.commit()
        return recorded
    }

    private func scan(_ log: EventLog, from first: UInt64 = 1) throws -> [RecordedEvent] {
        let reader = try log.environment.beginRead()
        var found: [RecordedEvent] = []
        try log.scan(from: first, through: .max, reader) { event in
            found.append(event)
            return true
        }
        return found
    }

    /// Changes a record behind the back of the log.
    private func damage(_ log: EventLog, _ position: UInt8, _ bytes: [UInt8]?) throws {
        let events = log.environment.table("events")
        var transaction = try log.environment.beginWrite(WriterPermit.take())
        let key: [UInt8] = [0, 0, 0, 0, 0, 0, 0, position]
        if let bytes {
            try transaction.put(bytes, for: key, in: events)
        } else {
            try transaction.delete(key, in: events)
        }
        try transaction.commit()
    }

    @Test func `a new log is empty and keeps its identity`() throws {
        let log = try makeLog()
        let genesis = log.genesisHash
        #expect(
            try log.head(log.environment.beginRead())
                == LogHead(position: 0, hash: genesis, recordedAt: .min, occurredOn: 0)
        )
        log.environment.close()
        let reopened = try EventLog(directory: directory.path, mapSizeBytes: 1 << 24)
        #expect(reopened.storeID == (try Sample.storeID()))
        #expect(reopened.mode == .training)
        #expect(reopened.created == 1_479_686_400_000_000)
        #expect(reopened.genesisHash == genesis)
    }

    @Test func `the genesis hash of a training store is the documented one`() throws {
        #expect(
            try makeLog().genesisHash.hex
                == "82ecf1044288b72c6c43207aa61f1a65242b4a30da4b96426e82fb30863d0ccb"
        )
    }

    @Test func `a directory with a log is not initialised again`() throws {
        try makeLog().environment.close()
        #expect(throws: LogError.alreadyInitialised) { try makeLog() }
        #expect(try EventLog(directory: directory.path, mapSizeBytes: 1 << 24).mode == .training)
    }

    @Test func `an empty directory is no log`() {
        #expect(throws: LogError.self) { try EventLog(directory: directory.path) }
    }

    @Test func `positions are dense and each record names the one before`() throws {
        let log = try makeLog()
        let first = try append(3, to: log)
        let second = try append(2, to: log)
        let all = first + second
        #expect(all.map(\.position) == [1, 2, 3, 4, 5])
        #expect(all.first?.previousHash == log.genesisHash)
        #expect(zip(all, all.dropFirst()).allSatisfy { $0.hash == $1.previousHash })
        #expect(try scan(log) == all)
        #expect(try scan(log, from: 4) == second)
        let reader = try log.environment.beginRead()
        #expect(try log.read(2, reader) == all[1])
        #expect(try log.read(6, reader) == nil)
        #expect(try log.read(0, reader) == nil)
        let head = try log.head(reader)
        #expect(head.position == 5)
        #expect(head.hash == all[4].hash)
        #expect(head.occurredOn == 17_126)
    }

    @Test func `a clock that goes back does not take the log with it`() throws {
        let log = try makeLog()
        var late = try Sample.event()
        var early = late
        late.recordedAt = 2_000
        early.recordedAt = 1_000
        var transaction = try log.environment.beginWrite(WriterPermit.take())
        let one = try log.append([late, early], to: &transaction)
        let two = try log.append([early], to: &transaction)
        #expect((one + two).map(\.event.recordedAt) == [2_000, 2_000, 2_000])
        #expect(try log.read(3, transaction)?.event.recordedAt == 2_000)
    }

    @Test func `an event that cannot be written leaves nothing`() throws {
        let log = try makeLog()
        var bad = try Sample.event()
        bad.actor = ""
        var transaction = try log.environment.beginWrite(WriterPermit.take())
        #expect(throws: LogError.invalidEvent(field: "actor", problem: .emptyText)) {
            try log.append([Sample.event(), bad], to: &transaction)
        }
        try transaction.commit()
        #expect(try scan(log) == [])
    }

    @Test func `appending nothing is nothing`() throws {
        let log = try makeLog()
        #expect(try append(0, to: log) == [])
    }

    @Test func `a changed record is found when it is read`() throws {
        let log = try makeLog()
        let all = try append(3, to: log)
        var (bytes, _) = try Record.encode(
            all[1].event,
            position: 2,
            previousHash: all[1].previousHash
        )
        bytes[bytes.count - 3] ^= 1
        try damage(log, 2, bytes)
        let expected = LogError.damaged(position: 2, .hashMismatch)
        #expect(throws: expected) { try scan(log) }
        #expect(throws: expected) { try log.read(2, log.environment.beginRead()) }
    }

    @Test func `a record replaced by a well formed one breaks the chain`() throws {
        let log = try makeLog()
        let all = try append(3, to: log)
        var forged = all[1].event
        forged.payload = Array(#"{"box":"CMI-03"}"#.utf8)
        let (bytes, _) = try Record.encode(
            forged,
            position: 2,
            previousHash: all[1].previousHash
        )
        try damage(log, 2, bytes)
        #expect(throws: LogError.chainBroken(position: 3)) { try scan(log) }
    }

    @Test func `a dropped record is missed`() throws {
        let log = try makeLog()
        _ = try append(3, to: log)
        try damage(log, 2, nil)
        #expect(throws: LogError.missing(position: 2)) { try scan(log) }
    }

    @Test func `a head behind the last record refuses the next append`() throws {
        let log = try makeLog()
        _ = try append(1, to: log)
        try damage(log, 9, [1])
        let error = #expect(throws: LogError.self) { try append(1, to: log) }
        guard case .store(let cause) = error else {
            Issue.record("not an error of the store")
            return
        }
        #expect(cause.isKeyExists)
    }
}
