// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// The normal form of text is computed by the standard library itself; there is no public spelling
// of it without Foundation.
@_spi(_Unicode) import Swift

extension JSONScanner {
    /// Reads a string from its opening quote; answers the position after its closing quote.
    mutating func string(
        _ input: Span<UInt8>,
        _ quote: Int,
        kind: JSONKind
    ) throws(JSONScanError) -> Int {
        let start = quote + 1
        var position = start
        var mayNeedNormalising = false
        while position < input.count {
            let byte = input[position]
            if byte == UInt8(ascii: "\"") {
                if mayNeedNormalising {
                    appendNormalised(input, start, position, kind: kind)
                } else {
                    append(kind, UInt32(start), UInt32(position))
                }
                return position + 1
            } else if byte == UInt8(ascii: "\\") {
                return try escaped(input, start, position, mayNeedNormalising, kind: kind)
            } else if byte < 0x20 {
                throw JSONScanError(.controlCharacter, at: position)
            } else if byte < 0x80 {
                position += 1
            } else {
                let length = Self.utf8Length(input, position)
                guard length > 0 else { throw JSONScanError(.encoding, at: position) }
                if Self.mayNeedNormalising(input, position) { mayNeedNormalising = true }
                position += length
            }
        }
        throw JSONScanError(.syntax, at: position)
    }

    /// Goes on with a string that has escapes: its text is collected in the tail.
    private mutating func escaped(
        _ input: Span<UInt8>,
        _ start: Int,
        _ firstEscape: Int,
        _ isSuspect: Bool,
        kind: JSONKind
    ) throws(JSONScanError) -> Int {
        var mayNeedNormalising = isSuspect
        let begin = tail.count
        for place in start..<firstEscape { tail.append(input[place]) }
        var position = firstEscape
        while position < input.count {
            let byte = input[position]
            if byte == UInt8(ascii: "\"") {
                if mayNeedNormalising { normaliseTail(from: begin) }
                append(kind, UInt32(byteCount + begin), UInt32(byteCount + tail.count))
                return position + 1
            } else if byte == UInt8(ascii: "\\") {
                let scalar = try escape(input, &position)
                if scalar.value >= 0x300 { mayNeedNormalising = true }
                tail.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            } else if byte < 0x20 {
                throw JSONScanError(.controlCharacter, at: position)
            } else if byte < 0x80 {
                tail.append(byte)
                position += 1
            } else {
                let length = Self.utf8Length(input, position)
                guard length > 0 else { throw JSONScanError(.encoding, at: position) }
                if Self.mayNeedNormalising(input, position) { mayNeedNormalising = true }
                for place in position..<position + length { tail.append(input[place]) }
                position += length
            }
        }
        throw JSONScanError(.syntax, at: position)
    }

    /// Reads one escape, two for a surrogate pair.
    private func escape(
        _ input: Span<UInt8>,
        _ position: inout Int
    ) throws(JSONScanError) -> Unicode.Scalar {
        let start = position
        guard start + 1 < input.count else { throw JSONScanError(.syntax, at: input.count) }
        position += 2
        switch input[start + 1] {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "b"): return "\u{08}"
        case UInt8(ascii: "f"): return "\u{0C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): break
        default: throw JSONScanError(.syntax, at: start + 1)
        }
        let unit = try hex(input, &position)
        guard unit != 0 else { throw JSONScanError(.controlCharacter, at: start) }
        if let scalar = Unicode.Scalar(unit) { return scalar }
        guard unit < 0xDC00, position + 1 < input.count, input[position] == UInt8(ascii: "\\"),
            input[position + 1] == UInt8(ascii: "u")
        else { throw JSONScanError(.encoding, at: start) }
        position += 2
        let low = try hex(input, &position)
        guard 0xDC00...0xDFFF ~= low,
            let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
        else { throw JSONScanError(.encoding, at: start) }
        return scalar
    }

    private func hex(
        _ input: Span<UInt8>,
        _ position: inout Int
    ) throws(JSONScanError) -> UInt32 {
        var unit: UInt32 = 0
        for _ in 0..<4 {
            guard position < input.count else { throw JSONScanError(.syntax, at: position) }
            let byte = input[position]
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): unit = unit << 4 | UInt32(byte - 0x30)
            case UInt8(ascii: "a")...UInt8(ascii: "f"): unit = unit << 4 | UInt32(byte - 0x57)
            case UInt8(ascii: "A")...UInt8(ascii: "F"): unit = unit << 4 | UInt32(byte - 0x37)
            default: throw JSONScanError(.syntax, at: position)
            }
            position += 1
        }
        return unit
    }

    private mutating func append(_ kind: JSONKind, _ low: UInt32, _ high: UInt32) {
        nodes.append(FlatNode(low: low, high: high, next: 0, kind: kind))
    }

    private mutating func appendNormalised(
        _ input: Span<UInt8>,
        _ start: Int,
        _ end: Int,
        kind: JSONKind
    ) {
        let begin = tail.count
        for place in start..<end { tail.append(input[place]) }
        if normaliseTail(from: begin) {
            append(kind, UInt32(byteCount + begin), UInt32(byteCount + tail.count))
        } else {
            tail.removeSubrange(begin...)
            append(kind, UInt32(start), UInt32(end))
        }
    }

    /// Brings the text at the end of the tail into normal form C; answers whether it changed.
    @discardableResult
    private mutating func normaliseTail(from begin: Int) -> Bool {
        let text = String(decoding: tail[begin...], as: UTF8.self)
        var normal: [UInt8] = []
        normal.reserveCapacity(tail.count - begin)
        for scalar in text._nfc {
            normal.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        }
        guard !normal.elementsEqual(tail[begin...]) else { return false }
        tail.replaceSubrange(begin..., with: normal)
        return true
    }
}

extension JSONScanner {
    /// True unless the scalar is certain to stay as it is in normal form C.
    ///
    /// Below U+0300 (lead byte 0xCC) nothing combines; U+2010…U+203F are the dashes, quotes and
    /// dots of ordinary text.
    private static func mayNeedNormalising(_ input: Span<UInt8>, _ position: Int) -> Bool {
        let lead = input[position]
        if lead < 0xCC { return false }
        return !(lead == 0xE2 && input[position + 1] == 0x80 && input[position + 2] >= 0x90)
    }

    /// The length of the well-formed UTF-8 sequence that starts here, or 0.
    static func utf8Length(_ input: Span<UInt8>, _ position: Int) -> Int {
        let lead = input[position]
        switch lead {
        case 0x00..<0x80:
            return 1
        case 0xC2...0xDF:
            return continues(input, position + 1, 1) ? 2 : 0
        case 0xE0...0xEF:
            guard continues(input, position + 1, 2) else { return 0 }
            let second = input[position + 1]
            if lead == 0xE0, second < 0xA0 { return 0 }
            if lead == 0xED, second > 0x9F { return 0 }
            return 3
        case 0xF0...0xF4:
            guard continues(input, position + 1, 3) else { return 0 }
            let second = input[position + 1]
            if lead == 0xF0, second < 0x90 { return 0 }
            if lead == 0xF4, second > 0x8F { return 0 }
            return 4
        default:
            return 0
        }
    }

    private static func continues(_ input: Span<UInt8>, _ start: Int, _ count: Int) -> Bool {
        guard start + count <= input.count else { return false }
        for place in start..<start + count where input[place] & 0xC0 != 0x80 { return false }
        return true
    }
}
