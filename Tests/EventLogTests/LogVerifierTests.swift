// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import EventLog
import LMDB
import Testing
import TestSupport

/// Goal: whatever is done to a log, the verifier says where it begins to be wrong.
///
/// Method: one damage a log, made underneath through LMDB, with the right hashes where a forger
/// could make them.
struct LogVerifierTests {
    private let directory = TemporaryDirectory()
    private let log: EventLog
    private let recorded: [RecordedEvent]

    init() throws {
        log = try EventLog.create(
            directory: directory.path,
            storeID: Sample.storeID(),
            mode: .production,
            created: 0,
            mapSizeBytes: 1 << 26,
            maxReaders: 8
        )
        let sample = try Sample.event()
        var transaction = try log.environment.beginWrite(WriterPermit.take())
        recorded = try log.append(
            (0..<2_500).map { number in
                var event = sample
                event.recordedAt += Int64(number)
                event.streamVersion += UInt64(number)
                event.commandID = "cmd-\(1_000_000_000_000_000 + number)"
                return event
            },
            to: &transaction
        )
        try transaction.commit()
    }

    private func change(_ body: (inout WriteTransaction, Table) throws -> Void) throws {
        var transaction = try log.environment.beginWrite(WriterPermit.take())
        try body(&transaction, log.environment.table("events"))
        try transaction.commit()
    }

    private func key(_ position: UInt64) -> [UInt8] {
        var writer = KeyWriter()
        writer.append(position)
        return writer.bytes
    }

    /// A record with another actor and a right hash of its own.
    private func forged(_ position: UInt64, recordedAt: Int64? = nil) throws -> [UInt8] {
        let original = recorded[Int(position) - 1]
        var event = original.event
        event.actor = "op-9999"
        event.recordedAt = recordedAt ?? event.recordedAt
        return try Record.encode(
            event,
            position: position,
            previousHash: original.previousHash
        ).bytes
    }

    private func finding() throws -> LogError? { try LogVerifier(log).full().finding }

    @Test func `a sound log has no finding`() throws {
        let full = try LogVerifier(log).full()
        #expect(full.finding == nil)
        #expect(full.isComplete)
        #expect(full.records == 2_500)
        #expect(full.head.position == 2_500)
        let quick = try LogVerifier(log).quick()
        #expect(quick.finding == nil)
        #expect(quick.records == LogVerifier.quickRecords)
        #expect(try LogVerifier(log).quick(last: 9_000).records == 2_500)
    }

    @Test func `an empty log is sound`() throws {
        let empty = try EventLog.create(
            directory: directory.makeDirectory("empty"),
            storeID: Sample.storeID(),
            mode: .production,
            created: 0,
            mapSizeBytes: 1 << 20,
            maxReaders: 8
        )
        let report = try LogVerifier(empty).full()
        #expect(report.finding == nil)
        #expect(report.isComplete)
        #expect(report.records == 0)
    }

    @Test(arguments: [1, 2, 1_700, 2_499] as [UInt64])
    func `a forged record breaks the chain behind it`(position: UInt64) throws {
        try change { try $0.put(forged(position), for: key(position), in: $1) }
        #expect(try finding() == .chainBroken(position: position + 1))
        let quick = try LogVerifier(log).quick().finding
        #expect(quick == (position > 1_500 ? .chainBroken(position: position + 1) : nil))
    }

    @Test func `a forged last record differs from the head`() throws {
        try change { try $0.put(forged(2_500), for: key(2_500), in: $1) }
        #expect(try finding() == .headHashMismatch(position: 2_500))
        #expect(try LogVerifier(log).quick().finding == .headHashMismatch(position: 2_500))
    }

    @Test func `a flipped bit is named`() throws {
        try change { transaction, events in
            var bytes = try #require(try transaction.bytes(key(1_234), in: events))
            bytes[200] ^= 4
            try transaction.put(bytes, for: key(1_234), in: events)
        }
        #expect(try finding() == .damaged(position: 1_234, .hashMismatch))
    }

    @Test func `a dropped, a swapped and an inserted record are found`() throws {
        try change { _ = try $0.delete(key(700), in: $1) }
        #expect(try finding() == .missing(position: 700))
        try change { transaction, events in
            let other = try #require(try transaction.bytes(key(701), in: events))
            try transaction.put(other, for: key(700), in: events)
        }
        #expect(try finding() == .damaged(position: 700, .wrongPosition))
    }

    @Test func `a cut or grown tail differs from the head row`() throws {
        try change { try $0.put(forged(2_500), for: key(2_501), in: $1) }
        #expect(try finding() == .headMismatch(head: 2_500, last: 2_501))
        try change {
            _ = try $0.delete(key(2_501), in: $1)
            _ = try $0.delete(key(2_500), in: $1)
        }
        #expect(try finding() == .headMismatch(head: 2_500, last: 2_499))
    }

    @Test func `a record older than the one before is found`() throws {
        // The last one, so that the time is noticed before the hash of the head is.
        try change {
            try $0.put(forged(2_500, recordedAt: 1), for: key(2_500), in: $1)
        }
        #expect(try finding() == .timeWentBack(position: 2_500))
    }

    @Test func `it can be stopped`() throws {
        let report = try LogVerifier(log).full { _ in false }
        // One piece was the whole of this log.
        #expect(report.isComplete)
        #expect(report.records == 2_500)
    }
}
