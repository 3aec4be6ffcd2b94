// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import DaemonConfiguration
import Logging
import Synchronization

/// The level of the journal, which a reload may change.
final class LiveLevel: Sendable {
    private let level: Mutex<Logger.Level>

    init(_ level: Logger.Level) { self.level = Mutex(level) }

    var current: Logger.Level { level.withLock(\.self) }

    func set(_ next: Logger.Level) { level.withLock { $0 = next } }
}

/// Passes on what the level of the moment lets through.
struct LiveLevelHandler: LogHandler {
    private var inner: StreamLogHandler
    private let live: LiveLevel

    init(_ inner: StreamLogHandler, _ live: LiveLevel) {
        self.inner = inner
        self.live = live
        self.inner.logLevel = .trace
    }

    // Every copy of a logger follows the one level.
    var logLevel: Logger.Level {
        get { live.current }
        set { live.set(newValue) }
    }

    var metadata: Logger.Metadata {
        get { inner.metadata }
        set { inner.metadata = newValue }
    }

    var metadataProvider: Logger.MetadataProvider? {
        get { inner.metadataProvider }
        set { inner.metadataProvider = newValue }
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { inner[metadataKey: key] }
        set { inner[metadataKey: key] = newValue }
    }

    func log(event: LogEvent) { inner.log(event: event) }
}

extension JournalLevel {
    /// The level in the words of the logger.
    var logLevel: Logger.Level {
        switch self {
        case .error: .error
        case .warn: .warning
        case .notice: .notice
        case .info: .info
        case .debug: .debug
        }
    }
}
