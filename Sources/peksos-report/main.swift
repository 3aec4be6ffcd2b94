// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// `unsafe` is needed once: a message for people goes to standard error by the C library.

import Glibc
import ReportRendering

let usage = "usage: peksos-report [--format html|text] [--paper a4|a3] <VALUE >FILE"

/// Ends with a message for the client; 64 wrong usage, 65 no report, 74 output lost.
func stop(_ status: Int32, _ text: String) -> Never {
    var errors = StandardError()
    print("peksos-report: \(text)", to: &errors)
    exit(status)
}

/// What goes wrong is told there.
struct StandardError: TextOutputStream {
    mutating func write(_ text: String) {
        let bytes = Array(text.utf8)
        _ = unsafe Glibc.write(2, bytes, bytes.count)
    }
}

/// Reads a Report value from standard input and writes the file to standard output.
func main() {
    var format = "html"
    var paper = Paper.a4
    var words = CommandLine.arguments.dropFirst()
    while let word = words.popFirst() {
        switch (word, words.first) {
        case ("--help", _), ("-h", _):
            print(usage)
            return
        case ("--renderer-version", _):
            print(rendererVersion)
            return
        case ("--format", let value?) where ["html", "text"].contains(value):
            format = value
            words.removeFirst()
        case ("--paper", let value?):
            guard let known = Paper(rawValue: value) else { stop(64, "--paper a4|a3") }
            paper = known
            words.removeFirst()
        default:
            stop(64, usage)
        }
    }
    var input = ""
    while let line = readLine(strippingNewline: false) { input += line }
    do throws(ReportProblem) {
        let report = try Report(bytes: Array(input.utf8))
        print(
            format == "html" ? Page(report, paper: paper).html() : PlainReport(report).text(),
            terminator: ""
        )
    } catch {
        stop(65, error.text)
    }
    guard fflush(nil) == 0 else { stop(74, "standard output takes no more") }
}

main()
