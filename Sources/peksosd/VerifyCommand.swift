// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CanonicalJSON
import EventLog
import LMDB
import Office

/// Checks a stopped store, a part of a backup or a copy of a log, without keys.
struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check a stopped store or a copy: 0 sound, 1 tampered, 2 damaged, 3 incomplete."
    )

    @Argument(help: "The store's directory, or one with a data.mdb of a log.")
    var directory: String

    @Option(help: "quick (the newest records) or full.")
    var scope = "full"

    @Option(help: "A file with anchors that the log must contain.")
    var anchor: String?

    func run() throws {
        let report: LogCheckReport
        do {
            report = try check()
        } catch {
            throw Stop.report(error)
        }
        Terminal.line(String(decoding: CanonicalJSON.bytes(report.value), as: UTF8.self))
        let verdict = LogVerdict(rawValue: report.verdict) ?? .damaged
        if verdict != .sound { throw ExitCode(verdict.exitStatus) }
    }

    private func check() throws -> LogCheckReport {
        guard scope == "quick" || scope == "full" else {
            throw Stop(64, "--scope takes quick or full")
        }
        var request = try request()
        request.newest = scope == "quick" ? LogCheckRequest.quickRecords : nil
        if let anchor {
            let anchors = try AnchorBook.read(anchor)
            guard !anchors.isEmpty else { throw Stop(64, "\(anchor) holds no anchor") }
            // The newest ones, as many as fit into one argument.
            request.anchors += anchors.suffix(200).map(\.text)
        }
        return try Checker().check(request) { _, _ in true }
    }

    private func request() throws -> LogCheckRequest {
        if !Files.exists(directory + "/log"), Files.exists(directory + "/data.mdb") {
            return LogCheckRequest(log: directory, isCopy: true)
        }
        guard Files.exists(directory + "/log") else {
            throw Stop(64, "\(directory) holds no log: name the store's directory")
        }
        let lock = directory + "/lock"
        if Files.exists(lock), try Files.lock(lock) == nil {
            throw Stop(75, "\(lock) is held: stop the daemon, or verify a copy")
        }
        var request = LogCheckRequest(store: directory, isCopy: true)
        if !Files.exists(directory + "/keyring") { request.keyring = nil }
        request.anchors = try AnchorBook.read(directory + "/anchors").suffix(200).map(\.text)
        return request
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
