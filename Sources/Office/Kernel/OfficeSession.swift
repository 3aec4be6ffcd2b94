// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import ControlProtocol
package import Domain
internal import Synchronization

/// One connection as the office sees it: who the kernel says is there, and what was set.
package final class OfficeSession: Sendable {
    private struct State {
        var actingAs: ID<Operator>?
        var language: Language?
        var subscriptions: [String: EventSubscription] = [:]
        var tasks: [RequestID: CommandTask] = [:]
        var waits: [RequestID: Wait] = [:]
        /// Calls of the daemon's own methods that are not answered; true once they are cancelled.
        var calls: [RequestID: Bool] = [:]
        /// The connection is gone.
        var isOver = false
    }

    /// What a cancellation met.
    enum Cancelled {
        case command(CommandTask)
        case wait(Wait)
        /// A call that does not wait yet: it learns of it when it would.
        case call
        /// Nothing that runs.
        case nothing
    }

    /// The user id of the peer, from the kernel.
    package let userID: UInt32
    /// Sends one notification line, without its LF, in order with the replies.
    let notify: @Sendable ([UInt8]) -> Void
    /// Bytes of notifications the client has not taken yet.
    let backlogBytes: @Sendable () -> Int
    private let state = Mutex(State())

    init(
        userID: UInt32,
        notify: @escaping @Sendable ([UInt8]) -> Void,
        backlogBytes: @escaping @Sendable () -> Int
    ) {
        self.userID = userID
        self.notify = notify
        self.backlogBytes = backlogBytes
    }

    /// The operator acted as, on a training store.
    package var actingAs: ID<Operator>? {
        get { state.withLock(\.actingAs) }
        set { state.withLock { $0.actingAs = newValue } }
    }

    /// The language the connection asked for.
    package var language: Language? {
        get { state.withLock(\.language) }
        set { state.withLock { $0.language = newValue } }
    }

    func add(_ subscription: EventSubscription, limit: Int) -> Bool {
        state.withLock { state in
            guard !state.isOver, state.subscriptions.count < limit else { return false }
            state.subscriptions[subscription.id] = subscription
            return true
        }
    }

    func remove(_ subscription: EventSubscription) {
        state.withLock { _ = $0.subscriptions.removeValue(forKey: subscription.id) }
    }

    var subscriptions: [EventSubscription] {
        state.withLock { Array($0.subscriptions.values) }
    }

    func begin(_ task: CommandTask, _ id: RequestID) {
        state.withLock { $0.tasks[id] = task }
    }

    func end(_ id: RequestID) {
        state.withLock { _ = $0.tasks.removeValue(forKey: id) }
    }

    func beginCall(_ id: RequestID) {
        state.withLock { $0.calls[id] = false }
    }

    /// Forgets an answered call; true when it was cancelled meanwhile.
    func endCall(_ id: RequestID) -> Bool {
        state.withLock { $0.calls.removeValue(forKey: id) ?? false }
    }

    /// Keeps a call that begins to wait; false when it was cancelled before, or the client is gone.
    func add(_ wait: Wait, _ id: RequestID) -> Bool {
        state.withLock { state in
            state.waits[id] = wait
            return !state.isOver && state.calls[id] != true
        }
    }

    var waits: [Wait] { state.withLock { Array($0.waits.values) } }

    /// From now on nothing of the connection waits or follows; what does must be ended.
    func close() { state.withLock { $0.isOver = true } }

    func removeWait(_ id: RequestID) {
        state.withLock { _ = $0.waits.removeValue(forKey: id) }
    }

    /// What runs under an id; a call is marked so that it does not begin to wait.
    func cancelled(_ id: RequestID) -> Cancelled {
        state.withLock { state in
            if let task = state.tasks[id] { return .command(task) }
            if let wait = state.waits[id] { return .wait(wait) }
            guard state.calls[id] != nil else { return .nothing }
            state.calls[id] = true
            return .call
        }
    }
}

/// Who asks, as the office knows them now.
package struct Caller: Sendable, Equatable {
    /// The operator whose rights count; on a training store perhaps somebody acted as.
    package let `operator`: ID<Operator>
    /// The roles held now.
    package let roles: [Role]
    /// True for timers, which may call methods without content only.
    package let isService: Bool
}

extension Facts {
    /// The operator behind a connection; `nil` when the office does not know one who may act.
    func caller(of session: OfficeSession) -> Caller? {
        let slug: ID<Operator>
        if let acting = session.actingAs {
            slug = acting
        } else {
            guard let row = row(UserIDRow.self, UserIDRow.key(Int64(session.userID)))
            else { return nil }
            slug = row.operator
        }
        guard let state = state(OperatorState.self, slug), !state.isSuspended else { return nil }
        return Caller(operator: slug, roles: state.roles, isService: state.isService)
    }

    /// The operators who may give roles.
    func administrators() -> [String] {
        rows(OperatorState.self)
            .filter { $0.roles.contains(.administrator) && !$0.isSuspended }
            .map(\.id.text)
    }
}

extension OfficeSession {
    /// True while events are pushed to the connection.
    package var isSubscribed: Bool { !subscriptions.isEmpty }
}
