// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import Domain
internal import Logging
internal import Synchronization

/// Tells the journal who asked for a method that is not theirs: at most one line a minute for each
/// user and method, so that a flood fills no journal.
///
/// Such a request names no object and stays out of the log. The line has ids and codes only, and
/// how many requests like it there were since the line before. Any thread.
final class DenialJournal: Sendable {
    /// Users and methods remembered at once; a further one is told when a minute is over.
    static let entriesMax = 1_024

    private struct Place: Hashable {
        let userID: UInt32
        let method: String
    }

    private struct Entry {
        /// Of the last line, minutes since 1970, UTC.
        let minute: Int64
        /// Requests since that line.
        var untold: Int64
    }

    private let logger: Logger
    private let entries = Mutex<[Place: Entry]>([:])

    /// A journal that writes to a logger.
    init(_ logger: Logger) { self.logger = logger }

    /// Tells of a failed request when it was denied, and nobody else's line stands for it.
    ///
    /// `method`: the name of a method that there is, never what a client wrote.
    func note(
        _ failure: Failure,
        of method: String,
        _ session: OfficeSession,
        at microseconds: Int64
    ) {
        guard let kind = failure.denialKind,
            let untold = untold(
                Place(userID: session.userID, method: method),
                minute: microseconds / 60_000_000
            )
        else { return }
        var metadata: Logger.Metadata = [
            "method": "\(method)", "uid": "\(session.userID)", "kind": "\(kind)",
            "untold": "\(untold)",
        ]
        if let slug = session.actingAs { metadata["operator"] = "\(slug.text)" }
        logger.info("access denied", metadata: metadata)
    }

    /// How many were not told since the last line; `nil` when this one is not told either.
    private func untold(_ place: Place, minute: Int64) -> Int64? {
        entries.withLock { entries in
            if let entry = entries[place], entry.minute == minute {
                entries[place]?.untold += 1
                return nil
            }
            if entries.count >= Self.entriesMax, entries[place] == nil {
                entries = entries.filter { $0.value.minute == minute }
                if entries.count >= Self.entriesMax { return nil }
            }
            let before = entries.updateValue(Entry(minute: minute, untold: 0), forKey: place)
            return before?.untold ?? 0
        }
    }
}

extension Failure {
    /// How a request for somebody else's method is called; `nil` for every other failure.
    fileprivate var denialKind: String? {
        switch self {
        case .forbidden, .onlyTraining, .rejected(.forbidden(_)): "forbidden"
        case .notAuthorised: "notAuthorised"
        default: nil
        }
    }
}
