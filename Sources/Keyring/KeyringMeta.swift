// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Crypto
import LMDB

/// The rows of the table `meta`: whose keyring it is, and the office's own keys.
struct KeyringMeta {
    enum Row: String, CaseIterable {
        case format
        case storeID = "store"
        case keyEncryptionKeyID = "kek"
        /// Only after a rotation.
        case previousKeyID = "previous"
        case index
        case digest
        case anchor

        var key: [UInt8] { Array(rawValue.utf8) }
    }

    /// What binds a wrapped key of a person.
    static let subjectPurpose = "peksos/dek/1"
    /// What binds a wrapped key of the office.
    static let officePurpose = "peksos/key/1"

    private let values: [Row: [UInt8]]

    /// Reads the rows; throws when they are another store's, or none of a keyring.
    init(_ environment: Environment, _ storeID: [UInt8]) throws(KeyringError) {
        var values: [Row: [UInt8]] = [:]
        do throws(LMDBError) {
            let transaction = try environment.beginRead()
            let meta = environment.table("meta")
            for row in Row.allCases { values[row] = try transaction.bytes(row.key, in: meta) }
        } catch {
            throw .store(error)
        }
        self.values = values
        let format = try value(.format, count: 2)
        let number = UInt16(format[0]) << 8 | UInt16(format[1])
        guard number == Keyring.format else { throw .unsupportedFormat(number) }
        guard try value(.storeID, count: 16) == storeID else { throw .otherStore }
    }

    /// The id of the master key before the last rotation, in hexadecimal.
    var previousKeyIDText: String? { values[.previousKeyID].map(hexadecimal) }

    /// The id of the master key that wraps the rows, in hexadecimal.
    func masterKeyIDText() throws(KeyringError) -> String {
        hexadecimal(try value(.keyEncryptionKeyID, count: 8))
    }

    /// That one of the master keys which wraps the rows.
    func masterKey(among keys: [MasterKey]) throws(KeyringError) -> MasterKey {
        let identifier = try value(.keyEncryptionKeyID, count: 8)
        guard let key = keys.first(where: { $0.identifier == identifier }) else {
            throw .wrongMasterKey(
                expected: hexadecimal(identifier),
                given: keys.map(\.identifierText).joined(separator: " ")
            )
        }
        return key
    }

    /// The office's keys, unwrapped.
    func officeKeys(_ wrapping: KeyWrapping) throws(KeyringError) -> OfficeKeys {
        func key(_ row: Row) throws(KeyringError) -> SymmetricKey {
            guard let wrapped = values[row] else { throw .notAKeyring(row: row.rawValue) }
            return try wrapping.unwrap(
                wrapped,
                purpose: Self.officePurpose,
                name: row.rawValue,
                version: Keyring.firstVersion
            )
        }
        do {
            return OfficeKeys(
                index: try key(.index),
                digest: try key(.digest),
                anchor: try Curve25519.Signing.PrivateKey(rawRepresentation: try key(.anchor))
            )
        } catch let error as KeyringError {
            throw error
        } catch {
            throw .damagedKey(row: Row.anchor.rawValue)
        }
    }

    private func value(_ row: Row, count: Int) throws(KeyringError) -> [UInt8] {
        guard let value = values[row], value.count == count else {
            throw .notAKeyring(row: row.rawValue)
        }
        return value
    }

    /// The rows of a new keyring, with fresh random keys.
    static func rows(_ wrapping: KeyWrapping) throws(KeyringError) -> [(Row, [UInt8])] {
        func fresh(_ row: Row, _ key: [UInt8]) throws(KeyringError) -> (Row, [UInt8]) {
            let wrapped = try wrapping.wrap(
                key,
                purpose: officePurpose,
                name: row.rawValue,
                version: Keyring.firstVersion
            )
            return (row, wrapped)
        }
        let anchor = Curve25519.Signing.PrivateKey()
        return [
            (.format, bigEndian(Keyring.format)),
            (.storeID, wrapping.storeID),
            (.keyEncryptionKeyID, wrapping.masterKey.identifier),
            try fresh(.index, Random.bytes(count: MasterKey.byteCount)),
            try fresh(.digest, Random.bytes(count: MasterKey.byteCount)),
            try fresh(.anchor, Array(anchor.rawRepresentation)),
        ]
    }

    /// Writes the rows, unless there are some; answers whether there were none.
    static func write(
        _ rows: [(Row, [UInt8])],
        _ environment: Environment
    ) throws(LMDBError) -> Bool {
        let meta = environment.table("meta")
        var transaction = try environment.beginWrite(WriterPermit.take())
        guard try transaction.count(in: meta) == 0 else { return false }
        for (row, value) in rows { try transaction.put(value, for: row.key, in: meta) }
        try transaction.commit()
        try environment.sync()
        return true
    }

    /// Every subject with a tombstone.
    static func erasedSubjects(
        _ snapshot: borrowing ReadTransaction,
        _ environment: Environment
    ) throws(LMDBError) -> Set<String> {
        var subjects: Set<String> = []
        try snapshot.scan(environment.table("tombstones")) { subject, _ in
            subjects.insert(String(decoding: [UInt8](copying: subject), as: UTF8.self))
            return true
        }
        return subjects
    }
}
