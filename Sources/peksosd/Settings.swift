// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CanonicalJSON
import ControlProtocol
import ControlServer
import DaemonConfiguration
import EventLog
import Keyring
import LMDB
import Office

/// Ends the program with a status and one line that says why and what to do.
struct Stop: Error, CustomStringConvertible {
    let status: Int32
    let description: String

    init(_ status: Int32, _ description: String) {
        self.status = status
        self.description = description
    }

    /// Prints a problem on standard error and gives the status the parser exits with.
    static func report(_ error: any Error) -> ExitCode {
        let (status, words): (Int32, String) =
            switch error {
            case let stop as Stop: (stop.status, stop.description)
            case let problem as StoreProblem: (problem.exitStatus, problem.description)
            case let problem as DaemonConfiguration.ConfigurationProblem:
                (78, problem.message(in: ProcessState.asksForEnglish ? .english : .indonesian))
            case LogError.store(let problem): (74, "the log: \(problem)")
            // The views are made of the log: what is wrong with it ends every start.
            case let problem as LogError: (78, "the log: \(problem): restore a backup")
            case let problem as FileError: (74, problem.description)
            case let problem as KeyringError: (78, problem.description)
            case let problem as KeyShareError: (1, problem.description)
            case let problem as ListeningError: (78, problem.description)
            default: (70, "\(error)")
            }
        // A line about a file begins with the file, so that editors find it.
        if error is DaemonConfiguration.ConfigurationProblem {
            Terminal.plainError(words)
        } else {
            Terminal.error(words)
        }
        return ExitCode(status)
    }
}

/// The configuration as the program uses it.
struct Settings: Sendable {
    static let defaultFile = "/etc/peksosd/peksosd.yaml"

    let loaded: LoadedConfiguration

    /// Reads a file; throws an exit status after saying what is wrong.
    static func load(_ file: String) throws -> Settings {
        do {
            return Settings(loaded: try ConfigurationReader.load(file: file))
        } catch {
            throw Stop.report(error)
        }
    }

    var configuration: Configuration { loaded.configuration }

    var plan: StorePlan {
        let store = configuration.store
        var plan = StorePlan(directory: store.directory, stateDirectory: store.stateDirectory)
        let testing = configuration.testing.mapSizeMiB.map { $0 << 20 }
        plan.logMapBytes = testing ?? store.logMapGiB << 30
        plan.viewsMapBytes = testing ?? store.viewsMapGiB << 30
        plan.keyringMapBytes = store.keyringMapMiB << 20
        plan.maxReaders = store.maxReaders
        return plan
    }

    var language: ControlProtocol.Language { Self.language(of: configuration) }

    static func language(of configuration: Configuration) -> ControlProtocol.Language {
        configuration.office.language.word == "en" ? .en : .id
    }

    /// Refuses a store directory that others may write.
    func checkDirectory() throws {
        let path = configuration.store.directory
        // The directory itself, also where the configured path is a link to it.
        guard let status = Files.status(path + "/.") else {
            throw Stop(78, "\(path) does not exist: run peksosd init first")
        }
        guard status.mode & 0o077 == 0 else {
            throw Stop(78, "\(path) is open to others: chmod 0700 \(path)")
        }
        guard status.owner == ProcessState.userID else {
            throw Stop(78, "\(path) belongs to uid \(status.owner): chown it to the daemon's user")
        }
        if let flaw = PathSafety.flawOfParents(of: path) {
            throw Stop(78, "\(path): a parent is not safe: \(flaw.remedy)")
        }
    }

    /// The master key in use: a credential of the service manager, else the configured file.
    func masterKey() throws -> MasterKey {
        guard let file = keyFile() else {
            throw Stop(
                78,
                "no master key: give the credential \(configuration.keys.credential) or keys.file"
            )
        }
        return try Self.load(file)
    }

    /// The next master key: the same name with `-next`; `nil` when none is at hand.
    func nextMasterKey() throws -> MasterKey? {
        try keyFile(ending: "-next").map(Self.load)
    }

    /// The master keys at hand; the store opens with that which wraps its keyring.
    func masterKeys() throws -> [MasterKey] {
        [try masterKey()] + (try nextMasterKey().map { [$0] } ?? [])
    }

    private func keyFile(ending: String = "") -> String? {
        let credential = ProcessState.variable("CREDENTIALS_DIRECTORY")
            .map { $0 + "/" + configuration.keys.credential + ending }
        if let credential, Files.exists(credential) { return credential }
        guard let file = configuration.keys.file.map({ $0 + ending }) else { return nil }
        return ending.isEmpty || Files.exists(file) ? file : nil
    }

    private static func load(_ path: String) throws -> MasterKey {
        do {
            return try MasterKey.load(path)
        } catch {
            throw Stop(78, "\(path): \(error): chmod 0400 \(path)")
        }
    }

    /// Refuses keys that only a training store may have.
    func checkTesting(_ mode: StoreMode) throws {
        let inUse = configuration.testingKeysInUse
        guard mode == .production, !inUse.isEmpty else { return }
        throw Stop(78, "\(loaded.file): \(inUse.joined(separator: ", ")): training stores only")
    }

    /// Rows of `config.show`.
    var rows: [JSONValue] {
        loaded.rows.map { row in
            [
                "key": .string(row.key), "value": .string(row.value.description),
                "default": .string(row.defaultValue.description), "origin": .string(row.origin),
                "change": .string("\(row.change)"),
            ]
        }
    }
}
