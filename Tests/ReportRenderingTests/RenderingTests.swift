// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import ControlProtocol
import ReportRendering
import TestSupport
import Testing

/// Goal: a report comes out as it did when somebody last looked at it; method: every sample in both
/// languages against files that `PEKSOS_RECORD=1` writes anew.
@Suite struct RenderingTests {
    private static let samples = Language.allCases.flatMap { language in
        SampleReports.all(language).map {
            (name: "\($0.name)-\(language.rawValue)", value: $0.value)
        }
    }

    @Test(arguments: samples.map(\.name))
    func `a page and its plain form are as they were looked at`(name: String) throws {
        let sample = try #require(Self.samples.first { $0.name == name })
        let report = try Report(sample.value)
        let file = "reports-samples/\(name)"
        #expect(Golden.difference(Page(report).html(), from: file + ".html") == nil)
        #expect(Golden.difference(PlainReport(report).text(), from: file + ".txt") == nil)
        #expect(Golden.difference(sample.value.line + "\n", from: file + ".json") == nil)
    }

    @Test(arguments: Golden.reports)
    func `the page and the plain form of an office's report are as they were looked at`(
        stem: String
    ) throws {
        let report = try Report(bytes: Array(Golden.text("reports/\(stem).json").utf8))
        #expect(report.layoutProblems == [])
        #expect(Golden.difference(Page(report).html(), from: "reports/\(stem).html") == nil)
        #expect(Golden.difference(PlainReport(report).text(), from: "reports/\(stem).txt") == nil)
    }
}
