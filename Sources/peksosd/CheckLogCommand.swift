// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CanonicalJSON
import Office

/// The child of ``Checker``: reads suspect bytes behind a fence and tells what it found.
struct CheckLogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: Checker.command,
        abstract: "Check a log for another process."
    )

    /// Lines of progress at most, so that nobody waits for the reader.
    private static let linesMax: UInt64 = 1_000

    @Argument(help: "What to check, in JSON.")
    var request: String

    func run() throws {
        do {
            let document = try JSONDocument(scanning: Array(request.utf8), limits: .unlimited)
            let request = try CanonicalJSON.decode(LogCheckRequest.self, from: document)
            _ = try Fence.raise(readable: request.readable, writable: request.writable)
            var told: UInt64 = 0
            let report = LogCheck.run(request) { done, total in
                if done == total || done - told >= max(1, total / Self.linesMax) {
                    told = done
                    Self.tell(Checker.Line(done: done, total: total))
                }
                return true
            }
            Self.tell(Checker.Line(report: report))
        } catch {
            throw Stop.report(error)
        }
    }

    private static func tell(_ line: Checker.Line) {
        guard let bytes = try? CanonicalJSON.encode(line) else { return }
        Terminal.line(String(decoding: bytes, as: UTF8.self))
    }
}
