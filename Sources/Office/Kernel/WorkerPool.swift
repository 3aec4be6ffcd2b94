// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import Dispatch
internal import Synchronization

/// A few threads that do blocking work, so that no event loop and no task pool ever waits.
final class WorkerPool: Sendable {
    private let inbox: Inbox<@Sendable () -> Void>
    /// Pieces of work that wait or are being done.
    private final class Load: Sendable { let underway = Atomic(0) }

    private let load = Load()

    init(label: String, threads: Int, capacity: Int) {
        inbox = Inbox(capacity: capacity)
        for index in 0..<threads {
            DispatchQueue(label: "\(label).\(index)", qos: .userInitiated).async { [inbox, load] in
                while let work = inbox.take(limit: 1) {
                    for call in work { call() }
                    load.underway.subtract(work.count, ordering: .relaxed)
                }
            }
        }
    }

    /// Has some work done; false when too much waits.
    func perform(_ work: @escaping @Sendable () -> Void) -> Bool {
        load.underway.add(1, ordering: .relaxed)
        guard inbox.put(work) else {
            load.underway.subtract(1, ordering: .relaxed)
            return false
        }
        return true
    }

    /// True while work waits or is being done; by the time it is read that may have changed.
    var isBusy: Bool { load.underway.load(ordering: .relaxed) > 0 }

    /// Ends the threads after what waits.
    func close() { inbox.close() }
}
