// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// How long queries took, by method, from their turn on the connection.
final class QueryTimes: Sendable {
    /// The upper bounds of the buckets in microseconds; what took longer is counted beyond them.
    ///
    /// Narrow below a millisecond, where the goals of queries are.
    static let bounds: [Int64] = [
        50, 100, 150, 200, 300, 400, 500, 600, 700, 800, 900, 1000, 1250, 1500, 2000, 2500, 3000,
        4000, 5000, 7500, 10_000, 20_000, 50_000, 100_000, 500_000, 1_000_000, 10_000_000,
    ]

    /// The times of one method.
    struct Times: Sendable {
        /// How many took up to each of the bounds and longer than the one before; then the rest.
        fileprivate(set) var counts = [Int64](repeating: 0, count: bounds.count + 1)
        fileprivate(set) var microseconds: Int64 = 0
    }

    private let name: String
    private let help: String
    private let times = Mutex<[String: Times]>([:])

    /// Nothing yet; the name in the metrics, and what it says there.
    init(_ name: String, _ help: String) {
        self.name = name
        self.help = help
    }

    /// One query was answered.
    func add(_ method: String, microseconds: Int64) {
        let bucket = Self.bounds.firstIndex { microseconds <= $0 } ?? Self.bounds.count
        times.withLock { times in
            times[method, default: Times()].counts[bucket] += 1
            times[method, default: Times()].microseconds += microseconds
        }
    }

    /// The histogram in the text of the metrics, the methods in order.
    var metrics: String {
        var text = "# HELP \(name) \(help)\n# TYPE \(name) histogram\n"
        for (method, times) in times.withLock(\.self).sorted(by: { $0.key < $1.key }) {
            let label = "method=\"\(method)\""
            var count: Int64 = 0
            for (index, more) in times.counts.enumerated() {
                count += more
                let isLast = index == Self.bounds.count
                let bound = isLast ? "+Inf" : Decimals.seconds(Self.bounds[index])
                text += "\(name)_bucket{\(label),le=\"\(bound)\"} \(count)\n"
            }
            text += "\(name)_sum{\(label)} \(Decimals.seconds(times.microseconds))\n"
            text += "\(name)_count{\(label)} \(count)\n"
        }
        return text
    }
}
