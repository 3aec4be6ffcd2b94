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
            guard state.subscriptions.count < limit else { return false }
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

    func task(_ id: RequestID) -> CommandTask? {
        state.withLock { $0.tasks[id] }
    }

    func add(_ wait: Wait, _ id: RequestID) {
        state.withLock { $0.waits[id] = wait }
    }

    func removeWait(_ id: RequestID) {
        state.withLock { _ = $0.waits.removeValue(forKey: id) }
    }

    func wait(_ id: RequestID) -> Wait? {
        state.withLock { $0.waits[id] }
    }
}

/// Who asks, as the office knows them now.
package struct Caller: Sendable, Equatable {
    package let `operator`: ID<Operator>
    package let roles: [Role]
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
