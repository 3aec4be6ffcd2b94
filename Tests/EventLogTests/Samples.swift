// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import EventLog
import Testing
import TestSupport

/// Events for the tests of the log.
enum Sample {
    static func storeID() throws -> StoreID {
        try #require(StoreID(text: "01JD0000000000000000000000"))
    }

    /// The event of the golden record.
    static func event() throws -> NewEvent {
        NewEvent(
            eventID: try #require(EventID(text: "01934f2e-6c00-7abc-8def-0123456789ab")),
            type: "box.registered",
            schemaVersion: 1,
            stream: "box-CMI-02",
            streamVersion: 1,
            recordedAt: 1_479_686_400_000_000,
            occurredOn: 17_126,
            actor: "op-0001",
            commandID: "cmd-0000000000000001",
            correlationID: try #require(EventID(text: "01934f2e-6c00-7000-8000-000000000001")),
            causationID: try #require(EventID(text: "01934f2e-6c00-7000-8000-000000000002")),
            commandDigest: try #require(Digest32((0..<32).map { UInt8($0) })),
            payload: Array(#"{"box":"CMI-02","place":"Warung Bu Sari, Jember"}"#.utf8)
        )
    }

    static func random(using random: inout RepeatableRandom) -> NewEvent {
        func text(_ random: inout RepeatableRandom) -> String {
            let letters = Array("abcz-09é漢😀")
            let count = Int.random(in: 1...40, using: &random)
            return String((0..<count).map { _ in letters.randomElement(using: &random) ?? "a" })
        }
        func identifier(_ random: inout RepeatableRandom) -> EventID {
            EventID.make(unixMilliseconds: .random(in: 0...1 << 47, using: &random), using: &random)
        }
        return NewEvent(
            eventID: identifier(&random),
            type: text(&random),
            schemaVersion: .random(in: 1 ... .max, using: &random),
            stream: text(&random),
            streamVersion: .random(in: 1 ... .max, using: &random),
            recordedAt: .random(in: .min ... .max, using: &random),
            occurredOn: .random(in: .min ... .max, using: &random),
            actor: text(&random),
            commandID: text(&random),
            correlationID: identifier(&random),
            causationID: identifier(&random),
            commandDigest: Digest32(hashing: random.bytes(count: 4)),
            codec: .random(in: .min ... .max, using: &random),
            payload: random.bytes(count: .random(in: 0...2_000, using: &random))
        )
    }
}
