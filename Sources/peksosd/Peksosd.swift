// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Dispatch
import Glibc
import Office

/// Where the program begins.
@main enum Program {
    static func main() {
        // A fence holds for the thread that raises it and for those it makes: there must be no other.
        if CommandLine.arguments.dropFirst().first == Checker.command {
            return CheckLogCommand.main(Array(CommandLine.arguments.dropFirst(2)))
        }
        Task {
            await Peksosd.main()
            exit(0)
        }
        dispatchMain()
    }
}

/// The event store daemon of a social workers' office.
struct Peksosd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "peksosd",
        abstract: "Event store daemon of a social workers' office.",
        version: Version.number,
        subcommands: [
            RunCommand.self, InitCommand.self, CheckConfigCommand.self, VerifyCommand.self,
            RestoreCommand.self, RecoverCommand.self, ExportCommand.self, KeyCommand.self,
            PrintCatalogueCommand.self,
            PrintManualCommand.self,
            VersionCommand.self,
        ]
    )
}

/// The version of this build.
enum Version {
    static let number = "0.1.0"
}

/// Prints the version of the daemon and of what it stands on.
struct VersionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "version",
        abstract: "Print the version."
    )

    func run() {
        Terminal.line("peksosd \(Version.number)")
        Terminal.line("log format \(Formats.log), liblmdb \(Formats.library)")
    }
}

/// Checks a configuration file and does nothing else.
struct CheckConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check-config",
        abstract: "Check a configuration file; silent when it is right."
    )

    @Argument(help: "The configuration file.")
    var file = Settings.defaultFile

    func run() throws {
        _ = try Settings.load(file)
    }
}

/// Prints the catalogue as an OpenRPC document.
struct PrintCatalogueCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "print-catalogue",
        abstract: "Print the OpenRPC document."
    )

    @Option(help: "The language of its texts: id or en.")
    var lang = "id"

    func run() throws {
        guard let document = CatalogueDocument.text(language: lang) else {
            throw Stop(64, "--lang takes id or en")
        }
        Terminal.line(document)
    }
}
