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

/// Goal: work runs once on a thread of its own, quiet work behind all others; method: the kernel is
/// asked how it schedules each.
struct WorkThreadTests {
    /// `SCHED_IDLE`.
    private static let idle: Int32 = 5

    @Test(arguments: [true, false])
    func `work runs once, and steps back only when it is quiet`(isQuiet: Bool) {
        let done = DispatchSemaphore(value: 0)
        let policies = Mutex<[Int32]>([])
        let isStarted = WorkThread.run(isQuiet: isQuiet) {
            policies.withLock { $0.append(sched_getscheduler(0)) }
            done.signal()
        }
        #expect(isStarted)
        #expect(done.wait(timeout: .now() + .seconds(60)) == .success)
        let own = sched_getscheduler(0)
        #expect(own != Self.idle)
        #expect(policies.withLock(\.self) == [isQuiet ? Self.idle : own])
    }

    @Test func `there is a processor`() {
        #expect((1...4096).contains(WorkThread.processors))
    }
}
