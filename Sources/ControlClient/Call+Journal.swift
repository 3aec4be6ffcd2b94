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
        let exporters = catalogue.commands(under: []).filter(exports)
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

    /// Whether a command prints a text in the format asked for.
    private func exports(_ command: Command) -> Bool {
        guard command.cli.print != nil,
            let format = command.parameters.first(where: { $0.name == "format" }),
            case .choice(let choices) = format.form.kind
        else { return false }
        return choices.contains { $0.value == options.output.rawValue }
    }
}
