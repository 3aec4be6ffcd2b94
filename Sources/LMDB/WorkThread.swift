// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// Threads of one piece of long work, which belong to no pool.
///
/// A pool watches its threads by files that the checking process may not open.
package enum WorkThread {
    private final class Work: Sendable {
        let body: @Sendable () -> Void
        let end: @Sendable () -> Void

        init(_ body: @escaping @Sendable () -> Void, _ end: @escaping @Sendable () -> Void) {
            self.body = body
            self.end = end
        }
    }

    /// Does some work on a new thread; false when there can be no further one.
    ///
    /// `end` is called once the thread holds nothing any more of what `body` holds, like a log that is
    /// to be closed. The C function is `pthread_create`.
    package static func run(
        _ body: @escaping @Sendable () -> Void,
        end: @escaping @Sendable () -> Void
    ) -> Bool {
        let work = unsafe Unmanaged.passRetained(Work(body, end))
        var thread = pthread_t()
        let code = unsafe pthread_create(
            &thread,
            nil,
            { argument in
                if let argument = unsafe argument { unsafe WorkThread.finish(argument)() }
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

    /// Does the work, lets go of it, and answers what is to be called then.
    private static func finish(_ argument: UnsafeMutableRawPointer) -> @Sendable () -> Void {
        let work = unsafe Unmanaged<Work>.fromOpaque(argument).takeRetainedValue()
        work.body()
        return work.end
    }

    /// Lets whoever waits for this processor go first, in the midst of long work.
    ///
    /// Costs half a microsecond when nobody waits. The C function is `sched_yield`.
    package static func yield() { _ = sched_yield() }

    /// How many processors there are; at least 1.
    ///
    /// The C function is `sysconf`, which does without the files it would like to read.
    package static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}
