// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import LMDB

/// The log of everything that happened: append only, dense positions, one chain of hashes.
///
/// Two tables: `events` (position, 8 bytes big-endian → record) and `meta`. Reading is for any
/// thread, appending for the writer thread. Nothing in a log is ever updated or deleted, except
/// the head row.
package final class EventLog: Sendable {
    /// The log format this release writes and reads.
    package static let format: UInt16 = 1
    /// Every table of the log's environment.
    package static let tables = ["events", "meta"]
    /// 64 GiB of address space, not of disk.
    package static let mapSizeBytesDefault = 64 << 30

    /// The LMDB environment below: transactions, sync, usage, copy, close.
    package let environment: Environment
    /// In every backup and anchor too, so that none is mixed up with another office's.
    package let storeID: StoreID
    /// Cannot be changed: the first hash covers it.
    package let mode: StoreMode
    /// When the store was made, microseconds since 1970 UTC.
    package let created: Int64
    /// What the first record names as its previous hash.
    package let genesisHash: Digest32
    private let events: Table
    private let meta: Table

    /// Makes the meta rows of a new log in an existing, empty directory, and syncs them.
    ///
    /// A crash in between leaves a directory that cannot be opened: build it under another name and
    /// rename. Throws ``LogError/alreadyInitialised`` when there is a log.
    package static func create(
        directory: String,
        storeID: StoreID,
        mode: StoreMode,
        created: Int64,
        mapSizeBytes: Int = mapSizeBytesDefault,
        maxReaders: Int = 512
    ) throws(LogError) -> EventLog {
        let environment: Environment
        let isNew: Bool
        do throws(LMDBError) {
            environment = try Environment(
                directory: directory,
                options: EnvironmentOptions(
                    mapSizeBytes: mapSizeBytes,
                    maxReaders: maxReaders,
                    createsTables: true,
                    tables: tables
                )
            )
            isNew = try writeGenesis(environment, storeID, mode, created)
        } catch {
            throw .store(error)
        }
        guard isNew else { throw .alreadyInitialised }
        return try EventLog(environment)
    }

    /// Writes the meta rows, unless there are some; answers whether there were none.
    private static func writeGenesis(
        _ environment: Environment,
        _ storeID: StoreID,
        _ mode: StoreMode,
        _ created: Int64
    ) throws(LMDBError) -> Bool {
        let meta = environment.table("meta")
        var transaction = try environment.beginWrite(WriterPermit.take())
        guard try transaction.count(in: meta) == 0 else { return false }
        let genesis = LogMeta.genesis(storeID: storeID, format: format, mode: mode)
        let rows: [(LogMeta.Row, [UInt8])] = [
            (.format, LogMeta.bytes(format)),
            (.storeID, storeID.bytes),
            (.mode, [mode.rawValue]),
            (.created, LogMeta.bytes(created)),
            (.head, LogMeta.bytes(LogMeta.emptyHead(genesis))),
        ]
        for (row, value) in rows { try transaction.put(value, for: row.key, in: meta) }
        try transaction.commit()
        try environment.sync()
        return true
    }

    /// Opens an existing log and reads its identity.
    package convenience init(
        directory: String,
        mapSizeBytes: Int = mapSizeBytesDefault,
        maxReaders: Int = 512,
        use: EnvironmentUse = .owning
    ) throws(LogError) {
        let environment: Environment
        do throws(LMDBError) {
            environment = try Environment(
                directory: directory,
                options: EnvironmentOptions(
                    mapSizeBytes: mapSizeBytes,
                    maxReaders: maxReaders,
                    use: use,
                    tables: Self.tables
                )
            )
        } catch {
            throw .store(error)
        }
        try self.init(environment)
    }

    private init(_ environment: Environment) throws(LogError) {
        let meta = environment.table("meta")
        let identity = try LogMeta.identity(environment, meta)
        self.environment = environment
        self.meta = meta
        events = environment.table("events")
        storeID = identity.storeID
        mode = identity.mode
        created = identity.created
        genesisHash = LogMeta.genesis(
            storeID: identity.storeID,
            format: Self.format,
            mode: identity.mode
        )
    }

    /// Begins a read transaction on the log; see ``LMDB/Environment/beginRead()``.
    package func beginRead() throws(LogError) -> ReadTransaction {
        do throws(LMDBError) {
            return try environment.beginRead()
        } catch {
            throw .store(error)
        }
    }

    /// The end of the log as the transaction sees it.
    ///
    /// Reads one row.
    package func head(
        _ transaction: borrowing some TableReader & ~Copyable
    ) throws(LogError) -> LogHead {
        let row: [UInt8]?
        do throws(LMDBError) {
            row = try transaction.bytes(LogMeta.Row.head.key, in: meta)
        } catch {
            throw .store(error)
        }
        guard let row, let head = LogMeta.head(row) else { throw .notALog(row: "head") }
        return head
    }

    /// Appends events at the head, in order, and moves the head.
    ///
    /// Writer thread only. `recordedAt` is raised to the head's where the clock went back. Throws
    /// ``LogError/invalidEvent(field:problem:)`` before anything is put; after
    /// ``LogError/store(_:)`` the transaction must be aborted, and `isKeyExists` in it means that
    /// somebody else writes or the head is wrong.
    package func append(
        _ newEvents: [NewEvent],
        to transaction: inout WriteTransaction
    ) throws(LogError) -> [RecordedEvent] {
        var head = try self.head(transaction)
        var recorded: [RecordedEvent] = []
        var records: [[UInt8]] = []
        recorded.reserveCapacity(newEvents.count)
        records.reserveCapacity(newEvents.count)
        for var event in newEvents {
            event.recordedAt = max(event.recordedAt, head.recordedAt)
            let position = head.position + 1
            let (bytes, hash) = try Record.encode(
                event,
                position: position,
                previousHash: head.hash
            )
            records.append(bytes)
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
        guard !recorded.isEmpty else { return [] }
        do throws(LMDBError) {
            for (event, bytes) in zip(recorded, records) {
                try transaction.put(bytes, for: key(event.position), in: events, append: true)
            }
            try transaction.put(LogMeta.bytes(head), for: LogMeta.Row.head.key, in: meta)
        } catch {
            throw .store(error)
        }
        return recorded
    }

    /// The event at a position, its own hash computed again; `nil` past the head.
    package func read(
        _ position: UInt64,
        _ transaction: borrowing some TableReader & ~Copyable
    ) throws(LogError) -> RecordedEvent? {
        let span: Span<UInt8>?
        do throws(LMDBError) {
            span = try transaction.value(key(position), in: events)
        } catch {
            throw .store(error)
        }
        guard let span else { return nil }
        return try Record.decode(span, at: position)
    }

    /// Visits events in order until the body answers false or the log ends.
    ///
    /// Checks that positions are dense, that each record names the hash of the one before it, and
    /// with `verify` that its own hash is right. Throws ``LogError``, `LMDBError` and what the body throws. Keep
    /// the range short: the transaction pins pages.
    package func scan(
        from first: UInt64,
        through last: UInt64,
        _ transaction: borrowing some TableReader & ~Copyable,
        verify: Bool = true,
        _ body: (RecordedEvent) throws -> Bool
    ) throws {
        let first = max(first, 1)
        try scan(
            from: first,
            through: last,
            after: first == 1 ? genesisHash : nil,
            transaction,
            verify: verify,
            body
        )
    }

    /// The same, where the hash of the record before the first may be known.
    func scan(
        from first: UInt64,
        through last: UInt64,
        after previousHash: Digest32?,
        _ transaction: borrowing some TableReader & ~Copyable,
        verify: Bool,
        _ body: (RecordedEvent) throws -> Bool
    ) throws {
        var expected = first
        var previous = previousHash
        try transaction.scan(events, from: key(first), reversed: false) { key, value throws in
            let position: UInt64 = key.count == 8 ? key.bigEndian(at: 0) : 0
            if position > last { return false }
            guard position == expected else { throw LogError.missing(position: expected) }
            let event = try Record.decode(value, at: position, verify: verify)
            if let previous, event.previousHash != previous {
                throw LogError.chainBroken(position: position)
            }
            previous = event.hash
            expected += 1
            return try body(event)
        }
    }

    /// The greatest position that has a record, whatever the head says; 0 when there is none.
    func lastPosition(
        _ transaction: borrowing some TableReader & ~Copyable
    ) throws(LogError) -> UInt64 {
        do throws(LMDBError) {
            guard let last = try transaction.last(in: events) else { return 0 }
            return last.key.count == 8 ? last.key.span.bigEndian(at: 0) : .max
        } catch {
            throw .store(error)
        }
    }

    private func key(_ position: UInt64) -> [UInt8] { LogMeta.bytes(position) }
}
