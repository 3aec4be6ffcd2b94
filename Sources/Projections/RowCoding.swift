// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// Rows of views as compact bytes, and back.
///
/// The bytes describe nothing: values stand in the order in which `encode(to:)` writes them, and
/// only the same type reads them again. Rows are rebuilt from the log whenever a type changes, so
/// there is no version. Equal values give equal bytes in every process, sets and dictionaries
/// included, as long as they are encoded as values and not element by element.
///
/// Integers: zig-zag varints, single bytes as they are. Text: varint length, UTF-8. Optionals: a
/// byte 0 or 1 before the value. Arrays and sets: four bytes of count. Dictionaries: as the standard
/// library encodes them. Enums with associated values: the name of the case, then the values.
package enum RowCoding {
    /// The bytes of a row, behind as many zero bytes as the caller wants for itself.
    package static func encode<Row: Encodable>(
        _ row: Row,
        leaving prefixBytes: Int = 0
    ) throws -> [UInt8] {
        let encoder = RowEncoder(leaving: prefixBytes)
        try encoder.write(row)
        return encoder.bytes
    }

    /// The row in some bytes from an offset; all of them must be used.
    ///
    /// Throws ``RowCodingError``, or what the row's own `init(from:)` throws.
    package static func decode<Row: Decodable>(
        _ type: Row.Type,
        from bytes: [UInt8],
        startingAt offset: Int = 0
    ) throws -> Row {
        let decoder = RowDecoder(bytes, offset)
        let row = try decoder.read(type)
        guard decoder.isAtEnd else { throw RowCodingError.trailingBytes }
        return row
    }
}

/// Why bytes are not the row that was asked for.
package enum RowCodingError: Error, Equatable {
    /// The bytes end before the value does.
    case truncated
    /// The value ends before the bytes do.
    case trailingBytes
    /// A number does not fit its type.
    case overflow
    /// A byte that can be 0 or 1 is neither.
    case notABoolean
    /// An array was given a bare nil instead of an optional.
    case nilElement
    /// A dictionary has no such key.
    case missingKey(String)
}

/// Where the coder must know more of a type than `Codable` tells.
enum RowShape {
    /// Whether the type is an optional, which needs a byte of presence.
    ///
    /// The underscored function reads the kind of the metadata; a cast to a protocol would do the
    /// same at ten times the cost, for every field.
    @inline(__always)
    static func isOptional<Value>(_ type: Value.Type) -> Bool { _isOptional(type) }

    /// Whether keys of a container are made at run time, as those of dictionaries are.
    ///
    /// `CodingKeys` of a type are an enum of one byte; keys made at run time hold their text.
    @inline(__always)
    static func isDynamic<Key>(_ key: Key.Type) -> Bool {
        MemoryLayout<Key>.size > MemoryLayout<Int>.size
    }
}

/// An optional whose wrapped type does not matter.
protocol OptionalRow {
    var isNil: Bool { get }
}

extension Optional: OptionalRow {
    var isNil: Bool { self == nil }
}

/// A collection whose order differs from process to process.
protocol UnorderedRow {
    var count: Int { get }
}

extension Set: UnorderedRow {}
extension Dictionary: UnorderedRow {}
