// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// One key of `peksosd.yaml`: where its value lives, what it may be, and when a change acts.
///
/// Defaults are not repeated here: they are the values of a fresh ``Configuration``.
package struct Setting: Sendable {
    /// When a changed value acts.
    package enum Change: String, Sendable {
        /// `config.reload` applies it.
        case reload
        /// Only a new process reads it.
        case restart
        /// Only `peksosd init` reads it.
        case initialisation = "init"
    }

    /// The place of the value and what it may be.
    package enum Field: Sendable {
        case integer(Path<Int>, ClosedRange<Int>)
        case optionalInteger(Path<Int?>, ClosedRange<Int>)
        case text(Path<String>, TextRule)
        case optionalText(Path<String?>, TextRule)
        case choice(Path<String>, [String])
        case optionalBoolean(Path<Bool?>)
        case identities(Path<[String: UInt32]>)
    }

    /// The place of a value in the configuration.
    package typealias Path<Value> = any WritableKeyPath<Configuration, Value> & Sendable

    /// The key in dotted form, `section.name`.
    package let name: String
    /// The same for every value of the key.
    package let change: Change
    /// Checked when the file is read.
    package let field: Field

    fileprivate init(_ name: String, _ change: Change, _ field: Field) {
        self.name = name
        self.change = change
        self.field = field
    }
}

/// What a text value may be.
package enum TextRule: Sendable {
    /// 1 to this many characters, no control characters.
    case characters(Int)
    /// Begins with `/`, has no `..` component.
    case absolutePath
    /// An absolute path that fits into `sockaddr_un`, 107 bytes.
    case socketPath
    /// A file name without a directory.
    case fileName
    /// A name the group database could hold.
    case group
    /// A method of the protocol, `noun.verb`.
    case method
}

extension Setting {
    /// Every key, in the order of the documentation.
    package static let all: [Setting] =
        officeAndStore + keysAndSocket + limitsAndQueries + backupAndReports

    private static let officeAndStore: [Setting] = [
        Setting("office.name", .reload, .text(\.office.name, .characters(80))),
        Setting("office.language", .reload, choice(Language.self, \.office.language.word)),
        Setting("store.directory", .restart, .text(\.store.directory, .absolutePath)),
        Setting("store.logMapGiB", .restart, .integer(\.store.logMapGiB, 1...1024)),
        Setting("store.viewsMapGiB", .restart, .integer(\.store.viewsMapGiB, 1...1024)),
        Setting("store.keyringMapMiB", .restart, .integer(\.store.keyringMapMiB, 16...4096)),
        Setting("store.stateDirectory", .restart, .text(\.store.stateDirectory, .absolutePath)),
        Setting("store.maxReaders", .restart, .integer(\.store.maxReaders, 64...2048)),
        Setting("store.warnMiB", .reload, .integer(\.store.warnMiB, 32...1_048_576)),
        Setting("store.warnMapPercent", .reload, .integer(\.store.warnMapPercent, 1...99)),
        Setting("store.stopMiB", .reload, .integer(\.store.stopMiB, 32...1_048_576)),
        Setting("store.stopMapPercent", .reload, .integer(\.store.stopMapPercent, 1...99)),
        Setting("store.reserveMiB", .reload, .integer(\.store.reserveMiB, 32...1_048_576)),
    ]

    private static let keysAndSocket: [Setting] = [
        Setting("keys.credential", .restart, .text(\.keys.credential, .fileName)),
        Setting("keys.file", .restart, .optionalText(\.keys.file, .absolutePath)),
        Setting(
            "access.bootstrapAdministrators",
            .initialisation,
            .identities(\.access.bootstrapAdministrators)
        ),
        Setting("socket.path", .restart, .text(\.socket.path, .socketPath)),
        Setting("socket.group", .restart, .text(\.socket.group, .group)),
    ]

    private static let limitsAndQueries: [Setting] = [
        Setting("limits.connections", .reload, .integer(\.limits.connections, 8...1024)),
        Setting(
            "limits.connectionsPerUid",
            .reload,
            .integer(\.limits.connectionsPerUid, 8...1024)
        ),
        Setting("limits.inFlight", .reload, .integer(\.limits.inFlight, 1...256)),
        Setting("limits.idleSeconds", .reload, .integer(\.limits.idleSeconds, 30...86_400)),
        Setting("limits.lineSeconds", .reload, .integer(\.limits.lineSeconds, 1...120)),
        Setting("limits.writeSeconds", .reload, .integer(\.limits.writeSeconds, 1...120)),
        Setting("limits.outputMiB", .reload, .integer(\.limits.outputMiB, 2...64)),
        Setting("limits.subscriptions", .reload, .integer(\.limits.subscriptions, 0...64)),
        Setting("queries.threads", .restart, .integer(\.queries.threads, 1...32)),
        Setting("queries.seconds", .reload, .integer(\.queries.seconds, 1...600)),
        Setting("queries.reportSeconds", .reload, .integer(\.queries.reportSeconds, 1...600)),
        Setting("queries.asOfConcurrent", .reload, .integer(\.queries.asOfConcurrent, 1...8)),
        Setting("writer.inboxCommands", .restart, .integer(\.writer.inboxCommands, 1...65_536)),
        Setting("writer.inboxMiB", .restart, .integer(\.writer.inboxMiB, 2...1024)),
        Setting("writer.batchCommands", .restart, .integer(\.writer.batchCommands, 1...4096)),
        Setting("writer.batchMiB", .restart, .integer(\.writer.batchMiB, 2...16)),
        Setting(
            "projections.warnLagMinutes",
            .reload,
            .integer(\.projections.warnLagMinutes, 1...10_080)
        ),
    ]

    private static let backupAndReports: [Setting] = [
        Setting("backup.directory", .restart, .text(\.backup.directory, .absolutePath)),
        Setting("backup.keepDays", .reload, .integer(\.backup.keepDays, 1...3650)),
        Setting("backup.keepWeeks", .reload, .integer(\.backup.keepWeeks, 1...520)),
        Setting("backup.keepMonths", .reload, .integer(\.backup.keepMonths, 1...1200)),
        // 30 days is what erased persons are promised by law; see docs/THREAT_MODEL.md.
        Setting("backup.keyringKeepDays", .reload, .integer(\.backup.keyringKeepDays, 1...30)),
        Setting("backup.warnHours", .reload, .integer(\.backup.warnHours, 1...8784)),
        Setting("verify.warnDays", .reload, .integer(\.verify.warnDays, 1...366)),
        Setting("anchor.warnHours", .reload, .integer(\.anchor.warnHours, 1...8784)),
        Setting("reports.suppressBelow", .reload, .integer(\.reports.suppressBelow, 5...1000)),
        Setting("journal.level", .reload, choice(JournalLevel.self, \.journal.level.word)),
        Setting("journal.slowMillis", .reload, .integer(\.journal.slowMillis, 1...60_000)),
        Setting("testing.mapSizeMiB", .restart, .optionalInteger(\.testing.mapSizeMiB, 1...4096)),
        Setting("testing.crashCommand", .restart, .optionalText(\.testing.crashCommand, .method)),
        Setting(
            "testing.deprecationsAreErrors",
            .restart,
            .optionalBoolean(\.testing.deprecationsAreErrors)
        ),
    ]

    private static func choice<Choice: ConfigurationChoice>(
        _: Choice.Type,
        _ path: Path<String>
    ) -> Field {
        .choice(path, Choice.allCases.map(\.rawValue))
    }
}
