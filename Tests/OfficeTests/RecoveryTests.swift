// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import EventLog
import Glibc
import Keyring
import LMDB
import Logging
import Office
import Synchronization
import TestSupport
import Testing

/// The store's own file operations; the tests' support has a type of the same name.
private typealias StoreFiles = LMDB.Files

/// Goal: a store whose newest commit is damaged comes back as of the commit before, and says what
/// is lost; method: the store of an office, damaged in one place, recovered beside itself.
@Suite(.timeLimit(.minutes(10))) struct RecoveryTests {
    private let plan: StorePlan
    private let target: String
    private let directory = TemporaryDirectory()
    private let office: TestOffice
    private let head: UInt64
    private let storeID: StoreID

    init() throws {
        office = try TestOffice()
        try office.operators(["sari": [.coordinator]])
        try office.call("contact.register", ["name": "Bu Rina"], as: "sari")
        for number in 1...20 { try office.call("box.register", ["box": "B\(number)"], as: "sari") }
        head = UInt64(try #require(try office.call("log.head")["position"]?.integer))
        try office.call("log.anchor")
        office.close()
        var plan = StorePlan(
            directory: office.path + "/store",
            stateDirectory: directory.makeDirectory("run")
        )
        plan.logMapBytes = 256 << 20
        plan.keyringMapBytes = 16 << 20
        self.plan = plan
        // As a daemon leaves it.
        let report = LogCheck.run(LogCheckRequest(log: plan.directory + "/log", isCopy: true))
        let hash = try #require(Hexadecimal.bytes(report.head).flatMap { Digest32($0) })
        storeID = try #require(StoreID(text: report.storeID ?? ""))
        try HeadSidecar(plan.directory + "/head", storeID: storeID)
            .record(position: head, hash: hash)
        target = directory.path + "/recovered"
    }

    private var data: String { plan.directory + "/log/data.mdb" }

    private func recover(
        into directory: String? = nil,
        checkLog: @escaping OfficeHooks.LogChecking = { LogCheck.run($0, progress: $1) }
    ) throws -> StoreRecovery.Outcome {
        try StoreRecovery(
            plan: plan,
            into: directory ?? target,
            anchors: self.directory.path + "/none",
            checkLog: checkLog
        ).run()
    }

    /// Why a recovery is refused; there must be no store afterwards.
    private func refusal(into directory: String? = nil) -> String {
        do {
            _ = try recover(into: directory)
            return "recovered"
        } catch let problem as StoreProblem {
            #expect(!StoreFiles.exists(target + "/FORMAT"))
            return problem.description
        } catch {
            return "not a StoreProblem: \(error)"
        }
    }

    /// Writes over a part of the newest meta page.
    private func damageNewestMeta() throws {
        let file = try OpenFile(updating: data)
        let pages = try file.read(count: 8_192, at: 0)
        let newer = try MetaCheck.newest(of: pages).transaction
        let page = pages[144] == UInt8(truncatingIfNeeded: newer) ? 0 : 1
        try file.write([UInt8](repeating: 0xFF, count: 200), at: page * 4_096)
    }

    /// Opens the recovered store as a start does; answers what the log is told of the rollback.
    private func start(accepting: Bool) throws -> Rollback? {
        var plan = plan
        plan.directory = target
        let base = try StoreOpener(
            plan: plan,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        ).openBase([try MasterKey(TestOffice.masterKey)], acceptsRollback: accepting)
        defer {
            base.log.environment.close()
            base.keyring.environment.close()
        }
        return base.rollback
    }

    @Test func `a damaged newest commit is taken back, and what it held is said to be lost`()
        throws
    {
        try damageNewestMeta()
        let damaged = TestSupport.Files.read(data)
        let outcome = try recover()
        #expect(outcome.position == head - 1)
        #expect(outcome.lostUpTo == head)
        #expect(outcome.mode == .training)
        // Only the copy was changed.
        #expect(TestSupport.Files.read(data) == damaged)
        #expect(
            StoreFiles.names(in: target) == [
                "FORMAT", "anchors", "head", "keyring", "log", "restored", "views",
            ]
        )
        let rollback = try #require(try start(accepting: true))
        #expect(rollback.position == head - 1)
        #expect(rollback.lostUpTo == head)
    }

    @Test func `a sound store has nothing to take back`() throws {
        #expect(refusal().contains("is whole: there is nothing to take back"))
    }

    @Test func `a damage among the newest records is found before the rest of the log is read`()
        throws
    {
        try damageNewestMeta()
        let asked = Mutex<[UInt64?]>([])
        _ = try recover { request, progress in
            asked.withLock { $0.append(request.newest) }
            return LogCheck.run(request, progress: progress)
        }
        #expect(asked.withLock(\.self) == [LogCheckRequest.quickRecords, nil])
    }

    @Test(arguments: [(1, false), (2, true)])
    func `a log is whole only when its first records are too`(
        from: UInt64,
        isReadWhole: Bool
    ) throws {
        let asked = Mutex<[UInt64?]>([])
        #expect(throws: StoreProblem.self) {
            try recover { request, progress in
                asked.withLock { $0.append(request.newest) }
                var report = LogCheck.run(request, progress: progress)
                if request.newest != nil { report.from = from }
                return report
            }
        }
        let quick = LogCheckRequest.quickRecords
        #expect(asked.withLock(\.self) == (isReadWhole ? [quick, nil] : [quick]))
    }

    @Test func `a check that cannot be made takes nothing back`() throws {
        try damageNewestMeta()
        let error = FileError(operation: "posix_spawn", path: "x", code: EAGAIN)
        #expect(throws: error) { try recover { _, _ in throw error } }
        #expect(!StoreFiles.exists(target + "/FORMAT"))
    }

    @Test func `copies without room are not begun`() throws {
        // A hole of eight tebibytes.
        try OpenFile(updating: data).write([0], at: 8 << 40)
        let words = refusal()
        #expect(words.contains("are needed: make room"), "\(words)")
        #expect(StoreFiles.names(in: target) == [])
    }

    @Test func `a sound log loses nothing for a damaged keyring`() throws {
        let file = try OpenFile(updating: plan.directory + "/keyring/data.mdb")
        try file.write([UInt8](repeating: 0xFF, count: 8_192), at: 0)
        #expect(refusal().contains("is whole: there is nothing to take back"))
    }

    @Test func `what is left is sound up to its last event`() throws {
        try damageNewestMeta()
        let outcome = try recover()
        #expect(outcome.position == head - 1)
        var request = LogCheckRequest(store: target, isCopy: true)
        request.sidecar = nil
        let report = LogCheck.run(request)
        #expect(report.isSound, "\(report.problem ?? "")")
        #expect(report.head == outcome.headHash.hex)
        #expect(report.sealed == 1)
    }

    @Test func `what an anchor knows counts as lost too`() throws {
        try damageNewestMeta()
        try StoreFiles.removeAll(plan.directory + "/head")
        #expect(try recover().lostUpTo == head)
        #expect(throws: StoreProblem.self) { try start(accepting: false) }
    }

    @Test func `another history than an anchor knows is refused`() throws {
        try damageNewestMeta()
        let book = plan.directory + "/anchors"
        var lines = String(decoding: TestSupport.Files.read(book), as: UTF8.self)
            .split(separator: "\n").map(String.init)
        // The hash of the head at another position.
        lines[1] = "2" + lines[1].drop { $0 != " " }
        try StoreFiles.append(Array((lines.joined(separator: "\n") + "\n").utf8), to: book)
        #expect(refusal().contains("event 2 of the commit before is not the one that an anchor"))
    }

    @Test func `a loss that nothing knows of is told to the log all the same`() throws {
        try damageNewestMeta()
        for name in ["head", "anchors"] {
            try StoreFiles.removeAll(plan.directory + "/" + name)
        }
        #expect(try recover().lostUpTo == nil)
        let rollback = try #require(try start(accepting: false))
        #expect(rollback.position == head - 1)
        #expect(rollback.lostUpTo == nil)
    }

    @Test func `another history than the sidecar knows is refused`() throws {
        try damageNewestMeta()
        let file = try OpenFile(updating: plan.directory + "/head")
        let other = HeadSidecar.Slot(
            position: 3,
            hash: Digest32(hashing: [1, 2, 3]),
            storeID: storeID,
            bootID: nil
        )
        for index in 0...1 {
            try file.write(HeadSidecar.bytes(other), at: index * HeadSidecar.slotBytes)
        }
        #expect(refusal().contains("event 3 of the commit before is not the one"))
    }

    @Test func `records that are damaged before the newest commit are refused`() throws {
        let file = try OpenFile(updating: data)
        let bytes = try file.read(count: try file.status().sizeBytes, at: 0)
        let name = Array("box.registered".utf8)
        var place = 8_192
        while place + name.count < bytes.count {
            if Array(bytes[place..<place + name.count]) == name {
                try file.write([0x58], at: place)
                place += name.count
            } else {
                place += 1
            }
        }
        let words = refusal()
        #expect(words.contains("the commit before is"), "\(words)")
        #expect(words.contains("restore a backup"))
    }

    @Test func `a directory that holds something, or is the store, is left alone`() throws {
        #expect(refusal(into: plan.directory).contains("is in the store"))
        #expect(refusal(into: plan.directory + "/copy").contains("is in the store"))
        try StoreFiles.makeDirectory(target)
        try StoreFiles.create(target + "/mine", [1])
        #expect(refusal().contains("is not empty"))
        #expect(StoreFiles.names(in: target) == ["mine"])
    }
}
