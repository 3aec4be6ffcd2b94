// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import EventLog
import LMDB
import Office

/// Checks the log of a stopped store or of a copy, without keys.
struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check a stopped store or a copy: 0 sound, 1 tampered, 2 damaged, 3 incomplete."
    )

    @Argument(help: "The store's directory.")
    var directory: String

    @Option(help: "quick (the newest records) or full.")
    var scope = "full"

    func run() throws {
        guard scope == "quick" || scope == "full" else {
            throw Stop.report(Stop(64, "--scope takes quick or full"))
        }
        let verdict: LogVerdict
        do {
            verdict = try check()
        } catch let stop as Stop {
            throw Stop.report(stop)
        } catch {
            Terminal.error("\(error)")
            verdict = .damaged
        }
        Terminal.line("verdict \(verdict.rawValue)")
        if verdict != .sound { throw ExitCode(verdict.exitStatus) }
    }

    private func check() throws -> LogVerdict {
        let path = directory + "/log"
        guard Files.exists(path) else {
            throw Stop(64, "\(directory) holds no log: name the store's directory")
        }
        let lock = directory + "/lock"
        if Files.exists(lock), try Files.lock(lock) == nil {
            throw Stop(75, "\(lock) is held: stop the daemon, or verify a copy")
        }
        _ = try MetaCheck.check(directory: path)
        let log = try EventLog(directory: path)
        let verifier = LogVerifier(log)
        let report = scope == "quick" ? try verifier.quick() : try verifier.full { _ in true }
        Terminal.line("events \(report.records) of \(report.head.position)")
        Terminal.line("head \(report.head.position) \(report.head.hash.hex)")
        if let finding = report.finding {
            Terminal.line("finding \(finding)")
            return finding.verdict
        }
        return .sound
    }
}

/// What the program stands on.
enum Formats {
    static var log: UInt16 { EventLog.format }
    static var library: String {
        let version = LMDB.Environment.libraryVersion
        return "\(version.major).\(version.minor).\(version.patch)"
    }
}
