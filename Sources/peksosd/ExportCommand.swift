// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Office

/// `export`: the log part of a backup as lines of JSON, which `restore` takes back.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write the log part of a backup as JSON lines; restore takes them back."
    )

    @Argument(help: "The log part of a backup.")
    var part: String

    @Argument(help: "The file to write; it must not exist.")
    var file: String

    func run() throws {
        do {
            Terminal.line("events \(try LogLines.write(part: part, to: file))")
        } catch {
            throw Stop.report(error)
        }
    }
}
