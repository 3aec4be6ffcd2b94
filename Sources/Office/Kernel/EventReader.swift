// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import EventLog
internal import LMDB

/// Recorded events for one query, all from one snapshot of the log.
///
/// Used on the thread of the query and gone with its answer.
final class EventReader {
    private final class Snapshot {
        let transaction: ReadTransaction

        init(_ log: EventLog) throws { transaction = try log.environment.beginRead() }
    }

    private let log: EventLog
    private var snapshot: Snapshot?
    /// The event read last: its payload and its seals are mostly wanted together.
    private var last: (position: Int64, event: RecordedEvent)?

    init(_ log: EventLog) { self.log = log }

    /// The event at a position; `nil` when there is none.
    func event(at position: Int64) throws -> RecordedEvent? {
        if let last, last.position == position { return last.event }
        let snapshot = try self.snapshot ?? Snapshot(log)
        self.snapshot = snapshot
        guard let event = try log.read(UInt64(position), snapshot.transaction) else { return nil }
        last = (position, event)
        return event
    }
}
