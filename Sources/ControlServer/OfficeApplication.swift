// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import ControlProtocol
package import Office
internal import Synchronization

/// The office behind the socket, also while it is still starting.
package final class OfficeApplication: Application {
    /// Of one connection, from accept to close.
    package typealias Session = Connected

    /// One connection; its office session is made with the first request after the start.
    package final class Connected: Sendable {
        let userID: UInt32
        let notify: @Sendable ([UInt8]) -> Void
        let backlogBytes: @Sendable () -> Int
        let session = Mutex<OfficeSession?>(nil)

        init(
            userID: UInt32,
            notify: @escaping @Sendable ([UInt8]) -> Void,
            backlogBytes: @escaping @Sendable () -> Int
        ) {
            self.userID = userID
            self.notify = notify
            self.backlogBytes = backlogBytes
        }
    }

    private let office = Mutex<Office?>(nil)
    private let starting: StartingAnswers

    /// Serves the answers of a daemon that is starting until ``begin(_:)``.
    package init(starting: StartingAnswers) {
        self.starting = starting
    }

    /// The office is ready; every request goes to it from now on.
    package func begin(_ ready: Office) {
        office.withLock { $0 = ready }
    }

    /// What may change while running did.
    package func reload(
        _ language: Language,
        reports: ReportSettings,
        room: RoomLimits,
        querySeconds: Int,
        reportSeconds: Int,
        slowMilliseconds: Int,
        upkeep: UpkeepPolicy
    ) {
        guard let office = office.withLock(\.self) else { return }
        office.reload(language, reports)
        office.room.limits = room
        office.upkeep.policy = upkeep
        office.reload(slowMilliseconds: slowMilliseconds)
        office.queryCaps.change(querySeconds: querySeconds, reportSeconds: reportSeconds)
    }

    /// Needs no office: a client may connect while the store is opened.
    package func open(
        peerUserID: UInt32,
        notify: @escaping @Sendable ([UInt8]) -> Void,
        close: @escaping @Sendable () -> Void,
        backlogBytes: @escaping @Sendable () -> Int
    ) -> Connected {
        Connected(userID: peerUserID, notify: notify, backlogBytes: backlogBytes)
    }

    /// While the office is starting, greeting and status are answered and all else is `busy`.
    package func prepare(_ request: Request, in connected: Connected) -> Prepared {
        guard let office = office.withLock(\.self) else {
            return .answered(starting.line(request))
        }
        let session = session(of: connected, office)
        switch office.prepare(request, in: session) {
        case .answered(let line): return .answered(line)
        case .command(let submit):
            return .command(CommandTask { reply in submit { reply(encoding: $0) } })
        case .query(let submit):
            return .query(QueryTask { reply in submit { reply(encoding: $0) } })
        }
    }

    /// Nothing happens while the office is starting: nothing waits then.
    package func cancel(_ id: RequestID, in connected: Connected) {
        guard let office = office.withLock(\.self) else { return }
        office.cancel(id, in: session(of: connected, office))
    }

    /// The office's own before a greeting has chosen another.
    package func language(of connected: Connected) -> Language {
        guard let office = office.withLock(\.self) else { return starting.language }
        return office.language(of: session(of: connected, office))
    }

    /// False while the office is starting.
    package func isSubscribed(_ connected: Connected) -> Bool {
        connected.session.withLock(\.self)?.isSubscribed ?? false
    }

    /// Frees what the office keeps for the connection.
    package func ended(_ connected: Connected) {
        guard let office = office.withLock(\.self),
            let session = connected.session.withLock(\.self)
        else { return }
        office.ended(session)
    }

    /// Nothing waits for a client that came while the office was starting.
    package func draining(_ connected: Connected) {
        guard let office = office.withLock(\.self),
            let session = connected.session.withLock(\.self)
        else { return }
        office.draining(session)
    }

    /// Nothing to say to a client that came while the office was starting.
    package func drained(_ connected: Connected) {
        guard let office = office.withLock(\.self),
            let session = connected.session.withLock(\.self)
        else { return }
        office.drained(session)
    }

    /// False while the office is starting, when it knows nobody.
    package func mayUseReservedConnection(userID: UInt32) -> Bool {
        office.withLock(\.self)?.mayUseReservedConnection(userID: userID) ?? false
    }

    private func session(of connected: Connected, _ office: Office) -> OfficeSession {
        connected.session.withLock { session in
            if let session { return session }
            let made = office.open(
                userID: connected.userID,
                notify: connected.notify,
                backlogBytes: connected.backlogBytes
            )
            session = made
            return made
        }
    }
}
