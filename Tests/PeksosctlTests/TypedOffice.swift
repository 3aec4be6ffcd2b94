// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import ControlClient
import ControlProtocol
import TestSupport
import Testing

/// An office in this process whose commands are typed as at a terminal, and what screens show.
///
/// Each line takes the client's way, from words over flags to params and from the answer to lines;
/// only the socket between the two is left out.
struct TypedOffice {
    let office: TestOffice
    private let catalogues: [Language: Catalogue]

    init() throws {
        let office = try TestOffice()
        self.office = office
        var catalogues: [Language: Catalogue] = [:]
        for language in Language.allCases {
            let document = try office.call("rpc.discover", ["lang": .string(language.rawValue)])
            catalogues[language] = Catalogue(bytes: CanonicalJSON.bytes(document))
        }
        self.catalogues = catalogues
    }

    func catalogue(_ language: Language) throws -> Catalogue {
        try #require(catalogues[language])
    }

    /// The command of a line, and the params it sends.
    func typed(
        _ line: String,
        _ language: Language
    ) throws -> (command: Command, params: [JSONMember]) {
        var options = Options()
        let words = try options.take(try #require(splitWords(line), "\(line)"))
        let command = try #require(
            try catalogue(language).command(startingAt: Array(words.prefix { !$0.hasPrefix("-") })),
            "\(line)"
        )
        var mapper = FlagMapper(command, isTraining: true)
        let own = try mapper.parameters(Array(words.dropFirst(command.words.count)))
        return (command, own + options.reserved)
    }

    /// Does what a line asks for; answers the id that `-q` prints.
    @discardableResult
    func does(_ who: String, _ line: String) throws -> String {
        let (command, params) = try typed(line, .id)
        let result = try office.call(command.name, .object(params), as: who)
        let screen = Screen(command, looks: Looks(language: .id), sent: params)
        return screen.primaryID(result) ?? ""
    }

    /// What a line is answered in each language.
    func answers(_ who: String, _ line: String) throws -> [Language: Answer] {
        var answers: [Language: Answer] = [:]
        for language in Language.allCases {
            answers[language] = try answer(who, line, language)
        }
        return answers
    }

    /// What a command is answered once, as it shows in each language.
    func outcome(_ who: String, _ line: String) throws -> [Language: Answer] {
        let first = try answer(who, line, .id)
        let english = Answer(command: try typed(line, .en).command, first.params, first.reply)
        return [.id: first, .en: english]
    }

    private func answer(_ who: String, _ line: String, _ language: Language) throws -> Answer {
        let (command, params) = try typed(line, language)
        let lang = JSONMember("lang", .string(language.rawValue))
        let reply = try office.reply(to: command.name, .object(params + [lang]), as: who)
        return Answer(command: command, params, reply)
    }
}

/// The reply to one line.
struct Answer {
    let params: [JSONMember]
    var reply: JSONValue
    private let command: Command

    init(command: Command, _ params: [JSONMember], _ reply: JSONValue) {
        self.command = command
        self.params = params
        self.reply = reply
    }

    /// What the screen shows.
    func lines(_ looks: Looks) throws -> [String] {
        if let error = reply["error"] { return Failure(wire: error).screen(looks) }
        let result = reply["result"] ?? .null
        let screen = Screen(command, looks: looks, sent: params)
        let lines = command.isCommand ? screen.outcome(result) : try screen.answer(result)
        return lines + screen.warnings(result)
    }
}
