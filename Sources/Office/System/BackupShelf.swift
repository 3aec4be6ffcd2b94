// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Domain
internal import Glibc
internal import LMDB

/// How long backups are kept, and when checks, backups and anchors count as old.
package struct UpkeepPolicy: Sendable, Equatable {
    /// Daily copies of the log that are kept.
    package var keepDays = 14
    /// Weekly copies that are kept.
    package var keepWeeks = 8
    /// Monthly copies that are kept.
    package var keepMonths = 24
    /// Days a copy of the keyring is kept: so long a backup may still hold erased keys.
    package var keyringKeepDays = 30
    /// Hours after which the newest backup counts as old.
    package var backupWarnHours = 26
    /// Days after which the newest full check counts as old.
    package var verifyWarnDays = 8
    /// Hours after which the newest anchor counts as old.
    package var anchorWarnHours = 26

    /// The defaults of the configuration.
    package init() {}
}

/// The directory of the backups: a part for the log, one for the keyring, each under the backup's id.
package struct BackupShelf: Sendable {
    /// What becomes of a part while it is made.
    private static let unfinished = ".partial"
    /// Parts of the keyring go a little earlier than promised, because the look is once an hour.
    private static let lapseMicroseconds: Int64 = 3_600_000_000
    private static let dayMicroseconds: Int64 = 86_400_000_000
    /// The promise on keys in backups; a policy may ask for less.
    private static let keyringKeepDaysMax = 30

    /// Absolute.
    package let directory: String

    /// The shelf in a directory that may not exist yet.
    package init(_ directory: String) { self.directory = directory }

    var logs: String { directory + "/log" }
    var keyrings: String { directory + "/keyring" }
    /// The newest copy of the ledger of erasures.
    var ledger: String { directory + "/" + Self.ledgerName }
    private static let ledgerName = "erasures"
    /// The anchors, kept beside the backups.
    package var anchors: String { directory + "/anchors" }

    /// The log part of a backup.
    package func log(_ id: String) -> String { logs + "/" + id }
    /// The keyring part of a backup.
    package func keyring(_ id: String) -> String { keyrings + "/" + id }
    /// The log part of a store's backup while it is made, by a name of ``name(at:)``.
    func unfinishedLog(_ name: String, of store: String) -> String {
        logs + "/" + name + Self.unfinished(store)
    }
    /// The keyring part of a store's backup while it is made.
    func unfinishedKeyring(_ name: String, of store: String) -> String {
        keyrings + "/" + name + Self.unfinished(store)
    }
    private static func unfinished(_ store: String) -> String { "." + store + unfinished }

    /// Makes the directories; refuses one that is a link, another's, or open to others.
    func prepare() throws {
        guard directory.hasPrefix("/") else {
            throw BackupProblem("backup.directory must be absolute: \(directory)")
        }
        for path in [directory, logs, keyrings] {
            if Files.status(path) == nil { try Files.makeDirectory(path) }
            guard Files.isDirectory(path), let status = Files.status(path) else {
                throw BackupProblem("\(path) is not a directory: remove it")
            }
            guard status.owner == geteuid() else {
                throw BackupProblem("\(path) belongs to uid \(status.owner): chown it")
            }
            guard status.mode & 0o077 == 0 else {
                throw BackupProblem("\(path) is open to others: chmod 0700 \(path)")
            }
        }
    }

    /// Removes what interrupted backups of a store left, of any other only what is a day old.
    ///
    /// Another daemon may be making its backup on the same shelf right now.
    func removeUnfinished(of store: String, now: Int64) throws {
        for parts in [logs, keyrings] {
            for name in Files.names(in: parts) where name.hasSuffix(Self.unfinished) {
                let age = Self.time(ofName: name).map { now - $0 } ?? .max
                if name.hasSuffix(Self.unfinished(store)) || age >= Self.dayMicroseconds {
                    try Files.removeAll(parts + "/" + name)
                }
            }
        }
    }

    /// Puts the newest copy of a store's ledger of erasures in its place.
    ///
    /// A copy that does not begin it is another store's, which may have no other: it is set aside.
    func replaceLedger(with ours: LedgerDigest, now: Int64) throws {
        let there = try LedgerDigest(ledger)
        if there.digest(ofFirst: there.lines) != ours.digest(ofFirst: there.lines) {
            let aside = Self.ledgerName + "-"
            for name in Files.names(in: directory) where name.hasPrefix(aside) {
                let earlier = try LedgerDigest(directory + "/" + name)
                // What the newer copy holds need not be kept twice.
                if there.digest(ofFirst: earlier.lines) == earlier.digest(ofFirst: earlier.lines) {
                    try Files.removeAll(directory + "/" + name)
                }
            }
            try Files.rename(ledger, to: directory + "/" + aside + Self.name(at: now))
        }
        try Files.replace(ledger, with: ours.wholeLines)
    }

    /// A finished backup.
    package struct Kept: Sendable {
        /// Of the log part.
        package let manifest: BackupManifest
        /// False once the part with the keys is gone.
        package let hasKeyring: Bool
    }

    /// The finished backups whose log part is there, oldest first.
    var backups: [Kept] {
        Files.names(in: logs)
            .compactMap { name in
                guard !name.hasSuffix(Self.unfinished),
                    let sealed = BackupManifest.Sealed(part: log(name)),
                    sealed.manifest.backup == name
                else { return nil }
                return Kept(
                    manifest: sealed.manifest,
                    hasKeyring: Files.exists(keyring(name) + "/" + BackupManifest.fileName)
                )
            }
            .sorted {
                ($0.manifest.created, $0.manifest.backup) < (
                    $1.manifest.created, $1.manifest.backup
                )
            }
    }

    /// Those of a store: others may lie on the same shelf, and are left alone.
    package func backups(of store: String) -> [Kept] {
        backups.filter { $0.manifest.storeId == store }
    }

    // MARK: Keeping

    /// What a backup of the log is kept as.
    package enum Generation: String, Sendable { case daily, weekly, monthly }

    /// What the log parts are kept as, by id; those that are not named may go.
    ///
    /// `backups`: when each was made, by id, in microseconds since 1970 UTC.
    package static func generations(
        of backups: [String: Int64],
        _ policy: UpkeepPolicy
    ) -> [String: Generation] {
        let newestFirst = backups.sorted { ($0.value, $0.key) > ($1.value, $1.key) }
        var kept: [String: Generation] = [:]
        func keep(_ generation: Generation, _ count: Int, period: (CivilDate) -> Int) {
            var periods: Set<Int> = []
            for backup in newestFirst where periods.count < count {
                let day = OfficeClock.day(of: backup.value)
                guard periods.insert(period(day)).inserted, kept[backup.key] == nil else {
                    continue
                }
                kept[backup.key] = generation
            }
        }
        keep(.daily, policy.keepDays) { Int($0.days) }
        // 1970-01-01 was a Thursday; weeks begin on Monday.
        keep(.weekly, policy.keepWeeks) { (Int($0.days) + 3) / 7 }
        keep(.monthly, policy.keepMonths) { $0.components.year * 12 + $0.components.month }
        return kept
    }

    /// The last day on which the keyring part of a backup made then is there.
    package static func keyringUntil(created: Int64, _ policy: UpkeepPolicy) -> CivilDate {
        OfficeClock.day(of: created).adding(days: policy.keyringKeepDays)
    }

    /// What the backups of a store are kept as.
    func generations(of store: String, _ policy: UpkeepPolicy) -> [String: Generation] {
        let created = backups(of: store).map { ($0.manifest.backup, $0.manifest.created) }
        return Self.generations(of: Dictionary(uniqueKeysWithValues: created), policy)
    }

    /// Removes what a store keeps no longer; answers the ids of log parts that went.
    func prune(_ store: String, _ policy: UpkeepPolicy, now: Int64) throws -> [String] {
        try pruneKeyrings(of: store, policy, now: now)
        let kept = generations(of: store, policy)
        let gone = backups(of: store).map(\.manifest.backup).filter { kept[$0] == nil }
        for id in gone { try remove(log(id)) }
        if !gone.isEmpty { try Files.syncDirectory(logs) }
        return gone
    }

    /// Removes the keys that are kept no longer, also where a manifest is damaged.
    ///
    /// Those of another store go after the longest time that any may keep them, since no daemon may
    /// run there any more. What is not named as we name backups is nobody's business here. A part
    /// that cannot be removed is told when all others are gone.
    func pruneKeyrings(of store: String, _ policy: UpkeepPolicy, now: Int64) throws {
        var isChanged = false
        var problem: (any Error)?
        for name in Files.names(in: keyrings) where !name.hasSuffix(Self.unfinished) {
            let told = BackupManifest.Sealed(part: keyring(name))?.manifest
            let isOurs = told.map { $0.storeId == store } ?? true
            let days = isOurs ? policy.keyringKeepDays : Self.keyringKeepDaysMax
            let life = Int64(days) * Self.dayMicroseconds - Self.lapseMicroseconds
            guard let created = told?.created ?? Self.time(ofName: name), now - created >= life
            else { continue }
            do {
                try remove(keyring(name))
                isChanged = true
            } catch {
                // Another daemon may have been first.
                if Files.exists(keyring(name)) { problem = problem ?? error }
            }
        }
        if isChanged { try Files.syncDirectory(keyrings) }
        if let problem { throw problem }
    }

    /// What a backup made at a moment is called, before its position: `20261121T140500Z`, UTC.
    static func name(at microseconds: Int64) -> String {
        let text = OfficeClock.text(microseconds - jakartaMicroseconds)
        return text.prefix(19).filter { $0 != "-" && $0 != ":" } + "Z"
    }

    /// The moment in a name that begins so, microseconds since 1970 UTC.
    static func time(ofName name: String) -> Int64? {
        let digits = Array(name.prefix(16))
        guard digits.count == 16, digits[8] == "T", digits[15] == "Z" else { return nil }
        func part(_ range: Range<Int>) -> String { String(digits[range]) }
        let date = [part(0..<4), part(4..<6), part(6..<8)].joined(separator: "-")
        let time = [part(9..<11), part(11..<13), part(13..<15)].joined(separator: ":")
        return Moment(text: "\(date)T\(time).000+07:00").map {
            $0.microseconds + jakartaMicroseconds
        }
    }

    private static let jakartaMicroseconds: Int64 = 7 * 3_600_000_000

    /// Takes the name away first, so that nobody finds half a part.
    private func remove(_ part: String) throws {
        let aside = part + Self.unfinished
        try Files.removeAll(aside)
        try Files.rename(part, to: aside)
        try Files.removeAll(aside)
    }
}
