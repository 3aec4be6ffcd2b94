// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import ControlClient
import Subprocess
import TestSupport
import Testing

/// What a finished program left behind.
struct Outcome {
    let exit: Int32
    let output: String
    let error: String
}

/// A training store with its daemon running, and the client to talk to it.
struct Rig {
    let directory: TemporaryDirectory
    /// Where the test runner and the shipped binaries lie.
    static let binaries = CommandLine.arguments[0].split(separator: "/").dropLast()
        .reduce("") { $0 + "/" + $1 }

    var environment: Environment {
        .inherit.updating([
            "PATH": Rig.binaries + ":" + (System.environment("PATH") ?? "/usr/bin:/bin"),
            "PEKSOS_SOCKET": directory.path + "/s", "XDG_CACHE_HOME": directory.path + "/cache",
            "XDG_CONFIG_HOME": directory.path, "LC_ALL": nil, "LC_MESSAGES": nil, "LANG": nil,
            "RUNTIME_DIRECTORY": directory.path,
        ])
    }

    /// Runs a command line of a shell with the binaries in its path.
    func shell(_ line: String) async throws -> Outcome {
        let result = try await Subprocess.run(
            .name("sh"),
            arguments: ["-c", line],
            environment: environment,
            output: .string(limit: 4_000_000),
            error: .string(limit: 1_000_000)
        )
        guard case .exited(let code) = result.terminationStatus else {
            return Outcome(exit: -1, output: "", error: "\(result.terminationStatus)")
        }
        return Outcome(
            exit: code,
            output: result.standardOutput,
            error: result.standardError
        )
    }

    /// Makes a store, runs its daemon for as long as `body` takes, and stops it.
    static func withDaemon(_ body: (Rig) async throws -> Void) async throws {
        let rig = Rig(directory: TemporaryDirectory())
        let path = rig.directory.path
        let settings = """
            store:
              directory: \(path)/store
            socket:
              path: \(path)/s
            keys:
              file: \(path)/master.key
            access:
              bootstrapAdministrators:
                kepala: \(System.userID)

            """
        try System.writeFile(path + "/c.yaml", Array(settings.utf8), mode: 0o600, replacing: true)
        let made = try await rig.shell(
            "peksosd init --training --generate-key --config \(path)/c.yaml"
        )
        try #require(made.exit == 0, "\(made.error)")
        _ = try await Subprocess.run(
            .name("peksosd"),
            arguments: ["run", "--config", path + "/c.yaml"],
            environment: rig.environment,
            input: .none,
            output: .discarded,
            error: .discarded
        ) { daemon in
            let ready = try await rig.shell(
                "for i in $(seq 100); do peksosctl status >/dev/null 2>&1 && exit 0; sleep 0.1; done; exit 1"
            )
            #expect(ready.exit == 0)
            do {
                try await body(rig)
            } catch {
                Issue.record(error)
            }
            try daemon.send(signal: .terminate)
        }
    }
}
