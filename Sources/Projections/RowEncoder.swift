// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// Writes one row; see ``RowCoding`` for the layout.
final class RowEncoder: Encoder {
    private(set) var bytes: [UInt8] = []
    /// Where the elements of the collection being written begin, to sort those of a set.
    private var marks: [Int] = []

    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    init(leaving prefixBytes: Int) {
        // Most rows fit; one allocation instead of four.
        bytes.reserveCapacity(prefixBytes + 160)
        for _ in 0..<prefixBytes { bytes.append(0) }
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        if RowShape.isDynamic(type) { return dynamicContainer() }
        return KeyedEncodingContainer(RowKeys(encoder: self))
    }

    // Apart, so that only dictionaries pay for looking up its type.
    @inline(never)
    private func dynamicContainer<Key: CodingKey>() -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(DynamicRowKeys(encoder: self, countOffset: writeCount()))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        RowElements(encoder: self, countOffset: writeCount())
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { RowValue(encoder: self) }

    // MARK: Values

    func write(_ value: Bool) { bytes.append(value ? 1 : 0) }

    func write(_ value: UInt8) { bytes.append(value) }

    func write(_ value: some UnsignedInteger & FixedWidthInteger) {
        var rest = UInt64(truncatingIfNeeded: value)
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    func write(_ value: some SignedInteger & FixedWidthInteger) {
        let wide = Int64(truncatingIfNeeded: value)
        write(UInt64(bitPattern: wide << 1 ^ wide >> 63))
    }

    func write(_ value: Double) {
        var rest = value.bitPattern
        for _ in 0..<8 {
            bytes.append(UInt8(truncatingIfNeeded: rest))
            rest >>= 8
        }
    }

    func write(_ value: String) {
        write(UInt64(value.utf8.count))
        bytes.append(contentsOf: value.utf8)
    }

    func write<Value: Encodable>(_ value: Value) throws {
        if Value.self == [UInt8].self, let value = value as? [UInt8] {
            write(UInt64(value.count))
            bytes.append(contentsOf: value)
            return
        }
        if RowShape.isOptional(Value.self) {
            let isNil = (value as? any OptionalRow)?.isNil ?? false
            write(!isNil)
            if isNil { return }
        }
        let firstMark = marks.count
        try value.encode(to: self)
        guard marks.count > firstMark else { return }
        if marks.count - firstMark > 1, let unordered = value as? any UnorderedRow {
            sort(from: firstMark, partsPerElement: (marks.count - firstMark) / unordered.count)
        }
        marks.removeLast(marks.count - firstMark)
    }

    /// Puts the byte before an optional; answers whether a value follows.
    func writePresence<Value>(_ value: Value?) -> Bool {
        bytes.append(value == nil ? 0 : 1)
        return value != nil
    }

    // MARK: Collections

    /// Puts a count of zero and answers where it stands.
    func writeCount() -> Int {
        let offset = bytes.count
        for _ in 0..<4 { bytes.append(0) }
        return offset
    }

    /// Counts one more element, which begins here.
    func beginElement(_ countOffset: Int) {
        marks.append(bytes.count)
        var index = countOffset
        while true {
            bytes[index] &+= 1
            if bytes[index] != 0 { return }
            index += 1
        }
    }

    func count(at offset: Int) -> Int {
        bytes[offset..<offset + 4].reversed().reduce(0) { $0 << 8 | Int($1) }
    }

    func patch(_ value: UInt32, at offset: Int) {
        for index in 0..<4 {
            bytes[offset + index] = UInt8(truncatingIfNeeded: value >> (8 * index))
        }
    }

    /// Brings the elements since a mark into the order of their bytes.
    private func sort(from firstMark: Int, partsPerElement: Int) {
        let starts = stride(from: firstMark, to: marks.count, by: max(partsPerElement, 1)).map {
            marks[$0]
        }
        guard let first = starts.first else { return }
        let ends = starts.dropFirst() + [bytes.count]
        let elements = zip(starts, ends).map { bytes[$0..<$1] }
            .sorted { $0.lexicographicallyPrecedes($1) }
        bytes.replaceSubrange(first..., with: Array(elements.joined()))
    }
}

/// Fields of a struct: values one after the other, keys left out.
private struct RowKeys<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let encoder: RowEncoder
    var codingPath: [any CodingKey] { [] }

    func encodeNil(forKey key: Key) { encoder.write(false) }
    func encode(_ value: Bool, forKey key: Key) { encoder.write(value) }
    func encode(_ value: String, forKey key: Key) { encoder.write(value) }
    func encode(_ value: Double, forKey key: Key) { encoder.write(value) }
    func encode(_ value: Float, forKey key: Key) { encoder.write(Double(value)) }
    func encode(_ value: Int, forKey key: Key) { encoder.write(value) }
    func encode(_ value: Int8, forKey key: Key) { encoder.write(value) }
    func encode(_ value: Int16, forKey key: Key) { encoder.write(value) }
    func encode(_ value: Int32, forKey key: Key) { encoder.write(value) }
    func encode(_ value: Int64, forKey key: Key) { encoder.write(value) }
    func encode(_ value: UInt, forKey key: Key) { encoder.write(value) }
    func encode(_ value: UInt8, forKey key: Key) { encoder.write(value) }
    func encode(_ value: UInt16, forKey key: Key) { encoder.write(value) }
    func encode(_ value: UInt32, forKey key: Key) { encoder.write(value) }
    func encode(_ value: UInt64, forKey key: Key) { encoder.write(value) }
    func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
        try encoder.write(value)
    }

    // The defaults write nothing for nil, and the reader could not tell.
    func encodeIfPresent(_ value: Bool?, forKey key: Key) {
        if encoder.writePresence(value), let value { encoder.write(value) }
    }
    func encodeIfPresent(_ value: String?, forKey key: Key) {
        if encoder.writePresence(value), let value { encoder.write(value) }
    }
    func encodeIfPresent(_ value: Double?, forKey key: Key) {
        if encoder.writePresence(value), let value { encoder.write(value) }
    }
    func encodeIfPresent(_ value: Float?, forKey key: Key) {
        if encoder.writePresence(value), let value { encoder.write(Double(value)) }
    }
    func encodeIfPresent(_ value: Int?, forKey key: Key) {
        if encoder.writePresence(value), let value { encoder.write(value) }
    }
    func encodeIfPresent(_ value: Int8?, forKey key: Key) {
        if encoder.writePresence(value), let value { encoder.write(value) }
    }
    func encodeIfPresent(_ value: Int16?, forKey key: Key) {
        if encoder.writePresence(value), let value { encoder.write(value) }
    }
    func encodeIfPresent(_ value: Int32?, forKey key: Key) {
        if encoder.writePresence(value), let value { encoder.write(value) }
    }
    func encodeIfPresent(_ value: Int64?, forKey key: Key) {
        if encoder.writePresence(value), let value { encoder.write(value) }
    }
    func encodeIfPresent(_ value: UInt?, forKey key: Key) {
        if encoder.writePresence(value), let value { encoder.write(value) }
    }
    func encodeIfPresent(_ value: UInt8?, forKey key: Key) {
        if encoder.writePresence(value), let value { encoder.write(value) }
    }
    func encodeIfPresent(_ value: UInt16?, forKey key: Key) {
        if encoder.writePresence(value), let value { encoder.write(value) }
    }
    func encodeIfPresent(_ value: UInt32?, forKey key: Key) {
        if encoder.writePresence(value), let value { encoder.write(value) }
    }
    func encodeIfPresent(_ value: UInt64?, forKey key: Key) {
        if encoder.writePresence(value), let value { encoder.write(value) }
    }
    func encodeIfPresent<Value: Encodable>(_ value: Value?, forKey key: Key) throws {
        if encoder.writePresence(value), let value { try encoder.write(value) }
    }

    /// The case of an enum: the only key that is written, because the reader asks for it.
    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type,
        forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        encoder.write(key.stringValue)
        return encoder.container(keyedBy: type)
    }
    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        encoder.unkeyedContainer()
    }
    func superEncoder() -> any Encoder { encoder }
    func superEncoder(forKey key: Key) -> any Encoder { encoder }
}
