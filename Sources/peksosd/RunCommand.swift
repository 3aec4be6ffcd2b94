// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import DaemonConfiguration
import ArgumentParser
import CanonicalJSON
import ControlProtocol
import ControlServer
import Dispatch
import Glibc
import Domain
import EventLog
import LMDB
import Logging
import NIOCore
import Office
import Projections
import ServiceManager
import Synchronization

/// Serves a store until it is told to stop.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Serve the store (in the foreground)."
    )

    @Option(help: "The configuration file.")
    var config = Settings.defaultFile

    @Flag(help: "Go on with a log that ends before its sidecar says; stays visible until approved.")
    var acceptRollback = false

    func run() async throws {
        ProcessState.harden()
        let settings = try Settings.load(config)
        do {
            try ProcessState.checkUserNamespace()
            try settings.checkDirectory()
            try ProcessState.lock(settings.plan.lock)
            let daemon = try Daemon(settings, acceptsRollback: acceptRollback)
            try await daemon.serve()
        } catch {
            throw Stop.report(error)
        }
    }
}

/// The running daemon: socket, office, signals, end.
final class Daemon: Sendable {
    private let settings: Settings
    private let logger: Logger
    private let level: LiveLevel
    private let opener: StoreOpener
    private let base: StoreOpener.Base
    private let application: OfficeApplication
    private let starting: StartingAnswers
    private let journal: JournalTarget
    private let began = DispatchTime.now()
    /// Microseconds from the first line of the program to READY=1.
    private let startTook = Atomic<Int64>(0)
    private let supervisor = Supervisor(
        socket: ProcessState.variable("NOTIFY_SOCKET"),
        watchdog: ProcessState.variable("WATCHDOG_USEC")
    )

    /// Opens log and keyring; nothing is answered yet.
    init(_ settings: Settings, acceptsRollback: Bool) throws {
        self.settings = settings
        let level = LiveLevel(settings.configuration.journal.level.logLevel)
        self.level = level
        let journal = JournalTarget(stream: ProcessState.variable("JOURNAL_STREAM"))
        self.journal = journal
        let logger = Logger(label: "peksosd") { _ in JournalHandler(journal, level) }
        self.logger = logger
        opener = StoreOpener(plan: settings.plan, logger: logger) {
            try Checker().check($0, $1)
        }
        base = try opener.openBase(try settings.masterKeys(), acceptsRollback: acceptsRollback)
        try settings.checkTesting(base.log.mode)
        ProcessState.noteFaults(in: settings.plan.fault)
        starting = StartingAnswers(
            language: settings.language,
            version: Version.number,
            isTraining: base.log.mode == .training,
            logger: logger
        )
        application = OfficeApplication(starting: starting)
    }

    /// Serves until SIGTERM or SIGINT; returns after an orderly end.
    func serve() async throws {
        let (stops, stop) = AsyncStream.makeStream(of: Void.self)
        let signals = [SIGTERM, SIGINT].map { number in
            ProcessState.onSignal(number) { stop.yield() }
        }
        let server = try await ControlServer(
            application: application,
            at: try place(),
            limits: ServerLimits(settings.configuration.limits)
        )
        let engine = Office.engine(Slice.all, EventCodec(Slice.all))
        let store = try await openViews(engine)
        let live = LiveConfiguration(settings) { [self] configuration in
            apply(configuration, server)
        }
        let office = try Office(
            store: store,
            settings: officeSettings,
            logger: logger,
            hooks: hooks(server, engine, live)
        )
        office.reload(slowMilliseconds: settings.configuration.journal.slowMillis)
        try await readingViews { [self] in
            try office.settle(base.rollback)
            try opener.settled(base)
        }
        let hangUp = ProcessState.onSignal(SIGHUP) { [self] in _ = reload(live) }
        let statusAsked = ProcessState.onSignal(SIGUSR1) { [logger] in
            logger.notice("status", metadata: ["line": "\(office.statusLine)"])
        }
        try await readingViews { try office.reconcile() }
        application.begin(office)
        logger.notice("ready", metadata: ["head": "\(office.headPosition)"])
        let took = DispatchTime.now().uptimeNanoseconds - began.uptimeNanoseconds
        startTook.store(Int64(took / 1000), ordering: .relaxed)
        supervisor.tell("READY=1")
        office.checkKeysSoon()
        keepStatus(office)
        feedWatchdog(office, server)
        for await _ in stops { break }
        supervisor.tell("STOPPING=1", "STATUS=" + settings.language.pick("Berhenti", "Stopping"))
        logger.notice("stopping")
        for signal in signals + [hangUp, statusAsked] { signal.setEventHandler {} }
        office.beginDrain()
        await server.drain(within: .seconds(4))
        office.drain()
        try base.sidecar.sync()
        try opener.markClean(store, engine)
        base.inFlight?.remove()
        logger.notice("stopped", metadata: ["head": "\(office.headPosition)"])
    }

    /// Takes over what may change while running.
    private func apply(_ configuration: Configuration, _ server: ControlServer<OfficeApplication>) {
        server.change(limits: ServerLimits(configuration.limits))
        level.set(configuration.journal.level.logLevel)
        application.reload(
            Settings.language(of: configuration),
            reports: ReportSettings(configuration),
            room: RoomLimits(configuration.store),
            querySeconds: configuration.queries.seconds,
            reportSeconds: configuration.queries.reportSeconds,
            slowMilliseconds: configuration.journal.slowMillis,
            upkeep: UpkeepPolicy(configuration)
        )
    }

    private var officeSettings: OfficeSettings {
        var office = settings.office
        office.inFlight = base.inFlight
        office.crashes = base.crashes
        return office
    }

    private func place() throws -> ListeningPlace {
        let names = ["LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"]
        let passed = Dictionary(
            uniqueKeysWithValues: names.compactMap { name in
                ProcessState.variable(name).map { (name, $0) }
            }
        )
        if let place = ListeningPlace.passed(environment: passed, processID: ProcessState.id) {
            return place
        }
        let name = settings.configuration.socket.group
        let group = ListeningPlace.groupID(named: name)
        guard group != nil || base.log.mode == .training else {
            throw Stop(78, "socket.group: there is no group \(name): addgroup --system \(name)")
        }
        return .path(
            settings.configuration.socket.path,
            groupID: group ?? ProcessState.groupID
        )
    }

    /// Opens or rebuilds the views.
    private func openViews(_ engine: ProjectionEngine) async throws -> Store {
        try await onThread { [self] in
            let builder = Office.builder(base.log, base.keyring, engine)
            let views = try opener.openViews(base, builder, engine) { done, total in
                self.starting.report(done, of: total)
                self.supervisor.extendStart(status: self.rebuilding(done, of: total))
            }
            return Store(
                directory: settings.plan.directory,
                log: base.log,
                keyring: base.keyring,
                views: views
            )
        }
    }

    private func rebuilding(_ done: UInt64, of total: UInt64) -> String {
        let percent = total == 0 ? 0 : done * 100 / total
        return settings.language.pick("Membangun tampilan", "Building views") + " \(percent)%"
    }

    /// Does a step of the start that reads rows; damaged views are built anew by the next start.
    private func readingViews(_ work: @escaping @Sendable () throws -> Void) async throws {
        do {
            try await onThread(work)
        } catch let damage as ViewError {
            opener.distrust()
            throw Stop(74, "views: \(damage); the next start builds them anew")
        }
    }

    /// Does on a thread of its own what waits for the disk or for other threads.
    private func onThread<Result: Sendable>(
        _ work: @escaping @Sendable () throws -> Result
    ) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue(label: "peksosd.start").async {
                continuation.resume(with: Swift.Result { try work() })
            }
        }
    }

    /// Tells the service manager that the daemon moves: event loops and writer, or nothing.
    private func feedWatchdog(_ office: Office, _ server: ControlServer<OfficeApplication>) {
        guard let period = supervisor.watchdogMilliseconds else { return }
        DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(period)) { [self] in
            office.afterWriterTick { [self] in
                server.afterLoopsTurn { [self] in
                    supervisor.tell("WATCHDOG=1")
                    feedWatchdog(office, server)
                }
            }
        }
    }

    /// Tells the service manager how the office is, when that changed.
    private func keepStatus(_ office: Office) {
        guard office.isOpen else { return }
        supervisor.tell(status: office.statusNotice)
        let pause = DispatchTimeInterval.seconds(Supervisor.statusSecondsMin)
        DispatchQueue.global().asyncAfter(deadline: .now() + pause) { [self] in keepStatus(office) }
    }

    /// Takes over what the file says now, and says so.
    private func reload(_ live: LiveConfiguration) -> Result<[JSONMember], ReloadProblem> {
        let outcome = supervisor.reloading(at: DispatchTime.now().uptimeNanoseconds / 1000) {
            live.reload(isDryRun: false)
        }
        switch outcome {
        case .success: logger.notice("configuration reloaded")
        case .failure(let problem):
            let message = problem.message(in: .en)
            logger.error("configuration refused", metadata: ["problem": "\(message)"])
        }
        return outcome
    }

    private func hooks(
        _ server: ControlServer<OfficeApplication>,
        _ engine: ProjectionEngine,
        _ live: LiveConfiguration
    ) -> OfficeHooks {
        var hooks = OfficeHooks()
        hooks.afterCommit = { [base, logger] head in
            do {
                try base.sidecar.record(position: head.position, hash: head.hash)
            } catch {
                logger.error("sidecar not written", metadata: ["error": "\(error)"])
            }
        }
        hooks.eachMinute = { [base, logger] in
            do {
                try base.sidecar.sync()
            } catch {
                logger.error("sidecar not synced", metadata: ["error": "\(error)"])
            }
        }
        hooks.together = { server.deliverTogether($0) }
        hooks.connections = { Int64(server.connectionCount) }
        hooks.isOwnUser = { $0 == ProcessState.userID }
        hooks.viewsExchanged = { [opener, base, logger] in
            do {
                try opener.markOpen(base.log, engine)
            } catch {
                logger.error("views not marked", metadata: ["error": "\(error)"])
            }
        }
        hooks.configuration = { live.rows }
        hooks.checkLog = { try Checker().check($0, $1) }
        hooks.reload = { [self] isDryRun in
            isDryRun ? live.reload(isDryRun: true) : reload(live)
        }
        hooks.startMicroseconds = { [self] in startTook.load(ordering: .relaxed) }
        hooks.droppedEntries = { [journal] in journal.dropped }
        hooks.onFatal = { [opener, logger] reason in
            logger.critical("ending", metadata: ["reason": "\(reason)"])
            opener.distrust()
            // The replies of the failed batch are given a moment to leave.
            DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(300)) {
                ProcessState.end(reason.exitStatus)
            }
        }
        return hooks
    }
}

extension Settings {
    var office: OfficeSettings {
        var office = OfficeSettings()
        office.version = Version.number
        office.language = language
        office.queryThreads = configuration.queries.threads
        office.asOfConcurrent = configuration.queries.asOfConcurrent
        office.batchCommands = configuration.writer.batchCommands
        office.inboxCommands = configuration.writer.inboxCommands
        office.viewsMapBytes = plan.viewsMapBytes
        office.subscriptionsPerConnection = configuration.limits.subscriptions
        office.requestsInFlight = Int64(configuration.limits.inFlight)
        office.room = RoomLimits(configuration.store)
        office.querySeconds = configuration.queries.seconds
        office.reportSeconds = configuration.queries.reportSeconds
        office.crashMethod = configuration.testing.crashCommand
        office.backupDirectory = configuration.backup.directory
        office.upkeep = UpkeepPolicy(configuration)
        office.reports = ReportSettings(configuration)
        return office
    }
}

extension ReportSettings {
    /// What the configuration says of reports.
    init(_ configuration: Configuration) {
        self.init()
        officeName = configuration.office.name
        suppressBelow = configuration.reports.suppressBelow
    }
}

extension ServerLimits {
    /// The limits of the configuration; the rest is fixed by the protocol.
    init(_ configured: Configuration.Limits) {
        self.init()
        inFlightMax = configured.inFlight
        connectionsMax = configured.connections
        connectionsPerUserMax = configured.connectionsPerUid
        lineTimeout = .seconds(Int64(configured.lineSeconds))
        idleTimeout = .seconds(Int64(configured.idleSeconds))
        writeTimeout = .seconds(Int64(configured.writeSeconds))
        outputBytesMax = configured.outputMiB << 20
    }
}

extension RoomLimits {
    /// The water marks of the configuration.
    init(_ configured: Configuration.Store) {
        self.init()
        warnBytes = Int64(configured.warnMiB) << 20
        warnMapPermille = Int64(configured.warnMapPercent) * 10
        stopBytes = Int64(configured.stopMiB) << 20
        stopMapPermille = Int64(configured.stopMapPercent) * 10
        reserveBytes = Int64(configured.reserveMiB) << 20
    }
}

extension UpkeepPolicy {
    /// Retention and ages of the configuration.
    init(_ configured: Configuration) {
        self.init()
        keepDays = configured.backup.keepDays
        keepWeeks = configured.backup.keepWeeks
        keepMonths = configured.backup.keepMonths
        keyringKeepDays = configured.backup.keyringKeepDays
        backupWarnHours = configured.backup.warnHours
        verifyWarnDays = configured.verify.warnDays
        anchorWarnHours = configured.anchor.warnHours
    }
}
