// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import LMDB

/// Whose keys a keyring holds, read without the master key: no key is opened.
package struct KeyringCensus: Sendable {
    /// 16 bytes.
    package let storeID: [UInt8]
    /// The id of the master key that wraps the rows, hexadecimal.
    package let keyEncryptionKeyID: String
    /// Subjects with at least one key.
    package let subjects: Set<String>
    /// Subjects with a tombstone.
    package let erased: Set<String>

    /// Reads a keyring that is not open in this process, and closes it again.
    package init(directory: String, use: EnvironmentUse) throws(KeyringError) {
        let environment: Environment
        do throws(LMDBError) {
            environment = try Environment(
                directory: directory,
                options: EnvironmentOptions(
                    mapSizeBytes: Keyring.mapSizeBytesDefault,
                    maxReaders: 64,
                    use: use,
                    tables: Keyring.tables
                )
            )
        } catch {
            throw .store(error)
        }
        try self.init(environment)
        environment.close()
    }

    /// Reads an open keyring.
    package init(_ keyring: Keyring) throws(KeyringError) {
        try self.init(keyring.environment)
    }

    private init(_ environment: Environment) throws(KeyringError) {
        var subjects: Set<String> = []
        let storeID: [UInt8]?
        let keyEncryptionKeyID: [UInt8]?
        do throws(LMDBError) {
            let transaction = try environment.beginRead()
            let meta = environment.table("meta")
            storeID = try transaction.bytes(KeyringMeta.Row.storeID.key, in: meta)
            keyEncryptionKeyID = try transaction.bytes(
                KeyringMeta.Row.keyEncryptionKeyID.key,
                in: meta
            )
            try transaction.scan(environment.table("keys")) { row, _ in
                // Subject, zero byte, version.
                let subject = [UInt8](copying: row).dropLast(3)
                subjects.insert(String(decoding: subject, as: UTF8.self))
                return true
            }
        } catch {
            throw .store(error)
        }
        guard let storeID, storeID.count == 16 else {
            throw .notAKeyring(row: KeyringMeta.Row.storeID.rawValue)
        }
        guard let keyEncryptionKeyID else {
            throw .notAKeyring(row: KeyringMeta.Row.keyEncryptionKeyID.rawValue)
        }
        self.storeID = storeID
        self.keyEncryptionKeyID = hexadecimal(keyEncryptionKeyID)
        self.subjects = subjects
        do throws(LMDBError) {
            erased = try KeyringMeta.erasedSubjects(environment.beginRead(), environment)
        } catch {
            throw .store(error)
        }
    }
}
