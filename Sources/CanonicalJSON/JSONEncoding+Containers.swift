// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// An encoder standing on one node; small enough to need no allocation behind `any Encoder`.
struct SlotEncoder: Encoder {
    let context: EncodingContext
    let index: Int

    /// Found by going up the tree; only personal values ask for it.
    var codingPath: [any CodingKey] { context.tree.path(to: index) }
    var userInfo: [CodingUserInfoKey: Any] { context.userInfo }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        context.tree.open(.object, at: index)
        return KeyedEncodingContainer(KeyedSlot<Key>(context: context, object: index))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        context.tree.open(.array, at: index)
        return UnkeyedSlot(context: context, array: index)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer {
        SingleSlot(context: context, index: index)
    }
}

private struct KeyedSlot<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let context: EncodingContext
    let object: Int

    var codingPath: [any CodingKey] { [] }

    private func slot(_ key: Key) -> Int { context.tree.child(of: object, key: key.stringValue) }

    func encodeNil(forKey key: Key) { context.tree.null(slot(key)) }
    func encode(_ value: Bool, forKey key: Key) { context.tree.bool(value, slot(key)) }
    func encode(_ value: String, forKey key: Key) { context.tree.string(value, slot(key)) }
    func encode(_ value: Double, forKey key: Key) throws {
        try context.tree.integer(WritableNumber.exact(value), slot(key))
    }
    func encode(_ value: Float, forKey key: Key) throws {
        try context.tree.integer(WritableNumber.exact(value), slot(key))
    }
    func encode(_ value: Int, forKey key: Key) throws {
        try context.tree.integer(WritableNumber.exact(value), slot(key))
    }
    func encode(_ value: Int8, forKey key: Key) throws {
        try context.tree.integer(WritableNumber.exact(value), slot(key))
    }
    func encode(_ value: Int16, forKey key: Key) throws {
        try context.tree.integer(WritableNumber.exact(value), slot(key))
    }
    func encode(_ value: Int32, forKey key: Key) throws {
        try context.tree.integer(WritableNumber.exact(value), slot(key))
    }
    func encode(_ value: Int64, forKey key: Key) throws {
        try context.tree.integer(WritableNumber.exact(value), slot(key))
    }
    func encode(_ value: UInt, forKey key: Key) throws {
        try context.tree.integer(WritableNumber.exact(value), slot(key))
    }
    func encode(_ value: UInt8, forKey key: Key) throws {
        try context.tree.integer(WritableNumber.exact(value), slot(key))
    }
    func encode(_ value: UInt16, forKey key: Key) throws {
        try context.tree.integer(WritableNumber.exact(value), slot(key))
    }
    func encode(_ value: UInt32, forKey key: Key) throws {
        try context.tree.integer(WritableNumber.exact(value), slot(key))
    }
    func encode(_ value: UInt64, forKey key: Key) throws {
        try context.tree.integer(WritableNumber.exact(value), slot(key))
    }
    func encode<T: Encodable>(_ value: T, forKey key: Key) throws {
        try context.box(value, into: slot(key))
    }

    // A nil is left out or written as null, as the whole run says.
    private func absent(_ key: Key) {
        if context.writesNull { context.tree.null(slot(key)) }
    }

    func encodeIfPresent(_ value: Bool?, forKey key: Key) {
        if let value { encode(value, forKey: key) } else { absent(key) }
    }
    func encodeIfPresent(_ value: String?, forKey key: Key) {
        if let value { encode(value, forKey: key) } else { absent(key) }
    }
    func encodeIfPresent(_ value: Double?, forKey key: Key) throws {
        if let value { try encode(value, forKey: key) } else { absent(key) }
    }
    func encodeIfPresent(_ value: Float?, forKey key: Key) throws {
        if let value { try encode(value, forKey: key) } else { absent(key) }
    }
    func encodeIfPresent(_ value: Int?, forKey key: Key) throws {
        if let value { try encode(value, forKey: key) } else { absent(key) }
    }
    func encodeIfPresent(_ value: Int8?, forKey key: Key) throws {
        if let value { try encode(value, forKey: key) } else { absent(key) }
    }
    func encodeIfPresent(_ value: Int16?, forKey key: Key) throws {
        if let value { try encode(value, forKey: key) } else { absent(key) }
    }
    func encodeIfPresent(_ value: Int32?, forKey key: Key) throws {
        if let value { try encode(value, forKey: key) } else { absent(key) }
    }
    func encodeIfPresent(_ value: Int64?, forKey key: Key) throws {
        if let value { try encode(value, forKey: key) } else { absent(key) }
    }
    func encodeIfPresent(_ value: UInt?, forKey key: Key) throws {
        if let value { try encode(value, forKey: key) } else { absent(key) }
    }
    func encodeIfPresent(_ value: UInt8?, forKey key: Key) throws {
        if let value { try encode(value, forKey: key) } else { absent(key) }
    }
    func encodeIfPresent(_ value: UInt16?, forKey key: Key) throws {
        if let value { try encode(value, forKey: key) } else { absent(key) }
    }
    func encodeIfPresent(_ value: UInt32?, forKey key: Key) throws {
        if let value { try encode(value, forKey: key) } else { absent(key) }
    }
    func encodeIfPresent(_ value: UInt64?, forKey key: Key) throws {
        if let value { try encode(value, forKey: key) } else { absent(key) }
    }
    func encodeIfPresent<T: Encodable>(_ value: T?, forKey key: Key) throws {
        if let value { try encode(value, forKey: key) } else { absent(key) }
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type,
        forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        SlotEncoder(context: context, index: slot(key)).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        SlotEncoder(context: context, index: slot(key)).unkeyedContainer()
    }

    func superEncoder() -> any Encoder {
        SlotEncoder(context: context, index: context.tree.child(of: object, key: "super"))
    }

    func superEncoder(forKey key: Key) -> any Encoder {
        SlotEncoder(context: context, index: slot(key))
    }
}

private struct SingleSlot: SingleValueEncodingContainer {
    let context: EncodingContext
    let index: Int

    var codingPath: [any CodingKey] { [] }

    func encodeNil() { context.tree.null(index) }
    func encode(_ value: Bool) { context.tree.bool(value, index) }
    func encode(_ value: String) { context.tree.string(value, index) }
    func encode(_ value: Double) throws {
        try context.tree.integer(WritableNumber.exact(value), index)
    }
    func encode(_ value: Float) throws {
        try context.tree.integer(WritableNumber.exact(value), index)
    }
    func encode(_ value: Int) throws {
        try context.tree.integer(WritableNumber.exact(value), index)
    }
    func encode(_ value: Int8) throws {
        try context.tree.integer(WritableNumber.exact(value), index)
    }
    func encode(_ value: Int16) throws {
        try context.tree.integer(WritableNumber.exact(value), index)
    }
    func encode(_ value: Int32) throws {
        try context.tree.integer(WritableNumber.exact(value), index)
    }
    func encode(_ value: Int64) throws {
        try context.tree.integer(WritableNumber.exact(value), index)
    }
    func encode(_ value: UInt) throws {
        try context.tree.integer(WritableNumber.exact(value), index)
    }
    func encode(_ value: UInt8) throws {
        try context.tree.integer(WritableNumber.exact(value), index)
    }
    func encode(_ value: UInt16) throws {
        try context.tree.integer(WritableNumber.exact(value), index)
    }
    func encode(_ value: UInt32) throws {
        try context.tree.integer(WritableNumber.exact(value), index)
    }
    func encode(_ value: UInt64) throws {
        try context.tree.integer(WritableNumber.exact(value), index)
    }
    func encode<T: Encodable>(_ value: T) throws { try context.box(value, into: index) }
}

private struct UnkeyedSlot: UnkeyedEncodingContainer {
    let context: EncodingContext
    let array: Int

    var codingPath: [any CodingKey] { [] }
    var count: Int { Int(context.tree.nodes[array].count) }

    private func slot() -> Int { context.tree.child(of: array) }

    func encodeNil() { context.tree.null(slot()) }
    func encode(_ value: Bool) { context.tree.bool(value, slot()) }
    func encode(_ value: String) { context.tree.string(value, slot()) }
    func encode(_ value: Double) throws {
        try context.tree.integer(WritableNumber.exact(value), slot())
    }
    func encode(_ value: Float) throws {
        try context.tree.integer(WritableNumber.exact(value), slot())
    }
    func encode(_ value: Int) throws {
        try context.tree.integer(WritableNumber.exact(value), slot())
    }
    func encode(_ value: Int8) throws {
        try context.tree.integer(WritableNumber.exact(value), slot())
    }
    func encode(_ value: Int16) throws {
        try context.tree.integer(WritableNumber.exact(value), slot())
    }
    func encode(_ value: Int32) throws {
        try context.tree.integer(WritableNumber.exact(value), slot())
    }
    func encode(_ value: Int64) throws {
        try context.tree.integer(WritableNumber.exact(value), slot())
    }
    func encode(_ value: UInt) throws {
        try context.tree.integer(WritableNumber.exact(value), slot())
    }
    func encode(_ value: UInt8) throws {
        try context.tree.integer(WritableNumber.exact(value), slot())
    }
    func encode(_ value: UInt16) throws {
        try context.tree.integer(WritableNumber.exact(value), slot())
    }
    func encode(_ value: UInt32) throws {
        try context.tree.integer(WritableNumber.exact(value), slot())
    }
    func encode(_ value: UInt64) throws {
        try context.tree.integer(WritableNumber.exact(value), slot())
    }
    func encode<T: Encodable>(_ value: T) throws { try context.box(value, into: slot()) }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) -> KeyedEncodingContainer<Nested> {
        SlotEncoder(context: context, index: slot()).container(keyedBy: type)
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        SlotEncoder(context: context, index: slot()).unkeyedContainer()
    }

    func superEncoder() -> any Encoder { SlotEncoder(context: context, index: slot()) }
}
