// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import ControlProtocol

extension Call {
    /// Runs the command; a format of bookkeepers is asked of the method that prints it.
    func run(_ rest: [String]) throws(Failure) -> Int32 {
        let format = options.output
        guard format == .beancount else { return try perform(rest) }
        let exporters = try client.catalogue(mayBeOld: false).commands(under: [])
            .filter { $0.exports(format) }
        let isExporter = command.exports(format)
        guard isExporter || command.method.isJournal,
            let exporter = isExporter ? command : exporters.first
        else {
            let others = command.formats.map(\.rawValue)
            throw .usage(.unknownChoice, "-o", format.rawValue, nearest: others)
        }
        return try Call(client: client, command: exporter, words: words)
            .perform(["--format", format.rawValue] + rest)
    }
}

extension Command {
    /// Whether it prints a text in a format.
    func exports(_ output: Options.Format) -> Bool {
        guard cli.print != nil, let format = parameters.first(where: { $0.name == "format" }),
            case .choice(let choices) = format.form.kind
        else { return false }
        return choices.contains { $0.value == output.rawValue }
    }
}
