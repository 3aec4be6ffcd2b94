// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import TestSupport
import Testing

/// Deposits and reports that are over their day, as the scheduled projection sees them.
@Suite struct OverdueTests {
    @Test func `K-12 coins are overdue fourteen days after the confirmation`() throws {
        let world = try KhasWorld()
        let (count, _, deposit) = try world.deposited()
        let (second, _) = try world.confirmedCount("B2", ["500": 1])
        try world.runOverdue()
        try world.expect(
            "overdue.list",
            ["asOf": "2016-08-03"],
            ["rows": []]
        )
        try world.expect(
            "overdue.list",
            ["asOf": "2016-08-11"],
            [
                "rows": [
                    [
                        "kind": "deposit", "ref": second, "owner": "treasurer",
                        "supervisor": nil, "dueOn": "2016-08-03", "daysOver": 8, "risk": nil,
                        "escalation": "supervisor",
                    ]
                ]
            ],
            as: "budi"
        )
        try world.approved("fund.reverseEntry", ["fund": "D1", "entry": deposit], on: "2016-07-25")
        try world.runOverdue()
        try world.expect(
            "overdue.list",
            ["asOf": "2016-08-04", "kind": "deposit"],
            [
                "rows": [
                    ["ref": count, "daysOver": 1, "escalation": "worker"],
                    ["ref": second, "daysOver": 1],
                ]
            ],
            as: "lina"
        )
        try world.expect("overdue.list", ["minDays": 2, "asOf": "2016-08-04"], ["rows": []])
        try world.expect("overdue.list", ["asOf": "2016-08-04"], ["rows": []], as: "dewi")
    }

    @Test func `K-22 a report is overdue until it is in`() throws {
        let world = try KhasWorld()
        try world.call("drive.stop", ["drive": "D1"], on: "2016-08-01")
        try world.runOverdue()
        try world.expect(
            "overdue.list",
            ["asOf": "2016-10-15", "owner": "coordinator"],
            [
                "rows": [
                    [
                        "kind": "report", "ref": "D1", "dueOn": "2016-08-31", "daysOver": 45,
                        "escalation": "coordinator",
                    ]
                ]
            ]
        )
        try world.expect("overdue.list", ["asOf": "2016-10-15"], ["rows": []], as: "budi")
        try world.call(
            "drive.submitReport",
            [
                "drive": "D1", "recipient": "Bupati", "receiptNumber": "TT-1",
                "auditKind": "internal", "auditReference": "BA-1",
            ],
            on: "2016-10-16"
        )
        try world.runOverdue()
        try world.expect("overdue.list", [:], ["rows": []])
    }

    @Test func `today's list is as old as the last run`() throws {
        let world = try KhasWorld()
        let (count, _) = try world.confirmedCount("B1", ["500": 1])
        try world.expect("overdue.list", [:], ["rows": []], as: "budi")
        try world.runOverdue()
        try world.expect("overdue.list", [:], ["rows": [["ref": count]]], as: "budi")
        try world.runOverdue()
        try world.expect("overdue.list", [:], ["rows": [["ref": count]]], as: "budi")
    }
}
