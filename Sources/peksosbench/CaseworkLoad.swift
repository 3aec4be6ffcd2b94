// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import ControlProtocol

/// Queries on the first connection, contacts logged on all others.
final class CaseworkLoad: Workload {
    /// One query as often as it is asked for, its params different each time.
    struct Asked {
        let method: String
        /// The params as JSON, without braces.
        let params: (inout Random) -> String
    }

    private let asked: Asked?
    /// By writing connection: the open cases of its operator.
    private let cases: [[String]]
    private let day: String
    private var random: Random
    private var requests = 0

    /// `asked` nil: every connection writes.
    init(_ asked: Asked?, writers cases: [[String]], today: Int, seed: UInt64) {
        self.asked = asked
        self.cases = cases
        day = Civil.isoDate(daysSince1970: today)
        random = Random(seed: seed)
    }

    func appendRequest(for connection: Int, to bytes: inout [UInt8]) -> Int? {
        requests += 1
        bytes.append("{\"id\":")
        bytes.append(number: requests)
        bytes.append(",\"jsonrpc\":\"2.0\",\"method\":\"")
        if let asked, connection == 0 {
            bytes.append("\(asked.method)\",\"params\":{\(asked.params(&random))}}\n")
            return 0
        }
        let own = cases[asked == nil ? connection : connection - 1]
        bytes.append("case.logContact\",\"params\":{\"case\":\"")
        bytes.append(own[random.below(own.count)])
        bytes.append("\",\"occurredOn\":\"\(day)\"\(CaseScript.contact)}}\n")
        return 0
    }

    func took(_ reply: ArraySlice<UInt8>, ticket: Int) -> Bool {
        reply.dropFirst(2).first == UInt8(ascii: "i")
    }
}

/// How many queries took how long inside the daemon, as its metrics tell.
struct QueryTimes {
    /// Seconds and how many queries of a method took no longer, in order; the last is all of them.
    private let counts: [(bound: Double, count: Int)]

    /// What a histogram of the metrics says of one method; nothing before its first query.
    init(_ metrics: String, _ name: String, method: String) {
        let head = "\(name)_bucket{method=\"\(method)\",le=\""
        counts = metrics.split(separator: "\n").filter { $0.hasPrefix(head) }.compactMap { line in
            let parts = line.dropFirst(head.count).split(separator: " ")
            guard parts.count == 2, let count = Int(parts[1]) else { return nil }
            return (Double(parts[0].dropLast(2)) ?? .infinity, count)
        }
    }

    /// The milliseconds that so many percent of the queries since then did not exceed.
    ///
    /// It is the bound of a bucket: the real percentile is at most that.
    func milliseconds(atPercentile percentile: Double, since before: QueryTimes) -> Double {
        let seen = counts.enumerated().map { index, entry in
            (entry.bound, entry.count - (before.counts.isEmpty ? 0 : before.counts[index].count))
        }
        let total = Double(seen.last?.1 ?? 0)
        let found = seen.first { Double($0.1) >= total * percentile / 100 }
        return (found?.0 ?? .infinity) * 1000
    }
}
