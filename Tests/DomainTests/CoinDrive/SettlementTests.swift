// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import TestSupport
import Testing

/// The end of a drive: what is still open is listed in order, and a report is late or audited.
@Suite struct SettlementTests {
    private let report: JSONValue = [
        "drive": "D1", "recipient": "Bupati", "receiptNumber": "TT-1", "auditKind": "internal",
        "auditReference": "BA-1",
    ]

    @Test func `K-22 every box must be counted and every rupiah gone`() throws {
        let world = try KhasWorld()
        try world.retrievedBox("B3")
        _ = try world.openCount("B2")
        _ = try world.confirmedCount("B1", ["1000": 7])
        try world.call("box.register", ["box": "B4"], on: "2016-06-20")
        try world.call("box.seal", ["box": "B4", "seal": "S-B4"], on: "2016-07-01")
        try world.call(
            "box.deploy",
            ["box": "B4", "drive": "D1", "place": "P-CMI"],
            on: "2016-07-02"
        )
        try world.refuses(
            "wrongState",
            ["state": "started", "needed": ["stopped", "reported"]],
            "drive.close",
            ["drive": "D1"],
            on: "2016-08-02"
        )
        try world.call("drive.stop", ["drive": "D1"], on: "2016-08-01")
        try world.refuses(
            "driveNotSettled",
            [
                "blockers": [
                    ["kind": "boxOut", "ref": "B4"], ["kind": "boxUncounted", "ref": "B3"],
                    ["kind": "countOpen", "ref": "HTG-2016-0001"],
                    ["kind": "cashUndeposited", "amount": 7000], ["kind": "reportMissing"],
                ]
            ],
            "drive.close",
            ["drive": "D1"],
            on: "2016-08-02"
        )
    }

    @Test func `K-22 money in the bank is carried over before the drive closes`() throws {
        let world = try KhasWorld()
        _ = try world.deposited()
        try world.call("drive.stop", ["drive": "D1"], on: "2016-08-01")
        try world.refuses(
            "driveNotSettled",
            ["blockers": [["kind": "bankLeft", "amount": 100_000], ["kind": "reportMissing"]]],
            "drive.close",
            ["drive": "D1"],
            on: "2016-08-02"
        )
        try world.expect(
            "drive.submitReport",
            report,
            ["collected": 100_000, "warnings": []],
            on: "2016-08-31"
        )
        try world.call(
            "fund.open",
            [
                "fund": "SISA", "name": "Sisa", "restriction": "restricted",
                "categories": ["stationery"],
            ],
            as: "budi"
        )
        let carried = try world.approved(
            "fund.carryOver",
            ["fund": "D1", "to": "SISA"],
            on: "2016-09-01"
        )
        #expect(carried.holds(["bank": 100_000, "stock": 0, "to": "SISA"]))
        try world.expect(
            "drive.close",
            ["drive": "D1"],
            ["events": [["type": "drive.closed"], ["type": "fund.closed"]]],
            on: "2016-09-02"
        )
        try world.refuses(
            "fundClosed",
            ["fund": "D1"],
            "drive.close",
            ["drive": "D1"],
            on: "2016-09-02"
        )
        try world.refuses(
            "fundClosed",
            ["fund": "D1"],
            "fund.payExpense",
            ["fund": "D1", "amount": 1000, "kind": "distribution", "receiptNumber": "K-1"],
            as: "budi",
            on: "2016-09-03"
        )
        try world.expect(
            "drive.balances",
            ["drive": "D1"],
            ["rows": [["collected": 100_000, "deposited": 100_000, "bank": 0, "costCap": 10_000]]]
        )
    }

    @Test func `lost boxes are nothing to count`() throws {
        let world = try KhasWorld()
        try world.retrievedBox("B1")
        try world.expect(
            "box.reportIncident",
            ["box": "B1", "kind": "stolen", "description": "dibawa lari"],
            ["state": "lost"],
            as: "dewi",
            on: "2016-07-20"
        )
        try world.call("drive.stop", ["drive": "D1"], on: "2016-08-01")
        try world.refuses(
            "driveNotSettled",
            ["blockers": [["kind": "reportMissing"]]],
            "drive.close",
            ["drive": "D1"],
            on: "2016-08-02"
        )
    }

    @Test func `K-22 a late report warns and a later one replaces it`() throws {
        let world = try KhasWorld()
        try world.refuses("wrongState", ["state": "started"], "drive.submitReport", report)
        try world.call("drive.stop", ["drive": "D1"], on: "2016-08-01")
        try world.expect(
            "drive.submitReport",
            report,
            ["warnings": [["code": "reportLate", "details": ["due": "2016-08-31"]]]],
            on: "2016-09-01"
        )
        try world.call(
            "drive.submitReport",
            report.changing(["auditKind": "publicAccountant"]),
            on: "2016-09-02"
        )
        try world.expect(
            "drive.permits",
            [:],
            ["rows": [["state": "reported", "auditKind": "publicAccountant"]]]
        )
    }

    @Test func `K-22 from half a billion a public accountant audits`() throws {
        let world = try KhasWorld()
        _ = try world.confirmedCount("B1", ["note-100000": 5000])
        try world.call("drive.stop", ["drive": "D1"], on: "2016-08-01")
        try world.refuses(
            "auditRequired",
            ["collected": 500_000_000, "threshold": 500_000_000],
            "drive.submitReport",
            report,
            on: "2016-08-05"
        )
        try world.call(
            "drive.submitReport",
            report.changing(["auditKind": "publicAccountant"]),
            on: "2016-08-05"
        )
    }
}
