// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import EventLog
package import Keyring
package import LMDB
internal import Synchronization

/// The three environments of one store, open.
///
/// `log` and `keyring` stay; the views may be exchanged for a rebuilt generation.
package final class Store: Sendable {
    /// The store's directory.
    package let directory: String
    /// The events; open as long as the store.
    package let log: EventLog
    /// The keys of sealed values; open as long as the store.
    package let keyring: Keyring
    private let current: Mutex<Environment>

    /// A store from its open parts.
    package init(directory: String, log: EventLog, keyring: Keyring, views: Environment) {
        self.directory = directory
        self.log = log
        self.keyring = keyring
        current = Mutex(views)
    }

    /// The views that answer now.
    package var views: Environment { current.withLock(\.self) }

    /// Lets other views answer; gives back the ones before.
    ///
    /// Writer thread only.
    func exchangeViews(for next: Environment) -> Environment {
        current.withLock { current in
            let before = current
            current = next
            return before
        }
    }

    /// The end of the log now.
    package func head() throws -> LogHead {
        let snapshot = try log.environment.beginRead()
        return try log.head(snapshot)
    }
}
