// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Crypto
import LMDB

// Parts joined so that the result has one reading: each with its length before it, two bytes,
// big-endian. Every part is shorter than 64 KiB by construction.
extension [UInt8] {
    mutating func append(lengthPrefixed part: some Collection<UInt8>) {
        appendBigEndian(UInt16(truncatingIfNeeded: part.count))
        append(contentsOf: part)
    }

    mutating func append(lengthPrefixed number: some FixedWidthInteger) {
        appendBigEndian(UInt16(truncatingIfNeeded: number.bitWidth / 8))
        appendBigEndian(number)
    }
}

func bigEndian(_ number: some FixedWidthInteger) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.appendBigEndian(number)
    return bytes
}

/// Keys wrapped under the master key: `algorithm(1) ‖ nonce(12) ‖ ciphertext(32) ‖ tag(16)`.
struct KeyWrapping: Sendable {
    /// AES-256-GCM.
    static let algorithm: UInt8 = 1
    private static let keyBytes = 32

    let storeID: [UInt8]
    let masterKey: MasterKey

    /// What the row binds: purpose, store, name, version and master key.
    private func authenticated(_ purpose: String, _ name: String, _ version: UInt16) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(lengthPrefixed: purpose.utf8)
        bytes.append(lengthPrefixed: storeID)
        bytes.append(lengthPrefixed: name.utf8)
        bytes.append(lengthPrefixed: version)
        bytes.append(lengthPrefixed: masterKey.identifier)
        return bytes
    }

    /// The row of a key.
    func wrap(
        _ key: [UInt8],
        purpose: String,
        name: String,
        version: UInt16
    ) throws(KeyringError) -> [UInt8] {
        do {
            let box = try AES.GCM.seal(
                key,
                using: masterKey.key,
                authenticating: authenticated(purpose, name, version)
            )
            return [Self.algorithm] + box.nonce + box.ciphertext + box.tag
        } catch {
            throw .damagedKey(row: name)
        }
    }

    /// The key in a row; throws for a row that was changed or moved.
    func unwrap(
        _ row: [UInt8],
        purpose: String,
        name: String,
        version: UInt16
    ) throws(KeyringError) -> SymmetricKey {
        guard row.first == Self.algorithm else { throw .damagedKey(row: name) }
        do {
            let key = try AES.GCM.open(
                AES.GCM.SealedBox(combined: row.dropFirst()),
                using: masterKey.key,
                authenticating: authenticated(purpose, name, version)
            )
            guard key.count == Self.keyBytes else { throw KeyringError.damagedKey(row: name) }
            return SymmetricKey(data: key)
        } catch {
            throw .damagedKey(row: name)
        }
    }
}
