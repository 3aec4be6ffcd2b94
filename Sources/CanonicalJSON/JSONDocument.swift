// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// A scanned document: its bytes and one flat list of nodes, no allocation per value.
///
/// Strings are unescaped and in normal form C when the scan is over. Safe to share between threads.
package struct JSONDocument: Sendable {
    let tape: JSONTape

    /// Scans the bytes of one document, spaces around it allowed.
    ///
    /// Takes at most 2^31 bytes. Throws ``JSONScanError`` with the first offence.
    package init(
        scanning bytes: [UInt8],
        limits: JSONLimits = .request
    ) throws(JSONScanError) {
        precondition(bytes.count < Int(Int32.max), "offsets are 32 bits wide")
        var scanner = JSONScanner(byteCount: bytes.count, limits: limits)
        try scanner.run(bytes.span)
        var all = bytes
        if !scanner.tail.isEmpty { all.append(contentsOf: scanner.tail) }
        tape = JSONTape(bytes: all, nodes: scanner.nodes)
    }

    /// The outermost value.
    package var root: JSONNode { JSONNode(tape: tape, index: 0) }
}

/// What kind of value a node is.
package enum JSONKind: UInt8, Sendable {
    case null
    case `false`
    case `true`
    case integer
    case string
    case array
    case object
    /// The name of a member; stands directly before its value.
    case key

    /// The word for this kind in messages.
    package var name: String {
        switch self {
        case .null: "null"
        case .false, .true: "boolean"
        case .integer: "integer"
        case .string, .key: "string"
        case .array: "array"
        case .object: "object"
        }
    }
}

/// One entry of the flat list, 16 bytes.
///
/// string: low…high is its byte range. key: the same, `next` is the offset of its opening quote.
/// integer: low and high are the two halves of an Int64. array, object: low is the count of
/// items or members, high the byte offset; `next` is the index after the whole subtree.
struct FlatNode: Sendable {
    var low: UInt32
    var high: UInt32
    var next: UInt32
    var kind: JSONKind

    var integer: Int64 {
        Int64(bitPattern: UInt64(high) << 32 | UInt64(low))
    }
}

/// The bytes and the nodes that a document and its nodes share.
final class JSONTape: Sendable {
    let bytes: [UInt8]
    let nodes: [FlatNode]

    init(bytes: [UInt8], nodes: [FlatNode]) {
        self.bytes = bytes
        self.nodes = nodes
    }

    /// The index of the node that follows the whole subtree of this one.
    func index(after index: Int) -> Int {
        let node = nodes[index]
        return node.kind == .object || node.kind == .array ? Int(node.next) : index + 1
    }

    func text(_ node: FlatNode) -> String {
        String(decoding: bytes[Int(node.low)..<Int(node.high)], as: UTF8.self)
    }

    /// The index of the value under this name in the object at `object`, or -1.
    func find(_ name: String, in object: Int) -> Int {
        let end = Int(nodes[object].next)
        let wanted = name.utf8.span
        let bytes = self.bytes
        let nodes = self.nodes
        var index = object + 1
        while index < end {
            let key = nodes[index]
            if Int(key.high &- key.low) == wanted.count {
                let start = Int(key.low)
                var place = 0
                while place < wanted.count, bytes[start &+ place] == wanted[place] { place &+= 1 }
                if place == wanted.count { return index &+ 1 }
            }
            let value = nodes[index &+ 1]
            index =
                value.kind == .object || value.kind == .array ? Int(value.next) : index &+ 2
        }
        return -1
    }
}

/// One value inside a document.
package struct JSONNode: Sendable {
    let tape: JSONTape
    let index: Int

    private var flat: FlatNode { tape.nodes[index] }

    /// What it is.
    package var kind: JSONKind { flat.kind }

    /// The text of a string, else nil.
    package var string: String? {
        let node = flat
        return node.kind == .string ? tape.text(node) : nil
    }

    /// The number, else nil; always within ±(2^53−1).
    package var integer: Int64? {
        let node = flat
        return node.kind == .integer ? node.integer : nil
    }

    /// The truth value, else nil.
    package var bool: Bool? {
        switch flat.kind {
        case .true: true
        case .false: false
        default: nil
        }
    }

    /// How many members or items; 0 for anything else.
    package var count: Int {
        let node = flat
        return node.kind == .object || node.kind == .array ? Int(node.low) : 0
    }

    /// The length of a string in bytes of UTF-8, else 0.
    package var stringByteCount: Int {
        let node = flat
        return node.kind == .string ? Int(node.high - node.low) : 0
    }

    /// The value of the member with this name; nil when absent or when this is no object.
    package func member(_ name: String) -> JSONNode? {
        guard flat.kind == .object else { return nil }
        let found = tape.find(name, in: index)
        return found < 0 ? nil : JSONNode(tape: tape, index: found)
    }

    /// The value of the member with this name; nil when absent or when this is no object.
    package subscript(name: String) -> JSONNode? { member(name) }

    /// The members in the order of the text; empty for anything but an object.
    package var members: [(name: String, value: JSONNode)] {
        guard flat.kind == .object else { return [] }
        var members: [(name: String, value: JSONNode)] = []
        members.reserveCapacity(count)
        forEachMember {
            members.append((tape.text(tape.nodes[$0]), JSONNode(tape: tape, index: $1)))
        }
        return members
    }

    /// The items in order; empty for anything but an array.
    package var items: [JSONNode] {
        guard flat.kind == .array else { return [] }
        var items: [JSONNode] = []
        items.reserveCapacity(count)
        var place = index + 1
        let end = Int(flat.next)
        while place < end {
            items.append(JSONNode(tape: tape, index: place))
            place = tape.index(after: place)
        }
        return items
    }

    /// The whole subtree as a value of its own.
    package var value: JSONValue {
        switch flat.kind {
        case .null: .null
        case .false: .bool(false)
        case .true: .bool(true)
        case .integer: .integer(flat.integer)
        case .string, .key: .string(tape.text(flat))
        case .array: .array(items.map(\.value))
        case .object: .object(members.map { JSONMember($0.name, $0.value.value) })
        }
    }

    /// Calls `body` with the index of each key and of its value.
    func forEachMember(_ body: (_ key: Int, _ value: Int) -> Void) {
        var place = index + 1
        let end = Int(flat.next)
        while place < end {
            body(place, place + 1)
            place = tape.index(after: place + 1)
        }
    }
}
