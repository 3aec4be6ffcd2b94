// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import EventLog
internal import Synchronization

/// Tells those who wait that the log's head moved.
final class HeadFeed: Sendable {
    private struct State {
        var head: LogHead
        var recorded: UInt64
        var waiting: [Int: @Sendable (LogHead) -> Void] = [:]
        var next = 0
    }

    private let state: Mutex<State>

    init(head: LogHead) {
        state = Mutex(State(head: head, recorded: head.position))
    }

    /// The head that readers may see.
    var head: LogHead { state.withLock(\.head) }

    /// The position everybody was told about: what is answered is in the log, and the views follow.
    var recorded: UInt64 { state.withLock(\.recorded) }

    /// A batch is in the log for good and about to be answered.
    func recorded(through position: UInt64) { state.withLock { $0.recorded = position } }

    /// The head moved; everybody who waited is called once, on the writer thread.
    func moved(to head: LogHead) {
        let waiting = state.withLock { state in
            state.head = head
            let waiting = state.waiting
            state.waiting = [:]
            return waiting
        }
        for call in waiting.values { call(head) }
    }

    /// Calls back once when the head is beyond a position; at once when it is already.
    ///
    /// The call back must be quick: it may run on the writer thread. Answers a ticket for
    /// ``forget(_:)``.
    func whenBeyond(_ position: UInt64, _ call: @escaping @Sendable (LogHead) -> Void) -> Int {
        let (ticket, head): (Int, LogHead?) = state.withLock { state in
            state.next += 1
            if state.head.position > position { return (state.next, state.head) }
            state.waiting[state.next] = call
            return (state.next, nil)
        }
        if let head { call(head) }
        return ticket
    }

    /// Waits no longer.
    func forget(_ ticket: Int) {
        state.withLock { _ = $0.waiting.removeValue(forKey: ticket) }
    }
}
