// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Crypto

/// One of the three shares of a master key; any two give it back, one alone tells nothing.
///
/// Shamir's scheme over GF(256), a line through each byte of the key. As text: 72 characters of
/// Crockford's base 32 in groups of six, over index (1) ‖ key id (8) ‖ share (32) ‖ check (4).
package struct KeyShare: Sendable, Equatable {
    /// 1, 2 or 3.
    package let index: UInt8
    /// The id of the master key, 8 bytes.
    package let keyID: [UInt8]
    private let bytes: [UInt8]

    fileprivate init(index: UInt8, keyID: [UInt8], bytes: [UInt8]) {
        self.index = index
        self.keyID = keyID
        self.bytes = bytes
    }

    /// Reads what is on paper; case, spaces and hyphens do not count, O is 0, I and L are 1.
    package init(text: String) throws(KeyShareError) {
        guard let decoded = Base32.bytes(text), decoded.count == Self.byteCount else {
            throw .unreadable
        }
        let content = Array(decoded.dropLast(Self.checkBytes))
        guard Self.check(content) == Array(decoded.suffix(Self.checkBytes)),
            (1...3).contains(content[0])
        else { throw .mistyped }
        index = content[0]
        keyID = Array(content[1..<9])
        bytes = Array(content[9...])
    }

    /// What goes on paper: twelve groups of six characters.
    package var text: String {
        let content = [index] + keyID + bytes
        return Base32.text(content + Self.check(content))
    }

    /// The id of the master key in hexadecimal.
    package var keyIDText: String { hexadecimal(keyID) }

    private static let checkBytes = 4
    private static let byteCount = 1 + 8 + MasterKey.byteCount + checkBytes

    private static func check(_ content: [UInt8]) -> [UInt8] {
        Array(SHA256.hash(data: Array("peksos/share/1".utf8) + content).prefix(checkBytes))
    }

    /// The value at zero of the line through two points, for every byte.
    fileprivate static func secret(_ one: KeyShare, _ other: KeyShare) -> [UInt8] {
        // f(0) = (x2·y1 − x1·y2) / (x2 − x1); subtraction is addition here.
        let inverse = Field.inverse(one.index ^ other.index)
        return zip(one.bytes, other.bytes).map { first, second in
            Field.product(
                Field.product(other.index, first) ^ Field.product(one.index, second),
                inverse
            )
        }
    }

    fileprivate static func split(_ secret: [UInt8], keyID: [UInt8]) -> [KeyShare] {
        let slopes = Random.bytes(count: secret.count)
        return (1...3).map { index in
            KeyShare(
                index: index,
                keyID: keyID,
                bytes: zip(secret, slopes).map { $0 ^ Field.product(index, $1) }
            )
        }
    }
}

/// Why shares do not give a master key.
package enum KeyShareError: Error, Equatable {
    /// Not 72 characters of base 32.
    case unreadable
    /// A character was mistyped: the check does not fit.
    case mistyped
    /// Both are the same share.
    case sameShare
    /// The shares are of two master keys.
    case otherKey
}

extension KeyShareError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unreadable: "a share has 72 letters and digits"
        case .mistyped: "a character of the share was mistyped"
        case .sameShare: "both shares are the same one"
        case .otherKey: "the shares are of two master keys"
        }
    }
}

extension MasterKey {
    /// Three fresh shares for three places; shares of two calls do not go together.
    package func shares() -> [KeyShare] {
        key.withBytes { KeyShare.split($0, keyID: identifier) }
    }

    /// The key of two shares.
    package init(_ one: KeyShare, _ other: KeyShare) throws(KeyShareError) {
        guard one.keyID == other.keyID else { throw .otherKey }
        guard one.index != other.index else { throw .sameShare }
        let key: MasterKey
        do throws(KeyringError) {
            key = try MasterKey(KeyShare.secret(one, other))
        } catch {
            throw .unreadable
        }
        // Two shares of different splittings give some other key.
        guard key.identifier == one.keyID else { throw .otherKey }
        self = key
    }
}

/// GF(256) with the polynomial of AES, x⁸ + x⁴ + x³ + x + 1.
private enum Field {
    static func product(_ left: UInt8, _ right: UInt8) -> UInt8 {
        var (left, product) = (left, UInt8(0))
        for bit in 0..<8 {
            // Masks instead of branches: the time tells nothing of the key.
            product ^= left & (0 &- (right >> UInt8(bit) & 1))
            left = left << 1 ^ (0x1B & (0 &- (left >> 7)))
        }
        return product
    }

    /// The 254th power, which is the inverse of all but zero.
    static func inverse(_ number: UInt8) -> UInt8 {
        (0..<253).reduce(number) { power, _ in product(power, number) }
    }
}

/// Crockford's base 32 in groups of six.
private enum Base32 {
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    static func text(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        var bits = 0
        var count = 0
        for byte in bytes {
            bits = bits << 8 | Int(byte)
            count += 8
            while count >= 5 {
                count -= 5
                if text.count % 7 == 6 { text.append(UInt8(ascii: "-")) }
                text.append(alphabet[bits >> count & 31])
            }
            bits &= (1 << count) - 1
        }
        return String(decoding: text, as: UTF8.self)
    }

    static func bytes(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        var bits = 0
        var count = 0
        for letter in text.uppercased().utf8 {
            let digit: UInt8
            switch letter {
            case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "\t"): continue
            case UInt8(ascii: "O"): digit = UInt8(ascii: "0")
            case UInt8(ascii: "I"), UInt8(ascii: "L"): digit = UInt8(ascii: "1")
            default: digit = letter
            }
            guard let value = alphabet.firstIndex(of: digit) else { return nil }
            bits = bits << 5 | value
            count += 5
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> count))
                bits &= (1 << count) - 1
            }
        }
        return bytes
    }
}
