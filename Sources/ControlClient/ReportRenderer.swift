// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import CanonicalJSON
import ControlProtocol

/// The programs that make a file of a Report value; this one only runs them.
package struct ReportRenderer: Sendable {
    /// Beside the client while it is developed, else where the package puts it.
    private static let installed = "/usr/libexec/peksos/peksos-report"
    private let program: String

    /// Finds the renderer.
    package init() {
        let beside = Subprogram.ownDirectory.map { $0 + "/peksos-report" }
        program = beside.flatMap { System.status($0) == nil ? nil : $0 } ?? Self.installed
    }

    /// The version that the renderer says it has.
    package func version() throws(Failure) -> String {
        let bytes = try run(["--renderer-version"], input: [])
        return String(decoding: bytes, as: UTF8.self).filter { !$0.isWhitespace }
    }

    /// One HTML file.
    package func html(_ report: JSONValue, paper: String) throws(Failure) -> [UInt8] {
        let input = CanonicalJSON.bytes(report)
        return try run(["--format", "html", "--paper", paper], input: input)
    }

    /// 80 columns of text.
    package func text(_ report: JSONValue) throws(Failure) -> [UInt8] {
        try run(["--format", "text"], input: CanonicalJSON.bytes(report))
    }

    private func run(_ arguments: [String], input: [UInt8]) throws(Failure) -> [UInt8] {
        let outcome: Subprogram.Outcome
        do throws(SystemError) {
            outcome = try Subprogram.run(program, arguments, environment: [], input: input)
        } catch {
            throw Failure("unavailable", exit: 69, .noRenderer, "\(program): \(error.text)")
        }
        guard outcome.status == 0 else {
            throw Failure("badReply", exit: 76, .notRendered, firstLine(outcome.errors))
        }
        return outcome.output
    }

    /// The page on paper: tagged, and the same bytes from the same version of weasyprint.
    package func pdf(_ html: [UInt8], of report: JSONValue) throws(Failure) -> [UInt8] {
        guard let weasyprint = Subprogram.find("weasyprint") else {
            throw Failure("unavailable", exit: 69, .noWeasyprint)
                .adding(.remedy, "sudo apt install weasyprint")
        }
        let digest = (report["digest"]?.string ?? "").filter { $0.isASCII && $0 != "-" }
        let moment = secondsSince1970(report["asOf"]?["time"]?.string ?? "") ?? 0
        let outcome: Subprogram.Outcome
        do throws(SystemError) {
            outcome = try Subprogram.run(
                weasyprint,
                ["--pdf-variant", "pdf/ua-1", "--pdf-identifier", digest, "-", "-"],
                environment: ["SOURCE_DATE_EPOCH=\(moment)"],
                input: html
            )
        } catch {
            throw Failure("unavailable", exit: 69, .noRenderer, "\(weasyprint): \(error.text)")
        }
        guard outcome.status == 0, outcome.output.starts(with: Array("%PDF".utf8)) else {
            throw Failure("outputFailed", exit: 74, .notRendered, firstLine(outcome.errors))
        }
        return outcome.output
    }

    private func firstLine(_ text: String) -> String {
        escapedForTerminal(text.split(separator: "\n").last.map(String.init) ?? "")
    }
}

/// Of a time as the wire has it, `2017-05-31T14:05:00.000+07:00`; nil for anything else.
package func secondsSince1970(_ stamp: String) -> Int64? {
    let parts = stamp.split(separator: "T", maxSplits: 1)
    guard parts.count == 2, let day = Civil.days(isoDate: String(parts[0])),
        stamp.hasSuffix("+07:00")
    else { return nil }
    let clock = parts[1].prefix(8).split(separator: ":").compactMap { Int64($0) }
    guard clock.count == 3 else { return nil }
    return Int64(day) * 86_400 + clock[0] * 3_600 + clock[1] * 60 + clock[2] - 7 * 3_600
}
