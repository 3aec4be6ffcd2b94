// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Testing

/// The scanner takes strict JSON and nothing else: each refusal is shown by its smallest input.
@Suite struct ScannerTests {
    private func problem(_ text: String) -> JSONScanError? { problem(Array(text.utf8)) }

    private func problem(_ bytes: [UInt8]) -> JSONScanError? {
        do throws(JSONScanError) {
            _ = try JSONDocument(scanning: bytes)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [
        ("", 0), ("{", 1), ("{\"a\"", 4), ("{\"a\":", 5), ("{\"a\":1", 6), ("{\"a\":1,}", 7),
        ("[1,]", 3), ("[,1]", 1), ("{,}", 1), ("tru", 3), ("nul!", 3), ("{a:1}", 1), ("'a'", 0),
        ("[1 2]", 3), ("{\"a\" 1}", 5), ("\"a", 2), ("\"\\x\"", 2), ("\"\\u12g4\"", 5), ("+1", 0),
        ("NaN", 0), ("Infinity", 0), (".5", 0), ("[1}", 2), ("{\"a\":1]", 6), ("\u{c}1", 0),
    ])
    func `broken text is a syntax error at its byte`(text: String, offset: Int) {
        #expect(problem(text) == JSONScanError(.syntax, at: offset))
    }

    @Test(arguments: [
        "1.0", "1e3", "1E400", "-0", "007", "00", "-", "-01", "9007199254740992",
        "-9007199254740992", "9223372036854775808", "1.", "1e", "-x",
        String(repeating: "9", count: 100_000),
    ])
    func `numbers that are not whole and exact are refused`(text: String) {
        #expect(problem(text) == JSONScanError(.number, at: 0))
        #expect(problem("[\(text)]") == JSONScanError(.number, at: 1))
    }

    @Test(arguments: [
        ("0", 0), ("7", 7), ("-1", -1), ("9007199254740991", 9_007_199_254_740_991),
        ("-9007199254740991", -9_007_199_254_740_991), (" \t\r10 ", 10),
    ])
    func `whole numbers are read exactly`(text: String, number: Int64) throws {
        #expect(try JSONDocument(scanning: Array(text.utf8)).root.integer == number)
    }

    @Test(arguments: [
        [0x22, 0xC0, 0x80, 0x22], [0x22, 0xC1, 0xBF, 0x22], [0x22, 0xE0, 0x80, 0x80, 0x22],
        [0x22, 0xED, 0xA0, 0x80, 0x22], [0x22, 0xF0, 0x8F, 0xBF, 0xBF, 0x22],
        [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], [0x22, 0xF5, 0x80, 0x80, 0x80, 0x22],
        [0x22, 0x80, 0x22], [0x22, 0xC3, 0x22], [0x22, 0xC3], [0x22, 0xFF, 0x22],
    ])
    func `text that is not UTF-8 is an encoding error`(bytes: [UInt8]) {
        #expect(problem(bytes) == JSONScanError(.encoding, at: 1))
    }

    @Test func `byte order marks and lone surrogates are encoding errors`() {
        #expect(problem([0xEF, 0xBB, 0xBF, 0x31]) == JSONScanError(.encoding, at: 0))
        #expect(problem([0xFF, 0xFE, 0x31, 0x00]) == JSONScanError(.encoding, at: 0))
        #expect(problem(#""\ud800""#) == JSONScanError(.encoding, at: 1))
        #expect(problem(#""\udc00x""#) == JSONScanError(.encoding, at: 1))
        #expect(problem(#""\ud800\u0041""#) == JSONScanError(.encoding, at: 1))
        #expect(problem("1\u{FF}") == JSONScanError(.trailingBytes, at: 1))
    }

    @Test func `control characters are refused raw, and NUL even escaped`() {
        #expect(problem("\"a\u{1}\"") == JSONScanError(.controlCharacter, at: 2))
        #expect(problem("\"a\n\"") == JSONScanError(.controlCharacter, at: 2))
        #expect(problem(#""a\u0000""#) == JSONScanError(.controlCharacter, at: 2))
    }

    @Test func `a second document in the line is trailing bytes`() {
        #expect(problem("{} {}") == JSONScanError(.trailingBytes, at: 3))
        #expect(problem("1 x") == JSONScanError(.trailingBytes, at: 2))
    }

    @Test(arguments: [
        (#"{"id":1,"id":2}"#, 8, "id"), (#"{"cmd":1,"\u0063md":2}"#, 9, "cmd"),
        (#"{"é":1,"e\#u{301}":2}"#, 8, "é"), (#"{"e\u0301":{"x":[1]},"é":2}"#, 21, "é"),
        (#"[{"a":{"b":1,"b":1}}]"#, 13, "b"),
    ])
    func `a repeated name is refused whatever its spelling`(
        text: String,
        offset: Int,
        key: String
    ) {
        #expect(problem(text) == JSONScanError(.duplicateKey, at: offset, key: key))
    }

    @Test func `a repeated name is found among very many`() {
        let names = (0..<1_000).map { "\"k\($0)\":0" }.joined(separator: ",")
        let bytes = Array("{\(names),\"k7\":1}".utf8)
        #expect(throws: JSONScanError.self) {
            try JSONDocument(scanning: bytes, limits: .unlimited)
        }
    }

    @Test func `limits hold at the limit and break beyond it`() {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        func wide(_ count: Int) -> String {
            "{" + (0..<count).map { "\"k\($0)\":0" }.joined(separator: ",") + "}"
        }
        func long(_ count: Int) -> String {
            "[" + (0..<count).map { _ in "0" }.joined(separator: ",") + "]"
        }
        #expect(problem(nested(32)) == nil)
        #expect(problem(nested(33)) == JSONScanError(.tooDeep, at: 32))
        #expect(problem(nested(100_000))?.problem == .tooDeep)
        #expect(problem(wide(64)) == nil)
        #expect(problem(wide(65))?.problem == .tooManyMembers)
        #expect(problem(long(1_000)) == nil)
        #expect(problem(long(1_001))?.problem == .tooManyItems)
    }

    @Test func `strings are unescaped and brought into normal form C`() throws {
        let text = #"["a\"\\\/\b\f\n\r\tz","\u00e9\ud83d\ude00","e\#u{301}","“x”","\u212b"]"#
        let document = try JSONDocument(scanning: Array(text.utf8))
        let strings = document.root.items.map { Array(($0.string ?? "").utf8) }
        #expect(strings[0] == Array("a\"\\/\u{8}\u{c}\n\r\tz".utf8))
        #expect(strings[1] == Array("\u{e9}😀".utf8))
        #expect(strings[2] == [0xC3, 0xA9])
        #expect(strings[3] == Array("“x”".utf8))
        #expect(strings[4] == [0xC3, 0x85])
    }

    @Test func `nodes answer by name and place`() throws {
        let text = #"{"b":[1,{"x":null},[]],"a":{"y":true,"z":"t"},"c":{}}"#
        let root = try JSONDocument(scanning: Array(text.utf8)).root
        #expect(root.count == 3)
        #expect(root["b"]?.items.map(\.kind) == [.integer, .object, .array])
        #expect(root["a"]?["y"]?.bool == true)
        #expect(root["a"]?["z"]?.string == "t")
        #expect(root["a"]?["x"] == nil)
        #expect(root["c"]?.kind == .object)
        #expect(root.members.map(\.name) == ["b", "a", "c"])
        #expect(
            root.value
                == [
                    "b": [1, ["x": nil], []], "a": ["y": true, "z": "t"], "c": [:],
                ]
        )
    }
}
