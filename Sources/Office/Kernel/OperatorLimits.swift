// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Domain
internal import Synchronization

/// How much of the costly work one operator may have running, over all connections.
package final class OperatorLimits: Sendable {
    /// Work that costs much.
    package enum Work: String, Sendable {
        /// A query about an earlier moment: the log is folded for it.
        case asOf
        /// An export: much data in one answer.
        case exports

        /// How many of the kind may run for one operator.
        fileprivate var atOnce: Int {
            switch self {
            case .asOf: 1
            case .exports: 3
            }
        }
    }

    private struct Place: Hashable {
        let work: Work
        let `operator`: ID<Operator>
    }

    private let running = Mutex<[Place: Int]>([:])

    /// Nothing runs yet.
    package init() {}

    /// Does some work when the operator's limit allows; else it is `busy`.
    ///
    /// Any thread; never waits for another.
    package func running<Result>(
        _ work: Work?,
        for operator: ID<Operator>,
        _ body: () throws -> Result
    ) throws -> Result {
        guard let work else { return try body() }
        let place = Place(work: work, operator: `operator`)
        let mayBegin = running.withLock { running in
            guard running[place, default: 0] < work.atOnce else { return false }
            running[place, default: 0] += 1
            return true
        }
        guard mayBegin else { throw Failure.busy(what: work.rawValue) }
        defer {
            running.withLock { running in
                let left = (running[place] ?? 1) - 1
                running[place] = left > 0 ? left : nil
            }
        }
        return try body()
    }
}
