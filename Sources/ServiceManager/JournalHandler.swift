// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Logging
internal import Synchronization

/// The level of the journal, which a reload may change.
package final class LiveLevel: Sendable {
    private let level: Mutex<Logger.Level>

    /// A level to begin with.
    package init(_ level: Logger.Level) { self.level = Mutex(level) }

    /// The level of the moment.
    package var current: Logger.Level { level.withLock(\.self) }

    /// Changes the level of every logger that follows it.
    package func set(_ next: Logger.Level) { level.withLock { $0 = next } }
}

/// Writes what the level of the moment lets through to the journal.
package struct JournalHandler: LogHandler {
    private let target: JournalTarget
    private let live: LiveLevel

    /// A handler whose copies all follow the one level.
    package init(_ target: JournalTarget, _ live: LiveLevel) {
        self.target = target
        self.live = live
    }

    /// That of every copy.
    package var logLevel: Logger.Level {
        get { live.current }
        set { live.set(newValue) }
    }

    /// Facts that every entry of this logger has.
    package var metadata: Logger.Metadata = [:]

    /// One of those facts.
    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    /// Writes one entry; never waits.
    package func log(event: LogEvent) {
        let facts = metadata.merging(event.metadata ?? [:]) { $1 }.mapValues(\.description)
        target.write(
            JournalEntry(
                priority: event.level.priority,
                message: event.message.description,
                facts: facts
            )
        )
    }
}

extension Logger.Level {
    /// The number that syslog and the journal have for it.
    fileprivate var priority: Int {
        switch self {
        case .trace, .debug: 7
        case .info: 6
        case .notice: 5
        case .warning: 4
        case .error: 3
        case .critical: 2
        }
    }
}
