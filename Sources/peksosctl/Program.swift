// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CanonicalJSON
import ControlClient
import ControlProtocol

/// The program: local commands here, everything else from the catalogue.
enum Program {
    /// The flags that say how to tell what is wrong.
    private static let looks: Set<String> = ["output", "out-file", "lang"]

    /// Runs the words of the command line and gives the exit status.
    static func run() -> Int32 {
        let console = Console()
        guard let words = System.arguments() else {
            return Client(console: console, options: Options())
                .report(.usage(.notUTF8, "argv"))
        }
        var options = Options()
        // Settings are read before the flags that outrank them; errors of either are told as the
        // flags ask, wherever they stand.
        do throws(Failure) {
            try options.readSurroundings()
            let rest = words.first == "__complete" ? words : try options.take(words)
            return run(rest, Client(console: console, options: options))
        } catch {
            options.foresee(words, among: looks)
            return Client(console: console, options: options).report(error)
        }
    }

    /// Runs words without global flags; used by `shell` too.
    static func run(_ words: [String], _ client: Client) -> Int32 {
        do throws(Failure) {
            if let status = try runLocal(words, client) { return status }
            return try client.run(words)
        } catch {
            return client.report(error)
        }
    }

    /// Runs one line of a shell, with flags of its own.
    static func runLine(_ words: [String], _ client: Client) -> Int32 {
        var options = client.options
        do throws(Failure) {
            let rest = try options.take(words)
            return run(rest, client.child(options))
        } catch {
            options.foresee(words, among: looks)
            return client.child(options).report(error)
        }
    }

    private static func type(of word: String) -> (any LocalCommand.Type)? {
        switch word {
        case "call": CallCommand.self
        case "api": APICommand.self
        case "shell": ShellCommand.self
        case "doctor": DoctorCommand.self
        case "import": ImportCommand.self
        case "report": ReportCommand.self
        case "completion": CompletionCommand.self
        case "man": ManCommand.self
        case "version": VersionCommand.self
        case "self": SelfCommand.self
        case "__complete": CompleteCommand.self
        default: nil
        }
    }

    private static func runLocal(_ words: [String], _ client: Client) throws(Failure) -> Int32? {
        guard let first = words.first else { return nil }
        if first == "help" {
            var help = client.options
            help.switches.insert("help")
            return run(Array(words.dropFirst()), Client(console: client.console, options: help))
        }
        // Of the reports only this one is the client's own.
        if first == "report", words.dropFirst().first != "verify" { return nil }
        guard let type = type(of: first) else { return nil }
        let usage = Help.local.first { $0.words.hasPrefix(first) }
        if client.options.switches.contains("help"), let usage {
            let form = client.looks.language.form(usage.words)
            client.console.print(client.looks.text(.usage, form))
            client.console.print("  " + client.looks.language.pick(usage.indonesian, usage.english))
            try client.finish()
            return 0
        }
        var command: any LocalCommand
        do {
            guard let parsed = try type.parseAsRoot(Array(words.dropFirst())) as? any LocalCommand
            else { return nil }
            command = parsed
        } catch {
            // The parser's own sentences are English only; the usage line says the same in both.
            throw .usage(.usage, client.looks.language.form(usage?.words ?? first))
        }
        let status = try command.run(client)
        try client.finish()
        return status
    }
}

/// A command that the client has of its own.
protocol LocalCommand: ParsableCommand {
    mutating func run(_ client: Client) throws(Failure) -> Int32
}

/// A result or any value as one canonical line.
func jsonLine(_ value: JSONValue) -> String {
    String(decoding: CanonicalJSON.bytes(value), as: UTF8.self)
}
