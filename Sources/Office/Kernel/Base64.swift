// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// Base64 with padding, RFC 4648; each reveal, rebuild and full check goes through it.
package enum Base64 {
    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
    )
    private static let padding = UInt8(ascii: "=")
    private static let noValue: UInt8 = 0xFF

    /// The value of each byte as a digit.
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: noValue, count: 256)
        for (value, digit) in alphabet.enumerated() { values[Int(digit)] = UInt8(value) }
        return values
    }()

    /// The text of some bytes.
    package static func text(_ bytes: [UInt8]) -> String {
        var out: [UInt8] = []
        out.reserveCapacity((bytes.count + 2) / 3 * 4)
        for index in stride(from: 0, to: bytes.count, by: 3) {
            let first = bytes[index]
            let second = index + 1 < bytes.count ? bytes[index + 1] : 0
            let third = index + 2 < bytes.count ? bytes[index + 2] : 0
            out.append(alphabet[Int(first >> 2)])
            out.append(alphabet[Int((first & 3) << 4 | second >> 4)])
            out.append(
                index + 1 < bytes.count ? alphabet[Int((second & 15) << 2 | third >> 6)] : padding
            )
            out.append(index + 2 < bytes.count ? alphabet[Int(third & 63)] : padding)
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// The bytes of a text, or `nil` when it is not Base64.
    package static func bytes(_ text: String) -> [UInt8]? {
        let digits = text.utf8.span
        guard digits.count % 4 == 0 else { return nil }
        var end = digits.count
        while end > 0, digits.count - end < 2, digits[end - 1] == padding { end -= 1 }
        var out: [UInt8] = []
        out.reserveCapacity(end * 3 / 4)
        let values = values.span
        var bits: UInt32 = 0
        var held = 0
        for index in 0..<end {
            let value = values[Int(digits[index])]
            guard value != noValue else { return nil }
            bits = bits << 6 | UInt32(value)
            held += 6
            if held >= 8 {
                held -= 8
                out.append(UInt8(truncatingIfNeeded: bits >> UInt32(held)))
            }
        }
        return out
    }
}
