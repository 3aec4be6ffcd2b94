// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// A configuration together with where each of its values came from.
package struct LoadedConfiguration: Sendable {
    /// The file that was read; also named when it is absent.
    package let file: String
    /// Defaults filled in.
    package let configuration: Configuration
    /// Line of each key that the file gives; a key not in here has its default.
    package let lines: [String: Int]

    /// What a reader made of a file; see the properties.
    package init(file: String, configuration: Configuration, lines: [String: Int]) {
        self.file = file
        self.configuration = configuration
        self.lines = lines
    }

    /// One row of `config.show`.
    package struct Row: Sendable, Equatable {
        /// Dotted, `section.name`.
        package let key: String
        /// As the file has it, or the default.
        package let value: SettingValue
        /// What it would be without a line in the file.
        package let defaultValue: SettingValue
        /// `default`, or `FILE:LINE`.
        package let origin: String
        /// When another value in the file would act.
        package let change: Setting.Change
    }

    /// Every key with its value, in the order of the documentation.
    package var rows: [Row] {
        Setting.all.map { setting in
            Row(
                key: setting.name,
                value: setting.value(in: configuration),
                defaultValue: setting.defaultValue,
                origin: lines[setting.name].map { "\(file):\($0)" } ?? "default",
                change: setting.change
            )
        }
    }
}

/// What `config.reload` would do, or did.
package struct Reload: Sendable {
    /// A key whose value differs between the running and the newly read configuration.
    package struct Difference: Sendable, Equatable {
        /// Dotted, `section.name`.
        package let key: String
        /// Until the reload, or until the restart.
        package let running: SettingValue
        /// In the file now.
        package let configured: SettingValue
    }

    /// The running configuration with every reloadable key replaced.
    package let configuration: Configuration
    /// In the order of the documentation.
    package let applied: [Difference]
    /// They stay as they were until then.
    package let needsRestart: [Difference]
    /// Keys that a reload looks at and that did not change.
    package let unchangedCount: Int

    /// Compares the running with a newly read configuration; changes nothing itself.
    ///
    /// Keys that only `peksosd init` reads are left out of the comparison.
    package init(from running: Configuration, to configured: Configuration) {
        var merged = running
        var applied: [Difference] = []
        var needsRestart: [Difference] = []
        var unchangedCount = 0
        for setting in Setting.all where setting.change != .initialisation {
            let difference = Difference(
                key: setting.name,
                running: setting.value(in: running),
                configured: setting.value(in: configured)
            )
            if difference.running == difference.configured {
                unchangedCount += 1
            } else if setting.change == .reload,
                setting.name != "limits.connections" || configured.fitsReaders(of: running)
            {
                setting.copy(from: configured, to: &merged)
                applied.append(difference)
            } else {
                needsRestart.append(difference)
            }
        }
        self.configuration = merged
        self.applied = applied
        self.needsRestart = needsRestart
        self.unchangedCount = unchangedCount
    }
}

extension Configuration {
    /// Whether the reader slots of a running store suffice for the connections configured here.
    fileprivate func fitsReaders(of running: Configuration) -> Bool {
        limits.connections + Self.readersReserved < running.store.maxReaders
    }

    /// Reader slots kept for jobs, backups and the daemon itself.
    static let readersReserved = 64
}
