// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import CanonicalJSON
internal import ControlProtocol
internal import Domain
internal import EventLog
internal import Keyring
internal import LMDB

/// The id of a backup: time and position.
struct BackupID: TextValue {
    let text: String
    init(trusted text: String) { self.text = text }
    static let schema = ValueSchema(
        "BackupId",
        .string(minimum: 1, maximum: 64, pattern: "^[A-Za-z0-9][A-Za-z0-9./~-]{0,63}$"),
        column: "id",
        completion: ("backup.list", "backup")
    )
    static let sample = BackupID(trusted: "20261121T140000Z-18206")
    static func check(_ text: String) throws(InvalidValue) { try IdentifierRule.checkAny(text) }
}

/// Makes a backup.
struct CreateBackup: SystemMethod {
    static let contract = SystemContract(
        "backup.create",
        .roles([.administrator]),
        isForService: true,
        isMaintenance: true
    )
    typealias Item = StartedJob
    typealias Outcome = BackupMade

    let verify: Bool?
    let progress: Bool?

    func perform(_ call: SystemCall) {
        let office = call.office
        if let failure = office.room.room.refusal(isEssential: false) {
            return call.reply(.failure(failure))
        }
        let verifies = verify ?? true
        // One at a time, however it was asked for.
        call.startJob("backup.create", params: "", progress ?? false) { handle in
            try BackupMaker(office, handle).make(verifies: verifies)
        }
    }
}

/// The backups that are kept.
struct ListBackups: SystemMethod {
    static let contract = SystemContract(
        "backup.list",
        .roles([.administrator, .auditor]),
        isForService: true
    )

    struct Item: Codable, Sendable {
        let backup: BackupID
        let position: Int64
        let time: Moment
        let bytes: Int64
        let verified: Bool
        /// The last day of its keys; `nil` when they are gone.
        let keyringUntil: CivilDate?
        /// `daily`, `weekly`, `monthly`; `nil` when it goes with the next backup.
        let generation: String?
    }

    func perform(_ call: SystemCall) {
        let upkeep = call.office.upkeep
        let policy = upkeep.policy
        let store = call.office.store.log.storeID.text
        let backups = upkeep.shelf.backups(of: store)
        let generations = upkeep.shelf.generations(of: store, policy)
        call.rows(
            backups.map { kept in
                let manifest = kept.manifest
                return Item(
                    backup: BackupID(trusted: manifest.backup),
                    position: Int64(manifest.position),
                    time: Moment(microseconds: manifest.created),
                    bytes: manifest.files.filter { kept.hasKeyring || $0.name == "log/data.mdb" }
                        .reduce(0) { $0 + $1.bytes },
                    verified: manifest.verified,
                    keyringUntil: kept.hasKeyring
                        ? BackupShelf.keyringUntil(created: manifest.created, policy) : nil,
                    generation: generations[manifest.backup]?.rawValue
                )
            }
        )
    }
}

/// Checks a backup against its manifest and reads the whole copy.
struct VerifyBackup: SystemMethod {
    static let contract = SystemContract(
        "backup.verify",
        .roles([.administrator, .auditor]),
        isForService: true,
        isMaintenance: true,
        positional: ["backup"]
    )
    typealias Item = StartedJob
    typealias Outcome = BackupVerdict

    let backup: BackupID
    let progress: Bool?

    func perform(_ call: SystemCall) {
        let office = call.office
        // Found in the list, so no id ever becomes a path.
        let names = Files.names(in: office.upkeep.shelf.logs)
        guard names.contains(backup.text) else {
            return call.reply(.failure(.rejected(.notFound(what: "backup", id: backup.text))))
        }
        call.startJob("backup.verify", params: backup.text, progress ?? false) {
            handle in
            let problems = try office.problems(ofBackup: backup.text, handle)
            return [
                "ok": .bool(problems.isEmpty),
                "problems": .array(problems.map { .string($0) }),
            ]
        }
    }
}

extension Office {
    /// What is wrong with a backup, in words.
    fileprivate func problems(
        ofBackup id: String,
        _ handle: Jobs.Handle
    ) throws -> [String] {
        let shelf = upkeep.shelf
        guard let sealed = BackupManifest.Sealed(part: shelf.log(id)) else {
            return ["log: the manifest is missing or cannot be read"]
        }
        var problems: [String] = []
        let manifest = sealed.manifest
        if !sealed.isSigned(by: store.keyring.anchorPublicKey) {
            problems.append("log: the manifest is not signed by this store")
        }
        if manifest.backup != id { problems.append("log: the manifest is that of another backup") }
        if manifest.storeId != store.log.storeID.text {
            problems.append("log: the backup is that of another store")
        }
        let hasKeyring = Files.exists(shelf.keyring(id))
        if hasKeyring, BackupManifest.Sealed(part: shelf.keyring(id))?.bytes != sealed.bytes {
            problems.append("keyring: the manifest differs from that of the log")
        }
        for file in manifest.files where hasKeyring || file.name.hasPrefix("log/") {
            try handle.report(.files, 0, of: manifest.files.reduce(0) { $0 + $1.bytes })
            if let problem = problem(file, id) { problems.append("\(file.name): \(problem)") }
        }
        // Files that are not the described ones need not be read any further.
        guard problems.isEmpty else { return problems }
        var request = LogCheckRequest(log: shelf.log(id), isCopy: true)
        request.keyring = hasKeyring ? shelf.keyring(id) : nil
        let report = try check(request, .verify, handle)
        if let problem = report.problem { problems.append("\(report.verdict): \(problem)") }
        if report.to != manifest.position || report.head != manifest.headHash {
            problems.append("log: the head is not the one in the manifest")
        }
        return problems
    }

    private func problem(_ file: BackupManifest.File, _ id: String) -> String? {
        let shelf = upkeep.shelf
        guard let slash = file.name.firstIndex(of: "/") else { return "the name is wrong" }
        let part = file.name.hasPrefix("log/") ? shelf.log(id) : shelf.keyring(id)
        let path = part + file.name[slash...]
        guard Files.size(path) == file.bytes else { return "the size is not the one described" }
        do {
            let found = try BackupManifest.File(file.name, at: path)
            return found == file ? nil : "the content is not the one described"
        } catch {
            return "\(error)"
        }
    }
}
