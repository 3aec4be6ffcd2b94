// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// A kind of thing that has an id and a stream.
package protocol Thing: Sendable {
    /// The noun in params, results, streams and `notFound`: `drive`, `count` …
    static var noun: String { get }
    /// The category of its streams, where it is not the noun: `stock` of a location.
    static var category: String { get }
    /// How its ids are made.
    static var naming: Naming { get }
    /// The query and column that list candidate ids for completion; `nil` when there is none.
    static var completion: (method: String, column: String)? { get }
}

extension Thing {
    /// The noun, unless a thing says otherwise.
    package static var category: String { noun }
    /// None, unless a thing names a query.
    package static var completion: (method: String, column: String)? { nil }
}

/// Who makes an id.
package enum Naming: Sendable, Equatable {
    /// Chosen by the office: `[A-Z0-9][A-Z0-9-]{0,31}`.
    case code
    /// Chosen by the office: `[a-z][a-z0-9-]{1,31}`.
    case slug
    /// Made by the daemon: `PREFIX-year-sequence`, at least four digits.
    case number(prefix: String)
}

/// The id of one kind of thing; different kinds do not mix.
package struct ID<Kind: Thing>: TextValue {
    package let text: String
    package init(trusted text: String) { self.text = text }

    package static var schema: ValueSchema {
        let name = Kind.noun.prefix(1).uppercased() + Kind.noun.dropFirst() + "Id"
        let pattern =
            switch Kind.naming {
            case .code: "^[A-Z0-9][A-Z0-9-]{0,31}$"
            case .slug: "^[a-z][a-z0-9-]{1,31}$"
            case .number: "^[A-Za-z0-9][A-Za-z0-9./~-]{0,63}$"
            }
        return ValueSchema(
            name,
            .string(minimum: 1, maximum: 64, pattern: pattern),
            column: "id",
            completion: Kind.completion
        )
    }

    package static var sample: Self {
        switch Kind.naming {
        case .code: Self(trusted: "X")
        case .slug: Self(trusted: "sari")
        case .number(let prefix): Self(trusted: prefix + "-2016-0001")
        }
    }

    package static func check(_ text: String) throws(InvalidValue) {
        switch Kind.naming {
        case .code: try IdentifierRule.checkCode(text)
        case .slug: try IdentifierRule.checkSlug(text)
        case .number: try IdentifierRule.checkAny(text)
        }
    }

    /// The stream that holds the thing's events: `category-id`.
    package var stream: String { Kind.category + "-" + text }
}

/// The rules every identifier follows.
package enum IdentifierRule {
    /// Throws unless the text is a code: `[A-Z0-9][A-Z0-9-]{0,31}`.
    package static func checkCode(_ text: String) throws(InvalidValue) {
        func first(_ byte: UInt8) -> Bool { TextRule.isUpper(byte) || TextRule.isDigit(byte) }
        guard TextRule.matches(text, 1...32, first: first, rest: { first($0) || $0 == 0x2D })
        else { throw InvalidValue("pattern", expected: "[A-Z0-9][A-Z0-9-]{0,31}") }
    }

    /// Throws unless the text is a slug: `[a-z][a-z0-9-]{1,31}`.
    package static func checkSlug(_ text: String) throws(InvalidValue) {
        let isRight = TextRule.matches(text, 2...32, first: TextRule.isLower) { byte in
            TextRule.isLower(byte) || TextRule.isDigit(byte) || byte == 0x2D
        }
        guard isRight else { throw InvalidValue("pattern", expected: "[a-z][a-z0-9-]{1,31}") }
    }

    /// Throws unless the text may be any id at all: `[A-Za-z0-9][A-Za-z0-9./~-]{0,63}`.
    package static func checkAny(_ text: String) throws(InvalidValue) {
        func alphanumeric(_ byte: UInt8) -> Bool {
            TextRule.isDigit(byte) || TextRule.isUpper(byte) || TextRule.isLower(byte)
        }
        // Every id of every row comes by here: one pass over the bytes, no search in the text.
        var previous: UInt8 = 0
        let isRight = TextRule.matches(text, 1...64, first: alphanumeric) { byte in
            defer { previous = byte }
            return alphanumeric(byte) || byte == 0x2F || byte == 0x7E || byte == 0x2D
                || (byte == 0x2E && previous != 0x2E)
        }
        guard isRight, previous != 0x2F else {
            throw InvalidValue("pattern", expected: "[A-Za-z0-9][A-Za-z0-9./~-]{0,63}")
        }
    }
}

/// Somebody who took part: an operator's slug, or the id of a contact, volunteer or worker.
package struct PersonID: TextValue {
    package let text: String
    package init(trusted text: String) { self.text = text }
    package static let schema = ValueSchema(
        "PersonId",
        .string(minimum: 1, maximum: 64, pattern: "^[A-Za-z0-9][A-Za-z0-9./~-]{0,63}$"),
        column: "id"
    )
    package static let sample = PersonID(trusted: "sari")
    package static func check(_ text: String) throws(InvalidValue) {
        try IdentifierRule.checkAny(text)
    }
}
