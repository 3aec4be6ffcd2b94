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

/// Goal: work runs once on a thread of its own; method: it says that it ran, and where.
struct WorkThreadTests {
    @Test func `work runs once, elsewhere`() {
        let done = DispatchSemaphore(value: 0)
        let threads = Mutex<[pthread_t]>([])
        let isStarted = WorkThread.run {
            threads.withLock { $0.append(pthread_self()) }
        } end: {
            done.signal()
        }
        #expect(isStarted)
        #expect(done.wait(timeout: .now() + .seconds(60)) == .success)
        let ran = threads.withLock(\.self)
        #expect(ran.count == 1 && ran.first != pthread_self())
    }

    @Test func `the end comes when what the work holds is let go of`() {
        final class Held: Sendable {
            let isGone: DispatchSemaphore
            init(_ isGone: DispatchSemaphore) { self.isGone = isGone }
            func use() {}
            deinit { isGone.signal() }
        }
        let isGone = DispatchSemaphore(value: 0)
        let wasGone = Mutex<DispatchTimeoutResult?>(nil)
        let done = DispatchSemaphore(value: 0)
        func start() -> Bool {
            let held = Held(isGone)
            return WorkThread.run {
                usleep(50_000)
                held.use()
            } end: {
                wasGone.withLock { $0 = isGone.wait(timeout: .now()) }
                done.signal()
            }
        }
        #expect(start())
        #expect(done.wait(timeout: .now() + .seconds(60)) == .success)
        #expect(wasGone.withLock(\.self) == .success)
    }

    @Test func `there is a processor`() {
        #expect((1...4096).contains(WorkThread.processors))
    }
}
