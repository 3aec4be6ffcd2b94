// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// A row written with many events, which packs itself: three to six times as fast as `Codable`.
///
/// The two functions are mirror images; a test packs and unpacks every such row.
package protocol PackedRow: Row, Packable {}

/// A value that writes itself into a row and reads itself from one.
package protocol Packable {
    /// Adds the value to the bytes of a row.
    func pack(into packer: inout RowPacker)
    /// Reads what ``pack(into:)`` wrote.
    init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError)
}

/// Bytes that are not the packed row that was asked for.
package struct UnpackingError: Error {}

extension Row {
    /// Rows change, unless their type says otherwise.
    package static var isWrittenOnce: Bool { false }
    /// Not packed: the row is written by its `Codable` form.
    package func packed(into packer: inout RowPacker) -> Bool { false }
    /// Nothing: the row is read by its `Codable` form.
    package static func unpacked(_ unpacker: inout RowUnpacker) throws(UnpackingError) -> Self? {
        nil
    }
}

extension PackedRow {
    package func packed(into packer: inout RowPacker) -> Bool {
        pack(into: &packer)
        return true
    }

    package static func unpacked(_ unpacker: inout RowUnpacker) throws(UnpackingError) -> Self? {
        try Self(unpacking: &unpacker)
    }
}

/// The bytes of a row that packs itself.
///
/// Integers: zig-zag varints. Text: varint of the length, UTF-8. Optionals: a byte 0 or 1 before
/// the value. Arrays: varint of the count, then the elements.
package struct RowPacker {
    /// What was packed so far, behind the bytes the caller left.
    package private(set) var bytes: [UInt8]

    /// Begins behind some bytes that the caller fills itself.
    package init(leaving count: Int) {
        bytes = []
        bytes.reserveCapacity(count + 120)
        for _ in 0..<count { bytes.append(0) }
    }

    /// Adds a value.
    package mutating func pack(_ value: some Packable) { value.pack(into: &self) }

    fileprivate mutating func pack(byte: UInt8) { bytes.append(byte) }

    fileprivate mutating func pack(varint value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    fileprivate mutating func pack(text: String) {
        let utf8 = text.utf8
        pack(varint: UInt64(utf8.count))
        bytes.append(contentsOf: utf8)
    }
}

/// Reads what a ``RowPacker`` wrote, value by value in the same order.
package struct RowUnpacker {
    private let bytes: [UInt8]
    private var offset: Int

    /// Begins at an offset.
    package init(_ bytes: [UInt8], from offset: Int) {
        self.bytes = bytes
        self.offset = min(offset, bytes.count)
    }

    /// True when every byte was read.
    package var isAtEnd: Bool { offset == bytes.count }

    /// The next value.
    package mutating func next<Value: Packable>() throws(UnpackingError) -> Value {
        try Value(unpacking: &self)
    }

    fileprivate mutating func byte() throws(UnpackingError) -> UInt8 {
        guard offset < bytes.count else { throw UnpackingError() }
        defer { offset &+= 1 }
        return bytes[offset]
    }

    fileprivate mutating func varint() throws(UnpackingError) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let byte = try byte()
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
            guard shift < 64 else { throw UnpackingError() }
        }
    }

    /// A count or length; each element takes at least a byte.
    fileprivate mutating func count() throws(UnpackingError) -> Int {
        let count = try varint()
        guard count <= UInt64(bytes.count - offset) else { throw UnpackingError() }
        return Int(count)
    }

    fileprivate mutating func text() throws(UnpackingError) -> String {
        let end = try count() + offset
        defer { offset = end }
        return String(decoding: bytes[offset..<end], as: UTF8.self)
    }
}

// MARK: Values

extension Int64: Packable {
    package func pack(into packer: inout RowPacker) {
        packer.pack(varint: UInt64(bitPattern: self << 1 ^ self >> 63))
    }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        let raw = try unpacker.varint()
        self = Int64(bitPattern: raw >> 1) ^ -Int64(bitPattern: raw & 1)
    }
}

extension Bool: Packable {
    package func pack(into packer: inout RowPacker) { packer.pack(byte: self ? 1 : 0) }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        let byte = try unpacker.byte()
        guard byte <= 1 else { throw UnpackingError() }
        self = byte == 1
    }
}

extension String: Packable {
    package func pack(into packer: inout RowPacker) { packer.pack(text: self) }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        self = try unpacker.text()
    }
}

extension CivilDate: Packable {
    package func pack(into packer: inout RowPacker) { packer.pack(Int64(days)) }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        guard let days = Int32(exactly: try Int64(unpacking: &unpacker)) else {
            throw UnpackingError()
        }
        self.init(days: days)
    }
}

extension Optional: Packable where Wrapped: Packable {
    package func pack(into packer: inout RowPacker) {
        packer.pack(byte: self == nil ? 0 : 1)
        self?.pack(into: &packer)
    }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        self = try Bool(unpacking: &unpacker) ? try Wrapped(unpacking: &unpacker) : nil
    }
}

extension Array: Packable where Element: Packable {
    package func pack(into packer: inout RowPacker) {
        packer.pack(varint: UInt64(count))
        for element in self { element.pack(into: &packer) }
    }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        self = []
        let count = try unpacker.count()
        reserveCapacity(count)
        for _ in 0..<count { append(try Element(unpacking: &unpacker)) }
    }
}

extension TextValue {
    package func pack(into packer: inout RowPacker) { packer.pack(text: text) }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        self.init(trusted: try unpacker.text())
    }
}

extension IntegerValue {
    package func pack(into packer: inout RowPacker) { packer.pack(value) }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        let value: Int64 = try unpacker.next()
        guard Self.range.contains(value) else { throw UnpackingError() }
        self.init(value)
    }
}

extension CodeSet {
    package func pack(into packer: inout RowPacker) { packer.pack(text: rawValue) }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        guard let value = Self(rawValue: try unpacker.text()) else { throw UnpackingError() }
        self = value
    }
}

// MARK: Rows of the engine

extension StreamRow: PackedRow {
    package func pack(into packer: inout RowPacker) {
        packer.pack(stream)
        packer.pack(version)
        packer.pack(lastPosition)
        packer.pack(lastStepOn)
    }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        stream = try unpacker.next()
        version = try unpacker.next()
        lastPosition = try unpacker.next()
        lastStepOn = try unpacker.next()
    }
}

extension NumberSeries: PackedRow {
    package func pack(into packer: inout RowPacker) {
        packer.pack(series)
        packer.pack(last)
    }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        series = try unpacker.next()
        last = try unpacker.next()
    }
}
