// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Testing

/// Canonical bytes are one and the same however a document was written; shown on golden pairs and
/// on generated values.
@Suite struct CanonicalBytesTests {
    @Test(arguments: [
        (#" { "b" : 1 , "a" : [ true , false , null ] } "#, #"{"a":[true,false,null],"b":1}"#),
        (#"{"z":{"y":1,"x":-20},"é":"/","A":""}"#, #"{"A":"","z":{"x":-20,"y":1},"é":"/"}"#),
        (
            #""\u0001\u001f\"\\\/\b\t\n\f\r\u007f""#,
            "\"\\u0001\\u001f\\\"\\\\/\\b\\t\\n\\f\\r\u{7f}\""
        ),
        (#"{"aa":1,"a":2,"":3,"\u0001":4}"#, #"{"":3,"\u0001":4,"a":2,"aa":1}"#),
        ("1234567890123456", "1234567890123456"),
    ])
    func `a document has one canonical form`(written: String, canonical: String) throws {
        let root = try JSONDocument(scanning: Array(written.utf8)).root
        #expect(String(decoding: root.canonicalBytes(), as: UTF8.self) == canonical)
        #expect(String(decoding: CanonicalJSON.bytes(root.value), as: UTF8.self) == canonical)
        let encoded = try CanonicalJSON.encode(root.value)
        #expect(String(decoding: encoded, as: UTF8.self) == canonical)
    }

    @Test func `names are left out at the top level only`() throws {
        let text = #"{"lang":"id","a":{"lang":1},"commandId":"x"}"#
        let root = try JSONDocument(scanning: Array(text.utf8)).root
        let bytes = root.canonicalBytes(leavingOut: ["commandId", "deadlineMs", "lang"])
        #expect(String(decoding: bytes, as: UTF8.self) == #"{"a":{"lang":1}}"#)
    }

    @Test func `what is written is read back the same`() throws {
        let seed = UInt64.random(in: .min ... .max)
        print("seed \(seed)")
        var random = SplitMix(state: seed)
        for _ in 0..<200 {
            let value = generate(&random, depth: 4)
            let bytes = CanonicalJSON.bytes(value)
            let back = try JSONDocument(scanning: bytes, limits: .unlimited).root
            #expect(back.canonicalBytes() == bytes)
            #expect(CanonicalJSON.bytes(back.value) == bytes)
            #expect(try CanonicalJSON.encode(value) == bytes)
        }
    }

    private func generate(_ random: inout SplitMix, depth: Int) -> JSONValue {
        switch Int.random(in: 0..<(depth > 0 ? 6 : 4), using: &random) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &random))
        case 2:
            let bound = Int64(1) << Int64.random(in: 0...53, using: &random)
            return .integer(Int64.random(in: -bound + 1..<bound, using: &random))
        case 3: return .string(text(&random))
        case 4:
            let count = Int.random(in: 0..<6, using: &random)
            return .array((0..<count).map { _ in generate(&random, depth: depth - 1) })
        default:
            let count = Int.random(in: 0..<12, using: &random)
            let names = Set((0..<count).map { _ in text(&random) })
            return .object(names.map { JSONMember($0, generate(&random, depth: depth - 1)) })
        }
    }

    private func text(_ random: inout SplitMix) -> String {
        let letters = Array("abcdefg\"\\/\u{1}\u{7f}\té“日😀")
        let count = Int.random(in: 0..<9, using: &random)
        return String(
            (0..<count).map { _ in letters[Int.random(in: 0..<letters.count, using: &random)] }
        )
    }
}

/// A small repeatable source of randomness.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
