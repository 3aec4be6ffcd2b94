// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// The bytes of a row that packs itself: for the few rows written with every event.
///
/// Integers: eight bytes, the most significant first. Text: two bytes of length, then UTF-8.
package struct RowPacker {
    /// What was packed so far, behind the bytes the caller left.
    package private(set) var bytes: [UInt8]

    /// Begins behind some bytes that the caller fills itself.
    package init(leaving count: Int) {
        bytes = []
        bytes.reserveCapacity(count + 96)
        for _ in 0..<count { bytes.append(0) }
    }

    /// Adds an integer.
    package mutating func pack(_ value: Int64) {
        let bits = UInt64(bitPattern: value)
        for shift in stride(from: UInt64(56), through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: bits >> shift))
        }
    }

    /// Adds a text of at most 65,535 bytes.
    package mutating func pack(_ text: String) {
        let utf8 = text.utf8
        bytes.append(UInt8(truncatingIfNeeded: utf8.count >> 8))
        bytes.append(UInt8(truncatingIfNeeded: utf8.count))
        bytes.append(contentsOf: utf8)
    }
}

/// Reads what a ``RowPacker`` wrote; answers `nil` past the end.
package struct RowUnpacker {
    private let bytes: [UInt8]
    private var offset: Int

    /// Begins at an offset.
    package init(_ bytes: [UInt8], from offset: Int) {
        self.bytes = bytes
        self.offset = offset
    }

    /// The next integer.
    package mutating func integer() -> Int64? {
        guard bytes.count - offset >= 8 else { return nil }
        var bits: UInt64 = 0
        for index in offset..<offset + 8 { bits = bits << 8 | UInt64(bytes[index]) }
        offset += 8
        return Int64(bitPattern: bits)
    }

    /// The next text.
    package mutating func text() -> String? {
        guard bytes.count - offset >= 2 else { return nil }
        let count = Int(bytes[offset]) << 8 | Int(bytes[offset + 1])
        guard bytes.count - offset - 2 >= count else { return nil }
        defer { offset += 2 + count }
        return String(decoding: bytes[offset + 2..<offset + 2 + count], as: UTF8.self)
    }
}

extension Row {
    /// Packs the row itself; `false`, the default: its `Codable` conformance is used.
    package func pack(into packer: inout RowPacker) -> Bool { false }

    /// The row from its own packing; `nil`, the default: its `Codable` conformance is used.
    package static func unpack(_ unpacker: inout RowUnpacker) -> Self? { nil }
}

extension StreamRow {
    package func pack(into packer: inout RowPacker) -> Bool {
        packer.pack(stream)
        packer.pack(version)
        packer.pack(lastPosition)
        packer.pack(lastStepOn.map { Int64($0.days) } ?? .min)
        return true
    }

    package static func unpack(_ unpacker: inout RowUnpacker) -> StreamRow? {
        guard let stream = unpacker.text(), let version = unpacker.integer(),
            let position = unpacker.integer(), let day = unpacker.integer()
        else { return nil }
        return StreamRow(
            stream: stream,
            version: version,
            lastPosition: position,
            lastStepOn: Int32(exactly: day).map(CivilDate.init(days:))
        )
    }
}
