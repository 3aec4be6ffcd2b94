// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// One JSON value without fractions: the form in which small pieces are built and compared.
///
/// Objects keep the order of their members; the writer sorts. Equality is by that order too.
package enum JSONValue: Sendable, Equatable {
    case null
    case bool(Bool)
    case integer(Int64)
    case string(String)
    case array([JSONValue])
    case object([JSONMember])

    /// The value of the member with this name; nil when absent or when this is no object.
    package subscript(name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    /// The item at this place; nil when out of range or when this is no array.
    package subscript(place: Int) -> JSONValue? {
        guard case .array(let items) = self, items.indices.contains(place) else { return nil }
        return items[place]
    }

    /// The text, when this is a string.
    package var string: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// The number, when this is an integer.
    package var integer: Int64? {
        guard case .integer(let number) = self else { return nil }
        return number
    }

    /// The truth value, when this is one.
    package var bool: Bool? {
        guard case .bool(let flag) = self else { return nil }
        return flag
    }

    /// The items, when this is an array.
    package var items: [JSONValue]? {
        guard case .array(let items) = self else { return nil }
        return items
    }

    /// The members in their order, when this is an object.
    package var members: [JSONMember]? {
        guard case .object(let members) = self else { return nil }
        return members
    }

    /// True for `null` only.
    package var isNull: Bool { self == .null }
}

/// A name and its value inside an object.
package struct JSONMember: Sendable, Equatable {
    /// The name, unescaped.
    package let name: String
    /// What stands under it.
    package let value: JSONValue

    /// Pairs a name with its value.
    package init(_ name: String, _ value: JSONValue) {
        self.name = name
        self.value = value
    }

    /// Pairs a name with its value, labels spelled out.
    package init(name: String, value: JSONValue) {
        self.init(name, value)
    }
}

extension JSONValue: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByIntegerLiteral, ExpressibleByStringLiteral, ExpressibleByStringInterpolation,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    /// `nil` is `null`.
    package init(nilLiteral: ()) { self = .null }
    /// `true` and `false`.
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    /// A whole number.
    package init(integerLiteral value: Int64) { self = .integer(value) }
    /// A text.
    package init(stringLiteral value: String) { self = .string(value) }
    /// A list.
    package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    /// Members in the order written.
    package init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(elements.map { JSONMember($0.0, $0.1) })
    }
}

extension JSONValue: Codable {
    /// Reads any value; our own decoder takes a shorter way and never calls this.
    package init(from decoder: any Decoder) throws {
        if let keyed = try? decoder.container(keyedBy: TextKey.self) {
            self = .object(
                try keyed.allKeys.map {
                    JSONMember($0.stringValue, try keyed.decode(JSONValue.self, forKey: $0))
                }
            )
            return
        }
        if var list = try? decoder.unkeyedContainer() {
            var items: [JSONValue] = []
            while !list.isAtEnd { items.append(try list.decode(JSONValue.self)) }
            self = .array(items)
            return
        }
        let single = try decoder.singleValueContainer()
        if single.decodeNil() {
            self = .null
        } else if let flag = try? single.decode(Bool.self) {
            self = .bool(flag)
        } else if let number = try? single.decode(Int64.self) {
            self = .integer(number)
        } else {
            self = .string(try single.decode(String.self))
        }
    }

    /// Writes the value; our own encoder takes a shorter way and never calls this.
    package func encode(to encoder: any Encoder) throws {
        switch self {
        case .null:
            var single = encoder.singleValueContainer()
            try single.encodeNil()
        case .bool(let flag):
            var single = encoder.singleValueContainer()
            try single.encode(flag)
        case .integer(let number):
            var single = encoder.singleValueContainer()
            try single.encode(number)
        case .string(let text):
            var single = encoder.singleValueContainer()
            try single.encode(text)
        case .array(let items):
            var list = encoder.unkeyedContainer()
            for item in items { try list.encode(item) }
        case .object(let members):
            var keyed = encoder.container(keyedBy: TextKey.self)
            for member in members {
                try keyed.encode(member.value, forKey: TextKey(stringValue: member.name))
            }
        }
    }
}

/// A coding key that takes any text.
package struct TextKey: CodingKey {
    /// The member's name, or a number in digits.
    package let stringValue: String
    /// Set only when it was made from a number.
    package let intValue: Int?

    /// Never fails.
    package init(stringValue: String) {
        self.stringValue = stringValue
        intValue = nil
    }

    /// Never fails.
    package init(intValue: Int) {
        stringValue = String(intValue)
        self.intValue = intValue
    }
}
