// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import CanonicalJSON
package import EventLog
package import Keyring
internal import LMDB

/// Makes a store from a backup: everything is checked before it is used, and the store begins to
/// exist with the last rename.
package struct StoreRestorer {
    /// Where the parts are, and what is accepted.
    package struct Source: Sendable {
        /// The log part, or a file of ``LogLines`` made of it.
        package var log: String
        /// The keyring part.
        package var keyring: String
        /// The newest ledger of erasures.
        package var ledger: String
        /// A file of anchors that the store made, the newest known ones; it may be missing.
        package var anchors: String
        /// A keyring older than the log: people added since cannot be read.
        package var acceptsOldKeyring = false
        /// True for a backup of a training store, false for one of an office.
        package var isTraining = false

        /// A source; see the properties.
        package init(log: String, keyring: String, ledger: String, anchors: String) {
            self.log = log
            self.keyring = keyring
            self.ledger = ledger
            self.anchors = anchors
        }
    }

    /// What became of it.
    package struct Outcome: Sendable {
        /// The same as before: a restore makes no new office.
        package let storeID: StoreID
        /// As the backup says.
        package let mode: StoreMode
        /// Of the newest event that came back.
        package let position: UInt64
        /// Of the record at that position.
        package let headHash: Digest32
        /// The newest position that anybody anchored, when it is behind the head.
        package let lostUpTo: UInt64?
    }

    private let plan: StorePlan
    private let source: Source
    private let masterKeys: [MasterKey]
    private let checkLog: OfficeHooks.LogChecking

    /// A restore into an empty or absent directory; `checkLog` reads what is not trusted yet.
    package init(
        plan: StorePlan,
        source: Source,
        masterKeys: [MasterKey],
        checkLog: @escaping OfficeHooks.LogChecking
    ) {
        self.plan = plan
        self.source = source
        self.masterKeys = masterKeys
        self.checkLog = checkLog
    }

    /// Restores; throws ``StoreProblem`` with the reason, and then there is no store.
    @available(*, noasync)
    package func run() throws -> Outcome {
        let site = StoreSite(plan)
        try site.prepare()
        let parts = try parts()
        let ledger = try ledger(parts)
        try StoreGround.check(plan.directory, parts.mode)
        let files = parts.log.files + parts.keyring.files
        try site.checkRoom(forBytes: files.reduce(0) { $0 + $1.bytes })
        let building = try site.begin()
        do {
            let format = try fill(building, parts, ledger)
            try site.place(format)
        } catch {
            // The first error is the one to tell.
            try? Files.removeAll(building)
            throw error
        }
        return Outcome(
            storeID: parts.storeID,
            mode: parts.mode,
            position: parts.log.position,
            headHash: parts.headHash,
            lostUpTo: try lostUpTo(parts)
        )
    }

    /// The manifests, once they are known to be this office's.
    private struct Parts {
        let log: BackupManifest
        let keyring: BackupManifest
        let masterKey: MasterKey
        let anchorKey: [UInt8]
        let storeID: StoreID
        let mode: StoreMode
        let headHash: Digest32
    }

    private static func refuse(_ words: String) -> StoreProblem { StoreProblem(78, words) }

    // MARK: Manifests

    /// Reads and checks the manifests; nothing else of the backup is read before.
    private func parts() throws -> Parts {
        let keyring = try sealed(source.keyring)
        let masterKey = try masterKey(of: keyring.manifest)
        guard keyring.isCoded(by: masterKey) else {
            throw Self.refuse("\(source.keyring): the manifest was changed: take another backup")
        }
        // From here on the anchor key is known, and vouches for the manifest of the log.
        guard let anchorKey = Base64.bytes(keyring.manifest.anchorKey) else {
            throw Self.refuse("\(source.keyring): the manifest names no anchor key")
        }
        let log = try sealed(source.log)
        guard keyring.isSigned(by: anchorKey), log.manifest.storeId == keyring.manifest.storeId
        else {
            throw Self.refuse(
                "\(source.log) is of store \(log.manifest.storeId), \(source.keyring) of store "
                    + "\(keyring.manifest.storeId): take two parts of one store"
            )
        }
        // An old log may have been copied under a master key that is gone since.
        let isUnderKey = log.manifest.masterKey == masterKey.identifierText
        guard log.isSigned(by: anchorKey), !isUnderKey || log.isCoded(by: masterKey) else {
            throw Self.refuse("\(source.log): the manifest was changed: take another backup")
        }
        guard log.manifest.format == Int64(EventLog.format) else {
            throw Self.refuse("\(source.log): format \(log.manifest.format) is not known")
        }
        guard let storeID = StoreID(text: log.manifest.storeId),
            let mode = StoreMode(name: log.manifest.mode),
            let hash = Hexadecimal.bytes(log.manifest.headHash).flatMap({ Digest32($0) })
        else { throw Self.refuse("\(source.log): the manifest cannot be read") }
        guard (mode == .training) == source.isTraining else {
            throw Self.refuse(
                "\(source.log) is of a \(mode.name) store: "
                    + (source.isTraining ? "leave out --training" : "restore it with --training")
            )
        }
        if keyring.manifest.position < log.manifest.position, !source.acceptsOldKeyring {
            throw Self.refuse(
                "\(source.keyring) ends at \(keyring.manifest.position), \(source.log) at "
                    + "\(log.manifest.position): take a newer keyring, or --accept-old-keyring: "
                    + "people added in between cannot be read then"
            )
        }
        return Parts(
            log: log.manifest,
            keyring: keyring.manifest,
            masterKey: masterKey,
            anchorKey: anchorKey,
            storeID: storeID,
            mode: mode,
            headHash: hash
        )
    }

    private func sealed(_ part: String) throws -> BackupManifest.Sealed {
        if let sealed = BackupManifest.Sealed(part: part) ?? LogLines(part)?.sealed {
            return sealed
        }
        throw Self.refuse(
            "\(part)/\(BackupManifest.fileName) is missing or cannot be read: "
                + "name the directory of one backup"
        )
    }

    private func masterKey(of manifest: BackupManifest) throws -> MasterKey {
        guard let key = masterKeys.first(where: { $0.identifierText == manifest.masterKey }) else {
            let given = masterKeys.map(\.identifierText).joined(separator: " ")
            throw Self.refuse(
                "\(source.keyring): KEK \(manifest.masterKey) expected, \(given) given: "
                    + "give the master key of that time"
            )
        }
        return key
    }

    // MARK: Ledger and anchors

    /// The ledger, when it is at least as new as the backup and every known anchor.
    private func ledger(_ parts: Parts) throws -> LedgerDigest {
        guard Files.size(source.ledger) != nil else {
            throw Self.refuse("\(source.ledger): no such file: name the newest ledger of erasures")
        }
        let ledger = try LedgerDigest(source.ledger)
        let anchored = try anchors(parts, abandoned: true).map(\.ledgerLines).max() ?? 0
        let needed = max(anchored, parts.log.ledgerLines, parts.keyring.ledgerLines)
        guard ledger.lines >= needed else {
            throw Self.refuse(
                "\(source.ledger) has \(ledger.lines) lines, \(needed) are known: "
                    + "take the newest ledger, or erased people would come back"
            )
        }
        for manifest in [parts.log, parts.keyring]
        where ledger.digest(ofFirst: manifest.ledgerLines) != manifest.ledgerDigest {
            throw Self.refuse("\(source.ledger) is not the ledger that the backup knows")
        }
        return ledger
    }

    private func anchors(_ parts: Parts, abandoned: Bool) throws -> [Anchor] {
        try AnchorBook.read(source.anchors, abandoned: abandoned).filter {
            $0.storeID == parts.storeID && $0.isSigned(by: parts.anchorKey)
        }
    }

    private func lostUpTo(_ parts: Parts) throws -> UInt64? {
        let newest = try anchors(parts, abandoned: false).map(\.position).max() ?? 0
        return newest > parts.log.position ? newest : nil
    }

    // MARK: Files

    /// Copies, checks the copies, and puts beside them what a store needs.
    private func fill(
        _ building: String,
        _ parts: Parts,
        _ ledger: LedgerDigest
    ) throws -> StoreFormat {
        do {
            if let lines = LogLines(source.log) {
                try lines.make(building + "/log", mapSizeBytes: plan.logMapBytes)
            } else {
                try copy("log/data.mdb", of: parts.log, from: source.log, to: building + "/log")
            }
            try copy(
                "keyring/data.mdb",
                of: parts.keyring,
                from: source.keyring,
                to: building + "/keyring"
            )
        } catch let problem as BackupProblem {
            throw Self.refuse("\(problem): take another backup")
        }
        let created = try check(building, parts)
        try checkKeys(building, parts)
        try Files.create(building + "/erasures", ledger.wholeLines)
        let rollback = Rollback(
            backup: parts.log.backup,
            position: parts.log.position,
            lostUpTo: try lostUpTo(parts),
            oldKeyring: parts.keyring.position < parts.log.position
        )
        try Files.create(building + "/restored", try rollback.bytes())
        let sidecar = try HeadSidecar(building + "/head", storeID: parts.storeID)
        try sidecar.record(position: parts.log.position, hash: parts.headHash)
        try sidecar.sync()
        try Files.syncDirectory(building)
        return StoreFormat(storeID: parts.storeID, mode: parts.mode, created: created)
    }

    private func copy(
        _ name: String,
        of manifest: BackupManifest,
        from part: String,
        to directory: String
    ) throws {
        guard let file = manifest.file(name) else {
            throw BackupProblem("\(part): the manifest names no \(name)")
        }
        try file.copy(from: part + "/data.mdb", to: directory + "/data.mdb")
    }

    /// Has the copies read by a process without keys; answers when the store was made.
    private func check(_ building: String, _ parts: Parts) throws -> Int64 {
        var request = LogCheckRequest(log: building + "/log", isCopy: true)
        request.keyring = building + "/keyring"
        request.anchors = try anchors(parts, abandoned: false)
            .filter { $0.position <= parts.log.position }.suffix(365).map(\.text)
        let report = try checkLog(request) { _, _ in true }
        let isIncomplete = report.verdict == LogVerdict.incomplete.rawValue
        if let problem = report.problem, !(isIncomplete && source.acceptsOldKeyring) {
            throw Self.refuse("the backup is \(report.verdict): \(problem): take another backup")
        }
        guard report.to == parts.log.position, report.head == parts.log.headHash,
            report.storeID == parts.log.storeId, report.mode == parts.log.mode,
            report.masterKeyID == parts.keyring.masterKey, let created = report.created
        else { throw Self.refuse("the backup is not the one that its manifests describe") }
        return created
    }

    /// Opens the keyring with the master key: its anchor key must be the one in the manifests.
    @available(*, noasync)
    private func checkKeys(_ building: String, _ parts: Parts) throws {
        let keyring: Keyring
        do {
            keyring = try Keyring(
                directory: building + "/keyring",
                storeID: parts.storeID.bytes,
                masterKeys: [parts.masterKey],
                mapSizeBytes: plan.keyringMapBytes
            )
        } catch {
            throw Self.refuse("\(source.keyring): \(error)")
        }
        defer { keyring.environment.close() }
        guard keyring.anchorPublicKey == parts.anchorKey else {
            throw Self.refuse("\(source.keyring): the anchor key is not that of the manifest")
        }
    }
}
