// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import CanonicalJSON
internal import EventLog
internal import Keyring
internal import LMDB

/// Makes one backup: copies under other names, checked by a process without keys, then named.
///
/// Job thread, while the writer goes on. The log is copied first and the keyring second: a key is
/// durable before the events that use it, so the later copy holds every key that the log needs.
struct BackupMaker {
    private let office: Office
    private let handle: Jobs.Handle
    private let shelf: BackupShelf
    private let startedAt: Int64
    /// What the parts are called until they are finished.
    private let name: String

    private static let data = "/data.mdb"
    private static let ledger = "/erasures"

    init(_ office: Office, _ handle: Jobs.Handle) {
        self.office = office
        self.handle = handle
        shelf = office.upkeep.shelf
        startedAt = office.clock.microseconds()
        name = BackupShelf.name(at: startedAt)
    }

    private var store: String { office.store.log.storeID.text }
    private var log: String { shelf.unfinishedLog(name, of: store) }
    private var keyring: String { shelf.unfinishedKeyring(name, of: store) }

    /// Makes the backup, adds an anchor, and removes backups that are kept no longer.
    ///
    /// Leaves nothing behind when it throws.
    func make(verifies: Bool) throws -> JSONValue {
        try shelf.prepare()
        try shelf.removeUnfinished(of: store, now: startedAt)
        try checkRoom()
        let before = office.store.log.environment.usage.usedBytes
        let sealed: BackupManifest.Sealed
        do {
            let ledger = try copy()
            // Before the check, which then finds the copy in memory: it would read ahead by megabytes,
            // and commits would wait behind them.
            let files = try digests()
            let report = try check(verifies: verifies)
            sealed = try manifest(report, files, ledger, isVerified: verifies)
            try finish(sealed)
        } catch {
            // The first error is the one to tell.
            try? Files.removeAll(log)
            try? Files.removeAll(keyring)
            throw error
        }
        return try settle(sealed.manifest, logBytesBefore: before)
    }

    private func checkRoom() throws {
        let environments = [office.store.log.environment, office.store.keyring.environment]
        let bytes = environments.reduce(0) { $0 + Int64($1.usage.usedBytes) }
        if let problem = CopyRoom.problem(forBytes: bytes, in: shelf.directory) {
            throw BackupProblem(problem)
        }
    }

    /// Copies log, keyring and ledger, in this order.
    private func copy() throws -> LedgerDigest {
        for part in [log, keyring] { try Files.makeDirectory(part) }
        let logEnvironment = office.store.log.environment
        try handle.report(.copyLog, 0, of: Int64(logEnvironment.usage.usedBytes))
        try logEnvironment.copyCompact(toNewFile: log + Self.data)
        let keys = office.store.keyring
        try handle.report(.copyKeyring, 0, of: Int64(keys.environment.usage.usedBytes))
        try keys.copyCompact(toNewFile: keyring + Self.data)
        let ledger = try LedgerDigest(office.upkeep.ledger)
        try Files.create(keyring + Self.ledger, ledger.wholeLines)
        return ledger
    }

    private func check(verifies: Bool) throws -> LogCheckReport {
        var request = LogCheckRequest(
            log: log,
            isCopy: true,
            newest: verifies ? nil : LogCheckRequest.quickRecords
        )
        request.keyring = keyring
        request.anchors = try office.knownAnchors
        let report = try office.check(request, .verify, handle)
        guard report.isSound else {
            throw BackupProblem("the copy is \(report.verdict): \(report.problem ?? "")")
        }
        return report
    }

    private func digests() throws -> [BackupManifest.File] {
        [
            try BackupManifest.File("keyring/data.mdb", at: keyring + Self.data),
            try BackupManifest.File("keyring/erasures", at: keyring + Self.ledger),
            try BackupManifest.File("log/data.mdb", at: log + Self.data),
        ]
    }

    private func manifest(
        _ report: LogCheckReport,
        _ files: [BackupManifest.File],
        _ ledger: LedgerDigest,
        isVerified: Bool
    ) throws -> BackupManifest.Sealed {
        let keys = office.store.keyring
        let library = LMDB.Environment.libraryVersion
        let manifest = BackupManifest(
            backup: freeID("\(name)-\(report.to)"),
            created: startedAt,
            storeId: office.store.log.storeID.text,
            mode: office.store.log.mode.name,
            format: Int64(EventLog.format),
            position: report.to,
            headHash: report.head,
            files: files,
            ledgerLines: ledger.lines,
            ledgerDigest: ledger.digest(ofFirst: ledger.lines) ?? "",
            masterKey: Hexadecimal.text(keys.keyEncryptionKeyID),
            anchorKey: Base64.text(keys.anchorPublicKey),
            library: "\(library.major).\(library.minor).\(library.patch)",
            verified: isVerified
        )
        return try BackupManifest.Sealed(manifest, by: keys)
    }

    /// Two backups of one second get different names.
    private func freeID(_ wanted: String) -> String {
        var id = wanted
        var number = 2
        while Files.exists(shelf.log(id)) || Files.exists(shelf.keyring(id)) {
            id = "\(wanted)-\(number)"
            number += 1
        }
        return id
    }

    /// Gives the parts their names, the one with the keys first: without it the other is useless.
    private func finish(_ sealed: BackupManifest.Sealed) throws {
        for part in [keyring, log] {
            try Files.create(part + "/" + BackupManifest.fileName, sealed.bytes)
            try Files.syncDirectory(part)
        }
        let id = sealed.manifest.backup
        try Files.rename(keyring, to: shelf.keyring(id))
        try Files.syncDirectory(shelf.keyrings)
        try Files.rename(log, to: shelf.log(id))
        try Files.syncDirectory(shelf.logs)
    }

    /// What follows a finished backup.
    private func settle(_ manifest: BackupManifest, logBytesBefore: Int) throws -> JSONValue {
        try shelf.replaceLedger(with: LedgerDigest(office.upkeep.ledger), now: startedAt)
        if let hash = Hexadecimal.bytes(manifest.headHash).flatMap({ Digest32($0) }) {
            _ = try office.anchor(position: manifest.position, hash: hash)
        }
        let pruned = try shelf.prune(
            store,
            office.upkeep.policy,
            now: office.clock.microseconds()
        )
        office.upkeep.shelfChanged()
        let growth = office.store.log.environment.usage.usedBytes - logBytesBefore
        return [
            "backup": .string(manifest.backup), "position": .integer(Int64(manifest.position)),
            "headHash": .string(manifest.headHash),
            "bytes": .integer(manifest.files.reduce(0) { $0 + $1.bytes }),
            "verified": .bool(manifest.verified),
            "pruned": .array(pruned.map { .string($0) }),
            "logGrowthBytes": .integer(Int64(growth)),
        ]
    }
}
