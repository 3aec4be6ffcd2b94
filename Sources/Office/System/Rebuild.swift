// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import CanonicalJSON
internal import Crypto
internal import Dispatch
internal import Domain
internal import EventLog
internal import LMDB
internal import Projections
internal import Synchronization

/// How far a scheduled projection is, and when it last ran.
///
/// No part of any digest: it says when, which the log does not.
struct CheckpointRow: Row {
    static let table = RowTable(4, "checkpoints")
    let name: String
    var position: Int64
    /// Microseconds since 1970.
    var ranAt: Int64
    var error: String?
    var key: RowKey { RowKey(name) }
}

extension Office {
    // MARK: Scheduled projections

    /// Events of one piece of a scheduled projection's run; the writer goes on between pieces.
    private static let eventsPerPiece: Int64 = 2_000

    /// Applies a scheduled projection up to a position, piece by piece on the writer thread.
    func run(
        _ projection: Projection,
        through head: Int64,
        _ handle: Jobs.Handle
    ) throws -> (applied: Int64, events: Int64) {
        let engine = ProjectionEngine([projection], codec: codec, keepsStreams: false)
        var first: Int64?
        while true {
            let applied = try onWriter { [self] permit in
                try runPiece(projection.name, engine, through: head, permit)
            }
            if first == nil { first = applied.from }
            try handle.report(.project, applied.to, of: head)
            if applied.to >= head { return (applied.to, applied.to - (first ?? 0)) }
        }
    }

    private func runPiece(
        _ name: String,
        _ engine: ProjectionEngine,
        through head: Int64,
        _ permit: borrowing WriterPermit
    ) throws -> (from: Int64, to: Int64) {
        let writer = try ViewWriter(store.views, permit, hash: Self.hash(store))
        var checkpoint =
            writer.row(CheckpointRow.self, RowKey(name))
            ?? CheckpointRow(name: name, position: 0, ranAt: 0, error: nil)
        let from = checkpoint.position
        let last = min(from + Self.eventsPerPiece, head)
        if last > from {
            let snapshot = try store.log.environment.beginRead()
            try store.log.scan(from: UInt64(from + 1), through: UInt64(last), snapshot) {
                recorded in
                try engine.apply(recorded, opener: nil, to: writer)
                return true
            }
        }
        checkpoint.position = max(last, from)
        checkpoint.ranAt = clock.microseconds()
        writer.put(checkpoint)
        try writer.commit(at: writer.appliedPosition)
        return (from, checkpoint.position)
    }

    /// Does something on the writer thread between two batches and waits for it.
    func onWriter<Result: Sendable>(
        _ work: @escaping @Sendable (borrowing WriterPermit) throws -> Result
    ) throws -> Result {
        let done = DispatchSemaphore(value: 0)
        let box = Mutex<Swift.Result<Result, any Error>?>(nil)
        let task = WriterTask.maintenance { _, permit in
            let outcome = Swift.Result<Result, any Error> { try work(permit) }
            box.withLock { $0 = outcome }
            done.signal()
        }
        guard writer.inbox.put(task, beyondCapacity: true) else { throw Failure.draining }
        done.wait()
        guard let outcome = box.withLock({ $0 }) else { throw Failure.internal("nothing done") }
        return try outcome.get()
    }

    // MARK: Rebuild

    /// Builds all views anew beside the live ones, compares when asked, and switches when asked.
    ///
    /// Job thread, which waits until no other job builds views. The live views answer all the
    /// while; the writer stops only for the last events and the exchange of the directories.
    func rebuild(
        _ chosen: [Projection],
        verifies: Bool,
        switches: Bool,
        _ handle: Jobs.Handle
    ) throws -> JSONValue {
        try building.withLock { _ in
            try rebuildAlone(chosen, verifies: verifies, switches: switches, handle)
        }
    }

    private func rebuildAlone(
        _ chosen: [Projection],
        verifies: Bool,
        switches: Bool,
        _ handle: Jobs.Handle
    ) throws -> JSONValue {
        let directory = store.directory + "/views.new"
        try Files.removeAll(directory)
        try Files.makeDirectory(directory)
        let permit = WriterPermit.take()
        let fresh = try builder.create(
            in: directory,
            mapSizeBytes: settings.viewsMapBytes,
            permit
        )
        var isSwitched = false
        defer {
            if !isSwitched {
                fresh.close()
                // Left-overs are removed at the next start too.
                try? Files.removeAll(directory)
            }
        }
        try build(fresh, through: UInt64(headPosition), permit, handle)
        var results: [JSONValue] = chosen.map { ["name": .string($0.name)] }
        if verifies {
            let live = try ViewReader(store.views)
            try build(fresh, through: UInt64(live.appliedPosition), permit, handle)
            let checkpoints = try follow(live, fresh, permit)
            let rebuilt = try ViewReader(fresh)
            results = try chosen.map { projection in
                try handle.report(.compare, live.appliedPosition, of: live.appliedPosition)
                return try Comparison(live, rebuilt).result(projection)
            }
            _ = checkpoints
            if let failure = live.failure ?? rebuilt.failure { throw failure }
        }
        guard switches else { return .array(results) }
        try exchange(fresh, directory)
        isSwitched = true
        return .array(results)
    }

    private func build(
        _ fresh: Environment,
        through head: UInt64,
        _ permit: borrowing WriterPermit,
        _ handle: Jobs.Handle
    ) throws {
        _ = try builder.catchUp(fresh, ViewBuilder.Range(through: head), permit) { position in
            try handle.report(.views, Int64(position), of: Int64(head))
        }
    }

    /// Gives the new views the scheduled projections as far as the live ones have them.
    private func follow(
        _ live: ViewReader,
        _ fresh: Environment,
        _ permit: borrowing WriterPermit
    ) throws -> Int {
        for projection in scheduled {
            guard let checkpoint = live.row(CheckpointRow.self, RowKey(projection.name))
            else { continue }
            let engine = ProjectionEngine([projection], codec: codec, keepsStreams: false)
            var position: Int64
            do {
                position =
                    try ViewReader(fresh).row(CheckpointRow.self, RowKey(projection.name))?
                    .position ?? 0
            }
            while position < checkpoint.position {
                let last = min(position + Int64(ViewBuilder.eventsPerCommit), checkpoint.position)
                let writer = try ViewWriter(fresh, permit, hash: Self.hash(store))
                let snapshot = try store.log.environment.beginRead()
                try store.log.scan(
                    from: UInt64(position + 1),
                    through: UInt64(last),
                    snapshot
                ) { recorded in
                    try engine.apply(recorded, opener: nil, to: writer)
                    return true
                }
                var reached = checkpoint
                reached.position = last
                writer.put(reached)
                try writer.commit(at: writer.appliedPosition)
                position = last
            }
        }
        return scheduled.count
    }

    /// Lets the new views answer: last events, new names of the directories, exchange.
    private func exchange(_ fresh: Environment, _ directory: String) throws {
        let old = try onWriter { [self] permit in
            let head = try store.head()
            _ = try builder.catchUp(
                fresh,
                ViewBuilder.Range(through: head.position),
                permit
            ) { _ in }
            do {
                let live = try ViewReader(store.views)
                _ = try follow(live, fresh, permit)
            }
            try fresh.sync()
            let views = store.directory + "/views"
            let aside = store.directory + "/views.old"
            try Files.removeAll(aside)
            try Files.rename(views, to: aside)
            try Files.rename(directory, to: views)
            try Files.syncDirectory(store.directory)
            hooks.viewsExchanged()
            return store.exchangeViews(for: fresh)
        }
        let aside = store.directory + "/views.old"
        DispatchQueue.global().async {
            // Answers that began on the old views finish on them.
            while old.openReaders > 0 { WallTime.pause(milliseconds: 20) }
            old.close()
            try? Files.removeAll(aside)
        }
    }
}

/// Compares the rows of two views of the same position.
struct Comparison {
    private let live: ViewReader
    private let rebuilt: ViewReader

    init(_ live: ViewReader, _ rebuilt: ViewReader) {
        self.live = live
        self.rebuilt = rebuilt
    }

    /// `{name, equal, digest, firstDifference}` of one projection.
    func result(_ projection: Projection) throws -> JSONValue {
        let before = digest(projection.tables, live)
        let after = digest(projection.tables, rebuilt)
        let totals = try live.totals()
        // A row that vanished from an index page shows as a sum that does not fit the scan.
        let isWhole = projection.tables.allSatisfy { table in
            (totals[table.number] ?? TableTotals()) == before.totals[table.number] ?? TableTotals()
        }
        let isEqual = before.hash == after.hash && isWhole && before.lost == nil
        return [
            "name": .string(projection.name), "equal": .bool(isEqual),
            "digest": .string(before.hash), "rebuiltDigest": .string(after.hash),
            "firstDifference": isEqual
                ? .null : before.lost ?? firstDifference(projection.tables),
        ]
    }

    /// What one pass over the tables of a projection found.
    private struct Reading {
        var hash = ""
        var totals: [UInt8: TableTotals] = [:]
        /// The first row that the pass met and its key does not find.
        var lost: JSONValue?
    }

    private func digest(_ tables: [RowTable], _ reader: ViewReader) -> Reading {
        var hasher = SHA256()
        var reading = Reading()
        for table in tables {
            hasher.update(data: [table.number])
            var total = TableTotals()
            reader.visitRaw(table) { key, row, sum in
                hasher.update(data: key)
                hasher.update(data: row)
                total.count += 1
                total.sum &+= sum
                if reading.lost == nil, !reader.finds(table, key) {
                    reading.lost = difference(table, key, "notFoundByKey")
                }
            }
            reading.totals[table.number] = total
        }
        reading.hash = Hexadecimal.text(Array(hasher.finalize()))
        return reading
    }

    private func difference(_ table: RowTable, _ key: [UInt8], _ problem: String) -> JSONValue {
        [
            "table": .string(table.name), "key": .string(Hexadecimal.text(key)),
            "problem": .string(problem),
        ]
    }

    private func firstDifference(_ tables: [RowTable]) -> JSONValue {
        for table in tables {
            var rows: [[UInt8]: [UInt8]] = [:]
            live.visitRaw(table) { key, row, _ in rows[key] = row }
            var found: [UInt8]?
            rebuilt.visitRaw(table) { key, row, _ in
                if rows.removeValue(forKey: key) != row, found == nil { found = key }
            }
            let extra = rows.keys.min { $0.lexicographicallyPrecedes($1) }
            if let key = found ?? extra {
                return difference(table, key, found == nil ? "onlyLive" : "differs")
            }
        }
        return .null
    }
}
