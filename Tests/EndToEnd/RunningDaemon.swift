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
    /// Asks the daemon to end in an orderly way, before the test's end.
    private(set) var stop: @Sendable () throws -> Void = {}
    /// Kills the daemon as a power cut would, before the test's end.
    private(set) var kill: @Sendable () throws -> Void = {}

    private init(_ directory: TemporaryDirectory) {
        self.directory = directory
    }

    /// Where clients connect.
    var socket: String { directory.path + "/s" }

    /// Where the test runner and the shipped programs lie.
    private static let binaries = CommandLine.arguments[0].split(separator: "/").dropLast()
        .reduce("") { $0 + "/" + $1 }

    /// The shipped programs lie beside the test runner.
    private static let environment = Environment.inherit.updating(["PATH": binaries])

    /// How a run of the daemon ends.
    enum End {
        /// SIGTERM; the daemon must then exit with 0.
        case orderly
        /// SIGKILL, as by a power cut.
        case killed
    }

    /// Makes a store, runs the daemon for as long as `body` takes, and stops it in an orderly way.
    static func serving(_ body: @Sendable (RunningDaemon) async throws -> Void) async throws {
        let daemon = try await made()
        try await daemon.running(body)
    }

    /// A new training store; by default the user of the tests is its administrator.
    static func made(administrator: UInt32 = Identity.userID) async throws -> RunningDaemon {
        let daemon = RunningDaemon(TemporaryDirectory())
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
                kepala: \(administrator)

            """
        Files.write(Array(settings.utf8), to: "\(path)/c.yaml")
        let made = try await Subprocess.run(
            .name("peksosd"),
            arguments: ["init", "--training", "--generate-key", "--config", "\(path)/c.yaml"],
            environment: environment,
            output: .discarded,
            error: .string(limit: 65_536)
        )
        guard made.terminationStatus.isSuccess else { throw Trouble(made.standardError) }
        return daemon
    }

    /// Asks for so much free space that nothing may be written; read by `config.reload`.
    func demandRoom() {
        let path = "\(directory.path)/c.yaml"
        let store = "  directory:"
        let demands = ["warnMiB", "stopMiB", "reserveMiB"].map { "  \($0): 1048576\n" }.joined()
        let text = String(decoding: Files.read(path), as: UTF8.self)
            .replacing(store, with: demands + store)
        Files.write(Array(text.utf8), to: path)
    }

    /// Runs the daemon on this store for as long as `body` takes.
    func running(
        end: End = .orderly,
        _ body: @Sendable (RunningDaemon) async throws -> Void
    ) async throws {
        let ran = try await Subprocess.run(
            .name("peksosd"),
            arguments: ["run", "--config", "\(directory.path)/c.yaml"],
            environment: Self.environment,
            input: .none,
            output: .discarded,
            error: .discarded
        ) { execution in
            // A failure of the body still has to stop the daemon.
            let outcome: Result<Void, any Error>
            var daemon = self
            daemon.stop = { try execution.send(signal: .terminate) }
            daemon.kill = { try execution.send(signal: .kill) }
            do {
                try await Conversation.awaitReady(socket)
                outcome = .success(try await body(daemon))
            } catch {
                outcome = .failure(error)
            }
            // It may have ended already, by the test itself.
            try? execution.send(signal: end == .orderly ? .terminate : .kill)
            return outcome
        }
        try ran.closureResult.get()
        guard end == .killed || ran.terminationStatus.isSuccess else {
            throw Trouble("\(ran.terminationStatus)")
        }
    }

    /// Runs the shipped client against this daemon; answers exit status, output and complaints.
    func client(_ words: [String]) async throws -> (isSuccess: Bool, out: String, err: String) {
        let ran = try await Subprocess.run(
            .name("peksosctl"),
            arguments: Arguments(["--socket", socket, "--no-input"] + words),
            environment: Self.environment.updating(["XDG_CACHE_HOME": "\(directory.path)/cache"]),
            output: .string(limit: 1 << 20),
            error: .string(limit: 1 << 20)
        )
        return (ran.terminationStatus.isSuccess, ran.standardOutput, ran.standardError)
    }

    struct Trouble: Error {
        let words: String
        init(_ words: String?) { self.words = words ?? "" }
    }
}
