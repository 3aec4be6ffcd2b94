// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import ControlProtocol
import NIOCore
import Synchronization

/// Decides at the door who comes in, and sets up those who do.
final class Acceptor<App: Application>: Sendable {
    let application: App
    private let currentLimits: Mutex<ServerLimits>
    private let loops: [Loop]
    private let counts: ConnectionCounts
    private let lastNumber = Atomic<UInt64>(0)

    init(application: App, limits: ServerLimits, loops: [Loop], counts: ConnectionCounts) {
        self.application = application
        currentLimits = Mutex(limits)
        self.loops = loops
        self.counts = counts
    }

    /// What new connections get.
    var limits: ServerLimits {
        get { currentLimits.withLock { $0 } }
        set { currentLimits.withLock { $0 = newValue } }
    }

    /// On the event loop of the new connection.
    func accept(_ channel: any Channel) -> EventLoopFuture<Void> {
        PeerCredentials.userID(of: channel).flatMapThrowing { userID in
            guard let userID, userID != PeerCredentials.overflowUserID else {
                let refusal = WireError.notAuthorised(
                    uid: PeerCredentials.overflowUserID,
                    hint: "userNamespace",
                    .id
                )
                try self.refuse(refusal, channel)
                return
            }
            guard self.enter(userID) else {
                let busy = WireError.busy(
                    "connections",
                    retryAfterMs: self.limits.busyRetryMilliseconds,
                    .id
                )
                try self.refuse(busy, channel)
                return
            }
            try self.admit(userID, channel)
        }
    }

    /// Asks who the user is only for the last place, since the answer costs a look into the store.
    private func enter(_ userID: UInt32) -> Bool {
        let limits = limits
        if counts.enter(userID, limits, mayUseReserved: false) { return true }
        return counts.all == limits.connectionsMax - 1
            && application.mayUseReservedConnection(userID: userID)
            && counts.enter(userID, limits, mayUseReserved: true)
    }

    private func refuse(_ error: WireError, _ channel: any Channel) throws {
        try channel.pipeline.syncOperations.addHandler(Refusal(line: error.line(id: nil)))
    }

    private func admit(_ userID: UInt32, _ channel: any Channel) throws {
        guard let loop = loops.first(where: { $0.eventLoop === channel.eventLoop }) else {
            preconditionFailure("connections live on the loops of this server")
        }
        let number = lastNumber.add(1, ordering: .relaxed).newValue
        let mailbox = loop.mailbox
        let backlog = Backlog()
        let session = application.open(
            peerUserID: userID,
            notify: { line in
                backlog.add(line.count + 1)
                mailbox.post(Letter(connection: number, kind: .notification, line: .ready(line)))
            },
            close: { mailbox.post(Letter(connection: number, kind: .close, line: .ready([]))) },
            backlogBytes: { backlog.bytes }
        )
        let counts = counts
        let connection = Connection(
            number: number,
            limits: limits,
            session: SessionCalls(application, session),
            connections: loop.connections.value,
            backlog: backlog,
            mailbox: mailbox,
            onEnd: { counts.leave(userID) }
        )
        try channel.pipeline.syncOperations.addHandler(connection)
    }
}

/// Sends one line to a client that is not let in, and closes.
final class Refusal: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let line: [UInt8]

    init(line: [UInt8]) {
        self.line = line
    }

    func channelActive(context: ChannelHandlerContext) {
        let bytes = ByteBuffer(bytes: line + [UInt8(ascii: "\n")])
        let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
        context.writeAndFlush(wrapOutboundOut(bytes)).whenComplete { _ in
            bound.value.close(promise: nil)
        }
    }

    /// Whatever it sent is not looked at.
    func channelRead(context: ChannelHandlerContext, data: NIOAny) {}

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
