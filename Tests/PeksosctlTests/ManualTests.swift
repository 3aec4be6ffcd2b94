// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import ControlClient
import ControlProtocol
import Testing

/// Goal: manual pages hold what the catalogue says, harmless to the formatter; method: the
/// recorded catalogues, and texts that look like requests.
@Suite struct ManualTests {
    @Test(arguments: Language.allCases) func `a page for the client, the protocol and each noun`(
        _ language: Language
    ) throws {
        let catalogue = try catalogue(language)
        let pages = Manual(catalogue, in: language).pages
        let prefix = language == .id ? "id/" : ""
        #expect(pages.map(\.path).contains("\(prefix)man1/peksosctl.1"))
        #expect(pages.map(\.path).contains("\(prefix)man7/peksos-protocol.7"))
        for noun in catalogue.nouns {
            let page = try #require(pages.first { $0.path.hasSuffix("peksosctl-\(noun).1") })
            for command in catalogue.commands(under: [noun]) {
                #expect(
                    page.text.contains(
                        ".SS \""
                            + command.words.joined(separator: " ")
                            .split(separator: "-").joined(separator: "\\-") + "\""
                    )
                )
                #expect(page.text.contains(command.title.prefix(5)))
            }
        }
    }

    @Test func `every global flag is explained`() {
        for flag in Options.flags { #expect(Manual.explains(flag: flag.name), "\(flag.name)") }
    }

    @Test func `text of others is never a request of the formatter`() {
        var page = ManualPage("x", section: 1, version: "0", manual: "m")
        page.paragraph(".so /etc/passwd")
        page.item("'br", "back\\slash and --flag \"quoted\"")
        #expect(page.text.contains("\n\\&.so /etc/passwd\n"))
        #expect(page.text.contains("\\(aqbr"))
        #expect(page.text.contains("back\\eslash and \\-\\-flag"))
    }
}
