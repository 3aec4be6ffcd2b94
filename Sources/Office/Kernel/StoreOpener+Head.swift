// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import EventLog
internal import Keyring
internal import LMDB
internal import Logging

// What stands beside the log and knows where it ended: the sidecar, and the anchors kept at home.

extension StoreOpener {
    /// Has the newest records read by another process, once two runs died of their own.
    func checkInChild() throws {
        guard let checkLog else { return }
        let request = LogCheckRequest(
            log: plan.log,
            isCopy: false,
            newest: LogVerifier.quickRecords
        )
        let report = try checkLog(request) { _, _ in true }
        if let problem = report.problem {
            throw StoreProblem(
                78,
                "\(plan.log): \(problem): look with peksosd verify, restore a backup, or peksosd "
                    + "recover --previous"
            )
        }
    }

    /// The position that the sidecar knows and the log has lost; throws unless that is accepted.
    func lostBySidecar(
        _ sidecar: HeadSidecar,
        _ log: EventLog,
        _ acceptsRollback: Bool
    ) throws -> [UInt64] {
        let snapshot = try log.environment.beginRead()
        switch try sidecar.agreement(with: log, snapshot) {
        case .agrees, .absent: return []
        case .logIsBehind(let head, let position):
            try mustAccept(
                acceptsRollback,
                "log ends at \(head), sidecar says \(position)"
            )
            return [position]
        case .otherHistory(let position):
            try mustAccept(
                acceptsRollback,
                "event \(position) is not the one the sidecar knows"
            )
            return [position]
        case .otherStore:
            guard acceptsRollback else {
                throw StoreProblem(
                    78,
                    "\(plan.head) belongs to another store: remove it by hand"
                )
            }
            logger.warning("log accepted although the sidecar is that of another store")
            return []
        }
    }

    /// The same for the newest anchor that this store signed.
    func lostByAnchors(
        _ log: EventLog,
        _ keyring: Keyring,
        _ acceptsRollback: Bool
    ) throws -> [UInt64] {
        let key = keyring.anchorPublicKey
        let newest = try AnchorBook.read(plan.anchors)
            .sorted { $0.position > $1.position }
            .first { $0.storeID == log.storeID && $0.isSigned(by: key) }
        guard let newest else { return [] }
        let snapshot = try log.environment.beginRead()
        let head = try log.head(snapshot)
        guard newest.position <= head.position else {
            try mustAccept(
                acceptsRollback,
                "log ends at \(head.position), anchor says \(newest.position)"
            )
            return [newest.position]
        }
        let hash =
            newest.position == 0
            ? log.genesisHash : try log.read(newest.position, snapshot)?.hash
        guard hash != newest.hash else { return [] }
        try mustAccept(
            acceptsRollback,
            "event \(newest.position) is not the one the anchor knows"
        )
        return [newest.position]
    }

    private func mustAccept(_ isAccepted: Bool, _ finding: String) throws {
        guard isAccepted else {
            throw StoreProblem(
                78,
                "\(plan.log): \(finding): restore the newest backup, "
                    + "or peksosd run --accept-rollback"
            )
        }
        logger.warning("log accepted", metadata: ["although": "\(finding)"])
    }

    /// What the log has to be told: a restore before this start, or an end that was lost.
    func rollback(_ log: EventLog, _ lost: [UInt64]) throws -> Rollback? {
        if let restored = try Rollback.read(plan.restored) { return restored }
        guard let lostUpTo = lost.max() else { return nil }
        let snapshot = try log.environment.beginRead()
        let head = try log.head(snapshot).position
        return Rollback(backup: nil, position: head, lostUpTo: lostUpTo)
    }

    /// Forgets what was known of a lost end, once the log says that it is lost.
    package func settled(_ base: Base) throws {
        guard base.rollback != nil else { return }
        let snapshot = try base.log.environment.beginRead()
        let head = try base.log.head(snapshot)
        // Both slots: the greater position of the two would count.
        for _ in 0..<2 { try base.sidecar.record(position: head.position, hash: head.hash) }
        try base.sidecar.sync()
        try Files.removeAll(plan.restored)
        try Files.syncDirectory(plan.directory)
    }
}
