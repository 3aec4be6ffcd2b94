// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Domain
package import EventLog
package import Keyring
package import LMDB
package import Logging
package import Projections

/// Opens a store in the order of the start-up table: log, checks, keyring, then views.
package final class StoreOpener: Sendable {
    let plan: StorePlan
    let logger: Logger
    let checkLog: OfficeHooks.LogChecking?
    private let bootID = BootID.current()

    /// An opener that tells each step to a logger.
    ///
    /// `checkLog` reads a log that may have killed the last runs, in another process.
    package init(
        plan: StorePlan,
        logger: Logger,
        checkLog: OfficeHooks.LogChecking? = nil
    ) {
        self.plan = plan
        self.logger = logger
        self.checkLog = checkLog
    }

    /// The open log and keyring; nothing was answered or changed yet.
    package struct Base: Sendable {
        /// Checked as far as the plan asks.
        package let log: EventLog
        /// Opened with the master key.
        package let keyring: Keyring
        /// Compared with the log: what disagrees is refused unless the start was told to go on.
        package let sidecar: HeadSidecar
        /// What is known of crashes just before this start.
        package let crashes: CrashHistory
        /// Where the writer notes what it decides on; `nil` without a state directory.
        package let inFlight: InFlight?
        /// That the store was put back, and the log does not say so yet.
        package let rollback: Rollback?
    }

    /// Opens and checks log and keyring.
    ///
    /// `acceptsRollback`: go on with a log that ends before the sidecar says.
    @available(*, noasync)
    package func openBase(_ masterKeys: [MasterKey], acceptsRollback: Bool) throws -> Base {
        let format = try StoreFormat.read(plan)
        try StoreGround.check(plan.directory, format.mode)
        try makeStateDirectory()
        try StoreGround.checkLibrary(plan)
        let crashes = CrashHistory.take(plan, now: WallTime.microseconds(), logger)
        try checkMeta(plan.log, "restore a backup, or peksosd recover --previous")
        do throws(FileError) {
            try Keyring.removeLeftovers(of: plan.keyring)
        } catch {
            throw StoreProblem(74, "\(error)")
        }
        try checkMeta(plan.keyring, "restore a backup")
        if crashes.distrustsViews { try checkInChild() }
        let log: EventLog
        do {
            log = try EventLog(
                directory: plan.log,
                mapSizeBytes: plan.logMapBytes,
                maxReaders: plan.maxReaders
            )
        } catch {
            throw StoreProblem(
                78,
                "\(plan.log): \(error): restore a backup, or peksosd recover --previous"
            )
        }
        try format.check(log, plan)
        try settle(log.environment, plan.log)
        _ = try log.environment.clearStaleReaders()
        logger.info("log open", metadata: ["store": "\(log.storeID)", "mode": "\(log.mode.name)"])
        let report = try LogVerifier(log).quick()
        if let finding = report.finding {
            throw StoreProblem(
                78,
                "\(plan.log): \(finding): look with peksosd verify, restore a backup, or peksosd "
                    + "recover --previous"
            )
        }
        let sidecar = try HeadSidecar(plan.head, storeID: log.storeID, bootID: bootID)
        var lost = try lostBySidecar(sidecar, log, acceptsRollback)
        let keyring: Keyring
        do {
            keyring = try Keyring(
                directory: plan.keyring,
                storeID: log.storeID.bytes,
                masterKeys: masterKeys,
                mapSizeBytes: plan.keyringMapBytes
            )
        } catch {
            throw StoreProblem(78, "\(plan.keyring): \(error)")
        }
        try settle(keyring.environment, plan.keyring)
        lost.append(contentsOf: try lostByAnchors(log, keyring, acceptsRollback))
        // Also those whose erasure a restored log or keyring does not know.
        keyring.hide(try ErasureLedger(in: plan.directory).lines().map(\.subject))
        return Base(
            log: log,
            keyring: keyring,
            sidecar: sidecar,
            crashes: crashes,
            inFlight: beginInFlight(),
            rollback: try rollback(log, lost)
        )
    }

    /// Makes durable what the page cache shows after a crash but the disk may not hold yet.
    private func settle(_ environment: Environment, _ directory: String) throws {
        do {
            try environment.sync()
            try Files.syncDirectory(directory)
        } catch {
            throw StoreProblem(74, "\(directory): \(error)")
        }
    }

    /// Makes the directory of the witness; without one the next unclean start rebuilds.
    private func makeStateDirectory() throws {
        guard !Files.exists(plan.stateDirectory) else { return }
        do throws(FileError) {
            try Files.makeDirectory(plan.stateDirectory)
        } catch {
            logger.warning("no state directory", metadata: ["error": "\(error)"])
        }
    }

    private func beginInFlight() -> InFlight? {
        do throws(FileError) {
            return try InFlight(plan.inFlight)
        } catch {
            logger.warning("no record of commands in flight", metadata: ["error": "\(error)"])
            return nil
        }
    }

    private func checkMeta(_ directory: String, _ remedy: String) throws {
        do throws(DataFileProblem) {
            _ = try MetaCheck.check(directory: directory)
        } catch {
            throw StoreProblem(78, "\(directory)/data.mdb: \(error): \(remedy)")
        }
    }

    // MARK: Views

    /// Opens trusted views and catches them up, or builds them anew from the log.
    ///
    /// `progress` is told position and head. After two crashes the mark is not believed.
    @available(*, noasync)
    package func openViews(
        _ base: Base,
        _ builder: ViewBuilder,
        _ engine: ProjectionEngine,
        progress: @escaping (UInt64, UInt64) -> Void
    ) throws -> Environment {
        try removeLeftovers()
        let head: UInt64
        do {
            let snapshot = try base.log.environment.beginRead()
            head = try base.log.head(snapshot).position
        }
        let permit = WriterPermit.take()
        let distrusts = base.crashes.distrustsViews
        let mark = distrusts ? nil : ViewsMark.read(plan.mark)
        switch try trust(mark, base.log, engine) {
        case .trust:
            // An open mark and its witness still say what they must of this boot.
            let isMarked = mark?.state == .open
            if let views = try catchUp(base.log, builder, engine, head, isMarked, permit, progress)
            {
                return views
            }
        case .rebuild(let reason):
            logger.notice(
                "views rebuilt from the log",
                metadata: ["reason": "\(distrusts ? "crashLoop" : reason.rawValue)"]
            )
        }
        return try rebuild(base.log, builder, engine, head, permit, progress)
    }

    /// Views that the mark trusts, at the head of the log; `nil` when they are unusable after all.
    @available(*, noasync)
    private func catchUp(
        _ log: EventLog,
        _ builder: ViewBuilder,
        _ engine: ProjectionEngine,
        _ head: UInt64,
        _ isMarked: Bool,
        _ permit: borrowing WriterPermit,
        _ progress: @escaping (UInt64, UInt64) -> Void
    ) throws -> Environment? {
        let environment: Environment
        do throws(UnusableViews) {
            environment = try openTrusted(engine, head)
        } catch {
            logger.warning("views rebuilt from the log", metadata: ["reason": "\(error)"])
            return nil
        }
        do {
            if !isMarked { try markOpen(log, engine) }
            let position = try builder.catchUp(
                environment,
                ViewBuilder.Range(through: head),
                permit
            ) { progress($0, head) }
            logger.info("views trusted", metadata: ["position": "\(position)"])
            return environment
        } catch let error as ViewError where !error.isFull {
            environment.close()
            logger.warning("views rebuilt from the log", metadata: ["reason": "\(error)"])
            return nil
        }
    }

    /// Why files that the mark trusts are not served all the same.
    private struct UnusableViews: Error, CustomStringConvertible {
        let description: String
    }

    /// Without one of these rows nobody could be let in to ask for `projection.verify`.
    private static let doorTables = [OperatorState.table, UserIDRow.table]

    /// Opens views that the mark trusts, and looks whether they speak of this log.
    private func openTrusted(
        _ engine: ProjectionEngine,
        _ head: UInt64
    ) throws(UnusableViews) -> Environment {
        let environment: Environment
        do {
            _ = try MetaCheck.check(directory: plan.views)
            environment = try Environment(
                directory: plan.views,
                options: ViewLayout.options(
                    mapSizeBytes: plan.viewsMapBytes,
                    createsTables: false
                )
            )
        } catch {
            throw UnusableViews(description: "\(error)")
        }
        let flaw: String?
        do {
            let reader = try ViewReader(environment)
            if reader.appliedPosition < 0 || UInt64(reader.appliedPosition) > head {
                flaw = "they are at \(reader.appliedPosition), the log is at \(head)"
            } else if try reader.fingerprint() != engine.fingerprint {
                flaw = "other projections wrote them"
            } else {
                flaw = try reader.firstUnsound(Self.doorTables).map {
                    "rows of \($0.name) are lost"
                }
            }
        } catch {
            flaw = "\(error)"
        }
        if let flaw {
            environment.close()
            throw UnusableViews(description: flaw)
        }
        return environment
    }

    /// Removes what an earlier run built and never used.
    private func removeLeftovers() throws {
        try Files.removeAll(plan.oldViews)
        try Files.removeAll(plan.freshViews)
        try Files.removeAll(plan.building)
        for name in Files.names(in: plan.directory) where name.hasPrefix("asof-") {
            try Files.removeAll(plan.directory + "/" + name)
        }
    }

    private func trust(
        _ mark: ViewsMark?,
        _ log: EventLog,
        _ engine: ProjectionEngine
    ) throws -> ViewsTrust {
        guard Files.exists(plan.views + "/data.mdb") else { return .rebuild(.noMark) }
        let snapshot = try log.environment.beginRead()
        return try ViewsTrust.decide(
            mark: mark,
            storeID: log.storeID,
            mapVersion: ViewLayout.version,
            fingerprint: engine.fingerprint,
            bootID: bootID,
            witness: ViewsWitness.read(plan.witness)
        ) { position in
            position == 0 ? log.genesisHash : try log.read(position, snapshot)?.hash
        }
    }

    @available(*, noasync)
    private func rebuild(
        _ log: EventLog,
        _ builder: ViewBuilder,
        _ engine: ProjectionEngine,
        _ head: UInt64,
        _ permit: borrowing WriterPermit,
        _ progress: @escaping (UInt64, UInt64) -> Void
    ) throws -> Environment {
        // Files that are not trusted are never opened: renamed aside, then removed.
        if Files.exists(plan.views) { try Files.rename(plan.views, to: plan.oldViews) }
        try Files.removeAll(plan.oldViews)
        try Files.makeDirectory(plan.freshViews)
        let environment = try builder.create(
            in: plan.freshViews,
            mapSizeBytes: plan.viewsMapBytes,
            permit
        )
        _ = try builder.catchUp(
            environment,
            ViewBuilder.Range(through: head),
            permit
        ) { progress($0, head) }
        try environment.sync()
        try Files.rename(plan.freshViews, to: plan.views)
        try Files.syncDirectory(plan.directory)
        try markOpen(log, engine)
        return environment
    }

    /// Says durably that the views are in use, and leaves the witness of this boot.
    package func markOpen(_ log: EventLog, _ engine: ProjectionEngine) throws {
        let nonce = ViewsMark.makeNonce()
        try writeMark(.open, log, engine, nonce)
        do {
            try ViewsWitness.write(nonce, to: plan.witness)
        } catch {
            // Without a witness the next unclean start rebuilds; nothing is lost.
            logger.warning("no witness", metadata: ["error": "\(error)"])
        }
    }

    /// Syncs the views and says that they were closed in order.
    package func markClean(_ store: Store, _ engine: ProjectionEngine) throws {
        try store.views.sync()
        try writeMark(.clean, store.log, engine, ViewsMark.makeNonce())
    }

    /// Takes back the trust in the views; the next start rebuilds them.
    package func distrust() {
        // Either of the two is enough.
        try? ViewsWitness.remove(plan.witness)
        try? Files.removeAll(plan.mark)
    }

    private func writeMark(
        _ state: ViewsMark.State,
        _ log: EventLog,
        _ engine: ProjectionEngine,
        _ nonce: [UInt8]
    ) throws {
        let snapshot = try log.environment.beginRead()
        let head = try log.head(snapshot)
        try ViewsMark(
            storeID: log.storeID,
            mapVersion: ViewLayout.version,
            fingerprint: engine.fingerprint,
            state: state,
            bootID: bootID,
            nonce: nonce,
            position: head.position,
            hash: head.hash
        ).write(to: plan.mark)
    }
}

extension ViewError {
    /// True when the rows are right and only room is missing.
    var isFull: Bool {
        if case .store(let error) = self { return error.isMapFull || error.isNoSpace }
        return false
    }
}
