// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import EventLog
internal import Dispatch

extension HeadFeed {
    /// Waits until readers see everything that was answered before this call.
    ///
    /// A batch is answered when it is in the log, while its views are still being written. Every
    /// read begins here, so whoever was told of a position also sees it.
    func awaitRecorded() {
        let position = recorded
        guard head.position < position else { return }
        // Only a writer that failed takes this long, and then the daemon is about to end.
        _ = waitUntil(position, milliseconds: 30_000)
    }

    /// Waits on this thread until the head reaches a position; false when it takes too long.
    func waitUntil(_ position: UInt64, milliseconds: Int64) -> Bool {
        guard position > 0 else { return true }
        let reached = DispatchSemaphore(value: 0)
        let ticket = whenBeyond(position - 1) { _ in reached.signal() }
        defer { forget(ticket) }
        while head.position < position {
            guard reached.wait(timeout: .now() + .milliseconds(Int(milliseconds))) == .success
            else { return head.position >= position }
            if head.position >= position { return true }
            return waitUntil(position, milliseconds: milliseconds)
        }
        return true
    }
}
