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
    }

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
            return state.waiting.count == 1
        }
        if wasTaken == true { bell.signal() }
        return wasTaken != nil
    }

    /// Waits for elements and takes at most `limit` of them; `nil` when closed and empty.
    func take(limit: Int) -> [Element]? {
        while true {
            let (taken, isLeft, isOver) = state.withLock { state in
                let taken = Array(state.waiting.prefix(limit))
                state.waiting.removeFirst(taken.count)
                return (taken, !state.waiting.isEmpty, state.isClosed && taken.isEmpty)
            }
            if isLeft || isOver { bell.signal() }
            if !taken.isEmpty { return taken }
            if isOver { return nil }
            bell.wait()
        }
    }

    /// Takes those of a kind that wait now, at most `limit` of them, ahead of others; never waits.
    func takeWaiting(limit: Int, where isWanted: (Element) -> Bool) -> [Element] {
        state.withLock { state in
            var taken: [Element] = []
            state.waiting.removeAll { element in
                guard taken.count < limit, isWanted(element) else { return false }
                taken.append(element)
                return true
            }
            return taken
        }
    }

    /// No more may be put; what waits is still taken.
    func close() {
        state.withLock { $0.isClosed = true }
        bell.signal()
    }
}
