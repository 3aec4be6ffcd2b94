// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import LMDB

/// Reads the log and says whether every record is what was written.
///
/// Any thread; at most 10,000 records a transaction, so that a running daemon goes on. A cut tail
/// is not found by this: compare ``Report/head`` with the sidecar and the newest anchor.
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

        package init(head: LogHead, records: UInt64, finding: LogError?, isComplete: Bool) {
            self.head = head
            self.records = records
            self.finding = finding
            self.isComplete = isComplete
        }
    }

    /// Records of the check at every start.
    package static let quickRecords: UInt64 = 1_000
    /// Records of one transaction.
    package static let pieceRecords: UInt64 = 10_000

    private let log: EventLog

    package init(_ log: EventLog) { self.log = log }

    /// Verifies the newest records: decoded, hashed, dense, chained, up to the head.
    package func quick(
        last count: UInt64 = quickRecords
    ) throws(LogError) -> Report {
        try verify(newest: count) { _ in true }
    }

    /// Verifies every record, and that streams and commands are whole.
    ///
    /// Told after each piece how far it is; false stops.
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
        var walk = Walk(log: log, head: head, first: head.position - min(count, head.position))
        if count >= head.position { walk.streams = StreamCheck() }
        if last != head.position {
            walk.finding = .headMismatch(head: head.position, last: last)
        }
        var isComplete = true
        while walk.finding == nil, walk.position < head.position {
            try walk.step()
            if !progress(walk.position) {
                isComplete = walk.position == head.position
                break
            }
        }
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

/// How far a verification is.
private struct Walk {
    let log: EventLog
    let head: LogHead
    /// The newest position that was found right, or the one to begin after.
    var position: UInt64
    /// The hash at that position; unknown before the first record of a quick check.
    var hash: Digest32?
    var recordedAt = Int64.min
    var records: UInt64 = 0
    var finding: LogError?
    /// Only for a walk that begins at the first record.
    var streams: StreamCheck?

    init(log: EventLog, head: LogHead, first position: UInt64) {
        self.log = log
        self.head = head
        self.position = position
        hash = position == 0 ? log.genesisHash : nil
    }

    /// Reads one piece in a transaction of its own.
    mutating func step() throws(LogError) {
        let end = min(position + LogVerifier.pieceRecords, head.position)
        let transaction = try log.beginRead()
        var walk = self
        // One owner: a copy would copy all streams with every piece.
        streams = nil
        do {
            try log.scan(
                from: position + 1,
                through: end,
                after: hash,
                transaction,
                verify: true
            ) { recorded in
                if recorded.event.recordedAt < walk.recordedAt {
                    throw LogError.timeWentBack(position: recorded.position)
                }
                try walk.streams?.take(recorded)
                walk.position = recorded.position
                walk.hash = recorded.hash
                walk.recordedAt = recorded.event.recordedAt
                walk.records += 1
                return true
            }
        } catch let error as LMDBError {
            throw .store(error)
        } catch let error as LogError {
            walk.finding = error
        } catch {
            preconditionFailure("a scan of the log throws its own errors only")
        }
        self = walk
        if finding == nil, position < end { finding = .missing(position: position + 1) }
    }
}
