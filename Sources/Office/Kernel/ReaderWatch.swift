// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import Dispatch
internal import EventLog
internal import Keyring
internal import LMDB
internal import Synchronization

/// For how long the oldest readers have kept pages of the store from being used again.
///
/// Looking costs a walk over the reader slots, reading costs nothing: a reader that is behind is
/// timed from the first look that found it so. Any thread.
final class ReaderWatch: Sendable {
    private struct Sight {
        let commit: Int
        let nanoseconds: UInt64
    }

    private let sights = Mutex<[Int: Sight]>([:])

    /// Looks at every environment; answers milliseconds, 0 when no reader is behind its writer.
    @discardableResult
    func look(
        _ store: Store,
        now: UInt64 = DispatchTime.now().uptimeNanoseconds
    ) -> Int64 {
        let environments = [store.log.environment, store.views, store.keyring.environment]
        let behind = environments.map { environment in
            environment.oldestRead.flatMap {
                $0 < environment.usage.lastTransaction ? $0 : nil
            }
        }
        return sights.withLock { sights in
            for (index, commit) in behind.enumerated() where sights[index]?.commit != commit {
                sights[index] = commit.map { Sight(commit: $0, nanoseconds: now) }
            }
            let oldest = sights.values.map(\.nanoseconds).min() ?? now
            return Int64((now - min(oldest, now)) / 1_000_000)
        }
    }
}
