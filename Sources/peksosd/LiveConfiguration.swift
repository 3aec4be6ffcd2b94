// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import DaemonConfiguration
import Office
import Synchronization

/// The configuration in force, and what a reload changes of it.
final class LiveConfiguration: Sendable {
    private let file: String
    private let loaded: Mutex<LoadedConfiguration>
    private let apply: @Sendable (Configuration) -> Void

    /// Begins with what was read at the start; `apply` gets every newly accepted configuration.
    init(_ settings: Settings, apply: @escaping @Sendable (Configuration) -> Void) {
        file = settings.loaded.file
        loaded = Mutex(settings.loaded)
        self.apply = apply
    }

    /// Rows of `config.show`.
    var rows: [JSONValue] { Settings(loaded: loaded.withLock(\.self)).rows }

    /// Reads the file again and applies all of it that may change while running, or nothing.
    func reload(isDryRun: Bool) -> Result<[JSONMember], ReloadProblem> {
        let fresh: LoadedConfiguration
        do {
            fresh = try ConfigurationReader.load(file: file)
        } catch {
            return .failure(
                ReloadProblem(
                    indonesian: error.message(in: .indonesian),
                    english: error.message(in: .english)
                )
            )
        }
        let running = loaded.withLock(\.configuration)
        let reload = Reload(from: running, to: fresh.configuration)
        if !isDryRun {
            loaded.withLock {
                $0 = LoadedConfiguration(
                    file: file,
                    configuration: reload.configuration,
                    lines: fresh.lines
                )
            }
            apply(reload.configuration)
        }
        func values(_ name: (String, String), _ all: [Reload.Difference]) -> JSONValue {
            .array(
                all.map { difference in
                    [
                        "key": .string(difference.key),
                        name.0: .string(difference.running.description),
                        name.1: .string(difference.configured.description),
                    ]
                }
            )
        }
        return .success([
            JSONMember("applied", values(("from", "to"), reload.applied)),
            JSONMember("needsRestart", values(("running", "configured"), reload.needsRestart)),
            JSONMember("unchanged", .integer(Int64(reload.unchangedCount))),
        ])
    }
}
