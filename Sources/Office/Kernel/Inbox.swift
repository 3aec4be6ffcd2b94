// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import Dispatch
internal import Synchronization

/// A bounded queue between many threads that put and one or more that wait and take.
final class Inbox<Element: Sendable>: Sendable {
    private struct State {
        var waiting: [Element] = []
        var isClosed = false
        var isPoked = false
        var gathers = false
    }

    /// How many wake whoever waits while the inbox gathers.
    private static var gathered: Int { 8 }

    private let state = Mutex(State())
    private let bell = DispatchSemaphore(value: 0)
    private let capacity: Int

    init(capacity: Int) {
        self.capacity = capacity
    }

    /// How many wait now.
    var count: Int { state.withLock(\.waiting.count) }

    /// Puts one more; false when the inbox is full or closed.
    ///
    /// Any thread.
    func put(_ element: Element, beyondCapacity: Bool = false) -> Bool {
        let wasTaken: Bool? = state.withLock { state in
            guard !state.isClosed, beyondCapacity || state.waiting.count < capacity
            else { return nil }
            state.waiting.append(element)
            return state.waiting.count == (state.gathers ? Self.gathered : 1)
        }
        if wasTaken == true { bell.signal() }
        return wasTaken != nil
    }

    /// Waits for elements and takes at most `limit` of them; `nil` when closed and empty.
    ///
    /// None are taken when the patience ends, or when somebody poked.
    func take(limit: Int, patience: DispatchTimeInterval = .never) -> [Element]? {
        let deadline = patience == .never ? DispatchTime.distantFuture : .now() + patience
        var isLate = false
        while true {
            let (taken, isLeft, isOver, wasPoked) = state.withLock { state in
                let isEnough =
                    !state.gathers || isLate || state.waiting.count >= Self.gathered
                    || state.isClosed
                let taken = isEnough ? Array(state.waiting.prefix(limit)) : []
                state.waiting.removeFirst(taken.count)
                defer { state.isPoked = false }
                return (
                    taken, isEnough && !state.waiting.isEmpty, state.isClosed && taken.isEmpty,
                    state.isPoked
                )
            }
            if isLeft || isOver { bell.signal() }
            if !taken.isEmpty || wasPoked { return taken }
            if isOver { return nil }
            if isLate { return [] }
            isLate = bell.wait(timeout: deadline) == .timedOut
        }
    }

    /// While an inbox gathers, a few elements wake whoever waits, and not each of them.
    ///
    /// For the time in which nobody is kept waiting by that.
    func gather(_ gathers: Bool) {
        let mustWake = state.withLock { state in
            state.gathers = gathers
            return !gathers && !state.waiting.isEmpty
        }
        if mustWake { bell.signal() }
    }

    /// Has whoever waits come back, if only with nothing.
    func poke() {
        state.withLock { $0.isPoked = true }
        bell.signal()
    }

    /// No more may be put; what waits is still taken.
    func close() {
        state.withLock { $0.isClosed = true }
        bell.signal()
    }
}
