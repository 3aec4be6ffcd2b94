// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// The one form of JSON that is stored and sent: sorted names, no space, shortest escapes.
///
/// Names are sorted by their UTF-8 bytes at every level; `/` and non-ASCII stay as they are.
package enum CanonicalJSON {
    /// The canonical bytes of a value.
    package static func bytes(_ value: JSONValue) -> [UInt8] {
        var out: [UInt8] = []
        append(value, to: &out)
        return out
    }

    /// Appends the canonical bytes of a value.
    package static func append(_ value: JSONValue, to out: inout [UInt8]) {
        switch value {
        case .null: out.append(contentsOf: Literal.null)
        case .bool(let flag): out.append(contentsOf: flag ? Literal.true : Literal.false)
        case .integer(let number): append(integer: number, to: &out)
        case .string(let text): append(string: text, to: &out)
        case .array(let items):
            out.append(UInt8(ascii: "["))
            for (place, item) in items.enumerated() {
                if place > 0 { out.append(UInt8(ascii: ",")) }
                append(item, to: &out)
            }
            out.append(UInt8(ascii: "]"))
        case .object(let members):
            out.append(UInt8(ascii: "{"))
            let sorted = isSorted(members) ? members : members.sorted { precedes($0.name, $1.name) }
            for (place, member) in sorted.enumerated() {
                if place > 0 { out.append(UInt8(ascii: ",")) }
                append(string: member.name, to: &out)
                out.append(UInt8(ascii: ":"))
                append(member.value, to: &out)
            }
            out.append(UInt8(ascii: "}"))
        }
    }

    /// Appends a quoted string.
    package static func append(string text: String, to out: inout [UInt8]) {
        out.append(UInt8(ascii: "\""))
        let start = out.count
        out.append(contentsOf: text.utf8)
        escape(&out, from: start)
        out.append(UInt8(ascii: "\""))
    }

    /// Appends a whole number in decimal.
    package static func append(integer number: Int64, to out: inout [UInt8]) {
        var magnitude = number.magnitude
        if number < 0 { out.append(UInt8(ascii: "-")) }
        if magnitude < 10 {
            out.append(0x30 + UInt8(magnitude))
            return
        }
        let start = out.count
        while magnitude > 0 {
            let (quotient, digit) = magnitude.quotientAndRemainder(dividingBy: 10)
            out.append(0x30 + UInt8(truncatingIfNeeded: digit))
            magnitude = quotient
        }
        var low = start
        var high = out.count - 1
        while low < high {
            out.swapAt(low, high)
            low += 1
            high -= 1
        }
    }

    /// True when a name comes before another in canonical order.
    static func precedes(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }

    private static func isSorted(_ members: [JSONMember]) -> Bool {
        for place in members.indices.dropFirst()
        where !precedes(members[place - 1].name, members[place].name) {
            return false
        }
        return true
    }

    /// The three words of JSON as bytes.
    enum Literal {
        static let null = Array("null".utf8)
        static let `true` = Array("true".utf8)
        static let `false` = Array("false".utf8)
    }

    /// Escapes the bytes from `start` to the end where they need it; most texts do not.
    static func escape(_ out: inout [UInt8], from start: Int) {
        var place = start
        while place < out.count, !needsEscape(out[place]) { place &+= 1 }
        guard place < out.count else { return }
        let rest = Array(out[place...])
        out.removeSubrange(place...)
        for byte in rest {
            switch byte {
            case UInt8(ascii: "\""): out.append(contentsOf: [0x5C, 0x22])
            case UInt8(ascii: "\\"): out.append(contentsOf: [0x5C, 0x5C])
            case 0x08: out.append(contentsOf: [0x5C, UInt8(ascii: "b")])
            case 0x09: out.append(contentsOf: [0x5C, UInt8(ascii: "t")])
            case 0x0A: out.append(contentsOf: [0x5C, UInt8(ascii: "n")])
            case 0x0C: out.append(contentsOf: [0x5C, UInt8(ascii: "f")])
            case 0x0D: out.append(contentsOf: [0x5C, UInt8(ascii: "r")])
            case 0x00..<0x20:
                out.append(contentsOf: [0x5C, UInt8(ascii: "u"), 0x30, 0x30])
                out.append(0x30 + byte >> 4)
                out.append(byte & 15 < 10 ? 0x30 + byte & 15 : 0x57 + byte & 15)
            default: out.append(byte)
            }
        }
    }

    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }
}

extension JSONNode {
    /// The canonical bytes of this subtree, without some members of its own top level.
    ///
    /// What the digest of a command is made over: `leavingOut` names the params that only steer
    /// the delivery.
    package func canonicalBytes(leavingOut names: [String] = []) -> [UInt8] {
        var out: [UInt8] = []
        tape.appendCanonical(index, leavingOut: names, to: &out)
        return out
    }

    /// Appends the canonical bytes of this subtree.
    package func appendCanonicalBytes(leavingOut names: [String] = [], to out: inout [UInt8]) {
        tape.appendCanonical(index, leavingOut: names, to: &out)
    }
}

extension JSONTape {
    func appendCanonical(_ index: Int, leavingOut names: [String] = [], to out: inout [UInt8]) {
        let node = nodes[index]
        switch node.kind {
        case .null: out.append(contentsOf: CanonicalJSON.Literal.null)
        case .true: out.append(contentsOf: CanonicalJSON.Literal.true)
        case .false: out.append(contentsOf: CanonicalJSON.Literal.false)
        case .integer: CanonicalJSON.append(integer: node.integer, to: &out)
        case .string, .key: appendString(node, to: &out)
        case .array:
            out.append(UInt8(ascii: "["))
            var place = index + 1
            while place < Int(node.next) {
                if place > index + 1 { out.append(UInt8(ascii: ",")) }
                appendCanonical(place, to: &out)
                place = self.index(after: place)
            }
            out.append(UInt8(ascii: "]"))
        case .object:
            appendObject(index, leavingOut: names, to: &out)
        }
    }

    private func appendObject(_ index: Int, leavingOut names: [String], to out: inout [UInt8]) {
        var keys: [Int] = []
        keys.reserveCapacity(Int(nodes[index].low))
        var place = index + 1
        while place < Int(nodes[index].next) {
            if names.isEmpty || !names.contains(where: { matches(nodes[place], $0) }) {
                keys.append(place)
            }
            place = self.index(after: place + 1)
        }
        sort(&keys)
        out.append(UInt8(ascii: "{"))
        for (rank, key) in keys.enumerated() {
            if rank > 0 { out.append(UInt8(ascii: ",")) }
            appendString(nodes[key], to: &out)
            out.append(UInt8(ascii: ":"))
            appendCanonical(key + 1, to: &out)
        }
        out.append(UInt8(ascii: "}"))
    }

    private func appendString(_ node: FlatNode, to out: inout [UInt8]) {
        out.append(UInt8(ascii: "\""))
        let start = out.count
        out.append(contentsOf: bytes[Int(node.low)..<Int(node.high)])
        CanonicalJSON.escape(&out, from: start)
        out.append(UInt8(ascii: "\""))
    }

    /// Insertion sort for the usual handful of names, which often are in order already.
    private func sort(_ keys: inout [Int]) {
        if keys.count > 32 {
            keys.sort(by: keyPrecedes)
            return
        }
        for place in keys.indices.dropFirst() {
            var hole = place
            let key = keys[place]
            while hole > 0, keyPrecedes(key, keys[hole - 1]) {
                keys[hole] = keys[hole - 1]
                hole -= 1
            }
            keys[hole] = key
        }
    }

    private func keyPrecedes(_ left: Int, _ right: Int) -> Bool {
        let (a, b) = (nodes[left], nodes[right])
        let bytes = self.bytes
        var (x, y) = (Int(a.low), Int(b.low))
        while x < Int(a.high), y < Int(b.high) {
            if bytes[x] != bytes[y] { return bytes[x] < bytes[y] }
            x &+= 1
            y &+= 1
        }
        return a.high &- a.low < b.high &- b.low
    }

    func matches(_ key: FlatNode, _ name: String) -> Bool {
        let wanted = name.utf8.span
        guard Int(key.high &- key.low) == wanted.count else { return false }
        let bytes = self.bytes
        for place in 0..<wanted.count where bytes[Int(key.low) &+ place] != wanted[place] {
            return false
        }
        return true
    }
}
