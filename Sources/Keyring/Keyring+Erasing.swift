// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import LMDB
import Synchronization

extension Keyring {
    /// Lets every opening for some subjects fail from now on, and forgets their unwrapped keys.
    ///
    /// Any thread. The keys themselves are destroyed by ``destroyKeys(of:position:eventID:in:)``;
    /// until then a restart would bring them back.
    package func hide(_ subjects: [String]) {
        for subject in subjects { cache.erase(subject) }
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
        let first = try Self.row(subject, 0)
        cache.erase(subject)
        var rows: [[UInt8]] = []
        do throws(LMDBError) {
            let keys = environment.table("keys")
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
                in: environment.table("tombstones")
            )
        } catch {
            throw .store(error)
        }
    }

    /// Every subject that has a key.
    ///
    /// Any thread; reads the whole table, so call it rarely.
    package func subjectsWithKeys() throws(KeyringError) -> Set<String> {
        try read { snapshot, environment throws(LMDBError) in
            var subjects: Set<String> = []
            try snapshot.scan(environment.table("keys")) { row, _ in
                if let place = Self.place(ofRow: [UInt8](copying: row)) {
                    subjects.insert(place.subject)
                }
                return true
            }
            return subjects
        }
    }

    /// Every subject whose destruction the keyring itself has on record.
    package func tombstones() throws(KeyringError) -> Set<String> {
        try read { snapshot, environment throws(LMDBError) in
            try KeyringMeta.erasedSubjects(snapshot, environment)
        }
    }

    /// Whether a key of a subject is in the file, be the subject erased or not.
    package func isKeyStored(_ subject: String) throws(KeyringError) -> Bool {
        try newestVersion(subject) != nil
    }

    /// Writes a copy without free pages to a file that must not exist, and syncs it.
    ///
    /// Any thread; an erasure waits so long, and nobody else.
    package func copyCompact(toNewFile path: String) throws {
        try exchange.withLock { _ in try environment.copyCompact(toNewFile: path) }
    }
}
