// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import Dispatch
internal import Synchronization

/// How long a query may hold its snapshot.
package final class QueryCaps: Sendable {
    private struct Seconds {
        var query: Int
        var report: Int
    }

    private let seconds: Mutex<Seconds>

    /// The caps in seconds.
    package init(querySeconds: Int, reportSeconds: Int) {
        seconds = Mutex(Seconds(query: querySeconds, report: reportSeconds))
    }

    /// Other caps for the queries that begin from now on.
    package func change(querySeconds: Int, reportSeconds: Int) {
        seconds.withLock { $0 = Seconds(query: querySeconds, report: reportSeconds) }
    }

    /// When a query that arrived at a time and begins now must have its answer.
    func deadline(
        _ arrived: UInt64,
        _ reserved: ReservedParams,
        method: String
    ) -> QueryDeadline {
        let isLong =
            method.hasPrefix("report.") || reserved.asOfDate != nil || reserved.asOfPosition != nil
        let cap = seconds.withLock { isLong ? $0.report : $0.query }
        let begin = DispatchTime.now().uptimeNanoseconds
        var end = begin + UInt64(cap) * 1_000_000_000
        if let asked = reserved.deadlineMilliseconds {
            end = min(end, arrived + UInt64(asked) * 1_000_000)
        }
        return QueryDeadline(arrived: arrived, end: end)
    }
}

/// The time by which a query must be answered, on the monotonic clock in nanoseconds.
struct QueryDeadline: Sendable {
    let arrived: UInt64
    let end: UInt64

    var isOver: Bool { DispatchTime.now().uptimeNanoseconds >= end }

    /// What the client is told.
    var failure: Failure {
        let waited = (DispatchTime.now().uptimeNanoseconds - arrived) / 1_000_000
        return .deadlineExceeded(waitedMilliseconds: Int64(waited))
    }
}
