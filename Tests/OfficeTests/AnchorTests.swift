// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import EventLog
import Keyring
import LMDB
import Office
import TestSupport
import Testing

/// Goal: an anchor is exactly its four lines, and nobody but the store can make one; method: one
/// anchor of a real keyring, changed in each of its parts.
struct AnchorTests {
    private let directory = TemporaryDirectory()
    private let keyring: Keyring
    private let anchor: Anchor
    private static let storeID = StoreID(SixteenBytes(high: 1, low: 2))

    init() throws {
        keyring = try Keyring.create(
            directory: directory.makeDirectory("keyring"),
            storeID: Self.storeID.bytes,
            masterKey: try MasterKey([UInt8](repeating: 7, count: 32)),
            mapSizeBytes: 1 << 20
        )
        anchor = try Self.anchor(at: 18_206, keyring)
    }

    private static func anchor(at position: UInt64, _ keyring: Keyring) throws -> Anchor {
        try Anchor(
            storeID: storeID,
            position: position,
            hash: Digest32(hashing: Array("\(position)".utf8)),
            time: "2026-11-21T17:00:00.000+07:00",
            ledgerLines: 3,
            signedBy: keyring
        )
    }

    @Test func `the text has four lines that say store, place, hash and signature`() {
        let lines = anchor.text.split(separator: "\n")
        #expect(lines.count == 4)
        #expect(lines[0] == "peksos/\(Self.storeID.text)")
        #expect(lines[1] == "18206 2026-11-21T17:00:00.000+07:00 3")
        #expect(lines[3].hasPrefix("sig \(Hexadecimal.text(keyring.anchorKeyID)) "))
    }

    @Test func `what is read again is what was written, and is signed`() throws {
        let read = try #require(Anchor(text: anchor.text))
        #expect(read == anchor)
        #expect(read.isSigned(by: keyring.anchorPublicKey))
        #expect(try #require(Anchor(text: String(anchor.text.dropLast()))) == anchor)
    }

    @Test func `a changed line is another anchor that nobody signed`() throws {
        for (from, to) in [("18206", "18207"), (" 3\n", " 2\n"), ("17:00", "18:00")] {
            let changed = try #require(Anchor(text: anchor.text.replacing(from, with: to)))
            #expect(!changed.isSigned(by: keyring.anchorPublicKey), "\(from) to \(to)")
        }
        let other = try Keyring.create(
            directory: directory.makeDirectory("other"),
            storeID: Self.storeID.bytes,
            masterKey: try MasterKey([UInt8](repeating: 7, count: 32)),
            mapSizeBytes: 1 << 20
        )
        #expect(!anchor.isSigned(by: other.anchorPublicKey))
    }

    @Test(arguments: [
        "", "peksos/x", "a\nb\nc\nd", "peksos/00000000010000000000000002\n1 t\nAA==\nsig a AA==",
    ])
    func `anything else is no anchor`(text: String) {
        #expect(Anchor(text: text) == nil)
    }

    // MARK: The book

    @Test func `the book keeps anchors in every file and reads them over what is none`() throws {
        let files = ["one", "two"].map { directory.path + "/" + $0 }
        let book = AnchorBook(files)
        #expect(book.newestTime == nil)
        try book.add(anchor)
        try LMDB.Files.append(Array("not an anchor\n".utf8), to: files[0])
        let second = try Self.anchor(at: 18_300, keyring)
        try book.add(second)
        #expect(try book.anchors == [anchor, second])
        #expect(try AnchorBook.read(files[1]) == [anchor, second])
        #expect(book.newestTime == second.time)
        #expect(AnchorBook(files).newestTime == second.time)
    }

    @Test func `anchors behind a position that was given up do not count`() throws {
        let file = directory.path + "/anchors"
        let book = AnchorBook([file])
        try book.add(anchor)
        try book.add(try Self.anchor(at: 18_300, keyring))
        try book.rolledBack(to: 18_250)
        #expect(try book.anchors == [anchor])
        #expect(try AnchorBook.read(file, abandoned: true).count == 2)
        let later = try Self.anchor(at: 18_400, keyring)
        try book.add(later)
        #expect(try book.anchors == [anchor, later])
    }

    @Test func `a file that cannot be read is not one without anchors`() throws {
        #expect(try AnchorBook.read(directory.path + "/none").isEmpty)
        let folder = directory.makeDirectory("folder")
        #expect(throws: FileError.self) { try AnchorBook.read(folder) }
    }

    @Test func `of a long file the newest anchors are read`() throws {
        let file = directory.path + "/anchors"
        let text = (1...2_000).map { _ in anchor.text }.joined()
        try LMDB.Files.append(Array(text.utf8), to: file)
        let newest = try Self.anchor(at: 19_000, keyring)
        try AnchorBook([file]).add(newest)
        let read = try AnchorBook.read(file)
        #expect((300..<2_000).contains(read.count))
        #expect(read.last == newest)
    }

    @Test func `an anchor that can be kept nowhere is an error`() throws {
        let book = AnchorBook([directory.path + "/none/anchors"])
        #expect(throws: FileError.self) { try book.add(anchor) }
        #expect(book.newestTime == nil)
    }
}
