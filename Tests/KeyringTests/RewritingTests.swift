// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Keyring
import LMDB
import Testing
import TestSupport

/// Goal: a keyring that is rewritten or rotated holds the same keys and no destroyed one; method:
/// keyrings in temporary directories, with what a killed run would leave beside them.
struct RewritingTests {
    private let directory = TemporaryDirectory()
    private let storeID = [UInt8](repeating: 7, count: 16)
    private let first: MasterKey
    private let second: MasterKey
    private let plaintext = Array(#"{"name":"Siti Aminah"}"#.utf8)

    init() throws {
        first = try MasterKey([UInt8](repeating: 1, count: 32))
        second = try MasterKey([UInt8](repeating: 2, count: 32))
    }

    private var path: String { directory.path + "/keyring" }
    private var fresh: String { Keyring.freshDirectory(of: path) }

    private var context: SealContext {
        SealContext(
            storeID: storeID,
            eventID: [UInt8](repeating: 2, count: 16),
            stream: "client-KLN-1",
            streamVersion: 1,
            type: "client.registered",
            schemaVersion: 1
        )
    }

    private func makeKeyring(_ subjects: [String]) throws -> Keyring {
        _ = directory.makeDirectory("keyring")
        let keyring = try Keyring.create(
            directory: path,
            storeID: storeID,
            masterKey: first,
            mapSizeBytes: 1 << 22
        )
        var transaction = try keyring.beginWrite(WriterPermit.take())
        for subject in subjects { try keyring.mintKey(for: subject, in: &transaction) }
        try keyring.commit(transaction)
        return keyring
    }

    private func open(_ keys: MasterKey...) throws -> Keyring {
        try Keyring(directory: path, storeID: storeID, masterKeys: keys, mapSizeBytes: 1 << 22)
    }

    private func destroy(_ subject: String, in keyring: Keyring) throws {
        var transaction = try keyring.beginWrite(WriterPermit.take())
        try keyring.destroyKeys(
            of: subject,
            position: 9,
            eventID: [UInt8](repeating: 3, count: 16),
            in: &transaction
        )
        try keyring.commit(transaction)
    }

    /// The stored row of a subject's first key.
    private func wrapped(_ subject: String, in keyring: Keyring) throws -> [UInt8]? {
        let row = Array(subject.utf8) + [0, 0, 1]
        let environment = keyring.environment
        return try environment.beginRead().bytes(row, in: environment.table("keys"))
    }

    private func isIn(_ path: String, _ wanted: [UInt8]) -> Bool {
        let bytes = Files.read(path + "/data.mdb")
        return bytes.indices.contains { start in
            bytes[start] == wanted[0] && bytes[start...].starts(with: wanted)
        }
    }

    private func rotate(renewsIndex: Bool = false) throws {
        try Keyring.rotate(
            directory: path,
            storeID: storeID,
            from: first,
            to: second,
            renewsIndex: renewsIndex,
            mapSizeBytes: 1 << 22,
            WriterPermit.take()
        )
    }

    // MARK: Rewriting

    @Test func `a rewritten keyring has no byte of a destroyed key and serves the others`() throws {
        let keyring = try makeKeyring(["KLN-1", "KLN-2"])
        let segment = try keyring.seal(plaintext, for: "KLN-2", in: context)
        let erased = try #require(try wrapped("KLN-1", in: keyring))
        let kept = try #require(try wrapped("KLN-2", in: keyring))
        try destroy("KLN-1", in: keyring)
        // The reason for all this: a deleted row stays in a free page.
        #expect(isIn(path, erased))
        try keyring.rewrite(WriterPermit.take())
        #expect(!isIn(path, erased))
        #expect(isIn(path, kept))
        #expect(TemporaryDirectory.names(in: directory.path) == ["keyring"])
        #expect(try keyring.open(segment, of: "KLN-2", in: context) == plaintext)
        var transaction = try keyring.beginWrite(WriterPermit.take())
        try keyring.mintKey(for: "KLN-3", in: &transaction)
        try keyring.commit(transaction)
        #expect(try keyring.subjectsWithKeys() == ["KLN-2", "KLN-3"])
        #expect(try keyring.tombstones() == ["KLN-1"])
        keyring.environment.close()
        let again = try open(first)
        #expect(try again.open(segment, of: "KLN-2", in: context) == plaintext)
        #expect(try again.hasKey("KLN-3"))
        #expect(again.isErased("KLN-1"))
    }

    @Test func `readers on other threads go on while a keyring is rewritten`() async throws {
        let keyring = try makeKeyring(["KLN-1"])
        let segment = try keyring.seal(plaintext, for: "KLN-1", in: context)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<2 {
                group.addTask { [context, plaintext] in
                    for _ in 0..<500 {
                        _ = try keyring.subjectsWithKeys()
                        guard try keyring.open(segment, of: "KLN-1", in: context) == plaintext
                        else { throw KeyringError.damagedSegment }
                    }
                }
            }
            for _ in 0..<20 { try rewriteOnce(keyring) }
            try await group.waitForAll()
        }
    }

    private func rewriteOnce(_ keyring: Keyring) throws {
        try keyring.rewrite(WriterPermit.take())
    }

    @Test func `what an interrupted rewriting left is destroyed`() throws {
        try makeKeyring(["KLN-1"]).environment.close()
        _ = directory.makeDirectory("keyring.new")
        Files.write([1, 2, 3], to: fresh + "/data.mdb")
        try Keyring.removeLeftovers(of: path)
        #expect(TemporaryDirectory.names(in: directory.path) == ["keyring"])
        #expect(try open(first).hasKey("KLN-1"))
    }

    @Test func `hidden subjects open no more although their keys are there`() throws {
        let keyring = try makeKeyring(["KLN-1"])
        let segment = try keyring.seal(plaintext, for: "KLN-1", in: context)
        keyring.hide(["KLN-1"])
        #expect(throws: KeyringError.subjectErased) {
            try keyring.open(segment, of: "KLN-1", in: context)
        }
        #expect(throws: KeyringError.subjectErased) {
            try keyring.seal(plaintext, for: "KLN-1", in: context)
        }
        #expect(try keyring.subjectsWithKeys() == ["KLN-1"])
    }

    @Test func `a renewed key seals from then on, and what was sealed still opens`() throws {
        let keyring = try makeKeyring(["KLN-1"])
        let before = try keyring.seal(plaintext, for: "KLN-1", in: context)
        var transaction = try keyring.beginWrite(WriterPermit.take())
        try keyring.renewKey(of: "KLN-1", in: &transaction)
        #expect(throws: KeyringError.keyMissing) {
            try keyring.renewKey(of: "KLN-9", in: &transaction)
        }
        try keyring.commit(transaction)
        let after = try keyring.seal(plaintext, for: "KLN-1", in: context)
        #expect(before[1...2] == [0, 1])
        #expect(after[1...2] == [0, 2])
        keyring.environment.close()
        let again = try open(first)
        #expect(try again.seal(plaintext, for: "KLN-1", in: context)[1...2] == [0, 2])
        for segment in [before, after] {
            #expect(try again.open(segment, of: "KLN-1", in: context) == plaintext)
        }
    }

    // MARK: Rotation

    @Test func `after a rotation only the new master key opens the keyring`() throws {
        let keyring = try makeKeyring(["KLN-1", "KLN-2"])
        let segment = try keyring.seal(plaintext, for: "KLN-1", in: context)
        let word = Array("siti".utf8)
        let (digest, hash, anchor) =
            (keyring.digest(word), keyring.indexHash(word), keyring.anchorPublicKey)
        let old = try #require(try wrapped("KLN-1", in: keyring))
        try destroy("KLN-2", in: keyring)
        keyring.environment.close()
        try rotate()
        #expect(TemporaryDirectory.names(in: directory.path) == ["keyring"])
        #expect(!isIn(path, old))
        #expect(
            throws: KeyringError.wrongMasterKey(
                expected: second.identifierText,
                given: first.identifierText
            )
        ) { try open(first) }
        let rotated = try open(first, second)
        #expect(rotated.keyEncryptionKeyIDText == second.identifierText)
        #expect(rotated.previousKeyIDText == first.identifierText)
        #expect(try rotated.open(segment, of: "KLN-1", in: context) == plaintext)
        #expect(rotated.isErased("KLN-2"))
        #expect(rotated.digest(word) == digest)
        #expect(rotated.indexHash(word) == hash)
        #expect(rotated.anchorPublicKey == anchor)
    }

    @Test func `a rotation may renew the index key`() throws {
        let keyring = try makeKeyring(["KLN-1"])
        let word = Array("siti".utf8)
        let (digest, hash) = (keyring.digest(word), keyring.indexHash(word))
        keyring.environment.close()
        try rotate(renewsIndex: true)
        let rotated = try open(second)
        #expect(rotated.digest(word) == digest)
        #expect(rotated.indexHash(word) != hash)
    }

    @Test func `a rotation that was killed is done again, and one that was done stays`() throws {
        try makeKeyring(["KLN-1"]).environment.close()
        // Killed before the exchange: half a file beside the old one.
        _ = directory.makeDirectory("keyring.new")
        Files.write([0], to: fresh + "/data.mdb")
        #expect(try open(first, second).keyEncryptionKeyIDText == first.identifierText)
        try rotate()
        // Killed after it: the old file is still there.
        _ = directory.makeDirectory("keyring.new")
        Files.write([0], to: fresh + "/data.mdb")
        try rotate()
        #expect(TemporaryDirectory.names(in: directory.path) == ["keyring"])
        #expect(try open(second).hasKey("KLN-1"))
    }
}
