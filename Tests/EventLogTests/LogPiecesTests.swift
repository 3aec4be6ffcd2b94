// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import EventLog
import Synchronization
import Testing

/// Goal: pieces read side by side are taken in order, each once, and nobody reads on afterwards;
/// method: runs over numbers instead of records, with counters in the readers.
struct LogPiecesTests {
    private final class Counter: Sendable {
        let begun = Atomic(0)
        let ended = Atomic(0)
    }

    private static let size = LogPieces.records

    @Test(arguments: [0, 1, size, size + 1, 20 * size + 5] as [UInt64])
    func `every record is in one piece, and pieces come in order`(last: UInt64) {
        var next: UInt64 = 1
        LogPieces(from: 1, through: last).run { first, last in
            first...last
        } take: { piece in
            #expect(piece.lowerBound == next)
            #expect(piece.count <= Int(Self.size))
            next = piece.upperBound + 1
            return true
        }
        #expect(next == last + 1)
    }

    @Test func `after a stop nobody reads on`() {
        let counter = Counter()
        var taken = 0
        LogPieces(from: 1, through: 1_000 * Self.size).run { [counter] first, _ in
            counter.begun.add(1, ordering: .sequentiallyConsistent)
            defer { counter.ended.add(1, ordering: .sequentiallyConsistent) }
            return first
        } take: { _ in
            taken += 1
            return taken < 3
        }
        #expect(taken == 3)
        let begun = counter.begun.load(ordering: .sequentiallyConsistent)
        #expect(begun < 1_000)
        #expect(begun == counter.ended.load(ordering: .sequentiallyConsistent))
    }

    @Test func `readers stay a few pieces ahead of a slow taker`() {
        let counter = Counter()
        var taken = 0
        var ahead = 0
        LogPieces(from: 1, through: 100 * Self.size).run { [counter] first, _ in
            counter.begun.add(1, ordering: .sequentiallyConsistent)
            return first
        } take: { _ in
            taken += 1
            ahead = max(ahead, counter.begun.load(ordering: .sequentiallyConsistent) - taken)
            return true
        }
        #expect(taken == 100)
        #expect(ahead <= 8)
    }
}
