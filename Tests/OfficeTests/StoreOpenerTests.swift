// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Domain
import EventLog
import Keyring
import LMDB
import Logging
import Office
import Projections
import Testing
import TestSupport

/// The store's own file operations; the tests' support has a type of the same name.
private typealias StoreFiles = LMDB.Files

/// Goal: a store is opened only when everything in it belongs together.
///
/// Method: real stores in temporary directories, changed between two openings.
struct StoreOpenerTests {
    private let directory = TemporaryDirectory()
    private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
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
        try initialise()
    }

    private func initialise() throws {
        _ = try StoreInitialiser(
            plan: plan,
            mode: .training,
            masterKey: key,
            administrators: [(slug: "admin", uid: 1000)]
        ).run()
    }

    /// Opens the store, calls the body with its views, closes it; answers the crashes it knew of.
    @discardableResult
    private func open(
        crashing: Bool = false,
        _ body: (Environment, StoreOpener.Base) throws -> Void = { _, _ in }
    ) throws -> CrashHistory {
        let opener = StoreOpener(plan: plan, logger: logger)
        let base = try opener.openBase([key], acceptsRollback: false)
        defer {
            base.log.environment.close()
            base.keyring.environment.close()
        }
        let engine = Office.engine(Slice.all, EventCodec(Slice.all))
        let builder = Office.builder(base.log, base.keyring, engine)
        let views = try opener.openViews(base, builder, engine) { _, _ in }
        defer { views.close() }
        try body(views, base)
        if !crashing { base.inFlight?.remove() }
        return base.crashes
    }

    private func problem(_ body: () throws -> Void) -> String? {
        do {
            try body()
            return nil
        } catch let problem as StoreProblem {
            #expect(problem.exitStatus == 78)
            return problem.description
        } catch {
            return "not a StoreProblem: \(error)"
        }
    }

    private func format(_ change: (String) -> String) throws {
        let path = plan.directory + "/FORMAT"
        let bytes = try #require(try StoreFiles.read(path))
        try StoreFiles.replace(
            path,
            with: Array(change(String(decoding: bytes, as: UTF8.self)).utf8)
        )
    }

    @Test func `a FORMAT of another store or mode is refused`() throws {
        try open()
        try format { $0.replacing("mode training", with: "mode production") }
        #expect(try #require(problem { try open() }).contains("says mode production"))
        try format { $0.replacing("mode production", with: "mode training") }
        try open()
        try format { $0.replacing("id 0", with: "id 7") }
        #expect(try #require(problem { try open() }).contains("put the log of this store back"))
        try format { $0.replacing("format 1", with: "format 9") }
        #expect(try #require(problem { try open() }).contains("format 9"))
        try format { _ in "peksos" }
        #expect(try #require(problem { try open() }).contains("cannot be read"))
    }

    @Test(arguments: [["views"], ["keyring", "views"], ["log", "keyring", "views"]])
    func `an init that died before its last rename is told and done again`(
        left: [String]
    ) throws {
        let building = plan.directory + "/new"
        try StoreFiles.makeDirectory(building)
        for name in ["FORMAT"] + left {
            try StoreFiles.rename(plan.directory + "/" + name, to: building + "/" + name)
        }
        #expect(try #require(problem { try open() }).contains("making did not finish"))
        try initialise()
        try open()
        #expect(!StoreFiles.exists(building))
    }

    @Test func `init refuses a directory with anything in it`() throws {
        #expect(try #require(problem { try initialise() }).contains("is not empty"))
    }

    @Test func `views ahead of the log are built anew`() throws {
        try open { views, _ in
            let writer = try ViewWriter(views, WriterPermit.take(), hash: nil)
            try writer.commit(at: 99)
        }
        try open { views, base in
            let head = try base.log.head(base.log.beginRead()).position
            let position = try ViewReader(views).appliedPosition
            #expect(position == Int64(head))
        }
    }

    @Test func `views without their bookkeeping are built anew`() throws {
        try open { views, _ in
            var transaction = try views.beginWrite(WriterPermit.take())
            try transaction.put([1, 2, 3], for: [0, 1], in: views.table("rows"))
            try transaction.commit()
        }
        try open { views, _ in
            let position = try ViewReader(views).appliedPosition
            #expect(position > 0)
        }
    }

    @Test func `an open mark of this boot is left as it is`() throws {
        try open()
        let mark = try StoreFiles.read(plan.directory + "/views/mark")
        try open()
        #expect(try StoreFiles.read(plan.directory + "/views/mark") == mark)
    }

    @Test func `two crashes distrust the views and quarantine what was in flight at both`() throws {
        #expect(try open().crashes == 0)
        try open(crashing: true) { _, base in
            base.inFlight?.begin(["0123456789abcdef-a", "0123456789abcdef-b"])
        }
        let first = try open(crashing: true) { _, base in
            base.inFlight?.begin(["0123456789abcdef-b", "0123456789abcdef-c"])
        }
        #expect(first.crashes == 1)
        #expect(!first.distrustsViews)
        #expect(first.suspects == ["0123456789abcdef-a", "0123456789abcdef-b"])
        #expect(first.quarantine.isEmpty)
        let mark = try StoreFiles.read(plan.directory + "/views/mark")
        let second = try open()
        #expect(second.crashes == 2)
        #expect(second.distrustsViews)
        #expect(second.quarantine == ["0123456789abcdef-b"])
        #expect(try StoreFiles.read(plan.directory + "/views/mark") != mark)
        let third = try open()
        #expect(third.crashes == 0)
        #expect(third.quarantine == ["0123456789abcdef-b"])
    }

    @Test func `a decided batch makes nobody suspect, a fault still counts`() throws {
        try open(crashing: true) { _, base in
            base.inFlight?.begin(["0123456789abcdef-a"])
            base.inFlight?.end()
        }
        #expect(try open(crashing: true).crashes == 0)
        try StoreFiles.replace(plan.fault, with: Array("x".utf8))
        let history = try open()
        #expect(history.crashes == 1)
        #expect(history.suspects.isEmpty)
    }
}
