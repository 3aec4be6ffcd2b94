// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import CanonicalJSON
package import ControlProtocol
import Dispatch
package import Domain
package import EventLog
import Glibc
import Keyring
import LMDB
package import Office
package import Projections
import Synchronization

/// An office in this process, on a real store in a temporary directory, called by name.
///
/// The store is new, and a training store unless asked otherwise. Today is 2026-11-21 until it is
/// set. The bootstrap administrator is `admin`. Calls go through the writer thread and the readers
/// as those of a connection do, and wait for the answer; any thread may call.
package final class TestOffice: Sendable {
    /// The error object that a call was answered with.
    package struct Failure: Error, CustomStringConvertible {
        /// The member `error` of the reply.
        package let error: JSONValue
        package var description: String {
            String(decoding: CanonicalJSON.bytes(error), as: UTF8.self)
        }
    }

    /// The office itself.
    package let office: Office
    /// What the office tells its journal.
    package let journal = Journal()
    let directory: TemporaryDirectory
    private let masterKeys: [[UInt8]]
    private let slices: [Slice]
    private let store: Store
    private let clock: SettableClock
    /// What the clock of the office says, microseconds since 1970.
    package var wallMicroseconds: Int64 { clock.microseconds }
    private let sessions = Mutex<[String: OfficeSession]>([:])
    private let administrators = Mutex(["admin"])
    private let lastID = Atomic<Int64>(0)
    private let isClosed = Atomic(false)

    /// Makes the store and opens the office.
    package convenience init(
        mode: StoreMode = .training,
        slices: [Slice] = Slice.all
    ) throws {
        let directory = TemporaryDirectory()
        _ = directory.makeDirectory("run")
        let clock = SettableClock()
        _ = try StoreInitialiser(
            plan: Self.plan(directory),
            mode: mode,
            masterKey: try MasterKey(Self.masterKey),
            administrators: [(slug: "admin", uid: 1000)],
            clock: OfficeClock(microseconds: { clock.microseconds })
        ).run()
        try self.init(directory, clock, [Self.masterKey], slices)
    }

    /// The bytes of the master key of a new store.
    package static let masterKey = [UInt8](repeating: 7, count: 32)

    private static func plan(_ directory: TemporaryDirectory) -> StorePlan {
        var plan = StorePlan(
            directory: directory.path + "/store",
            stateDirectory: directory.path + "/run"
        )
        plan.logMapBytes = 256 << 20
        plan.viewsMapBytes = 256 << 20
        plan.keyringMapBytes = 16 << 20
        return plan
    }

    /// The office after a restart: closes this one, which must not be used any more.
    ///
    /// `meanwhile` is done while the store is closed. The daemon opens every key a moment after it
    /// is ready; `checksKeys`: false for that moment.
    package func restarted(
        with masterKeys: [[UInt8]] = [masterKey],
        checksKeys: Bool = true,
        meanwhile: (StorePlan) throws -> Void = { _ in }
    ) throws -> TestOffice {
        close()
        try meanwhile(Self.plan(directory))
        let again = try TestOffice(directory, clock, masterKeys, slices)
        if checksKeys { again.office.checkKeys() }
        return again
    }

    /// A second office that goes on from what this one has recorded; this one stays as it is.
    func copied() throws -> TestOffice {
        settle()
        let copy = TemporaryDirectory()
        Files.copy(directory.path, into: copy.path) { $0 != "lock.mdb" }
        return try TestOffice(copy, SettableClock(clock.microseconds), masterKeys, slices)
    }

    private init(
        _ directory: TemporaryDirectory,
        _ clock: SettableClock,
        _ masterKeys: [[UInt8]],
        _ slices: [Slice]
    ) throws {
        self.directory = directory
        self.masterKeys = masterKeys
        self.slices = slices
        self.clock = clock
        let officeClock = OfficeClock(microseconds: { clock.microseconds })
        let plan = Self.plan(directory)
        let logger = journal.logger
        let opener = StoreOpener(plan: plan, logger: logger)
        let base = try opener.openBase(
            masterKeys.map { try MasterKey($0) },
            acceptsRollback: false
        )
        let engine = Office.engine(slices, EventCodec(slices))
        let views = try opener.openViews(
            base,
            ViewBuilder(
                log: base.log,
                engine: engine,
                opener: IndexOpener(base.keyring, base.log.storeID),
                hash: { [keyring = base.keyring] text in
                    keyring.indexHash(Array(text.utf8)).map { byte in
                        (byte < 16 ? "0" : "") + String(byte, radix: 16)
                    }.joined()
                }
            ),
            engine
        ) { _, _ in }
        var settings = OfficeSettings()
        settings.viewsMapBytes = plan.viewsMapBytes
        settings.queryThreads = 1
        store = Store(
            directory: plan.directory,
            log: base.log,
            keyring: base.keyring,
            views: views
        )
        office = try Office(
            store: store,
            settings: settings,
            slices: slices,
            clock: officeClock,
            logger: logger,
            hooks: OfficeHooks()
        )
        try office.reconcile()
    }

    // An environment is closed before its directory goes: a new directory may get the same number,
    // and an environment is open once only.
    deinit { close() }

    /// Ends the office and closes its store; the files stay as long as the value.
    package func close() {
        guard !isClosed.exchange(true, ordering: .relaxed) else { return }
        office.drain()
        for environment in [store.views, store.log.environment, store.keyring.environment] {
            while environment.openReaders > 0 { sched_yield() }
            environment.close()
        }
    }

    /// Everything the office keeps, below one directory.
    package var path: String { directory.path }

    /// Lets some minutes pass.
    package func wait(minutes: Int64) { clock.wait(minutes: minutes) }

    /// The directory of the store.
    package var storePath: String { path + "/store" }

    /// Waits until the writer has done all that stands in its inbox, and what that put there.
    package func settle() {
        for _ in 0..<3 {
            let done = DispatchSemaphore(value: 0)
            office.afterWriterTick { done.signal() }
            done.wait()
        }
    }

    /// Brings every scheduled projection up to date, as cron does.
    package func runProjections() throws {
        let job = try call("projection.run", ["all": true])["job"] ?? nil
        try call("job.wait", ["job": job, "waitMs": 20_000])
    }

    /// Makes it ten in the morning of another day.
    package func setToday(_ day: CivilDate) { clock.set(day) }

    // MARK: Calls

    /// The result of a call; throws ``Failure`` for every error.
    @discardableResult
    package func call(
        _ method: String,
        _ params: JSONValue = [:],
        as slug: String = "admin"
    ) throws -> JSONValue {
        let reply = try reply(to: method, params, as: slug)
        if let result = reply["result"] { return result }
        throw Failure(error: reply["error"] ?? nil)
    }

    /// The refusal of a call; throws when it is done or fails otherwise, and when the command line
    /// of its remedy, run at once as a trial, does not get past it.
    package func refused(
        _ method: String,
        _ params: JSONValue = [:],
        as slug: String = "admin"
    ) throws -> (code: String, details: JSONValue) {
        let reply = try reply(to: method, params, as: slug)
        guard let facts = reply["error"]?["data"], let code = facts["refusal"]?.string else {
            throw Failure(error: reply["error"] ?? reply)
        }
        try checkRemedy(RefusedCall(method, params, slug, reply["error"] ?? nil))
        return (code, facts["details"] ?? [:])
    }

    /// The kind of the error of a call; throws when it is done.
    package func error(
        _ method: String,
        _ params: JSONValue = [:],
        as slug: String = "admin"
    ) throws -> String {
        let reply = try reply(to: method, params, as: slug)
        guard let kind = reply["error"]?["data"]?["kind"]?.string else {
            throw Failure(error: reply)
        }
        try checkRemedy(RefusedCall(method, params, slug, reply["error"] ?? nil))
        return kind
    }

    private func checkRemedy(_ call: RefusedCall) throws {
        guard slices.count == Slice.all.count else { return }
        if call.error["data"]?["kind"] == "refused" {
            try RemedyCheck.run(call.error, by: call.slug, in: self)
        }
        try RemedyProof.check(call, in: self)
    }

    /// The whole reply to a call, as it leaves for the wire.
    package func reply(
        to method: String,
        _ params: JSONValue = [:],
        as slug: String = "admin"
    ) throws -> JSONValue {
        let reply = try start(method, params, in: session(of: slug)).value()
        try reply.checkFilled()
        return reply
    }

    /// Sends a request of a connection without waiting for the reply.
    package func start(
        _ method: String,
        _ params: JSONValue = [:],
        in session: OfficeSession
    ) -> StartedCall {
        let id = RequestID.integer(lastID.add(1, ordering: .relaxed).newValue)
        let call = StartedCall(id)
        switch RequestParser.parse(line: WireLine.request(id: id, method: method, params)) {
        case .request(let request):
            switch office.prepare(request, in: session) {
            case .answered(let line): call.take(line)
            case .command(let start), .query(let start): start { line in call.take(line()) }
            }
        case .invalid(let error, let id): call.take(error.line(id: id))
        case .cancel, .ignored: preconditionFailure("a call with an id is a request")
        }
        return call
    }

    /// Does something while a reader of the views keeps its snapshot.
    package func whileReading<Result>(_ work: () throws -> Result) throws -> Result {
        let reader = try ViewReader(store.views)
        return try withExtendedLifetime(reader) { try work() }
    }

    /// Keeps the writer thread busy until the gate is opened.
    package func holdWriter() -> Gate {
        let gate = Gate()
        office.afterWriterTick { gate.wait() }
        return gate
    }

    private func session(of slug: String) -> OfficeSession {
        sessions.withLock { sessions in
            if let found = sessions[slug] { return found }
            let made = office.open(userID: 1000, notify: { _ in })
            made.actingAs = ID<Operator>(trusted: slug)
            sessions[slug] = made
            return made
        }
    }

    /// How auditors and readers see an operator; another name in every store.
    package func pseudonym(of slug: String) -> String { store.keyring.pseudonym(of: slug) }

    // MARK: Operators

    /// Registers operators with their roles, dated 2010-01-04.
    ///
    /// The roles that take two administrators are requested by `admin` and approved by another one.
    package func operators(_ roles: [String: [Role]]) throws {
        for (slug, held) in roles.sorted(by: { $0.key < $1.key }) {
            let alone = held.filter { $0 == .administrator || $0 == .dataProtection }
            let direct = held.filter { !alone.contains($0) }
            try call(
                "operator.register",
                [
                    "operator": .string(slug), "occurredOn": "2010-01-04",
                    "roles": .array(direct.map { .string($0.rawValue) }),
                ]
            )
            for role in alone { try grant(role, to: slug) }
        }
    }

    private func grant(_ role: Role, to slug: String) throws {
        let result = try call(
            "operator.grant",
            [
                "operator": .string(slug), "role": .string(role.rawValue),
                "occurredOn": "2010-01-04",
            ]
        )
        if let approval = result["approval"], let digest = result["digest"] {
            let second = administrators.withLock { $0.last { $0 != "admin" && $0 != slug } }
            try call(
                "approval.approve",
                ["approval": approval, "digest": digest],
                as: second ?? "admin"
            )
        }
        if role == .administrator { administrators.withLock { $0.append(slug) } }
    }
}

/// A request on its way; its reply can be waited for once.
package final class StartedCall: Sendable {
    /// The id of the request, to cancel it.
    package let id: RequestID
    private let arrived = DispatchSemaphore(value: 0)
    private let line = Mutex<[UInt8]>([])

    init(_ id: RequestID) { self.id = id }

    func take(_ reply: [UInt8]) {
        line.withLock { $0 = reply }
        arrived.signal()
    }

    /// True once there is a reply.
    package var isAnswered: Bool { line.withLock { !$0.isEmpty } }

    /// The reply as it leaves for the wire.
    package func value() throws -> JSONValue {
        arrived.wait()
        return try JSONDocument(scanning: line.withLock(\.self), limits: .unlimited).root.value
    }
}

/// A clock that stands still until it is set.
private final class SettableClock: Sendable {
    private let now: Mutex<Int64>

    init(_ microseconds: Int64 = SettableClock.tenInTheMorning(CivilDate(days: 20_778))) {
        now = Mutex(microseconds)
    }

    var microseconds: Int64 { now.withLock(\.self) }

    func wait(minutes: Int64) { now.withLock { $0 += minutes * 60_000_000 } }

    func set(_ day: CivilDate) { now.withLock { $0 = Self.tenInTheMorning(day) } }

    private static func tenInTheMorning(_ day: CivilDate) -> Int64 {
        // Ten in Jakarta is three in UTC.
        (Int64(day.days) * 24 + 3) * 3_600_000_000
    }
}
