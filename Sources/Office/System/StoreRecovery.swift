// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import EventLog
internal import LMDB

/// Makes a store of the commit before the newest one of a log that cannot be opened any more.
///
/// The damaged store is only read; the new one begins to exist with the last rename.
package struct StoreRecovery {
    /// What became of it.
    package struct Outcome: Sendable {
        /// The same as before: a recovery makes no new office.
        package let storeID: StoreID
        /// As the store's `FORMAT` says.
        package let mode: StoreMode
        /// Of the newest event that is left.
        package let position: UInt64
        /// Of the record at that position.
        package let headHash: Digest32
        /// The newest position that the sidecar or an anchor knows, when the log ends before it.
        package let lostUpTo: UInt64?
    }

    private let plan: StorePlan
    private let target: StorePlan
    private let anchors: String
    private let checkLog: OfficeHooks.LogChecking

    /// A recovery of a stopped store into an empty or absent directory.
    ///
    /// `anchors`: a file of anchors besides those in the store; it may be missing. `checkLog` reads
    /// what is not trusted.
    package init(
        plan: StorePlan,
        into directory: String,
        anchors: String,
        checkLog: @escaping OfficeHooks.LogChecking
    ) {
        self.plan = plan
        var target = plan
        target.directory = directory
        self.target = target
        self.anchors = anchors
        self.checkLog = checkLog
    }

    /// Recovers; throws ``StoreProblem`` with the reason, and then there is no new store.
    package func run() throws -> Outcome {
        guard !(target.directory + "/").hasPrefix(plan.directory + "/") else {
            throw StoreProblem(64, "\(target.directory) is in the store: name another directory")
        }
        let format = try StoreFormat.read(plan)
        let site = StoreSite(target)
        try site.prepare()
        try StoreGround.check(target.directory, format.mode)
        let sizes = [plan.log, plan.keyring].map { Files.size($0 + "/data.mdb") ?? 0 }
        try site.checkRoom(forBytes: sizes.reduce(0, +))
        let building = try site.begin()
        do {
            try copy(to: building)
            try refuseWhole(building)
            try takeBack(building + "/log")
            let report = try check(building, format)
            let outcome = try compare(building, report, format)
            // What was taken back may have been answered although nothing knows of it: so the log is
            // told, and a second administrator asked, in any case.
            let rollback = Rollback(
                backup: nil,
                position: outcome.position,
                lostUpTo: outcome.lostUpTo
            )
            try Files.replace(building + "/restored", with: try rollback.bytes())
            try site.place(format)
            return outcome
        } catch {
            // The first error is the one to tell.
            try? Files.removeAll(building)
            throw error
        }
    }

    private static let remedy = "restore a backup"

    private func copy(to building: String) throws {
        // The views are made anew.
        for name in ["log/data.mdb", "keyring/data.mdb"] + StoreSite.files
        where Files.exists(plan.directory + "/" + name) {
            try Files.copy(plan.directory + "/" + name, to: building + "/" + name) { _ in }
        }
        try Files.syncDirectory(building)
    }

    /// Refuses to take a sound commit back, whatever else is wrong with the store.
    ///
    /// The newest records are read first, for what is damaged is mostly there: then no more of the
    /// log is read before a commit is taken back.
    private func refuseWhole(_ building: String) throws {
        var request = LogCheckRequest(
            log: building + "/log",
            isCopy: true,
            newest: LogCheckRequest.quickRecords
        )
        var report = try checkLog(request) { _, _ in true }
        if report.problem == nil, report.from > 1 {
            request.newest = nil
            report = try checkLog(request) { _, _ in true }
        }
        if report.problem != nil { return }
        throw StoreProblem(64, "\(plan.log) is whole: there is nothing to take back")
    }

    private func takeBack(_ log: String) throws {
        do throws(DataFileProblem) {
            _ = try PreviousSnapshot(takingIn: log)
        } catch {
            throw StoreProblem(
                78,
                "\(plan.log)/data.mdb has no commit to go back to: \(error): \(Self.remedy)"
            )
        }
    }

    /// Has the copy read by a process without keys, from the first event to the last.
    private func check(_ building: String, _ format: StoreFormat) throws -> LogCheckReport {
        var request = LogCheckRequest(log: building + "/log", isCopy: true)
        request.keyring = building + "/keyring"
        let report = try checkLog(request) { _, _ in true }
        // Missing keys are told by the start; the log is whole without them.
        guard report.isSound || report.verdict == LogVerdict.incomplete.rawValue else {
            throw StoreProblem(
                78,
                "the commit before is \(report.verdict): \(report.problem ?? ""): \(Self.remedy)"
            )
        }
        guard report.storeID == format.storeID.text, report.mode == format.mode.name else {
            throw StoreProblem(78, "\(plan.format) is not that of the log: \(Self.remedy)")
        }
        return report
    }

    /// What the sidecar and the anchors know behind the end of the log; they must know no other
    /// history before it.
    private func compare(
        _ building: String,
        _ report: LogCheckReport,
        _ format: StoreFormat
    ) throws -> Outcome {
        let log = try EventLog(directory: building + "/log", use: .readingCopy)
        defer { log.environment.close() }
        let head: LogHead
        let anchors = try [StorePlan.anchors(building), anchors]
            .flatMap { try AnchorBook.read($0) }
            .filter { $0.storeID == format.storeID }
        var known = anchors.map(\.position)
        do {
            let snapshot = try log.environment.beginRead()
            head = try log.head(snapshot)
            for anchor in anchors where anchor.position > 0 && anchor.position <= head.position {
                guard try log.read(anchor.position, snapshot)?.hash == anchor.hash else {
                    throw otherHistory(anchor.position, known: "an anchor")
                }
            }
            let sidecar = try HeadSidecar(building + "/head", storeID: format.storeID)
            switch try sidecar.agreement(with: log, snapshot) {
            case .agrees, .absent, .otherStore: break
            case .logIsBehind(_, let position): known.append(position)
            case .otherHistory(let position): throw otherHistory(position, known: plan.head)
            }
        }
        let newest = known.max() ?? 0
        return Outcome(
            storeID: format.storeID,
            mode: format.mode,
            position: head.position,
            headHash: head.hash,
            lostUpTo: newest > head.position ? newest : nil
        )
    }

    private func otherHistory(_ position: UInt64, known: String) -> StoreProblem {
        StoreProblem(
            78,
            "event \(position) of the commit before is not the one that \(known) knows: "
                + Self.remedy
        )
    }
}
