// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import TestSupport
import Testing

/// Opening a count and entering passes: who may count what, and which money counts.
@Suite struct CountTests {
    private func opening(_ more: JSONValue = [:]) -> JSONValue {
        let params: JSONValue = [
            "box": "B1", "seal": "S-B1", "counters": ["dewi", "hadi"], "unrelated": true,
        ]
        return params.changing(more)
    }

    @Test func `K-05 only a retrieved box is counted`() throws {
        let world = try KhasWorld()
        try world.call("box.register", ["box": "B1"])
        try world.refuses(
            "boxNotRetrieved",
            ["box": "B1", "state": "registered"],
            "count.open",
            opening(),
            on: "2016-07-20"
        )
        try world.fails("notFound", "count.open", opening(["box": "B9"]))
    }

    @Test func `K-05 one count of a box is open at a time`() throws {
        let world = try KhasWorld()
        let count = try world.openCount("B1")
        try world.refuses(
            "countAlreadyOpen",
            ["count": count],
            "count.open",
            opening(),
            on: "2016-07-20"
        )
        try world.call("count.void", ["count": count, "reason": "tercampur"], on: "2016-07-20")
        try world.expect("count.open", opening(), ["box": "B1", "drive": "D1"], on: "2016-07-20")
    }

    @Test func `K-06 two different people count and one is an operator`() throws {
        let world = try KhasWorld()
        try world.retrievedBox("B1", host: "rina")
        func refuses(_ code: String, _ details: JSONValue, _ more: JSONValue) throws {
            try world.refuses(code, details, "count.open", opening(more), on: "2016-07-20")
        }
        try world.call("contact.register", ["name": "Saksi Kedua"], on: "2016-03-08")
        try refuses(
            "countersNotDistinct",
            [:],
            ["counters": ["dewi", "dewi"], "unrelated": false]
        )
        try refuses(
            "operatorCounterMissing",
            [:],
            ["counters": ["KTK-2016-0001", "KTK-2016-0002"]]
        )
        try refuses("countersRelated", [:], ["counters": ["dewi", "rina"], "unrelated": false])
        try refuses("counterIsHost", ["counter": "rina"], ["counters": ["dewi", "rina"]])
        try world.refuses(
            "outOfOrder",
            ["lastStepOn": "2016-07-19"],
            "count.open",
            opening(),
            on: "2016-07-18"
        )
        try world.fails("invalidParams", "count.open", opening(["counters": ["dewi"]]))
        try world.fails("notFound", "count.open", opening(["counters": ["dewi", "PKS-2016-0001"]]))
        try world.fails("forbidden", "count.open", opening(), as: "dewi")
    }

    @Test func `K-05 another seal needs an incident first`() throws {
        let world = try KhasWorld()
        try world.retrievedBox("B1")
        try world.refuses(
            "sealMismatch",
            ["deployed": "S-B1", "retrieved": "S-B1", "found": "S-X"],
            "count.open",
            opening(["seal": "S-X"]),
            on: "2016-07-20"
        )
        try world.call(
            "box.reportIncident",
            ["box": "B1", "kind": "sealMismatch", "description": "diganti penjaga"],
            as: "dewi",
            on: "2016-07-20"
        )
        try world.call("count.open", opening(["seal": "S-X"]), on: "2016-07-20")
    }

    @Test func `K-05 a seal that was broken at retrieval needs an incident first`() throws {
        let world = try KhasWorld()
        try world.call("box.register", ["box": "B1"])
        try world.call("box.seal", ["box": "B1", "seal": "S-B1"], on: "2016-07-01")
        try world.call(
            "box.deploy",
            ["box": "B1", "drive": "D1", "place": "P-CMI"],
            on: "2016-07-02"
        )
        try world.call(
            "box.retrieve",
            ["box": "B1", "seal": "S-B1", "sealIntact": false],
            on: "2016-07-19"
        )
        try world.refuses("sealMismatch", [:], "count.open", opening(), on: "2016-07-20")
    }

    // MARK: Passes

    @Test func `K-06 counters enter their own count once and any operator an outsider's`() throws {
        let world = try KhasWorld()
        let count = try world.openCount("B1", counters: ["dewi", "KTK-2016-0001"])
        func pass(_ counter: String) -> JSONValue {
            ["count": count, "counter": .string(counter), "pieces": ["500": 2]]
        }
        try world.refuses(
            "counterUnknown",
            ["counter": "sari"],
            "count.record",
            pass("sari"),
            on: "2016-07-20"
        )
        try world.refuses(
            "counterNotActor",
            ["counter": "dewi"],
            "count.record",
            pass("dewi"),
            on: "2016-07-20"
        )
        try world.expect(
            "count.record",
            pass("dewi"),
            ["pass": 1, "total": 1000],
            as: "dewi",
            on: "2016-07-20"
        )
        try world.refuses(
            "alreadyCounted",
            ["counter": "dewi"],
            "count.record",
            pass("dewi"),
            as: "dewi",
            on: "2016-07-20"
        )
        try world.expect(
            "count.record",
            pass("KTK-2016-0001"),
            ["pass": 2, "total": 1000],
            as: "dewi",
            on: "2016-07-20"
        )
    }

    @Test func `K-09 the total is derived and never typed`() throws {
        let world = try KhasWorld()
        let count = try world.openCount("B1")
        let params: JSONValue = ["count": count, "counter": "dewi", "pieces": ["500": 2]]
        for wrong: JSONValue in [
            ["total": 1000], ["pieces": ["500": -1]], ["pieces": ["500": 1_000_001]],
            ["pieces": ["x": 1]], ["pieces": ["500": "2"]],
        ] {
            try world.fails("invalidParams", "count.record", params.changing(wrong), as: "dewi")
        }
    }

    @Test func `K-08 unknown and withdrawn money is refused by key`() throws {
        let world = try KhasWorld()
        let count = try world.openCount("B1")
        let params: JSONValue = ["count": count, "counter": "dewi"]
        func refuses(_ code: String, _ details: JSONValue, _ more: JSONValue, on date: String)
            throws
        {
            try world.refuses(
                code,
                details,
                "count.record",
                params.changing(more),
                as: "dewi",
                on: date
            )
        }
        try refuses(
            "unknownDenomination",
            ["key": "750"],
            ["pieces": ["500": 1, "750": 0]],
            on: "2016-07-20"
        )
        try refuses(
            "unknownDenomination",
            ["key": "25"],
            ["pieces": ["500": 1], "nonTender": ["25": 1]],
            on: "2016-07-20"
        )
        try refuses(
            "notLegalTender",
            ["key": "500@1991", "lastTenderDay": "2023-11-30"],
            ["pieces": ["1000@1993": 1, "500@1991": 1]],
            on: "2024-01-05"
        )
        try refuses(
            "notLegalTender",
            ["key": "500@2016"],
            ["pieces": ["500@2016": 1]],
            on: "2016-07-20"
        )
        try refuses(
            "notLegalTender",
            ["key": "note-75000"],
            ["pieces": ["note-75000": 1]],
            on: "2016-07-20"
        )
        try world.expect(
            "count.record",
            params.changing(["pieces": ["500@1991": 0, "500": 3], "nonTender": ["500@1991": 4]]),
            ["total": 1500],
            as: "dewi",
            on: "2024-01-05"
        )
    }

    @Test func `until it is confirmed nobody sees what a count found`() throws {
        let world = try KhasWorld()
        let count = try world.openCount("B1")
        try world.record(count, "dewi", ["1000": 3])
        for reader in ["hadi", "lina", "dewi", "sari"] {
            let item = try world.call("count.show", ["count": count], as: reader)["item"]
            #expect(item?["recorded"] == 1)
            for member in ["pieces", "nonTender", "total"] { #expect(item?[member] == nil) }
            try world.expect(
                "count.list",
                [:],
                ["rows": [["recorded": 1, "total": nil, "entry": nil]]],
                as: reader
            )
        }
        try world.record(count, "hadi", ["1000": 3])
        try world.call("count.confirm", ["count": count], as: "budi", on: "2016-07-20")
        try world.expect(
            "count.show",
            ["count": count],
            [
                "item": [
                    "total": 3000, "pieces": ["1000": 3], "nonTender": [:],
                    "counters": ["dewi", "hadi"], "slip": nil,
                ]
            ]
        )
    }
}
