// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import EventLog
internal import Synchronization

/// The events that were decided and are not in the log for good yet, and the head they lead to.
///
/// The writer thread adds, the thread that commits takes away, any thread reads.
final class LogTail: Sendable {
    private struct State {
        var head: LogHead
        /// In the order of their positions, without a gap, up to the head.
        var events: [RecordedEvent] = []
    }

    private let state: Mutex<State>

    init(head: LogHead) {
        state = Mutex(State(head: head))
    }

    /// The head that the next event follows.
    var head: LogHead { state.withLock(\.head) }

    /// Adds decided events and the head they lead to.
    func add(_ events: [RecordedEvent], _ head: LogHead) {
        state.withLock { state in
            state.events += events
            state.head = head
        }
    }

    /// A decided event that is not in the log yet.
    func event(at position: UInt64) -> RecordedEvent? {
        state.withLock { state in
            guard let first = state.events.first?.position, position >= first,
                position - first < UInt64(state.events.count)
            else { return nil }
            return state.events[Int(position - first)]
        }
    }

    /// Events up to a position are in the log now.
    func forget(through position: UInt64) {
        state.withLock { state in
            guard let first = state.events.first?.position, position >= first else { return }
            state.events.removeFirst(min(state.events.count, Int(position - first) + 1))
        }
    }

    /// What was decided since the log's head is given up.
    func giveUp(to head: LogHead) {
        state.withLock { $0 = State(head: head) }
    }
}
