// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

extension EncodedTree {
    func write(_ index: Int, to out: inout [UInt8]) throws {
        let node = nodes[index]
        switch node.kind {
        case .empty: out.append(contentsOf: [UInt8(ascii: "{"), UInt8(ascii: "}")])
        case .null: out.append(contentsOf: CanonicalJSON.Literal.null)
        case .true: out.append(contentsOf: CanonicalJSON.Literal.true)
        case .false: out.append(contentsOf: CanonicalJSON.Literal.false)
        case .integer: CanonicalJSON.append(integer: node.integer, to: &out)
        case .string: CanonicalJSON.append(string: strings[Int(node.start)], to: &out)
        case .bytes: out.append(contentsOf: arena[Int(node.start)..<Int(node.end)])
        case .array:
            out.append(UInt8(ascii: "["))
            var child = Int(node.first)
            while child != 0 {
                if child != Int(node.first) { out.append(UInt8(ascii: ",")) }
                try write(child, to: &out)
                child = Int(nodes[child].next)
            }
            out.append(UInt8(ascii: "]"))
        case .object:
            out.append(UInt8(ascii: "{"))
            if node.isSorted {
                var child = Int(node.first)
                while child != 0 {
                    if child != Int(node.first) { out.append(UInt8(ascii: ",")) }
                    try writeMember(child, to: &out)
                    child = Int(nodes[child].next)
                }
            } else {
                for (rank, child) in try sortedChildren(node).enumerated() {
                    if rank > 0 { out.append(UInt8(ascii: ",")) }
                    try writeMember(child, to: &out)
                }
            }
            out.append(UInt8(ascii: "}"))
        }
    }

    private func writeMember(_ index: Int, to out: inout [UInt8]) throws {
        let node = nodes[index]
        out.append(UInt8(ascii: "\""))
        let start = out.count
        out.append(contentsOf: arena[Int(node.keyStart)..<Int(node.keyEnd)])
        if node.keyNeedsEscape { CanonicalJSON.escape(&out, from: start) }
        out.append(UInt8(ascii: "\""))
        out.append(UInt8(ascii: ":"))
        try write(index, to: &out)
    }

    private func sortedChildren(_ object: EncodedNode) throws -> [Int] {
        var children = children(object)
        if children.count > 32 {
            children.sort { keyPrecedes(nodes[$0], nodes[$1]) }
        } else {
            for place in children.indices.dropFirst() {
                let moving = children[place]
                var hole = place
                while hole > 0, keyPrecedes(nodes[moving], nodes[children[hole - 1]]) {
                    children[hole] = children[hole - 1]
                    hole -= 1
                }
                children[hole] = moving
            }
        }
        for place in children.indices.dropFirst()
        where !keyPrecedes(nodes[children[place - 1]], nodes[children[place]]) {
            throw EncodingError.invalidValue(
                name(of: children[place]),
                .init(codingPath: [], debugDescription: "a name written twice")
            )
        }
        return children
    }

    func keyPrecedes(_ left: EncodedNode, _ right: EncodedNode) -> Bool {
        var (x, y) = (Int(left.keyStart), Int(right.keyStart))
        while x < Int(left.keyEnd), y < Int(right.keyEnd) {
            if arena[x] != arena[y] { return arena[x] < arena[y] }
            x &+= 1
            y &+= 1
        }
        return left.keyEnd &- left.keyStart < right.keyEnd &- right.keyStart
    }

    /// The same as a value of its own.
    func value(_ index: Int) throws -> JSONValue {
        let node = nodes[index]
        switch node.kind {
        case .empty: return .object([])
        case .null: return .null
        case .true: return .bool(true)
        case .false: return .bool(false)
        case .integer: return .integer(node.integer)
        case .string: return .string(strings[Int(node.start)])
        case .bytes:
            let bytes = Array(arena[Int(node.start)..<Int(node.end)])
            return try JSONDocument(scanning: bytes, limits: .unlimited).root.value
        case .array:
            return .array(try children(node).map(value))
        case .object:
            let children = node.isSorted ? children(node) : try sortedChildren(node)
            return .object(try children.map { JSONMember(name(of: $0), try value($0)) })
        }
    }

    private func children(_ container: EncodedNode) -> [Int] {
        var children: [Int] = []
        children.reserveCapacity(Int(container.count))
        var child = Int(container.first)
        while child != 0 {
            children.append(child)
            child = Int(nodes[child].next)
        }
        return children
    }
}
