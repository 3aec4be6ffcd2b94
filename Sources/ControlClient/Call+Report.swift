// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import ControlProtocol

extension Call {
    /// Refuses before anything is sent what could not be printed: a look would be recorded.
    func checkOutput() throws(Failure) {
        let formats = command.formats
        let isFolder = options.outFile?.hasSuffix("/") == true
        // Texts that a method prints as they are go into files of any name.
        let isText = command.cli.print != nil && options.outFile != nil
        let isOther = !formats.contains(options.output) || (isFolder && !command.method.isReport)
        if isOther, !isText {
            throw .usage(
                .unknownChoice,
                options.outFile == nil ? "-o" : "-O",
                options.outFile ?? options.output.rawValue,
                nearest: formats.map(\.rawValue)
            )
        }
        guard command.method.isReport else { return }
        let isRecorded = command.method.node["x-recorded"].map { $0.kind == .true } ?? false
        if isRecorded, options.outFile == nil { throw .usage(.onlyIntoFile, command.name) }
    }

    /// Prints or writes the report.
    func showReport(_ result: JSONValue) throws(Failure) {
        try ReportOutput(client: client, result: result).show()
    }
}

extension Command {
    /// The formats that its answer has.
    var formats: [Options.Format] {
        Options.Format.allCases.filter { format in
            switch format {
            case .html, .pdf, .text: method.isReport
            case .beancount: method.isJournal || exports(format)
            // Events come one by one, each with members of its own.
            case .csv, .tsv: name != "events.subscribe"
            case .table, .wide, .json, .jsonl: true
            }
        }
    }
}

extension Client {
    /// Writes a file whole or not at all, never over another one without `--force`.
    package func save(_ bytes: [UInt8], _ path: String, mode: UInt32) throws(Failure) {
        do {
            let replacing = options.switches.contains("force")
            try System.writeFile(path, bytes, mode: mode, replacing: replacing)
        } catch {
            throw error.isExisting
                ? .usage(.fileExists, path)
                : Failure("outputFailed", exit: 74, .outputFailed, "\(path): \(error.text)")
        }
        if !options.isQuiet { console.note(looks.text(.written, path)) }
    }
}
