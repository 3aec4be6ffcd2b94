// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import DaemonConfiguration
import EventLog
import Office

/// Makes a store of the commit before the newest one, for a log that cannot be opened any more.
struct RecoverCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recover",
        abstract: "Make a copy of a damaged store as of the commit before its newest."
    )

    @Option(help: "The configuration file.")
    var config = Settings.defaultFile

    @Flag(help: "Go back to the commit before the newest; there is no other way to recover.")
    var previous = false

    @Option(help: "The directory of the copy; it must be empty.")
    var into: String

    func run() async throws {
        ProcessState.harden()
        let settings = try Settings.load(config)
        do {
            try recover(settings)
        } catch {
            throw Stop.report(error)
        }
    }

    private func recover(_ settings: Settings) throws {
        guard previous else {
            throw Stop(64, "recover goes back one commit, in a copy: say --previous")
        }
        guard into.hasPrefix("/"), !into.split(separator: "/").contains("..") else {
            throw Stop(64, "--into takes an absolute path without ..")
        }
        var plan = settings.plan
        plan.directory = Self.plain(plan.directory)
        try settings.checkTesting(try StoreFormat.read(plan).mode)
        try ProcessState.lock(plan.lock)
        let outcome = try StoreRecovery(
            plan: plan,
            into: Self.plain(into),
            anchors: BackupShelf(settings.configuration.backup.directory).anchors,
            checkLog: { try Checker().check($0, $1) }
        ).run()
        Terminal.line("store \(outcome.storeID.text)")
        Terminal.line("mode \(outcome.mode.name)")
        Terminal.line("head \(outcome.position) \(outcome.headHash.hex)")
        if let lost = outcome.lostUpTo {
            Terminal.line("lost \(outcome.position + 1) to \(lost): to be entered again")
        } else {
            Terminal.line("lost one commit that neither sidecar nor anchor knows of")
        }
    }

    /// A path without slashes at its end, so that one is seen to be in another.
    private static func plain(_ path: String) -> String {
        "/" + path.split(separator: "/").joined(separator: "/")
    }
}
