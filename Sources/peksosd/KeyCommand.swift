// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import DaemonConfiguration
import Keyring
import LMDB
import Office

/// What is done with the keys of a store from outside the daemon.
struct KeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key",
        abstract: "Rotate the master key, split it on paper, prove the paper.",
        subcommands: [
            RotateKeyCommand.self, RenewKeyCommand.self, EscrowCommand.self,
            EscrowCheckCommand.self, RecoverKeyCommand.self,
        ]
    )
}

extension Settings {
    /// Runs a command on the keys of a store; prints a problem in one line.
    fileprivate static func withKeys(
        _ file: String,
        isStopped: Bool,
        _ body: (Settings) throws -> Void
    ) throws {
        ProcessState.harden()
        let settings = try load(file)
        do {
            try settings.checkDirectory()
            if isStopped { try ProcessState.lock(settings.plan.lock) }
            try body(settings)
        } catch {
            throw Stop.report(error)
        }
    }
}

/// Rewraps every key under the next master key.
struct RotateKeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate",
        abstract: "Rewrap the keyring under the next master key (store stopped)."
    )

    @Option(help: "The configuration file.")
    var config = Settings.defaultFile

    @Flag(help: "Also make a new key for search hashes; the next start builds the views anew.")
    var renewIndex = false

    func run() throws {
        try Settings.withKeys(config, isStopped: true) { settings in
            let name = settings.configuration.keys.credential
            guard let next = try settings.nextMasterKey() else {
                throw Stop(
                    78,
                    "no next master key: give the credential \(name)-next beside \(name)"
                )
            }
            let current = try settings.masterKey()
            let isDone = try StoreKeys(settings.plan).rotate(
                from: current,
                to: next,
                renewsIndex: renewIndex
            )
            if isDone {
                Terminal.line("rotated from \(current.identifierText) to \(next.identifierText)")
            } else {
                Terminal.line("already under \(next.identifierText)")
            }
            Terminal.line("next: put \(name)-next in place of \(name), start, then make and prove")
            Terminal.line("new shares; system.status says when the old key may be destroyed")
        }
    }
}

/// Makes a further key of one person.
struct RenewKeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "renew",
        abstract: "Make a new key for one person, for what is recorded from now on (store stopped)."
    )

    @Argument(help: "The person's id, like KLN-2016-0001.")
    var subject: String

    @Option(help: "The configuration file.")
    var config = Settings.defaultFile

    func run() throws {
        try Settings.withKeys(config, isStopped: true) { settings in
            try StoreKeys(settings.plan).renew(subject, with: settings.masterKeys())
            Terminal.line("new key for \(subject)")
        }
    }
}

/// Splits the master key in three shares for paper.
struct EscrowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "escrow",
        abstract: "Print three shares of the master key; any two give it back."
    )

    @Option(help: "The file with the master key; without it, the configured key.")
    var keyFile: String?

    @Option(help: "The configuration file.")
    var config = Settings.defaultFile

    func run() throws {
        ProcessState.harden()
        do {
            // Also before the store is made, so the store itself is not looked at.
            let key =
                if let keyFile {
                    try MasterKey.load(keyFile)
                } else {
                    try Settings.load(config).masterKey()
                }
            for share in key.shares() {
                Terminal.line("peksos master key \(key.identifierText), share \(share.index) of 3")
                Terminal.line(share.text)
            }
            Terminal.line("Keep them at three places; prove two: peksosd key escrow-check")
        } catch {
            throw Stop.report(error)
        }
    }
}

/// Proves that two shares open the store.
struct EscrowCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "escrow-check",
        abstract: "Prove that two shares, a line each on standard input, open the store."
    )

    @Option(help: "The configuration file.")
    var config = Settings.defaultFile

    func run() throws {
        try Settings.withKeys(config, isStopped: false) { settings in
            // Never from arguments: other users see those.
            let shares = try KeyShare.readTwo()
            do {
                try StoreKeys(settings.plan).checkEscrow(
                    shares.0,
                    shares.1,
                    now: WallTime.microseconds()
                )
            } catch let error as KeyringError {
                throw Stop(1, "the shares do not open this store: \(error)")
            }
            Terminal.line("the shares open this store: key \(shares.0.keyIDText)")
        }
    }
}

/// Writes the master key that two shares give back, for a machine that has lost it.
struct RecoverKeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recover",
        abstract: "Write the key of two shares, a line each on standard input, to a new file."
    )

    @Option(help: "The file to write, mode 0400; it must not exist.")
    var keyFile: String

    func run() throws {
        ProcessState.harden()
        do {
            let shares = try KeyShare.readTwo()
            let key = try MasterKey(shares.0, shares.1)
            try key.write(to: keyFile)
            Terminal.line("key \(key.identifierText) in \(keyFile)")
        } catch {
            throw Stop.report(error)
        }
    }
}

extension KeyShare {
    /// Two shares from standard input, never from arguments: other users see those.
    fileprivate static func readTwo() throws -> (KeyShare, KeyShare) {
        try (read(1), read(2))
    }

    private static func read(_ number: Int) throws -> KeyShare {
        Terminal.plainError("share \(number):")
        guard let line = readLine() else {
            throw Stop(64, "two shares are needed, a line each on standard input")
        }
        return try KeyShare(text: line)
    }
}
