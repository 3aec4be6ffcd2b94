// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import ControlProtocol

/// What a command needs and the line did not say is asked for where somebody can answer.
extension Call {
    private func makeMapper() -> FlagMapper {
        FlagMapper(command, isTraining: session.isTraining, globalFlags: Options.flagNames)
    }

    func ownParams(_ rest: [String]) throws(Failure) -> [JSONMember] {
        var mapper = makeMapper()
        var params = try mapper.parameters(rest, base: try options.parameterObject())
        for flag in mapper.warnings { console.note(client.looks.text(.personalInTraining, flag)) }
        let missing = mapper.missing(params).filter { parameter in
            !options.reserved.contains { $0.name == parameter.name }
        }
        if missing.isEmpty { return params }
        guard canAsk else {
            let flags = missing.map { "--" + $0.flag }.joined(separator: " ")
            throw .usage(.missingFlags, flags)
        }
        console.note(client.looks.text(.asking))
        for parameter in missing where !isCounted(parameter) {
            params.append(try ask(parameter, mapper))
        }
        if missing.contains(where: isCounted) { try count(&params) }
        return params
    }

    var canAsk: Bool {
        console.isInputTerminal && console.isErrorTerminal && options.takesInput
    }

    /// Sends, and asks for what only the daemon knows to be needed beside the other values.
    func deliverAsking(_ params: inout [JSONMember]) throws(Failure) -> JSONValue {
        while true {
            do throws(Failure) {
                return try deliver(params)
            } catch {
                guard canAsk, error.wire?["data"]?["problem"]?.string == "missing",
                    let parameter = refusedParameter(error),
                    !params.contains(where: { $0.name == parameter.name })
                else { throw error }
                params.append(try ask(parameter, makeMapper()))
            }
        }
    }

    /// The param as a whole that the daemon does not take; `nil` for one that no flag sets.
    func refusedParameter(_ failure: Failure) -> Parameter? {
        guard failure.kind == "invalidParams", let path = failure.wire?["data"]?["path"]?.string
        else { return nil }
        return command.flagged.first { "/" + $0.name == path }
    }

    private func ask(_ parameter: Parameter, _ mapper: FlagMapper) throws(Failure) -> JSONMember {
        var form = Help.form(parameter, client.looks)
        if let method = parameter.complete?.method {
            let words = method.split(separator: ".").map { kebab(String($0)) }
            form += client.looks.text(.listedBy, words.joined(separator: " "))
        }
        Help.meanings(parameter.form, client.looks).forEach(console.note)
        while true {
            let question = "\(escapedForTerminal(parameter.title)) (\(form)): "
            guard let word = try console.ask(question) else {
                throw .usage(.missingFlags, "--" + parameter.flag)
            }
            if word.isEmpty { continue }
            do throws(Failure) {
                return try mapper.prompted(word, parameter)
            } catch {
                error.humanLines(client.looks).forEach(console.note)
            }
        }
    }
}
