// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// Names are compared after unescaping and normalising, so that no second spelling slips through.
extension JSONScanner {
    /// Throws when the newest key of an object repeats an earlier one.
    func refuseDuplicate(
        _ input: Span<UInt8>,
        key newest: Int,
        in object: Int
    ) throws(JSONScanError) {
        let key = nodes[newest]
        var index = object + 1
        while index < newest {
            let other = nodes[index]
            if other.high &- other.low == key.high &- key.low, compare(input, other, key) == 0 {
                throw duplicate(input, key)
            }
            let value = nodes[index + 1]
            index = value.kind == .object || value.kind == .array ? Int(value.next) : index + 2
        }
    }

    /// Throws when any two keys of a large object are equal; sorts them once.
    func refuseDuplicates(_ input: Span<UInt8>, in object: Int) throws(JSONScanError) {
        var keys: [FlatNode] = []
        keys.reserveCapacity(Int(nodes[object].low))
        var index = object + 1
        while index < nodes.count {
            keys.append(nodes[index])
            let value = nodes[index + 1]
            index = value.kind == .object || value.kind == .array ? Int(value.next) : index + 2
        }
        var order = keys.indices.map { (key: keys[$0], names: name(input, keys[$0])) }
        order.sort { $0.names.lexicographicallyPrecedes($1.names) }
        for place in order.indices.dropFirst() where order[place - 1].names == order[place].names {
            let later = max(order[place - 1].key.next, order[place].key.next)
            throw JSONScanError(
                .duplicateKey,
                at: Int(later),
                key: String(decoding: order[place].names, as: UTF8.self)
            )
        }
    }

    private func duplicate(_ input: Span<UInt8>, _ key: FlatNode) -> JSONScanError {
        JSONScanError(
            .duplicateKey,
            at: Int(key.next),
            key: String(decoding: name(input, key), as: UTF8.self)
        )
    }

    private func name(_ input: Span<UInt8>, _ key: FlatNode) -> [UInt8] {
        (Int(key.low)..<Int(key.high)).map { byte(input, $0) }
    }

    private func compare(_ input: Span<UInt8>, _ left: FlatNode, _ right: FlatNode) -> Int {
        var place = 0
        let count = Int(left.high &- left.low)
        while place < count {
            let difference =
                Int(byte(input, Int(left.low) &+ place))
                &- Int(byte(input, Int(right.low) &+ place))
            if difference != 0 { return difference }
            place &+= 1
        }
        return 0
    }

    private func byte(_ input: Span<UInt8>, _ offset: Int) -> UInt8 {
        offset < byteCount ? input[offset] : tail[offset - byteCount]
    }
}
