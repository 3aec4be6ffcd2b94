// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import EventLog
import Testing
import TestSupport

/// Goal: identifiers have one text form each, and sort by time.
///
/// Method: known texts, seeded values.
struct IdentifierTests {
    @Test func `a store id reads back from its text`() throws {
        var random = RepeatableRandom.fromEnvironment()
        for _ in 0..<200 {
            let made = StoreID.make(
                unixMilliseconds: .random(in: 0...1 << 47, using: &random),
                using: &random
            )
            #expect(StoreID(text: made.text) == made, "\(random)")
            #expect(StoreID(bytes: made.bytes) == made, "\(random)")
        }
        #expect(
            StoreID(text: "7ZZZZZZZZZZZZZZZZZZZZZZZZZ")?.bytes == .init(repeating: 255, count: 16)
        )
    }

    @Test(arguments: [
        "", "01JD", "8ZZZZZZZZZZZZZZZZZZZZZZZZZ", "01jd0000000000000000000000",
        "01JD000000000000000000000I", "01JD0000000000000000000000 ",
    ])
    func `another text is no store id`(text: String) {
        #expect(StoreID(text: text) == nil)
    }

    @Test func `an event id is a UUID of version 7`() throws {
        var random = RepeatableRandom.fromEnvironment()
        let earlier = EventID.make(unixMilliseconds: 1_479_686_400_000, using: &random)
        let later = EventID.make(unixMilliseconds: 1_479_686_400_001, using: &random)
        #expect(earlier < later)
        #expect(earlier.text < later.text)
        #expect(EventID(text: earlier.text) == earlier)
        #expect(earlier.text.hasPrefix("01588"))
        let characters = Array(earlier.text)
        #expect(characters[14] == "7")
        #expect("89ab".contains(characters[19]))
    }

    @Test(arguments: [
        "", "01934f2e-6c00-7abc-8def-0123456789a", "01934F2E-6C00-7ABC-8DEF-0123456789AB",
        "01934f2e6c00-7abc-8def-0123456789ab0", "01934f2e-6c00-7abc-8def-0123456789a-",
    ])
    func `another text is no event id`(text: String) {
        #expect(EventID(text: text) == nil)
    }

    @Test func `a digest is that of the standard`() {
        #expect(
            Digest32(hashing: Array("abc".utf8)).hex
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        )
        #expect(Digest32([1, 2]) == nil)
        #expect(Hexadecimal.bytes("0aFF") == [10, 255])
        #expect(Hexadecimal.bytes("0a1") == nil)
        #expect(Hexadecimal.bytes("0g") == nil)
    }
}
