// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import CanonicalJSON
internal import ControlProtocol
internal import Dispatch
internal import Domain
internal import Synchronization

extension SystemCall {
    /// Starts a job and answers at once; with `progress` its reports go to the connection.
    func startJob(
        _ kind: String,
        params: String,
        _ progress: Bool,
        _ work: @escaping @Sendable (Jobs.Handle) throws -> JSONValue
    ) {
        let (value, isJoined) = office.jobs.start(
            kind,
            params: params,
            by: caller?.operator.text ?? "",
            work
        )
        reply(
            .success([
                JSONMember("job", .string(value.job)), JSONMember("state", "running"),
                JSONMember("joined", .bool(isJoined)),
            ])
        )
        if progress { notifyProgress(of: value.job) }
    }

    /// Sends `job.progress` at most four times a second and once at the end.
    func notifyProgress(of job: String) {
        let reporter = ProgressReporter(session: session, jobs: office.jobs)
        reporter.start(job)
    }

    /// The job, when the caller may see it; answers `notFound` otherwise.
    func visibleJob(_ id: String) -> Jobs.Value? {
        guard let value = office.jobs.value(id), let caller,
            value.startedBy == caller.operator.text || caller.roles.contains(.administrator)
                || caller.roles.contains(.auditor)
        else {
            reply(.failure(.rejected(.notFound(what: "job", id: id))))
            return nil
        }
        return value
    }
}

/// Turns the reports of one job into notifications of one connection.
private final class ProgressReporter: Sendable {
    private let session: OfficeSession
    private let jobs: Jobs
    private let state = Mutex<(ticket: Int, last: UInt64)>((0, 0))

    init(session: OfficeSession, jobs: Jobs) {
        self.session = session
        self.jobs = jobs
    }

    func start(_ job: String) {
        let ticket = jobs.watch(job) { [self] value in report(value) }
        state.withLock { $0.ticket = ticket }
        if let value = jobs.value(job), value.state != .running { report(value) }
    }

    private func report(_ value: Jobs.Value) {
        let now = DispatchTime.now().uptimeNanoseconds
        let isEnd = value.state != .running
        let isDue = state.withLock { state in
            guard isEnd || now - state.last >= 250_000_000 else { return false }
            state.last = now
            return true
        }
        guard isDue else { return }
        if isEnd { jobs.forget(state.withLock(\.ticket)) }
        let params: JSONValue = [
            "job": .string(value.job), "stage": value.stageValue,
            "done": .integer(value.done), "total": .integer(value.total),
        ]
        session.notify(WireLine.notification(method: "job.progress", params))
    }
}

/// The id of a job.
struct JobID: TextValue {
    let text: String
    init(trusted text: String) { self.text = text }
    static let schema = ValueSchema(
        "JobId",
        .string(minimum: 1, maximum: 64, pattern: "^[A-Za-z0-9][A-Za-z0-9./~-]{0,63}$"),
        column: "id",
        completion: ("job.list", "job")
    )
    static let sample = JobID(trusted: "job")
    static func check(_ text: String) throws(InvalidValue) { try IdentifierRule.checkAny(text) }
}

/// The jobs remembered.
struct ListJobs: SystemMethod {
    static let contract = SystemContract("job.list", isForService: true)

    struct Item: Codable, Sendable {
        let job: JobID
        let kind: String
        let state: JobStateCode
        let stage: JobStageCode?
        let done: Int64
        let total: Int64
        let startedAt: Moment
        let endedAt: Moment?
        let startedBy: String
    }

    func perform(_ call: SystemCall) {
        let seesAll =
            call.caller?.roles.contains { $0 == .administrator || $0 == .auditor } ?? false
        let items = call.office.jobs.all
            .filter { seesAll || $0.startedBy == call.caller?.operator.text }
            .map { job in
                Item(
                    job: JobID(trusted: job.job),
                    kind: job.kind,
                    state: job.state,
                    stage: job.stage,
                    done: job.done,
                    total: job.total,
                    startedAt: Moment(microseconds: job.startedAt),
                    endedAt: job.endedAt.map { Moment(microseconds: $0) },
                    startedBy: job.startedBy
                )
            }
        call.rows(items)
    }
}

/// One job.
struct ShowJob: SystemMethod {
    static let contract = SystemContract("job.show", isForService: true, positional: ["job"])
    typealias Item = JobItem

    let job: JobID

    func perform(_ call: SystemCall) {
        if let value = call.visibleJob(job.text) { call.reply(.success(value.members)) }
    }
}

/// Milliseconds to wait, 0 to 60,000.
struct WaitMilliseconds: IntegerValue {
    let value: Int64
    init(_ value: Int64) { self.value = value }
    static let range: ClosedRange<Int64> = 0...60_000
    static let schema = ValueSchema(
        "WaitMs",
        .integer(minimum: 0, maximum: 60_000),
        column: "integer"
    )
}

/// Waits for the end of a job.
struct WaitForJob: SystemMethod {
    static let contract = SystemContract(
        "job.wait",
        isForService: true,
        isMaintenance: true,
        positional: ["job"]
    )
    typealias Item = JobItem

    let job: JobID
    let waitMs: WaitMilliseconds?
    let progress: Bool?

    func perform(_ call: SystemCall) {
        guard let value = call.visibleJob(job.text) else { return }
        if progress ?? false { call.notifyProgress(of: value.job) }
        let jobs = call.office.jobs
        let wait = Wait(call) {
            jobs.value(value.job).map { .success($0.members) }
                ?? .failure(.rejected(.notFound(what: "job", id: value.job)))
        }
        let ticket = jobs.watch(value.job) { current in
            if current.state != .running { wait.end(.success(current.members)) }
        }
        wait.onEnd { jobs.forget(ticket) }
        if let current = jobs.value(value.job), current.state != .running {
            return wait.end(.success(current.members))
        }
        wait.endAfter(milliseconds: waitMs?.value ?? 30_000)
    }
}

/// Asks a job to stop.
struct CancelJob: SystemMethod {
    static let contract = SystemContract(
        "job.cancel",
        isMaintenance: true,
        positional: ["job"],
        confirm: "yes"
    )
    typealias Item = JobItem

    let job: JobID

    func perform(_ call: SystemCall) {
        guard let value = call.visibleJob(job.text) else { return }
        guard
            value.startedBy == call.caller?.operator.text
                || call.caller?.roles.contains(.administrator) ?? false
        else {
            return call.reply(.failure(.forbidden(method: "job.cancel", needs: [.administrator])))
        }
        call.office.jobs.cancel(value.job)
        call.reply(.success(call.office.jobs.value(value.job)?.members ?? []))
    }
}

/// A call whose answer comes later: by an event, by time, or by `$/cancel`; exactly once.
final class Wait: Sendable {
    private let call: SystemCall
    private let otherwise: @Sendable () -> Result<[JSONMember], Failure>
    private let state = Mutex<(isEnded: Bool, cleanUp: (@Sendable () -> Void)?)>((false, nil))

    /// A wait that is answered with `otherwise` when nothing happens in time.
    init(
        _ call: SystemCall,
        otherwise: @escaping @Sendable () -> Result<[JSONMember], Failure>
    ) {
        self.call = call
        self.otherwise = otherwise
        if !call.session.add(self, call.request.id) { cancel() }
    }

    /// What to do when the wait ends; at once when it has.
    func onEnd(_ cleanUp: @escaping @Sendable () -> Void) {
        let isEnded = state.withLock { state in
            if !state.isEnded { state.cleanUp = cleanUp }
            return state.isEnded
        }
        if isEnded { cleanUp() }
    }

    /// Answers, unless it was answered before.
    func end(_ outcome: Result<[JSONMember], Failure>) {
        let (isFirst, cleanUp) = state.withLock { state in
            let before = (!state.isEnded, state.cleanUp)
            state = (true, nil)
            return before
        }
        guard isFirst else { return }
        cleanUp?()
        call.session.removeWait(call.request.id)
        call.reply(outcome)
    }

    /// Gives up after a while; at once while the daemon stops.
    func endAfter(milliseconds: Int64) {
        if call.office.phase == .draining { return giveUp() }
        DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(Int(milliseconds))) {
            self.giveUp()
        }
    }

    /// Answers with what there is.
    func giveUp() { end(otherwise()) }

    /// The client asked to end the wait.
    func cancel() { end(.failure(.cancelled)) }
}
