// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Projections
import TestSupport
import Testing

/// Goal: what reports say of the scenarios' offices is what somebody read and found right; method:
/// the scenarios are played in one process, each report is compared with a stored value.
///
/// How they look is compared with pages made of the stored values, wherever there is no scenario.
@Suite struct ScenarioReportTests {
    /// A report with who asks for it.
    struct Asked: Sendable {
        /// The stem of its golden files.
        let name: String
        let method: String
        let who: String
        let params: JSONValue

        init(_ name: String, _ method: String, _ who: String, _ params: JSONValue) {
            self.name = name
            self.method = "report." + method
            self.who = who
            self.params = params
        }
    }

    /// An office whose story is told by some scenarios.
    struct Told: Sendable, CustomTestStringConvertible {
        let scenarios: [String]
        let asked: [Asked]
        var testDescription: String { scenarios.joined(separator: ", ") }
    }

    static let offices = [
        Told(
            scenarios: ["khas-2016.jsonl", "khas-goods.jsonl"],
            asked: [
                Asked(
                    "khas-accountability",
                    "khasAccountability",
                    "budi",
                    ["drive": "KHAS-2016", "asOf": "2016-08-31"]
                ),
                Asked(
                    "drive-book",
                    "driveBook",
                    "lina",
                    ["drive": "KHAS-2016", "asOf": "2016-08-31"]
                ),
                Asked(
                    "distribution",
                    "distribution",
                    "sari",
                    ["drive": "KHAS-2016", "asOf": "2016-08-31"]
                ),
                Asked("annual", "annual", "sari", ["year": 2016, "asOf": "2017-01-31"]),
            ]
        ),
        Told(
            scenarios: ["casework-2016.jsonl"],
            asked: [
                Asked("caseload", "caseload", "dimas", ["asOf": "2017-01-31"]),
                Asked("office-digest", "officeDigest", "dimas", ["asOf": "2016-09-20"]),
                Asked(
                    "cases",
                    "cases",
                    "dimas",
                    ["from": "2016-08-01", "until": "2017-01-31", "asOf": "2017-01-31"]
                ),
                Asked("audit", "audit", "putri", ["from": "2016-01-01", "until": "2026-12-31"]),
                Asked(
                    "subject-file",
                    "subjectFile",
                    "galih",
                    ["client": "KLN-2016-0002", "reason": "permohonan"]
                ),
            ]
        ),
        Told(
            scenarios: ["profession.jsonl"],
            asked: [
                Asked("coverage", "coverage", "tirta", ["area": "32.77", "asOf": "2018-04-30"]),
                Asked(
                    "activities",
                    "activities",
                    "dimas",
                    ["from": "2016-07-01", "until": "2016-12-31", "asOf": "2017-01-31"]
                ),
            ]
        ),
    ]

    @Test(
        .enabled("no scenarios beside the project") { offices.allSatisfy(\.isThere) },
        arguments: offices
    )
    func `each report of an office says what it said when it was read`(told: Told) throws {
        let office = try TestOffice()
        let scenario = Scenario(office)
        for file in told.scenarios { try scenario.play(file) }
        #expect(scenario.problems == [])
        try office.runProjections()
        let store = try SettledStore(office)
        for asked in told.asked {
            for language in ["id", "en"] {
                let params = asked.params.changing(["lang": .string(language)])
                let result = try office.call(asked.method, params, as: asked.who)
                #expect(result["next"] == .null, "\(asked.name) has a second part")
                let report = store.settled(result["item"] ?? nil)
                #expect(report.failedChecks == [], "\(asked.name)")
                let file = "reports/\(asked.name).\(language).json"
                #expect(Golden.difference(Self.lines(of: report), from: file) == nil)
                #expect(report.missingTexts == [], "\(asked.name)")
            }
        }
    }

    @Test func `every report has its stored values`() {
        let stems = Self.offices.flatMap(\.asked).flatMap { ["\($0.name).id", "\($0.name).en"] }
        #expect(stems.sorted() == Golden.reports.sorted())
        let known = Slice.reports.queries.map { $0.contract }.filter { $0.report != nil }
        let (methods, asked) = (known.map { $0.method }, Self.offices.flatMap(\.asked))
        #expect(methods.sorted() == asked.map { $0.method }.sorted())
    }

    /// The value with a line for the head, for each block and for each row.
    private static func lines(of report: JSONValue) -> String {
        let head = report.changing(["blocks": nil]).line.dropLast()
        let blocks = (report["blocks"]?.items ?? []).map { block -> String in
            guard let rows = block["rows"]?.items, !rows.isEmpty else { return block.line }
            return block.changing(["rows": nil]).line.dropLast() + ",\"rows\":[\n  "
                + rows.map(\.line).joined(separator: ",\n  ") + "\n]}"
        }
        return head + ",\"blocks\":[\n" + blocks.joined(separator: ",\n") + "\n]}\n"
    }
}

extension ScenarioReportTests.Told {
    fileprivate var isThere: Bool { scenarios.allSatisfy(Scenario.isThere) }
}
