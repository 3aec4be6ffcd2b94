// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Glibc
import LMDB
import Synchronization
import Testing

/// Goal: quiet work runs once, behind all other threads, and leaves these as they are; method: the
/// kernel is asked how it schedules each.
struct QuietThreadTests {
    /// `SCHED_IDLE`.
    private static let idle: Int32 = 5

    @Test func `work runs once on a thread that steps back`() {
        let done = DispatchSemaphore(value: 0)
        let policies = Mutex<[Int32]>([])
        let isStarted = QuietThread.run {
            policies.withLock { $0.append(sched_getscheduler(0)) }
            done.signal()
        }
        #expect(isStarted)
        #expect(done.wait(timeout: .now() + .seconds(60)) == .success)
        #expect(policies.withLock(\.self) == [Self.idle])
        #expect(sched_getscheduler(0) != Self.idle)
    }
}
