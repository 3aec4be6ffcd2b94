// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
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
        compare(Page(report).html(), "reports-samples/\(name).html")
        compare(PlainReport(report).text(), "reports-samples/\(name).txt")
        if Golden.isRecording {
            let json = String(decoding: CanonicalJSON.bytes(sample.value), as: UTF8.self) + "\n"
            compare(json, "reports-samples/\(name).json")
        }
    }

    private func compare(_ text: String, _ file: String) {
        if Golden.isRecording {
            Files.write(Array(text.utf8), to: "\(Golden.root())/Tests/Golden/\(file)")
        } else {
            #expect(text == Golden.text(file), "\(file)")
        }
    }
}
