// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import LMDB

/// Sixteen bytes as two numbers: no heap, ordered as the bytes are.
package struct SixteenBytes: Sendable, Hashable, Comparable {
    /// The first eight bytes, big-endian.
    package let high: UInt64
    /// The last eight bytes, big-endian.
    package let low: UInt64

    /// Two halves as they are.
    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// From exactly sixteen bytes; `nil` for any other count.
    package init?(_ bytes: [UInt8]) {
        guard bytes.count == 16 else { return nil }
        high = bytes[..<8].reduce(0) { $0 << 8 | UInt64($1) }
        low = bytes[8...].reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// The bytes, the most significant first.
    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(16)
        bytes.appendBigEndian(high)
        bytes.appendBigEndian(low)
        return bytes
    }

    package static func < (left: SixteenBytes, right: SixteenBytes) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }

    /// 48 bits of milliseconds, then random bits.
    fileprivate static func make(
        unixMilliseconds: Int64,
        using random: inout some RandomNumberGenerator
    ) -> SixteenBytes {
        let time = UInt64(clamping: unixMilliseconds) << 16
        return SixteenBytes(
            high: time | UInt64(UInt16.random(in: .min ... .max, using: &random)),
            low: .random(in: .min ... .max, using: &random)
        )
    }
}

/// The identity of a store, given once at initialisation.
///
/// Text form: ULID, 26 characters.
package struct StoreID: Sendable, Hashable, CustomStringConvertible {
    /// 48 bits of milliseconds, then random bits.
    package let value: SixteenBytes

    /// Bits that were stored.
    package init(_ value: SixteenBytes) { self.value = value }

    /// From exactly sixteen bytes; `nil` for any other count.
    package init?(bytes: [UInt8]) {
        guard let value = SixteenBytes(bytes) else { return nil }
        self.value = value
    }

    /// A new identity: 48 bits of milliseconds and 80 random bits.
    package static func make(
        unixMilliseconds: Int64,
        using random: inout some RandomNumberGenerator
    ) -> StoreID {
        StoreID(.make(unixMilliseconds: unixMilliseconds, using: &random))
    }

    /// Sixteen, as stored in meta rows and sidecars.
    package var bytes: [UInt8] { value.bytes }

    /// Crockford's alphabet: no I, L, O, U.
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    /// From the text form; `nil` for anything that is not exactly what ``text`` answers.
    package init?(text: String) {
        var high: UInt64 = 0
        var low: UInt64 = 0
        guard text.utf8.count == 26, let first = text.utf8.first, first <= 0x37 else { return nil }
        for character in text.utf8 {
            guard let digit = Self.alphabet.firstIndex(of: character) else { return nil }
            high = high << 5 | low >> 59
            low = low << 5 | UInt64(digit)
        }
        value = SixteenBytes(high: high, low: low)
    }

    /// ULID: 26 characters, upper case, sorts by time.
    package var text: String {
        var high = value.high
        var low = value.low
        var characters: [UInt8] = []
        for _ in 0..<26 {
            characters.append(Self.alphabet[Int(low & 31)])
            low = low >> 5 | high << 59
            high >>= 5
        }
        return String(decoding: characters.reversed(), as: UTF8.self)
    }

    package var description: String { text }
}

/// The identity of an event, a correlation or a cause.
///
/// Text form: UUID version 7, lower case.
package struct EventID: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// With the version and variant bits of a UUID.
    package let value: SixteenBytes

    /// Bits that were stored; the version is not checked.
    package init(_ value: SixteenBytes) { self.value = value }

    /// From exactly sixteen bytes; `nil` for any other count.
    package init?(bytes: [UInt8]) {
        guard let value = SixteenBytes(bytes) else { return nil }
        self.value = value
    }

    /// A new identity: UUID version 7 of that moment.
    package static func make(
        unixMilliseconds: Int64,
        using random: inout some RandomNumberGenerator
    ) -> EventID {
        let made = SixteenBytes.make(unixMilliseconds: unixMilliseconds, using: &random)
        return EventID(
            SixteenBytes(
                high: made.high & ~0xF000 | 0x7000,
                low: made.low & ~(0b11 << 62) | 0b10 << 62
            )
        )
    }

    /// Sixteen, as stored in records.
    package var bytes: [UInt8] { value.bytes }

    private static let digits = Array("0123456789abcdef".utf8)
    /// Where the dashes stand in the text.
    private static let dashes: Set<Int> = [8, 13, 18, 23]

    /// From the canonical text; `nil` for upper case, braces or any other form.
    package init?(text: String) {
        guard text.utf8.count == 36 else { return nil }
        var high: UInt64 = 0
        var low: UInt64 = 0
        for (index, character) in text.utf8.enumerated() {
            if Self.dashes.contains(index) {
                guard character == 0x2D else { return nil }
                continue
            }
            guard let digit = Self.digits.firstIndex(of: character) else { return nil }
            high = high << 4 | low >> 60
            low = low << 4 | UInt64(digit)
        }
        value = SixteenBytes(high: high, low: low)
    }

    /// 36 characters with four dashes, sorts by time.
    package var text: String {
        var characters: [UInt8] = []
        characters.reserveCapacity(36)
        for shift in stride(from: 124, through: 0, by: -4) {
            if Self.dashes.contains(characters.count) { characters.append(0x2D) }
            let nibble = shift >= 64 ? value.high >> (shift - 64) : value.low >> shift
            characters.append(Self.digits[Int(nibble & 15)])
        }
        return String(decoding: characters, as: UTF8.self)
    }

    package var description: String { text }

    package static func < (left: EventID, right: EventID) -> Bool { left.value < right.value }
}

/// Whether the store holds real work or exercises; part of the first hash, so for ever.
package enum StoreMode: UInt8, Sendable, CaseIterable {
    case production = 1
    case training = 2

    /// The word used in `FORMAT` and on the wire.
    package var name: String {
        switch self {
        case .production: "production"
        case .training: "training"
        }
    }

    /// The mode of a word; `nil` for any other, also in capitals.
    package init?(name: String) {
        guard let mode = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = mode
    }
}
