// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// Everything `peksosd.yaml` can say, with the defaults of a key that is absent.
///
/// Units are part of each name. What a key means, its range, and whether a change needs a restart
/// stands in ``Setting/all``, the one table that reader, reload and `config.show` share.
package struct Configuration: Sendable, Equatable {
    package var office = Office()
    package var store = Store()
    package var keys = Keys()
    package var access = Access()
    package var socket = Socket()
    package var limits = Limits()
    package var queries = Queries()
    package var writer = Writer()
    package var projections = Projections()
    package var backup = Backup()
    package var verify = Verify()
    package var anchor = Anchor()
    package var reports = Reports()
    package var journal = Journal()
    package var testing = Testing()

    package init() {}

    /// The office as its texts name it.
    package struct Office: Sendable, Equatable {
        package var name = "Kantor Pekerja Sosial"
        package var language = Language.indonesian
    }

    /// Where the store lies, how large its maps may grow, and when it warns or stops.
    package struct Store: Sendable, Equatable {
        package var directory = "/var/lib/peksosd"
        package var logMapGiB = 64
        package var viewsMapGiB = 64
        package var keyringMapMiB = 256
        package var stateDirectory = "/run/peksosd/state"
        package var maxReaders = 512
        package var warnMiB = 1024
        package var warnMapPercent = 80
        package var stopMiB = 256
        package var stopMapPercent = 90
        package var reserveMiB = 64
    }

    /// Where the master key comes from.
    package struct Keys: Sendable, Equatable {
        package var credential = "master-key"
        package var file: String?
    }

    /// Who may administer a new store.
    package struct Access: Sendable, Equatable {
        /// Operator to uid; read by `peksosd init` only.
        package var bootstrapAdministrators: [String: UInt32] = [:]
    }

    /// Where clients connect.
    package struct Socket: Sendable, Equatable {
        package var path = "/run/peksosd/control.sock"
        package var group = "peksos"
    }

    /// What one connection, and all together, may take.
    package struct Limits: Sendable, Equatable {
        package var connections = 256
        package var connectionsPerUid = 64
        package var inFlight = 32
        package var idleSeconds = 900
        package var lineSeconds = 10
        package var writeSeconds = 10
        package var outputMiB = 4
        package var subscriptions = 8
    }

    /// How many readers there are and how long they may take.
    package struct Queries: Sendable, Equatable {
        package var threads = 4
        package var seconds = 5
        package var reportSeconds = 30
        package var asOfConcurrent = 2
    }

    /// How much may wait for the writer, and how much one commit takes.
    package struct Writer: Sendable, Equatable {
        package var inboxCommands = 4096
        package var inboxMiB = 16
        package var batchCommands = 1024
        package var batchMiB = 16
    }

    /// When scheduled projections count as late.
    package struct Projections: Sendable, Equatable {
        package var warnLagMinutes = 1440
    }

    /// Where backups go and how long they are kept.
    package struct Backup: Sendable, Equatable {
        package var directory = "/var/backups/peksosd"
        package var keepDays = 14
        package var keepWeeks = 8
        package var keepMonths = 24
        package var keyringKeepDays = 30
        package var warnHours = 26
    }

    /// When the last check of the log counts as old.
    package struct Verify: Sendable, Equatable {
        package var warnDays = 8
    }

    /// When the last anchor counts as old.
    package struct Anchor: Sendable, Equatable {
        package var warnHours = 26
    }

    /// What reports leave out.
    package struct Reports: Sendable, Equatable {
        package var suppressBelow = 5
    }

    /// What the journal tells.
    package struct Journal: Sendable, Equatable {
        package var level = JournalLevel.info
        package var slowMillis = 250
    }

    /// Keys that a production store refuses; see ``Configuration/testingKeysInUse``.
    package struct Testing: Sendable, Equatable {
        package var mapSizeMiB: Int?
        package var crashCommand: String?
        package var deprecationsAreErrors: Bool?
    }

    /// The `testing.*` keys that were given; on a production store each means exit 78.
    package var testingKeysInUse: [String] {
        var keys: [String] = []
        if testing.mapSizeMiB != nil { keys.append("testing.mapSizeMiB") }
        if testing.crashCommand != nil { keys.append("testing.crashCommand") }
        if testing.deprecationsAreErrors != nil { keys.append("testing.deprecationsAreErrors") }
        return keys
    }
}

/// A closed set of words a key can take.
package protocol ConfigurationChoice: CaseIterable, RawRepresentable, Sendable, Equatable
where RawValue == String {}

extension ConfigurationChoice {
    /// The word as the file has it; a word outside of the set leaves the value unchanged.
    package var word: String {
        get { rawValue }
        set { self = Self(rawValue: newValue) ?? self }
    }
}

/// The language of human text.
package enum Language: String, ConfigurationChoice {
    case indonesian = "id"
    case english = "en"
}

/// The least important line that still goes to the journal.
package enum JournalLevel: String, ConfigurationChoice {
    case error, warn, notice, info, debug
}
