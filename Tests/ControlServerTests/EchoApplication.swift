// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import ControlProtocol
import ControlServer
import Synchronization

/// A small application: echoes, holds back, notifies.
///
/// `echo.*` commands and queries answer with the order in which they were started; `held.*` wait
/// until the test lets them go.
final class EchoApplication: Application {
    final class Session: Sendable {
        let notify: @Sendable ([UInt8]) -> Void
        let close: @Sendable () -> Void
        let backlogBytes: @Sendable () -> Int
        let subscribed = Atomic<Bool>(false)

        init(
            notify: @escaping @Sendable ([UInt8]) -> Void,
            close: @escaping @Sendable () -> Void,
            backlogBytes: @escaping @Sendable () -> Int
        ) {
            self.notify = notify
            self.close = close
            self.backlogBytes = backlogBytes
        }
    }

    struct Held: Sendable {
        let id: RequestID
        let method: String
        let reply: ReplyHandler
    }

    private struct State {
        var held: [Held] = []
        var started = 0
        var startedMethods: [String] = []
        var cancelled: [RequestID] = []
        var ended = 0
        var draining = 0
        var drained = 0
        var sessions: [Session] = []
        var commands: [(RequestID, ReplyHandler)] = []
        var isWriting = false
    }

    private let state = Mutex(State())

    var held: [Held] { state.withLock { $0.held } }
    var startedMethods: [String] { state.withLock { $0.startedMethods } }
    var cancelled: [RequestID] { state.withLock { $0.cancelled } }
    var endedCount: Int { state.withLock { $0.ended } }
    var drainingCount: Int { state.withLock { $0.draining } }
    var drainedCount: Int { state.withLock { $0.drained } }
    var sessions: [Session] { state.withLock { $0.sessions } }

    /// Answers everything that is held.
    func letGo() {
        let held = state.withLock { state in
            defer { state.held = [] }
            return state.held
        }
        for one in held { one.reply(WireLine.result(id: one.id, .string(one.method))) }
    }

    func open(
        peerUserID: UInt32,
        notify: @escaping @Sendable ([UInt8]) -> Void,
        close: @escaping @Sendable () -> Void,
        backlogBytes: @escaping @Sendable () -> Int
    ) -> Session {
        let session = Session(notify: notify, close: close, backlogBytes: backlogBytes)
        state.withLock { $0.sessions.append(session) }
        return session
    }

    func prepare(_ request: Request, in session: Session) -> Prepared {
        let id = request.id
        switch request.method {
        case "hello":
            return .answered(WireLine.result(id: id, "hello"))
        case "subscribe":
            session.subscribed.store(true, ordering: .relaxed)
            return .answered(WireLine.result(id: id, "subscribed"))
        case "echo.command":
            return .command(CommandTask { reply in self.write(id, reply) })
        case "echo.query":
            return .query(
                QueryTask { reply in
                    let order = self.start(request.method)
                    Task.detached { reply(WireLine.result(id: id, .integer(Int64(order)))) }
                }
            )
        case "follow":
            return .query(
                QueryTask { reply in
                    Task.detached {
                        reply { WireLine.result(id: id, "follows") }
                        session.notify(WireLine.notification(method: "n", ["first": true]))
                    }
                }
            )
        case "held.command":
            return .command(CommandTask { self.hold(request, $0) })
        case "held.query":
            return .query(QueryTask { self.hold(request, $0) })
        default:
            let error = WireError.methodNotFound(request.method, among: ["hello"], .id)
            return .answered(error.line(id: id))
        }
    }

    /// A writer that answers everything waiting in one go.
    private func write(_ id: RequestID, _ reply: ReplyHandler) {
        let mustStart = state.withLock { state in
            state.commands.append((id, reply))
            defer { state.isWriting = true }
            return !state.isWriting
        }
        guard mustStart else { return }
        Task.detached {
            while true {
                let batch = self.state.withLock { state in
                    defer { state.commands = [] }
                    if state.commands.isEmpty { state.isWriting = false }
                    return state.commands
                }
                guard !batch.isEmpty else { return }
                for (id, reply) in batch {
                    let order = self.start("echo.command")
                    reply { WireLine.result(id: id, .integer(Int64(order))) }
                }
            }
        }
    }

    private func hold(_ request: Request, _ reply: ReplyHandler) {
        state.withLock { state in
            state.held.append(Held(id: request.id, method: request.method, reply: reply))
            state.startedMethods.append(request.method)
        }
    }

    private func start(_ method: String) -> Int {
        state.withLock { state in
            state.started += 1
            state.startedMethods.append(method)
            return state.started
        }
    }

    func cancel(_ id: RequestID, in session: Session) {
        state.withLock { $0.cancelled.append(id) }
    }

    func language(of session: Session) -> Language { .id }

    func isSubscribed(_ session: Session) -> Bool { session.subscribed.load(ordering: .relaxed) }

    func ended(_ session: Session) { state.withLock { $0.ended += 1 } }

    func draining(_ session: Session) { state.withLock { $0.draining += 1 } }

    func drained(_ session: Session) {
        state.withLock { $0.drained += 1 }
        guard session.subscribed.load(ordering: .relaxed) else { return }
        session.notify(WireLine.notification(method: "goodbye", [:]))
    }

    let admitsToReserved = Atomic<Bool>(false)

    func mayUseReservedConnection(userID: UInt32) -> Bool {
        admitsToReserved.load(ordering: .relaxed)
    }
}
