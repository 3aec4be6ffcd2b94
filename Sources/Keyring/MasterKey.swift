// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Crypto
import LMDB

/// The office's master key, which wraps every other key: 32 bytes from outside the store.
package struct MasterKey: Sendable, CustomStringConvertible {
    /// Length of the key, in bytes.
    package static let byteCount = 32

    let key: SymmetricKey
    /// First eight bytes of HMAC-SHA-256(key, "peksos/kek-id"): names the key, tells nothing of it.
    package let identifier: [UInt8]

    /// From exactly 32 bytes.
    package init(_ bytes: [UInt8]) throws(KeyringError) {
        guard bytes.count == Self.byteCount else {
            throw .masterKeySize(bytes: bytes.count)
        }
        key = SymmetricKey(data: bytes)
        identifier = Array(
            HMAC<SHA256>.authenticationCode(for: Array("peksos/kek-id".utf8), using: key)
                .prefix(8)
        )
    }

    /// From a regular file of 32 bytes, mode 0400 or 0600; links are refused.
    package static func load(_ path: String) throws(KeyringError) -> MasterKey {
        let status: FileStatus
        let bytes: [UInt8]
        do throws(FileError) {
            let file = try OpenFile(reading: path)
            status = try file.status()
            // One byte more than a key tells a longer file.
            bytes = try file.read(count: byteCount + 1, at: 0)
        } catch {
            throw .masterKeyUnreadable(error)
        }
        guard status.mode == 0o400 || status.mode == 0o600 else {
            throw .masterKeyMode(status.mode)
        }
        guard status.isRegular, status.sizeBytes == byteCount else {
            throw .masterKeySize(bytes: status.sizeBytes)
        }
        return try MasterKey(bytes)
    }

    /// Makes a key file for a training store; the file must not exist.
    ///
    /// Mode 0400.
    package static func generate(_ path: String) throws(KeyringError) -> MasterKey {
        let key = try MasterKey(Random.bytes(count: byteCount))
        try key.write(to: path)
        return key
    }

    /// Writes the key to a file that must not exist.
    ///
    /// Mode 0400.
    package func write(to path: String) throws(KeyringError) {
        do throws(FileError) {
            try Files.create(path, key.withBytes { Array($0) }, mode: 0o400)
        } catch {
            throw .masterKeyUnreadable(error)
        }
    }

    /// The identifier in hexadecimal, 16 characters.
    package var identifierText: String { hexadecimal(identifier) }

    /// The identifier: the key itself is never shown.
    package var description: String { "master key \(identifierText)" }
}

/// Lower-case digits, two a byte.
func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}

/// Bytes from the operating system's generator.
enum Random {
    static func bytes(count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count + 7)
        // Eight at a time: each number is a call of the system.
        while bytes.count < count { bytes.appendBigEndian(generator.next()) }
        bytes.removeLast(bytes.count - count)
        return bytes
    }
}
