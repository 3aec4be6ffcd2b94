// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// Elements of an array or set, and the alternating keys and values of some dictionaries.
struct RowElements: UnkeyedEncodingContainer {
    let encoder: RowEncoder
    let countOffset: Int
    var codingPath: [any CodingKey] { [] }
    var count: Int { encoder.count(at: countOffset) }

    /// Nil stands in an array only as an optional, which is written as a value.
    func encodeNil() throws { throw RowCodingError.nilElement }
    func encode(_ value: Bool) {
        encoder.beginElement(countOffset)
        encoder.write(value)
    }
    func encode(_ value: String) {
        encoder.beginElement(countOffset)
        encoder.write(value)
    }
    func encode(_ value: Double) {
        encoder.beginElement(countOffset)
        encoder.write(value)
    }
    func encode(_ value: Float) {
        encoder.beginElement(countOffset)
        encoder.write(Double(value))
    }
    func encode(_ value: Int) {
        encoder.beginElement(countOffset)
        encoder.write(value)
    }
    func encode(_ value: Int8) {
        encoder.beginElement(countOffset)
        encoder.write(value)
    }
    func encode(_ value: Int16) {
        encoder.beginElement(countOffset)
        encoder.write(value)
    }
    func encode(_ value: Int32) {
        encoder.beginElement(countOffset)
        encoder.write(value)
    }
    func encode(_ value: Int64) {
        encoder.beginElement(countOffset)
        encoder.write(value)
    }
    func encode(_ value: UInt) {
        encoder.beginElement(countOffset)
        encoder.write(value)
    }
    func encode(_ value: UInt8) {
        encoder.beginElement(countOffset)
        encoder.write(value)
    }
    func encode(_ value: UInt16) {
        encoder.beginElement(countOffset)
        encoder.write(value)
    }
    func encode(_ value: UInt32) {
        encoder.beginElement(countOffset)
        encoder.write(value)
    }
    func encode(_ value: UInt64) {
        encoder.beginElement(countOffset)
        encoder.write(value)
    }
    func encode<Value: Encodable>(_ value: Value) throws {
        encoder.beginElement(countOffset)
        try encoder.write(value)
    }
    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) -> KeyedEncodingContainer<Nested> {
        encoder.beginElement(countOffset)
        return encoder.container(keyedBy: type)
    }
    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        encoder.beginElement(countOffset)
        return encoder.unkeyedContainer()
    }
    func superEncoder() -> any Encoder { encoder }
}

/// A value that stands for itself.
struct RowValue: SingleValueEncodingContainer {
    let encoder: RowEncoder
    var codingPath: [any CodingKey] { [] }

    /// The byte of presence was written before the optional was asked to encode itself.
    func encodeNil() {}
    func encode(_ value: Bool) { encoder.write(value) }
    func encode(_ value: String) { encoder.write(value) }
    func encode(_ value: Double) { encoder.write(value) }
    func encode(_ value: Float) { encoder.write(Double(value)) }
    func encode(_ value: Int) { encoder.write(value) }
    func encode(_ value: Int8) { encoder.write(value) }
    func encode(_ value: Int16) { encoder.write(value) }
    func encode(_ value: Int32) { encoder.write(value) }
    func encode(_ value: Int64) { encoder.write(value) }
    func encode(_ value: UInt) { encoder.write(value) }
    func encode(_ value: UInt8) { encoder.write(value) }
    func encode(_ value: UInt16) { encoder.write(value) }
    func encode(_ value: UInt32) { encoder.write(value) }
    func encode(_ value: UInt64) { encoder.write(value) }
    func encode<Value: Encodable>(_ value: Value) throws { try encoder.write(value) }
}

/// Entries of a dictionary: key, four bytes of length, value.
struct DynamicRowKeys<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let encoder: RowEncoder
    let countOffset: Int
    var codingPath: [any CodingKey] { [] }

    func encodeNil(forKey key: Key) { entry(key) { encoder.write(false) } }
    func encode(_ value: Bool, forKey key: Key) { entry(key) { encoder.write(value) } }
    func encode(_ value: String, forKey key: Key) { entry(key) { encoder.write(value) } }
    func encode(_ value: Double, forKey key: Key) { entry(key) { encoder.write(value) } }
    func encode(_ value: Float, forKey key: Key) { entry(key) { encoder.write(Double(value)) } }
    func encode(_ value: Int, forKey key: Key) { entry(key) { encoder.write(value) } }
    func encode(_ value: Int8, forKey key: Key) { entry(key) { encoder.write(value) } }
    func encode(_ value: Int16, forKey key: Key) { entry(key) { encoder.write(value) } }
    func encode(_ value: Int32, forKey key: Key) { entry(key) { encoder.write(value) } }
    func encode(_ value: Int64, forKey key: Key) { entry(key) { encoder.write(value) } }
    func encode(_ value: UInt, forKey key: Key) { entry(key) { encoder.write(value) } }
    func encode(_ value: UInt8, forKey key: Key) { entry(key) { encoder.write(value) } }
    func encode(_ value: UInt16, forKey key: Key) { entry(key) { encoder.write(value) } }
    func encode(_ value: UInt32, forKey key: Key) { entry(key) { encoder.write(value) } }
    func encode(_ value: UInt64, forKey key: Key) { entry(key) { encoder.write(value) } }
    func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
        try entry(key) { try encoder.write(value) }
    }

    private func entry(_ key: Key, _ write: () throws -> Void) rethrows {
        encoder.beginElement(countOffset)
        encoder.write(key.stringValue)
        let lengthOffset = encoder.writeCount()
        try write()
        encoder.patch(UInt32(encoder.bytes.count - lengthOffset - 4), at: lengthOffset)
    }

    // Nothing in the standard library nests containers under keys made at run time, and the length
    // of such an entry could not be known.
    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type,
        forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        preconditionFailure("a row must not nest containers under dynamic keys")
    }
    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        preconditionFailure("a row must not nest containers under dynamic keys")
    }
    func superEncoder() -> any Encoder { encoder }
    func superEncoder(forKey key: Key) -> any Encoder { encoder }
}
