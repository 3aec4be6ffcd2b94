// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import ControlClient
import ControlProtocol
import Synchronization

/// A remedy's command line that does not help, as a failure of the test that met it.
package struct UselessRemedy: Error, CustomStringConvertible {
    let line: String
    let outcome: String
    package var description: String { "`\(line)` does not get past the refusal: \(outcome)" }
}

/// The command lines of remedies, run as whoever reads them would run them.
package enum RemedyCheck {
    /// The full catalogue, once for all tests: lines are mapped by it as the client does.
    private static let catalogue = Mutex<Catalogue?>(nil)

    /// Runs the remedy of an error in an office; nothing is recorded.
    ///
    /// What another role does and what is refused for another reason is a way on; the same
    /// refusal again, or a line that does not parse, is none. What the detail `key` names is
    /// mended one at a time: the same refusal about the next one, say of a second coin that is no
    /// legal tender, is a step on. What the line leaves to be asked for at a terminal is answered
    /// as in the method's example, else by its schema. Such answers may not fit the case: then the
    /// refusal may stay, and they themselves may be wrong.
    static func run(_ error: JSONValue?, by slug: String, in office: TestOffice) throws {
        guard let line = error?["data"]?["remedy"]?["cli"]?.string else { return }
        guard let (command, params, answered) = try parsed(line, office) else { return }
        let trial = command.isCommand ? params + [JSONMember("dryRun", true)] : params
        let reply = try office.reply(to: command.name, .object(trial), as: slug)
        let kind = reply["error"]?["data"]?["kind"]?.string
        let isSame = kind == "refused" && isSame(reply["error"] ?? nil, error)
        let path = reply["error"]?["data"]?["path"]?.string ?? ""
        let isMissing = reply["error"]?["data"]?["problem"] == "missing"
        let isOwn =
            answered.contains { path.hasPrefix("/" + $0) } || !answered.isEmpty && isMissing
        if isSame && answered.isEmpty || kind == "invalidParams" && !isOwn
            || kind == "methodNotFound"
            || kind == "internal"
        {
            throw UselessRemedy(line: line, outcome: reply["error"]?.line ?? "")
        }
    }

    private static func isSame(_ later: JSONValue?, _ earlier: JSONValue?) -> Bool {
        later?["data"]?["refusal"] == earlier?["data"]?["refusal"]
            && later?["data"]?["details"]?["key"] == earlier?["data"]?["details"]?["key"]
    }

    /// The method, its params, and the names of those that the line leaves to be asked for; `nil`
    /// for a line that is no command of the office.
    static func parsed(
        _ line: String,
        _ office: TestOffice,
        answers known: [JSONMember]? = nil
    ) throws -> (Command, [JSONMember], answered: [String])? {
        let words = withoutFiles(splitWords(line) ?? [])
        // Lines for administrators of the machine are no business of the office.
        guard words.first == "peksosctl" else { return nil }
        do {
            var options = Options()
            let today = Day.today(office.wallMicroseconds)
            let rest = try options.take(Array(words.dropFirst()), today: today)
            let catalogue = try catalogue(office)
            guard let command = catalogue.command(startingAt: rest) else {
                throw UselessRemedy(line: line, outcome: "no such command")
            }
            var mapper = FlagMapper(command, isTraining: true)
            let own = try mapper.parameters(
                Array(rest.dropFirst(command.words.count)),
                base: try options.parameterObject()
            )
            let params = own + options.reserved
            let asked = mapper.missing(own).map(\.name).filter { name in
                !options.reserved.contains { $0.name == name }
            }
            if let known {
                let answers = known.filter { answer in
                    !params.contains { $0.name == answer.name }
                }
                return (command, params + answers, answers.map(\.name))
            }
            if asked.isEmpty { return (command, params, []) }
            let method = catalogue.method(command.name)
            let example: [JSONMember] = method?.examples.first?.params.members ?? []
            // What the example says belongs together: one answer may ask for another.
            var answers = example.filter { member in
                !params.contains { $0.name == member.name }
            }
            for name in asked where !example.contains(where: { $0.name == name }) {
                let schema = method?.params.first { $0.name == name }?.schema
                let answer: JSONValue = schema.map { sample($0, in: catalogue) } ?? "x"
                answers.append(JSONMember(name, answer))
            }
            return (command, params + answers, answers.map(\.name))
        } catch let failure as Failure {
            let told = failure.humanLines(Looks(language: .en)).joined(separator: " ")
            throw UselessRemedy(line: line, outcome: told)
        }
    }

    /// Some value of a schema.
    private static func sample(_ schema: CatalogueSchema, in catalogue: Catalogue) -> JSONValue {
        let target = catalogue.resolve(schema)
        if let choice = target.choices.first { return .string(choice.value) }
        switch target.type {
        case "integer": return .integer(max(target.minimum ?? 1, 1))
        case "boolean": return true
        case "array":
            return .array(target.items.map { [sample($0, in: catalogue)] } ?? [])
        case "object":
            let needed = target.properties.filter { target.required.contains($0.name) }
            return .object(
                needed.map { JSONMember($0.name, sample($0.schema, in: catalogue)) }
            )
        default: return target.format == "date" ? "2026-01-05" : "Contoh"
        }
    }

    /// A file that the reader writes first holds what would be asked for.
    private static func withoutFiles(_ words: [String]) -> [String] {
        words.indices.filter { index in
            let isFile = words[index].hasPrefix("@")
            let isItsFlag = index + 1 < words.count && words[index + 1].hasPrefix("@")
            return !isFile && !isItsFlag
        }.map { words[$0] }
    }

    private static func catalogue(_ office: TestOffice) throws -> Catalogue {
        if let known = catalogue.withLock({ $0 }) { return known }
        let document = try office.call("rpc.discover")
        guard let made = Catalogue(bytes: CanonicalJSON.bytes(document)) else {
            throw UselessRemedy(line: "rpc.discover", outcome: "no catalogue")
        }
        catalogue.withLock { $0 = made }
        return made
    }
}
