// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import LMDB

/// The rows of the table `meta`: which store this is, and where its log ends.
enum LogMeta {
    enum Row: String {
        case format
        case storeID = "store"
        case mode
        case created
        case head

        var key: [UInt8] { Array(rawValue.utf8) }
    }

    struct Identity {
        let storeID: StoreID
        let mode: StoreMode
        let created: Int64
    }

    /// Bytes of the head row: position, hash, recordedAt, occurredOn.
    private static let headBytes = 8 + 32 + 8 + 4

    /// The first previous hash: binds the chain to the store, its format and its mode.
    static func genesis(storeID: StoreID, format: UInt16, mode: StoreMode) -> Digest32 {
        Digest32(
            hashing: Array("peksos/genesis/1".utf8) + storeID.bytes + bytes(format)
                + [mode.rawValue]
        )
    }

    static func emptyHead(_ genesis: Digest32) -> LogHead {
        LogHead(position: 0, hash: genesis, recordedAt: .min, occurredOn: 0)
    }

    static func bytes(_ number: some FixedWidthInteger) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.appendBigEndian(number)
        return bytes
    }

    static func bytes(_ head: LogHead) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(headBytes)
        bytes.appendBigEndian(head.position)
        head.hash.append(to: &bytes)
        bytes.appendBigEndian(head.recordedAt)
        bytes.appendBigEndian(head.occurredOn)
        return bytes
    }

    static func head(_ bytes: [UInt8]) -> LogHead? {
        guard bytes.count == headBytes else { return nil }
        let span = bytes.span
        return LogHead(
            position: span.bigEndian(at: 0),
            hash: Digest32(first32Of: span.extracting(8..<40)),
            recordedAt: span.bigEndian(at: 40),
            occurredOn: span.bigEndian(at: 48)
        )
    }

    /// Reads who the store is; the format first, because the rest depends on it.
    static func identity(
        _ environment: Environment,
        _ meta: Table
    ) throws(LogError) -> Identity {
        let format: [UInt8]?
        let storeID: [UInt8]?
        let mode: [UInt8]?
        let created: [UInt8]?
        do throws(LMDBError) {
            let transaction = try environment.beginRead()
            format = try transaction.bytes(Row.format.key, in: meta)
            storeID = try transaction.bytes(Row.storeID.key, in: meta)
            mode = try transaction.bytes(Row.mode.key, in: meta)
            created = try transaction.bytes(Row.created.key, in: meta)
        } catch {
            throw .store(error)
        }
        guard let format, format.count == 2 else { throw .notALog(row: Row.format.rawValue) }
        let number: UInt16 = format.span.bigEndian(at: 0)
        guard number == EventLog.format else { throw .unsupportedFormat(number) }
        guard let storeID = storeID.flatMap(StoreID.init(bytes:)) else {
            throw .notALog(row: Row.storeID.rawValue)
        }
        guard let mode, mode.count == 1, let mode = StoreMode(rawValue: mode[0]) else {
            throw .notALog(row: Row.mode.rawValue)
        }
        guard let created, created.count == 8 else {
            throw .notALog(row: Row.created.rawValue)
        }
        return Identity(storeID: storeID, mode: mode, created: created.span.bigEndian(at: 0))
    }
}
