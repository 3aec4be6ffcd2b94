// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// A piece of personal data in an event: sealed with the key of its subject when stored.
///
/// It has no `description` and shows itself to nobody. In the payload stands `{"sealed": subject}`;
/// the clear value goes into the subject's segment. Reading gives ``sealed(subject:)`` unless an
/// opener was passed to the decoder, which only the disclosure of the office does.
package enum Personal<Value: TextValue>: Sendable {
    /// The value, about to be sealed or just opened.
    case clear(subject: String, Value)
    /// Somebody's value that nobody opened.
    case sealed(subject: String)

    /// The id of the person whose key seals the value.
    package var subject: String {
        switch self {
        case .clear(let subject, _), .sealed(let subject): subject
        }
    }

    /// The value while it is clear; `nil` once it is sealed.
    package var value: Value? {
        if case .clear(_, let value) = self { value } else { nil }
    }
}

/// Collects the clear values while an event is encoded.
package protocol PersonalSink: AnyObject {
    /// Takes one value of a subject under its field's name.
    func seal(_ value: String, field: String, of subject: String)
}

/// Gives back clear values while an event is decoded.
package protocol PersonalSource: AnyObject {
    /// The value of a subject's field, or `nil` when it stays sealed.
    func open(field: String, of subject: String) -> String?
}

/// The initials of a subject's name in an answer: stored as a mark, never as letters.
///
/// When the answer leaves, the office opens the name in the command's first event and writes its
/// masked form instead; null when the subject is erased by then.
package struct Initials: SelfDescribing {
    /// The member of the mark, which says whose name is meant.
    package static let mark = "initialsOf"
    /// The id of the person.
    package let subject: String

    private enum Keys: String, CodingKey { case initialsOf }

    package static let schema = ValueSchema(
        "Initials",
        .string(minimum: 2, maximum: 6, pattern: nil),
        column: "text",
        personal: "identity"
    )
    package static let sample = Initials(of: "KLN-2016-0001")

    /// The initials of a subject who is named in the command's first event.
    package init(of subject: String) { self.subject = subject }

    package init(from decoder: any Decoder) throws {
        subject = try decoder.container(keyedBy: Keys.self)
            .decode(String.self, forKey: .initialsOf)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Keys.self)
        try container.encode(subject, forKey: .initialsOf)
    }
}

extension CodingUserInfoKey {
    /// Where an encoder finds its ``PersonalSink``.
    package static let personalSink = key("peksos.personalSink")
    /// Where a decoder finds its ``PersonalSource``.
    package static let personalSource = key("peksos.personalSource")

    private static func key(_ name: String) -> CodingUserInfoKey {
        guard let key = CodingUserInfoKey(rawValue: name) else {
            preconditionFailure("the standard library takes every name")
        }
        return key
    }
}

extension Personal: Codable {
    private enum Keys: String, CodingKey { case sealed }

    /// In clear where the decoder has a ``PersonalSource`` that opens it, else sealed.
    package init(from decoder: any Decoder) throws {
        let subject = try decoder.container(keyedBy: Keys.self)
            .decode(String.self, forKey: .sealed)
        if let source = decoder.userInfo[.personalSource] as? any PersonalSource,
            let field = Self.field(decoder.codingPath),
            let value = source.open(field: field, of: subject)
        {
            self = .clear(subject: subject, Value(trusted: value))
        } else {
            self = .sealed(subject: subject)
        }
    }

    /// Writes the subject and hands the value to the ``PersonalSink``; throws when there is none.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Keys.self)
        try container.encode(subject, forKey: .sealed)
        guard case .clear(let subject, let value) = self else { return }
        guard let sink = encoder.userInfo[.personalSink] as? any PersonalSink,
            let field = Self.field(encoder.codingPath)
        else {
            throw EncodingError.invalidValue(
                subject,
                .init(codingPath: encoder.codingPath, debugDescription: "no sink for personal data")
            )
        }
        sink.seal(value.text, field: field, of: subject)
    }

    /// The name a value is sealed under: its place in the payload, `summary` or `goals.0.text`.
    private static func field(_ path: [any CodingKey]) -> String? {
        // The first key is the event's stored name.
        let parts = path.dropFirst()
        return parts.isEmpty ? nil : parts.map(\.stringValue).joined(separator: ".")
    }
}

/// A person's name, 1 to 120 characters with at least one letter; personal.
package struct PersonName: TextValue {
    package let text: String
    package init(trusted text: String) { self.text = text }
    package static let schema = ValueSchema(
        "PersonName",
        .string(minimum: 1, maximum: 120, pattern: nil),
        column: "text",
        personal: "identity"
    )
    package static let sample = PersonName(trusted: "Nama Rekaan")
    package static func check(_ text: String) throws(InvalidValue) {
        try TextRule.check(text, 1...120)
        guard text.unicodeScalars.contains(where: \.properties.isAlphabetic) else {
            throw InvalidValue("pattern", expected: "a name with at least one letter")
        }
    }
    /// Never the name.
    package var description: String { "«name»" }

    /// The first letters of at most three words, each with a full stop: `R.M.`.
    package var masked: String {
        text.split(whereSeparator: \.isWhitespace).prefix(3)
            .compactMap { word in word.first(where: \.isLetter).map { "\($0.uppercased())." } }
            .joined()
    }
}

/// A telephone number, `^\+?[0-9]{8,15}$`; personal.
package struct PhoneNumber: TextValue {
    package let text: String
    package init(trusted text: String) { self.text = text }
    package static let schema = ValueSchema(
        "Phone",
        .string(minimum: 8, maximum: 16, pattern: "^\\+?[0-9]{8,15}$"),
        column: "text",
        personal: "contact"
    )
    package static let sample = PhoneNumber(trusted: "0812345678")
    package static func check(_ text: String) throws(InvalidValue) {
        let digits = text.hasPrefix("+") ? String(text.dropFirst()) : text
        guard TextRule.matches(digits, 8...15, first: TextRule.isDigit, rest: TextRule.isDigit)
        else { throw InvalidValue("pattern", expected: "8 to 15 digits, + allowed in front") }
    }
    /// Never the number.
    package var description: String { "«phone»" }
}

/// A national pupil number (NISN), ten digits; personal.
package struct PupilNumber: TextValue {
    package let text: String
    package init(trusted text: String) { self.text = text }
    package static let schema = ValueSchema(
        "PupilNumber",
        .string(minimum: 10, maximum: 10, pattern: "^[0-9]{10}$"),
        column: "text",
        personal: "identity"
    )
    package static let sample = PupilNumber(trusted: "0012345678")
    package static func check(_ text: String) throws(InvalidValue) {
        guard TextRule.matches(text, 10...10, first: TextRule.isDigit, rest: TextRule.isDigit)
        else { throw InvalidValue("pattern", expected: "10 digits") }
    }
    /// Never the number.
    package var description: String { "«pupil number»" }
}

/// A date of birth; personal, so its year alone stands outside the seal.
package struct BirthDate: TextValue {
    package let text: String
    package init(trusted text: String) { self.text = text }
    package static let schema = ValueSchema(
        "BirthDate",
        .string(minimum: 10, maximum: 10, pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
        column: "date",
        personal: "identity"
    )
    package static let sample = BirthDate(trusted: "2000-01-01")
    package static func check(_ text: String) throws(InvalidValue) {
        guard CivilDate(text) != nil else {
            throw InvalidValue("date", expected: "YYYY-MM-DD, 1900-01-01 to 2199-12-31")
        }
    }
    /// Never the date.
    package var description: String { "«birth date»" }
}

/// A national identity number (NIK), sixteen digits; personal.
package struct NationalNumber: TextValue {
    package let text: String
    package init(trusted text: String) { self.text = text }
    package static let schema = ValueSchema(
        "Nik",
        .string(minimum: 16, maximum: 16, pattern: "^[0-9]{16}$"),
        column: "text",
        personal: "identity"
    )
    package static let sample = NationalNumber(trusted: "3277015203080001")
    package static func check(_ text: String) throws(InvalidValue) {
        guard TextRule.matches(text, 16...16, first: TextRule.isDigit, rest: TextRule.isDigit)
        else { throw InvalidValue("pattern", expected: "16 digits") }
    }
    /// Never the number.
    package var description: String { "«nik»" }
}
