// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// The strict scanner: one pass over the bytes, refusing what decoders let through.
///
/// No recursion, so depth costs no stack. The index of the parent stands in a container's `next`
/// until the container is closed.
struct JSONScanner {
    var nodes: [FlatNode] = []
    /// Strings that had to be unescaped or normalised, placed behind the input in the end.
    var tail: [UInt8] = []
    let byteCount: Int
    private let limits: JSONLimits
    private var depth = 0

    private static let noParent = UInt32.max

    init(byteCount: Int, limits: JSONLimits) {
        self.byteCount = byteCount
        self.limits = limits
        nodes.reserveCapacity(byteCount / 12 + 8)
    }

    mutating func run(_ input: Span<UInt8>) throws(JSONScanError) {
        if input.count >= 3, input[0] == 0xEF, input[1] == 0xBB, input[2] == 0xBF {
            throw JSONScanError(.encoding, at: 0)
        }
        var position = 0
        var current = Self.noParent
        repeat {
            position = try value(input, position, parent: &current)
            position = try close(input, position, &current)
        } while current != Self.noParent
        position = Self.skipSpace(input, position)
        guard position == input.count else {
            throw Self.unexpected(input, position, otherwise: .trailingBytes)
        }
    }

    /// Reads one value; a container that is not empty is only opened and becomes the parent.
    private mutating func value(
        _ input: Span<UInt8>,
        _ start: Int,
        parent: inout UInt32
    ) throws(JSONScanError) -> Int {
        var position = start
        while true {
            position = Self.skipSpace(input, position)
            guard position < input.count else { throw JSONScanError(.syntax, at: position) }
            switch input[position] {
            case UInt8(ascii: "\""):
                return try string(input, position, kind: .string)
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
                return try number(input, position)
            case UInt8(ascii: "{"):
                try open(.object, at: position, parent: &parent)
                position = Self.skipSpace(input, position + 1)
                if position < input.count, input[position] == UInt8(ascii: "}") { return position }
                position = try key(input, position, of: Int(parent))
            case UInt8(ascii: "["):
                try open(.array, at: position, parent: &parent)
                position = Self.skipSpace(input, position + 1)
                if position < input.count, input[position] == UInt8(ascii: "]") { return position }
                try countItem(of: Int(parent), at: position)
            case UInt8(ascii: "t"):
                return try literal(input, position, "true", .true)
            case UInt8(ascii: "f"):
                return try literal(input, position, "false", .false)
            case UInt8(ascii: "n"):
                return try literal(input, position, "null", .null)
            default:
                throw Self.unexpected(input, position)
            }
        }
    }

    /// Closes every container that ends here and moves to the start of the next value, if any.
    private mutating func close(
        _ input: Span<UInt8>,
        _ start: Int,
        _ current: inout UInt32
    ) throws(JSONScanError) -> Int {
        var position = start
        while current != Self.noParent {
            let container = Int(current)
            let isObject = nodes[container].kind == .object
            position = Self.skipSpace(input, position)
            guard position < input.count else { throw JSONScanError(.syntax, at: position) }
            let byte = input[position]
            if byte == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
                if isObject, nodes[container].low > Self.eagerMembers {
                    try refuseDuplicates(input, in: container)
                }
                current = nodes[container].next
                nodes[container].next = UInt32(nodes.count)
                depth -= 1
                position += 1
            } else if byte == UInt8(ascii: ","), nodes[container].low > 0 {
                if isObject {
                    return try key(input, Self.skipSpace(input, position + 1), of: container)
                }
                try countItem(of: container, at: position)
                return position + 1
            } else {
                throw Self.unexpected(input, position)
            }
        }
        return position
    }

    private mutating func open(
        _ kind: JSONKind,
        at position: Int,
        parent: inout UInt32
    ) throws(JSONScanError) {
        depth += 1
        guard depth <= limits.nesting else { throw JSONScanError(.tooDeep, at: position) }
        let index = UInt32(nodes.count)
        nodes.append(FlatNode(low: 0, high: UInt32(position), next: parent, kind: kind))
        parent = index
    }

    private mutating func countItem(of array: Int, at position: Int) throws(JSONScanError) {
        nodes[array].low += 1
        guard nodes[array].low <= limits.items else {
            throw JSONScanError(.tooManyItems, at: position)
        }
    }

    /// Reads a name and its colon; answers where the value may begin.
    private mutating func key(
        _ input: Span<UInt8>,
        _ start: Int,
        of object: Int
    ) throws(JSONScanError) -> Int {
        guard start < input.count, input[start] == UInt8(ascii: "\"") else {
            throw Self.unexpected(input, start)
        }
        nodes[object].low += 1
        guard nodes[object].low <= limits.members else {
            throw JSONScanError(.tooManyMembers, at: start)
        }
        let index = nodes.count
        var position = try string(input, start, kind: .key)
        nodes[index].next = UInt32(start)
        if nodes[object].low <= Self.eagerMembers {
            try refuseDuplicate(input, key: index, in: object)
        }
        position = Self.skipSpace(input, position)
        guard position < input.count, input[position] == UInt8(ascii: ":") else {
            throw Self.unexpected(input, position)
        }
        return position + 1
    }

    private mutating func literal(
        _ input: Span<UInt8>,
        _ position: Int,
        _ word: StaticString,
        _ kind: JSONKind
    ) throws(JSONScanError) -> Int {
        let letters = word.description.utf8.span
        for place in 0..<letters.count {
            guard position + place < input.count, input[position + place] == letters[place] else {
                throw Self.unexpected(input, position + place)
            }
        }
        nodes.append(FlatNode(low: 0, high: 0, next: 0, kind: kind))
        return position + letters.count
    }

    /// Reads a whole number within ±(2^53−1); any other number is refused at its first byte.
    private mutating func number(
        _ input: Span<UInt8>,
        _ start: Int
    ) throws(JSONScanError) -> Int {
        var position = start
        let isNegative = input[position] == UInt8(ascii: "-")
        if isNegative { position += 1 }
        let firstDigit = position
        var magnitude: Int64 = 0
        while position < input.count, input[position] &- 0x30 <= 9 {
            // 2^53−1 has 16 digits, so 17 digits never overflow and are refused below.
            if position - firstDigit < 17 {
                magnitude = magnitude * 10 + Int64(input[position] &- 0x30)
            }
            position += 1
        }
        let digits = position - firstDigit
        let isFraction =
            position < input.count
            && (input[position] == UInt8(ascii: ".") || input[position] | 0x20 == UInt8(ascii: "e"))
        let hasLeadingZero = digits > 1 && input[firstDigit] == UInt8(ascii: "0")
        guard digits > 0, digits <= 16, !isFraction, !hasLeadingZero,
            magnitude <= JSONInteger.magnitudeMax, !(isNegative && magnitude == 0)
        else { throw JSONScanError(.number, at: start) }
        let bits = UInt64(bitPattern: isNegative ? -magnitude : magnitude)
        nodes.append(
            FlatNode(
                low: UInt32(truncatingIfNeeded: bits),
                high: UInt32(truncatingIfNeeded: bits >> 32),
                next: 0,
                kind: .integer
            )
        )
        return position
    }
}

/// The range of whole numbers that every JSON reader keeps exact.
package enum JSONInteger {
    /// 2^53 − 1.
    package static let magnitudeMax: Int64 = 9_007_199_254_740_991
}

extension JSONScanner {
    /// Up to here each new name is compared with those before it; beyond, names are sorted once.
    static let eagerMembers: UInt32 = 64

    /// LF is taken too: it cannot occur inside a line, and files of our own may have it.
    static func skipSpace(_ input: Span<UInt8>, _ start: Int) -> Int {
        var position = start
        while position < input.count {
            switch input[position] {
            case 0x20, 0x09, 0x0D, 0x0A: position += 1
            default: return position
            }
        }
        return position
    }

    /// The error for a byte that cannot stand here: bad UTF-8 is named as such.
    static func unexpected(
        _ input: Span<UInt8>,
        _ position: Int,
        otherwise problem: JSONScanError.Problem = .syntax
    ) -> JSONScanError {
        if position < input.count, input[position] >= 0x80, utf8Length(input, position) == 0 {
            return JSONScanError(.encoding, at: position)
        }
        return JSONScanError(problem, at: position)
    }
}
