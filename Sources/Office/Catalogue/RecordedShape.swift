// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Domain

/// What a type's own `Decodable` conformance asks for: its fields, found by running it.
package indirect enum RecordedShape: Sendable, Equatable {
    /// A value type that describes itself.
    case value(ValueSchema)
    case text, integer, boolean
    case array(RecordedShape)
    case object([RecordedField])

    /// The fields of an object; none for anything else.
    package var fields: [RecordedField] {
        if case .object(let fields) = self { return fields }
        return []
    }

    /// Runs the conformance of a type against a decoder that only takes notes.
    package static func of(_ type: any Decodable.Type) -> RecordedShape {
        let notes = Notes()
        // A type may reject the samples it is given; what it asked for until then is noted.
        _ = try? record(type, notes)
        return notes.shape
    }

    private static func record<T: Decodable>(_ type: T.Type, _ notes: Notes) throws -> T {
        try sample(type, notes)
    }
}

/// One field that a type asks for.
package struct RecordedField: Sendable, Equatable {
    /// As on the wire.
    package let name: String
    /// Of the value, `nil` or not.
    package let shape: RecordedShape
    /// True when the member may be left out.
    package let isOptional: Bool
}

/// Where one value's shape is noted.
private final class Notes {
    private var fields: [(name: String, notes: Notes, isOptional: Bool)] = []
    private var element: Notes?
    private var leaf: RecordedShape?

    var shape: RecordedShape {
        if let leaf { return leaf }
        if let element { return .array(element.shape) }
        return .object(
            fields.map {
                RecordedField(name: $0.name, shape: $0.notes.shape, isOptional: $0.isOptional)
            }
        )
    }

    func note(_ shape: RecordedShape) { leaf = shape }

    func field(_ name: String, isOptional: Bool) -> Notes {
        let notes = Notes()
        fields.append((name, notes, isOptional))
        return notes
    }

    func item() -> Notes {
        let notes = element ?? Notes()
        element = notes
        return notes
    }
}

/// Notes the shape of a type and gives back some value of it.
private func sample<T: Decodable>(_ type: T.Type, _ notes: Notes) throws -> T {
    if let describing = type as? any SelfDescribing.Type {
        notes.note(.value(describing.schema))
        if let value = describing.sample as? T { return value }
    }
    return try T(from: Recorder(notes: notes))
}

private struct Recorder: Decoder {
    let notes: Notes
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(Fields<Key>(notes: notes))
    }

    func unkeyedContainer() -> any UnkeyedDecodingContainer { Items(notes: notes.item()) }
    func singleValueContainer() -> any SingleValueDecodingContainer { Single(notes: notes) }
}

private struct Single: SingleValueDecodingContainer {
    let notes: Notes
    var codingPath: [any CodingKey] { [] }

    func decodeNil() -> Bool { false }
    func decode(_ type: Bool.Type) -> Bool {
        notes.note(.boolean)
        return false
    }
    func decode(_ type: String.Type) -> String {
        notes.note(.text)
        return "x"
    }
    func decode(_ type: Double.Type) -> Double { 1 }
    func decode(_ type: Float.Type) -> Float { 1 }
    func decode(_ type: Int.Type) -> Int { integer() }
    func decode(_ type: Int8.Type) -> Int8 { integer() }
    func decode(_ type: Int16.Type) -> Int16 { integer() }
    func decode(_ type: Int32.Type) -> Int32 { integer() }
    func decode(_ type: Int64.Type) -> Int64 { integer() }
    func decode(_ type: UInt.Type) -> UInt { integer() }
    func decode(_ type: UInt8.Type) -> UInt8 { integer() }
    func decode(_ type: UInt16.Type) -> UInt16 { integer() }
    func decode(_ type: UInt32.Type) -> UInt32 { integer() }
    func decode(_ type: UInt64.Type) -> UInt64 { integer() }
    func decode<T: Decodable>(_ type: T.Type) throws -> T { try sample(type, notes) }

    private func integer<I: FixedWidthInteger>() -> I {
        notes.note(.integer)
        return 1
    }
}

private struct Fields<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let notes: Notes
    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { [] }

    func contains(_ key: Key) -> Bool { true }
    func decodeNil(forKey key: Key) -> Bool { false }
    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool {
        Single(notes: notes.field(key.stringValue, isOptional: false)).decode(type)
    }
    func decode(_ type: String.Type, forKey key: Key) throws -> String {
        Single(notes: notes.field(key.stringValue, isOptional: false)).decode(type)
    }
    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
        try sample(type, notes.field(key.stringValue, isOptional: false))
    }

    // Optional fields: noted as such, answered with a value so that nested fields are noted too.
    func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? {
        Single(notes: notes.field(key.stringValue, isOptional: true)).decode(type)
    }
    func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? {
        Single(notes: notes.field(key.stringValue, isOptional: true)).decode(type)
    }
    func decodeIfPresent(_ type: Int64.Type, forKey key: Key) throws -> Int64? {
        Single(notes: notes.field(key.stringValue, isOptional: true)).decode(type)
    }
    func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? {
        Single(notes: notes.field(key.stringValue, isOptional: true)).decode(type)
    }
    func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? {
        try sample(type, notes.field(key.stringValue, isOptional: true))
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type,
        forKey key: Key
    ) -> KeyedDecodingContainer<Nested> {
        KeyedDecodingContainer(
            Fields<Nested>(notes: notes.field(key.stringValue, isOptional: false))
        )
    }
    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedDecodingContainer {
        Items(notes: notes.field(key.stringValue, isOptional: false).item())
    }
    func superDecoder() -> any Decoder { Recorder(notes: notes) }
    func superDecoder(forKey key: Key) -> any Decoder { Recorder(notes: notes) }
}

/// A list that seems to have one item.
private struct Items: UnkeyedDecodingContainer {
    let notes: Notes
    var codingPath: [any CodingKey] { [] }
    var count: Int? { 1 }
    var isAtEnd: Bool { currentIndex > 0 }
    var currentIndex = 0

    init(notes: Notes) {
        self.notes = notes
    }

    mutating func decodeNil() -> Bool { false }
    mutating func decode(_ type: Bool.Type) -> Bool {
        currentIndex += 1
        return Single(notes: notes).decode(type)
    }
    mutating func decode(_ type: String.Type) -> String {
        currentIndex += 1
        return Single(notes: notes).decode(type)
    }
    mutating func decode<T: Decodable>(_ type: T.Type) throws -> T {
        currentIndex += 1
        return try sample(type, notes)
    }
    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) -> KeyedDecodingContainer<Nested> {
        currentIndex += 1
        return KeyedDecodingContainer(Fields<Nested>(notes: notes))
    }
    mutating func nestedUnkeyedContainer() -> any UnkeyedDecodingContainer {
        currentIndex += 1
        return Items(notes: notes.item())
    }
    mutating func superDecoder() -> any Decoder { Recorder(notes: notes) }
}
