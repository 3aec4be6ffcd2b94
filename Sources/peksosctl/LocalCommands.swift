// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CanonicalJSON
import ControlClient
import ControlProtocol

/// `version [--client]`.
struct VersionCommand: LocalCommand {
    @Flag(name: .customLong("client")) var isClientOnly = false

    mutating func run(_ client: Client) throws(Failure) -> Int32 {
        var members = [JSONMember("client", .string(clientVersion))]
        if !isClientOnly {
            try client.session.open()
            let hello = client.session.hello
            members += [
                JSONMember("daemon", hello["version"] ?? .null),
                JSONMember("protocol", hello["protocol"] ?? .null),
                JSONMember("store", hello["store"]?["id"] ?? .null),
                JSONMember("mode", hello["store"]?["mode"] ?? .null),
            ]
        }
        if client.options.output.isForPeople {
            Versions.lines(.object(members), client.looks).forEach(client.console.print)
        } else {
            client.console.print(jsonLine(.object(members)))
        }
        return 0
    }
}

/// `self config [--origin]`, `self cache clear`.
struct SelfCommand: LocalCommand {
    @Flag var origin = false
    @Argument var words: [String]

    mutating func run(_ client: Client) throws(Failure) -> Int32 {
        switch words {
        case ["config"]:
            let known = client.options.origins
            let defaults = [
                ("socket", client.options.socket), ("output", client.options.output.rawValue),
                ("lang", client.looks.language.rawValue), ("color", client.options.colour.rawValue),
                ("pager", client.options.pager ?? "less"),
            ]
            for (key, value) in defaults {
                let setting = known.first { $0.key == key }
                let locale = key == "lang" ? Options.languageOfLocale()?.variable : nil
                let place = origin ? "  # " + (setting?.origin ?? locale ?? "built in") : ""
                client.console.print(
                    "\(key): \(escapedForTerminal(setting?.value ?? value))\(place)"
                )
            }
        case ["cache", "clear"]:
            client.console.print(client.looks.text(.cacheCleared, "\(client.clearCache())"))
        default: throw .usage(.usage, "self config [--origin] | cache clear")
        }
        return 0
    }
}

/// `completion bash|zsh|fish`.
struct CompletionCommand: LocalCommand {
    @Argument var shell: String

    mutating func run(_ client: Client) throws(Failure) -> Int32 {
        guard let script = Completion.script(for: shell) else {
            throw .usage(.unknownChoice, "completion", shell, nearest: ["bash", "zsh", "fish"])
        }
        client.console.write(script)
        return 0
    }
}

/// `__complete -- WORDS`: one candidate per line, silent whatever fails.
struct CompleteCommand: LocalCommand {
    @Argument(parsing: .captureForPassthrough) var words: [String] = []

    mutating func run(_ client: Client) throws(Failure) -> Int32 {
        let words = words.first == "--" ? Array(words.dropFirst()) : words
        guard let catalogue = try? client.newestCatalogue() else { return 0 }
        var (found, wanted) = Completion(catalogue: catalogue).candidates(words)
        if let wanted { found = (try? ids(wanted, words, client)) ?? [] }
        found.forEach(client.console.print)
        return 0
    }

    /// Ids from the daemon, in 300 ms or not at all.
    private func ids(
        _ wanted: Completion.Wanted,
        _ words: [String],
        _ client: Client
    ) throws(Failure) -> [String] {
        var options = client.options
        options.foresee(words.dropLast(), among: ["socket", "act-as", "lang"])
        options.timeoutMs = 300 - 5_000
        let session = Session(options: options, console: client.console)
        let fields: JSONValue = .array([.string(wanted.column)])
        let params = [JSONMember("fields", fields), JSONMember("limit", 1_000)]
        let result = try session.call(wanted.method, params)
        return (result["rows"]?.items ?? []).compactMap { $0[wanted.column]?.string }
            .filter { $0.hasPrefix(wanted.prefix) }.map { wanted.lead + escapedForTerminal($0) }
    }
}

/// `shell`: many command lines on one connection.
struct ShellCommand: LocalCommand {
    mutating func run(_ client: Client) throws(Failure) -> Int32 {
        try client.session.open()
        let isScript = !client.console.isInputTerminal
        // Who acts as somebody else is greeted as that operator.
        let you =
            client.options.actAs == nil
            ? client.session.hello["you"] : try client.session.call("session.show")["item"]
        // Without a catalogue the codes do.
        let catalogue = try? client.catalogue(mayBeOld: true)
        let roles = (you?["roles"]?.items ?? []).compactMap(\.string)
            .map { catalogue?.title(role: $0) ?? $0 }.joined(separator: ", ")
        let name = client.options.actAs ?? you?["operator"]?.string ?? "uid"
        let mark = client.session.isTraining ? client.looks.text(.trainingMark) + " " : ""
        let prompt = escapedForTerminal("\(mark)\(name)\(roles.isEmpty ? "" : " (\(roles))")> ")
        var number = 0
        while let line = isScript
            ? try client.console.readLine() : try client.console.ask(prompt)
        {
            number += 1
            guard let words = splitWords(line) else {
                throw .usage(.scriptStopped, "\(number)")
            }
            if words.isEmpty || words[0].hasPrefix("#") { continue }
            if words == ["?"] {
                client.console.print(client.looks.text(.shellHelp))
                try client.console.flush()
                continue
            }
            let status = Program.runLine(words, client)
            if !isScript { System.clearInterrupts() }
            if isScript, status != 0 {
                client.console.note(client.looks.text(.scriptStopped, "\(number)"))
                return status
            }
        }
        return 0
    }
}
