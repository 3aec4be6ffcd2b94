// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import EventLog
import Keyring
import LMDB
import Logging
import Office
import Testing
import TestSupport

/// The store's own file operations; the tests' support has a type of the same name.
private typealias StoreFiles = LMDB.Files

/// Goal: a log that lost its end is not served unless somebody accepts it; method: a real store
/// beside which an anchor, a sidecar or a note says more than its log.
struct StoreHeadTests {
    private let directory = TemporaryDirectory()
    private let plan: StorePlan
    private let key: MasterKey

    init() throws {
        var plan = StorePlan(
            directory: directory.path + "/store",
            stateDirectory: directory.makeDirectory("run")
        )
        plan.logMapBytes = 16 << 20
        plan.viewsMapBytes = 16 << 20
        plan.keyringMapBytes = 16 << 20
        self.plan = plan
        key = try MasterKey([UInt8](repeating: 7, count: 32))
        _ = try StoreInitialiser(
            plan: plan,
            mode: .training,
            masterKey: key,
            administrators: [(slug: "admin", uid: 1000)]
        ).run()
    }

    /// Opens log and keyring, calls the body, closes them.
    private func open(
        accepting: Bool = false,
        _ body: (StoreOpener, StoreOpener.Base) throws -> Void = { _, _ in },
        checkLog: OfficeHooks.LogChecking? = nil
    ) throws {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let opener = StoreOpener(plan: plan, logger: logger, checkLog: checkLog)
        let base = try opener.openBase([key], acceptsRollback: accepting)
        defer {
            base.log.environment.close()
            base.keyring.environment.close()
        }
        try body(opener, base)
        base.inFlight?.remove()
    }

    private func refusal() -> String? {
        do {
            try open()
            return nil
        } catch let problem as StoreProblem {
            #expect(problem.exitStatus == 78)
            return problem.description
        } catch {
            return "not a StoreProblem: \(error)"
        }
    }

    /// Puts an anchor beside the log that this very store signed.
    private func anchor(at position: UInt64, hash: Digest32? = nil) throws {
        try open { _, base in
            let snapshot = try base.log.beginRead()
            let anchor = try Anchor(
                storeID: base.log.storeID,
                position: position,
                hash: try hash ?? base.log.read(position, snapshot)?.hash ?? .zero,
                time: "2026-11-21T17:00:00.000+07:00",
                ledgerLines: 0,
                signedBy: base.keyring
            )
            try StoreFiles.append(Array(anchor.text.utf8), to: plan.directory + "/anchors")
        }
    }

    @Test func `a log that contains its newest anchor opens`() throws {
        try anchor(at: 3)
        #expect(refusal() == nil)
    }

    @Test func `a log that ends before its newest anchor is refused`() throws {
        try anchor(at: 8)
        let words = try #require(refusal())
        #expect(words.contains("log ends at 3, anchor says 8"))
        #expect(words.contains("--accept-rollback"))
    }

    @Test func `another history than the anchor's is refused`() throws {
        try anchor(at: 2, hash: .zero)
        #expect(try #require(refusal()).contains("event 2 is not the one the anchor knows"))
    }

    @Test func `an anchor that this store did not sign counts for nothing`() throws {
        try anchor(at: 8)
        let path = plan.directory + "/anchors"
        let bytes = try #require(try StoreFiles.read(path))
        let text = String(decoding: bytes, as: UTF8.self)
        try StoreFiles.replace(path, with: Array(text.replacing("8 2026", with: "9 2026").utf8))
        #expect(refusal() == nil)
    }

    @Test func `a loss that is accepted is told, and then known to the sidecar`() throws {
        try anchor(at: 8)
        try open(accepting: true) { opener, base in
            #expect(base.rollback == Rollback(backup: nil, position: 3, lostUpTo: 8))
            // As the office does once the log says so.
            try AnchorBook([plan.directory + "/anchors"]).rolledBack(to: 3)
            try opener.settled(base)
        }
        #expect(refusal() == nil)
        try open { _, base in #expect(base.rollback == nil) }
    }

    @Test func `the greater loss of sidecar and anchor is told`() throws {
        try anchor(at: 8)
        try StoreFiles.removeAll(plan.directory + "/head")
        let text = try #require(try StoreFiles.read(plan.directory + "/FORMAT"))
        let storeID = try #require(StoreFormat(text: String(decoding: text, as: UTF8.self))).storeID
        let sidecar = try HeadSidecar(plan.directory + "/head", storeID: storeID)
        try sidecar.record(position: 11, hash: .zero)
        try open(accepting: true) { _, base in
            #expect(base.rollback?.lostUpTo == 11)
        }
    }

    @Test func `after two crashes another process reads the log first`() throws {
        for _ in 0..<2 {
            try open()
            // What a crash leaves: the note of the batch in flight, and the byte of a fault.
            try StoreFiles.replace(directory.path + "/run/inflight", with: Array("a\n".utf8))
            try StoreFiles.replace(directory.path + "/run/fault", with: [1])
        }
        let problem = #expect(throws: StoreProblem.self) {
            try open(checkLog: { request, _ in .damaged("the checking process ended") })
        }
        #expect(problem?.description.contains("the checking process ended") == true)
    }
}
