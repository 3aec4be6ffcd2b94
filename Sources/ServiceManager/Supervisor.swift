// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Tells the service manager how the daemon is, by the protocol of `sd_notify`.
package final class Supervisor: Sendable {
    /// Seconds between two status lines at least.
    package static let statusSecondsMin = 1

    private let sender: DatagramSender?
    private let lastStatus = Mutex("")
    private let extended = Mutex<ContinuousClock.Instant?>(nil)

    /// Half of the watchdog's period in milliseconds; `nil` when there is no watchdog.
    package let watchdogMilliseconds: Int?

    /// The manager at `NOTIFY_SOCKET`; without one every message is dropped.
    ///
    /// `watchdog`: the value of `WATCHDOG_USEC`.
    package init(socket: String?, watchdog: String?) {
        sender = socket.flatMap { DatagramSender(to: $0) }
        let period = watchdog.flatMap { Int($0) } ?? 0
        watchdogMilliseconds = sender == nil || period < 2000 ? nil : period / 2000
    }

    /// Sends one message of lines `NAME=value`.
    package func tell(_ lines: String...) {
        _ = sender?.send(Array(lines.joined(separator: "\n").utf8))
    }

    /// Sends the status line when it changed.
    package func tell(status: String) {
        let isNew = lastStatus.withLock { last in
            defer { last = status }
            return last != status
        }
        if isNew { tell("STATUS=" + status) }
    }

    /// Asks for half a minute more to start, at most every ten seconds.
    package func extendStart(status: String) {
        let now = ContinuousClock.now
        let isDue = extended.withLock { last in
            if let last, now - last < .seconds(10) { return false }
            last = now
            return true
        }
        if isDue { tell("EXTEND_TIMEOUT_USEC=30000000", "STATUS=" + status) }
    }

    /// Does a reload between the words that announce it and those that end it.
    ///
    /// `microseconds`: of the monotonic clock, which units of the kind `notify-reload` ask for.
    package func reloading<Result>(at microseconds: UInt64, _ work: () -> Result) -> Result {
        tell("RELOADING=1", "MONOTONIC_USEC=\(microseconds)")
        defer { tell("READY=1") }
        return work()
    }
}
