// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Keyring
import Testing

/// Goal: any two of three shares on paper give the master key back, and nothing else does; method:
/// random keys, every pair, every single mistyped character.
struct KeyShareTests {
    private let key: MasterKey

    init() throws {
        key = try MasterKey((0..<32).map { _ in UInt8.random(in: .min ... .max) })
    }

    @Test func `any two shares give the key back`() throws {
        let shares = key.shares()
        #expect(shares.map(\.index) == [1, 2, 3])
        for one in shares {
            for other in shares where one.index != other.index {
                let read = try (KeyShare(text: one.text), KeyShare(text: other.text))
                #expect(try MasterKey(read.0, read.1).identifier == key.identifier)
            }
        }
    }

    @Test func `one share tells nothing of the key`() throws {
        // The same key splits into unrelated shares; a single one fits every key.
        #expect(key.shares()[0] != key.shares()[0])
        let share = key.shares()[0]
        #expect(throws: KeyShareError.sameShare) { try MasterKey(share, share) }
        #expect(throws: KeyShareError.otherKey) {
            try MasterKey(key.shares()[0], key.shares()[1])
        }
        let other = try MasterKey([UInt8](repeating: 5, count: 32))
        #expect(throws: KeyShareError.otherKey) {
            try MasterKey(share, other.shares()[1])
        }
    }

    @Test func `paper may be read in any case, with or without hyphens`() throws {
        let share = key.shares()[1]
        let loose = share.text.lowercased().replacing("-", with: " ").replacing("0", with: "o")
        #expect(try KeyShare(text: loose) == share)
        #expect(share.text.count == 72 + 11)
        #expect(share.keyIDText == key.identifierText)
    }

    @Test func `a mistyped character is noticed`() throws {
        let letters = Array(key.shares()[2].text)
        for place in letters.indices where letters[place] != "-" {
            var typed = letters
            typed[place] = letters[place] == "7" ? "8" : "7"
            #expect(throws: KeyShareError.mistyped) { try KeyShare(text: String(typed)) }
        }
        #expect(throws: KeyShareError.unreadable) { try KeyShare(text: "ABC") }
        #expect(throws: KeyShareError.unreadable) { try KeyShare(text: String(letters) + "U") }
    }
}
