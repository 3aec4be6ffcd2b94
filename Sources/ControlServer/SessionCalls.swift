// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import ControlProtocol
import NIOCore
import Synchronization

/// The application as one connection sees it, its types erased once at accept.
struct SessionCalls {
    let prepare: (Request) -> Prepared
    let cancel: (RequestID) -> Void
    let language: () -> Language
    let isSubscribed: () -> Bool
    let draining: () -> Void
    let drained: () -> Void
    let ended: () -> Void

    init<App: Application>(_ application: App, _ session: App.Session) {
        prepare = { application.prepare($0, in: session) }
        cancel = { application.cancel($0, in: session) }
        language = { application.language(of: session) }
        isSubscribed = { application.isSubscribed(session) }
        draining = { application.draining(session) }
        drained = { application.drained(session) }
        ended = { application.ended(session) }
    }
}

/// Bytes of notifications on their way to one client.
final class Backlog: Sendable {
    private let count = Atomic<Int>(0)

    var bytes: Int { count.load(ordering: .relaxed) }

    func add(_ bytes: Int) { count.add(bytes, ordering: .relaxed) }
    func subtract(_ bytes: Int) { count.subtract(bytes, ordering: .relaxed) }
}

/// How many connections there are, in all and by user.
final class ConnectionCounts: Sendable {
    private struct Counts {
        var all = 0
        var byUser: [UInt32: Int] = [:]
    }

    private let counts = Mutex(Counts())

    var all: Int { counts.withLock { $0.all } }

    /// Takes a place; false when there is none for this user.
    func enter(_ userID: UInt32, _ limits: ServerLimits, mayUseReserved: Bool) -> Bool {
        counts.withLock { counts in
            let room = mayUseReserved ? limits.connectionsMax : limits.connectionsMax - 1
            let own = counts.byUser[userID] ?? 0
            guard counts.all < room, own < limits.connectionsPerUserMax else { return false }
            counts.all += 1
            counts.byUser[userID] = own + 1
            return true
        }
    }

    func leave(_ userID: UInt32) {
        counts.withLock { counts in
            counts.all -= 1
            let own = (counts.byUser[userID] ?? 1) - 1
            counts.byUser[userID] = own > 0 ? own : nil
        }
    }
}
