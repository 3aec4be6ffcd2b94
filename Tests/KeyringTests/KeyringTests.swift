// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Keyring
import LMDB
import Testing
import TestSupport

/// Goal: what is sealed opens in its own place and nowhere else, and never after its key is
/// destroyed.
///
/// Method: real keyrings in temporary directories, every part of the place changed once.
struct KeyringTests {
    private let directory = TemporaryDirectory()
    private let storeID = [UInt8](repeating: 7, count: 16)
    private let masterKey: MasterKey
    private let plaintext = Array(#"{"name":"Siti Aminah"}"#.utf8)

    init() throws {
        masterKey = try MasterKey([UInt8](repeating: 1, count: 32))
    }

    private var context: SealContext {
        SealContext(
            storeID: storeID,
            eventID: [UInt8](repeating: 2, count: 16),
            stream: "beneficiary-0001",
            streamVersion: 3,
            type: "beneficiary.registered",
            schemaVersion: 1
        )
    }

    private func makeKeyring() throws -> Keyring {
        try Keyring.create(
            directory: directory.path,
            storeID: storeID,
            masterKey: masterKey,
            mapSizeBytes: 1 << 22
        )
    }

    private func reopen(
        storeID: [UInt8]? = nil,
        masterKey: MasterKey? = nil
    ) throws -> Keyring {
        try Keyring(
            directory: directory.path,
            storeID: storeID ?? self.storeID,
            masterKeys: [masterKey ?? self.masterKey],
            mapSizeBytes: 1 << 22
        )
    }

    private func mint(_ subjects: String..., in keyring: Keyring) throws {
        var transaction = try keyring.beginWrite(WriterPermit.take())
        for subject in subjects { try keyring.mintKey(for: subject, in: &transaction) }
        try keyring.commit(transaction)
    }

    @Test func `a segment opens after a restart`() throws {
        let first = try makeKeyring()
        try mint("BNF-1", in: first)
        let segment = try first.seal(plaintext, for: "BNF-1", in: context)
        first.environment.close()
        let second = try reopen()
        #expect(try second.open(segment, of: "BNF-1", in: context) == plaintext)
    }

    @Test func `two seals of the same words differ and tell no length below 64 bytes`() throws {
        let keyring = try makeKeyring()
        try mint("BNF-1", in: keyring)
        let one = try keyring.seal(plaintext, for: "BNF-1", in: context)
        let two = try keyring.seal(plaintext + plaintext, for: "BNF-1", in: context)
        #expect(one != two)
        #expect(one.count == two.count)
        #expect(one.count == 1 + 2 + 12 + 64 + 16)
        #expect(one.starts(with: [1, 0, 1]))
    }

    @Test(arguments: [0, 1, 62, 63, 64, 65, 5_000])
    func `any length reads back`(count: Int) throws {
        let keyring = try makeKeyring()
        try mint("BNF-1", in: keyring)
        for byte in [UInt8(0), 0x80, 0x20] {
            let bytes = [UInt8](repeating: byte, count: count)
            let segment = try keyring.seal(bytes, for: "BNF-1", in: context)
            #expect(try keyring.open(segment, of: "BNF-1", in: context) == bytes)
        }
    }

    @Test func `a segment moved to another place does not open`() throws {
        let keyring = try makeKeyring()
        try mint("BNF-1", "BNF-2", in: keyring)
        let segment = try keyring.seal(plaintext, for: "BNF-1", in: context)
        let changes: [(inout SealContext) -> Void] = [
            { $0.storeID[0] ^= 1 }, { $0.eventID[15] ^= 1 }, { $0.stream += "0" },
            { $0.streamVersion += 1 }, { $0.type += "x" }, { $0.schemaVersion += 1 },
            // The lengths are bound too: a letter cannot wander from one part to the next.
            {
                $0.stream.removeLast()
                $0.type = "1" + $0.type
            },
        ]
        for change in changes {
            var moved = context
            change(&moved)
            #expect(throws: KeyringError.damagedSegment) {
                try keyring.open(segment, of: "BNF-1", in: moved)
            }
        }
        #expect(throws: KeyringError.damagedSegment) {
            try keyring.open(segment, of: "BNF-2", in: context)
        }
    }

    @Test func `a changed or cut segment does not open`() throws {
        let keyring = try makeKeyring()
        try mint("BNF-1", in: keyring)
        let segment = try keyring.seal(plaintext, for: "BNF-1", in: context)
        for index in segment.indices {
            var damaged = segment
            damaged[index] ^= 0x10
            #expect(throws: KeyringError.self, "byte \(index)") {
                try keyring.open(damaged, of: "BNF-1", in: context)
            }
            let cut = Array(segment[..<index])
            #expect(throws: KeyringError.self, "cut at \(index)") {
                try keyring.open(cut, of: "BNF-1", in: context)
            }
        }
        #expect(throws: KeyringError.unknownAlgorithm(9)) {
            try keyring.open([9] + segment.dropFirst(), of: "BNF-1", in: context)
        }
    }

    @Test func `a minted key seals before its commit and is gone when that is undone`() throws {
        let keyring = try makeKeyring()
        var transaction = try keyring.beginWrite(WriterPermit.take())
        try keyring.mintKey(for: "BNF-1", in: &transaction)
        #expect(try keyring.hasKey("BNF-1"))
        let segment = try keyring.seal(plaintext, for: "BNF-1", in: context)
        #expect(try keyring.open(segment, of: "BNF-1", in: context) == plaintext)
        keyring.discard(transaction)
        #expect(try !keyring.hasKey("BNF-1"))
        #expect(throws: KeyringError.keyMissing) {
            try keyring.seal(plaintext, for: "BNF-1", in: context)
        }
        #expect(throws: KeyringError.keyMissing) {
            try keyring.open(segment, of: "BNF-1", in: context)
        }
        #expect(keyring.missedKeys > 0)
    }

    @Test func `a subject gets one key, and ids that are prefixes do not meet`() throws {
        let keyring = try makeKeyring()
        try mint("BNF-1", in: keyring)
        #expect(try !keyring.hasKey("BNF"))
        #expect(try !keyring.hasKey("BNF-10"))
        try mint("BNF", "BNF-10", in: keyring)
        var transaction = try keyring.beginWrite(WriterPermit.take())
        #expect(throws: KeyringError.subjectExists) {
            try keyring.mintKey(for: "BNF-1", in: &transaction)
        }
        keyring.discard(transaction)
        #expect(throws: KeyringError.invalidSubject) { try keyring.hasKey("") }
        #expect(throws: KeyringError.invalidSubject) {
            try keyring.hasKey(String(repeating: "a", count: Keyring.subjectBytesMax + 1))
        }
        #expect(throws: KeyringError.invalidSubject) { try keyring.hasKey("a\u{0}b") }
    }

    @Test func `a destroyed key opens nothing, also after a restart, and is never made again`()
        throws
    {
        let first = try makeKeyring()
        try mint("BNF-1", "BNF-2", in: first)
        let segment = try first.seal(plaintext, for: "BNF-1", in: context)
        let other = try first.seal(plaintext, for: "BNF-2", in: context)
        var transaction = try first.beginWrite(WriterPermit.take())
        try first.destroyKeys(
            of: "BNF-1",
            position: 9,
            eventID: [UInt8](repeating: 3, count: 16),
            in: &transaction
        )
        try first.commit(transaction)
        func check(_ keyring: Keyring) throws {
            #expect(keyring.isErased("BNF-1"))
            #expect(try !keyring.hasKey("BNF-1"))
            #expect(throws: KeyringError.subjectErased) {
                try keyring.open(segment, of: "BNF-1", in: context)
            }
            var transaction = try keyring.beginWrite(WriterPermit.take())
            #expect(throws: KeyringError.subjectErased) {
                try keyring.mintKey(for: "BNF-1", in: &transaction)
            }
            keyring.discard(transaction)
            #expect(try keyring.open(other, of: "BNF-2", in: context) == plaintext)
        }
        try check(first)
        first.environment.close()
        try check(try reopen())
    }

    @Test func `another master key or store is refused with both ids`() throws {
        try makeKeyring().environment.close()
        let other = try MasterKey([UInt8](repeating: 2, count: 32))
        #expect(
            throws: KeyringError.wrongMasterKey(
                expected: masterKey.identifierText,
                given: other.identifierText
            )
        ) { try reopen(masterKey: other) }
        #expect(throws: KeyringError.otherStore) {
            try reopen(storeID: [UInt8](repeating: 8, count: 16))
        }
        #expect(throws: KeyringError.alreadyInitialised) { try makeKeyring() }
        _ = try reopen()
    }

    @Test func `a wrapped key moved to another row does not open`() throws {
        let first = try makeKeyring()
        try mint("BNF-1", "BNF-2", in: first)
        let keys = first.environment.table("keys")
        var transaction = try first.beginWrite(WriterPermit.take())
        let one = Array("BNF-1".utf8) + [0, 0, 1]
        let two = Array("BNF-2".utf8) + [0, 0, 1]
        let row = try #require(try transaction.bytes(one, in: keys))
        #expect(row.count == 1 + 12 + 32 + 16)
        try transaction.put(row, for: two, in: keys)
        try first.commit(transaction)
        first.environment.close()
        let second = try reopen()
        #expect(throws: KeyringError.damagedKey(row: "BNF-2")) {
            try second.seal(plaintext, for: "BNF-2", in: context)
        }
    }

    @Test func `digests and index hashes stay the same over a restart and differ from each other`()
        throws
    {
        let first = try makeKeyring()
        let word = Array("aminah".utf8)
        let digest = first.digest(word)
        let hash = first.indexHash(word)
        let signature = try first.signAnchor(word)
        let publicKey = first.anchorPublicKey
        #expect(digest.count == 32)
        #expect(hash.count == 16)
        #expect(signature.count == 64)
        #expect(!digest.starts(with: hash))
        first.environment.close()
        let second = try reopen()
        #expect(second.digest(word) == digest)
        #expect(second.indexHash(word) == hash)
        #expect(second.anchorPublicKey == publicKey)
        #expect(second.keyEncryptionKeyID == masterKey.identifier)
        #expect(Keyring.isAnchorSignature(signature, of: word, publicKey: publicKey))
        #expect(!Keyring.isAnchorSignature(signature, of: word + [0], publicKey: publicKey))
        #expect(!Keyring.isAnchorSignature(signature, of: word, publicKey: [1]))
    }
}
