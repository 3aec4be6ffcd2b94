// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import EventLog
import Keyring
import LMDB
import Office
import TestSupport
import Testing

/// The store's own file operations; the tests' support has a type of the same name.
private typealias StoreFiles = LMDB.Files

/// Goal: a backup is restored whole, or refused before there is a store; method: backups of one
/// office, changed in one place for each refusal.
@Suite(.timeLimit(.minutes(10))) struct RestoreTests {
    let office: TestOffice
    let directory = TemporaryDirectory()
    private let first: String
    let second: String

    init() throws {
        office = try TestOffice()
        try office.operators(["sari": [.coordinator]])
        first = try Self.backup(office)
        // Of one day only the newest is kept.
        office.setToday(CivilDate(days: 20_779))
        try office.call("contact.register", ["name": "Bu Rina"], as: "sari")
        second = try Self.backup(office)
        try office.call("box.register", ["box": "B1"], as: "sari")
        try office.call("log.anchor")
    }

    private static func backup(_ office: TestOffice) throws -> String {
        let job = try office.call("backup.create")["job"] ?? nil
        let done = try office.call("job.wait", ["job": job, "waitMs": 20_000])
        return try #require(done["result"]?["backup"]?.string, "\(done.line)")
    }

    var shelf: BackupShelf { BackupShelf(office.path + "/store-backup") }

    var plan: StorePlan {
        var plan = StorePlan(directory: directory.path + "/store", stateDirectory: directory.path)
        plan.logMapBytes = 64 << 20
        plan.keyringMapBytes = 16 << 20
        return plan
    }

    func source(log: String, keyring: String) -> StoreRestorer.Source {
        var source = StoreRestorer.Source(
            log: shelf.log(log),
            keyring: shelf.keyring(keyring),
            ledger: shelf.directory + "/erasures",
            anchors: shelf.anchors
        )
        source.isTraining = true
        return source
    }

    @discardableResult
    func restore(
        _ source: StoreRestorer.Source,
        key: UInt8 = 7
    ) throws -> StoreRestorer.Outcome {
        try StoreRestorer(
            plan: plan,
            source: source,
            masterKeys: [try MasterKey([UInt8](repeating: key, count: 32))],
            checkLog: { LogCheck.run($0, progress: $1) }
        ).run()
    }

    /// Why a restore is refused; there must be no store afterwards.
    func refusal(_ source: StoreRestorer.Source, key: UInt8 = 7) -> String {
        do {
            try restore(source, key: key)
            return "restored"
        } catch let problem as StoreProblem {
            #expect(StoreFiles.names(in: plan.directory).isEmpty)
            return problem.description
        } catch {
            return "not a StoreProblem: \(error)"
        }
    }

    private func change(_ path: String, at offset: Int) throws {
        let file = try OpenFile(updating: path)
        let byte = try file.read(count: 1, at: offset)
        try file.write([byte[0] ^ 1], at: offset)
    }

    // MARK: Whole

    @Test func `a restored store has everything up to its position and says what is lost`() throws {
        let head = try #require(try office.call("log.head")["position"]?.integer)
        let outcome = try restore(source(log: second, keyring: second))
        #expect(outcome.position == UInt64(head - 1))
        #expect(outcome.lostUpTo == UInt64(head))
        #expect(outcome.mode == .training)
        let names = StoreFiles.names(in: plan.directory)
        #expect(names == ["FORMAT", "erasures", "head", "keyring", "log", "restored", "views"])
        let report = LogCheck.run(LogCheckRequest(store: plan.directory, isCopy: true))
        #expect(report.isSound, "\(report.problem ?? "")")
        #expect(report.head == outcome.headHash.hex)
        #expect(report.sealed == 1)
    }

    @Test func `an older log goes with a newer keyring`() throws {
        #expect(try restore(source(log: first, keyring: second)).position > 0)
    }

    @Test func `an older keyring goes with a newer log only when that is accepted`() throws {
        var old = source(log: second, keyring: first)
        #expect(refusal(old).contains("--accept-old-keyring"))
        old.acceptsOldKeyring = true
        try restore(old)
        let report = LogCheck.run(LogCheckRequest(store: plan.directory, isCopy: true))
        #expect(report.verdict == "incomplete")
    }

    // MARK: Refused

    @Test func `a directory that holds something is left alone`() throws {
        try StoreFiles.makeDirectory(plan.directory)
        try StoreFiles.create(plan.directory + "/FORMAT", [1])
        #expect(throws: StoreProblem.self) { try restore(source(log: second, keyring: second)) }
        #expect(StoreFiles.names(in: plan.directory) == ["FORMAT"])
    }

    @Test(arguments: ["log", "keyring"])
    func `changed bytes are refused before LMDB sees them`(part: String) throws {
        let path = part == "log" ? shelf.log(second) : shelf.keyring(second)
        try change(path + "/data.mdb", at: 9_000)
        let source = source(log: second, keyring: second)
        #expect(refusal(source).contains("is not the file that its manifest describes"))
    }

    @Test func `a truncated part is refused`() throws {
        let path = shelf.log(second) + "/data.mdb"
        let whole = try #require(try StoreFiles.read(path))
        try StoreFiles.removeAll(path)
        try StoreFiles.create(path, Array(whole.dropLast(4_096)))
        let source = source(log: second, keyring: second)
        #expect(refusal(source).contains("is not the file that its manifest describes"))
    }

    @Test func `a changed manifest is refused`() throws {
        // Digits of the position, so that it can still be read.
        for part in [shelf.keyring(second), shelf.log(second)] {
            let path = part + "/MANIFEST"
            let whole = try #require(try StoreFiles.read(path))
            let text = String(decoding: whole, as: UTF8.self)
            let changed = text.replacing("\"verified\":true", with: "\"verified\":false")
            try StoreFiles.removeAll(path)
            try StoreFiles.create(path, Array(changed.utf8))
            let words = refusal(source(log: second, keyring: second))
            #expect(words == "\(part): the manifest was changed: take another backup")
            try StoreFiles.replace(path, with: whole)
        }
        try StoreFiles.removeAll(shelf.log(second) + "/MANIFEST")
        #expect(refusal(source(log: second, keyring: second)).contains("is missing"))
    }

    @Test func `another master key is refused`() {
        let words = refusal(source(log: second, keyring: second), key: 8)
        #expect(words.contains("KEK "))
        #expect(words.contains("expected"))
    }

    @Test func `parts of two stores are refused`() throws {
        let other = try TestOffice()
        let id = try Self.backup(other)
        var mixed = source(log: second, keyring: second)
        mixed.log = BackupShelf(other.path + "/store-backup").log(id)
        #expect(refusal(mixed).contains("take two parts of one store"))
    }

    @Test func `an exercise never becomes an office`() {
        var office = source(log: second, keyring: second)
        office.isTraining = false
        #expect(refusal(office).contains("is of a training store: restore it with --training"))
    }

    @Test func `a ledger older than the backup or than any anchor is refused`() throws {
        var old = source(log: second, keyring: second)
        old.ledger = directory.path + "/none"
        #expect(refusal(old).contains("name the newest ledger"))
        // An erasure that an anchor knows and the ledger at hand does not.
        try StoreFiles.append(
            Array("KLN-2016-0001 5 01890000-0000-7000-8000-000000000000 2026-11-21\n".utf8),
            to: office.path + "/store/erasures"
        )
        try office.call("log.anchor")
        #expect(refusal(source(log: second, keyring: second)).contains("0 lines, 1 are known"))
        var newest = source(log: second, keyring: second)
        newest.ledger = office.path + "/store/erasures"
        #expect(refusal(newest) == "restored")
    }

    @Test func `a copy that does not verify is refused although its manifest is right`() throws {
        let source = source(log: second, keyring: second)
        #expect(throws: StoreProblem.self) {
            try StoreRestorer(
                plan: plan,
                source: source,
                masterKeys: [try MasterKey([UInt8](repeating: 7, count: 32))],
                checkLog: { _, _ in .damaged("chain breaks at 3") }
            ).run()
        }
        #expect(StoreFiles.names(in: plan.directory).isEmpty)
    }
}
