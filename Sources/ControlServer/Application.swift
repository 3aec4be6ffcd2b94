// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import ControlProtocol

/// What the server serves: the office behind the socket.
///
/// The server knows lines, order and limits; the application knows methods and people. Every call
/// comes on the event loop of the connection, so it may compute but never wait, read a file or hold
/// a lock for long.
package protocol Application: Sendable {
    /// What belongs to one connection: who acts, language, subscriptions.
    associatedtype Session: AnyObject & Sendable

    /// A connection was accepted.
    ///
    /// `notify` sends one notification line, without its LF, in order and from any thread; `close`
    /// ends the connection once everything in flight is answered; `backlogBytes` says how many bytes
    /// of notifications the client has not taken yet.
    func open(
        peerUserID: UInt32,
        notify: @escaping @Sendable ([UInt8]) -> Void,
        close: @escaping @Sendable () -> Void,
        backlogBytes: @escaping @Sendable () -> Int
    ) -> Session

    /// Looks at a request when its turn has come.
    ///
    /// Called in the order of the lines; after a query only when the query was answered.
    func prepare(_ request: Request, in session: Session) -> Prepared

    /// The client wants an earlier request to end; one that is still running or a subscription.
    func cancel(_ id: RequestID, in session: Session)

    /// The language of errors that arise before any method is reached.
    func language(of session: Session) -> Language

    /// True while the session has subscriptions, so that silence does not close the connection.
    func isSubscribed(_ session: Session) -> Bool

    /// The connection is gone; replies to its requests go nowhere from now on.
    func ended(_ session: Session)

    /// The daemon stops: what waits for something to happen is to be answered now.
    func draining(_ session: Session)

    /// The daemon stops and every request is answered: the last moment for notifications.
    func drained(_ session: Session)

    /// True for a user who may take the one connection kept back for administrators.
    func mayUseReservedConnection(userID: UInt32) -> Bool
}

/// Takes the reply to one request: a line, canonical and without its LF.
///
/// Any thread, exactly once. A thread that must not encode, the writer's, hands over a closure; it
/// runs on the event loop of the connection.
package struct ReplyHandler: Sendable {
    private let post: @Sendable (Letter.Line) -> Void

    init(post: @escaping @Sendable (Letter.Line) -> Void) {
        self.post = post
    }

    /// Hands over a finished line.
    package func callAsFunction(_ line: [UInt8]) { post(.ready(line)) }

    /// Hands over how to make the line.
    package func callAsFunction(encoding line: @escaping @Sendable () -> [UInt8]) {
        post(.deferred(line))
    }
}

/// What a request turned out to be once it was looked at.
package enum Prepared: Sendable {
    /// Done already: a complete reply line without LF.
    case answered([UInt8])
    /// To be handed to the writer at once, together with the commands around it.
    case command(CommandTask)
    /// To be started when everything before it was answered.
    case query(QueryTask)
}

/// A command that is ready for the writer.
package struct CommandTask: Sendable {
    /// Hands the command over; called once, on the event loop, must not wait.
    package let submit: @Sendable (ReplyHandler) -> Void

    /// Wraps the hand-over.
    package init(submit: @escaping @Sendable (ReplyHandler) -> Void) {
        self.submit = submit
    }
}

/// A query that is ready for a reader thread.
package struct QueryTask: Sendable {
    /// Hands the query over; called once, on the event loop, must not wait.
    package let submit: @Sendable (ReplyHandler) -> Void

    /// Wraps the hand-over.
    package init(submit: @escaping @Sendable (ReplyHandler) -> Void) {
        self.submit = submit
    }
}
