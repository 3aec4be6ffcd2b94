// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import Dispatch

/// A few threads that do blocking work, so that no event loop and no task pool ever waits.
final class WorkerPool: Sendable {
    private let inbox: Inbox<@Sendable () -> Void>

    init(label: String, threads: Int, capacity: Int) {
        inbox = Inbox(capacity: capacity)
        for index in 0..<threads {
            DispatchQueue(label: "\(label).\(index)", qos: .userInitiated).async { [inbox] in
                while let work = inbox.take(limit: 1) {
                    for call in work { call() }
                }
            }
        }
    }

    /// Has some work done; false when too much waits.
    func perform(_ work: @escaping @Sendable () -> Void) -> Bool { inbox.put(work) }

    /// Ends the threads after what waits.
    func close() { inbox.close() }
}
