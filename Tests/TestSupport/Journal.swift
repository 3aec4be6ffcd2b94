// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Logging
import Synchronization

/// What an office in a test tells its journal, at every level.
package final class Journal: Sendable {
    private let lines = Mutex<[String]>([])

    /// An empty journal.
    package init() {}

    /// All lines so far.
    package var text: String { lines.withLock { $0.joined(separator: "\n") } }

    /// A logger that writes here.
    package var logger: Logger { Logger(label: "test") { _ in JournalHandler(journal: self) } }

    fileprivate func add(_ line: String) { lines.withLock { $0.append(line) } }
}

private struct JournalHandler: LogHandler {
    let journal: Journal
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        journal.add("\(event.level) \(event.message) \(event.metadata ?? [:])")
    }
}
