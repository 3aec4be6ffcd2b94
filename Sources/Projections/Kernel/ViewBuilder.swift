// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Domain
package import EventLog
package import LMDB
internal import Dispatch
internal import Synchronization

/// Brings rows up to date with the log: catch-up after a crash, rebuild, verification, as-of.
package struct ViewBuilder: Sendable {
    /// Which events are taken.
    package struct Range: Sendable {
        /// Events up to this position.
        package var through: UInt64
        /// Only events with a business date up to this one.
        package var occurredThrough: CivilDate?

        /// Events up to a position, and up to a business date when one is given.
        package init(through: UInt64, occurredThrough: CivilDate? = nil) {
            self.through = through
            self.occurredThrough = occurredThrough
        }
    }

    /// Events of one commit of the views.
    package static let eventsPerCommit: UInt64 = 5_000

    /// Rows in hand at most, twice; more than a running writer has, because nothing else runs yet.
    private static let rowsInHandMax = 120_000

    private let log: EventLog
    private let engine: ProjectionEngine
    private let opener: (any EventOpener)?
    private let hash: (@Sendable (String) -> String)?

    /// A builder; `opener` and `hash` serve the name index.
    package init(
        log: EventLog,
        engine: ProjectionEngine,
        opener: (any EventOpener)?,
        hash: (@Sendable (String) -> String)?
    ) {
        self.log = log
        self.engine = engine
        self.opener = opener
        self.hash = hash
    }

    /// New, empty views in a directory that has none, with their bookkeeping.
    @available(*, noasync)
    package func create(
        in directory: String,
        mapSizeBytes: Int,
        _ permit: borrowing WriterPermit
    ) throws -> Environment {
        let environment = try Environment(
            directory: directory,
            options: ViewLayout.options(mapSizeBytes: mapSizeBytes, createsTables: true)
        )
        let head: UInt64
        do { head = try log.head(log.environment.beginRead()).position }
        let writer = try ViewWriter(environment, permit, hash: hash)
        writer.setFingerprint(engine.fingerprint)
        writer.setBegun(at: head)
        try writer.commit(at: 0)
        return environment
    }

    /// Applies the events after the applied position; answers the position reached.
    ///
    /// `progress` is told the position after every commit and may throw to stop.
    @available(*, noasync)
    package func catchUp(
        _ environment: Environment,
        _ range: Range,
        _ permit: borrowing WriterPermit,
        progress: (_ position: UInt64) throws -> Void
    ) throws -> UInt64 {
        var applied: UInt64
        do { applied = UInt64(try ViewReader(environment).appliedPosition) }
        let cache = RowCache(rowsMax: Self.rowsInHandMax)
        var next = applied < range.through ? read(after: applied, range) : nil
        while let current = next {
            let piece = try current.wait()
            // While these events are applied here, the next ones are decoded on another core.
            next = piece.last < range.through ? read(after: piece.last, range) : nil
            let writer = try ViewWriter(environment, permit, cache: cache, hash: hash)
            for event in piece.events {
                engine.apply(event.decoded, event.recorded, to: writer)
            }
            try writer.commit(at: Int64(piece.last))
            // Freeing some thousand events takes its time, and that core has more of it.
            DispatchQueue.global().async { _ = piece }
            applied = piece.last
            do {
                try progress(applied)
            } catch {
                _ = try next?.wait()
                throw error
            }
        }
        return applied
    }

    /// Starts to read and decode the events of the next commit.
    private func read(after position: UInt64, _ range: Range) -> Pending {
        let pending = Pending()
        let last = min(position + Self.eventsPerCommit, range.through)
        DispatchQueue.global().async { [self] in
            pending.finish(
                Result {
                    var events: [ReplayedEvent] = []
                    events.reserveCapacity(Int(last - position))
                    let snapshot = try log.environment.beginRead()
                    try log.scan(from: position + 1, through: last, snapshot) { recorded in
                        if let limit = range.occurredThrough,
                            recorded.event.occurredOn > limit.days
                        {
                            return true
                        }
                        if let decoded = try engine.decode(recorded, opener: opener) {
                            events.append(ReplayedEvent(recorded, decoded))
                        }
                        return true
                    }
                    return Piece(last: last, events: events)
                }
            )
        }
        return pending
    }

    /// Decoded events of one commit.
    private struct Piece: Sendable {
        let last: UInt64
        let events: [ReplayedEvent]
    }

    /// A decoded event; an object, because a copy of all its parts costs as much as applying it.
    private final class ReplayedEvent: Sendable {
        let recorded: RecordedEvent
        let decoded: DecodedEvent

        init(_ recorded: RecordedEvent, _ decoded: DecodedEvent) {
            self.recorded = recorded
            self.decoded = decoded
        }
    }

    /// A piece that is being decoded.
    private final class Pending: Sendable {
        private let outcome = Mutex<Result<Piece, any Error>?>(nil)
        private let isDone = DispatchSemaphore(value: 0)

        func finish(_ result: Result<Piece, any Error>) {
            outcome.withLock { $0 = result }
            isDone.signal()
        }

        func wait() throws -> Piece {
            isDone.wait()
            guard let result = outcome.withLock(\.self) else {
                preconditionFailure("the signal comes after the outcome")
            }
            return try result.get()
        }
    }
}
