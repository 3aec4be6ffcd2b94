// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import CanonicalJSON
internal import ControlProtocol
internal import Dispatch
internal import EventLog
internal import Glibc
internal import Keyring
internal import LMDB
internal import Logging
internal import Synchronization

/// Does every ten seconds what nobody else would: stale reader slots and keys kept too long.
final class Housekeeper: Sendable {
    private static let periodSeconds = 10
    private static let roundsPerMinute = 6

    private let queue = DispatchQueue(label: "peksosd.housekeeper")
    private let isEnded = Atomic(false)

    /// Begins; the first round is after one period.
    func begin(_ store: Store, logger: Logger, eachMinute: @escaping @Sendable () -> Void) {
        schedule(round: 1) { round in
            Self.clearSlots(store, logger)
            guard round.isMultiple(of: Self.roundsPerMinute) else { return }
            store.keyring.dropStaleKeys()
            eachMinute()
        }
    }

    private func schedule(round: Int, _ work: @escaping @Sendable (Int) -> Void) {
        queue.asyncAfter(deadline: .now() + .seconds(Self.periodSeconds)) { [weak self] in
            guard let self, !isEnded.load(ordering: .acquiring) else { return }
            work(round)
            schedule(round: round + 1, work)
        }
    }

    /// Ends; a round that has begun is waited for.
    func end() {
        isEnded.store(true, ordering: .releasing)
        queue.sync {}
    }

    private static func clearSlots(_ store: Store, _ logger: Logger) {
        for environment in [store.log.environment, store.views, store.keyring.environment] {
            do throws(LMDBError) {
                let cleared = try environment.clearStaleReaders()
                if cleared > 0 {
                    logger.notice("reader slots cleared", metadata: ["count": "\(cleared)"])
                }
            } catch {
                logger.error("reader slots not checked", metadata: ["error": "\(error)"])
            }
        }
    }
}

/// The connections that are open, to tell them all something.
final class SessionRegister: Sendable {
    private let sessions = Mutex<[ObjectIdentifier: OfficeSession]>([:])

    func add(_ session: OfficeSession) {
        sessions.withLock { $0[ObjectIdentifier(session)] = session }
    }

    func remove(_ session: OfficeSession) {
        sessions.withLock { _ = $0.removeValue(forKey: ObjectIdentifier(session)) }
    }

    /// Says on every connection that the daemon stops, and ends what it pushes there.
    func tellDraining(at position: Int64) {
        let line = WireLine.notification(
            method: "system.draining",
            .object([JSONMember("position", .integer(position))])
        )
        for session in sessions.withLock({ Array($0.values) }) {
            session.notify(line)
            for subscription in session.subscriptions { subscription.end(reason: "drain") }
        }
    }
}

/// Dies as from a defect, for tests of what follows.
///
/// The C function is `abort`.
func abandonProcess() -> Never { abort() }
