// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import DaemonConfiguration
import ArgumentParser
import EventLog
import Keyring
import LMDB
import Office

/// Makes a new store.
struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Make a new, empty store."
    )

    @Option(help: "The configuration file.")
    var config = Settings.defaultFile

    @Flag(help: "A training store, for ever.")
    var training = false

    @Flag(help: "Make a master key in keys.file when there is none; training stores only.")
    var generateKey = false

    @Option(help: "The file with the master key, instead of the configured one.")
    var keyFile: String?

    func run() async throws {
        ProcessState.harden()
        let settings = try Settings.load(config)
        do {
            try make(settings)
        } catch {
            throw Stop.report(error)
        }
    }

    private func make(_ settings: Settings) throws {
        let plan = settings.plan
        let mode = training ? StoreMode.training : .production
        try settings.checkTesting(mode)
        let key = try key(settings)
        if !Files.exists(plan.directory) { try Files.makeDirectory(plan.directory) }
        try ProcessState.lock(plan.directory + "/lock")
        let administrators = settings.configuration.access.bootstrapAdministrators
            .sorted { $0.key < $1.key }.map { (slug: $0.key, uid: $0.value) }
        guard training || !administrators.isEmpty else {
            throw Stop(
                78,
                "\(settings.loaded.file): access.bootstrapAdministrators is empty: "
                    + "a production store needs at least one administrator"
            )
        }
        let made = try StoreInitialiser(
            plan: plan,
            mode: mode,
            masterKey: key,
            administrators: administrators
        ).run()
        Terminal.line("store \(made.storeID.text)")
        Terminal.line("mode \(mode.name)")
        Terminal.line("key \(key.identifierText)")
        Terminal.line("head \(made.head.position) \(made.head.hash.hex)")
    }

    private func key(_ settings: Settings) throws -> MasterKey {
        if let keyFile { return try MasterKey.load(keyFile) }
        if generateKey {
            guard training else { throw Stop(64, "--generate-key goes with --training only") }
            guard let file = settings.configuration.keys.file else {
                throw Stop(78, "\(settings.loaded.file): --generate-key needs keys.file")
            }
            if !Files.exists(file) { return try MasterKey.generate(file) }
        }
        return try settings.masterKey()
    }
}
