// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import LMDB

/// Why the log could not be read or written.
package enum LogError: Error, Equatable {
    /// LMDB failed; see its `isMapFull` and `isCorrupt`.
    case store(LMDBError)
    /// The record at a position is not what was written.
    case damaged(position: UInt64, RecordProblem)
    /// Positions are dense, and this one is not there.
    case missing(position: UInt64)
    /// A record does not name the hash of the one before it.
    case chainBroken(position: UInt64)
    /// The head row and the last record disagree.
    case headMismatch(head: UInt64, last: UInt64)
    /// The last record's hash is not that of the head row.
    case headHashMismatch(position: UInt64)
    /// A record is older than the one before it.
    case timeWentBack(position: UInt64)
    /// A stream does not go on with its next version.
    case streamBroken(position: UInt64)
    /// A command id was used by an earlier command, or by two at once.
    case commandRepeated(position: UInt64)
    /// A record is whole, but its event cannot be read.
    case undecodable(position: UInt64)
    /// An event cannot be written as it is.
    case invalidEvent(field: String, problem: RecordProblem)
    /// The meta rows are absent or not readable: not a log, or one never finished.
    case notALog(row: String)
    /// Written by a release whose format this one does not know.
    case unsupportedFormat(UInt16)
    /// The directory holds a log already.
    case alreadyInitialised
}

/// What is wrong with the bytes of one record.
package enum RecordProblem: String, Sendable, Equatable {
    /// Shorter than its header says.
    case truncated
    /// Longer than its header says.
    case trailingBytes
    case unknownFormat
    /// The position inside is not that of the key.
    case wrongPosition
    /// A text that must not be empty is.
    case emptyText
    /// A text or payload is longer than the format allows.
    case tooLong
    case notUTF8
    /// A stream version of 0, or a schema version of 0.
    case zeroVersion
    /// The hash inside is not the hash of the bytes.
    case hashMismatch
}

extension LogError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .store(let error): error.description
        case .damaged(let position, let problem): "record \(position): \(problem.rawValue)"
        case .missing(let position): "record \(position) is missing"
        case .chainBroken(let position): "chain breaks at \(position)"
        case .headMismatch(let head, let last): "head says \(head), last record is \(last)"
        case .headHashMismatch(let position): "head has another hash than record \(position)"
        case .timeWentBack(let position): "record \(position) is older than the one before it"
        case .streamBroken(let position): "record \(position) has a wrong stream version"
        case .commandRepeated(let position): "record \(position) repeats a command id"
        case .undecodable(let position): "the event of record \(position) cannot be read"
        case .invalidEvent(let field, let problem): "event field \(field): \(problem.rawValue)"
        case .notALog(let row): "not a log: meta row \(row) is missing or damaged"
        case .unsupportedFormat(let format): "log format \(format) is not known"
        case .alreadyInitialised: "the directory holds a log already"
        }
    }

    /// The map is full: the transaction must be aborted, nothing was written.
    package var isMapFull: Bool {
        if case .store(let error) = self { return error.isMapFull }
        return false
    }
}
