// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import EventLog
import Projections
import Testing
import TestSupport

/// Goal: views are trusted exactly when the mark, the boot, the witness and the log say so.
///
/// Method: a golden mark, every line of it damaged, and each row of the table of trust.
struct ViewsMarkTests {
    private let directory = TemporaryDirectory()
    private let hash = Digest32((0..<32).map { UInt8($0) }) ?? .zero
    private let boot = BootID(text: "5f0c8a54-2f3e-4f9b-9a55-0123456789ab")

    private func mark(_ state: ViewsMark.State) throws -> ViewsMark {
        ViewsMark(
            storeID: try #require(StoreID(text: "01JD0000000000000000000000")),
            mapVersion: 1,
            fingerprint: "kernel.1 box.2",
            state: state,
            bootID: boot,
            nonce: (0..<16).map { UInt8($0) },
            position: 18_206,
            hash: hash
        )
    }

    private func trust(
        _ mark: ViewsMark?,
        mapVersion: Int = 1,
        fingerprint: String = "kernel.1 box.2",
        store: String = "01JD0000000000000000000000",
        boot: BootID?,
        witness: [UInt8]?,
        logHash: Digest32?
    ) throws -> ViewsTrust {
        ViewsTrust.decide(
            mark: mark,
            storeID: try #require(StoreID(text: store)),
            mapVersion: mapVersion,
            fingerprint: fingerprint,
            bootID: boot,
            witness: witness,
            hashAt: { $0 == 18_206 ? logHash : nil }
        )
    }

    @Test func `the golden mark is what we write and read`() throws {
        let golden = Golden.text("format/views-mark.txt")
        #expect(try mark(.open).text == golden)
        #expect(ViewsMark(text: golden) == (try mark(.open)))
    }

    @Test func `a mark with any byte changed or cut is none`() throws {
        let golden = Array(Golden.text("format/views-mark.txt").utf8)
        for index in golden.indices {
            var damaged = golden
            damaged[index] ^= 1
            let text = String(decoding: damaged, as: UTF8.self)
            #expect(ViewsMark(text: text) == nil, "byte \(index)")
            let cut = String(decoding: golden[..<index], as: UTF8.self)
            #expect(ViewsMark(text: cut) == nil, "cut at \(index)")
        }
    }

    @Test func `mark and witness read back from their files`() throws {
        let path = "\(directory.path)/mark"
        let live = "\(directory.path)/live"
        #expect(ViewsMark.read(path) == nil)
        #expect(ViewsWitness.read(live) == nil)
        var mark = try mark(.clean)
        mark.bootID = nil
        mark.nonce = ViewsMark.makeNonce()
        try mark.write(to: path)
        try ViewsWitness.write(mark.nonce, to: live)
        #expect(ViewsMark.read(path) == mark)
        #expect(ViewsWitness.read(live) == mark.nonce)
        try ViewsWitness.remove(live)
        try ViewsWitness.remove(live)
        #expect(ViewsWitness.read(live) == nil)
        #expect(ViewsMark.makeNonce() != ViewsMark.makeNonce())
    }

    @Test func `closed views are trusted in any boot`() throws {
        let clean = try mark(.clean)
        for boot in [boot, nil] {
            #expect(try trust(clean, boot: boot, witness: nil, logHash: hash) == .trust)
        }
    }

    @Test func `open views are trusted only in the same boot with the witness`() throws {
        let open = try mark(.open)
        let other = BootID(text: "00000000-2f3e-4f9b-9a55-0123456789ab")
        #expect(try trust(open, boot: boot, witness: open.nonce, logHash: hash) == .trust)
        let unsynced = ViewsTrust.rebuild(.unsynced)
        #expect(try trust(open, boot: other, witness: open.nonce, logHash: hash) == unsynced)
        #expect(try trust(open, boot: nil, witness: open.nonce, logHash: hash) == unsynced)
        #expect(try trust(open, boot: boot, witness: nil, logHash: hash) == unsynced)
        #expect(try trust(open, boot: boot, witness: [1], logHash: hash) == unsynced)
        var hidden = open
        hidden.bootID = nil
        #expect(try trust(hidden, boot: nil, witness: open.nonce, logHash: hash) == unsynced)
    }

    @Test(arguments: ViewsMark.State.allCases)
    func `views of something else are never trusted`(state: ViewsMark.State) throws {
        let mark = try mark(state)
        func trust(
            _ mark: ViewsMark?,
            mapVersion: Int = 1,
            fingerprint: String = "kernel.1 box.2",
            store: String = "01JD0000000000000000000000",
            logHash: Digest32?
        ) throws -> ViewsTrust {
            try self.trust(
                mark,
                mapVersion: mapVersion,
                fingerprint: fingerprint,
                store: store,
                boot: boot,
                witness: mark?.nonce,
                logHash: logHash
            )
        }
        #expect(try trust(mark, logHash: hash) == .trust)
        #expect(try trust(nil, logHash: hash) == .rebuild(.noMark))
        #expect(try trust(mark, mapVersion: 2, logHash: hash) == .rebuild(.otherMap))
        #expect(try trust(mark, fingerprint: "", logHash: hash) == .rebuild(.otherProjections))
        #expect(
            try trust(mark, store: "01JD0000000000000000000001", logHash: hash)
                == .rebuild(.otherStore)
        )
        #expect(try trust(mark, logHash: nil) == .rebuild(.ahead))
        #expect(try trust(mark, logHash: .zero) == .rebuild(.otherHistory))
    }
}
