// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// Every kind of error a reply can carry, with its code, exit status and advice to retry.
package enum ErrorKind: String, CaseIterable, Sendable {
    case parseError
    case invalidRequest
    case methodNotFound
    case invalidParams
    case `internal`
    case lineTooLong
    case busy
    case draining
    case deadlineExceeded
    case cancelled
    case notAuthorised
    case forbidden
    case notFound
    case versionConflict
    case commandIdReused
    case refused
    case storeFull
    case storeIO
    case storeCorrupt
    case outcomeUnknown
    case projectionStale

    /// What the client may do with the same line.
    package enum Retry: String, Sendable, CaseIterable {
        /// Nothing: the same line fails again.
        case never
        /// Send it again after `retryAfterMs`.
        case later
        /// Send it again with the same `commandId`; it is done at most once.
        case sameCommand
        /// Read first, then decide anew.
        case afterRead
    }

    /// The number on the wire.
    package var code: Int64 { row.code }

    /// The exit status of the client.
    package var exitStatus: Int32 { row.exit }

    /// What the client may do with the same line.
    package var retry: Retry { row.retry }

    private var row: (code: Int64, exit: Int32, retry: Retry) {
        switch self {
        case .parseError: (-32700, 76, .never)
        case .invalidRequest: (-32600, 76, .never)
        case .methodNotFound: (-32601, 76, .never)
        case .invalidParams: (-32602, 64, .never)
        case .internal: (-32603, 70, .never)
        case .lineTooLong: (1001, 65, .never)
        case .busy: (1003, 75, .later)
        case .draining: (1004, 75, .sameCommand)
        case .deadlineExceeded: (1005, 75, .sameCommand)
        case .cancelled: (1006, 130, .sameCommand)
        case .notAuthorised: (1101, 77, .never)
        case .forbidden: (1102, 77, .never)
        case .notFound: (1201, 10, .never)
        case .versionConflict: (1202, 11, .afterRead)
        case .commandIdReused: (1203, 65, .never)
        case .refused: (1301, 65, .never)
        case .storeFull: (1401, 74, .later)
        case .storeIO: (1402, 74, .later)
        case .storeCorrupt: (1403, 70, .never)
        case .outcomeUnknown: (1404, 75, .sameCommand)
        case .projectionStale: (1501, 75, .later)
        }
    }

    /// The exit status for a code that may be newer than this program.
    ///
    /// An unknown code is treated by its hundred, and as 70 when that is unknown too.
    package static func exitStatus(forCode code: Int64) -> Int32 {
        if let known = allCases.first(where: { $0.code == code }) { return known.exitStatus }
        switch code {
        case -32799 ... -32600: return 76
        case 1000..<1100: return 75
        case 1100..<1200: return 77
        case 1200..<1300: return 10
        case 1300..<1400: return 65
        case 1400..<1500: return 74
        case 1500..<1600: return 75
        default: return 70
        }
    }
}
