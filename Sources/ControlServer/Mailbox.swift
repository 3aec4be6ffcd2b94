// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import Synchronization

/// Something for a connection, posted from any thread.
struct Letter: Sendable {
    enum Kind: Sendable {
        /// The reply to the request with this sequence number.
        case reply(sequence: UInt64)
        case notification
        case close
    }

    /// A line that is there, or the way to make it on the event loop.
    enum Line: Sendable {
        case ready([UInt8])
        case deferred(@Sendable () -> [UInt8])

        var bytes: [UInt8] {
            switch self {
            case .ready(let bytes): bytes
            case .deferred(let make): make()
            }
        }
    }

    let connection: UInt64
    let kind: Kind
    let line: Line
}

/// While it is held, mailboxes gather letters and wake nobody.
final class Holding: Sendable {
    private let count = Atomic<Int>(0)

    var isHeld: Bool { count.load(ordering: .acquiring) > 0 }

    func begin() { count.add(1, ordering: .acquiringAndReleasing) }
    func end() { count.subtract(1, ordering: .acquiringAndReleasing) }
}

/// The letters for all connections of one event loop.
///
/// However many replies a commit gives, the event loop is woken once: the first letter schedules
/// the emptying, the others only join.
final class Mailbox: Sendable {
    private struct Contents {
        var letters: [Letter] = []
        var isScheduled = false
        /// The event loop is gone; whatever comes late goes nowhere.
        var isShut = false
    }

    private let contents = Mutex(Contents())
    private let holding: Holding
    private let eventLoop: any EventLoop
    private let connections: NIOLoopBound<LoopConnections>

    init(
        eventLoop: any EventLoop,
        connections: NIOLoopBound<LoopConnections>,
        holding: Holding
    ) {
        self.eventLoop = eventLoop
        self.connections = connections
        self.holding = holding
    }

    /// Any thread.
    func post(_ letter: Letter) {
        let mustWake = contents.withLock { contents in
            guard !contents.isShut else { return false }
            contents.letters.append(letter)
            // Read under the lock: whoever ends the holding looks into the box after that.
            guard !contents.isScheduled, !holding.isHeld else { return false }
            contents.isScheduled = true
            return true
        }
        if mustWake { schedule() }
    }

    /// Wakes the event loop when letters came in while they were held back.
    func release() {
        let mustWake = contents.withLock { contents in
            guard !contents.isShut, !contents.isScheduled, !contents.letters.isEmpty else {
                return false
            }
            contents.isScheduled = true
            return true
        }
        if mustWake { schedule() }
    }

    /// Takes no more letters; called before the event loop ends.
    func shut() {
        contents.withLock { contents in
            contents.isShut = true
            contents.letters = []
        }
    }

    private func schedule() {
        eventLoop.execute { self.empty() }
    }

    private func empty() {
        let connections = connections.value
        contents.withLock { contents in
            contents.isScheduled = false
            swap(&contents.letters, &connections.letters)
        }
        connections.deliver()
    }
}
