// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// How a value looks on the wire: what a value type tells about itself.
///
/// The recording decoder of the catalogue turns it into JSON schema, flags and columns.
package struct ValueSchema: Sendable, Equatable {
    /// The JSON type and what is allowed of it.
    package enum Form: Sendable, Equatable {
        /// A string; lengths count Unicode scalars.
        case string(minimum: Int, maximum: Int, pattern: String?)
        /// An integer between two bounds, both allowed.
        case integer(minimum: Int64, maximum: Int64)
        /// One of these codes.
        case enumeration([String])
        /// True or false.
        case boolean
        /// A map from denomination key to pieces.
        case pieces
    }

    /// The name in `components/schemas`, like `DriveId` or `Rupiah`.
    package let name: String
    /// What is allowed.
    package let form: Form
    /// The type of a column that shows the value: `id text enum bool integer rupiah date …`.
    package let column: String
    /// The class of personal data, when it is personal.
    package let personal: String?
    /// Where candidates for completion come from: query method and column.
    package let completion: (method: String, column: String)?

    /// A schema from its parts.
    package init(
        _ name: String,
        _ form: Form,
        column: String,
        personal: String? = nil,
        completion: (method: String, column: String)? = nil
    ) {
        self.name = name
        self.form = form
        self.column = column
        self.personal = personal
        self.completion = completion
    }

    /// Equal schemas may differ in their completion: that is a matter of the client.
    package static func == (left: Self, right: Self) -> Bool {
        left.name == right.name && left.form == right.form && left.column == right.column
            && left.personal == right.personal
    }
}

/// A value type that describes itself to the catalogue.
package protocol SelfDescribing: Codable, Sendable {
    /// The schema of every value of the type.
    static var schema: ValueSchema { get }
    /// Some valid value, so that a recording decoder can go on after this field.
    static var sample: Self { get }
}

/// A value on the wire that its type does not allow; carries no part of the value.
package struct InvalidValue: Error, Equatable, Sendable {
    /// The rule that was broken.
    ///
    /// `pattern`, `length`, `range`, `enum`, `control`, `date` …
    package let problem: String
    /// What would be right, in schema words.
    package let expected: String

    /// A breach of a value type's rule.
    package init(_ problem: String, expected: String) {
        self.problem = problem
        self.expected = expected
    }
}

/// A closed set of codes on the wire.
package protocol CodeSet: SelfDescribing, Packable, CaseIterable, RawRepresentable, Hashable
where RawValue == String {
    /// The name in the schemas, like `Authority`.
    static var name: String { get }
}

extension CodeSet {
    package static var schema: ValueSchema {
        ValueSchema(name, .enumeration(allCases.map(\.rawValue)), column: "enum")
    }

    package static var sample: Self {
        guard let first = allCases.first else {
            preconditionFailure("a code set has at least one code")
        }
        return first
    }

    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let value = Self(rawValue: text) else {
            throw InvalidValue(
                "enum",
                expected: Self.allCases.map(\.rawValue).joined(separator: " ")
            )
        }
        self = value
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}
