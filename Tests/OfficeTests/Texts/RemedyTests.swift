// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import ControlProtocol
import Domain
import Office
import Projections
import Testing

/// Every command line of a remedy names a method that exists and flags that it takes: words and
/// flags are derived from the types, as the client does.
@Suite struct RemedyTests {
    private static let templates = Texts.office.keys.filter { $0.hasPrefix("cli.") }

    /// Methods of the daemon itself that remedies name.
    private static let ofTheDaemon: [[String]] = [
        ["log", "verify"], ["projection", "run"], ["events", "show"], ["events", "read"],
        ["log", "head"], ["status"],
    ]

    @Test(arguments: templates)
    func `a remedy's command line exists`(key: String) throws {
        let template = try #require(Texts.office.text(key, .id))
        #expect(Texts.office.text(key, .en) == template, "a command line has no language")
        var words = template.split(separator: " ").map(String.init)
        if words.first == "journalctl" || words.first == "peksosd" { return }
        guard words.first == "peksosctl" else {
            #expect(["{same}", "{same:pieces}"].contains(words.first))
            return
        }
        words.removeFirst()
        if Self.ofTheDaemon.contains(where: { words.starts(with: $0) }) { return }
        let named = Array(words.prefix(2))
        let method = try #require(Method.all.first { $0.words == named }, "\(named)")
        let flags = words.compactMap { word -> String? in
            guard word.hasPrefix("--") else { return nil }
            return String(word.dropFirst(2).prefix { $0 != "=" })
        }
        #expect(Set(flags).subtracting(method.flags.union(["help", "params"])) == [])
        let positional = words.dropFirst(2).prefix { !$0.hasPrefix("--") }.count
        #expect(positional <= method.positional)
    }
}

/// A method as the command line knows it.
private struct Method {
    let words: [String]
    let flags: Set<String>
    let positional: Int

    static let all: [Method] = Slice.all.flatMap { slice in
        slice.commands.map { command in
            Method(
                command.contract.method,
                .of(command),
                command.contract.positional,
                ["reason", "occurredOn", "backfilled"]
            )
        }
            + slice.queries.map { query in
                Method(
                    query.contract.method,
                    .of(query),
                    query.contract.positional,
                    ["reason", "asOf", "limit"]
                )
            }
    }

    init(_ method: String, _ shape: RecordedShape, _ positional: [String], _ reserved: [String]) {
        words = method.split(separator: ".").map { Self.kebab(String($0)) }
        flags = Set((shape.fields.map(\.name) + reserved).map(Self.kebab))
        self.positional = positional.count
    }

    private static func kebab(_ name: String) -> String {
        name.reduce(into: "") { output, character in
            output += character.isUppercase ? "-" + character.lowercased() : String(character)
        }
    }
}
