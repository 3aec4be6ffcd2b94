// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Crypto
package import LMDB
import Synchronization

extension Keyring {
    /// Where a keyring is rewritten before it takes its place.
    ///
    /// Whatever stands there at a start is rubbish: a half-written copy, or the file before.
    package static func freshDirectory(of directory: String) -> String { directory + ".new" }

    /// Destroys what an interrupted rewriting left beside a keyring.
    ///
    /// The names are synced first: only then it is sure which of the two files is the keyring.
    package static func removeLeftovers(of directory: String) throws(FileError) {
        let fresh = freshDirectory(of: directory)
        guard Files.exists(fresh) else { return }
        try Files.syncDirectory(parent(of: directory))
        try Files.shred(fresh)
        try Files.syncDirectory(parent(of: directory))
    }

    /// Writes all rows into a fresh file and destroys the old one, which may hold erased keys.
    ///
    /// Writer thread only, with no transaction open; waits for a copy that is being made, and
    /// readers wait. A crash leaves the old or the new file as the keyring, and the other for
    /// ``removeLeftovers(of:)``.
    @available(*, noasync)
    package func rewrite(_ permit: borrowing WriterPermit) throws(KeyringError) {
        try exchange.withLock { _ throws(KeyringError) in try rewriteAlone(permit) }
    }

    @available(*, noasync)
    private func rewriteAlone(_ permit: borrowing WriterPermit) throws(KeyringError) {
        let fresh = try Self.filled(directory, from: environment, permit) {
            _,
            _,
            value throws(KeyringError) in value
        }
        do throws(FileError) {
            try current.withLock { environment throws(FileError) in
                try Files.exchange(directory, with: Self.freshDirectory(of: directory))
                // The one before is closed with its last reference.
                environment = fresh
                exchanges.add(1, ordering: .relaxed)
            }
        } catch {
            throw .file(error)
        }
        do throws(FileError) {
            try Self.removeLeftovers(of: directory)
        } catch {
            throw .file(error)
        }
    }

    /// Rewraps every key of a closed keyring under another master key.
    ///
    /// `renewsIndex`: also with a new index key; the views must then be built anew. The store must
    /// be stopped. Killed at any point, the keyring opens with exactly one of the two keys. Does
    /// nothing when the keyring is under `next` already.
    @available(*, noasync)
    package static func rotate(
        directory: String,
        storeID: [UInt8],
        from current: MasterKey,
        to next: MasterKey,
        renewsIndex: Bool = false,
        mapSizeBytes: Int = mapSizeBytesDefault,
        _ permit: borrowing WriterPermit
    ) throws(KeyringError) {
        do throws(FileError) {
            try removeLeftovers(of: directory)
        } catch {
            throw .file(error)
        }
        let keyring = try Keyring(
            directory: directory,
            storeID: storeID,
            masterKeys: [current, next],
            mapSizeBytes: mapSizeBytes
        )
        defer { keyring.environment.close() }
        guard keyring.keyEncryptionKeyID != next.identifier else { return }
        let rewrapping = KeyRewrapping(
            old: keyring.wrapping,
            new: KeyWrapping(storeID: storeID, masterKey: next),
            renewsIndex: renewsIndex
        )
        let fresh = try filled(directory, from: keyring.environment, permit) {
            table,
            key,
            value throws(KeyringError) in
            try rewrapping.value(table, key, value)
        } adding: {
            rewrapping.addedRows
        }
        fresh.close()
        do throws(FileError) {
            try Files.exchange(directory, with: freshDirectory(of: directory))
            try Files.syncDirectory(parent(of: directory))
        } catch {
            throw .file(error)
        }
        keyring.environment.close()
        do throws(FileError) {
            try removeLeftovers(of: directory)
        } catch {
            throw .file(error)
        }
    }

    private static func parent(of directory: String) -> String {
        String(directory[..<(directory.lastIndex(of: "/") ?? directory.startIndex)])
    }

    /// A fresh environment beside the keyring with every row, changed or not, on the disk.
    @available(*, noasync)
    private static func filled(
        _ directory: String,
        from old: Environment,
        _ permit: borrowing WriterPermit,
        _ change: (_ table: String, _ key: [UInt8], _ value: [UInt8]) throws(KeyringError) ->
            [UInt8],
        adding added: () -> [(key: [UInt8], value: [UInt8])] = { [] }
    ) throws(KeyringError) -> Environment {
        let path = freshDirectory(of: directory)
        do throws(FileError) {
            try removeLeftovers(of: directory)
            try Files.makeDirectory(path)
        } catch {
            throw .file(error)
        }
        var rows: [(table: String, key: [UInt8], value: [UInt8])] = []
        do throws(LMDBError) {
            let snapshot = try old.beginRead()
            for table in tables {
                try snapshot.scan(old.table(table)) { key, value in
                    rows.append((table, [UInt8](copying: key), [UInt8](copying: value)))
                    return true
                }
            }
        } catch {
            throw .store(error)
        }
        for index in rows.indices {
            let row = rows[index]
            rows[index].value = try change(row.table, row.key, row.value)
        }
        do throws(LMDBError) {
            let fresh = try open(path, old.usage.mapSizeBytes, creates: true)
            var transaction = try fresh.beginWrite(permit)
            for row in rows {
                try transaction.put(row.value, for: row.key, in: fresh.table(row.table))
            }
            for row in added() {
                try transaction.put(row.value, for: row.key, in: fresh.table("meta"))
            }
            try transaction.commit()
            try fresh.sync()
            try syncDirectory(path)
            return fresh
        } catch {
            throw .store(error)
        }
    }

    private static func syncDirectory(_ path: String) throws(LMDBError) {
        do throws(FileError) {
            try Files.syncDirectory(path)
        } catch {
            throw LMDBError(code: error.code, operation: error.operation)
        }
    }
}

/// Every row of a keyring as it stands under another master key.
struct KeyRewrapping {
    let old: KeyWrapping
    let new: KeyWrapping
    let renewsIndex: Bool

    /// Which master key was in use before: told to the log at the next start.
    var addedRows: [(key: [UInt8], value: [UInt8])] {
        [(KeyringMeta.Row.previousKeyID.key, old.masterKey.identifier)]
    }

    func value(
        _ table: String,
        _ key: [UInt8],
        _ value: [UInt8]
    ) throws(KeyringError) -> [UInt8] {
        switch table {
        case "keys":
            guard let place = Keyring.place(ofRow: key) else {
                throw .damagedKey(row: hexadecimal(key))
            }
            return try rewrapped(
                value,
                KeyringMeta.subjectPurpose,
                place.subject,
                place.version
            )
        case "meta":
            let name = String(decoding: key, as: UTF8.self)
            switch KeyringMeta.Row(rawValue: name) {
            case .keyEncryptionKeyID: return new.masterKey.identifier
            case .index where renewsIndex:
                return try new.wrap(
                    Random.bytes(count: MasterKey.byteCount),
                    purpose: KeyringMeta.officePurpose,
                    name: name,
                    version: Keyring.firstVersion
                )
            case .index, .digest, .anchor:
                return try rewrapped(value, KeyringMeta.officePurpose, name, Keyring.firstVersion)
            case .format, .storeID, .previousKeyID, nil: return value
            }
        default: return value
        }
    }

    private func rewrapped(
        _ row: [UInt8],
        _ purpose: String,
        _ name: String,
        _ version: UInt16
    ) throws(KeyringError) -> [UInt8] {
        let key = try old.unwrap(row, purpose: purpose, name: name, version: version)
        return try key.withBytes { bytes throws(KeyringError) in
            try new.wrap(bytes, purpose: purpose, name: name, version: version)
        }
    }
}
