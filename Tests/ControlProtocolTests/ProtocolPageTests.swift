// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import ControlProtocol
import TestSupport
import Testing

/// Goal: the page for writers of clients says what the code does; method: its table of errors.
@Suite struct ProtocolPageTests {
    @Test func `the table of errors is that of the code`() throws {
        let page = Golden.text("../../docs/PROTOCOL.md")
        let lines = page.split(separator: "\n")
        let begin = try #require(lines.firstIndex { $0.hasPrefix("<!-- errors: begin") })
        let end = try #require(lines.firstIndex { $0.hasPrefix("<!-- errors: end") })
        let told = lines[(begin + 3)..<end].map(String.init)
        let known = ErrorKind.allCases.map {
            "| \($0.code) | `\($0.rawValue)` | \($0.exitStatus) | `\($0.retry.rawValue)` |"
        }
        #expect(told == known)
    }
}
