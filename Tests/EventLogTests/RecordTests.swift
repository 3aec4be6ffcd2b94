// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import EventLog
import Testing
import TestSupport

/// Goal: a record's bytes are as documented, read back, and no other bytes pass.
///
/// Method: a golden file written by another program, seeded events, every truncation and many
/// damages.
struct RecordTests {
    private func genesis() throws -> Digest32 {
        Digest32(
            hashing: Array("peksos/genesis/1".utf8) + (try Sample.storeID()).bytes + [0, 1, 2]
        )
    }

    @Test func `the golden record is what we write and read`() throws {
        let golden = Golden.hexadecimal("format/record-v1.hex")
        let (bytes, hash) = try Record.encode(
            Sample.event(),
            position: 1,
            previousHash: genesis()
        )
        #expect(bytes == golden)
        let decoded = try Record.decode(golden.span, at: 1)
        #expect(decoded.event == (try Sample.event()))
        #expect(decoded.previousHash == (try genesis()))
        #expect(decoded.hash == hash)
        #expect(decoded.position == 1)
    }

    @Test func `any event reads back as it was written`() throws {
        var random = RepeatableRandom.fromEnvironment()
        for position in 1...UInt64(300) {
            let event = Sample.random(using: &random)
            let previous = Digest32(hashing: random.bytes(count: 3))
            let (bytes, hash) = try Record.encode(
                event,
                position: position,
                previousHash: previous
            )
            let expected = RecordedEvent(
                position: position,
                event: event,
                previousHash: previous,
                hash: hash
            )
            #expect(try Record.decode(bytes.span, at: position) == expected, "\(random)")
        }
    }

    @Test func `every flipped bit is found`() throws {
        let golden = Golden.hexadecimal("format/record-v1.hex")
        for index in golden.indices {
            for bit in 0..<8 {
                var damaged = golden
                damaged[index] ^= 1 << bit
                #expect(throws: LogError.self, "byte \(index) bit \(bit)") {
                    try Record.decode(damaged.span, at: 1)
                }
            }
        }
    }

    @Test func `every shorter or longer record is refused`() throws {
        let golden = Golden.hexadecimal("format/record-v1.hex")
        for count in 0..<golden.count {
            let short = Array(golden[..<count])
            #expect(throws: LogError.damaged(position: 1, .truncated)) {
                try Record.decode(short.span, at: 1)
            }
        }
        #expect(throws: LogError.damaged(position: 1, .trailingBytes)) {
            try Record.decode((golden + [0]).span, at: 1)
        }
        #expect(throws: LogError.damaged(position: 2, .wrongPosition)) {
            try Record.decode(golden.span, at: 2)
        }
    }

    @Test func `hostile bytes are refused even when no hash is computed`() throws {
        var random = RepeatableRandom.fromEnvironment()
        let golden = Golden.hexadecimal("format/record-v1.hex")
        for _ in 0..<20_000 {
            var bytes = golden
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                bytes[Int.random(in: 64..<bytes.count, using: &random)] =
                    UInt8.random(in: .min ... .max, using: &random)
            }
            if Bool.random(using: &random) {
                bytes.removeLast(Int.random(in: 0...bytes.count, using: &random))
            }
            // Either outcome is right; a trap would end the process.
            _ = try? Record.decode(bytes.span, at: 1, verify: false)
        }
    }

    @Test func `what does not fit the format is refused by field`() throws {
        func refuses(
            _ field: String,
            _ problem: RecordProblem,
            _ change: (inout NewEvent) -> Void
        ) throws {
            var event = try Sample.event()
            change(&event)
            #expect(throws: LogError.invalidEvent(field: field, problem: problem)) {
                try Record.encode(event, position: 1, previousHash: .zero)
            }
        }
        let long = String(repeating: "a", count: Record.textBytesMax + 1)
        try refuses("type", .emptyText) { $0.type = "" }
        try refuses("type", .tooLong) { $0.type = long }
        try refuses("stream", .tooLong) { $0.stream = long }
        try refuses("actor", .emptyText) { $0.actor = "" }
        try refuses("commandID", .tooLong) { $0.commandID = long }
        try refuses("streamVersion", .zeroVersion) { $0.streamVersion = 0 }
        try refuses("schemaVersion", .zeroVersion) { $0.schemaVersion = 0 }
        try refuses("payload", .tooLong) {
            $0.payload = [UInt8](repeating: 32, count: Record.payloadBytesMax + 1)
        }
    }
}
