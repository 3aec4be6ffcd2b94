// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CanonicalJSON
import ControlClient
import ControlProtocol

/// `call METHOD key=text key:=json`, or requests from standard input.
struct CallCommand: LocalCommand {
    @Flag var keepGoing = false
    @Option var tolerate: String?
    @Argument var words: [String] = []

    mutating func run(_ client: Client) throws(Failure) -> Int32 {
        guard let method = words.first else {
            throw .usage(.usage, client.looks.language.form(Help.local[0].words))
        }
        if method == "-" { return try stream(client) }
        var params = try params(Array(words.dropFirst()), client.options)
        if client.options.switches.contains("no-send") {
            client.console.note("→ " + jsonLine(client.session.request(method, params)))
            return 0
        }
        do throws(Failure) {
            // Who may not see the catalogue may still call: then without an id, once.
            let entry = (try? client.catalogue(mayBeOld: false))?.method(method)
            var isCommand = params.contains { $0.name == "commandId" }
            if !isCommand, entry?.isMutating == true {
                params.append(JSONMember("commandId", .string(makeCommandID())))
                isCommand = true
            }
            let result = try client.session.deliver(method, params, isCommand: isCommand)
            client.console.print(jsonLine(result))
            return 0
        } catch {
            guard isTolerated(error) else { throw error }
            client.console.print(jsonLine(error.json(client.looks)))
            return 0
        }
    }

    private func params(_ words: [String], _ options: Options) throws(Failure) -> [JSONMember] {
        var members = try options.parameterObject()
        for word in words {
            guard let equals = word.firstIndex(of: "="), equals > word.startIndex else {
                throw .usage(.needsPairs, "call", word)
            }
            var name = word[..<equals]
            let text = String(word[word.index(after: equals)...])
            var value = JSONValue.string(text)
            if name.last == ":" {
                name = name.dropLast()
                guard let document = try? JSONDocument(scanning: Array(text.utf8)) else {
                    throw .usage(.needsJSON, String(name))
                }
                value = document.root.value
            }
            members.removeAll { $0.name == name }
            members.append(JSONMember(String(name), value))
        }
        for member in options.reserved {
            members.removeAll { $0.name == member.name }
            members.append(member)
        }
        return members
    }

    /// `--tolerate KIND[,REFUSAL]`: an error that a script expects.
    private func isTolerated(_ failure: Failure) -> Bool {
        guard let parts = tolerate?.split(separator: ",").map(String.init), let kind = parts.first
        else { return false }
        let refusal = failure.wire?["data"]?["refusal"]?.string
        return failure.kind == kind
            && (parts.count == 1 || parts.dropFirst().contains { $0 == refusal })
    }

    /// Requests line by line, sent ahead of their answers, printed in order.
    private func stream(_ client: Client) throws(Failure) -> Int32 {
        try client.session.open()
        var inFlight = 0
        var status: Int32 = 0
        func collect() throws(Failure) {
            inFlight -= 1
            do throws(Failure) {
                client.console.print(jsonLine(try client.session.collect()))
            } catch {
                guard error.wire != nil else { throw error }
                client.console.print(jsonLine(error.json(client.looks)))
                if !isTolerated(error) { status = keepGoing ? max(status, error.exit) : error.exit }
            }
            try client.console.flush()
        }
        func collectAll() throws(Failure) {
            while inFlight > 0 { try collect() }
        }
        while let line = try client.console.readLine() {
            if line.allSatisfy({ $0 == " " }) || line.hasPrefix("#") { continue }
            guard let document = try? JSONDocument(scanning: Array(line.utf8)),
                let method = document.root["method"]?.string
            else {
                try collectAll()
                throw .usage(.needsJSON, "call -")
            }
            // 16 of the 32 that a connection may have in flight: enough to share commits.
            if inFlight >= 16 { try collect() }
            if status != 0, !keepGoing { break }
            do throws(Failure) {
                try client.session.post(method, document.root["params"]?.value.members ?? [])
            } catch {
                // A daemon that stops takes nothing more, and answers what it took before.
                try collectAll()
                throw error
            }
            inFlight += 1
        }
        try collectAll()
        return status
    }
}

/// `api list | show METHOD | openrpc`: the live catalogue.
struct APICommand: LocalCommand {
    @Argument var what: String
    @Argument var method: String?

    mutating func run(_ client: Client) throws(Failure) -> Int32 {
        let catalogue = try client.catalogue(mayBeOld: false)
        let looks = client.looks
        switch what {
        case "openrpc": client.console.print(jsonLine(catalogue.root.value))
        case "list":
            let rows = catalogue.methods.map { method -> JSONValue in
                [
                    "method": .string(method.name),
                    "command": .string((method.cli?.words ?? []).joined(separator: " ")),
                    "title": .string(method.title),
                    "roles": .string(method.roles.joined(separator: ", ")),
                ]
            }
            if client.options.output.isForPeople {
                Table(plainKeys: ["method", "command", "title", "roles"], looks: looks)
                    .lines(rows).lines.forEach(client.console.print)
            } else {
                rows.map(jsonLine).forEach(client.console.print)
            }
        case "show":
            guard let entry = method.flatMap({ catalogue.method($0) }) else {
                let names = catalogue.methods.map(\.name)
                throw .usage(
                    .unknownCommand,
                    method ?? "",
                    nearest: NearestNames.of(method ?? "", among: names)
                )
            }
            if client.options.output.isForPeople, let command = Command(entry, in: catalogue) {
                Help(catalogue: catalogue, looks: looks).page(command).forEach(client.console.print)
            } else {
                client.console.print(jsonLine(entry.node.value))
            }
        default: throw .usage(.usage, looks.language.form(Help.local[1].words))
        }
        return 0
    }
}
