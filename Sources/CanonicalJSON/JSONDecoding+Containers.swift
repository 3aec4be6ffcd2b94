// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// A decoder standing on one node; small enough to need no allocation behind `any Decoder`.
struct NodeDecoder: Decoder {
    let context: DecodingContext
    let index: Int

    var codingPath: [any CodingKey] { context.path(to: index) }
    var userInfo: [CodingUserInfoKey: Any] { context.userInfo }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        try context.expect(.object, at: index)
        return KeyedDecodingContainer(KeyedNode<Key>(context: context, object: index))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        try context.expect(.array, at: index)
        return UnkeyedNode(context: context, array: index)
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer { SingleNode(self) }
}

extension DecodingContext {
    func expect(_ kind: JSONKind, at index: Int) throws {
        guard tape.nodes[index].kind == kind else { throw mismatch(kind.name, at: index) }
    }

    func mismatch(_ expected: String, at index: Int) -> JSONDecodingError {
        JSONDecodingError(
            pointer: pointer(to: index),
            problem: JSONDecodingError.Problem.type,
            expected: expected,
            got: tape.nodes[index].kind.name
        )
    }

    func isNull(_ index: Int) -> Bool { tape.nodes[index].kind == .null }

    func string(_ index: Int) throws -> String {
        let node = tape.nodes[index]
        guard node.kind == .string else { throw mismatch("string", at: index) }
        return tape.text(node)
    }

    func bool(_ index: Int) throws -> Bool {
        switch tape.nodes[index].kind {
        case .true: true
        case .false: false
        default: throw mismatch("boolean", at: index)
        }
    }

    func integer<I: FixedWidthInteger>(_ index: Int) throws -> I {
        let node = tape.nodes[index]
        guard node.kind == .integer else { throw mismatch("integer", at: index) }
        if let number = I(exactly: node.integer) { return number }
        throw JSONDecodingError(
            pointer: pointer(to: index),
            problem: JSONDecodingError.Problem.value,
            expected: "integer(\(I.min)…\(I.max))",
            got: "integer"
        )
    }

    /// Fractions do not exist here; a whole number may still be read as a floating-point one.
    func floating<F: BinaryFloatingPoint>(_ index: Int) throws -> F {
        let number: Int64 = try integer(index)
        return F(number)
    }
}

private struct KeyedNode<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let context: DecodingContext
    let object: Int

    var codingPath: [any CodingKey] { context.path(to: object) }

    var allKeys: [Key] {
        var keys: [Key] = []
        var place = object + 1
        let end = Int(context.tape.nodes[object].next)
        while place < end {
            if let key = Key(stringValue: context.tape.text(context.tape.nodes[place])) {
                keys.append(key)
            }
            place = context.tape.index(after: place + 1)
        }
        return keys
    }

    func contains(_ key: Key) -> Bool { context.ask(key.stringValue, in: object) >= 0 }

    private func find(_ key: Key) throws -> Int {
        let index = context.ask(key.stringValue, in: object)
        guard index >= 0 else { throw context.missing(key, in: object) }
        return index
    }

    /// The index of a value that is there and not null.
    private func present(_ key: Key) -> Int? {
        let index = context.ask(key.stringValue, in: object)
        return index < 0 || context.isNull(index) ? nil : index
    }

    func decodeNil(forKey key: Key) throws -> Bool { context.isNull(try find(key)) }
    func decode(_: Bool.Type, forKey key: Key) throws -> Bool { try context.bool(try find(key)) }
    func decode(_: String.Type, forKey key: Key) throws -> String {
        try context.string(try find(key))
    }
    func decode(_: Double.Type, forKey key: Key) throws -> Double {
        try context.floating(try find(key))
    }
    func decode(_: Float.Type, forKey key: Key) throws -> Float {
        try context.floating(try find(key))
    }
    func decode(_: Int.Type, forKey key: Key) throws -> Int { try context.integer(try find(key)) }
    func decode(_: Int8.Type, forKey key: Key) throws -> Int8 {
        try context.integer(try find(key))
    }
    func decode(_: Int16.Type, forKey key: Key) throws -> Int16 {
        try context.integer(try find(key))
    }
    func decode(_: Int32.Type, forKey key: Key) throws -> Int32 {
        try context.integer(try find(key))
    }
    func decode(_: Int64.Type, forKey key: Key) throws -> Int64 {
        try context.integer(try find(key))
    }
    func decode(_: UInt.Type, forKey key: Key) throws -> UInt {
        try context.integer(try find(key))
    }
    func decode(_: UInt8.Type, forKey key: Key) throws -> UInt8 {
        try context.integer(try find(key))
    }
    func decode(_: UInt16.Type, forKey key: Key) throws -> UInt16 {
        try context.integer(try find(key))
    }
    func decode(_: UInt32.Type, forKey key: Key) throws -> UInt32 {
        try context.integer(try find(key))
    }
    func decode(_: UInt64.Type, forKey key: Key) throws -> UInt64 {
        try context.integer(try find(key))
    }
    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
        try context.unbox(type, try find(key))
    }

    func decodeIfPresent(_: Bool.Type, forKey key: Key) throws -> Bool? {
        try present(key).map(context.bool)
    }
    func decodeIfPresent(_: String.Type, forKey key: Key) throws -> String? {
        try present(key).map(context.string)
    }
    func decodeIfPresent(_: Int.Type, forKey key: Key) throws -> Int? {
        try present(key).map(context.integer)
    }
    func decodeIfPresent(_: Int64.Type, forKey key: Key) throws -> Int64? {
        try present(key).map(context.integer)
    }
    func decodeIfPresent(_: UInt64.Type, forKey key: Key) throws -> UInt64? {
        try present(key).map(context.integer)
    }
    func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? {
        guard let index = present(key) else { return nil }
        return try context.unbox(type, index)
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type,
        forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
        try NodeDecoder(context: context, index: try find(key)).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try NodeDecoder(context: context, index: try find(key)).unkeyedContainer()
    }

    func superDecoder() throws -> any Decoder {
        let index = context.ask("super", in: object)
        guard index >= 0 else { throw context.missing(TextKey(stringValue: "super"), in: object) }
        return NodeDecoder(context: context, index: index)
    }

    func superDecoder(forKey key: Key) throws -> any Decoder {
        NodeDecoder(context: context, index: try find(key))
    }
}

private struct SingleNode: SingleValueDecodingContainer {
    let context: DecodingContext
    let index: Int

    init(_ decoder: NodeDecoder) {
        context = decoder.context
        index = decoder.index
    }

    var codingPath: [any CodingKey] { context.path(to: index) }

    func decodeNil() -> Bool { context.isNull(index) }
    func decode(_: Bool.Type) throws -> Bool { try context.bool(index) }
    func decode(_: String.Type) throws -> String { try context.string(index) }
    func decode(_: Double.Type) throws -> Double { try context.floating(index) }
    func decode(_: Float.Type) throws -> Float { try context.floating(index) }
    func decode(_: Int.Type) throws -> Int { try context.integer(index) }
    func decode(_: Int8.Type) throws -> Int8 { try context.integer(index) }
    func decode(_: Int16.Type) throws -> Int16 { try context.integer(index) }
    func decode(_: Int32.Type) throws -> Int32 { try context.integer(index) }
    func decode(_: Int64.Type) throws -> Int64 { try context.integer(index) }
    func decode(_: UInt.Type) throws -> UInt { try context.integer(index) }
    func decode(_: UInt8.Type) throws -> UInt8 { try context.integer(index) }
    func decode(_: UInt16.Type) throws -> UInt16 { try context.integer(index) }
    func decode(_: UInt32.Type) throws -> UInt32 { try context.integer(index) }
    func decode(_: UInt64.Type) throws -> UInt64 { try context.integer(index) }
    func decode<T: Decodable>(_ type: T.Type) throws -> T { try context.unbox(type, index) }
}

private struct UnkeyedNode: UnkeyedDecodingContainer {
    let context: DecodingContext
    let array: Int
    private var place: Int
    private(set) var currentIndex = 0

    init(context: DecodingContext, array: Int) {
        self.context = context
        self.array = array
        place = array + 1
    }

    var codingPath: [any CodingKey] { context.path(to: array) }
    var count: Int? { Int(context.tape.nodes[array].low) }
    var isAtEnd: Bool { place >= Int(context.tape.nodes[array].next) }

    /// Runs a reader on the present item and moves on only when it succeeded.
    private mutating func item<T>(_ read: (Int) throws -> T) throws -> T {
        guard !isAtEnd else {
            throw JSONDecodingError(
                pointer: context.pointer(to: array) + "/\(currentIndex)",
                problem: JSONDecodingError.Problem.missing
            )
        }
        let value = try read(place)
        place = context.tape.index(after: place)
        currentIndex += 1
        return value
    }

    mutating func decodeNil() throws -> Bool {
        guard !isAtEnd, context.isNull(place) else { return false }
        return try item { _ in true }
    }
    mutating func decode(_: Bool.Type) throws -> Bool { try item(context.bool) }
    mutating func decode(_: String.Type) throws -> String { try item(context.string) }
    mutating func decode(_: Double.Type) throws -> Double { try item(context.floating) }
    mutating func decode(_: Float.Type) throws -> Float { try item(context.floating) }
    mutating func decode(_: Int.Type) throws -> Int { try item(context.integer) }
    mutating func decode(_: Int8.Type) throws -> Int8 { try item(context.integer) }
    mutating func decode(_: Int16.Type) throws -> Int16 { try item(context.integer) }
    mutating func decode(_: Int32.Type) throws -> Int32 { try item(context.integer) }
    mutating func decode(_: Int64.Type) throws -> Int64 { try item(context.integer) }
    mutating func decode(_: UInt.Type) throws -> UInt { try item(context.integer) }
    mutating func decode(_: UInt8.Type) throws -> UInt8 { try item(context.integer) }
    mutating func decode(_: UInt16.Type) throws -> UInt16 { try item(context.integer) }
    mutating func decode(_: UInt32.Type) throws -> UInt32 { try item(context.integer) }
    mutating func decode(_: UInt64.Type) throws -> UInt64 { try item(context.integer) }
    mutating func decode<T: Decodable>(_ type: T.Type) throws -> T {
        try item { [context] in try context.unbox(type, $0) }
    }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) throws -> KeyedDecodingContainer<Nested> {
        try item { [context] in
            try NodeDecoder(context: context, index: $0).container(keyedBy: type)
        }
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        try item { [context] in try NodeDecoder(context: context, index: $0).unkeyedContainer() }
    }

    mutating func superDecoder() throws -> any Decoder {
        try item { [context] in NodeDecoder(context: context, index: $0) }
    }
}
