// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import TestSupport
import Testing

/// The book of a drive, and what officials read about its goods.
@Suite struct GoodsReportTests {
    @Test func `the book has every pass every entry and a balance`() throws {
        let khas = try KhasOffice()
        let book = try khas.report("report.driveBook", as: "lina")
        #expect(book.failedChecks == [])
        #expect(book["audience"] == "internal")
        let passes = book.rows(of: "passes")
        #expect(passes.count == 11)
        let second = passes.filter { $0["box"] == "CMI-02" }
        #expect(second.map { $0["agrees"] } == [true, false, true])
        #expect(second.map { $0["counter"] } == ["dewi", "hadi", "sari"])
        #expect(book.total("value", of: "pieces") == 1_444_000)
        #expect(book.total("balance", of: "trialBalance") == 0)
        #expect(book.total("debit", of: "journal") == book.total("credit", of: "journal"))
        #expect(book.rows(of: "approvals").map { $0["approvedBy"] } == ["nia"])
        #expect(book.missingTexts == [])
        let params: JSONValue = ["drive": "KHAS-2016"]
        #expect(try khas.office.error("report.driveBook", params, as: "rudi") == "forbidden")
    }

    @Test func `a pass stays blind until the count is confirmed`() throws {
        let khas = try KhasOffice(until: .boxes)
        let count =
            try khas.does(
                "sari",
                "count.open",
                on: "2016-07-20",
                [
                    "box": "CMI-01", "seal": "S-0001", "counters": ["dewi", "hadi"],
                    "unrelated": true,
                ]
            )["count"] ?? nil
        try khas.does(
            "dewi",
            "count.record",
            on: "2016-07-20",
            ["count": count, "counter": "dewi", "pieces": ["1000": 777]]
        )
        let book = try khas.report("report.driveBook", as: "lina")
        #expect(book.rows(of: "passes").map { $0["total"] } == [JSONValue.null])
        #expect(!book.line.contains("777"))
        #expect(try !khas.report().line.contains("777"))
    }

    @Test func `officials read what was handed over in whole months`() throws {
        let khas = try KhasOffice()
        let months: JSONValue = ["from": "2016-07-01", "until": "2016-07-31"]
        let report = try khas.report("report.distribution", as: "sari", of: months)
        #expect(report.total("value", of: "given") == 1_190_000)
        #expect(report.total("value", of: "givenByPlace") == 1_190_000)
        #expect(report.total("loaded", of: "trips") == 288)
        #expect(report.total("unclaimed", of: "trips") == 2)
        #expect(report.total("value", of: "stock") == 50_000)
        #expect(report.missingTexts == [])
        let later: JSONValue = ["from": "2016-08-01", "until": "2016-08-31"]
        let empty = try khas.report("report.distribution", as: "sari", of: later)
        #expect(empty.total("value", of: "given") == 0)
        for days: JSONValue in [
            ["from": "2016-07-02", "until": "2016-07-31"],
            ["from": "2016-07-01", "until": "2016-07-30"],
            ["from": "2016-08-01", "until": "2016-07-31"],
            ["from": "2016-07-01"], [:],
            ["from": "2016-07-01", "until": "2016-07-31", "drive": "KHAS-2016"],
        ] {
            let error = try khas.office.error("report.distribution", days, as: "sari")
            #expect(error == "invalidParams", "\(days.line)")
        }
    }

    @Test func `a drive that has long to run has no report for officials`() throws {
        let khas = try KhasOffice(until: .start)
        khas.office.setToday(.init(days: 16_990))
        let params: JSONValue = ["drive": "KHAS-2016"]
        #expect(
            try khas.office.error("report.distribution", params, as: "sari") == "invalidParams"
        )
        khas.office.setToday(.init(days: 17_050))
        #expect(try khas.report("report.distribution", as: "sari")["title"] != nil)
    }
}
