// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import DaemonConfiguration
import EventLog
import Keyring
import LMDB
import Office

/// Makes a store from a backup, into an empty directory.
struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Make the store from a backup; the store directory must be empty."
    )

    @Option(help: "The configuration file.")
    var config = Settings.defaultFile

    @Option(help: "The log part of a backup, or what export made of one.")
    var log: String

    @Option(help: "The keyring part of the newest backup.")
    var keyring: String

    @Option(help: "The newest ledger of erasures.")
    var ledger: String

    @Option(help: "Another directory than store.directory.")
    var into: String?

    @Option(help: "A file with the newest anchors, instead of the one beside the backups.")
    var anchors: String?

    @Flag(help: "Go on with a keyring older than the log: people added since cannot be read.")
    var acceptOldKeyring = false

    @Flag(help: "The backup is of a training store.")
    var training = false

    func run() async throws {
        ProcessState.harden()
        let settings = try Settings.load(config)
        do {
            try restore(settings)
        } catch {
            throw Stop.report(error)
        }
    }

    private func restore(_ settings: Settings) throws {
        var plan = settings.plan
        plan.directory = into ?? plan.directory
        try settings.checkTesting(training ? .training : .production)
        if !Files.exists(plan.directory) { try Files.makeDirectory(plan.directory) }
        try ProcessState.lock(plan.lock)
        let shelf = BackupShelf(settings.configuration.backup.directory)
        var source = StoreRestorer.Source(
            log: log,
            keyring: keyring,
            ledger: ledger,
            anchors: anchors ?? shelf.anchors
        )
        source.acceptsOldKeyring = acceptOldKeyring
        source.isTraining = training
        let outcome = try StoreRestorer(
            plan: plan,
            source: source,
            masterKeys: try settings.masterKeys(),
            checkLog: { try Checker().check($0, $1) }
        ).run()
        Terminal.line("store \(outcome.storeID.text)")
        Terminal.line("mode \(outcome.mode.name)")
        Terminal.line("head \(outcome.position) \(outcome.headHash.hex)")
        if let lost = outcome.lostUpTo {
            Terminal.line("lost \(outcome.position + 1) to \(lost): to be entered again")
        }
    }
}
