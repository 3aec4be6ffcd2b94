// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CanonicalJSON
import ControlClient
import ControlProtocol

/// `import REGISTER FILE [--line-by-line]`, with `--dry-run` a trial only.
struct ImportCommand: LocalCommand {
    @Flag var lineByLine = false
    @Argument var register: String
    @Argument var path: String

    // A hundred thousand rows of a register are some twenty megabytes.
    private static let bytesMax = 128 << 20

    mutating func run(_ client: Client) throws(Failure) -> Int32 {
        guard let register = Register.named(register) else {
            throw .usage(.unknownChoice, "import", register, nearest: Register.all.map(\.name))
        }
        let file = try read(path)
        let isTrial = client.options.reserved.contains { $0.name == "dryRun" }
        let reserved = client.options.reserved.filter {
            !["dryRun", "commandId"].contains($0.name)
        }
        let takeover = RegisterImport(register, file, isLineByLine: lineByLine)
        let outcome = try takeover.run(reserved, isTrial: isTrial) { done, total in
            client.console.note("\(done)/\(total)")
        } deliver: { calls, answered throws(Failure) in
            try client.session.deliverAll(register.method, calls, answered: answered)
        }
        show(outcome, client)
        if let failure = outcome.failure { throw failure }
        return outcome.exit
    }

    private func read(_ path: String) throws(Failure) -> RegisterFile {
        let bytes: [UInt8]
        do throws(SystemError) {
            bytes = try System.readFile(path, limit: Self.bytesMax)
        } catch {
            throw .usage(.cannotRead, path, error.text)
        }
        guard let file = RegisterFile(bytes) else { throw .usage(.notARegister, path) }
        return file
    }

    private func show(_ outcome: RegisterImport.Outcome, _ client: Client) {
        guard client.options.output.isForPeople else {
            var result = [
                JSONMember("imported", .integer(Int64(outcome.imported))),
                JSONMember("problems", .array(outcome.problems)),
            ]
            let missing = outcome.missing.map { lines -> JSONValue in
                ["from": .integer(lines.lowerBound), "to": .integer(lines.upperBound)]
            }
            if !missing.isEmpty { result.append(JSONMember("missing", .array(missing))) }
            client.console.print(jsonLine(.object(result)))
            return
        }
        for problem in outcome.problems {
            let members = (problem.members ?? []).filter { $0.name != "line" && !$0.value.isNull }
                .map { "\($0.name)=\(escapedForTerminal(plainText($0.value)))" }
            let line = plainText(problem["line"] ?? nil)
            client.console.print(
                client.looks.text(.registerLine, line, members.joined(separator: " "))
            )
        }
        client.console.print(
            client.looks.text(
                .registerDone,
                "\(outcome.imported)",
                "\(outcome.problems.count)"
            )
        )
        if outcome.missing.isEmpty { return }
        let missing = outcome.missing.map { "\($0.lowerBound)–\($0.upperBound)" }
        client.console.print(
            client.looks.text(.registerMissing, missing.joined(separator: ", "))
        )
    }
}
