// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import ControlProtocol
import Glibc
import NIOCore
import NIOPosix
import Synchronization

/// The Unix socket of the daemon: accepts, frames, keeps order and limits, and drains.
///
/// A few event loops do everything that is not waiting; the application's threads only hand over
/// finished lines.
package final class ControlServer<App: Application>: Sendable {
    private let acceptor: Acceptor<App>
    private let group: MultiThreadedEventLoopGroup
    private let loops: [Loop]
    private let listener: any Channel
    private let ownPath: String?
    private let counts: ConnectionCounts
    private let holding: Holding

    /// Listens and serves from the moment it returns.
    ///
    /// `eventLoopThreads`: two are enough for what a socket brings. Throws ``ListeningError``.
    package init(
        application: App,
        at place: ListeningPlace,
        limits: ServerLimits = ServerLimits(),
        eventLoopThreads: Int = 2
    ) async throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: eventLoopThreads)
        let holding = Holding()
        let counts = ConnectionCounts()
        do {
            var loops: [Loop] = []
            for eventLoop in group.makeIterator() {
                loops.append(try await Loop.make(on: eventLoop, limits, holding))
            }
            acceptor = Acceptor(
                application: application,
                limits: limits,
                loops: loops,
                counts: counts
            )
            listener = try await Self.listen(at: place, on: group, acceptor)
            self.loops = loops
        } catch {
            try? await group.shutdownGracefully()
            throw error
        }
        self.group = group
        self.holding = holding
        self.counts = counts
        if case .path(let path, _) = place { ownPath = path } else { ownPath = nil }
    }

    /// How many connections there are now.
    package var connectionCount: Int { counts.all }

    /// Changes the limits of connections that are accepted from now on.
    package func change(limits: ServerLimits) { acceptor.limits = limits }

    /// Calls back on the last event loop once each of them has turned; never while one hangs.
    package func afterLoopsTurn(_ call: @escaping @Sendable () -> Void) {
        turn(loops[...], call)
    }

    private func turn(_ rest: ArraySlice<Loop>, _ call: @escaping @Sendable () -> Void) {
        guard let next = rest.first else { return call() }
        next.eventLoop.execute { [self] in turn(rest.dropFirst(), call) }
    }

    /// Runs a body that answers many requests, and wakes each event loop once at its end.
    ///
    /// For the writer after a commit. Any thread; replies of other threads wait for the end too.
    package func deliverTogether(_ body: () -> Void) {
        holding.begin()
        body()
        holding.end()
        for loop in loops { loop.mailbox.release() }
    }

    /// Stops accepting; new requests on open connections are answered `draining` from now on.
    package func beginDrain() async {
        if let ownPath {
            _ = SocketPath.remove(ownPath)
            // Nobody finds it any more; who stands in the kernel's queue has no other server.
            try? await Task.sleep(for: .milliseconds(20))
        }
        await stopAccepting()
        for loop in loops { await loop.run { $0.beginDrain() } }
    }

    /// Leaves who has not been let in yet to the next server, and loses nobody who has.
    ///
    /// A listener that is closed throws away connections on their way to their loops: from the
    /// listener's loop to theirs, back, and there again.
    private func stopAccepting() async {
        try? await listener.setOption(.autoRead, value: false).get()
        for loop in loops { await loop.run { _ in } }
        try? await listener.eventLoop.submit {}.get()
        for loop in loops { await loop.run { _ in } }
        try? await listener.close()
    }

    /// Finishes what was read, flushes, closes every connection and ends the event loops.
    ///
    /// Connections that are not done within the time are cut off. Calls ``beginDrain()`` first.
    package func drain(within patience: Duration) async {
        await beginDrain()
        let begun = ContinuousClock.now
        let deadline = begun + patience
        // One that takes long leaves the others time for what they sent and did not see answered.
        await wait(until: begun + patience * 3 / 4) { $0.isQuiet }
        for loop in loops { await loop.run { $0.announceEnd() } }
        for loop in loops { await loop.run { $0.finish() } }
        await wait(until: deadline) { $0.isEmpty }
        for loop in loops {
            await loop.run { $0.abandon() }
            loop.mailbox.shut()
        }
        try? await group.shutdownGracefully()
    }

    private func wait(
        until deadline: ContinuousClock.Instant,
        _ condition: @escaping @Sendable (LoopConnections) -> Bool
    ) async {
        while ContinuousClock.now < deadline {
            var isMet = true
            for loop in loops where isMet { isMet = await loop.ask(condition) }
            if isMet { return }
            try? await Task.sleep(for: .milliseconds(5))
        }
    }

    private static func listen(
        at place: ListeningPlace,
        on group: MultiThreadedEventLoopGroup,
        _ acceptor: Acceptor<App>
    ) async throws -> any Channel {
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 128)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelInitializer { acceptor.accept($0) }
        switch place {
        case .descriptor(let number):
            guard SocketPath.isListening(number) else {
                throw ListeningError.badDescriptor(number)
            }
            return try await bootstrap.withBoundSocket(number).get()
        case .path(let path, let groupID):
            try await ListeningPlace.clear(path, on: group)
            // Nobody else may connect between bind and the change of group.
            let previous = umask(0o117)
            defer { umask(previous) }
            let listener = try await bootstrap.bind(unixDomainSocketPath: path).get()
            let status = SocketPath.restrict(path, mode: 0o660, groupID: groupID)
            guard status == 0 else {
                try? await listener.close()
                throw ListeningError.system(
                    step: "restricting",
                    path: path,
                    errorNumber: status
                )
            }
            return listener
        }
    }
}

/// One event loop with its mailbox and its connections.
struct Loop: Sendable {
    let eventLoop: any EventLoop
    let mailbox: Mailbox
    let connections: NIOLoopBound<LoopConnections>

    static func make(
        on eventLoop: any EventLoop,
        _ limits: ServerLimits,
        _ holding: Holding
    ) async throws -> Loop {
        try await eventLoop.submit {
            let connections = NIOLoopBound(
                LoopConnections(tick: limits.tick),
                eventLoop: eventLoop
            )
            return Loop(
                eventLoop: eventLoop,
                mailbox: Mailbox(
                    eventLoop: eventLoop,
                    connections: connections,
                    holding: holding
                ),
                connections: connections
            )
        }.get()
    }

    func run(_ body: @escaping @Sendable (LoopConnections) -> Void) async {
        _ = try? await eventLoop.submit { body(connections.value) }.get()
    }

    /// True also when the loop has ended.
    func ask(_ question: @escaping @Sendable (LoopConnections) -> Bool) async -> Bool {
        (try? await eventLoop.submit { question(connections.value) }.get()) ?? true
    }
}
