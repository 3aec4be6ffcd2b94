// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Dispatch
import LMDB
import Synchronization

/// Pieces of the log read by several threads at once and taken in their order.
///
/// A thread that has read its piece goes on with the next one while others are still reading: no
/// core waits at the end of a round.
package struct LogPieces: Sendable {
    /// Records of one piece, which is read in one transaction.
    package static let records: UInt64 = 10_000
    /// Records after which a reader lets others have its processor: a tenth of a millisecond.
    package static let turn: UInt64 = 16
    /// Threads at most, where there are as many processors.
    private static let threadsMax = 4
    /// Pieces in memory at most, those that wait for a slow one before them included.
    private static let piecesMax = 8

    private let first: UInt64
    private let last: UInt64

    /// The records from `first` through `last`, both 1-based; none when `last` is less.
    package init(from first: UInt64, through last: UInt64) {
        self.first = first
        self.last = last
    }

    /// Reads every piece and takes it; returns when all are taken, or `take` answered false.
    ///
    /// `read` is called with first and last position, on several threads at once, none of which
    /// goes on after the return; `take` on the caller's, in order.
    package func run<Piece: Sendable>(
        read: @escaping @Sendable (_ first: UInt64, _ last: UInt64) -> Piece,
        take: (Piece) -> Bool
    ) {
        let desk = Desk<Piece>(next: first, pieces: Self.piecesMax)
        let readers = DispatchGroup()
        var started = 0
        for _ in 0..<min(Self.threadsMax, WorkThread.processors) {
            readers.enter()
            let isStarted = WorkThread.run {
                while let first = desk.begin(through: last, end: end) {
                    desk.put(read(first, end(of: first)), at: first)
                }
            } end: {
                readers.leave()
            }
            if isStarted { started += 1 } else { readers.leave() }
        }
        var awaited = first
        while awaited <= last {
            // Without a single thread more, this one reads.
            let piece = started > 0 ? desk.piece(at: awaited) : read(awaited, end(of: awaited))
            awaited = end(of: awaited) + 1
            guard take(piece) else { break }
        }
        desk.stop(readers: started)
        readers.wait()
    }

    private func end(of first: UInt64) -> UInt64 { min(first + Self.records - 1, last) }
}

/// Where readers leave their pieces and one thread takes them in order.
private final class Desk<Piece: Sendable>: Sendable {
    private struct State {
        /// The first position that nobody has begun to read.
        var next: UInt64
        var pieces: [UInt64: Piece] = [:]
        var isStopped = false
    }

    private let state: Mutex<State>
    // Both begin at zero: one may not end below its beginning.
    private let room = DispatchSemaphore(value: 0)
    private let bell = DispatchSemaphore(value: 0)

    init(next: UInt64, pieces: Int) {
        state = Mutex(State(next: next))
        for _ in 0..<pieces { room.signal() }
    }

    /// The first position of the piece to be read next, once there is room for it; `nil` at the end.
    func begin(through last: UInt64, end: (UInt64) -> UInt64) -> UInt64? {
        room.wait()
        return state.withLock { state in
            guard !state.isStopped, state.next <= last else { return nil }
            defer { state.next = end(state.next) + 1 }
            return state.next
        }
    }

    func put(_ piece: Piece, at first: UInt64) {
        state.withLock { $0.pieces[first] = piece }
        bell.signal()
    }

    /// Waits for one piece and makes room for another.
    func piece(at first: UInt64) -> Piece {
        while true {
            if let piece = state.withLock({ $0.pieces.removeValue(forKey: first) }) {
                room.signal()
                return piece
            }
            bell.wait()
        }
    }

    /// Lets every reader end with the piece it has in hand.
    func stop(readers: Int) {
        state.withLock { $0.isStopped = true }
        for _ in 0..<readers { room.signal() }
    }
}
