// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import EventLog
import LMDB
import Testing
import TestSupport

/// Goal: pieces that are read side by side join into one reading; method: a log of several pieces,
/// changed on both sides of a border.
struct LogVerifierPieceTests {
    private let directory = TemporaryDirectory()
    private let log: EventLog
    private static let count = 25_000
    private static let border = LogPieces.records

    init() throws {
        log = try EventLog.create(
            directory: directory.path,
            storeID: Sample.storeID(),
            mode: .production,
            created: 0,
            mapSizeBytes: 1 << 27,
            maxReaders: 8
        )
        let sample = try Sample.event()
        var transaction = try log.environment.beginWrite(WriterPermit.take())
        _ = try log.append(
            (0..<Self.count).map { number in
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

    /// Writes a record anew with a right hash of its own.
    private func forge(_ position: UInt64, _ change: (inout NewEvent) -> Void) throws {
        var transaction = try log.environment.beginWrite(WriterPermit.take())
        let original = try #require(try log.read(position, transaction))
        var event = original.event
        change(&event)
        let bytes = try Record.encode(
            event,
            position: position,
            previousHash: original.previousHash
        ).bytes
        var key = KeyWriter()
        key.append(position)
        try transaction.put(bytes, for: key.bytes, in: log.environment.table("events"))
        try transaction.commit()
    }

    private func finding() throws -> LogError? { try LogVerifier(log).full().finding }

    @Test func `several pieces are one sound log, and each is told of once`() throws {
        var positions: [UInt64] = []
        let report = try LogVerifier(log).full { position in
            positions.append(position)
            return true
        }
        #expect(report.finding == nil)
        #expect(report.records == UInt64(Self.count))
        #expect(positions.last == UInt64(Self.count))
        #expect(positions == positions.sorted())
    }

    @Test func `a break between two pieces is found`() throws {
        try forge(Self.border) { $0.actor = "op-9999" }
        #expect(try finding() == .chainBroken(position: Self.border + 1))
    }

    @Test func `time that goes back between two pieces is found`() throws {
        try forge(Self.border) { $0.recordedAt += 1_000_000 }
        // The chain is looked at first: with a right chain the time would be the finding.
        #expect(try finding() == .chainBroken(position: Self.border + 1))
    }

    @Test func `of several findings the first position is told`() throws {
        try forge(24_000) { $0.actor = "op-9999" }
        try forge(500) { $0.actor = "op-9999" }
        #expect(try finding() == .chainBroken(position: 501))
        #expect(try LogVerifier(log).quick(last: 5_000).finding == .chainBroken(position: 24_001))
    }

    @Test func `a record that the inspection cannot read is a finding`() throws {
        struct Unreadable: Error {}
        let verifier = LogVerifier(log) { recorded in
            if recorded.position >= 12_345 { throw Unreadable() }
        }
        let report = try verifier.full()
        #expect(report.finding == .undecodable(position: 12_345))
        #expect(report.records == 12_344)
        #expect(report.finding?.verdict == .tampered)
    }
}
