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
    /// Section `office`.
    package var office = Office()
    /// Section `store`.
    package var store = Store()
    /// Section `keys`.
    package var keys = Keys()
    /// Section `access`.
    package var access = Access()
    /// Section `socket`.
    package var socket = Socket()
    /// Section `limits`.
    package var limits = Limits()
    /// Section `queries`.
    package var queries = Queries()
    /// Section `writer`.
    package var writer = Writer()
    /// Section `projections`.
    package var projections = Projections()
    /// Section `backup`.
    package var backup = Backup()
    /// Section `verify`.
    package var verify = Verify()
    /// Section `anchor`.
    package var anchor = Anchor()
    /// Section `reports`.
    package var reports = Reports()
    /// Section `journal`.
    package var journal = Journal()
    /// Section `testing`.
    package var testing = Testing()

    /// Every key at its default.
    package init() {}

    /// The office as its texts name it.
    package struct Office: Sendable, Equatable {
        /// Heads the reports; 1 to 80 characters.
        package var name = "Kantor Pekerja Sosial"
        /// Of human text, unless a greeting or the client's own setting chooses another.
        package var language = Language.indonesian
    }

    /// Where the store lies, how large its maps may grow, and when it warns or stops.
    package struct Store: Sendable, Equatable {
        /// Holds `log/`, `keyring/` and `views/`; absolute.
        package var directory = "/var/lib/peksosd"
        /// Address space of the log, not disk.
        package var logMapGiB = 64
        /// Address space of the views, not disk.
        package var viewsMapGiB = 64
        /// Address space of the keys, not disk.
        package var keyringMapMiB = 256
        /// For the marks of the running daemon, on tmpfs; without it an unclean stop costs a
        /// rebuild.
        package var stateDirectory = "/run/peksosd/state"
        /// Reader slots of LMDB; must exceed `limits.connections` by 64.
        package var maxReaders = 512
        /// Free space on the disk below which status, metrics and doctor warn.
        package var warnMiB = 1024
        /// Use of a map above which they warn.
        package var warnMapPercent = 80
        /// Free space on the disk below which ordinary commands are answered `storeFull`.
        package var stopMiB = 256
        /// Use of a map above which ordinary commands are answered `storeFull`.
        package var stopMapPercent = 90
        /// Free space on the disk below which nothing at all is written.
        package var reserveMiB = 64
    }

    /// Where the master key comes from.
    package struct Keys: Sendable, Equatable {
        /// Name of a file in `$CREDENTIALS_DIRECTORY`.
        package var credential = "master-key"
        /// For machines without systemd credentials: 32 bytes, mode 0400.
        package var file: String?
    }

    /// Who may administer a new store.
    package struct Access: Sendable, Equatable {
        /// Operator to uid; read by `peksosd init` only.
        package var bootstrapAdministrators: [String: UInt32] = [:]
    }

    /// Where clients connect.
    package struct Socket: Sendable, Equatable {
        /// Of the control socket, at most 107 bytes; unused with socket activation.
        package var path = "/run/peksosd/control.sock"
        /// May connect; unused with socket activation.
        package var group = "peksos"
    }

    /// What one connection, and all together, may take.
    package struct Limits: Sendable, Equatable {
        /// In all; one is kept for an administrator.
        package var connections = 256
        /// Of one uid.
        package var connectionsPerUid = 64
        /// Requests of one connection that are not answered yet; acts on new connections.
        package var inFlight = 32
        /// After which a silent connection without subscriptions is closed.
        package var idleSeconds = 900
        /// Within which a started line must end.
        package var lineSeconds = 10
        /// For which a client may leave replies unread.
        package var writeSeconds = 10
        /// Replies kept for one connection.
        package var outputMiB = 4
        /// Of one connection.
        package var subscriptions = 8
    }

    /// How many readers there are and how long they may take.
    package struct Queries: Sendable, Equatable {
        /// That answer queries.
        package var threads = 4
        /// An ordinary query may take.
        package var seconds = 5
        /// A report may take.
        package var reportSeconds = 30
        /// Answers folded from the log at a time.
        package var asOfConcurrent = 2
    }

    /// How much may wait for the writer, and how much one commit takes.
    package struct Writer: Sendable, Equatable {
        /// That may wait for the writer; beyond, the answer is `busy`.
        package var inboxCommands = 4096
        /// Of commands that may wait for the writer.
        package var inboxMiB = 16
        /// Of one commit at most.
        package var batchCommands = 1024
        /// Of one commit at most.
        package var batchMiB = 16
    }

    /// When scheduled projections count as late.
    package struct Projections: Sendable, Equatable {
        /// After which status warns of a scheduled projection.
        package var warnLagMinutes = 1440
    }

    /// Where backups go and how long they are kept.
    package struct Backup: Sendable, Equatable {
        /// Absolute; a disk of its own is recommended.
        package var directory = "/var/backups/peksosd"
        /// Daily copies of the log that are kept.
        package var keepDays = 14
        /// Weekly copies of the log that are kept.
        package var keepWeeks = 8
        /// Monthly copies of the log that are kept.
        package var keepMonths = 24
        /// For which a copy of the keyring is kept; what erased persons are promised, never more.
        package var keyringKeepDays = 30
        /// After which the newest backup counts as old.
        package var warnHours = 26
    }

    /// When the last check of the log counts as old.
    package struct Verify: Sendable, Equatable {
        /// After which the newest verification counts as old.
        package var warnDays = 8
    }

    /// When the last anchor counts as old.
    package struct Anchor: Sendable, Equatable {
        /// After which the newest anchor counts as old.
        package var warnHours = 26
    }

    /// What reports leave out.
    package struct Reports: Sendable, Equatable {
        /// Cells of reports below this number are not told.
        package var suppressBelow = 5
    }

    /// What the journal tells.
    package struct Journal: Sendable, Equatable {
        /// Less important lines are not logged.
        package var level = JournalLevel.info
        /// Milliseconds above which a request is logged.
        package var slowMillis = 250
    }

    /// Keys that a production store refuses; see ``Configuration/testingKeysInUse``.
    package struct Testing: Sendable, Equatable {
        /// Of the maps of log and views, to test a full store; `nil`: as in section `store`.
        package var mapSizeMiB: Int?
        /// A method that stops the daemon when it reaches the writer; `nil`: none.
        package var crashCommand: String?
        /// True: the use of a deprecated method is an error; `nil`: a warning.
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
