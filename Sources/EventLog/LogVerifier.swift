// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import LMDB

/// Reads the log and says whether every record is what was written.
///
/// Any thread; at most 10,000 records a transaction, so that a running daemon goes on, and several
/// pieces at once where there are cores (``LogPieces``). A cut tail is not found by this: compare ``Report/head``
/// with the sidecar and the newest anchor.
package struct LogVerifier: Sendable {
    /// What was read, and the first thing that is wrong.
    package struct Report: Sendable, Equatable {
        /// The head when the verification began.
        package let head: LogHead
        /// Records that were read and found right.
        package let records: UInt64
        /// The first thing that is wrong; `nil` for a sound log.
        package let finding: LogError?
        /// Whether it read all it was asked to, and was not stopped.
        package let isComplete: Bool

        /// What a run ends with; see the properties.
        package init(head: LogHead, records: UInt64, finding: LogError?, isComplete: Bool) {
            self.head = head
            self.records = records
            self.finding = finding
            self.isComplete = isComplete
        }
    }

    /// Looks at one sound record; what it throws makes the record ``LogError/undecodable(position:)``.
    ///
    /// Called on several threads at once, in no order.
    package typealias Inspection = @Sendable (RecordedEvent) throws -> Void

    /// Records of the check at every start.
    package static let quickRecords: UInt64 = 1_000

    private let log: EventLog
    private let inspection: Inspection

    /// Reads through transactions of its own; the log stays open.
    package init(_ log: EventLog, inspection: @escaping Inspection = { _ in }) {
        self.log = log
        self.inspection = inspection
    }

    /// Verifies the newest records: decoded, hashed, dense, chained, up to the head.
    ///
    /// Told after some pieces how far it is; false stops.
    package func quick(
        last count: UInt64 = quickRecords,
        progress: (_ position: UInt64) -> Bool = { _ in true }
    ) throws(LogError) -> Report {
        try verify(newest: count, progress: progress)
    }

    /// Verifies every record, and that streams and commands are whole.
    package func full(
        progress: (_ position: UInt64) -> Bool = { _ in true }
    ) throws(LogError) -> Report {
        try verify(newest: .max, progress: progress)
    }

    /// The head as it is written down, and the last record there is.
    private func ends() throws(LogError) -> (head: LogHead, last: UInt64) {
        let transaction = try log.beginRead()
        return (try log.head(transaction), try log.lastPosition(transaction))
    }

    /// Throws only when the store itself fails; what is wrong with records is in the report.
    private func verify(
        newest count: UInt64,
        progress: (UInt64) -> Bool
    ) throws(LogError) -> Report {
        let (head, last) = try ends()
        let isFull = count >= head.position
        var walk = Walk(first: isFull ? 0 : head.position - count, genesis: log.genesisHash)
        if last != head.position {
            walk.finding = .headMismatch(head: head.position, last: last)
        }
        var isComplete = true
        var failure: LogError?
        if walk.finding == nil {
            let pieces = LogPieces(from: walk.position + 1, through: head.position)
            pieces.run { [log, inspection] first, last in
                Result { () throws(LogError) in
                    try Piece.read(log, first, last, keepsNotes: isFull, inspection)
                }
            } take: { piece in
                do throws(LogError) {
                    walk.join(try piece.get())
                } catch {
                    failure = error
                    return false
                }
                if !progress(walk.position) { isComplete = walk.position == head.position }
                return isComplete && walk.finding == nil
            }
        }
        if let failure { throw failure }
        if isComplete, walk.finding == nil, walk.hash != head.hash {
            walk.finding = .headHashMismatch(position: head.position)
        }
        return Report(
            head: head,
            records: walk.records,
            finding: walk.finding,
            isComplete: isComplete && walk.finding == nil
        )
    }
}

/// A run of records read in one transaction: right in itself, its ends still to be joined.
private struct Piece: Sendable {
    let first: UInt64
    /// The last record that was right; one less than `first` when none was.
    var position: UInt64
    /// What the first record names as the hash before it.
    var previousHash: Digest32?
    var hash: Digest32?
    var firstTime: Int64?
    var lastTime = Int64.min
    var finding: LogError?
    var notes: [StreamCheck.Note] = []

    private init(first: UInt64) {
        self.first = first
        position = first - 1
    }

    static func read(
        _ log: EventLog,
        _ first: UInt64,
        _ last: UInt64,
        keepsNotes: Bool,
        _ inspection: LogVerifier.Inspection
    ) throws(LogError) -> Piece {
        var piece = Piece(first: first)
        if keepsNotes { piece.notes.reserveCapacity(Int(last - piece.position)) }
        let transaction = try log.beginRead()
        do {
            try log.scan(from: first, through: last, after: nil, transaction, verify: true) {
                recorded in
                if recorded.event.recordedAt < piece.lastTime {
                    throw LogError.timeWentBack(position: recorded.position)
                }
                if piece.previousHash == nil {
                    piece.previousHash = recorded.previousHash
                    piece.firstTime = recorded.event.recordedAt
                }
                do {
                    try inspection(recorded)
                } catch {
                    throw LogError.undecodable(position: recorded.position)
                }
                if keepsNotes { piece.notes.append(StreamCheck.Note(recorded)) }
                if recorded.position.isMultiple(of: LogPieces.turn) { WorkThread.yield() }
                piece.position = recorded.position
                piece.hash = recorded.hash
                piece.lastTime = recorded.event.recordedAt
                return true
            }
        } catch let error as LMDBError {
            throw .store(error)
        } catch let error as LogError {
            piece.finding = error
        } catch {
            preconditionFailure("a scan of the log throws its own errors only")
        }
        if piece.finding == nil, piece.position < last {
            piece.finding = .missing(position: piece.position + 1)
        }
        return piece
    }
}

/// How far a verification is.
private struct Walk {
    /// The newest position that was found right, or the one to begin after.
    var position: UInt64
    /// The hash at that position; unknown before the first record of a quick check.
    var hash: Digest32?
    var recordedAt = Int64.min
    var records: UInt64 = 0
    var finding: LogError?
    /// Only for a walk that begins at the first record.
    private var streams: StreamCheck?

    init(first position: UInt64, genesis: Digest32) {
        self.position = position
        if position == 0 {
            hash = genesis
            streams = StreamCheck()
        }
    }

    /// Goes on with the piece behind the position, up to the first thing that is wrong.
    mutating func join(_ piece: Piece) {
        if let previous = piece.previousHash, let hash, previous != hash {
            finding = .chainBroken(position: piece.first)
            return
        }
        if let time = piece.firstTime, time < recordedAt {
            finding = .timeWentBack(position: piece.first)
            return
        }
        var last = piece.position
        do throws(LogError) {
            for note in piece.notes {
                last = note.position - 1
                try streams?.take(note)
            }
            last = piece.position
            finding = piece.finding
        } catch {
            finding = error
        }
        records += last - position
        position = last
        hash = piece.hash ?? hash
        recordedAt = max(recordedAt, piece.lastTime)
    }
}
