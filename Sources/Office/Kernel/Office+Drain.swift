// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import CanonicalJSON
internal import ControlProtocol

extension Office {
    /// Answers what waits for something to happen: the daemon stops and does not wait for it.
    package func draining(_ session: OfficeSession) {
        for wait in session.waits { wait.giveUp() }
    }

    /// Tells a connection that follows the log that the daemon stops, and ends what it follows.
    ///
    /// Others are told nothing: a client that only asks would take the line for its next reply.
    package func drained(_ session: OfficeSession) {
        let subscriptions = session.subscriptions
        guard !subscriptions.isEmpty else { return }
        session.notify(
            WireLine.notification(
                method: "system.draining",
                ["position": .integer(headPosition)]
            )
        )
        for subscription in subscriptions { subscription.end(reason: "drain") }
    }
}
