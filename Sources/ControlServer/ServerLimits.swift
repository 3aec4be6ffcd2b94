// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import NIOCore

/// How much one client, and all of them together, may ask of the server.
package struct ServerLimits: Sendable {
    /// Bytes of a request line without its LF; fixed by the protocol.
    package var lineBytesMax = 1_048_576
    /// Requests of one connection that are not answered yet; beyond, the server stops reading.
    package var inFlightMax = 32
    /// Connections in all; the last one is kept for an administrator.
    package var connectionsMax = 256
    /// Connections of one user.
    package var connectionsPerUserMax = 64
    /// A line that was begun must end within this time.
    package var lineTimeout = TimeAmount.seconds(10)
    /// A connection without subscription and without anything in flight closes after this time.
    package var idleTimeout = TimeAmount.seconds(900)
    /// How long a stopping server waits for the first line of a client that has sent none.
    package var firstLinePatience = TimeAmount.milliseconds(250)
    /// Output that the client does not take at all for this time closes the connection.
    package var writeTimeout = TimeAmount.seconds(10)
    /// Bytes of output that may wait for the client.
    package var outputBytesMax = 4 * 1_048_576
    /// Malformed lines of one connection; the last of them closes it.
    package var malformedLinesMax = 20
    /// Lines beyond `lineBytesMax` of one connection; the last of them closes it.
    package var tooLongLinesMax = 3
    /// What a client that finds no room is told to wait, in milliseconds.
    package var busyRetryMilliseconds: Int64 = 1_000

    /// The limits of the protocol; change what is configurable.
    package init() {}

    /// Output beyond which no further request is started: one whole reply still fits above it.
    var outputBytesHigh: Int { max(outputBytesMax - lineBytesMax, 65_536) }

    /// Output that closes the connection at once.
    ///
    /// Replies stay below `outputBytesMax`, since none is begun above `outputBytesHigh`; a
    /// subscription is ended there by the application, page by page, and its last line must leave.
    var outputBytesHard: Int { 2 * outputBytesMax }

    /// How often time-outs are looked at: a quarter of the shortest, at most once a second.
    var tick: TimeAmount {
        let shortest = min(lineTimeout, idleTimeout, writeTimeout)
        return .nanoseconds(max(10_000_000, min(1_000_000_000, shortest.nanoseconds / 4)))
    }
}
