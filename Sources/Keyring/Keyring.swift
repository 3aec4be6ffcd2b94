// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Crypto
package import LMDB

/// One random key per person, each wrapped by the office's master key.
///
/// Tables: `keys` (subject, zero byte, version → wrapped key), `tombstones` (subject → position and
/// event id of the erasure) and `meta`. Sealing and opening are for any thread; minting, destroying
/// and committing for the writer thread.
package final class Keyring: Sendable {
    /// The keyring format this release writes and reads.
    package static let format: UInt16 = 1
    /// Every table of the keyring's environment.
    package static let tables = ["keys", "meta", "tombstones"]
    /// 256 MiB of address space, not of disk.
    package static let mapSizeBytesDefault = 256 << 20
    /// Longest subject id, in bytes.
    package static let subjectBytesMax = 100
    /// Version of a subject's first key.
    static let firstVersion: UInt16 = 1

    /// The LMDB environment below: sync, usage, copy, close.
    package let environment: Environment
    /// 16 bytes.
    package let storeID: [UInt8]
    /// The id of the master key that wraps the rows, 8 bytes.
    package var keyEncryptionKeyID: [UInt8] { wrapping.masterKey.identifier }

    let wrapping: KeyWrapping
    let office: OfficeKeys
    let cache: KeyCache
    private let keys: Table
    private let tombstones: Table

    /// Makes the keyring of a new store in an existing, empty directory, and syncs it.
    ///
    /// The index, digest and anchor keys are random. A crash in between leaves a directory that
    /// cannot be opened: build it under another name and rename.
    package static func create(
        directory: String,
        storeID: [UInt8],
        masterKey: MasterKey,
        mapSizeBytes: Int = mapSizeBytesDefault
    ) throws(KeyringError) -> Keyring {
        let wrapping = KeyWrapping(storeID: storeID, masterKey: masterKey)
        let rows = try KeyringMeta.rows(wrapping)
        let environment: Environment
        let isNew: Bool
        do throws(LMDBError) {
            environment = try open(directory, mapSizeBytes, creates: true)
            isNew = try KeyringMeta.write(rows, environment)
        } catch {
            throw .store(error)
        }
        guard isNew else { throw .alreadyInitialised }
        return try Keyring(environment, storeID, masterKey)
    }

    /// Opens an existing keyring; throws when it is another store's or another master key's.
    package convenience init(
        directory: String,
        storeID: [UInt8],
        masterKey: MasterKey,
        mapSizeBytes: Int = mapSizeBytesDefault
    ) throws(KeyringError) {
        let environment: Environment
        do throws(LMDBError) {
            environment = try Self.open(directory, mapSizeBytes, creates: false)
        } catch {
            throw .store(error)
        }
        try self.init(environment, storeID, masterKey)
    }

    private init(
        _ environment: Environment,
        _ storeID: [UInt8],
        _ masterKey: MasterKey
    ) throws(KeyringError) {
        wrapping = KeyWrapping(storeID: storeID, masterKey: masterKey)
        office = try KeyringMeta.read(environment, wrapping)
        self.environment = environment
        self.storeID = storeID
        keys = environment.table("keys")
        tombstones = environment.table("tombstones")
        cache = KeyCache(erased: try KeyringMeta.erasedSubjects(environment))
    }

    private static func open(
        _ directory: String,
        _ mapSizeBytes: Int,
        creates: Bool
    ) throws(LMDBError) -> Environment {
        try Environment(
            directory: directory,
            options: EnvironmentOptions(
                mapSizeBytes: mapSizeBytes,
                maxReaders: 64,
                createsTables: creates,
                tables: tables
            )
        )
    }
}

extension Keyring {
    /// Begins the transaction in which keys are minted or destroyed, and forgets earlier mints.
    ///
    /// Writer thread only. End it with ``commit(_:)`` or, to undo it, ``discard(_:)``.
    @available(*, noasync)
    package func beginWrite(
        _ permit: borrowing WriterPermit
    ) throws(KeyringError) -> WriteTransaction {
        cache.discardMinted()
        do throws(LMDBError) {
            return try environment.beginWrite(permit)
        } catch {
            throw .store(error)
        }
    }

    /// Makes minted keys durable.
    ///
    /// Before the log: a lost key would lose what it sealed.
    @available(*, noasync)
    package func commit(_ transaction: consuming WriteTransaction) throws(KeyringError) {
        do throws(LMDBError) {
            try transaction.commit()
        } catch {
            cache.discardMinted()
            throw .store(error)
        }
        cache.promoteMinted()
    }

    /// Undoes a transaction: its keys were never there, and seal nothing any more.
    package func discard(_ transaction: consuming WriteTransaction) {
        cache.discardMinted()
        transaction.abort()
    }

    /// Makes the key of a new subject; it seals at once, before the commit.
    ///
    /// Writer thread only, in a transaction of ``beginWrite(_:)``. Throws
    /// ``KeyringError/subjectExists`` or ``KeyringError/subjectErased``.
    package func mintKey(
        for subject: String,
        in transaction: inout WriteTransaction
    ) throws(KeyringError) {
        guard !cache.isErased(subject) else { throw .subjectErased }
        let row = try key(subject, Self.firstVersion)
        var bytes = Random.bytes(count: MasterKey.byteCount)
        let wrapped = try wrapping.wrap(
            bytes,
            purpose: KeyringMeta.subjectPurpose,
            name: subject,
            version: Self.firstVersion
        )
        let entry = KeyCache.Entry(
            key: SymmetricKey(data: bytes),
            version: Self.firstVersion,
            unwrappedAt: .now
        )
        for index in bytes.indices { bytes[index] = 0 }
        let exists: Bool
        do throws(LMDBError) {
            exists = try transaction.bytes(row, in: keys) != nil
            if !exists { try transaction.put(wrapped, for: row, in: keys) }
        } catch {
            throw .store(error)
        }
        guard !exists else { throw .subjectExists }
        cache.mint(entry, subject)
    }

    /// Destroys every key of a subject and puts a tombstone: what it sealed is gone for ever.
    ///
    /// Writer thread only, after the erasing event at `position` is committed. Openings fail from
    /// this call on, whatever becomes of the transaction. Doing it again is fine.
    package func destroyKeys(
        of subject: String,
        position: UInt64,
        eventID: [UInt8],
        in transaction: inout WriteTransaction
    ) throws(KeyringError) {
        let first = try key(subject, 0)
        cache.erase(subject)
        var rows: [[UInt8]] = []
        do throws(LMDBError) {
            try transaction.scan(keys, from: first) { row, _ in
                let row = [UInt8](copying: row)
                guard row.starts(with: first.dropLast(2)) else { return false }
                rows.append(row)
                return true
            }
            for row in rows { try transaction.delete(row, in: keys) }
            try transaction.put(
                bigEndian(position) + eventID,
                for: Array(subject.utf8),
                in: tombstones
            )
        } catch {
            throw .store(error)
        }
    }

    /// Whether a subject has a key, minted in the open transaction or before.
    package func hasKey(_ subject: String) throws(KeyringError) -> Bool {
        if cache.isErased(subject) { return false }
        if cache.minted(subject) != nil { return true }
        return try newestVersion(subject) != nil
    }

    /// Lets every opening for some subjects fail from now on, and forgets their unwrapped keys.
    ///
    /// Any thread. The keys themselves are destroyed by ``destroyKeys(of:position:eventID:in:)``;
    /// until then a restart would bring them back.
    package func hide(_ subjects: [String]) {
        for subject in subjects { cache.erase(subject) }
    }

    /// Whether a subject's keys were destroyed.
    package func isErased(_ subject: String) -> Bool { cache.isErased(subject) }

    /// Seals a subject's personal fields for one event.
    ///
    /// Any thread; works for a subject minted in the open transaction. Throws
    /// ``KeyringError/subjectErased`` or ``KeyringError/keyMissing``.
    package func seal(
        _ plaintext: [UInt8],
        for subject: String,
        in context: SealContext
    ) throws(KeyringError) -> [UInt8] {
        let entry = try newestKey(subject)
        return try SealedSegment.seal(
            plaintext,
            with: entry.key,
            keyVersion: entry.version,
            authenticating: context.authenticated(subject: subject, keyVersion: entry.version)
        )
    }

    /// Opens a segment in the place for which it was sealed.
    ///
    /// Any thread. Throws ``KeyringError/subjectErased``, ``KeyringError/keyMissing`` or
    /// ``KeyringError/damagedSegment``.
    package func open(
        _ segment: [UInt8],
        of subject: String,
        in context: SealContext
    ) throws(KeyringError) -> [UInt8] {
        let sealed = try SealedSegment(segment)
        let entry = try key(of: subject, version: sealed.keyVersion)
        return try sealed.open(
            with: entry.key,
            authenticating: context.authenticated(
                subject: subject,
                keyVersion: sealed.keyVersion
            )
        )
    }

    /// Drops unwrapped keys whose 60 seconds are over; call it from a timer.
    package func dropStaleKeys() { cache.dropStale() }

    private func newestKey(_ subject: String) throws(KeyringError) -> KeyCache.Entry {
        if cache.isErased(subject) { throw .subjectErased }
        if let entry = cache.minted(subject) { return entry }
        // Versions above the first come with key changes on suspicion, which are rare.
        if let entry = cache.fresh(subject, Self.firstVersion) { return entry }
        guard let version = try newestVersion(subject) else { throw .keyMissing }
        return try key(of: subject, version: version)
    }

    private func key(
        of subject: String,
        version: UInt16
    ) throws(KeyringError) -> KeyCache.Entry {
        if cache.isErased(subject) { throw .subjectErased }
        if let entry = cache.minted(subject), entry.version == version { return entry }
        if let entry = cache.fresh(subject, version) { return entry }
        let row: [UInt8]?
        let place = try key(subject, version)
        do throws(LMDBError) {
            row = try environment.beginRead().bytes(place, in: keys)
        } catch {
            throw .store(error)
        }
        guard let row else { throw .keyMissing }
        let entry = KeyCache.Entry(
            key: try wrapping.unwrap(
                row,
                purpose: KeyringMeta.subjectPurpose,
                name: subject,
                version: version
            ),
            version: version,
            unwrappedAt: .now
        )
        cache.remember(entry, subject)
        return entry
    }

    private func newestVersion(_ subject: String) throws(KeyringError) -> UInt16? {
        let last = try key(subject, .max)
        var version: UInt16?
        do throws(LMDBError) {
            try environment.beginRead().scan(keys, from: last, reversed: true) { row, _ in
                let row = [UInt8](copying: row)
                if row.count == last.count, row.starts(with: last.dropLast(2)) {
                    version = UInt16(row[row.count - 2]) << 8 | UInt16(row[row.count - 1])
                }
                return false
            }
        } catch {
            throw .store(error)
        }
        return version
    }

    /// Subject, zero byte, version: all versions of a subject stand together, the newest last.
    private func key(_ subject: String, _ version: UInt16) throws(KeyringError) -> [UInt8] {
        guard (1...Self.subjectBytesMax).contains(subject.utf8.count),
            !subject.utf8.contains(0)
        else { throw .invalidSubject }
        var writer = KeyWriter()
        writer.append(text: subject)
        writer.append(version)
        return writer.bytes
    }
}
