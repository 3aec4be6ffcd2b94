// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// Builds a key whose byte order is the order of its parts.
///
/// Numbers are big-endian, signed ones with the sign bit flipped; text is UTF-8 ended by a zero
/// byte, so that a prefix sorts first. A key is at most 200 bytes.
package struct KeyWriter: Sendable {
    /// Longest key, in bytes.
    ///
    /// LMDB's own limit is 511.
    package static let bytesMax = 200

    /// The key so far.
    package private(set) var bytes: [UInt8] = []

    /// Room for so many bytes is made at once; a key may become longer.
    package init(capacity: Int = 32) {
        bytes.reserveCapacity(capacity)
    }

    /// One byte.
    package mutating func append(_ value: UInt8) { bytes.append(value) }
    /// Two bytes, big-endian.
    package mutating func append(_ value: UInt16) { bytes.appendBigEndian(value) }
    /// Four bytes, big-endian.
    package mutating func append(_ value: UInt32) { bytes.appendBigEndian(value) }
    /// Eight bytes, big-endian.
    package mutating func append(_ value: UInt64) { bytes.appendBigEndian(value) }
    /// Four bytes, big-endian, sign flipped: negative numbers sort first.
    package mutating func append(_ value: Int32) {
        bytes.appendBigEndian(UInt32(bitPattern: value) ^ 0x8000_0000)
    }
    /// Eight bytes, big-endian, sign flipped: negative numbers sort first.
    package mutating func append(_ value: Int64) {
        bytes.appendBigEndian(UInt64(bitPattern: value) ^ 0x8000_0000_0000_0000)
    }
    /// UTF-8 and a zero byte.
    ///
    /// The text must not hold U+0000: it would end the part early.
    package mutating func append(text: String) {
        let start = bytes.count
        bytes.append(contentsOf: text.utf8)
        precondition(!bytes[start...].contains(0), "text in a key must not hold U+0000")
        bytes.append(0)
    }
    /// The bytes as they are: fixed length, or the last part of a key.
    package mutating func append(raw: [UInt8]) { bytes.append(contentsOf: raw) }
}

/// Takes a key apart again, part by part, in the order in which it was built.
///
/// Total on any bytes: a part that is not there is `nil`.
package struct KeyReader: Sendable {
    private let bytes: [UInt8]
    private var offset = 0

    /// Begins at the first byte.
    package init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Copies the bytes, so that the reader may outlive the transaction.
    package init(_ span: Span<UInt8>) { bytes = [UInt8](copying: span) }

    /// Whether every byte was read.
    package var isAtEnd: Bool { offset == bytes.count }

    /// One byte.
    package mutating func uint8() -> UInt8? { bigEndian() }
    /// Two bytes, big-endian.
    package mutating func uint16() -> UInt16? { bigEndian() }
    /// Four bytes, big-endian.
    package mutating func uint32() -> UInt32? { bigEndian() }
    /// Eight bytes, big-endian.
    package mutating func uint64() -> UInt64? { bigEndian() }
    /// Four bytes, sign flipped.
    package mutating func int32() -> Int32? {
        guard let value: UInt32 = bigEndian() else { return nil }
        return Int32(bitPattern: value ^ 0x8000_0000)
    }
    /// Eight bytes, sign flipped.
    package mutating func int64() -> Int64? {
        guard let value: UInt64 = bigEndian() else { return nil }
        return Int64(bitPattern: value ^ 0x8000_0000_0000_0000)
    }
    /// Text up to its zero byte; `nil` also for bytes that are not UTF-8.
    package mutating func text() -> String? {
        guard let end = bytes[offset...].firstIndex(of: 0) else { return nil }
        let text = String(validating: bytes[offset..<end], as: UTF8.self)
        offset = end + 1
        return text
    }
    /// The next bytes as they are.
    package mutating func raw(count: Int) -> [UInt8]? {
        guard count >= 0, count <= bytes.count - offset else { return nil }
        defer { offset += count }
        return [UInt8](bytes[offset..<offset + count])
    }
    /// All bytes that are left.
    package mutating func rest() -> [UInt8] {
        defer { offset = bytes.count }
        return [UInt8](bytes[offset...])
    }

    private mutating func bigEndian<Number: FixedWidthInteger>() -> Number? {
        let width = Number.bitWidth / 8
        guard width <= bytes.count - offset else { return nil }
        var value: Number = 0
        for byte in bytes[offset..<offset + width] {
            // A shift by eight would overflow the type of one byte.
            value = width == 1 ? Number(byte) : value << 8 | Number(byte)
        }
        offset += width
        return value
    }
}

extension [UInt8] {
    /// Appends a number with its most significant byte first.
    ///
    /// Inlinable: records and keys are made of little else, and a generic call costs forty times as
    /// much as the bytes.
    @inlinable
    package mutating func appendBigEndian<Number: FixedWidthInteger>(_ value: Number) {
        var shift = Number.bitWidth
        while shift > 0 {
            shift -= 8
            append(UInt8(truncatingIfNeeded: value >> shift))
        }
    }
}
