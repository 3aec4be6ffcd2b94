// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import ControlProtocol
internal import Domain
package import EventLog
package import Keyring
internal import LMDB
package import Logging
package import Projections
internal import Synchronization

/// What the office needs to know besides its store.
package struct OfficeSettings: Sendable {
    /// The version shown by `system.hello`.
    package var version = "0.1.0"
    /// The default language of human text.
    package var language = Language.id
    /// Threads that answer queries.
    package var queryThreads = 4
    /// As-of queries at a time; each folds the log into a store of its own.
    package var asOfConcurrent = 2
    /// Commands in one batch of the writer at most.
    package var batchCommands = 1024
    /// Commands that wait for the writer at most; further ones are refused as busy.
    package var inboxCommands = 4096
    /// The map size of the views, in bytes.
    package var viewsMapBytes = 64 << 30
    /// Subscriptions of one connection at most.
    package var subscriptionsPerConnection = 8
    /// Requests of one connection that are answered at a time.
    package var requestsInFlight: Int64 = 32
    /// When the disk and the maps count as full.
    package var room = RoomLimits()
    /// Where backups go; empty for a directory beside the store.
    package var backupDirectory = ""
    /// How long backups are kept, and when upkeep counts as late.
    package var upkeep = UpkeepPolicy()
    /// What reports say of the office.
    package var reports = ReportSettings()
    /// Seconds after which a query is given up.
    package var querySeconds = 5
    /// Seconds after which a report or export is given up.
    package var reportSeconds = 30
    /// Where the writer notes what it decides on; `nil` without a state directory.
    package var inFlight: InFlight?
    /// How the daemon ended before, for the status.
    package var crashes = CrashHistory()
    /// A method that kills the daemon when the writer meets it; training stores only.
    package var crashMethod: String?

    /// The defaults of the configuration.
    package init() {}
}

/// The application: every method, the writer thread, reader threads, jobs.
///
/// Any thread may call it; nothing here waits on the caller's thread.
package final class Office: Sendable {
    /// Where the office stands in its life.
    package enum Phase: String, Sendable {
        case starting, ready, readOnly, draining, failed
    }

    let store: Store
    let settings: OfficeSettings
    let methods: Methods
    let system: [String: any SystemMethod.Type]
    let clock: OfficeClock
    let logger: Logger
    let writer: WriterLoop
    let queries: QueryRunner
    let pool: WorkerPool
    let jobs: Jobs
    let feed: HeadFeed
    let inline: ProjectionEngine
    let scheduled: [Projection]
    let codec: EventCodec
    let builder: ViewBuilder
    let catalogue: CatalogueBox
    let startedAt: Int64
    let slowMicroseconds = Atomic<Int64>(250_000)
    let hooks: OfficeHooks
    let services: OfficeServices
    let erasures: Erasures
    let meter = Meter()
    let denials: DenialJournal
    /// How much room the store has; its limits may be changed at any time.
    package let room: StoreRoom
    /// The age cap of queries; may be changed at any time.
    package let queryCaps: QueryCaps
    /// Backups, checks of the log, anchors.
    package let upkeep: Upkeep
    let housekeeper = Housekeeper()
    private let phaseBox = Mutex(Phase.ready)
    private let missingKeysBox = Mutex<[String]>([])
    private let rebuiltAt = Mutex(Int64.min)
    // Held while views are built beside the live ones: there is one directory for that.
    let building = Mutex(())
    let defaultLanguage: Mutex<Language>
    let requests = Atomic<Int64>(0)

    /// Puts the parts together and starts the threads; the views must be at the log's head.
    ///
    /// `afterCommit` is called on the writer thread after every commit of the log; `onFatal` when
    /// the daemon must end.
    package init(
        store: Store,
        settings: OfficeSettings,
        slices: [Slice] = Slice.all,
        clock: OfficeClock = .wall,
        logger: Logger,
        hooks: OfficeHooks
    ) throws {
        self.store = store
        self.settings = settings
        self.clock = clock
        self.logger = logger
        denials = DenialJournal(logger)
        self.hooks = hooks
        defaultLanguage = Mutex(settings.language)
        methods = Methods(slices)
        system = SystemMethods.byName
        codec = EventCodec(slices)
        inline = Self.engine(slices, codec)
        scheduled = slices.flatMap(\.projections).filter { $0.kind == .scheduled }
        builder = Self.builder(store.log, store.keyring, inline)
        startedAt = clock.microseconds()
        feed = HeadFeed(head: try store.head())
        room = StoreRoom(store, settings.room)
        queryCaps = QueryCaps(
            querySeconds: settings.querySeconds,
            reportSeconds: settings.reportSeconds
        )
        upkeep = Upkeep(
            store: store.directory,
            storeID: store.log.storeID.text,
            backups: settings.backupDirectory.isEmpty
                ? store.directory + "-backup" : settings.backupDirectory,
            policy: settings.upkeep
        )
        let care = CareAfterCrash(
            settings.inFlight,
            settings.crashes,
            crashMethod: settings.crashMethod
        )
        services = OfficeServices(
            keyring: store.keyring,
            log: store.log,
            methods: methods,
            clock: clock,
            isTrainingStore: store.log.mode == .training
        )
        let runner = CommandRunner(
            store: store,
            methods: methods,
            codec: codec,
            engine: inline,
            services: services,
            clock: clock,
            care: care
        )
        var limits = WriterLoop.Limits()
        limits.commands = settings.batchCommands
        let inbox = Inbox<WriterTask>(capacity: settings.inboxCommands)
        let erasures = Erasures(
            store: store,
            inbox: inbox,
            codec: codec,
            clock: clock,
            logger: logger,
            onFatal: hooks.onFatal
        )
        self.erasures = erasures
        let asOf = Self.past(store, slices, codec, concurrent: settings.asOfConcurrent)
        let pool = WorkerPool(
            label: "peksosd.query",
            threads: settings.queryThreads,
            capacity: 4096
        )
        self.pool = pool
        writer = WriterLoop(
            store: store,
            runner: runner,
            inbox: inbox,
            feed: feed,
            limits: limits,
            room: room,
            care: care,
            hash: Self.hash(store),
            meter: meter,
            afterCommit: hooks.afterCommit,
            afterErasure: {
                // A fold that waits for its next use may know names by their hashes.
                asOf.close()
                erasures.proceedSoon()
            },
            together: hooks.together,
            hasQueries: { pool.isBusy },
            onFatal: hooks.onFatal
        )
        queries = QueryRunner(
            store: store,
            feed: feed,
            clock: clock,
            asOf: asOf,
            upkeep: upkeep,
            reports: settings.reports
        )
        jobs = Jobs(clock: clock, logger: logger)
        catalogue = CatalogueBox(methods: methods, system: system, version: settings.version)
        writer.start()
        housekeeper.begin(store, logger: logger) { [weak self, upkeep] in
            hooks.eachMinute()
            self?.keepErasures()
            do {
                try upkeep.pruneKeyringsIfDue(now: clock.microseconds())
            } catch {
                logger.error("backups not pruned", metadata: ["error": "\(error)"])
            }
        }
    }

    // The past has no schedule: it is folded with the scheduled projections too.
    private static func past(
        _ store: Store,
        _ slices: [Slice],
        _ codec: EventCodec,
        concurrent: Int
    ) -> AsOfFolder {
        let engine = ProjectionEngine(
            slices.flatMap(\.projections),
            codec: codec,
            keepsStreams: true
        )
        return AsOfFolder(
            store: store,
            builder: builder(store.log, store.keyring, engine),
            concurrent: concurrent
        )
    }

    /// The engine of all inline projections of some slices.
    package static func engine(_ slices: [Slice], _ codec: EventCodec) -> ProjectionEngine {
        ProjectionEngine(
            slices.flatMap(\.projections).filter { $0.kind == .inline },
            codec: codec,
            keepsStreams: true
        )
    }

    /// The builder of views over a log and its keyring.
    package static func builder(
        _ log: EventLog,
        _ keyring: Keyring,
        _ engine: ProjectionEngine
    ) -> ViewBuilder {
        ViewBuilder(
            log: log,
            engine: engine,
            opener: IndexOpener(keyring, log.storeID),
            hash: hash(keyring)
        )
    }

    static func hash(_ store: Store) -> @Sendable (String) -> String { hash(store.keyring) }

    private static func hash(_ keyring: Keyring) -> @Sendable (String) -> String {
        { Hexadecimal.text(keyring.indexHash(Array($0.utf8))) }
    }

    /// Where the office stands.
    package var phase: Phase {
        get { phaseBox.withLock(\.self) }
        set { phaseBox.withLock { $0 = newValue } }
    }

    /// Answers queries only from now on, unless the office is about to end.
    func becomeReadOnly() {
        phaseBox.withLock { if $0 == .ready { $0 = .readOnly } }
    }

    /// Living subjects whose key is gone or does not open.
    var missingKeys: [String] {
        get { missingKeysBox.withLock(\.self) }
        set { missingKeysBox.withLock { $0 = newValue } }
    }

    /// True once an hour at most: a rebuild that fails is not tried every minute.
    func mayRebuildAgain(_ now: Int64) -> Bool {
        rebuiltAt.withLock { last in
            guard last < now - 3_600_000_000 else { return false }
            last = now
            return true
        }
    }

    /// True on a training store.
    package var isTraining: Bool { store.log.mode == .training }

    /// The last position that was answered.
    package var headPosition: Int64 { Int64(feed.recorded) }

    // MARK: Connections

    /// A connection begins.
    package func open(
        userID: UInt32,
        notify: @escaping @Sendable ([UInt8]) -> Void,
        backlogBytes: @escaping @Sendable () -> Int = { 0 }
    ) -> OfficeSession {
        OfficeSession(userID: userID, notify: notify, backlogBytes: backlogBytes)
    }

    /// A connection is gone.
    package func ended(_ session: OfficeSession) {
        session.close()
        for wait in session.waits { wait.cancel() }
        for subscription in session.subscriptions { subscription.end() }
    }

    /// The language of a connection's texts.
    package func language(of session: OfficeSession) -> Language {
        session.language ?? defaultLanguageNow
    }

    /// The client wants an earlier request to end.
    package func cancel(_ id: RequestID, in session: OfficeSession) {
        switch session.cancelled(id) {
        case .command(let task): if task.cancel() { task.finish(.failure(.cancelled)) }
        case .wait(let wait): wait.cancel()
        case .call: break
        case .nothing: endSubscriptions(of: id, in: session)
        }
    }

    /// Ends what a request of `events.subscribe` began.
    func endSubscriptions(of id: RequestID, in session: OfficeSession) {
        for subscription in session.subscriptions where subscription.request == id {
            subscription.end(reason: "cancelled")
        }
    }

    /// True for a user who may take the connection kept back for administrators.
    package func mayUseReservedConnection(userID: UInt32) -> Bool {
        guard let reader = try? ViewReader(store.views) else { return false }
        let session = OfficeSession(userID: userID, notify: { _ in }, backlogBytes: { 0 })
        return reader.caller(of: session)?.roles.contains(.administrator) ?? false
    }

    // MARK: Callers

    /// Who is behind a connection now.
    ///
    /// Throws when that cannot be read.
    func caller(of session: OfficeSession) throws(ViewError) -> Caller? {
        let reader = try ViewReader(store.views)
        let caller = reader.caller(of: session)
        if let failure = reader.failure { throw failure }
        return caller
    }

    /// Calls back when the writer has come round once more.
    package func afterWriterTick(_ call: @escaping @Sendable () -> Void) {
        _ = writer.inbox.put(.maintenance { _, _ in call() }, beyondCapacity: true)
    }

    /// Requests are told to the journal when they took this long, from now on.
    package func reload(slowMilliseconds: Int) {
        slowMicroseconds.store(Int64(slowMilliseconds) * 1000, ordering: .relaxed)
    }

    /// The language of those who ask for none.
    var defaultLanguageNow: Language { defaultLanguage.withLock(\.self) }

    /// The default language or what reports say of the office changed.
    package func reload(_ language: Language, _ reports: ReportSettings) {
        defaultLanguage.withLock { $0 = language }
        queries.reports = reports
    }

    // MARK: End

    /// New requests are turned away from now on.
    package func beginDrain() { phase = .draining }

    /// Finishes what was read, stops the threads.
    package func drain() {
        phase = .draining
        housekeeper.end()
        writer.stop()
        pool.close()
        queries.asOf.close()
    }
}
