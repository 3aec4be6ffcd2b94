// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// How connections end: what was sent in time is answered, what comes later is told so.
extension Connection {
    /// Closes what has been silent, slow or stuck for too long.
    func check(at now: NIODeadline) {
        guard let context else { return }
        let buffered = bufferedBytes(context)
        if buffered == 0 || writtenBytes - buffered > takenBytes {
            takenBytes = writtenBytes - buffered
            lastTaken = now
        } else if now - lastTaken >= limits.writeTimeout {
            context.close(promise: nil)
            return
        }
        if let lineBegan, !isReadHeldBack, now - lineBegan >= limits.lineTimeout {
            isEnding = true
        }
        if !queue.isEmpty || session.isSubscribed() {
            lastInput = now
        } else if now - lastInput >= limits.idleTimeout {
            isEnding = true
        }
        if isEnding || isInputClosed { work() }
    }

    /// From now on new requests are answered `draining`.
    func beginDrain() {
        isDraining = true
        session.draining()
        proceed()
    }

    /// Ends the connection once all that its client sent until now is answered.
    ///
    /// Who connected and has not asked yet gets `limits.firstLinePatience` for one line: it could
    /// not know that it came too late.
    func lastCall() {
        guard let context, !isLastCall else { return }
        isLastCall = true
        if hasAsked { return shutInput() }
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        context.eventLoop.scheduleTask(in: limits.firstLinePatience) { bound.value.shutInput() }
    }

    /// What the client sends from now on fails at its end; what it sent before is still read.
    ///
    /// Closing at once would throw that away, and tell the client only that the connection broke.
    func shutInput() {
        guard let context else { return }
        if !PeerSocket.shutInput(of: context.channel) {
            isEnding = true
            work()
        }
    }

    func abandon() { context?.close(promise: nil) }
}
