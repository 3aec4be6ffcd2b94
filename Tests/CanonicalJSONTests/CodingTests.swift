// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Testing

private enum Kind: String, Codable, CaseIterable {
    case school
    case street
}

private struct Name: Codable, Equatable {
    struct TooShort: Error {}
    let text: String

    init(_ text: String) { self.text = text }

    init(from decoder: any Decoder) throws {
        text = try decoder.singleValueContainer().decode(String.self)
        if text.count < 2 { throw TooShort() }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

private struct Line: Codable, Equatable {
    var item: Name
    var quantity: Int
}

private struct Order: Codable, Equatable {
    var order: String
    var kind: Kind
    var lines: [Line]
    var pieces: [String: Int]
    var note: String?
    var urgent: Bool?
    var last: Line?
}

private enum Shape: Codable, Equatable {
    case circle(radius: Int)
    case label(Name, at: Int)
    case nothing
}

/// The bridge reads and writes ordinary Codable types; shown on the shapes that commands use.
@Suite struct CodingTests {
    private func decode<T: Decodable>(
        _ type: T.Type,
        _ text: String,
        rejectUnknown: Bool = true,
        ignoring: [String] = [],
        known: [String] = []
    ) throws -> T {
        try CanonicalJSON.decode(
            type,
            from: JSONDocument(scanning: Array(text.utf8)),
            rejectUnknown: rejectUnknown,
            ignoring: ignoring,
            known: known
        )
    }

    private func failure<T: Decodable>(
        _ type: T.Type,
        _ text: String,
        known: [String] = []
    ) -> JSONDecodingError? {
        do {
            _ = try decode(type, text, known: known)
            return nil
        } catch {
            return error as? JSONDecodingError
        }
    }

    private let order = Order(
        order: "P-1",
        kind: .school,
        lines: [Line(item: Name("buku"), quantity: 3)],
        pieces: ["500": 2, "1000": 7],
        note: nil,
        urgent: false,
        last: Line(item: Name("pensil"), quantity: 1)
    )
    private let written = """
        {"kind":"school","last":{"item":"pensil","quantity":1},"lines":[{"item":"buku","quantity":3}],\
        "order":"P-1","pieces":{"1000":7,"500":2},"urgent":false}
        """

    @Test func `a command is written canonically and read back`() throws {
        #expect(String(decoding: try CanonicalJSON.encode(order), as: UTF8.self) == written)
        #expect(try decode(Order.self, written) == order)
    }

    @Test(arguments: [
        (Shape.circle(radius: 3), #"{"circle":{"radius":3}}"#),
        (Shape.label(Name("ab"), at: 1), #"{"label":{"_0":"ab","at":1}}"#),
        (Shape.nothing, #"{"nothing":{}}"#),
    ])
    private func `enums with values take one member`(shape: Shape, text: String) throws {
        #expect(String(decoding: try CanonicalJSON.encode(shape), as: UTF8.self) == text)
        #expect(try decode(Shape.self, text) == shape)
    }

    @Test func `an explicit null and an absent member are both nil`() throws {
        struct Two: Codable, Equatable {
            var a: Int?
            var b: Name?
        }
        #expect(try decode(Two.self, #"{"a":null}"#) == Two())
        struct Shown: Encodable {
            func encode(to encoder: any Encoder) throws {
                var container = encoder.container(keyedBy: TextKey.self)
                try container.encode(Int?.none, forKey: TextKey(stringValue: "b"))
                try container.encodeNil(forKey: TextKey(stringValue: "a"))
                try container.encodeIfPresent(Int?.none, forKey: TextKey(stringValue: "c"))
            }
        }
        #expect(
            String(decoding: try CanonicalJSON.encode(Shown()), as: UTF8.self)
                == #"{"a":null,"b":null}"#
        )
        #expect(String(decoding: try CanonicalJSON.encode([1, nil]), as: UTF8.self) == "[1,null]")
    }

    @Test func `an unknown member is named with its nearest`() {
        let wrong = failure(Order.self, written.replacing("urgent", with: "urgnet"))
        #expect(wrong?.problem == "unknownParam")
        #expect(wrong?.pointer == "/urgnet")
        #expect(wrong?.nearest == ["urgent"])
        let deep = failure(
            Order.self,
            written.replacing("buku\",\"quantity", with: "b1\",\"quantiti")
        )
        #expect(deep?.problem == "unknownParam")
        #expect(deep?.pointer == "/lines/0/quantiti")
        #expect(deep?.nearest == ["quantity"])
        let early = failure(Order.self, #"{"ordr":1,"lnies":[]}"#, known: ["order", "lines"])
        #expect(early?.pointer == "/ordr")
        #expect(early?.nearest == ["order"])
    }

    @Test func `names that others read are let through at the top only`() throws {
        struct One: Codable, Equatable { var a: Int }
        let text = #"{"a":1,"lang":"id"}"#
        #expect(try decode(One.self, text, ignoring: ["lang"]) == One(a: 1))
        #expect(throws: JSONDecodingError.self) { try decode(One.self, text) }
        #expect(try decode(One.self, text, rejectUnknown: false) == One(a: 1))
    }

    @Test func `every failure says where and what, never the value`() {
        let missing = failure(Order.self, #"{"order":"x"}"#)
        #expect(missing?.problem == "missing")
        #expect(missing?.pointer == "/kind")
        let type = failure(Line.self, #"{"item":"buku","quantity":"5"}"#)
        #expect(type?.problem == "type")
        #expect(type?.pointer == "/quantity")
        #expect(type?.expected == "integer")
        #expect(type?.got == "string")
        let value = failure(
            [Line].self,
            #"[{"item":"buku","quantity":5},{"item":"x","quantity":5}]"#
        )
        #expect(value?.problem == "value")
        #expect(value?.pointer == "/1/item")
        #expect(value?.underlying is Name.TooShort)
        let choice = failure(Kind.self, #""scool""#)
        #expect(choice?.problem == "value")
        #expect(choice?.expected == "school|street")
        #expect(choice?.got == "string(5)")
        #expect(choice?.nearest == ["school"])
        let range = failure(UInt8.self, "256")
        #expect(range?.problem == "value")
        #expect(range?.expected == "integer(0…255)")
        #expect(failure([String: Int].self, #"{"a/b~":true}"#)?.pointer == "/a~1b~0")
    }

    @Test func `fractions, huge integers and doubled names are not written`() {
        #expect(throws: EncodingError.self) { try CanonicalJSON.encode(1.5) }
        #expect(throws: EncodingError.self) { try CanonicalJSON.encode(UInt64.max) }
        struct Doubled: Encodable {
            func encode(to encoder: any Encoder) throws {
                var container = encoder.container(keyedBy: TextKey.self)
                try container.encode(1, forKey: TextKey(stringValue: "a"))
                try container.encode(2, forKey: TextKey(stringValue: "a"))
            }
        }
        #expect(throws: EncodingError.self) { try CanonicalJSON.encode(Doubled()) }
    }

    @Test func `a nil is written as null where the whole run asks for it`() throws {
        struct Many: Encodable {
            var a: Int?
            var b: UInt64?
            var c: String?
            var d: Name?
            var e: [Int]? = [1]
            var f: Bool?
        }
        let text = #"{"a":null,"b":null,"c":null,"d":null,"e":[1],"f":null}"#
        #expect(try CanonicalJSON.encode(Many(), writesNull: true) == Array(text.utf8))
        #expect(try CanonicalJSON.encode(Many()) == Array(#"{"e":[1]}"#.utf8))
        #expect(
            try CanonicalJSON.encodeValue(Many(a: 2), writesNull: true)
                == ["a": 2, "b": nil, "c": nil, "d": nil, "e": [1], "f": nil]
        )
    }

    @Test func `a value and its bytes are two views of one encoding`() throws {
        let value = try CanonicalJSON.encodeValue(order)
        #expect(CanonicalJSON.bytes(value) == Array(written.utf8))
        #expect(value["lines"]?[0]?["quantity"] == 3)
        #expect(try CanonicalJSON.encodeValue(CanonicalBytes(trusted: Array("[1]".utf8))) == [1])
        #expect(try CanonicalJSON.encodeValue(["x": -5]) == ["x": -5])
    }

    @Test func `the caller's words reach a type on both sides`() throws {
        struct Told: Codable {
            static let key = CodingUserInfoKey(rawValue: "told")
            let word: String
            init() { word = "" }
            init(from decoder: any Decoder) throws {
                word = Self.key.flatMap { decoder.userInfo[$0] as? String } ?? "nothing"
            }
            func encode(to encoder: any Encoder) throws {
                var container = encoder.singleValueContainer()
                try container.encode(Self.key.flatMap { encoder.userInfo[$0] as? String })
            }
        }
        let key = try #require(Told.key)
        let document = try JSONDocument(scanning: [UInt8(ascii: "1")])
        #expect(
            try CanonicalJSON.decode(Told.self, from: document, userInfo: [key: "a"]).word == "a"
        )
        #expect(try CanonicalJSON.encode(Told(), userInfo: [key: "b"]) == Array(#""b""#.utf8))
    }

    @Test func `canonical bytes travel without being understood`() throws {
        struct Wrapped: Codable, Equatable {
            var data: CanonicalBytes
            var tree: JSONValue
        }
        let text = #"{"data":{"x":[1,2]},"tree":{"y":null}}"#
        let wrapped = try decode(Wrapped.self, text)
        #expect(wrapped.data.bytes == Array(#"{"x":[1,2]}"#.utf8))
        #expect(wrapped.tree == ["y": nil])
        #expect(try CanonicalJSON.encode(wrapped) == Array(text.utf8))
    }
}
