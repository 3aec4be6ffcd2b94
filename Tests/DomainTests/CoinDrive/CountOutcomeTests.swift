// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import TestSupport
import Testing

/// How a count ends: agreement, recount, dispute, void, and the money that follows.
@Suite struct CountOutcomeTests {
    @Test func `K-07 agreeing counts empty the box and book the money`() throws {
        let world = try KhasWorld()
        let count = try world.openCount("B1")
        try world.refuses(
            "countIncomplete",
            ["recorded": 0],
            "count.confirm",
            ["count": count],
            as: "budi",
            on: "2016-07-20"
        )
        try world.record(count, "dewi", ["500@1991": 2, "note-1000": 1, "500": 3])
        try world.record(count, "hadi", ["500": 3, "note-1000": 1, "500@1991": 2])
        try world.expect(
            "count.confirm",
            ["count": count],
            [
                "total": 3500, "entry": "JRN-2016-0001",
                "events": [
                    ["type": "count.confirmed"], ["type": "box.emptied", "stream": "box-B1"],
                    ["type": "fund.cashReceived", "stream": "fund-D1"],
                ],
            ],
            as: "budi",
            on: "2016-07-20"
        )
        try world.expect(
            "fund.journal",
            ["fund": "D1"],
            [
                "rows": [
                    ["denomination": 500, "emissionYear": nil, "pieces": 3, "debit": 1500],
                    ["denomination": 500, "emissionYear": 1991, "pieces": 2, "debit": 1000],
                    [
                        "denomination": 1000, "cashKind": "banknote", "debit": 1000,
                        "place": "P-CMI",
                    ],
                    ["account": "revenues:donations:restricted", "credit": 3500, "pieces": nil],
                ]
            ]
        )
        try world.refuses(
            "wrongState",
            ["what": "count", "state": "confirmed", "needed": ["open", "disputed"]],
            "count.confirm",
            ["count": count],
            as: "budi",
            on: "2016-07-20"
        )
    }

    @Test func `K-07 counts that differ in any denomination need a third person`() throws {
        let world = try KhasWorld()
        let count = try world.openCount("B1")
        try world.record(count, "dewi", ["1000": 1, "500": 2])
        try world.record(count, "hadi", ["500": 4])
        let confirm: JSONValue = ["count": count]
        try world.refuses(
            "countsDiffer",
            ["count": count, "difference": ["1000": -1, "500": 2]],
            "count.confirm",
            confirm,
            as: "budi",
            on: "2016-07-20"
        )
        func recount(_ counter: String, _ pieces: JSONValue) -> JSONValue {
            ["count": count, "counter": .string(counter), "pieces": pieces]
        }
        try world.refuses(
            "countersNotDistinct",
            [:],
            "count.recount",
            recount("dewi", ["500": 4]),
            as: "dewi",
            on: "2016-07-20"
        )
        try world.refuses(
            "counterNotActor",
            ["counter": "sari"],
            "count.recount",
            recount("sari", ["500": 4]),
            as: "tono",
            on: "2016-07-20"
        )
        try world.refuses(
            "unknownDenomination",
            ["key": "3"],
            "count.recount",
            recount("sari", ["3": 4]),
            on: "2016-07-20"
        )
        try world.expect(
            "count.recount",
            recount("sari", ["500": 3]),
            ["pass": 3, "total": 1500],
            on: "2016-07-20"
        )
        try world.refuses(
            "countsDiffer",
            ["difference": ["1000": -1, "500": 1]],
            "count.confirm",
            confirm,
            as: "budi",
            on: "2016-07-20"
        )
        try world.expect(
            "count.recount",
            recount("tono", ["500": 4]),
            ["pass": 4],
            as: "tono",
            on: "2016-07-20"
        )
        try world.expect("count.confirm", confirm, ["total": 2000], as: "budi", on: "2016-07-20")
    }

    @Test func `K-07 money that is no tender must agree too`() throws {
        let world = try KhasWorld()
        let count = try world.openCount("B1")
        try world.record(count, "dewi", ["500": 1], ["nonTender": ["50@1999": 1]])
        try world.record(count, "hadi", ["500": 1])
        try world.refuses(
            "countsDiffer",
            ["difference": [:]],
            "count.confirm",
            ["count": count],
            as: "budi",
            on: "2016-07-20"
        )
    }

    @Test func `K-07 two operators take part in a confirmed count`() throws {
        let world = try KhasWorld()
        let count = try world.openCount("B1", counters: ["tono", .string(KhasWorld.witness)])
        for counter in ["tono", KhasWorld.witness] {
            try world.call(
                "count.record",
                ["count": count, "counter": .string(counter), "pieces": ["500": 1]],
                as: "tono",
                on: "2016-07-20"
            )
        }
        try world.refuses(
            "selfConfirmation",
            [:],
            "count.confirm",
            ["count": count],
            as: "tono",
            on: "2016-07-20"
        )
        try world.call("count.confirm", ["count": count], as: "budi", on: "2016-07-20")
    }

    @Test func `a disputed count is recounted before it is confirmed`() throws {
        let world = try KhasWorld()
        let count = try world.openCount("B1")
        let dispute: JSONValue = ["count": count, "reason": "kotak ditinggal"]
        try world.refuses(
            "countIncomplete",
            ["recorded": 0],
            "count.dispute",
            dispute,
            on: "2016-07-20"
        )
        try world.record(count, "dewi", ["500": 1])
        try world.record(count, "hadi", ["500": 1])
        let recount: JSONValue = ["count": count, "counter": "sari", "pieces": ["500": 1]]
        try world.refuses("recountNotNeeded", [:], "count.recount", recount, on: "2016-07-20")
        try world.fails("invalidParams", "count.dispute", ["count": count], on: "2016-07-20")
        try world.call("count.dispute", dispute, on: "2016-07-20")
        try world.refuses(
            "wrongState",
            ["state": "disputed", "needed": ["open"]],
            "count.dispute",
            dispute,
            on: "2016-07-20"
        )
        try world.refuses(
            "countDisputed",
            ["count": count],
            "count.confirm",
            ["count": count],
            as: "budi",
            on: "2016-07-20"
        )
        try world.call("count.recount", recount, on: "2016-07-20")
        try world.call("count.confirm", ["count": count], as: "budi", on: "2016-07-20")
        try world.refuses(
            "wrongState",
            ["state": "confirmed"],
            "count.dispute",
            dispute,
            on: "2016-07-20"
        )
    }

    @Test func `the host of the box does not recount it`() throws {
        let world = try KhasWorld()
        try world.retrievedBox("B1", host: "tono")
        let count =
            try world.call(
                "count.open",
                [
                    "box": "B1", "seal": "S-B1", "counters": ["dewi", "hadi"], "unrelated": true,
                ],
                on: "2016-07-20"
            )["count"] ?? .null
        let recount: JSONValue = ["count": count, "counter": "tono", "pieces": ["500": 1]]
        try world.refuses(
            "countIncomplete",
            ["recorded": 0],
            "count.recount",
            recount,
            as: "tono",
            on: "2016-07-20"
        )
        try world.record(count, "dewi", ["500": 1])
        try world.record(count, "hadi", ["500": 2])
        try world.refuses(
            "counterIsHost",
            ["counter": "tono"],
            "count.recount",
            recount,
            as: "tono",
            on: "2016-07-20"
        )
    }

    @Test func `an empty box is a result and can be disputed`() throws {
        let world = try KhasWorld()
        let count = try world.openCount("B1")
        try world.record(count, "dewi", [:], ["nonTender": ["50": 3]])
        try world.record(count, "hadi", [:], ["nonTender": ["50": 3]])
        try world.expect(
            "count.confirm",
            ["count": count],
            [
                "total": 0, "entry": nil,
                "events": [["type": "count.confirmed"], ["type": "box.emptied"]],
            ],
            as: "budi",
            on: "2016-07-20"
        )
        try world.expect(
            "count.byDenomination",
            [:],
            ["rows": [["pieces": 3, "value": 0, "tender": false]], "summary": ["total": 0]]
        )
        try world.call(
            "count.dispute",
            ["count": count, "reason": "ada koin terselip"],
            on: "2016-07-21"
        )
        try world.expect("count.byDenomination", [:], ["rows": []])
        try world.refuses(
            "countReopened",
            [:],
            "count.void",
            ["count": count, "reason": "x"],
            on: "2016-07-21"
        )
        for counter in ["sari", "tono"] {
            try world.call(
                "count.recount",
                ["count": count, "counter": .string(counter), "pieces": ["500": 2]],
                as: counter,
                on: "2016-07-21"
            )
        }
        try world.expect(
            "count.confirm",
            ["count": count],
            ["events": [["type": "count.confirmed"], ["type": "fund.cashReceived"]]],
            as: "budi",
            on: "2016-07-21"
        )
    }

    @Test func `a voided count leaves the box to be counted anew`() throws {
        let world = try KhasWorld()
        let count = try world.openCount("B1")
        try world.record(count, "dewi", ["500": 1])
        try world.call("count.void", ["count": count, "reason": "tercampur"], on: "2016-07-20")
        for (method, params) in [
            ("count.void", ["count": count, "reason": "x"] as JSONValue),
            ("count.confirm", ["count": count]),
        ] {
            try world.refuses(
                "wrongState",
                ["state": "voided", "needed": ["open", "disputed"]],
                method,
                params,
                as: "tono",
                on: "2016-07-20"
            )
        }
        try world.refuses(
            "wrongState",
            ["state": "voided", "needed": ["open"]],
            "count.record",
            ["count": count, "counter": "hadi", "pieces": [:]],
            as: "hadi",
            on: "2016-07-20"
        )
        try world.expect("count.list", ["drive": "D1", "state": "open"], ["rows": []])
    }

    @Test func `K-23 a closed period takes no counted money`() throws {
        let world = try KhasWorld()
        let count = try world.openCount("B1")
        try world.record(count, "dewi", ["500": 1])
        try world.record(count, "hadi", ["500": 1])
        try world.call(
            "fund.closePeriod",
            ["fund": "D1", "through": "2016-07-31"],
            as: "budi",
            on: "2016-08-01"
        )
        try world.refuses(
            "periodClosed",
            ["fund": "D1", "through": "2016-07-31"],
            "count.confirm",
            ["count": count],
            as: "budi",
            on: "2016-07-31"
        )
        try world.call("count.confirm", ["count": count], as: "budi", on: "2016-08-01")
    }
}
