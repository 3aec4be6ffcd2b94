// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

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
    /// Looked at in every round, and whenever somebody asks for the status.
    let readers = ReaderWatch()

    /// Begins; the first round is after one period.
    func begin(_ store: Store, logger: Logger, eachMinute: @escaping @Sendable () -> Void) {
        schedule(round: 1) { [readers] round in
            Self.clearSlots(store, logger)
            readers.look(store)
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

    /// Does something once, soon; it should end when it is told not to go on.
    func soon(_ work: @escaping @Sendable (_ goesOn: () -> Bool) -> Void) {
        queue.async { [self] in work { !isEnded.load(ordering: .acquiring) } }
    }

    /// Ends; what has begun is waited for.
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

/// Dies as from a defect, for tests of what follows.
///
/// The C function is `abort`.
func abandonProcess() -> Never { abort() }
