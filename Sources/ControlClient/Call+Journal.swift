// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import ControlProtocol

extension Call {
    /// Runs the command; a format of bookkeepers is asked of the method that prints it.
    func run(_ rest: [String]) throws(Failure) -> Int32 {
        guard options.output == .beancount else { return try perform(rest) }
        let catalogue = try client.catalogue(mayBeOld: false)
        let exporters = catalogue.commands(under: []).filter { $0.prints(.beancount) }
        let isExporter = exporters.contains { $0.name == command.name }
        guard command.method.isJournal || isExporter,
            let exporter = isExporter ? command : exporters.first
        else {
            let others = Options.Format.allCases.filter { $0 != .beancount }
            throw .usage(.unknownChoice, "-o", "beancount", nearest: others.map(\.rawValue))
        }
        return try Call(client: client, command: exporter, words: words)
            .perform(rest + ["--format", options.output.rawValue])
    }
}

extension Command {
    /// Whether it prints a text in a format that it is asked for.
    func prints(_ output: Options.Format) -> Bool {
        guard cli.print != nil, let format = parameters.first(where: { $0.name == "format" }),
            case .choice(let choices) = format.form.kind
        else { return false }
        return choices.contains { $0.value == output.rawValue }
    }
}
