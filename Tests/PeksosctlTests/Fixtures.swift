// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import ControlClient
import ControlProtocol
import Testing

/// The folder of the recorded catalogues and screens.
let fixtures = #filePath.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 } + "/Fixtures"

/// The recorded catalogue in a language.
func catalogue(_ language: Language = .id) throws -> Catalogue {
    let name = "\(fixtures)/catalogue-\(language.rawValue).json"
    return try #require(Catalogue(bytes: try System.readFile(name, limit: 1_000_000)))
}

func command(_ words: String, _ language: Language = .id) throws -> Command {
    try #require(try catalogue(language).command(startingAt: splitWords(words) ?? []))
}

/// The params of a command line, without the catalogue words, as canonical JSON.
func mapped(
    _ words: String,
    _ rest: [String],
    isTraining: Bool = true,
    files: [String: String] = [:]
) throws -> String {
    let reader = ValueReader(today: 20_778) { name throws(Failure) in
        guard let text = files[name] else { throw .usage(.usage, name) }
        return Array(text.utf8)
    }
    var mapper = FlagMapper(try command(words), reader: reader, isTraining: isTraining)
    let members = try mapper.parameters(rest)
    return String(decoding: CanonicalJSON.bytes(.object(members)), as: UTF8.self)
}

/// The failure of a command line: kind, exit and what people read, in English.
func refusal(
    _ words: String,
    _ rest: [String],
    isTraining: Bool = true
) throws -> (exit: Int32, text: String) {
    do {
        let params = try mapped(words, rest, isTraining: isTraining)
        Issue.record("accepted: \(params)")
        return (0, "")
    } catch let failure as Failure {
        let text = failure.humanLines(Looks(language: .en)).joined(separator: "\n")
        return (failure.exit, text)
    }
}

func value(_ text: String) throws -> JSONValue {
    try JSONDocument(scanning: Array(text.utf8), limits: .unlimited).root.value
}
