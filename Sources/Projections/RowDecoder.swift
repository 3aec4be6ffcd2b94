// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// Reads one row; see ``RowCoding`` for the layout.
final class RowDecoder: Decoder {
    private let bytes: [UInt8]
    private(set) var offset: Int
    /// Set for an optional that is nil, until it asks.
    private var isNil = false

    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }
    var isAtEnd: Bool { offset == bytes.count }

    init(_ bytes: [UInt8], _ offset: Int) {
        self.bytes = bytes
        self.offset = min(offset, bytes.count)
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        if RowShape.isDynamic(type) { return try dynamicContainer() }
        return KeyedDecodingContainer(RowKeysReader(decoder: self))
    }

    // Apart, so that only dictionaries pay for looking up its type.
    @inline(never)
    private func dynamicContainer<Key: CodingKey>() throws -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(try DynamicRowKeysReader(self))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        RowElementsReader(decoder: self, total: try readCount())
    }

    func singleValueContainer() -> any SingleValueDecodingContainer {
        RowValueReader(decoder: self)
    }

    // MARK: Values

    func readByte() throws -> UInt8 {
        guard offset < bytes.count else { throw RowCodingError.truncated }
        defer { offset += 1 }
        return bytes[offset]
    }

    func readBool() throws -> Bool {
        switch try readByte() {
        case 0: return false
        case 1: return true
        default: throw RowCodingError.notABoolean
        }
    }

    private func readVarint() throws -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let byte = try readByte()
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
            guard shift < 64 else { throw RowCodingError.overflow }
        }
    }

    func readUnsigned<Number: FixedWidthInteger & UnsignedInteger>() throws -> Number {
        guard let value = Number(exactly: try readVarint()) else { throw RowCodingError.overflow }
        return value
    }

    func readSigned<Number: FixedWidthInteger & SignedInteger>() throws -> Number {
        let raw = try readVarint()
        let wide = Int64(bitPattern: raw >> 1) ^ -Int64(bitPattern: raw & 1)
        guard let value = Number(exactly: wide) else { throw RowCodingError.overflow }
        return value
    }

    func readDouble() throws -> Double {
        var pattern: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 8) {
            pattern |= UInt64(try readByte()) << shift
        }
        return Double(bitPattern: pattern)
    }

    func readString() throws -> String {
        String(decoding: try readBytes(), as: UTF8.self)
    }

    private func readBytes() throws -> ArraySlice<UInt8> {
        let count = try readVarint()
        guard count <= UInt64(bytes.count - offset) else { throw RowCodingError.truncated }
        let end = offset + Int(count)
        defer { offset = end }
        return bytes[offset..<end]
    }

    func read<Value: Decodable>(_ type: Value.Type) throws -> Value {
        if type == [UInt8].self { return try readRawBytes() }
        if RowShape.isOptional(type) { isNil = try !readBool() }
        return try Value(from: self)
    }

    // Apart: a function that may cast to an optional looks up its type at every call, and nearly
    // every value is something else.
    @inline(never)
    private func readRawBytes<Value: Decodable>() throws -> Value {
        guard let value = Array(try readBytes()) as? Value else { throw RowCodingError.truncated }
        return value
    }

    /// Whether the optional that asks is nil; asked once, right after its presence was read.
    func takeNil() -> Bool {
        defer { isNil = false }
        return isNil
    }

    // MARK: Collections

    /// A count or length of four bytes, the least significant first.
    ///
    /// Each element takes at least a byte, so a count beyond the bytes left is no count.
    func readCount() throws -> Int {
        var count: UInt32 = 0
        for shift in stride(from: UInt32(0), to: 32, by: 8) {
            count |= UInt32(try readByte()) << shift
        }
        guard count <= bytes.count - offset else { throw RowCodingError.truncated }
        return Int(count)
    }

    /// The text that comes next, left where it is: the case of an enum.
    func peekString() throws -> String {
        let start = offset
        defer { offset = start }
        return try readString()
    }

    func seek(_ offset: Int) { self.offset = offset }

    func skip(_ count: Int) { offset += count }
}

/// Fields of a struct, read in the order in which they were written.
private struct RowKeysReader<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let decoder: RowDecoder
    var codingPath: [any CodingKey] { [] }

    /// The case of an enum: only those ask for keys.
    var allKeys: [Key] {
        guard let name = try? decoder.peekString(), let key = Key(stringValue: name) else {
            return []
        }
        return [key]
    }
    func contains(_ key: Key) -> Bool { true }
    func decodeNil(forKey key: Key) throws -> Bool { try !decoder.readBool() }
    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try decoder.readBool() }
    func decode(_ type: String.Type, forKey key: Key) throws -> String { try decoder.readString() }
    func decode(_ type: Double.Type, forKey key: Key) throws -> Double { try decoder.readDouble() }
    func decode(_ type: Float.Type, forKey key: Key) throws -> Float {
        Float(try decoder.readDouble())
    }
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try decoder.readSigned() }
    func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 { try decoder.readSigned() }
    func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 { try decoder.readSigned() }
    func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 { try decoder.readSigned() }
    func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try decoder.readSigned() }
    func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt { try decoder.readUnsigned() }
    func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 { try decoder.readByte() }
    func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 {
        try decoder.readUnsigned()
    }
    func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 {
        try decoder.readUnsigned()
    }
    func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 {
        try decoder.readUnsigned()
    }
    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        try decoder.read(type)
    }
    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type,
        forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
        _ = try decoder.readString()
        return try decoder.container(keyedBy: type)
    }
    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try decoder.unkeyedContainer()
    }
    func superDecoder() -> any Decoder { decoder }
    func superDecoder(forKey key: Key) -> any Decoder { decoder }
}
