// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import ControlProtocol
import Domain
import Office
import Projections
import TestSupport
import Testing

/// Every report on an office where everything happened once, in both languages.
@Suite struct ReportStoryTests {
    private struct Asked {
        let method: String
        let who: String
        let params: JSONValue

        init(_ method: String, _ who: String, _ params: JSONValue) {
            self.method = method
            self.who = who
            self.params = params
        }
    }

    /// Who asks for a report, and with which params.
    private static let asked: [Asked] = [
        Asked("report.khasAccountability", "wati", ["drive": "BACA-2026"]),
        Asked("report.driveBook", "lina", ["drive": "BACA-2026"]),
        Asked("report.distribution", "ratna", ["from": "2026-01-01", "until": "2026-12-31"]),
        Asked("report.caseload", "ratna", [:]),
        Asked("report.coverage", "guntur", ["area": "34"]),
        Asked("report.officeDigest", "damar", [:]),
        Asked("report.cases", "wati", ["from": "2026-01-01", "until": "2026-12-31"]),
        Asked("report.activities", "wati", ["from": "2026-01-01", "until": "2026-12-31"]),
        Asked("report.annual", "wati", ["year": 2026]),
        Asked("report.audit", "lina", ["from": "2026-01-01", "until": "2026-12-31"]),
        Asked("report.subjectFile", "galih", ["client": "KLN-2026-0001", "reason": "surat"]),
    ]

    private let office: TestOffice

    init() throws {
        let planting = try CanaryPlanting()
        office = planting.teller.office
        try office.runProjections()
    }

    private func value(_ method: String, _ who: String, _ params: JSONValue) throws -> JSONValue {
        try office.call(method, params, as: who)["item"] ?? nil
    }

    @Test func `every report is written in both languages and its parts fit together`() throws {
        let known = Slice.reports.queries.map { $0.contract }.filter { $0.report != nil }
        let (methods, told) = (known.map { $0.method }, Self.asked.map { $0.method })
        #expect(Set(methods) == Set(told))
        for asked in Self.asked {
            for language in ["id", "en"] {
                let params = asked.params.changing(["lang": .string(language)])
                let report = try value(asked.method, asked.who, params)
                let told = report["lang"]?.string ?? ""
                #expect(told == language)
                let missing = report.missingTexts
                #expect(missing == [], "\(asked.method)")
                let flaws = Self.flaws(of: report)
                #expect(flaws == [], "\(asked.method)")
            }
        }
    }

    @Test func `no report but a person's own file tells anything sealed`() throws {
        for asked in Self.asked where asked.method != "report.caseload" {
            // Supervisors know their workers by name, so their report is left out.
            let text = try value(asked.method, asked.who, asked.params).line
            let found = Canary.secrets.filter(text.contains)
            let isOwnFile = asked.method == "report.subjectFile"
            #expect(found.isEmpty != isOwnFile, "\(asked.method): \(found)")
        }
    }

    @Test func `a person's file is on record before it leaves and keeps its digest`() throws {
        let params: JSONValue = ["client": "KLN-2026-0001", "reason": "surat"]
        let file = try value("report.subjectFile", "galih", params)
        let looks =
            try office.call(
                "access.list",
                ["action": "export", "limit": 1000],
                as: "galih"
            )["rows"]?.items ?? []
        #expect(looks.last?["method"] == "report.subjectFile")
        #expect(looks.last?["reason"] == "surat")
        #expect(file["params"] == ["client": "KLN-2026-0001"])
        let bare: JSONValue = ["client": "KLN-2026-0001"]
        #expect(try office.error("report.subjectFile", bare, as: "galih") == "invalidParams")
        #expect(try office.error("report.subjectFile", params, as: "damar") == "forbidden")
    }

    @Test func `a person's file says members and codes by their titles and days as days`() throws {
        let params: JSONValue = [
            "client": "KLN-2026-0001", "reason": "surat", "lang": "id",
        ]
        let file = try value("report.subjectFile", "galih", params)
        let told = file.rows(of: "timeline").compactMap { $0["details"]?["shown"]?.string }
        #expect(told.contains { $0.contains("jenis kelamin: perempuan") })
        #expect(file.fact("sex")?["value"]?["shown"] == "perempuan")
        for raw in ["birthYear", "female", "2026-"] {
            let found = told.filter { text in
                text.split(separator: " ").contains { $0.hasPrefix(raw) }
            }
            #expect(found == [], "\(raw)")
        }
    }

    /// What of a report does not fit: charts without their table, rows of another length.
    private static func flaws(of report: JSONValue) -> [String] {
        var flaws: [String] = []
        for table in report.blocks("table") {
            let width = table["columns"]?.items?.count
            let total: JSONValue = table["total"] ?? nil
            let rows = (table["rows"]?.items ?? []) + (total.isNull ? [] : [total])
            if rows.contains(where: { $0.items?.count != width }) {
                flaws.append("a row of \(table["key"]?.string ?? "")")
            }
            // In English a word may be its own key.
            let columns = report["lang"] == "id" ? table["columns"]?.items ?? [] : []
            for column in columns where column["title"] == column["key"] {
                let key = column["key"]?.string ?? ""
                let keys = Texts.keys(column: key, of: report["report"]?.string ?? "")
                if Texts.office.text(anyOf: keys, .id) == nil { flaws.append("no title of \(key)") }
            }
        }
        for chart in report.blocks("chart") {
            let table = report.table(chart["table"]?.string ?? "")
            let keys = Set((table?["columns"]?.items ?? []).compactMap { $0["key"]?.string })
            let used =
                (chart["series"]?.items ?? []).compactMap(\.string)
                + (chart["options"]?.members ?? []).compactMap(\.value.string)
            let unknown = used.filter { !keys.contains($0) }
            if !unknown.isEmpty { flaws.append("a chart of \(unknown)") }
        }
        let keys = report.blocks("table").compactMap { $0["key"]?.string }
        if Set(keys).count != keys.count { flaws.append("two tables of one key") }
        return flaws + report.leaks
    }
}
