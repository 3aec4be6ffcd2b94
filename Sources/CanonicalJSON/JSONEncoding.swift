// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// JSON that is canonical already: decoded as is, spliced into an encoding as is.
///
/// For payloads that travel from the log to a reply without being understood.
package struct CanonicalBytes: Codable, Sendable, Equatable {
    /// The canonical bytes of one value.
    package let bytes: [UInt8]

    /// Takes the caller's word that the bytes are canonical JSON.
    package init(trusted bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Reads any value; our own decoder takes a shorter way and never calls this.
    package init(from decoder: any Decoder) throws {
        bytes = CanonicalJSON.bytes(try JSONValue(from: decoder))
    }

    /// Writes through another encoder; our own splices the bytes and never calls this.
    package func encode(to encoder: any Encoder) throws {
        try JSONDocument(scanning: bytes, limits: .unlimited).root.value.encode(to: encoder)
    }
}

extension CanonicalJSON {
    /// The canonical bytes of a value of any encodable type.
    ///
    /// Optionals that are nil are left out by `encodeIfPresent` and written as `null` by `encode`.
    /// Throws what a type throws, and `EncodingError` for fractions, for integers outside
    /// ±(2^53−1) and for a name written twice.
    /// `writesNull`: an optional member that is nil is written as `null` instead of left out.
    package static func encode<T: Encodable>(
        _ value: T,
        userInfo: [CodingUserInfoKey: any Sendable] = [:],
        writesNull: Bool = false
    ) throws -> [UInt8] {
        var out: [UInt8] = []
        try append(encoding: value, userInfo: userInfo, writesNull: writesNull, to: &out)
        return out
    }

    /// Appends the canonical bytes of a value of any encodable type; adds nothing when it throws.
    package static func append<T: Encodable>(
        encoding value: T,
        userInfo: [CodingUserInfoKey: any Sendable] = [:],
        writesNull: Bool = false,
        to out: inout [UInt8]
    ) throws {
        let context = EncodingContext(userInfo, writesNull: writesNull)
        try context.box(value, into: 0)
        let tree = context.tree
        out.reserveCapacity(out.count + tree.arena.count + 16 * tree.nodes.count)
        let start = out.count
        do {
            try tree.write(0, to: &out)
        } catch {
            out.removeSubrange(start...)
            throw error
        }
    }

    /// The same as a value, names in canonical order.
    package static func encodeValue<T: Encodable>(
        _ value: T,
        userInfo: [CodingUserInfoKey: any Sendable] = [:],
        writesNull: Bool = false
    ) throws -> JSONValue {
        let context = EncodingContext(userInfo, writesNull: writesNull)
        try context.box(value, into: 0)
        let tree = context.tree
        return try tree.value(0)
    }
}

/// One value on its way out; containers are linked lists, because they may be filled in any order.
struct EncodedNode {
    enum Kind: UInt8 {
        /// Nothing written yet; written as an empty object when it stays so.
        case empty
        case null
        case `true`
        case `false`
        /// The halves of an Int64 in `start` and `end`.
        case integer
        /// The place among the strings in `start`.
        case string
        /// Canonical bytes in the arena, from `start` to `end`.
        case bytes
        case object
        case array
    }

    var kind = Kind.empty
    /// A name with bytes to escape is rare; all others are copied as they are.
    var keyNeedsEscape = false
    /// Names so far came in ascending order, so that no sorting is needed.
    var isSorted = true
    var keyStart: UInt32 = 0
    var keyEnd: UInt32 = 0
    var start: UInt32 = 0
    var end: UInt32 = 0

    var integer: Int64 { Int64(bitPattern: UInt64(end) << 32 | UInt64(start)) }

    /// Indices of nodes; 0, the root, is nobody's child and stands for none.
    var first: UInt32 = 0
    var last: UInt32 = 0
    var next: UInt32 = 0
    var count: UInt32 = 0
    /// The container it stands in; 0 for the root, which stands in none.
    var parent: UInt32 = 0
}

/// What the encoders of one run share.
///
/// The tree is a struct, so that each step is one access to this object and not one per field.
final class EncodingContext {
    var tree = EncodedTree()
    let userInfo: [CodingUserInfoKey: Any]
    /// A nil is written as null instead of left out.
    let writesNull: Bool

    init(_ userInfo: [CodingUserInfoKey: any Sendable], writesNull: Bool) {
        self.userInfo = userInfo.isEmpty ? [:] : userInfo.mapValues { $0 }
        self.writesNull = writesNull
    }

    func box<T: Encodable>(_ value: T, into index: Int) throws {
        if T.self == CanonicalBytes.self, let raw = value as? CanonicalBytes {
            tree.bytes(raw.bytes, index)
        } else if T.self == JSONValue.self, let value = value as? JSONValue {
            tree.bytes(CanonicalJSON.bytes(value), index)
        } else {
            try value.encode(to: SlotEncoder(context: self, index: index))
        }
    }
}

/// The bytes and nodes of one encoding run.
struct EncodedTree {
    /// Names, and values that came as bytes.
    private(set) var arena: [UInt8] = []
    private(set) var strings: [String] = []
    private(set) var nodes: [EncodedNode] = [EncodedNode()]

    init() {
        arena.reserveCapacity(256)
        strings.reserveCapacity(12)
        nodes.reserveCapacity(24)
    }

    mutating func open(_ kind: EncodedNode.Kind, at index: Int) {
        precondition(
            nodes[index].kind == kind || nodes[index].kind == .empty,
            "one value cannot be two kinds of container"
        )
        nodes[index].kind = kind
    }

    /// The name a node has in its object; empty for items and the root.
    func name(of index: Int) -> String {
        let node = nodes[index]
        return String(decoding: arena[Int(node.keyStart)..<Int(node.keyEnd)], as: UTF8.self)
    }

    /// The names and places that lead from the root to a node.
    func path(to index: Int) -> [any CodingKey] {
        var path: [any CodingKey] = []
        var place = index
        while place != 0 {
            let parent = Int(nodes[place].parent)
            if nodes[parent].kind == .array {
                var rank = 0
                var sibling = Int(nodes[parent].first)
                while sibling != place {
                    rank += 1
                    sibling = Int(nodes[sibling].next)
                }
                path.append(TextKey(intValue: rank))
            } else {
                path.append(TextKey(stringValue: name(of: place)))
            }
            place = parent
        }
        return path.reversed()
    }

    /// A new child with a name, at the end of an object.
    mutating func child(of object: Int, key: String) -> Int {
        let start = arena.count
        arena.append(contentsOf: key.utf8)
        var node = EncodedNode()
        node.keyStart = UInt32(start)
        node.keyEnd = UInt32(arena.count)
        for place in start..<arena.count {
            let byte = arena[place]
            if byte < 0x20 || byte == 0x22 || byte == 0x5C { node.keyNeedsEscape = true }
        }
        let last = Int(nodes[object].last)
        if last != 0, nodes[object].isSorted, !keyPrecedes(nodes[last], node) {
            nodes[object].isSorted = false
        }
        return link(node, to: object)
    }

    /// A new child at the end of an array.
    mutating func child(of array: Int) -> Int { link(EncodedNode(), to: array) }

    private mutating func link(_ node: EncodedNode, to parent: Int) -> Int {
        let index = nodes.count
        nodes.append(node)
        nodes[index].parent = UInt32(parent)
        let last = Int(nodes[parent].last)
        if last == 0 {
            nodes[parent].first = UInt32(index)
        } else {
            nodes[last].next = UInt32(index)
        }
        nodes[parent].last = UInt32(index)
        nodes[parent].count += 1
        return index
    }

    mutating func null(_ index: Int) { nodes[index].kind = .null }

    mutating func bool(_ flag: Bool, _ index: Int) { nodes[index].kind = flag ? .true : .false }

    mutating func string(_ text: String, _ index: Int) {
        nodes[index].kind = .string
        nodes[index].start = UInt32(strings.count)
        strings.append(text)
    }

    mutating func integer(_ number: Int64, _ index: Int) {
        let bits = UInt64(bitPattern: number)
        nodes[index].kind = .integer
        nodes[index].start = UInt32(truncatingIfNeeded: bits)
        nodes[index].end = UInt32(truncatingIfNeeded: bits >> 32)
    }

    /// Canonical bytes of any value.
    mutating func bytes(_ canonical: [UInt8], _ index: Int) {
        nodes[index].kind = .bytes
        nodes[index].start = UInt32(arena.count)
        arena.append(contentsOf: canonical)
        nodes[index].end = UInt32(arena.count)
    }
}

/// The numbers that may be written.
enum WritableNumber {
    static func exact<I: FixedWidthInteger>(_ number: I) throws -> Int64 {
        guard let exact = Int64(exactly: number), exact.magnitude <= JSONInteger.magnitudeMax else {
            throw EncodingError.invalidValue(
                number,
                .init(codingPath: [], debugDescription: "an integer outside ±(2^53−1)")
            )
        }
        return exact
    }

    static func exact<F: BinaryFloatingPoint>(_ number: F) throws -> Int64 {
        guard let exact = Int64(exactly: number) else {
            throw EncodingError.invalidValue(
                number,
                .init(codingPath: [], debugDescription: "fractions are not stored or sent")
            )
        }
        return try Self.exact(exact)
    }
}
