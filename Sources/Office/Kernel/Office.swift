// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import CanonicalJSON
package import ControlProtocol
internal import Dispatch
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
    package var queryThreads = 4
    package var asOfConcurrent = 2
    package var batchCommands = 1024
    package var inboxCommands = 4096
    package var viewsMapBytes = 64 << 30
    package var subscriptionsPerConnection = 8
    package var requestsInFlight: Int64 = 32
    package var room = RoomLimits()
    package var querySeconds = 5
    package var reportSeconds = 30
    /// Where the writer notes what it decides on; `nil` without a state directory.
    package var inFlight: InFlight?
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
    let hooks: OfficeHooks
    let meter = Meter()
    /// How much room the store has; its limits may be changed at any time.
    package let room: StoreRoom
    /// The age cap of queries; may be changed at any time.
    package let queryCaps: QueryCaps
    private let housekeeper = Housekeeper()
    private let phaseBox = Mutex(Phase.ready)
    private let defaultLanguage: Mutex<Language>
    private let requests = Atomic<Int64>(0)

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
        let services = OfficeServices(
            keyring: store.keyring,
            methods: methods,
            isTrainingStore: store.log.mode == .training
        )
        room = StoreRoom(store, settings.room)
        queryCaps = QueryCaps(
            querySeconds: settings.querySeconds,
            reportSeconds: settings.reportSeconds
        )
        let care = CareAfterCrash(
            settings.inFlight,
            settings.crashes,
            crashMethod: settings.crashMethod
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
        writer = WriterLoop(
            store: store,
            runner: runner,
            inbox: Inbox(capacity: settings.inboxCommands),
            feed: feed,
            limits: limits,
            room: room,
            care: care,
            hash: Self.hash(store),
            meter: meter,
            afterCommit: hooks.afterCommit,
            together: hooks.together,
            onFatal: hooks.onFatal
        )
        pool = WorkerPool(
            label: "peksosd.query",
            threads: settings.queryThreads,
            capacity: 4096
        )
        // The past has no schedule: it is folded with the scheduled projections too.
        let past = ProjectionEngine(
            slices.flatMap(\.projections),
            codec: codec,
            keepsStreams: true
        )
        queries = QueryRunner(
            store: store,
            feed: feed,
            clock: clock,
            asOf: AsOfFolder(
                store: store,
                builder: Self.builder(store.log, store.keyring, past),
                concurrent: settings.asOfConcurrent
            )
        )
        jobs = Jobs(clock: clock)
        catalogue = CatalogueBox(methods: methods, system: system, version: settings.version)
        writer.start()
        housekeeper.begin(store, logger: logger) { hooks.eachMinute() }
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

    /// True on a training store.
    package var isTraining: Bool { store.log.mode == .training }

    /// The position everybody can read up to.
    package var headPosition: Int64 { Int64(feed.head.position) }

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
        for subscription in session.subscriptions { subscription.end() }
    }

    /// The language of a connection's texts.
    package func language(of session: OfficeSession) -> Language {
        session.language ?? defaultLanguage.withLock(\.self)
    }

    /// The client wants an earlier request to end.
    package func cancel(_ id: RequestID, in session: OfficeSession) {
        if let task = session.task(id) {
            if task.cancel() { task.finish(.failure(.cancelled)) }
        } else {
            session.wait(id)?.cancel()
            for subscription in session.subscriptions where subscription.request == id {
                subscription.end(reason: "cancelled")
            }
        }
    }

    /// True for a user who may take the connection kept back for administrators.
    package func mayUseReservedConnection(userID: UInt32) -> Bool {
        guard let reader = try? ViewReader(store.views) else { return false }
        let session = OfficeSession(userID: userID, notify: { _ in }, backlogBytes: { 0 })
        return reader.caller(of: session)?.roles.contains(.administrator) ?? false
    }

    // MARK: Requests

    /// Takes what makes the reply line, once; the line is made where the connection is served.
    package typealias ReplySink = @Sendable (@escaping @Sendable () -> [UInt8]) -> Void

    /// What a request turned out to be once its params were read.
    package enum Prepared: Sendable {
        /// A finished reply line.
        case answered([UInt8])
        /// To be handed over at once: takes the call back for the reply line.
        case command(@Sendable (@escaping ReplySink) -> Void)
        /// To be started when everything before it was answered.
        case query(@Sendable (@escaping ReplySink) -> Void)
    }

    /// Reads a request; computes only, never waits.
    package func prepare(_ request: Request, in session: OfficeSession) -> Prepared {
        let reserved: ReservedParams
        do throws(JSONDecodingError) {
            reserved = try ReservedParams(request.params)
        } catch {
            let presenter = self.presenter(language(of: session))
            return .answered(
                presenter.error(.invalidParams(error), facts(request)).line(id: request.id)
            )
        }
        let presenter = self.presenter(reserved.language ?? language(of: session))
        do throws(JSONDecodingError) {
            if let method = methods.commands[request.method] {
                return try command(method, request, reserved, session, presenter)
            }
            if let method = methods.queries[request.method] {
                return try query(method, request, reserved, session, presenter)
            }
            if let method = system[request.method] {
                return try call(method, request, reserved, session, presenter)
            }
        } catch {
            return .answered(
                presenter.error(.invalidParams(error), facts(request)).line(id: request.id)
            )
        }
        let names = Array(methods.commands.keys) + Array(methods.queries.keys) + Array(system.keys)
        return .answered(
            WireError.methodNotFound(request.method, among: names.sorted(), presenter.language)
                .line(id: request.id)
        )
    }

    func presenter(_ language: Language) -> Presenter {
        Presenter(texts: .office, isTraining: isTraining, language: language)
    }

    func facts(_ request: Request) -> RequestFacts {
        let number = requests.add(1, ordering: .relaxed).newValue
        return RequestFacts(
            method: request.method,
            journalID: String(startedAt / 1_000_000, radix: 36) + "-" + String(number, radix: 36),
            request: request,
            positional: methods.commands[request.method]?.contract.positional ?? []
        )
    }

    private func command(
        _ method: CommandMethod,
        _ request: Request,
        _ reserved: ReservedParams,
        _ session: OfficeSession,
        _ presenter: Presenter
    ) throws(JSONDecodingError) -> Prepared {
        let command = try method.decode(request.document, request.params)
        let digest = keyedDigest(request)
        let facts = facts(request)
        return .command { [self] reply in
            let task = CommandTask(
                method: method,
                command: command,
                reserved: reserved,
                digest: digest,
                request: request,
                session: session
            ) { outcome in
                session.end(request.id)
                reply { presenter.line(request.id, facts, outcome) }
            }
            session.begin(task, request.id)
            guard phase != .draining else { return task.finish(.failure(.draining)) }
            if !writer.inbox.put(.command(task)) {
                task.finish(.failure(.busy(what: "writer")))
            }
        }
    }

    /// The keyed digest of method and params as sent.
    private func keyedDigest(_ request: Request) -> Digest32 {
        var canonical = Array("{\"method\":".utf8)
        CanonicalJSON.append(string: request.method, to: &canonical)
        canonical.append(contentsOf: Array(",\"params\":".utf8))
        if let params = request.params {
            params.appendCanonicalBytes(leavingOut: ReservedParams.outsideDigest, to: &canonical)
        } else {
            canonical.append(contentsOf: Array("{}".utf8))
        }
        canonical.append(UInt8(ascii: "}"))
        return Digest32(store.keyring.digest(Digest32(hashing: canonical).bytes)) ?? .zero
    }

    private func query(
        _ method: QueryMethod,
        _ request: Request,
        _ reserved: ReservedParams,
        _ session: OfficeSession,
        _ presenter: Presenter
    ) throws(JSONDecodingError) -> Prepared {
        let query = try method.decode(request.document, request.params)
        let facts = facts(request)
        let filters = method.filters(request.params)
        return .query { [self] reply in
            let arrived = DispatchTime.now().uptimeNanoseconds
            let isTaken = pool.perform { [self] in
                let outcome: Result<QueryResult, Failure>
                do throws(Failure) {
                    try awaitPosition(reserved)
                    let deadline = queryCaps.deadline(
                        arrived,
                        reserved,
                        method: method.contract.method
                    )
                    outcome = .success(
                        try queries.run(
                            method,
                            query,
                            reserved,
                            session,
                            deadline,
                            filters: filters
                        )
                    )
                } catch {
                    outcome = .failure(error)
                    endIfDistrusted(error)
                }
                record(outcome) { recorded in
                    reply { presenter.line(request.id, facts, recorded) }
                }
            }
            if !isTaken {
                reply { presenter.error(.busy(what: "queries"), facts).line(id: request.id) }
            }
        }
    }

    /// Ends the daemon when a query met damaged rows; the restart builds them anew.
    private func endIfDistrusted(_ failure: Failure) {
        guard case .projectionStale("views", _, _) = failure else { return }
        hooks.onFatal(.viewsDistrusted("a row of the views is damaged"))
    }

    /// Commits the access record of an answer that needs one, before the answer leaves.
    private func record(
        _ outcome: Result<QueryResult, Failure>,
        _ deliver: @escaping @Sendable (Result<QueryResult, Failure>) -> Void
    ) {
        guard case .success(let result) = outcome, let look = result.look else {
            return deliver(outcome)
        }
        let event = AccessRecord.event(look)
        let day = clock.today
        let task = RecordTask(
            events: [PendingEvent(event: event, stream: AccessEvent.stream(day))],
            actor: look.caller.operator,
            reason: look.reason
        ) { failure in
            deliver(failure.map { .failure($0) } ?? outcome)
        }
        if !writer.inbox.put(.record(task), beyondCapacity: true) {
            deliver(.failure(.busy(what: "writer")))
        }
    }

    /// Waits until the rows include a position the caller has seen.
    private func awaitPosition(_ reserved: ReservedParams) throws(Failure) {
        guard let wanted = reserved.atLeast, wanted > headPosition else { return }
        let patience = min(reserved.deadlineMilliseconds ?? 30_000, 30_000)
        guard feed.waitUntil(UInt64(wanted), milliseconds: patience) else {
            throw .projectionStale(projection: "head", applied: headPosition, wanted: wanted)
        }
    }

    /// Who is behind a connection now.
    func caller(of session: OfficeSession) -> Caller? {
        (try? ViewReader(store.views))?.caller(of: session)
    }

    /// Calls back when the writer has come round once more.
    package func afterWriterTick(_ call: @escaping @Sendable () -> Void) {
        _ = writer.inbox.put(.maintenance { _, _ in call() }, beyondCapacity: true)
    }

    /// The default language changed.
    package func reload(_ language: Language) {
        defaultLanguage.withLock { $0 = language }
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

/// What the program around the office does at certain moments.
package struct OfficeHooks: Sendable {
    /// After every commit of the log, on the writer thread.
    package var afterCommit: @Sendable (LogHead) -> Void
    /// Runs a piece of the writer's work that answers many connections at once.
    package var together: @Sendable (() -> Void) -> Void
    /// The daemon must end.
    package var onFatal: @Sendable (FatalReason) -> Void
    /// The views were exchanged for a rebuilt generation in this directory.
    package var viewsExchanged: @Sendable () -> Void
    /// About once a minute, on a thread of its own.
    package var eachMinute: @Sendable () -> Void
    /// Connections open now.
    package var connections: @Sendable () -> Int64
    /// True for the daemon's own user.
    package var isOwnUser: @Sendable (UInt32) -> Bool
    /// Rows of `config.show`.
    package var configuration: @Sendable () -> [JSONValue]
    /// Applies the changed configuration: what was applied, needs a restart, stayed.
    package var reload: @Sendable (_ isDryRun: Bool) -> Result<[JSONMember], ReloadProblem>

    /// Hooks that do nothing, for tests.
    package init() {
        afterCommit = { _ in }
        eachMinute = {}
        connections = { 0 }
        isOwnUser = { _ in false }
        together = { $0() }
        onFatal = { _ in }
        viewsExchanged = {}
        configuration = { [] }
        reload = { _ in .success([]) }
    }
}

/// A configuration file that was refused.
package struct ReloadProblem: Error, Sendable {
    /// The sentence with file and line.
    package let message: String

    /// A problem in words.
    package init(message: String) { self.message = message }
}
