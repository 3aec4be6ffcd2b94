// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// Elements of an array or set, and the alternating keys and values of some dictionaries.
struct RowElementsReader: UnkeyedDecodingContainer {
    let decoder: RowDecoder
    let total: Int
    private(set) var currentIndex = 0
    var codingPath: [any CodingKey] { [] }
    var count: Int? { total }
    var isAtEnd: Bool { currentIndex == total }

    init(decoder: RowDecoder, total: Int) {
        self.decoder = decoder
        self.total = total
    }

    private mutating func advance() throws {
        guard currentIndex < total else { throw RowCodingError.truncated }
        currentIndex += 1
    }

    /// Nil stands in an array only as an optional, which is read as a value.
    mutating func decodeNil() -> Bool { false }
    mutating func decode(_ type: Bool.Type) throws -> Bool {
        try advance()
        return try decoder.readBool()
    }
    mutating func decode(_ type: String.Type) throws -> String {
        try advance()
        return try decoder.readString()
    }
    mutating func decode(_ type: Double.Type) throws -> Double {
        try advance()
        return try decoder.readDouble()
    }
    mutating func decode(_ type: Float.Type) throws -> Float {
        try advance()
        return Float(try decoder.readDouble())
    }
    mutating func decode(_ type: Int.Type) throws -> Int {
        try advance()
        return try decoder.readSigned()
    }
    mutating func decode(_ type: Int8.Type) throws -> Int8 {
        try advance()
        return try decoder.readSigned()
    }
    mutating func decode(_ type: Int16.Type) throws -> Int16 {
        try advance()
        return try decoder.readSigned()
    }
    mutating func decode(_ type: Int32.Type) throws -> Int32 {
        try advance()
        return try decoder.readSigned()
    }
    mutating func decode(_ type: Int64.Type) throws -> Int64 {
        try advance()
        return try decoder.readSigned()
    }
    mutating func decode(_ type: UInt.Type) throws -> UInt {
        try advance()
        return try decoder.readUnsigned()
    }
    mutating func decode(_ type: UInt8.Type) throws -> UInt8 {
        try advance()
        return try decoder.readByte()
    }
    mutating func decode(_ type: UInt16.Type) throws -> UInt16 {
        try advance()
        return try decoder.readUnsigned()
    }
    mutating func decode(_ type: UInt32.Type) throws -> UInt32 {
        try advance()
        return try decoder.readUnsigned()
    }
    mutating func decode(_ type: UInt64.Type) throws -> UInt64 {
        try advance()
        return try decoder.readUnsigned()
    }
    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        try advance()
        return try decoder.read(type)
    }
    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) throws -> KeyedDecodingContainer<Nested> {
        try advance()
        return try decoder.container(keyedBy: type)
    }
    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        try advance()
        return try decoder.unkeyedContainer()
    }
    mutating func superDecoder() -> any Decoder { decoder }
}

/// A value that stands for itself.
struct RowValueReader: SingleValueDecodingContainer {
    let decoder: RowDecoder
    var codingPath: [any CodingKey] { [] }

    func decodeNil() -> Bool { decoder.takeNil() }
    func decode(_ type: Bool.Type) throws -> Bool { try decoder.readBool() }
    func decode(_ type: String.Type) throws -> String { try decoder.readString() }
    func decode(_ type: Double.Type) throws -> Double { try decoder.readDouble() }
    func decode(_ type: Float.Type) throws -> Float { Float(try decoder.readDouble()) }
    func decode(_ type: Int.Type) throws -> Int { try decoder.readSigned() }
    func decode(_ type: Int8.Type) throws -> Int8 { try decoder.readSigned() }
    func decode(_ type: Int16.Type) throws -> Int16 { try decoder.readSigned() }
    func decode(_ type: Int32.Type) throws -> Int32 { try decoder.readSigned() }
    func decode(_ type: Int64.Type) throws -> Int64 { try decoder.readSigned() }
    func decode(_ type: UInt.Type) throws -> UInt { try decoder.readUnsigned() }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try decoder.readByte() }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try decoder.readUnsigned() }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try decoder.readUnsigned() }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try decoder.readUnsigned() }
    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try decoder.read(type) }
}

/// Entries of a dictionary: where each value stands is read first.
struct DynamicRowKeysReader<Key: CodingKey>: KeyedDecodingContainerProtocol {
    private let decoder: RowDecoder
    private var offsets: [String: Int] = [:]
    let allKeys: [Key]
    private let end: Int
    var codingPath: [any CodingKey] { [] }

    init(_ decoder: RowDecoder) throws {
        self.decoder = decoder
        var keys: [Key] = []
        for _ in 0..<(try decoder.readCount()) {
            let name = try decoder.readString()
            let length = try decoder.readCount()
            offsets[name] = decoder.offset
            if let key = Key(stringValue: name) { keys.append(key) }
            decoder.skip(length)
        }
        allKeys = keys
        end = decoder.offset
    }

    /// Reads the value of a key where it stands, then goes behind the dictionary again.
    private func read<Value>(_ key: Key, _ value: () throws -> Value) throws -> Value {
        guard let offset = offsets[key.stringValue] else {
            throw RowCodingError.missingKey(key.stringValue)
        }
        decoder.seek(offset)
        defer { decoder.seek(end) }
        return try value()
    }

    func contains(_ key: Key) -> Bool { offsets[key.stringValue] != nil }
    func decodeNil(forKey key: Key) -> Bool { false }
    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool {
        try read(key) { try decoder.readBool() }
    }
    func decode(_ type: String.Type, forKey key: Key) throws -> String {
        try read(key) { try decoder.readString() }
    }
    func decode(_ type: Double.Type, forKey key: Key) throws -> Double {
        try read(key) { try decoder.readDouble() }
    }
    func decode(_ type: Float.Type, forKey key: Key) throws -> Float {
        try read(key) { Float(try decoder.readDouble()) }
    }
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int {
        try read(key) { try decoder.readSigned() }
    }
    func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 {
        try read(key) { try decoder.readSigned() }
    }
    func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 {
        try read(key) { try decoder.readSigned() }
    }
    func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 {
        try read(key) { try decoder.readSigned() }
    }
    func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 {
        try read(key) { try decoder.readSigned() }
    }
    func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt {
        try read(key) { try decoder.readUnsigned() }
    }
    func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 {
        try read(key) { try decoder.readByte() }
    }
    func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 {
        try read(key) { try decoder.readUnsigned() }
    }
    func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 {
        try read(key) { try decoder.readUnsigned() }
    }
    func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 {
        try read(key) { try decoder.readUnsigned() }
    }
    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        try read(key) { try decoder.read(type) }
    }
    // The encoder refuses to write these.
    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type,
        forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
        throw RowCodingError.missingKey(key.stringValue)
    }
    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        throw RowCodingError.missingKey(key.stringValue)
    }
    func superDecoder() -> any Decoder { decoder }
    func superDecoder(forKey key: Key) -> any Decoder { decoder }
}
