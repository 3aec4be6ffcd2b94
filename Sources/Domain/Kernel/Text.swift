// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// The characters that text of people may hold.
package enum TextRule {
    /// True for C0, DEL, C1, bidirectional controls, zero-width characters and noncharacters.
    ///
    /// LF and TAB count as controls here; narratives allow them on their own.
    package static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0...0x1F, 0x7F...0x9F: true
        case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0x2066...0x2069, 0xFEFF: true
        case 0x061C, 0x180E, 0xFDD0...0xFDEF: true
        case let value: value & 0xFFFE == 0xFFFE
        }
    }

    /// Throws unless the text has an allowed length and only allowed characters.
    package static func check(
        _ text: String,
        _ length: ClosedRange<Int>,
        narrative: Bool = false
    ) throws(InvalidValue) {
        var count = 0
        for scalar in text.unicodeScalars {
            count += 1
            let isBreak = scalar == "\n" || scalar == "\t"
            if isForbidden(scalar), !(narrative && isBreak) {
                throw InvalidValue("control", expected: "text without control characters")
            }
        }
        guard length.contains(count) else {
            throw InvalidValue(
                "length",
                expected: "\(length.lowerBound) to \(length.upperBound) characters"
            )
        }
    }

    /// True when every byte of the text is allowed by the test and the length fits.
    package static func matches(
        _ text: String,
        _ length: ClosedRange<Int>,
        first: (UInt8) -> Bool,
        rest: (UInt8) -> Bool
    ) -> Bool {
        var count = 0
        for byte in text.utf8 {
            guard count == 0 ? first(byte) : rest(byte) else { return false }
            count += 1
        }
        return length.contains(count)
    }

    /// `0`–`9`.
    package static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
    /// `A`–`Z`.
    package static func isUpper(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5A }
    /// `a`–`z`.
    package static func isLower(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7A }
}

/// A value that is one string on the wire, checked when it is read.
package protocol TextValue: SelfDescribing, Packable, Hashable, Comparable,
    CustomStringConvertible
{
    /// The text as it is stored.
    var text: String { get }
    /// Takes the text as it is; the caller has checked it or trusts it.
    init(trusted text: String)
    /// Throws unless the text is allowed.
    static func check(_ text: String) throws(InvalidValue)
}

extension TextValue {
    /// A value from text that is checked; throws ``InvalidValue``.
    package init(_ text: String) throws(InvalidValue) {
        try Self.check(text)
        self.init(trusted: text)
    }

    /// Throws ``InvalidValue`` for a text that is not allowed.
    package init(from decoder: any Decoder) throws {
        try self.init(try decoder.singleValueContainer().decode(String.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    /// The text; personal values are not of this kind.
    package var description: String { text }

    /// By the order of the bytes, not of an alphabet.
    package static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}

/// Text of one line, 1 to 500 characters, class office.
package struct Line: TextValue {
    package let text: String
    package init(trusted text: String) { self.text = text }
    package static let schema = ValueSchema(
        "Text",
        .string(minimum: 1, maximum: 500, pattern: nil),
        column: "text"
    )
    package static let sample = Line(trusted: "teks")
    package static func check(_ text: String) throws(InvalidValue) {
        try TextRule.check(text, 1...500)
    }
}

/// A narrative, 1 to 8,000 characters; line feeds and tabs are allowed; personal.
package struct Note: TextValue {
    package let text: String
    package init(trusted text: String) { self.text = text }
    package static let schema = ValueSchema(
        "Note",
        .string(minimum: 1, maximum: 8000, pattern: nil),
        column: "text",
        personal: "narrative"
    )
    package static let sample = Note(trusted: "catatan")
    package static func check(_ text: String) throws(InvalidValue) {
        try TextRule.check(text, 1...8000, narrative: true)
    }
    /// Never the narrative.
    package var description: String { "«note»" }
}

/// A number printed on a paper: `[A-Za-z0-9][A-Za-z0-9 ./_-]{0,39}`.
package struct DocNumber: TextValue {
    package let text: String
    package init(trusted text: String) { self.text = text }
    package static let schema = ValueSchema(
        "DocNumber",
        .string(minimum: 1, maximum: 40, pattern: "^[A-Za-z0-9][A-Za-z0-9 ./_-]{0,39}$"),
        column: "text"
    )
    package static let sample = DocNumber(trusted: "A-1")
    package static func check(_ text: String) throws(InvalidValue) {
        func alphanumeric(_ byte: UInt8) -> Bool {
            TextRule.isDigit(byte) || TextRule.isUpper(byte) || TextRule.isLower(byte)
        }
        let isRight = TextRule.matches(text, 1...40, first: alphanumeric) { byte in
            alphanumeric(byte) || Array(" ./_-".utf8).contains(byte)
        }
        guard isRight else {
            throw InvalidValue("pattern", expected: "[A-Za-z0-9][A-Za-z0-9 ./_-]{0,39}")
        }
    }
}

/// A code of an area: `32`, `32.77`, `32.77.01` or `32.77.01.1001`.
package struct AreaCode: TextValue {
    package let text: String
    package init(trusted text: String) { self.text = text }
    package static let schema = ValueSchema(
        "AreaCode",
        .string(
            minimum: 2,
            maximum: 13,
            pattern: "^[0-9]{2}(\\.[0-9]{2}(\\.[0-9]{2}(\\.[0-9]{4})?)?)?$"
        ),
        column: "id"
    )
    package static let sample = AreaCode(trusted: "32.77")
    package static func check(_ text: String) throws(InvalidValue) {
        let bytes = Array(text.utf8)
        let isRight =
            [2, 5, 8, 13].contains(bytes.count)
            && bytes.indices.allSatisfy { index in
                [2, 5, 8].contains(index) ? bytes[index] == 0x2E : TextRule.isDigit(bytes[index])
            }
        guard isRight else {
            throw InvalidValue("pattern", expected: "32, 32.77, 32.77.01 or 32.77.01.1001")
        }
    }

    /// The level: 1 province, 2 regency or city, 3 district, 4 village.
    package var level: Int {
        switch text.utf8.count {
        case 2: 1
        case 5: 2
        case 8: 3
        default: 4
        }
    }

    /// The province the area lies in.
    package var province: AreaCode { AreaCode(trusted: String(text.prefix(2))) }

    /// The area and those around it that it lies in, the province first.
    package var andAround: [AreaCode] {
        [2, 5, 8, 13].prefix(level).map { AreaCode(trusted: String(text.prefix($0))) }
    }

    /// True when the other area is this one or lies in it.
    package func contains(_ other: AreaCode) -> Bool {
        other.text == text || other.text.hasPrefix(text + ".")
    }
}

extension CivilDate: SelfDescribing {
    package static let schema = ValueSchema(
        "Date",
        .string(minimum: 10, maximum: 10, pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
        column: "date"
    )
    package static let sample = CivilDate(days: 16_983)

    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let date = CivilDate(text) else {
            throw InvalidValue("date", expected: "YYYY-MM-DD, 1900-01-01 to 2199-12-31")
        }
        self = date
    }

    package func encode(to encoder: any Encoder) throws {
        // What could not be read again must not be written to the log, which is for ever. Rows are
        // made from it, and no event that is there may keep the views from being built.
        guard isWritable || encoder.userInfo[.personalSink] == nil else {
            throw InvalidValue("date", expected: "1900-01-01 to 2199-12-31")
        }
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
