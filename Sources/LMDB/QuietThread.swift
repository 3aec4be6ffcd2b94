// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// Threads for long work that shall not be noticed by whoever waits for an answer.
package enum QuietThread {
    private final class Work: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    // `SCHED_IDLE`, which the headers show to C only on demand.
    private static let idlePolicy: Int32 = 5

    /// Does some work on a new thread that runs when no other thread wants its processor.
    ///
    /// Threads and processes that it starts are as quiet. Where the system forbids that, the thread
    /// is like all others. False when there can be no further thread. Never hold a lock for long
    /// there: whoever waits for it would be as quiet. The C functions are `pthread_create` and
    /// `sched_setscheduler`.
    package static func run(_ body: @escaping @Sendable () -> Void) -> Bool {
        let work = unsafe Unmanaged.passRetained(Work(body))
        var thread = pthread_t()
        let code = unsafe pthread_create(
            &thread,
            nil,
            { argument in
                var parameters = sched_param(sched_priority: 0)
                unsafe _ = sched_setscheduler(0, QuietThread.idlePolicy, &parameters)
                if let argument = unsafe argument {
                    unsafe Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body()
                }
                return nil
            },
            work.toOpaque()
        )
        guard code == 0 else {
            unsafe work.release()
            return false
        }
        pthread_detach(thread)
        return true
    }
}
