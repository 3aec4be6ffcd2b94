// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// Coin or banknote.
package enum CashKind: String, CodeSet {
    case coin, banknote

    package static let name = "CashKind"
}

/// A kind of money that is counted: coin or note, face value, and the emission year when known.
///
/// Written `500`, `500@1991`, `note-5000`, `note-5000@2016`.
package struct Denomination: Codable, Hashable, Comparable, Sendable {
    /// Decides whether the key begins with `note-`.
    package let kind: CashKind
    /// Face value in rupiah.
    package let value: Int64
    /// The year on it; `nil` when nobody looked.
    package let emissionYear: Int64?

    /// A denomination from its parts.
    package init(_ kind: CashKind, _ value: Int64, emissionYear: Int64? = nil) {
        self.kind = kind
        self.value = value
        self.emissionYear = emissionYear
    }

    /// A denomination from its key; `nil` when the text is no key.
    package init?(key: String) {
        let isNote = key.hasPrefix("note-")
        let parts = key.dropFirst(isNote ? 5 : 0)
            .split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let value = Self.number(first, 1...7) else { return nil }
        var year: Int64?
        if parts.count == 2 {
            guard let parsed = Self.number(parts[1], 4...4) else { return nil }
            year = parsed
        }
        self.init(isNote ? .banknote : .coin, value, emissionYear: year)
    }

    /// The key, as it is written in params, events and the export.
    package var key: String {
        (kind == .banknote ? "note-" : "") + String(value)
            + (emissionYear.map { "@\($0)" } ?? "")
    }

    /// Coins before notes, then by value, then without year before the years.
    package static func < (left: Self, right: Self) -> Bool {
        if left.kind != right.kind { return left.kind == .coin }
        if left.value != right.value { return left.value < right.value }
        return (left.emissionYear ?? 0) < (right.emissionYear ?? 0)
    }

    private static func number(_ text: Substring, _ length: ClosedRange<Int>) -> Int64? {
        guard length.contains(text.utf8.count), text.utf8.allSatisfy(TextRule.isDigit),
            text.utf8.first != 0x30
        else { return nil }
        return Int64(text)
    }
}

/// What is printed on a coin or note, in rupiah.
package struct FaceValue: IntegerValue {
    package let value: Int64
    package init(_ value: Int64) { self.value = value }
    package static let range: ClosedRange<Int64> = 1...9_999_999
    package static let schema = ValueSchema(
        "FaceValue",
        .integer(minimum: 1, maximum: 9_999_999),
        column: "denomination"
    )
}

/// The year on a coin or note.
package struct EmissionYear: IntegerValue {
    package let value: Int64
    package init(_ value: Int64) { self.value = value }
    package static let range: ClosedRange<Int64> = 1000...9999
    package static let schema = ValueSchema(
        "EmissionYear",
        .integer(minimum: 1000, maximum: 9999),
        // Written like a name, without the marks that part thousands.
        column: "id"
    )
}

/// So many pieces of one denomination.
package struct PieceLine: Codable, Hashable, Sendable {
    /// With its emission year when somebody looked.
    package let denomination: Denomination
    /// Never negative; lines of zero are dropped before they are recorded.
    package let pieces: Int64
    /// Rupiah.
    package var value: Int64 { denomination.value * pieces }

    /// So many of a denomination.
    package init(_ denomination: Denomination, _ pieces: Int64) {
        self.denomination = denomination
        self.pieces = pieces
    }
}

/// Counted money: pieces per denomination, in key order; an object on the wire.
package struct Pieces: SelfDescribing, Equatable {
    /// In key order; lines of zero pieces stand here as they were sent.
    package let lines: [PieceLine]

    package static let schema = ValueSchema("Pieces", .pieces, column: "denomination")
    package static let sample = Pieces([])

    /// Money from lines in any order.
    package init(_ lines: [PieceLine]) {
        self.lines = lines.sorted { $0.denomination < $1.denomination }
    }

    /// The same money without the denominations of which there are no pieces.
    package var dropped: Pieces { Pieces(lines.filter { $0.pieces > 0 }) }

    /// Rupiah; throws when it is more than 10^12.
    package func total() throws(Rejection) -> Int64 {
        var total: Int64 = 0
        for line in lines { total = try Checked.sum(total, line.value) }
        return total
    }

    /// What another count found more of, per key; denominations without a difference are left out.
    package func difference(to other: Pieces) -> [String: Int64] {
        var differences: [String: Int64] = [:]
        for line in other.lines { differences[line.denomination.key, default: 0] += line.pieces }
        for line in lines { differences[line.denomination.key, default: 0] -= line.pieces }
        return differences.filter { $0.value != 0 }
    }
}

extension Pieces: Codable {
    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        var lines: [PieceLine] = []
        for key in container.allKeys {
            guard let denomination = Denomination(key: key.stringValue) else {
                throw InvalidValue(
                    "pattern",
                    expected: "denomination keys 500, 500@1991, note-5000 or note-5000@2016"
                )
            }
            let pieces = try container.decode(Count0.self, forKey: key)
            lines.append(PieceLine(denomination, pieces.value))
        }
        self.init(lines)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        for line in lines {
            try container.encode(line.pieces, forKey: Key(stringValue: line.denomination.key))
        }
    }
}
