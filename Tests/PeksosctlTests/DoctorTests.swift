// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import ControlClient
import ControlProtocol
import TestSupport
import Testing

/// The doctor: given a machine and a status, what is well is told as such, and each trouble has a
/// level, a sentence and a command.
@Suite struct DoctorTests {
    /// A machine on which all is well, for an ordinary user.
    private static func well() -> MachineFacts {
        var facts = MachineFacts(socket: "/run/p/s", cacheDirectory: nil)
        facts.socketStatus = (true, 0o660, 123)
        facts.socketGroup = "peksos"
        facts.userID = 1007
        facts.groups = [100, 123]
        facts.account = ("sari", [100, 123])
        facts.cache = ("/home/sari/.cache/peksos", true)
        facts.terminal = "xterm-256color"
        facts.isUTF8 = true
        facts.zoneOffsetSeconds = 25_200
        facts.room = ("/tmp", 4 << 30)
        facts.weasyprint = "/usr/bin/weasyprint"
        facts.plainSwap = []
        return facts
    }

    private func findings(_ change: (inout MachineFacts) -> Void) -> [Finding] {
        var facts = Self.well()
        change(&facts)
        return Doctor.findings(facts).filter { $0.level != .good }
    }

    @Test func `on a machine that is well everything is good`() {
        #expect(findings { _ in }.isEmpty)
        let shown = Doctor.lines(Doctor.findings(Self.well()), Looks(language: .en))
        #expect(shown.last == "All is well.")
        #expect(shown.dropFirst().dropLast().allSatisfy { $0.hasPrefix("✓ ") })
    }

    @Test(arguments: [
        ("socket", "bad", "systemctl status peksosd.socket"),
        ("socket", "bad", "sudo chmod o-rwx /run/p/s"), ("group", "bad", "exit"),
        ("group", "bad", "sudo adduser sari peksos"),
        ("cache", "warn", "ls -ld /home/sari/.cache/peksos"),
        ("room", "warn", "df -h /tmp"), ("swap", "warn", "sudo swapoff -a"),
        ("paper", "info", "sudo apt install weasyprint"),
        ("zone", "info", "sudo timedatectl set-timezone Asia/Jakarta"),
        ("terminal", "info", ""), ("terminal", "info", "locale"),
    ])
    func `each trouble of the machine has its level and its command`(
        check: String,
        level: String,
        command: String
    ) {
        let found = findings { facts in
            switch command {
            case "systemctl status peksosd.socket": facts.socketStatus = nil
            case "sudo chmod o-rwx /run/p/s": facts.socketStatus = (true, 0o666, 123)
            case "exit": facts.groups = [100]
            case "sudo adduser sari peksos":
                facts.groups = [100]
                facts.account = ("sari", [100])
            case "ls -ld /home/sari/.cache/peksos": facts.cache?.mayWrite = false
            case "df -h /tmp": facts.room?.freeBytes = 1 << 20
            case "sudo swapoff -a": facts.plainSwap = ["/dev/sda3"]
            case "sudo apt install weasyprint": facts.weasyprint = nil
            case "locale": facts.isUTF8 = false
            case "": facts.terminal = "dumb"
            default: facts.zoneOffsetSeconds = 0
            }
        }
        #expect(found.map(\.check) == [check])
        #expect(found.first?.level.rawValue == level)
        #expect(found.first?.command == command)
        #expect(found.first?.isTrouble == (level != "info"))
    }

    @Test func `root needs no group`() {
        #expect(
            findings {
                $0.userID = 0
                $0.groups = [0]
                $0.account = ("root", [0])
            }.isEmpty
        )
    }

    // MARK: The daemon

    @Test func `who asks is known, unknown, or seen as somebody else`() {
        func level(_ you: JSONValue) -> (String?, String?) {
            let found = Doctor.findings(hello: ["you": you], userID: 1007).first
            return (found?.level.rawValue, found?.command)
        }
        #expect(level(["operator": "sari", "uid": 1007]) == ("good", ""))
        let unknown = level(["operator": .null, "uid": 1007])
        #expect(unknown.0 == "bad")
        #expect(unknown.1?.contains("operator register NAMA --uid 1007") == true)
        #expect(level(["operator": .null, "uid": 65_534]) == ("bad", "cat /proc/self/uid_map"))
    }

    /// The status of a new training store with some members changed.
    private func checked(_ changes: JSONValue) throws -> [Finding] {
        let office = try TestOffice()
        let status = try office.call("system.status").changing(changes)
        return Doctor.findings(status: status, Looks(language: .en))
    }

    @Test func `a new store is well, and what was never done is told`() throws {
        let found = try checked([:])
        #expect(found.filter(\.isTrouble).isEmpty)
        let checks = found.map(\.check)
        for check in ["daemon", "maps", "projections", "readers", "clock", "backup", "masterKey"] {
            #expect(checks.contains(check), "\(check)")
        }
    }

    @Test func `what an office at work never did is missing, with the way to do it`() throws {
        let lines = [
            "backup": "peksosctl backup create --wait",
            "verify": "peksosctl log verify --scope full --wait", "anchor": "peksosctl log anchor",
        ]
        let found = try checked(["store": ["mode": "production"]]).filter(\.isTrouble)
        #expect(Dictionary(uniqueKeysWithValues: found.map { ($0.check, $0.command) }) == lines)
        let shown = Doctor.lines(try checked([:]), Looks(language: .en))
        #expect(shown.last == "Nothing needs mending; lines marked · are for your information.")
    }

    private static let troubles: [(String, String, JSONValue)] = [
        ("daemon", "bad", ["state": "readOnly", "reason": "full"]),
        ("daemon", "warn", ["state": "starting"]),
        ("maps", "warn", ["maps": [["env": "log", "usedPermille": 801]]]),
        ("readers", "warn", ["readers": ["open": 1, "oldestMs": 300_001]]),
        ("projections", "info", ["projections": [["name": "x", "lag": 9, "state": "waiting"]]]),
        ("projections", "warn", ["projections": [["name": "x", "lag": 9, "state": "failed"]]]),
        ("backup", "warn", ["warnings": [["code": "backupOld", "text": "t", "remedy": "r"]]]),
        ("verify", "bad", ["warnings": [["code": "logNotSound", "text": "t", "remedy": "r"]]]),
        ("clock", "warn", ["warnings": [["code": "clockSkew", "text": "t", "remedy": "r"]]]),
        ("masterKey", "warn", ["warnings": [["code": "escrowUnproved", "text": "t"]]]),
    ]

    @Test(arguments: troubles)
    func `each trouble of the daemon is found once`(
        check: String,
        level: String,
        changes: JSONValue
    ) throws {
        let found = try checked(changes).filter { $0.check == check }
        #expect(found.map(\.level.rawValue) == [level])
    }

    @Test func `an older daemon is not sick for telling less`() {
        let found = Doctor.findings(status: ["state": "ready"], Looks(language: .id))
        #expect(found.map(\.check) == ["daemon"])
    }

    @Test func `scripts get every check as one object`() {
        let facts = Self.well()
        let value = Doctor.value(Doctor.findings(facts), Looks(language: .id))
        #expect(value["ok"] == true)
        #expect(value["rows"]?.items?.count == 8)
        #expect(value["rows"]?[0]?["level"] == "good")
    }
}
