// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// Events made into records behind a head, to be written to the log together.
package struct LogPiece: Sendable {
    /// The head that the first record follows.
    package let start: LogHead
    /// The head once everything here is written.
    package private(set) var head: LogHead
    /// The bytes of the records, in the order of their positions.
    private(set) var records: [[UInt8]] = []

    /// Nothing yet, behind a head.
    package init(after start: LogHead) {
        self.start = start
        head = start
    }

    /// How many events are in it.
    package var count: Int { records.count }

    /// Adds events in order.
    ///
    /// `recordedAt` is raised to the head's where the clock went back. Throws
    /// ``LogError/invalidEvent(field:problem:)``, and then nothing was added.
    package mutating func add(_ newEvents: [NewEvent]) throws(LogError) -> [RecordedEvent] {
        var head = head
        var recorded: [RecordedEvent] = []
        var added: [[UInt8]] = []
        recorded.reserveCapacity(newEvents.count)
        added.reserveCapacity(newEvents.count)
        for var event in newEvents {
            event.recordedAt = max(event.recordedAt, head.recordedAt)
            let position = head.position + 1
            let (bytes, hash) = try Record.encode(
                event,
                position: position,
                previousHash: head.hash
            )
            added.append(bytes)
            recorded.append(
                RecordedEvent(
                    position: position,
                    event: event,
                    previousHash: head.hash,
                    hash: hash
                )
            )
            head = LogHead(
                position: position,
                hash: hash,
                recordedAt: event.recordedAt,
                occurredOn: event.occurredOn
            )
        }
        records += added
        self.head = head
        return recorded
    }
}
