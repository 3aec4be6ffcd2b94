// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// How a text may lie in a file, and whether it does.
package struct Disguise: Sendable {
    /// What the bytes are, like UTF-8 or base64+1.
    package let name: String
    /// The bytes to look for.
    package let bytes: [UInt8]

    /// Every disguise of a text: as it is, in other case, in UTF-16, in hex, in base64.
    package static func all(of text: String) -> [Disguise] {
        let plain = Array(text.utf8)
        let digits = Array("0123456789abcdef".utf8)
        let hex = plain.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        var found = [
            Disguise(name: "UTF-8", bytes: plain),
            Disguise(name: "lower case", bytes: Array(text.lowercased().utf8)),
            Disguise(name: "upper case", bytes: Array(text.uppercased().utf8)),
            Disguise(
                name: "UTF-16LE",
                bytes: text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
            ),
            Disguise(
                name: "UTF-16BE",
                bytes: text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
            ),
            Disguise(name: "hex", bytes: hex),
            Disguise(name: "HEX", bytes: hex.map { $0 >= UInt8(ascii: "a") ? $0 - 32 : $0 }),
        ]
        // The text may begin at any of three places of a group; a group that is shared with what is
        // beside says nothing. Less than eight letters would be met by chance in other base64.
        for shift in 0..<3 {
            let whole = base64([UInt8](repeating: 0, count: shift) + plain)
            let isCut = (shift + plain.count) % 3 != 0
            let bytes = Array(whole.dropFirst(shift == 0 ? 0 : 4).dropLast(isCut ? 4 : 0))
            if bytes.count >= 8 { found.append(Disguise(name: "base64+\(shift)", bytes: bytes)) }
        }
        return found
    }

    /// True when the bytes are somewhere in a content.
    package func isIn(_ content: [UInt8]) -> Bool {
        guard let first = bytes.first, content.count >= bytes.count else { return false }
        let (content, wanted) = (content.span, bytes.span)
        for start in 0...(content.count - wanted.count) where content[start] == first {
            var length = 1
            while length < wanted.count, content[start + length] == wanted[length] { length += 1 }
            if length == wanted.count { return true }
        }
        return false
    }

    private static func base64(_ bytes: [UInt8]) -> [UInt8] {
        let letters = Array(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
        )
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = (0..<3).reduce(0) { sum, offset in
                sum << 8 | (start + offset < bytes.count ? Int(bytes[start + offset]) : 0)
            }
            text += [18, 12, 6, 0].map { letters[group >> $0 & 63] }
        }
        return text
    }
}

extension TemporaryDirectory {
    /// Every file at or below a path.
    package static func files(_ path: String) -> [String] {
        let names = names(in: path)
        return names.isEmpty ? [path] : names.flatMap { files(path + "/" + $0) }
    }
}
