// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import Glibc
import LMDB
import Office
import TestSupport
import Testing

/// The store's own file operations; the tests' support has a type of the same name.
private typealias StoreFiles = LMDB.Files

/// Goal: a backup has its name only when it is whole, is found out when it is not, and goes when
/// its time is over; method: a real office with people in it, files changed underneath.
@Suite(.timeLimit(.minutes(10))) struct BackupTests {
    private let office: TestOffice

    init() throws {
        office = try TestOffice()
        try office.operators(["sari": [.coordinator], "lina": [.auditor]])
        try office.call("box.register", ["box": "B1"], as: "sari")
        try office.call(
            "contact.register",
            ["name": "Bu Rina", "phone": "081234567890"],
            as: "sari"
        )
    }

    private var shelf: BackupShelf { BackupShelf(office.path + "/store-backup") }

    private func run(_ method: String, _ params: JSONValue = [:]) throws -> JSONValue {
        let job = try office.call(method, params)["job"] ?? nil
        let done = try office.call("job.wait", ["job": job, "waitMs": 20_000])
        #expect(done["state"] == "done", "\(done.line)")
        return done["result"] ?? nil
    }

    private func make() throws -> String {
        try #require(try run("backup.create")["backup"]?.string)
    }

    private func problems(_ id: String) throws -> [String] {
        let result = try run("backup.verify", ["backup": .string(id)])
        let problems = (result["problems"]?.items ?? []).compactMap(\.string)
        #expect(result["ok"] == .bool(problems.isEmpty))
        return problems
    }

    private func change(_ path: String, at offset: Int) throws {
        let file = try OpenFile(updating: path)
        let byte = try file.read(count: 1, at: offset)
        try file.write([byte[0] ^ 1], at: offset)
    }

    @Test func `a backup holds all that was acknowledged, and is listed and sound`() throws {
        let head = try office.call("log.head")
        let result = try run("backup.create")
        #expect(result["position"] == head["position"])
        #expect(result["headHash"] == head["hash"])
        #expect(result["verified"] == true)
        #expect(result["pruned"] == [])
        let id = try #require(result["backup"]?.string)
        #expect(id == "20261121T030000Z-\(head["position"]?.integer ?? 0)")
        let row = try #require(try office.call("backup.list", as: "lina")["rows"]?.items?.first)
        let wanted: JSONValue = [
            "backup": .string(id), "verified": true, "generation": "daily",
            "keyringUntil": "2026-12-21", "time": "2026-11-21T10:00:00.000+07:00",
        ]
        #expect(row.holds(wanted), "\(row.line)")
        #expect(try problems(id).isEmpty)
        #expect(StoreFiles.names(in: shelf.log(id)) == ["MANIFEST", "data.mdb"])
        #expect(StoreFiles.names(in: shelf.keyring(id)) == ["MANIFEST", "data.mdb", "erasures"])
        for path in [shelf.log(id) + "/data.mdb", shelf.keyring(id) + "/data.mdb"] {
            #expect(StoreFiles.status(path).map { $0.mode & 0o777 } == 0o600)
        }
    }

    @Test func `two backups of one second have two names`() throws {
        let first = try make()
        #expect(try make() == first + "-2")
    }

    @Test func `a backup leaves an anchor, and the status tells of both`() throws {
        let before = try office.call("system.status")
        #expect(before["backup"] == ["last": .null, "verified": .null])
        #expect(before["anchor"] == ["last": .null])
        _ = try make()
        let after = try office.call("system.status")
        #expect(
            after["backup"] == ["last": "2026-11-21T10:00:00.000+07:00", "verified": true]
        )
        #expect(after["anchor"] == ["last": "2026-11-21T10:00:00.000+07:00"])
    }

    @Test func `a backup without its check is kept and says so`() throws {
        let result = try run("backup.create", ["verify": false])
        #expect(result["verified"] == false)
    }

    // MARK: Damage

    @Test(arguments: ["log", "keyring"])
    func `a flipped bit in a part is found`(part: String) throws {
        let id = try make()
        let path = part == "log" ? shelf.log(id) : shelf.keyring(id)
        try change(path + "/data.mdb", at: 9_000)
        #expect(
            try problems(id) == ["\(part)/data.mdb: the content is not the one described"]
        )
    }

    @Test func `a cut, a grown and a missing file are found`() throws {
        let id = try make()
        let path = shelf.log(id) + "/data.mdb"
        let whole = try #require(try StoreFiles.read(path))
        for bytes in [Array(whole.dropLast(4_096)), whole + [0], []] {
            try StoreFiles.removeAll(path)
            try StoreFiles.create(path, bytes)
            #expect(try problems(id) == ["log/data.mdb: the size is not the one described"])
        }
        try StoreFiles.removeAll(path)
        #expect(try problems(id) == ["log/data.mdb: the size is not the one described"])
    }

    @Test func `a changed manifest is not believed`() throws {
        let id = try make()
        let path = shelf.log(id) + "/MANIFEST"
        try change(path, at: 40)
        #expect(try !problems(id).isEmpty)
        try StoreFiles.removeAll(path)
        let missing = try run("backup.verify", ["backup": .string(id)])
        #expect(missing["problems"] == ["log: the manifest is missing or cannot be read"])
    }

    @Test(arguments: ["none", "..", "log", "../../store"])
    func `a backup is known by its name, never by a path`(name: String) throws {
        _ = try make()
        let kind = try office.error("backup.verify", ["backup": .string(name)])
        #expect(kind == "notFound" || kind == "invalidParams")
    }

    // MARK: What an interrupted or hindered backup leaves

    @Test func `what an interrupted backup left is removed by the next`() throws {
        _ = try make()
        let left = [shelf.log("20260101T000000Z.partial"), shelf.keyring("x.partial")]
        for path in left {
            try StoreFiles.makeDirectory(path)
            try StoreFiles.create(path + "/data.mdb", [1])
        }
        #expect(try office.call("backup.list")["rows"]?.items?.count == 1)
        office.setToday(CivilDate(days: 20_779))
        _ = try make()
        for path in left { #expect(!StoreFiles.exists(path)) }
        #expect(try office.call("backup.list")["rows"]?.items?.count == 2)
    }

    @Test func `a shelf that is open to others, or none, is refused and nothing is left`() throws {
        let job = { () throws -> JSONValue in
            let job = try office.call("backup.create")["job"] ?? nil
            return try office.call("job.wait", ["job": job, "waitMs": 20_000])
        }
        try StoreFiles.create(shelf.directory, [])
        var failed = try job()
        #expect(failed["state"] == "failed")
        #expect(failed["error"]?.string?.contains("is not a directory") == true)
        try StoreFiles.removeAll(shelf.directory)
        try StoreFiles.makeDirectory(shelf.directory)
        #expect(unsafe chmod(shelf.directory, 0o755) == 0)
        failed = try job()
        #expect(failed["error"]?.string?.contains("chmod 0700") == true, "\(failed.line)")
        #expect(StoreFiles.names(in: shelf.directory).isEmpty)
    }

    @Test func `no backup is begun when the disk of the store is nearly full`() throws {
        var limits = RoomLimits()
        limits.stopBytes = .max
        office.office.room.limits = limits
        #expect(try office.error("backup.create") == "storeFull")
        #expect(try office.call("backup.list")["rows"] == [])
        office.office.room.limits = RoomLimits()
        _ = try make()
    }

    // MARK: Time

    @Test func `the keys of a backup lapse after thirty days, the log stays`() throws {
        let first = try make()
        office.setToday(CivilDate(days: 20_778 + 29))
        let second = try make()
        #expect(StoreFiles.exists(shelf.keyring(first)))
        office.setToday(CivilDate(days: 20_778 + 30))
        _ = try make()
        #expect(!StoreFiles.exists(shelf.keyring(first)))
        #expect(StoreFiles.exists(shelf.keyring(second)))
        let rows = try #require(try office.call("backup.list")["rows"]?.items)
        #expect(rows.first?["keyringUntil"] == .null)
        #expect(rows.count == 3)
        #expect(try problems(first).isEmpty)
    }

    @Test func `keys with a damaged manifest lapse by their name, other things stay`() throws {
        let id = try make()
        try StoreFiles.replace(shelf.keyring(id) + "/MANIFEST", with: [1])
        try StoreFiles.makeDirectory(shelf.keyring("notes"))
        office.setToday(CivilDate(days: 20_778 + 30))
        _ = try make()
        #expect(!StoreFiles.exists(shelf.keyring(id)))
        #expect(StoreFiles.exists(shelf.keyring("notes")))
    }

    @Test func `old backups, checks and anchors are warned of`() throws {
        func codes() throws -> [String] {
            let warnings = try office.call("system.status")["warnings"]?.items ?? []
            return warnings.compactMap { $0["code"]?.string }
        }
        #expect(try codes().isEmpty)
        office.setToday(CivilDate(days: 20_778 + 2))
        #expect(try codes() == ["backupOld", "anchorOld"])
        let english = try office.call("system.status", ["lang": "en"])["warnings"]?[0]
        #expect(
            english?["text"] == "No backup is here; the store was made 48 hours ago."
        )
        _ = try make()
        #expect(try codes().isEmpty)
        office.setToday(CivilDate(days: 20_778 + 8))
        #expect(try codes() == ["backupOld", "verifyOld", "anchorOld"])
        _ = try run("log.verify", ["scope": "full"])
        #expect(try codes() == ["backupOld", "anchorOld"])
    }

    @Test func `backups of another store in the same directory are left alone`() throws {
        let other = try TestOffice()
        let foreign = try make()
        try StoreFiles.rename(
            office.path + "/store-backup",
            to: other.path + "/store-backup"
        )
        let status = try other.call("system.status")
        #expect(status["backup"]?["last"] == .null)
        // On one day only the newest backup is kept.
        let job = try other.call("backup.create")["job"] ?? nil
        let ended = try other.call("job.wait", ["job": job, "waitMs": 20_000])
        #expect(ended["state"] == "done", "\(ended.line)")
        #expect(try other.call("backup.list")["rows"]?.items?.count == 1)
        let shelf = BackupShelf(other.path + "/store-backup")
        #expect(StoreFiles.exists(shelf.log(foreign)) && StoreFiles.exists(shelf.keyring(foreign)))
    }

    /// Another office's daemon makes a backup on the shelf of `office`, on a day.
    private func backupOfAnotherStore(_ day: CivilDate) throws -> BackupShelf {
        let other = try TestOffice()
        other.setToday(day)
        try StoreFiles.rename(office.path + "/store-backup", to: other.path + "/store-backup")
        defer {
            try? StoreFiles.rename(other.path + "/store-backup", to: office.path + "/store-backup")
        }
        let job = try other.call("backup.create")["job"] ?? nil
        let ended = try other.call("job.wait", ["job": job, "waitMs": 20_000])
        #expect(ended["state"] == "done", "\(ended.line)")
        return shelf
    }

    @Test func `keys lapse also where no daemon of their store runs any more`() throws {
        let id = try make()
        _ = try backupOfAnotherStore(CivilDate(days: 20_778 + 29))
        #expect(StoreFiles.exists(shelf.keyring(id)))
        _ = try backupOfAnotherStore(CivilDate(days: 20_778 + 30))
        #expect(!StoreFiles.exists(shelf.keyring(id)))
        #expect(StoreFiles.exists(shelf.log(id)))
    }

    @Test func `the ledger of another store is set aside, not written over`() throws {
        _ = try make()
        let ledger = office.path + "/store-backup/erasures"
        let theirs = Array("one line of another ledger\n".utf8)
        try StoreFiles.replace(ledger, with: theirs)
        _ = try make()
        let names = StoreFiles.names(in: office.path + "/store-backup")
        let aside = names.filter { $0.hasPrefix("erasures-") }
        #expect(aside.count == 1)
        let kept = try aside.first.map { try StoreFiles.read("\(office.path)/store-backup/\($0)") }
        #expect(kept == theirs)
        #expect(try StoreFiles.read(ledger) != theirs)
        _ = try make()
        #expect(StoreFiles.names(in: office.path + "/store-backup").count == names.count)
        try StoreFiles.replace(ledger, with: theirs + theirs)
        _ = try make()
        #expect(StoreFiles.names(in: office.path + "/store-backup").count == names.count)
    }

    @Test func `what another store is making right now stays`() throws {
        _ = try make()
        let theirs = shelf.log("20261121T020000Z.01M7Y0QRW01GQ4PWKA6RWDW4FX.partial")
        try StoreFiles.makeDirectory(theirs)
        _ = try make()
        #expect(StoreFiles.exists(theirs))
        office.setToday(CivilDate(days: 20_780))
        _ = try make()
        #expect(!StoreFiles.exists(theirs))
    }

    // MARK: Who

    @Test func `backups are the administrator's, checks of them the auditor's too`() throws {
        #expect(try office.error("backup.create", as: "lina") == "forbidden")
        #expect(try office.error("backup.list", as: "sari") == "forbidden")
        #expect(try office.error("log.anchor", as: "sari") == "forbidden")
        let id = try make()
        _ = try office.call("backup.verify", ["backup": .string(id)], as: "lina")
        let anchor = try office.call("log.anchor", as: "lina")["text"]?.string ?? ""
        #expect(Anchor(text: anchor) != nil)
    }
}
