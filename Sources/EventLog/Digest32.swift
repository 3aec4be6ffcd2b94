// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Crypto
import LMDB

/// A digest of 32 bytes: SHA-256, or HMAC with it.
///
/// No heap.
package struct Digest32: Sendable, Hashable, CustomStringConvertible {
    private let words: (UInt64, UInt64, UInt64, UInt64)

    private init(words: (UInt64, UInt64, UInt64, UInt64)) { self.words = words }

    /// 32 zero bytes: no digest.
    package static let zero = Digest32(words: (0, 0, 0, 0))

    /// From exactly 32 bytes; `nil` for any other count.
    package init?(_ bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self.init(first32Of: bytes.span)
    }

    /// From the first 32 bytes of a longer run; the caller has checked the count.
    init(first32Of span: Span<UInt8>) {
        words = (
            span.bigEndian(at: 0), span.bigEndian(at: 8),
            span.bigEndian(at: 16), span.bigEndian(at: 24)
        )
    }

    /// The SHA-256 of some bytes.
    package init(hashing bytes: [UInt8]) {
        self.init(SHA256.hash(data: bytes))
    }

    /// The SHA-256 of the end of some bytes.
    init(hashing bytes: ArraySlice<UInt8>) {
        self.init(SHA256.hash(data: bytes))
    }

    private init(_ digest: SHA256.Digest) {
        var bytes = digest.makeIterator()
        func word() -> UInt64 {
            var word: UInt64 = 0
            for _ in 0..<8 { word = word << 8 | UInt64(bytes.next() ?? 0) }
            return word
        }
        words = (word(), word(), word(), word())
    }

    /// The 32 bytes.
    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(32)
        append(to: &bytes)
        return bytes
    }

    /// Appends the 32 bytes.
    package func append(to bytes: inout [UInt8]) {
        bytes.appendBigEndian(words.0)
        bytes.appendBigEndian(words.1)
        bytes.appendBigEndian(words.2)
        bytes.appendBigEndian(words.3)
    }

    /// Overwrites the first 32 bytes of a longer run.
    func store(in bytes: inout [UInt8]) {
        for index in 0..<8 {
            let shift = 56 - 8 * index
            bytes[index] = UInt8(truncatingIfNeeded: words.0 >> shift)
            bytes[8 + index] = UInt8(truncatingIfNeeded: words.1 >> shift)
            bytes[16 + index] = UInt8(truncatingIfNeeded: words.2 >> shift)
            bytes[24 + index] = UInt8(truncatingIfNeeded: words.3 >> shift)
        }
    }

    /// Lower-case hexadecimal, 64 characters.
    package var hex: String { Hexadecimal.text(bytes) }

    package var description: String { hex }

    package static func == (left: Digest32, right: Digest32) -> Bool { left.words == right.words }

    package func hash(into hasher: inout Hasher) { hasher.combine(words.0) }
}

/// Bytes as text and back.
package enum Hexadecimal {
    /// Lower-case digits, two a byte.
    package static func text(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] },
            as: UTF8.self
        )
    }

    /// The bytes of an even number of hexadecimal digits; `nil` for anything else.
    package static func bytes(_ text: String) -> [UInt8]? {
        let digits = text.utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
        guard digits.count == text.utf8.count, digits.count.isMultiple(of: 2) else { return nil }
        return stride(from: 0, to: digits.count, by: 2).map {
            UInt8(digits[$0] << 4 | digits[$0 + 1])
        }
    }
}

extension Span<UInt8> {
    /// The number whose bytes begin at an offset, most significant first.
    func bigEndian<Number: FixedWidthInteger>(at offset: Int) -> Number {
        var value: Number = 0
        for index in offset..<offset + Number.bitWidth / 8 {
            value = value << 8 | Number(truncatingIfNeeded: self[index])
        }
        return value
    }
}
