// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// Threads of one piece of long work, which belong to no pool.
///
/// A pool watches its threads by files that the checking process may not open, and would give a
/// quiet thread to others afterwards.
package enum WorkThread {
    private final class Work: Sendable {
        let isQuiet: Bool
        let body: @Sendable () -> Void

        init(_ isQuiet: Bool, _ body: @escaping @Sendable () -> Void) {
            self.isQuiet = isQuiet
            self.body = body
        }

        func perform() {
            if isQuiet {
                var parameters = sched_param(sched_priority: 0)
                unsafe _ = sched_setscheduler(0, WorkThread.idlePolicy, &parameters)
            }
            body()
        }
    }

    // `SCHED_IDLE`, which the headers show to C only on demand.
    private static let idlePolicy: Int32 = 5

    /// Does some work on a new thread; false when there can be no further one.
    ///
    /// `isQuiet`: the thread runs when no other thread wants its processor, and what it starts,
    /// threads and processes, is as quiet; where the system forbids that, it is like all others.
    /// Never hold a lock for long there: whoever waits for it would be as quiet. The C functions
    /// are `pthread_create` and `sched_setscheduler`.
    package static func run(
        isQuiet: Bool = false,
        _ body: @escaping @Sendable () -> Void
    ) -> Bool {
        let work = unsafe Unmanaged.passRetained(Work(isQuiet, body))
        var thread = pthread_t()
        let code = unsafe pthread_create(
            &thread,
            nil,
            { argument in
                if let argument = unsafe argument {
                    unsafe Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().perform()
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

    /// How many processors there are; at least 1.
    ///
    /// The C function is `sysconf`, which does without the files it would like to read.
    package static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}
