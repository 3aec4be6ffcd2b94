// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import EventLog
package import Keyring
internal import LMDB

/// What is done with a store's keys from outside the daemon.
package struct StoreKeys {
    private let plan: StorePlan

    /// The keys of a store.
    package init(_ plan: StorePlan) { self.plan = plan }

    /// Rewraps the keyring under another master key; the store must be stopped and locked by us.
    ///
    /// Answers false when it is under `next` already. `renewsIndex`: also with a new key for search
    /// hashes; the next start then builds the views anew.
    @available(*, noasync)
    package func rotate(
        from current: MasterKey,
        to next: MasterKey,
        renewsIndex: Bool
    ) throws -> Bool {
        let storeID = try checkedStoreID()
        let before = try header()
        guard before != next.identifierText else {
            try Keyring.removeLeftovers(of: plan.keyring)
            return false
        }
        if renewsIndex {
            // Views with hashes of the old key are never opened again.
            try Files.removeAll(plan.mark)
            if Files.exists(plan.views) { try Files.syncDirectory(plan.views) }
        }
        try Keyring.rotate(
            directory: plan.keyring,
            storeID: storeID,
            from: current,
            to: next,
            renewsIndex: renewsIndex,
            mapSizeBytes: plan.keyringMapBytes,
            WriterPermit.take()
        )
        return true
    }

    /// Makes a further key of a subject, when the one it has may have been read by others.
    ///
    /// The store must be stopped and locked by us.
    @available(*, noasync)
    package func renew(_ subject: String, with masterKeys: [MasterKey]) throws {
        let keyring = try open(masterKeys)
        defer { keyring.environment.close() }
        var transaction = try keyring.beginWrite(WriterPermit.take())
        try keyring.renewKey(of: subject, in: &transaction)
        try keyring.commit(transaction)
    }

    /// Proves that two shares open the keyring, and writes down that they do.
    ///
    /// Works beside a running daemon: only reads. Throws when the shares are of another key.
    package func checkEscrow(_ one: KeyShare, _ other: KeyShare, now: Int64) throws {
        let keyring = try open([try MasterKey(one, other)])
        let id = keyring.keyEncryptionKeyIDText
        keyring.environment.close()
        try Files.replace(
            plan.escrow,
            with: Array(EscrowCheck(keyID: id, checkedAt: now).text.utf8)
        )
    }

    private func open(_ masterKeys: [MasterKey]) throws -> Keyring {
        try Keyring(
            directory: plan.keyring,
            storeID: try checkedStoreID(),
            masterKeys: masterKeys,
            mapSizeBytes: plan.keyringMapBytes
        )
    }

    private func checkedStoreID() throws -> [UInt8] {
        let format = try StoreFormat.read(plan)
        do throws(DataFileProblem) {
            _ = try MetaCheck.check(directory: plan.keyring)
        } catch {
            throw StoreProblem(78, "\(plan.keyring)/data.mdb: \(error): restore a backup")
        }
        return format.storeID.bytes
    }

    /// The id of the master key that wraps the keyring.
    private func header() throws -> String {
        try Keyring.masterKeyIDText(
            directory: plan.keyring,
            storeID: try checkedStoreID(),
            mapSizeBytes: plan.keyringMapBytes
        )
    }
}

/// When it was proved last that the paper shares open the keyring: the file `escrow`.
struct EscrowCheck: Equatable {
    let keyID: String
    /// Microseconds since 1970, UTC.
    let checkedAt: Int64

    private static let title = "peksos escrow 1"

    init(keyID: String, checkedAt: Int64) {
        self.keyID = keyID
        self.checkedAt = checkedAt
    }

    /// From the content of the file; `nil` for anything that ``text`` does not answer.
    init?(text: String) {
        let lines = text.split(separator: "\n")
        guard lines.count == 3, lines[0] == Self.title, lines[1].hasPrefix("key "),
            lines[2].hasPrefix("checked "), let time = Int64(lines[2].dropFirst(8))
        else { return nil }
        self.init(keyID: String(lines[1].dropFirst(4)), checkedAt: time)
    }

    var text: String { "\(Self.title)\nkey \(keyID)\nchecked \(checkedAt)\n" }

    /// The last check of a store; `nil` when there was none.
    static func last(in directory: String) -> EscrowCheck? {
        let bytes = try? Files.read(directory + "/escrow", limit: 4_096)
        return bytes.flatMap { EscrowCheck(text: String(decoding: $0, as: UTF8.self)) }
    }
}
