// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import CanonicalJSON
package import ControlProtocol
package import EventLog

/// What the program around the office does at certain moments.
package struct OfficeHooks: Sendable {
    /// After every commit of the log, on the writer thread.
    package var afterCommit: @Sendable (LogHead) -> Void
    /// Runs a piece of the writer's work that answers many connections at once.
    package var together: @Sendable (() -> Void) -> Void
    /// The daemon must end.
    package var onFatal: @Sendable (FatalReason) -> Void
    /// The views were exchanged for a rebuilt generation in this directory.
    package var viewsExchanged: @Sendable () -> Void
    /// About once a minute, on a thread of its own.
    package var eachMinute: @Sendable () -> Void
    /// Connections open now.
    package var connections: @Sendable () -> Int64
    /// Entries that the journal did not take.
    package var droppedEntries: @Sendable () -> Int64
    /// How long the start took.
    package var startMicroseconds: @Sendable () -> Int64
    /// True for the daemon's own user.
    package var isOwnUser: @Sendable (UInt32) -> Bool
    /// Rows of `config.show`.
    package var configuration: @Sendable () -> [JSONValue]
    /// Applies the changed configuration: what was applied, needs a restart, stayed.
    package var reload: @Sendable (_ isDryRun: Bool) -> Result<[JSONMember], ReloadProblem>

    /// Checks a log in a process without keys, told of done and total; `nil`: in this process.
    package var checkLog: LogChecking?

    /// Checks a log; false of the second argument stops.
    package typealias LogChecking =
        @Sendable (LogCheckRequest, (UInt64, UInt64) -> Bool) throws -> LogCheckReport

    /// Hooks that do nothing, for tests.
    package init() {
        afterCommit = { _ in }
        eachMinute = {}
        connections = { 0 }
        droppedEntries = { 0 }
        startMicroseconds = { 0 }
        isOwnUser = { _ in false }
        together = { $0() }
        onFatal = { _ in }
        viewsExchanged = {}
        configuration = { [] }
        reload = { _ in .success([]) }
    }
}

/// A configuration file that was refused.
package struct ReloadProblem: Error, Sendable {
    private let indonesian: String
    private let english: String

    /// A problem in the words of both languages, with file and line.
    package init(indonesian: String, english: String) {
        self.indonesian = indonesian
        self.english = english
    }

    /// The sentence with file and line.
    package func message(in language: Language) -> String { language.pick(indonesian, english) }
}
