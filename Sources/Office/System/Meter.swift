// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import CanonicalJSON
internal import ControlProtocol
internal import Domain
internal import Synchronization

/// Counts what the writer does; cheap enough for every batch.
final class Meter: Sendable {
    /// What takes alike long.
    enum RequestClass: Int, CaseIterable {
        case command, query, report
    }

    private struct Request: Hashable {
        let method: String
        let kind: String
    }

    private let denials = Atomic<Int64>(0)
    private let refusals = Mutex<[String: Int64]>([:])
    private let requests = Mutex<[Request: Int64]>([:])
    private let followersNow = Atomic<Int64>(0)
    private let requestMicroseconds = RequestClass.allCases.map { _ in Histogram() }
    private let batchSizes = Histogram()
    private let commitMicroseconds = Histogram()
    /// Until the reply line was made.
    let queryTimes = QueryTimes(
        "peksos_query_seconds",
        "Time of queries inside the daemon."
    )
    /// Until everything was read, before the look is put on record.
    let readTimes = QueryTimes(
        "peksos_query_read_seconds",
        "Time of queries without the record of the look."
    )

    /// One batch was committed.
    func committed(commands count: Int, microseconds: Int64) {
        batchSizes.add(Int64(count))
        commitMicroseconds.add(microseconds)
    }

    /// Somebody follows the log, or does so no more.
    func followers(changedBy change: Int64) { followersNow.add(change, ordering: .relaxed) }

    /// A request of a class got its answer.
    func took(_ microseconds: Int64, _ kind: RequestClass) {
        requestMicroseconds[kind.rawValue].add(microseconds)
    }

    /// A request got its answer; counts those that were turned away.
    func answered<Success>(_ outcome: Result<Success, Failure>, of method: String) {
        var failed: Failure?
        if case .failure(let failure) = outcome { failed = failure }
        let request = Request(method: method, kind: failed?.kind.rawValue ?? "result")
        requests.withLock { $0[request, default: 0] += 1 }
        guard let failure = failed else { return }
        if case .rejected(.refused(let refusal)) = failure {
            let code = RefusalFacts(refusal).code
            refusals.withLock { $0[code, default: 0] += 1 }
        } else if failure.isDenial {
            denials.add(1, ordering: .relaxed)
        }
    }

    /// What was turned away, for the metrics; refusals by code.
    var turnedAway: (denials: Int64, refusals: [(code: String, count: Int64)]) {
        let counted = refusals.withLock(\.self).sorted { $0.key < $1.key }
        return (denials.load(ordering: .relaxed), counted.map { ($0.key, $0.value) })
    }

    /// Answers by method and kind, in order.
    var answeredRequests: [(method: String, kind: String, count: Int64)] {
        requests.withLock(\.self).map { ($0.key.method, $0.key.kind, $0.value) }
            .sorted { ($0.method, $0.kind) < ($1.method, $1.kind) }
    }

    /// How many follow the log.
    var followers: Int64 { followersNow.load(ordering: .relaxed) }

    /// The `writer` member of the status.
    func status(queued: Int) -> JSONValue {
        [
            "queued": .integer(Int64(queued)),
            "batchP50": .integer(batchSizes.percentile(50)),
            "commitP99Us": .integer(commitMicroseconds.percentile(99)),
        ]
    }

    /// Every histogram in the text of the metrics.
    var histograms: String {
        var text = Self.head("peksos_commit_seconds", "Time of a commit of keyring and log.")
        text += commitMicroseconds.metrics("peksos_commit_seconds", "", .seconds)
        text += Self.head("peksos_batch_commands", "Commands of a commit.")
        text += batchSizes.metrics("peksos_batch_commands", "", .count)
        text += Self.head("peksos_request_seconds", "Time of requests inside the daemon.")
        for (kind, histogram) in RequestClass.allCases.map({
            ($0, requestMicroseconds[$0.rawValue])
        }) {
            text += histogram.metrics("peksos_request_seconds", "class=\"\(kind)\"", .seconds)
        }
        return text
    }

    private static func head(_ name: String, _ help: String) -> String {
        "# HELP \(name) \(help)\n# TYPE \(name) histogram\n"
    }
}
