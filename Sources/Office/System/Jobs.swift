// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import CanonicalJSON
internal import Dispatch
internal import Domain
internal import EventLog
internal import Logging
internal import Synchronization

/// Long work that goes on without the connection that started it.
final class Jobs: Sendable {
    /// What is known of a job.
    struct Value: Sendable {
        let job: String
        let kind: String
        let params: String
        let startedBy: String
        let startedAt: Int64
        var state = JobStateCode.running
        /// `nil` before the first report.
        var stage: JobStageCode?
        var done: Int64 = 0
        var total: Int64 = 0
        var endedAt: Int64?
        var result: JSONValue?
        var error: String?
        var isCancelled = false

        /// The stage as it is told.
        var stageValue: JSONValue { stage.map { .string($0.rawValue) } ?? .null }

        /// The members of a job value.
        var members: [JSONMember] {
            [
                JSONMember("job", .string(job)), JSONMember("kind", .string(kind)),
                JSONMember("state", .string(state.rawValue)), JSONMember("stage", stageValue),
                JSONMember("done", .integer(done)), JSONMember("total", .integer(total)),
                JSONMember("startedAt", .string(OfficeClock.text(startedAt))),
                JSONMember(
                    "endedAt",
                    endedAt.map { .string(OfficeClock.text($0)) } ?? .null
                ),
                JSONMember("startedBy", .string(startedBy)),
                JSONMember("result", result ?? .null),
                JSONMember("error", error.map { .string($0) } ?? .null),
            ]
        }
    }

    /// Thrown by work that was asked to stop.
    struct Cancelled: Error {}

    /// What running work uses to report and to notice that it should stop.
    struct Handle: Sendable {
        let jobs: Jobs
        let id: String

        /// Reports progress; throws when the job was cancelled.
        func report(_ stage: JobStageCode, _ done: Int64, of total: Int64) throws {
            try jobs.report(id, stage, done, total)
        }
    }

    private struct Table {
        var values: [String: Value] = [:]
        var order: [String] = []
        var watchers: [Int: (job: String, call: @Sendable (Value) -> Void)] = [:]
        var next = 0
    }

    private let table = Mutex(Table())
    private let queue = DispatchQueue(label: "peksosd.jobs", attributes: .concurrent)
    private let clock: OfficeClock
    private let logger: Logger

    init(clock: OfficeClock, logger: Logger) {
        self.clock = clock
        self.logger = logger
    }

    /// Starts work, or joins the same work that is running.
    func start(
        _ kind: String,
        params: String,
        by operator: String,
        _ work: @escaping @Sendable (Handle) throws -> JSONValue
    ) -> (value: Value, isJoined: Bool) {
        let (value, isJoined) = table.withLock { table -> (Value, Bool) in
            let same = table.values.values.first {
                $0.kind == kind && $0.params == params && $0.state == .running
            }
            if let same { return (same, true) }
            var random = SystemRandomNumberGenerator()
            let now = clock.microseconds()
            let id = EventID.make(unixMilliseconds: now / 1000, using: &random).text
            let value = Value(
                job: id,
                kind: kind,
                params: params,
                startedBy: `operator`,
                startedAt: now
            )
            table.values[id] = value
            table.order.append(id)
            // The last hundred finished jobs are remembered.
            if table.order.count > 100,
                let old = table.order.firstIndex(where: { table.values[$0]?.state != .running })
            {
                table.values[table.order.remove(at: old)] = nil
            }
            return (value, false)
        }
        if !isJoined {
            queue.async { [self] in perform(value.job, work) }
        }
        return (value, isJoined)
    }

    private func perform(_ id: String, _ work: (Handle) throws -> JSONValue) {
        do {
            let result = try work(Handle(jobs: self, id: id))
            end(id) {
                $0.state = .done
                $0.result = result
            }
        } catch is Cancelled {
            end(id) { $0.state = .cancelled }
        } catch {
            end(id) {
                $0.state = .failed
                $0.error = "\(error)"
            }
        }
    }

    /// The jobs remembered, oldest first.
    var all: [Value] {
        table.withLock { table in table.order.compactMap { table.values[$0] } }
    }

    /// One job.
    func value(_ id: String) -> Value? { table.withLock { $0.values[id] } }

    /// Asks a job to stop at its next report.
    func cancel(_ id: String) {
        table.withLock { $0.values[id]?.isCancelled = true }
    }

    /// Calls back on every report and at the end of a job, until forgotten.
    func watch(_ id: String, _ call: @escaping @Sendable (Value) -> Void) -> Int {
        table.withLock { table in
            table.next += 1
            table.watchers[table.next] = (id, call)
            return table.next
        }
    }

    /// Calls back no longer.
    func forget(_ ticket: Int) { table.withLock { $0.watchers[ticket] = nil } }

    private func report(
        _ id: String,
        _ stage: JobStageCode,
        _ done: Int64,
        _ total: Int64
    ) throws {
        let isCancelled = change(id) {
            $0.stage = stage
            $0.done = done
            $0.total = total
        }
        if isCancelled { throw Cancelled() }
    }

    private func end(_ id: String, _ last: (inout Value) -> Void) {
        let now = clock.microseconds()
        _ = change(id) {
            last(&$0)
            $0.endedAt = now
        }
        guard let ended = value(id) else { return }
        logger.info(
            "job",
            metadata: [
                "method": "\(ended.kind)", "state": "\(ended.state.rawValue)",
                "operator": "\(ended.startedBy)", "durationUs": "\(now - ended.startedAt)",
            ]
        )
    }

    private func change(_ id: String, _ body: (inout Value) -> Void) -> Bool {
        let (value, calls) = table.withLock { table in
            guard var value = table.values[id] else {
                return (Value?.none, [@Sendable (Value) -> Void]())
            }
            body(&value)
            table.values[id] = value
            return (value, table.watchers.values.filter { $0.job == id }.map(\.call))
        }
        guard let value else { return false }
        for call in calls { call(value) }
        return value.isCancelled
    }
}
