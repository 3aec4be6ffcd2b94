// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import EventLog
import Testing

/// Goal: a log whose chain is right and whose streams or commands are not is found out.
///
/// Method: records made by hand, given to the check one after the other.
struct StreamCheckTests {
    private func record(
        _ position: UInt64,
        _ stream: String,
        _ version: UInt64,
        command: String,
        digest: Digest32 = .zero
    ) throws -> RecordedEvent {
        var event = try Sample.event()
        event.stream = stream
        event.streamVersion = version
        event.commandID = command
        event.commandDigest = digest
        return RecordedEvent(
            position: position,
            event: event,
            previousHash: .zero,
            hash: .zero
        )
    }

    private func finding(_ records: [RecordedEvent]) -> LogError? {
        var check = StreamCheck()
        for record in records {
            do throws(LogError) { try check.take(record) } catch { return error }
        }
        return nil
    }

    @Test func `interleaved streams and commands of several events are sound`() throws {
        let found = finding([
            try record(1, "a", 1, command: "one"), try record(2, "b", 1, command: "one"),
            try record(3, "a", 2, command: "two"), try record(4, "b", 2, command: "three"),
        ])
        #expect(found == nil)
    }

    @Test(arguments: [1, 3, 0] as [UInt64])
    func `a stream that repeats or leaves out a version is found`(version: UInt64) throws {
        let found = finding([
            try record(1, "a", 1, command: "one"), try record(2, "a", version, command: "two"),
        ])
        #expect(found == .streamBroken(position: 2))
        #expect(found?.verdict == .tampered)
    }

    @Test func `a command id used again, or by two commands, is found`() throws {
        let again = finding([
            try record(1, "a", 1, command: "one"), try record(2, "b", 1, command: "two"),
            try record(3, "c", 1, command: "one"),
        ])
        #expect(again == .commandRepeated(position: 3))
        let other = finding([
            try record(1, "a", 1, command: "one"),
            try record(2, "b", 1, command: "one", digest: Digest32(hashing: [1])),
        ])
        #expect(other == .commandRepeated(position: 2))
    }

    @Test func `flipped bytes are damage, wrong order is not`() {
        #expect(LogError.damaged(position: 1, .hashMismatch).verdict == .damaged)
        #expect(LogError.chainBroken(position: 1).verdict == .tampered)
        #expect(LogVerdict.tampered.exitStatus == 1)
        #expect(LogVerdict.damaged.exitStatus == 2)
    }
}
