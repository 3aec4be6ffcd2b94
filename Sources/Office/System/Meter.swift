// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import CanonicalJSON
internal import Domain
internal import Synchronization

/// Counts what the writer does; cheap enough for every batch.
final class Meter: Sendable {
    private let commits = Atomic<Int64>(0)
    private let commands = Atomic<Int64>(0)
    private let denials = Atomic<Int64>(0)
    private let refusals = Mutex<[String: Int64]>([:])
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
        commits.add(1, ordering: .relaxed)
        commands.add(Int64(count), ordering: .relaxed)
        batchSizes.add(Int64(count))
        commitMicroseconds.add(microseconds)
    }

    /// A command or query got its answer; counts those that were turned away.
    func answered<Success>(_ outcome: Result<Success, Failure>) {
        guard case .failure(let failure) = outcome else { return }
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

    /// The `writer` member of the status.
    func status(queued: Int) -> JSONValue {
        [
            "queued": .integer(Int64(queued)),
            "batchP50": .integer(batchSizes.percentile(50)),
            "commitP99Us": .integer(commitMicroseconds.percentile(99)),
        ]
    }

    /// Counters for the metrics.
    var counters: [(name: String, help: String, value: Int64)] {
        [
            ("commits", "Commits of the log.", commits.load(ordering: .relaxed)),
            ("commands", "Commands committed.", commands.load(ordering: .relaxed)),
        ]
    }

    /// Counts by power of two: enough for an order of magnitude without a lock.
    private final class Histogram: Sendable {
        private let buckets = Mutex([Int64](repeating: 0, count: 64))

        func add(_ value: Int64) {
            let index = 64 - max(value, 0).leadingZeroBitCount
            buckets.withLock { $0[min(index, 63)] += 1 }
        }

        func percentile(_ percent: Int64) -> Int64 {
            buckets.withLock { buckets in
                let total = buckets.reduce(0, +)
                var seen: Int64 = 0
                for (index, count) in buckets.enumerated() {
                    seen += count
                    if total > 0, seen * 100 >= total * percent {
                        return index == 0 ? 0 : 1 << Int64(index) - 1
                    }
                }
                return 0
            }
        }
    }
}
