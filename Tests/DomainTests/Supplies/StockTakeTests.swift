// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Testing
import TestSupport

/// Goal: two people count everything, differences are posted, and nothing may be entered before
/// the count (K-18); method: 3 notebooks for 8,500 and some bags in an office of its own.
@Suite struct StockTakeTests {
    let depot: Depot

    init() throws {
        depot = try Depot()
        try depot.gets(2, "BUKU", at: 2833)
        try depot.gets(1, "BUKU", at: 2834)
        try depot.gets(4, "TAS", at: 80_000, fund: "UMUM")
    }

    private func take(_ books: Int64, _ bags: Int64) -> JSONValue {
        [
            "location": "GUDANG", "countedBy": ["rina", "hadi"],
            "lines": [
                ["fund": "BUKU-2016", "item": "BUKU", "counted": .integer(books)],
                ["fund": "UMUM", "item": "TAS", "counted": .integer(bags)],
            ],
        ]
    }

    @Test func `a shortage is lost at cost and a surplus gained at average cost`() throws {
        let result = try depot.does("rina", "stock.take", take(2, 5))
        #expect(result["stockTake"] == "OPN-2016-0001")
        #expect(result["location"] == "GUDANG")
        #expect(
            result["differences"] == [
                [
                    "counted": 2, "difference": -1, "expected": 3, "fund": "BUKU-2016",
                    "item": "BUKU", "value": -2833,
                ],
                [
                    "counted": 5, "difference": 1, "expected": 4, "fund": "UMUM", "item": "TAS",
                    "value": 80_000,
                ],
            ]
        )
        #expect(result["entries"]?.items?.count == 2)
        #expect(
            result["events"]?.each("type")
                == ["stock.taken", "fund.stockAdjusted", "fund.stockAdjusted"]
        )
        #expect(try depot.holds("BUKU") == [2, 5667])
        let rows = try depot.asks("lina", "ledger.trialBalance", ["fund": "UMUM"])
        let gain = rows.items?.first { $0["account"] == "expenses:stockLoss" }
        #expect(gain?["balance"] == -80_000)
        let list = try depot.asks("rina", "stock.list", ["item": "BUKU"])
        #expect(list[0]?["lastTakeOn"] == "2016-07-20")
        let card = try depot.asks(
            "rina",
            "stock.card",
            ["location": "GUDANG", "fund": "UMUM", "item": "TAS"]
        )
        #expect(card[1]?["movement"] == "stockTake")
        #expect(card[1]?["ref"] == "OPN-2016-0001")
    }

    @Test func `a count without differences posts nothing`() throws {
        let result = try depot.does("rina", "stock.take", take(3, 4))
        #expect(result["differences"] == [])
        #expect(result["entries"] == [])
        #expect(result["events"]?.each("type") == ["stock.taken"])
    }

    @Test func `what was not on the books is found for nothing`() throws {
        var lines = take(3, 4)["lines"]?.items ?? []
        lines.append(["fund": "UMUM", "item": "BUKU", "counted": 2])
        let result = try depot.does(
            "rina",
            "stock.take",
            take(3, 4).changing(["lines": .array(lines)])
        )
        #expect(result["differences"]?[0]?["value"] == 0)
        #expect(try depot.holds("BUKU", fund: "UMUM") == [2, 0])
    }

    @Test func `two different people count`() throws {
        let alone = take(3, 4).changing(["countedBy": ["rina", "rina"]])
        #expect(try depot.refusal("rina", "stock.take", alone).code == "countersNotDistinct")
        let one = take(3, 4).changing(["countedBy": ["rina"]])
        #expect(try depot.error("rina", "stock.take", one) == "invalidParams")
        let nobody = take(3, 4).changing(["countedBy": ["rina", "siapa"]])
        #expect(try depot.error("rina", "stock.take", nobody) == "notFound")
    }

    @Test func `everything there is counted`() throws {
        let lines: JSONValue = [["fund": "BUKU-2016", "item": "BUKU", "counted": 3]]
        let refused = try depot.refusal("rina", "stock.take", take(3, 4).changing(["lines": lines]))
        #expect(refused.code == "takeIncomplete")
        #expect(refused["missing"] == [["fund": "UMUM", "item": "TAS"]])
        let nothing = take(3, 4).changing(["location": "LEMARI", "lines": []])
        #expect(try depot.does("rina", "stock.take", nothing)["differences"] == [])
    }

    @Test func `a count is not older than the last movement nor than the last count`() throws {
        let early = try depot.refusal("rina", "stock.take", take(3, 4), on: "2016-07-09")
        #expect(early == Refused(code: "outOfOrder", details: ["lastStepOn": "2016-07-10"]))
        try depot.does("rina", "stock.take", take(3, 4))
        let before = try depot.refusal("rina", "stock.take", take(3, 4), on: "2016-07-15")
        #expect(before.code == "beforeStockTake")
        #expect(before.details == ["lastTake": "2016-07-20", "location": "GUDANG"])
    }

    @Test func `nothing moves before the last count`() throws {
        let trip = try depot.plans([("BUKU", 1)])
        try depot.gets(1, "BUKU", at: 100, on: "2016-07-15")
        let loaded = try depot.plans([("BUKU", 1)])
        let load: JSONValue = ["distribution": loaded, "lines": Depot.lines([("BUKU", 1)])]
        try depot.does("rina", "distribution.load", load, on: "2016-07-19")
        try depot.does(
            "rina",
            "item.defineKit",
            ["item": "PAKET", "name": "Paket", "parts": Depot.lines([("BUKU", 1)])]
        )
        let kit: JSONValue = [
            "location": "GUDANG", "fund": "BUKU-2016", "item": "PAKET", "quantity": 1,
        ]
        try depot.does("rina", "stock.take", take(3, 4))
        let lines = Depot.lines([("BUKU", 1)])
        let goods: JSONValue = ["location": "GUDANG", "fund": "BUKU-2016", "lines": lines]
        let calls: [(String, JSONValue)] = [
            ("stock.issue", goods.changing(["purpose": "kelas"])),
            ("stock.transfer", goods.changing(["to": "LEMARI"])),
            ("stock.transfer", goods.changing(["location": "LEMARI", "to": "GUDANG"])),
            (
                "stock.reserve",
                ["location": "GUDANG", "distribution": trip, "lines": lines]
            ),
            ("distribution.load", ["distribution": trip, "lines": lines]),
            ("stock.assembleKit", kit),
            ("stock.disassembleKit", kit),
            (
                "distribution.returnUnclaimed",
                ["distribution": loaded, "location": "GUDANG", "lines": lines]
            ),
            (
                "stock.receiveDonation",
                [
                    "location": "GUDANG", "fund": "UMUM", "donor": depot.donor,
                    "reference": "SJ-2",
                    "lines": [["item": "BUKU", "quantity": 1, "unitValue": 1]],
                ]
            ),
        ]
        for (method, params) in calls {
            let refused = try depot.refusal("rina", method, params, on: "2016-07-19")
            #expect(refused.code == "beforeStockTake", "\(method)")
            #expect(refused["lastTake"] == "2016-07-20")
        }
        let today = goods.changing(["purpose": "kelas"])
        try depot.does("rina", "stock.issue", today, on: "2016-07-20")
    }

    @Test func `a closed fund takes no difference but does not hinder a count without one`() throws
    {
        try depot.does(
            "budi",
            "fund.closePeriod",
            ["fund": "UMUM", "through": "2016-07-20"],
            on: "2016-07-21"
        )
        #expect(try depot.refusal("rina", "stock.take", take(3, 3)).code == "periodClosed")
        try depot.does("rina", "stock.take", take(2, 4))
    }
}
