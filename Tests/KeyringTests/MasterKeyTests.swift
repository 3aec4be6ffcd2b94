// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Glibc
import Keyring
import Testing
import TestSupport

/// Goal: only a private file of 32 bytes is taken for a master key.
///
/// Method: files of every wrong kind.
struct MasterKeyTests {
    private let directory = TemporaryDirectory()
    private var path: String { "\(directory.path)/master-key" }

    @Test(arguments: [0o400, 0o600] as [UInt32])
    func `a private file of 32 bytes is a key`(mode: UInt32) throws {
        Files.write([UInt8](repeating: 0, count: 32), to: path, mode: mode)
        let key = try MasterKey.load(path)
        // HMAC-SHA-256 of 32 zero bytes over "peksos/kek-id", computed by another program.
        #expect(key.identifierText == "526596212fbba876")
        #expect("\(key)" == "master key 526596212fbba876")
    }

    @Test(arguments: [0o640, 0o644, 0o700, 0o660] as [UInt32])
    func `a file that others may read is refused`(mode: UInt32) {
        Files.write([UInt8](repeating: 0, count: 32), to: path, mode: mode)
        #expect(throws: KeyringError.masterKeyMode(mode)) { try MasterKey.load(path) }
    }

    @Test(arguments: [0, 31, 33])
    func `another length is refused`(count: Int) {
        Files.write([UInt8](repeating: 0, count: count), to: path)
        #expect(throws: KeyringError.masterKeySize(bytes: count)) { try MasterKey.load(path) }
    }

    @Test func `a missing file and a link are refused`() {
        #expect(throws: KeyringError.self) { try MasterKey.load(path) }
        Files.write([UInt8](repeating: 0, count: 32), to: path + ".real")
        #expect(unsafe symlink(path + ".real", path) == 0)
        #expect(throws: KeyringError.self) { try MasterKey.load(path) }
    }

    @Test func `a generated key is private, random and never overwritten`() throws {
        let made = try MasterKey.generate(path)
        #expect(try MasterKey.load(path).identifier == made.identifier)
        #expect(throws: KeyringError.self) { try MasterKey.generate(path) }
        #expect(try MasterKey.generate(path + "2").identifier != made.identifier)
    }
}
