// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Projections
import Testing
import TestSupport

/// Goal: a row reads back as it was written, and equal rows have equal bytes.
///
/// Method: one row type with every shape that views use, seeded values, damaged bytes.
struct RowCodingTests {
    enum Status: String, Codable, CaseIterable { case planned, open, closed }

    struct Rupiah: Codable, Equatable {
        var value: Int64

        init(_ value: Int64) { self.value = value }
        init(from decoder: any Decoder) throws {
            value = try decoder.singleValueContainer().decode(Int64.self)
        }
        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(value)
        }
    }

    enum Place: Codable, Equatable {
        case nowhere
        case stall(name: String, box: Int?)
        case school(String)
    }

    struct Line: Codable, Equatable {
        var text: String
        var amount: Rupiah?
    }

    struct Row: Codable, Equatable {
        var name: String
        var count: Int
        var status: Status
        var amount: Rupiah
        var note: String?
        var flag: Bool
        var maybe: Bool?
        var small: UInt8
        var tiny: Int8
        var word: UInt16
        var large: UInt64
        var ratio: Double
        var bytes: [UInt8]
        var lines: [Line]
        var optionals: [Int?]
        var place: Place
        var otherPlace: Place?
        var byName: [String: Rupiah]
        var byNumber: [Int: String]
        var byStatus: [Status: Int]
        var words: Set<String>
        var nested: [[Int32]]
    }

    private func text(_ random: inout RepeatableRandom) -> String {
        String(
            (0..<Int.random(in: 0...20, using: &random)).map { _ in
                "abcdé漢😀 \u{0}".randomElement(using: &random) ?? "a"
            }
        )
    }

    private func place(_ random: inout RepeatableRandom) -> Place {
        switch Int.random(in: 0...3, using: &random) {
        case 0: .nowhere
        case 1: .stall(name: text(&random), box: nil)
        case 2: .stall(name: text(&random), box: .random(in: .min ... .max, using: &random))
        default: .school(text(&random))
        }
    }

    private func list<Element>(
        _ random: inout RepeatableRandom,
        _ make: (inout RepeatableRandom) -> Element
    ) -> [Element] {
        (0..<Int.random(in: 0...6, using: &random)).map { _ in make(&random) }
    }

    private func number<Number: FixedWidthInteger>(_ random: inout RepeatableRandom) -> Number {
        switch Int.random(in: 0...3, using: &random) {
        case 0: .min
        case 1: .max
        case 2: Number(Int8.random(in: 0...100, using: &random))
        default: .random(in: .min ... .max, using: &random)
        }
    }

    private func row(_ random: inout RepeatableRandom) -> Row {
        Row(
            name: text(&random),
            count: number(&random),
            status: Status.allCases.randomElement(using: &random) ?? .open,
            amount: Rupiah(number(&random)),
            note: Bool.random(using: &random) ? nil : text(&random),
            flag: .random(using: &random),
            maybe: Bool.random(using: &random) ? nil : .random(using: &random),
            small: number(&random),
            tiny: number(&random),
            word: number(&random),
            large: number(&random),
            ratio: .random(in: -1...1, using: &random),
            bytes: random.bytes(count: .random(in: 0...300, using: &random)),
            lines: list(&random) { random in
                Line(
                    text: text(&random),
                    amount: Bool.random(using: &random) ? nil : Rupiah(number(&random))
                )
            },
            optionals: list(&random) { Bool.random(using: &$0) ? nil : number(&$0) },
            place: place(&random),
            otherPlace: Bool.random(using: &random) ? nil : place(&random),
            byName: Dictionary(
                list(&random) { (text(&$0), Rupiah(number(&$0))) },
                uniquingKeysWith: { $1 }
            ),
            byNumber: Dictionary(
                list(&random) { (number(&$0), text(&$0)) },
                uniquingKeysWith: { $1 }
            ),
            byStatus: Dictionary(
                list(&random) { (Status.allCases.randomElement(using: &$0) ?? .open, number(&$0)) },
                uniquingKeysWith: { $1 }
            ),
            words: Set(list(&random, text)),
            nested: list(&random) { list(&$0) { number(&$0) } }
        )
    }

    @Test func `any row reads back`() throws {
        var random = RepeatableRandom.fromEnvironment()
        for _ in 0..<500 {
            let row = row(&random)
            let bytes = try RowCoding.encode(row)
            #expect(try RowCoding.decode(Row.self, from: bytes) == row, "\(random)")
        }
    }

    @Test func `values without a struct around them read back`() throws {
        func check<Value: Codable & Equatable>(_ value: Value) throws {
            #expect(try RowCoding.decode(Value.self, from: RowCoding.encode(value)) == value)
        }
        try check(7)
        try check("koin")
        try check(Optional<Int>.none)
        try check(Optional<Int>.some(3))
        try check([Int?.some(1), nil])
        try check(Place.nowhere)
        try check([String: Int]())
        try check([UInt8](0...255))
        try check(["a": ["b": 1, "c": 2], "d": [:]])
        try check([Status.open: ["x"], .closed: []])
        try check(Int?.some(.min))
    }

    @Test func `sets and dictionaries give the same bytes however they were filled`() throws {
        var random = RepeatableRandom.fromEnvironment()
        let words = (0..<200).map { "w\($0)" }
        func bytes(_ words: [String]) throws -> [[UInt8]] {
            // A larger table gives another order of the same elements.
            var set = Set<String>(minimumCapacity: Int.random(in: 1...5_000, using: &random))
            var byName: [String: Int] = [:]
            byName.reserveCapacity(Int.random(in: 1...5_000, using: &random))
            var nested: [Status: Set<String>] = [:]
            for word in words {
                set.insert(word)
                byName[word] = word.count
            }
            for status in Status.allCases.shuffled(using: &random) { nested[status] = set }
            return [
                try RowCoding.encode(set), try RowCoding.encode(byName),
                try RowCoding.encode(nested),
            ]
        }
        let first = try bytes(words)
        for _ in 0..<5 {
            #expect(try bytes(words.shuffled(using: &random)) == first, "\(random)")
        }
    }

    @Test func `small rows are small`() throws {
        struct Small: Codable {
            var name = "CMI-02"
            var count = 63
            var amount = Rupiah(-64)
            var note: String?
            var status = Status.open
        }
        #expect(
            try RowCoding.encode(Small())
                == [6] + Array("CMI-02".utf8) + [126, 127, 0, 4] + Array("open".utf8)
        )
    }

    @Test func `a row may stand behind bytes of somebody else`() throws {
        var bytes = try RowCoding.encode("koin", leaving: 8)
        #expect(bytes.prefix(8).allSatisfy { $0 == 0 })
        bytes[0] = 9
        #expect(try RowCoding.decode(String.self, from: bytes, startingAt: 8) == "koin")
        #expect(throws: RowCodingError.truncated) {
            try RowCoding.decode(String.self, from: bytes, startingAt: 99)
        }
    }

    @Test func `bytes cut short or too long are refused`() throws {
        var random = RepeatableRandom.fromEnvironment()
        let bytes = try RowCoding.encode(row(&random))
        for count in bytes.indices {
            #expect(throws: (any Error).self, "\(count) \(random)") {
                try RowCoding.decode(Row.self, from: Array(bytes[..<count]))
            }
        }
        #expect(throws: RowCodingError.trailingBytes) {
            try RowCoding.decode(Row.self, from: bytes + [0])
        }
    }

    @Test func `damaged bytes never stop the process`() throws {
        var random = RepeatableRandom.fromEnvironment()
        for _ in 0..<5_000 {
            var bytes = try RowCoding.encode(row(&random))
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                bytes[Int.random(in: bytes.indices, using: &random)] = random.bytes(count: 1)[0]
            }
            // Either outcome is right; a trap would end the process.
            _ = try? RowCoding.decode(Row.self, from: bytes)
        }
    }
}
