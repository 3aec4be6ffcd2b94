// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Subprocess
import TestSupport

/// The shipped daemon on a training store of its own; the user of the tests is its administrator.
struct RunningDaemon {
    private let directory: TemporaryDirectory

    /// Where clients connect.
    var socket: String { directory.path + "/s" }

    /// Where the test runner and the shipped programs lie.
    private static let binaries = CommandLine.arguments[0].split(separator: "/").dropLast()
        .reduce("") { $0 + "/" + $1 }

    /// Makes a store, runs the daemon for as long as `body` takes, and stops it in an orderly way.
    static func serving(_ body: @Sendable (RunningDaemon) async throws -> Void) async throws {
        let daemon = RunningDaemon(directory: TemporaryDirectory())
        let path = daemon.directory.path
        _ = daemon.directory.makeDirectory("state")
        let settings = """
            store:
              directory: \(path)/store
              stateDirectory: \(path)/state
            socket:
              path: \(path)/s
            keys:
              file: \(path)/master.key
            access:
              bootstrapAdministrators:
                kepala: \(Identity.userID)

            """
        Files.write(Array(settings.utf8), to: "\(path)/c.yaml")
        let program = Executable.name("peksosd")
        let environment = Environment.inherit.updating(["PATH": binaries])
        let made = try await Subprocess.run(
            program,
            arguments: ["init", "--training", "--generate-key", "--config", "\(path)/c.yaml"],
            environment: environment,
            output: .discarded,
            error: .string(limit: 65_536)
        )
        guard made.terminationStatus.isSuccess else { throw Trouble(made.standardError) }
        let ran = try await Subprocess.run(
            program,
            arguments: ["run", "--config", "\(path)/c.yaml"],
            environment: environment,
            input: .none,
            output: .discarded,
            error: .discarded
        ) { execution in
            // A failure of the body still has to stop the daemon.
            let outcome: Result<Void, any Error>
            do {
                try await Conversation.awaitReady(daemon.socket)
                outcome = .success(try await body(daemon))
            } catch {
                outcome = .failure(error)
            }
            try execution.send(signal: .terminate)
            return outcome
        }
        try ran.closureResult.get()
        guard ran.terminationStatus.isSuccess else { throw Trouble("\(ran.terminationStatus)") }
    }

    struct Trouble: Error {
        let words: String
        init(_ words: String?) { self.words = words ?? "" }
    }
}
