// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// What the client sees of the machine and of its user.
package struct MachineFacts: Sendable {
    /// Where the daemon is expected.
    package var socket: String
    /// Kind, permission bits and group of what is there; nil: nothing.
    package var socketStatus: (isSocket: Bool, mode: UInt32, group: UInt32)?
    /// The name of the socket's group.
    package var socketGroup: String?
    /// The user, 0 for root.
    package var userID: UInt32
    /// Groups of this process.
    package var groups: [UInt32]
    /// The user's name and the groups of a new login.
    package var account: (name: String, groups: [UInt32])?
    /// Where catalogues are kept, and whether that can be done.
    package var cache: (path: String, mayWrite: Bool)?
    /// The value of `TERM`.
    package var terminal: String?
    /// Whether the locale writes UTF-8.
    package var isUTF8: Bool
    /// How far the machine's civil time is from UTC, in seconds.
    package var zoneOffsetSeconds: Int
    /// Where reports are made, and the room there in bytes.
    package var room: (path: String, freeBytes: Int64)?
    /// Where weasyprint lies.
    package var weasyprint: String?
    /// Swap devices that are not encrypted.
    package var plainSwap: [String]

    /// Looks around.
    package init(socket: String, cacheDirectory: String?) {
        self.socket = socket
        let status = System.status(socket)
        socketStatus = status.map { ($0.isSocket, $0.mode, $0.group) }
        socketGroup = status.flatMap { System.groupName($0.group) }
        userID = System.userID
        groups = System.groups()
        account = System.account()
        cache = cacheDirectory.map { path in
            System.makeDirectory(path)
            return (path, System.mayWrite(path))
        }
        terminal = System.environment("TERM")
        isUTF8 = Options.localeIsUTF8
        zoneOffsetSeconds = System.zoneOffsetSeconds()
        let temporary = System.environment("TMPDIR") ?? "/tmp"
        room = System.freeBytes(temporary).map { (temporary, $0) }
        weasyprint = System.program("weasyprint")
        plainSwap = MachineFacts.plainSwap()
    }

    /// Swap that a thief of the disk could read: neither memory nor an encrypted device.
    private static func plainSwap() -> [String] {
        guard let bytes = try? System.readFile("/proc/swaps", limit: 65_536) else { return [] }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").dropFirst()
            .compactMap { $0.split(separator: " ").first.map(String.init) }
            .filter { path in
                if path.hasPrefix("/dev/zram") { return false }
                let name = path.split(separator: "/").last.map(String.init) ?? ""
                let uuid = try? System.readFile("/sys/block/\(name)/dm/uuid", limit: 1_000)
                return uuid.map { !$0.starts(with: "CRYPT-".utf8) } ?? true
            }
    }
}

extension Doctor {
    // Jakarta time, all year.
    private static let officeOffsetSeconds = 7 * 3_600
    // A report of a year with its PDF takes some megabytes; less room than this fills up soon.
    private static let freeBytesMin: Int64 = 256 << 20

    /// What the machine and the user's account have to do with it.
    package static func findings(_ facts: MachineFacts) -> [Finding] {
        socket(facts) + [cache(facts), terminal(facts), zone(facts), room(facts), paper(facts)]
            + swap(facts)
    }

    private static func socket(_ facts: MachineFacts) -> [Finding] {
        guard let status = facts.socketStatus, status.isSocket else {
            let command = "systemctl status peksosd.socket"
            return [Finding("socket", .bad, .socketMissing, facts.socket, command: command)]
        }
        let octal = String(status.mode & 0o777, radix: 8)
        let group = facts.socketGroup ?? "\(status.group)"
        var findings = [Finding("socket", .good, .socketThere, facts.socket, octal, group)]
        if status.mode & 0o007 != 0 {
            let command = "sudo chmod o-rwx \(shellQuoted(facts.socket))"
            findings = [Finding("socket", .bad, .socketOpen, facts.socket, octal, command: command)]
        }
        let name = facts.account?.name ?? "NAMA"
        if facts.userID == 0 {
            findings.append(Finding("group", .good, .groupOfRoot))
        } else if facts.groups.contains(status.group) {
            findings.append(Finding("group", .good, .groupHeld, group))
        } else if facts.account?.groups.contains(status.group) ?? false {
            // The account has it, this login does not yet.
            findings.append(Finding("group", .bad, .groupAtNextLogin, group, command: "exit"))
        } else {
            let command = "sudo adduser \(shellQuoted(name)) \(shellQuoted(group))"
            findings.append(Finding("group", .bad, .groupMissing, group, command: command))
        }
        return findings
    }

    private static func cache(_ facts: MachineFacts) -> Finding {
        guard let cache = facts.cache else { return Finding("cache", .info, .cacheNowhere) }
        if cache.mayWrite { return Finding("cache", .good, .cacheWritable, cache.path) }
        let command = "ls -ld \(shellQuoted(cache.path))"
        return Finding("cache", .warn, .cacheNotWritable, cache.path, command: command)
    }

    private static func terminal(_ facts: MachineFacts) -> Finding {
        guard let terminal = facts.terminal, terminal != "dumb" else {
            return Finding("terminal", .info, .terminalPlain, facts.terminal ?? "–")
        }
        return facts.isUTF8
            ? Finding("terminal", .good, .terminalFull, terminal)
            : Finding("terminal", .info, .terminalNotUTF8, terminal, command: "locale")
    }

    private static func zone(_ facts: MachineFacts) -> Finding {
        if facts.zoneOffsetSeconds == officeOffsetSeconds {
            return Finding("zone", .good, .zoneSame)
        }
        let minutes = facts.zoneOffsetSeconds / 60
        let clock = "\(abs(minutes) / 60):\(abs(minutes) % 60 < 10 ? "0" : "")\(abs(minutes) % 60)"
        return Finding(
            "zone",
            .info,
            .zoneOther,
            "UTC\(minutes < 0 ? "−" : "+")\(clock)",
            command: "sudo timedatectl set-timezone Asia/Jakarta"
        )
    }

    private static func room(_ facts: MachineFacts) -> Finding {
        guard let room = facts.room else { return Finding("room", .info, .roomUnknown) }
        let mebibytes = "\(room.freeBytes >> 20)"
        if room.freeBytes >= freeBytesMin {
            return Finding("room", .good, .roomEnough, mebibytes, room.path)
        }
        let command = "df -h \(shellQuoted(room.path))"
        return Finding("room", .warn, .roomLow, mebibytes, room.path, command: command)
    }

    private static func paper(_ facts: MachineFacts) -> Finding {
        if let path = facts.weasyprint { return Finding("paper", .good, .paperThere, path) }
        return Finding("paper", .info, .paperMissing, command: "sudo apt install weasyprint")
    }

    private static func swap(_ facts: MachineFacts) -> [Finding] {
        if facts.plainSwap.isEmpty { return [Finding("swap", .good, .swapSafe)] }
        let names = facts.plainSwap.joined(separator: ", ")
        return [Finding("swap", .warn, .swapPlain, names, command: "sudo swapoff -a")]
    }
}
