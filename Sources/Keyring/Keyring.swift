// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Crypto
package import LMDB
import Synchronization

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

    /// The directory of the keyring.
    package let directory: String
    /// The LMDB environment below: sync, usage, close.
    ///
    /// Another one after ``rewrite(_:)``; do not keep it, and do not read in it.
    package var environment: Environment { current.withLock(\.self) }
    /// 16 bytes.
    package let storeID: [UInt8]
    /// The id of the master key that wraps the rows, 8 bytes.
    package var keyEncryptionKeyID: [UInt8] { wrapping.masterKey.identifier }
    /// The same in hexadecimal.
    package var keyEncryptionKeyIDText: String { wrapping.masterKey.identifierText }
    /// The id of the master key before the last rotation, in hexadecimal.
    package let previousKeyIDText: String?

    let wrapping: KeyWrapping
    let office: OfficeKeys
    let cache: KeyCache
    // Held while a key is read, so that nobody reads in a file that is being destroyed.
    let current: Mutex<Environment>
    // Held while the file is copied, which keys may be read meanwhile, or exchanged.
    let exchange = Mutex<Void>(())
    let exchanges = Atomic<UInt64>(0)

    /// How often the file was exchanged for a rewritten one since the start.
    ///
    /// What another process read of the file is nobody's when this is not what it was before.
    package var generation: UInt64 {
        current.withLock { _ in exchanges.load(ordering: .relaxed) }
    }

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
        return try Keyring(directory, environment, storeID, [masterKey])
    }

    /// Opens an existing keyring with that one of the master keys which wraps it.
    ///
    /// Throws when it is another store's, or none of the master keys is its own.
    package convenience init(
        directory: String,
        storeID: [UInt8],
        masterKeys: [MasterKey],
        mapSizeBytes: Int = mapSizeBytesDefault
    ) throws(KeyringError) {
        let environment: Environment
        do throws(LMDBError) {
            environment = try Self.open(directory, mapSizeBytes, creates: false)
        } catch {
            throw .store(error)
        }
        try self.init(directory, environment, storeID, masterKeys)
    }

    private init(
        _ directory: String,
        _ environment: Environment,
        _ storeID: [UInt8],
        _ masterKeys: [MasterKey]
    ) throws(KeyringError) {
        let meta = try KeyringMeta(environment, storeID)
        wrapping = KeyWrapping(storeID: storeID, masterKey: try meta.masterKey(among: masterKeys))
        office = try meta.officeKeys(wrapping)
        previousKeyIDText = meta.previousKeyIDText
        self.directory = directory
        self.storeID = storeID
        current = Mutex(environment)
        do throws(LMDBError) {
            let snapshot = try environment.beginRead()
            cache = KeyCache(erased: try KeyringMeta.erasedSubjects(snapshot, environment))
        } catch {
            throw .store(error)
        }
    }

    /// The id of the master key that wraps a closed keyring, in hexadecimal.
    package static func masterKeyIDText(
        directory: String,
        storeID: [UInt8],
        mapSizeBytes: Int = mapSizeBytesDefault
    ) throws(KeyringError) -> String {
        let environment: Environment
        do throws(LMDBError) {
            environment = try open(directory, mapSizeBytes, creates: false)
        } catch {
            throw .store(error)
        }
        defer { environment.close() }
        return try KeyringMeta(environment, storeID).masterKeyIDText()
    }

    static func open(
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
        guard try !hasKey(subject) else { throw .subjectExists }
        try mint(subject, version: Self.firstVersion, in: &transaction)
    }

    /// Makes a further key of a subject, for what is sealed from now on.
    ///
    /// For the case that somebody may have read the key; what it sealed stays sealed with it. As
    /// ``mintKey(for:in:)`` otherwise; throws ``KeyringError/keyMissing`` for a stranger.
    package func renewKey(
        of subject: String,
        in transaction: inout WriteTransaction
    ) throws(KeyringError) {
        guard !cache.isErased(subject) else { throw .subjectErased }
        guard let newest = try newestVersion(subject), newest < .max else { throw .keyMissing }
        try mint(subject, version: newest + 1, in: &transaction)
    }

    private func mint(
        _ subject: String,
        version: UInt16,
        in transaction: inout WriteTransaction
    ) throws(KeyringError) {
        guard !cache.isErased(subject) else { throw .subjectErased }
        let row = try Self.row(subject, version)
        var bytes = Random.bytes(count: MasterKey.byteCount)
        defer { for index in bytes.indices { bytes[index] = 0 } }
        let wrapped = try wrapping.wrap(
            bytes,
            purpose: KeyringMeta.subjectPurpose,
            name: subject,
            version: version
        )
        do throws(LMDBError) {
            try transaction.put(wrapped, for: row, in: environment.table("keys"))
        } catch {
            throw .store(error)
        }
        cache.mint(
            KeyCache.Entry(
                key: SymmetricKey(data: bytes),
                version: version,
                unwrappedAt: .now
            ),
            subject
        )
    }

    /// Whether a subject has a key, minted in the open transaction or before.
    package func hasKey(_ subject: String) throws(KeyringError) -> Bool {
        if cache.isErased(subject) { return false }
        if cache.minted(subject) != nil { return true }
        return try newestVersion(subject) != nil
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

    /// How often a key was wanted that is gone although its subject was never erased.
    ///
    /// An alarm above 0.
    package var missedKeys: Int { cache.missed }

    /// Drops unwrapped keys whose 60 seconds are over; call it from a timer.
    package func dropStaleKeys() { cache.dropStale() }

    private func newestKey(_ subject: String) throws(KeyringError) -> KeyCache.Entry {
        if cache.isErased(subject) { throw .subjectErased }
        if let entry = cache.minted(subject) { return entry }
        if let entry = cache.newest(subject) { return entry }
        guard let version = try newestVersion(subject) else { throw missing(subject) }
        let entry = try key(of: subject, version: version)
        cache.remember(entry, subject, isNewest: true)
        return entry
    }

    private func key(
        of subject: String,
        version: UInt16
    ) throws(KeyringError) -> KeyCache.Entry {
        if let entry = try cache.known(subject, version) { return entry }
        let place = try Self.row(subject, version)
        let row = try read { snapshot, environment throws(LMDBError) in
            try snapshot.bytes(place, in: environment.table("keys"))
        }
        guard let row else { throw missing(subject) }
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

    /// Why a subject has no key; counts one that should be there.
    private func missing(_ subject: String) -> KeyringError {
        // It may have been destroyed while this call waited for the file.
        if cache.isErased(subject) { return .subjectErased }
        cache.miss()
        return .keyMissing
    }

    func newestVersion(_ subject: String) throws(KeyringError) -> UInt16? {
        let last = try Self.row(subject, .max)
        return try read { snapshot, environment throws(LMDBError) in
            var version: UInt16?
            try snapshot.scan(environment.table("keys"), from: last, reversed: true) { row, _ in
                let row = [UInt8](copying: row)
                if let place = Self.place(ofRow: row), place.subject == subject {
                    version = place.version
                }
                return false
            }
            return version
        }
    }

    /// Looks at rows while nobody can take the file away.
    func read<Result: Sendable>(
        _ body: (borrowing ReadTransaction, Environment) throws(LMDBError) -> Result
    ) throws(KeyringError) -> Result {
        do throws(LMDBError) {
            return try current.withLock { environment throws(LMDBError) in
                try body(try environment.beginRead(), environment)
            }
        } catch {
            throw .store(error)
        }
    }

    /// Subject, zero byte, version: all versions of a subject stand together, the newest last.
    static func row(_ subject: String, _ version: UInt16) throws(KeyringError) -> [UInt8] {
        guard (1...subjectBytesMax).contains(subject.utf8.count), !subject.utf8.contains(0)
        else { throw .invalidSubject }
        var writer = KeyWriter()
        writer.append(text: subject)
        writer.append(version)
        return writer.bytes
    }

    /// The subject and version in the key of a row.
    static func place(ofRow row: [UInt8]) -> (subject: String, version: UInt16)? {
        guard row.count > 3, row[row.count - 3] == 0 else { return nil }
        return (
            String(decoding: row.dropLast(3), as: UTF8.self),
            UInt16(row[row.count - 2]) << 8 | UInt16(row[row.count - 1])
        )
    }
}
