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

/// Goal: who is erased stays erased through restarts, lost files and restores; method: offices in
/// this process whose files are set back between two runs, as a crash or a restore would.
@Suite struct ErasureOfOfficeTests {
    private let office: TestOffice
    private static let subject = "KTK-2016-0001"

    init() throws {
        office = try TestOffice()
        try office.operators([
            "sari": [.coordinator], "galih": [.dataProtection], "ratna": [.supervisor],
        ])
        for name in ["Saksi Rekaan", "Guru Rekaan"] {
            try office.call(
                "contact.register",
                ["name": .string(name), "occurredOn": "2016-07-01"],
                as: "sari"
            )
        }
    }

    private static func erase(_ office: TestOffice) throws {
        let request = try office.call(
            "contact.erase",
            [
                "contact": .string(subject), "basis": "subjectRequest", "reason": "permohonan",
                "occurredOn": "2016-08-01",
            ],
            as: "galih"
        )
        try office.call(
            "approval.approve",
            ["approval": request["approval"] ?? nil, "digest": request["digest"] ?? nil],
            as: "ratna"
        )
        office.settle()
    }

    private static func events(_ office: TestOffice, _ type: String) throws -> [JSONValue] {
        try office.call("events.read", ["types": [.string(type)]], as: "galih")["rows"]?.items ?? []
    }

    private static func name(_ office: TestOffice, _ contact: String = subject) throws -> JSONValue?
    {
        try office.call("contact.show", ["contact": .string(contact)], as: "sari")["item"]?["name"]
    }

    /// Who has a key and who a tombstone.
    private static func keys(_ plan: StorePlan) throws -> (held: Set<String>, gone: Set<String>) {
        var found: (Set<String>, Set<String>) = ([], [])
        try plan.withKeyring { found = (try $0.subjectsWithKeys(), try $0.tombstones()) }
        return found
    }

    private static func copy(_ from: String, _ to: String) {
        TestSupport.Files.write(TestSupport.Files.read(from), to: to)
    }

    // MARK: The steps

    @Test func `an erasure destroys the key, is noted in the ledger, and completes`() throws {
        try Self.erase(office)
        let completed = try Self.events(office, "contact.erasureCompleted")
        let decided = try Self.events(office, "contact.personalDataErased")
        #expect(completed.count == 1)
        #expect(completed[0]["data"]?["subjects"] == [.string(Self.subject)])
        #expect(completed[0]["data"]?["position"] == decided[0]["position"])
        #expect(completed[0]["causationId"] == decided[0]["eventId"])
        #expect(completed[0]["actor"] == "ratna")
        let ledger = try ErasureLedger(in: office.storePath).lines()
        #expect(ledger.map(\.subject) == [Self.subject])
        #expect(ledger.first?.date == CivilDate("2016-08-01"))
        #expect(ledger.first?.eventID == decided[0]["eventId"]?.string)
        #expect(try Self.name(office, "KTK-2016-0002") == "Guru Rekaan")
        let again = try office.restarted { plan in
            let keys = try Self.keys(plan)
            #expect(keys.held == ["KTK-2016-0002"])
            #expect(keys.gone == [Self.subject])
        }
        #expect(try Self.name(again) == .null)
        #expect(try Self.events(again, "contact.erasureCompleted").count == 1)
        #expect(try Self.name(again, "KTK-2016-0002") == "Guru Rekaan")
    }

    @Test func `views that are rebuilt know nobody who was erased`() throws {
        try Self.erase(office)
        let job =
            try office.call("projection.rebuild", ["all": true, "verify": true])["job"] ?? nil
        let done = try office.call("job.wait", ["job": job, "waitMs": 20_000])
        #expect(done["state"] == "done", "\(done.line)")
        let unequal = done["result"]?.items?.filter { $0["equal"] != true } ?? []
        #expect(unequal.isEmpty, "\(unequal)")
        #expect(try Self.name(office) == .null)
    }

    @Test func `with too little room for other commands people are still erased`() throws {
        var limits = RoomLimits()
        limits.reserveBytes = 0
        limits.stopBytes = .max
        office.office.room.limits = limits
        let params: JSONValue = ["name": "Orang Lain"]
        #expect(try office.error("contact.register", params, as: "sari") == "storeFull")
        try Self.erase(office)
        #expect(try Self.events(office, "contact.erasureCompleted").count == 1)
        #expect(try Self.name(office) == .null)
    }

    // MARK: Restarts

    @Test func `a start finishes an erasure whose keys were not destroyed yet`() throws {
        let before = office.path + "/keyring-before"
        Self.copy(office.storePath + "/keyring/data.mdb", before)
        try Self.erase(office)
        let again = try office.restarted { plan in
            Self.copy(before, plan.directory + "/keyring/data.mdb")
            TemporaryDirectory.remove(plan.directory + "/erasures")
        }
        #expect(try Self.name(again) == .null)
        #expect(try ErasureLedger(in: again.storePath).lines().count == 1)
        #expect(try Self.events(again, "contact.erasureCompleted").count == 1)
        _ = try again.restarted { plan in
            let keys = try Self.keys(plan)
            #expect(keys.gone == [Self.subject])
        }
    }

    @Test func `a start destroys what a killed rewriting left`() throws {
        let again = try office.restarted { plan in
            Self.makeDirectory(plan.directory + "/keyring.new")
            Self.copy(
                plan.directory + "/keyring/data.mdb",
                plan.directory + "/keyring.new/data.mdb"
            )
        }
        #expect(!TemporaryDirectory.names(in: again.storePath).contains("keyring.new"))
    }

    private static func makeDirectory(_ path: String) {
        try? LMDB.Files.makeDirectory(path)
    }

    @Test func `a restored store takes lost erasures from the ledger before it answers`() throws {
        // What a backup would hold: log and keyring of before, the ledger of now.
        let parts = ["log/data.mdb", "keyring/data.mdb"]
        for part in parts {
            Self.copy(
                office.storePath + "/" + part,
                office.path + "/" + part.replacing("/", with: "-")
            )
        }
        try Self.erase(office)
        let restored = try office.restarted { plan in
            for part in parts {
                Self.copy(
                    plan.directory + "/../" + part.replacing("/", with: "-"),
                    plan.directory + "/" + part
                )
            }
            for name in ["head", "views"] { TemporaryDirectory.remove(plan.directory + "/" + name) }
        }
        let remembered = try Self.events(restored, "contact.personalDataErased")
        #expect(remembered.count == 1)
        #expect(remembered[0]["data"]?["fromLedger"] == true)
        #expect(remembered[0]["occurredOn"] == "2016-08-01")
        #expect(try Self.events(restored, "contact.erasureCompleted").count == 1)
        #expect(try Self.name(restored) == .null)
        #expect(try Self.name(restored, "KTK-2016-0002") == "Guru Rekaan")
        #expect(try ErasureLedger(in: restored.storePath).lines().count == 1)
    }

    @Test func `an id that only the ledger knows is never given again`() throws {
        try ErasureLedger(in: office.storePath).append([
            ErasureLedger.Line(
                subject: "KTK-2016-0003",
                position: 99,
                eventID: "01890000-0000-7000-8000-000000000000",
                date: try #require(CivilDate("2016-09-01"))
            )
        ])
        let again = try office.restarted()
        let made = try again.call(
            "contact.register",
            ["name": "Orang Baru", "occurredOn": "2016-10-01"],
            as: "sari"
        )
        #expect(made["contact"] == "KTK-2016-0004")
    }

    @Test func `a living subject without a key makes the office read only, and no key is made`()
        throws
    {
        let again = try office.restarted { plan in
            try plan.withKeyring { keyring in
                var transaction = try keyring.beginWrite(WriterPermit.take())
                try transaction.delete(
                    Array("KTK-2016-0002".utf8) + [0, 0, 1],
                    in: keyring.environment.table("keys")
                )
                try keyring.commit(transaction)
            }
        }
        let status = try again.call("system.status")
        #expect(status["state"] == "readOnly")
        #expect(status["reason"] == "keyMissing")
        #expect(status["warnings"]?.line.contains("KTK-2016-0002") == true)
        #expect(
            try again.error(
                "place.register",
                [
                    "place": "P-1", "name": "Pasar", "area": "32", "kind": "market",
                ],
                as: "sari"
            ) == "busy"
        )
        #expect(try Self.name(again) == "Saksi Rekaan")
        // Neither a name nor the lie that there is none.
        #expect(
            try again.error("contact.show", ["contact": "KTK-2016-0002"], as: "sari")
                == "storeCorrupt"
        )
        _ = try again.restarted { plan in
            let keys = try Self.keys(plan)
            #expect(keys.held == [Self.subject])
        }
    }

    // MARK: What is due

    @Test func `the status says until when views and master key must be changed`() throws {
        try Self.erase(office)
        let status = try office.call("system.status")
        #expect(status["erasure"]?["unfinished"] == 0)
        #expect(status["erasure"]?["rebuildViewsBy"] == "2026-11-22T10:00:00.000+07:00")
        #expect(status["masterKey"]?["rotateBy"] == "2026-11-24T10:00:00.000+07:00")
        #expect(Self.warnings(status) == ["keyRotationDue"])
        office.setToday(try #require(CivilDate("2026-11-25")))
        #expect(
            Self.warnings(try office.call("system.status"))
                == ["viewsRebuildOverdue", "keyRotationOverdue"]
        )
        office.office.keepErasures()
        let job = try #require(try office.call("job.list")["rows"]?[0]?["job"])
        #expect(try office.call("job.wait", ["job": job, "waitMs": 20_000])["state"] == "done")
        let rebuilt = try office.call("system.status")
        #expect(rebuilt["erasure"]?["rebuildViewsBy"] == .null)
        #expect(Self.warnings(rebuilt) == ["keyRotationOverdue"])
    }

    /// What the status warns of, ages of backups and anchors left out.
    private static func warnings(_ status: JSONValue) -> [String] {
        let codes = status["warnings"]?.each("code").compactMap { $0?.string } ?? []
        return codes.filter { !$0.hasSuffix("Old") }
    }

    @Test func `a rotation is recorded at the next start and ends what was due`() throws {
        try Self.erase(office)
        let next = [UInt8](repeating: 9, count: 32)
        let (from, to) = (try MasterKey(TestOffice.masterKey), try MasterKey(next))
        let again = try office.restarted(with: [TestOffice.masterKey, next]) { plan in
            let keys = StoreKeys(plan)
            let first = try keys.rotate(from: from, to: to, renewsIndex: true)
            let second = try keys.rotate(from: from, to: to, renewsIndex: true)
            #expect((first, second) == (true, false))
        }
        let rotated = try Self.events(again, "store.keyRotated")
        #expect(rotated.count == 1)
        #expect(rotated[0]["data"]?["from"] == .string(from.identifierText))
        #expect(rotated[0]["data"]?["to"] == .string(to.identifierText))
        let status = try again.call("system.status")
        #expect(status["masterKey"]?["id"] == .string(to.identifierText))
        #expect(status["masterKey"]?["mayDestroy"] == .string(from.identifierText))
        #expect(status["masterKey"]?["rotateBy"] == .null)
        #expect(try Self.name(again, "KTK-2016-0002") == "Guru Rekaan")
        let third = try again.restarted(with: [next])
        #expect(try Self.events(third, "store.keyRotated").count == 1)
        #expect(throws: StoreProblem.self) { try third.restarted() }
    }

    @Test func `two shares prove that they open the store`() throws {
        let shares = try MasterKey(TestOffice.masterKey).shares()
        let others = try MasterKey([UInt8](repeating: 9, count: 32)).shares()
        #expect(try office.call("system.status")["masterKey"]?["escrowCheckedAt"] == .null)
        let again = try office.restarted { plan in
            let keys = StoreKeys(plan)
            #expect(throws: KeyringError.self) {
                try keys.checkEscrow(others[0], others[1], now: 1)
            }
            try keys.checkEscrow(shares[0], shares[2], now: 1_700_000_000_000_000)
        }
        #expect(
            try again.call("system.status")["masterKey"]?["escrowCheckedAt"]
                == "2023-11-15T05:13:20.000+07:00"
        )
    }

    @Test func `a key that is renewed keeps what was sealed before`() throws {
        let key = try MasterKey(TestOffice.masterKey)
        let again = try office.restarted { plan in
            try StoreKeys(plan).renew(Self.subject, with: [key])
            #expect(throws: KeyringError.keyMissing) {
                try StoreKeys(plan).renew("KTK-2016-0009", with: [key])
            }
        }
        #expect(try Self.name(again) == "Saksi Rekaan")
        try Self.erase(again)
        #expect(try Self.name(again) == .null)
        _ = try again.restarted { plan in
            let keys = try Self.keys(plan)
            #expect(keys.held == ["KTK-2016-0002"])
        }
    }

    // MARK: The ledger

    @Test func `a torn last line of the ledger is written again, a wrong line is refused`() throws {
        let ledger = ErasureLedger(in: office.path)
        func line(_ subject: String) -> ErasureLedger.Line {
            ErasureLedger.Line(
                subject: subject,
                position: 7,
                eventID: "01890000-0000-7000-8000-000000000000",
                date: CivilDate(days: 17_000)
            )
        }
        let path = office.path + "/erasures"
        try ledger.append([line("KLN-2016-0001")])
        let whole = TestSupport.Files.read(path)
        TestSupport.Files.write(whole + Array("KLN-2016-0002 8 0189".utf8), to: path)
        #expect(try ledger.lines() == [line("KLN-2016-0001")])
        try ledger.append([line("KLN-2016-0001"), line("KLN-2016-0002")])
        #expect(try ledger.lines() == [line("KLN-2016-0001"), line("KLN-2016-0002")])
        TestSupport.Files.write(whole + Array("KLN-2016-0002 8\n".utf8), to: path)
        #expect(throws: StoreProblem.self) { try ledger.lines() }
    }
}
