// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// The connections of one event loop; touched on that loop only.
final class LoopConnections {
    /// Letters taken out of the mailbox; the array goes back and forth to keep its room.
    var letters: [Letter] = []
    private var connections: [UInt64: Connection] = [:]
    private var touched: [Connection] = []
    private var ticking: RepeatedTask?
    private let tick: TimeAmount
    private(set) var isDraining = false

    init(tick: TimeAmount) {
        self.tick = tick
    }

    /// True when no request of any connection waits for its reply.
    var isQuiet: Bool { connections.values.allSatisfy(\.isQuiet) }
    var isEmpty: Bool { connections.isEmpty }

    func add(_ connection: Connection, on eventLoop: any EventLoop) {
        connections[connection.number] = connection
        if isDraining { connection.beginDrain() }
        guard ticking == nil else { return }
        let bound = NIOLoopBound(self, eventLoop: eventLoop)
        ticking = eventLoop.scheduleRepeatedTask(initialDelay: tick, delay: tick) { _ in
            bound.value.checkTimes()
        }
    }

    func remove(_ connection: Connection) {
        connections[connection.number] = nil
        guard connections.isEmpty else { return }
        ticking?.cancel()
        ticking = nil
    }

    /// Hands out what is in `letters`, then lets each connection go on once.
    func deliver() {
        for letter in letters {
            guard let connection = connections[letter.connection] else { continue }
            if !connection.isTouched {
                connection.isTouched = true
                touched.append(connection)
            }
            connection.receive(letter)
        }
        letters.removeAll(keepingCapacity: true)
        for connection in touched {
            connection.isTouched = false
            connection.proceed()
        }
        touched.removeAll(keepingCapacity: true)
    }

    private func checkTimes() {
        let now = NIODeadline.now()
        for connection in connections.values { connection.check(at: now) }
    }

    func beginDrain() {
        isDraining = true
        for connection in connections.values { connection.beginDrain() }
    }

    /// Lets the application say goodbye; its letters come before ``finish()``.
    func announceEnd() {
        for connection in connections.values { connection.session.drained() }
    }

    func finish() {
        for connection in connections.values { connection.lastCall() }
    }

    func abandon() {
        for connection in connections.values { connection.abandon() }
    }
}
