// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Testing
import TestSupport

/// Goal: goods of a location are never more promised, moved or used than there are, on the day or
/// later, and keep their cost; method: donated goods in an office of its own.
@Suite struct StockTests {
    let depot: Depot
    init() throws { depot = try Depot() }

    private func move(_ lines: [(String, Int64)]) -> JSONValue {
        ["location": "GUDANG", "to": "LEMARI", "fund": "BUKU-2016", "lines": Depot.lines(lines)]
    }

    private func issue(_ lines: [(String, Int64)], fund: JSONValue = "BUKU-2016") -> JSONValue {
        [
            "location": "GUDANG", "fund": fund, "lines": Depot.lines(lines),
            "purpose": "kelas belajar",
        ]
    }

    @Test func `donated goods are stock at their value and revenue in kind`() throws {
        let result = try depot.gets(7, "BUKU", at: 3000)
        #expect(result["value"] == 21_000)
        #expect(try depot.holds("BUKU") == [7, 21_000])
        let rows = try depot.asks("lina", "ledger.trialBalance", ["fund": "BUKU-2016"])
        let stock = rows.items?.first { $0["account"] == "assets:stock" }
        let revenue = rows.items?.first { $0["account"] == "revenues:donations:inKind" }
        #expect(stock?["balance"] == 21_000)
        #expect(revenue?["balance"] == -21_000)
    }

    @Test func `a restricted fund takes no donated goods of another purpose`() throws {
        let refused = try depot.refusal(
            "rina",
            "stock.receiveDonation",
            [
                "location": "GUDANG", "fund": "BUKU-2016", "donor": depot.donor,
                "reference": "SJ-1",
                "lines": [["item": "BERAS", "quantity": 5, "unitValue": 11_000]],
            ]
        )
        #expect(refused.code == "fundPurposeViolation")
        #expect(refused["item"] == "BERAS")
        #expect(refused["category"] == "food")
        #expect(refused["allowed"] == ["stationery", "bag", "uniform"])
        #expect(try depot.gets(5, "BERAS", at: 11_000, fund: "UMUM")["value"] == 55_000)
    }

    @Test func `goods keep their cost when they move, and the last piece takes the rest`() throws {
        try depot.gets(2, "BUKU", at: 100)
        try depot.gets(1, "BUKU", at: 101)
        let first = try depot.does("rina", "stock.transfer", move([("BUKU", 1)]))
        #expect(first["value"] == 100)
        let rest = try depot.does("rina", "stock.transfer", move([("BUKU", 2)]))
        #expect(rest["value"] == 201)
        #expect(try depot.holds("BUKU", in: "LEMARI") == [3, 301])
        #expect(try depot.asks("rina", "stock.list", ["location": "GUDANG"]) == [])
    }

    @Test func `goods do not move to where they are`() throws {
        try depot.gets(2, "BUKU", at: 100)
        let same = move([("BUKU", 1)]).changing(["to": "GUDANG"])
        #expect(try depot.refusal("rina", "stock.transfer", same).code == "sameLocation")
    }

    @Test func `more than there is names where else the item lies`() throws {
        try depot.gets(3, "BUKU", at: 100)
        try depot.gets(8, "BUKU", at: 100, in: "LEMARI")
        try depot.gets(5, "BUKU", at: 100, fund: "UMUM")
        let refused = try depot.refusal("rina", "stock.issue", issue([("BUKU", 4)]))
        #expect(refused.code == "insufficientStock")
        #expect(
            refused.details == [
                "available": 3, "fund": "BUKU-2016", "item": "BUKU", "location": "GUDANG",
                "near": [
                    ["fund": "UMUM", "location": "GUDANG", "onHand": 5],
                    ["fund": "BUKU-2016", "location": "LEMARI", "onHand": 8],
                ],
                "requested": 4,
            ]
        )
    }

    @Test func `goods that leave later are not there earlier`() throws {
        try depot.gets(10, "BUKU", at: 100, on: "2016-07-10")
        try depot.does("rina", "stock.issue", issue([("BUKU", 6)]), on: "2016-07-25")
        let refused = try depot.refusal(
            "rina",
            "stock.issue",
            issue([("BUKU", 5)]),
            on: "2016-07-15"
        )
        #expect(refused["available"] == 4)
        let tooEarly = try depot.refusal(
            "rina",
            "stock.issue",
            issue([("BUKU", 1)]),
            on: "2016-07-05"
        )
        #expect(tooEarly["available"] == 0)
        try depot.does("rina", "stock.issue", issue([("BUKU", 4)]), on: "2016-07-15")
    }

    @Test func `issued goods are an expense of the programme`() throws {
        try depot.gets(3, "BUKU", at: 1000)
        let result = try depot.does("rina", "stock.issue", issue([("BUKU", 2)]))
        #expect(result["value"] == 2000)
        #expect(result["events"]?.each("type") == ["stock.issued", "fund.goodsIssued"])
        let rows = try depot.asks("lina", "ledger.trialBalance", ["fund": "BUKU-2016"])
        let used = rows.items?.first { $0["account"] == "expenses:programme:schoolSupplies" }
        #expect(used?["balance"] == 2000)
    }

    @Test func `what is reserved is nobody else's until it is loaded or released`() throws {
        try depot.gets(10, "BUKU", at: 100)
        let trip = try depot.plans([("BUKU", 6)])
        func reserve(_ quantity: Int64) -> JSONValue {
            [
                "location": "GUDANG", "distribution": trip,
                "lines": Depot.lines([("BUKU", quantity)]),
            ]
        }
        try depot.does("rina", "stock.reserve", reserve(4))
        try depot.does("rina", "stock.reserve", reserve(2))
        let refused = try depot.refusal("rina", "stock.reserve", reserve(5))
        #expect(refused["available"] == 4)
        let row = try depot.asks("rina", "stock.list", ["item": "BUKU"])[0]
        #expect(row?["reserved"] == 6)
        #expect(row?["available"] == 4)
        #expect(row?["belowMinimum"] == true)
        #expect(
            try depot.refusal("rina", "stock.issue", issue([("BUKU", 5)]))["available"] == 4
        )
        let released = try depot.does(
            "rina",
            "stock.release",
            ["location": "GUDANG", "distribution": trip]
        )
        #expect(released["events"]?.each("type") == ["stock.released"])
        let nothing = try depot.refusal(
            "rina",
            "stock.release",
            ["location": "GUDANG", "distribution": trip]
        )
        #expect(nothing.code == "nothingReserved")
        try depot.does("rina", "stock.issue", issue([("BUKU", 10)]))
    }

    @Test func `loading uses the distribution's own reservation first`() throws {
        try depot.gets(10, "BUKU", at: 100)
        let trip = try depot.plans([("BUKU", 6)])
        let lines = Depot.lines([("BUKU", 6)])
        let reserve: JSONValue = ["location": "GUDANG", "distribution": trip, "lines": lines]
        try depot.does("rina", "stock.reserve", reserve)
        try depot.does(
            "rina",
            "distribution.load",
            ["distribution": trip, "lines": Depot.lines([("BUKU", 4)])]
        )
        var row = try depot.asks("rina", "stock.list", ["item": "BUKU"])[0]
        #expect(row?["reserved"] == 2)
        #expect(row?["onHand"] == 6)
        try depot.does(
            "rina",
            "distribution.load",
            ["distribution": trip, "lines": Depot.lines([("BUKU", 5)])]
        )
        row = try depot.asks("rina", "stock.list", ["item": "BUKU"])[0]
        #expect(row?["reserved"] == 0)
        #expect(row?["onHand"] == 1)
    }

    @Test func `only open distributions reserve`() throws {
        try depot.gets(10, "BUKU", at: 100)
        let trip = try depot.plans([("BUKU", 6)])
        try depot.does("sari", "distribution.cancel", ["distribution": trip], reason: "batal")
        let refused = try depot.refusal(
            "rina",
            "stock.reserve",
            ["location": "GUDANG", "distribution": trip, "lines": Depot.lines([("BUKU", 1)])]
        )
        #expect(refused["needed"] == ["planned", "loaded"])
        #expect(refused["state"] == "cancelled")
    }

    @Test func `a write-off takes effect when a supervisor agrees`() throws {
        try depot.gets(3, "BUKU", at: 1000)
        let params: JSONValue = [
            "location": "GUDANG", "fund": "BUKU-2016", "lines": Depot.lines([("BUKU", 1)]),
            "cause": "damaged",
        ]
        #expect(try depot.error("rina", "stock.writeOff", params) == "invalidParams")
        let tooMany = params.changing(["lines": Depot.lines([("BUKU", 4)])])
        let refused = try depot.refusal("rina", "stock.writeOff", tooMany, reason: "basah")
        #expect(refused.code == "insufficientStock")
        let asked = try depot.does("rina", "stock.writeOff", params, reason: "basah")
        #expect(asked["pending"] == true)
        #expect(try depot.holds("BUKU") == [3, 3000])
        let approval: JSONValue = [
            "approval": asked["approval"] ?? nil, "digest": asked["digest"] ?? nil,
        ]
        #expect(try depot.error("nia", "approval.approve", approval, on: nil) == "forbidden")
        let done = try depot.does("hadi", "approval.approve", approval, on: nil)
        #expect(done["value"] == 1000)
        #expect(try depot.holds("BUKU") == [2, 2000])
        let rows = try depot.asks("lina", "ledger.trialBalance", ["fund": "BUKU-2016"])
        let loss = rows.items?.first { $0["account"] == "expenses:stockLoss" }
        #expect(loss?["balance"] == 1000)
    }

    @Test func `the card shows every movement with balance, value and reference`() throws {
        try depot.gets(3, "BUKU", at: 1000)
        try depot.does("rina", "stock.transfer", move([("BUKU", 1)]))
        try depot.does("rina", "stock.issue", issue([("BUKU", 2)]))
        let card = try depot.asks(
            "rina",
            "stock.card",
            ["location": "GUDANG", "fund": "BUKU-2016", "item": "BUKU"]
        )
        #expect(card.each("movement") == ["donated", "transferredOut", "issued"])
        #expect(card.each("quantityIn") == [3, 0, 0])
        #expect(card.each("quantityOut") == [0, 1, 2])
        #expect(card.each("balance") == [3, 2, 0])
        #expect(card.each("value") == [3000, 2000, 0])
        #expect(card.each("ref") == ["SJ-1", "LEMARI", "GUDANG"])
        let unknown: JSONValue = ["location": "X", "fund": "BUKU-2016", "item": "BUKU"]
        #expect(try depot.error("rina", "stock.card", unknown, on: nil) == "notFound")
        #expect(try depot.asks("rina", "stock.list", ["location": "X"]) == [])
    }

    @Test func `a closed period takes no goods`() throws {
        try depot.gets(3, "BUKU", at: 1000)
        try depot.does(
            "budi",
            "fund.closePeriod",
            ["fund": "BUKU-2016", "through": "2016-07-20"],
            on: "2016-07-21"
        )
        let refused = try depot.refusal("rina", "stock.issue", issue([("BUKU", 9)]))
        #expect(refused.code == "periodClosed")
    }
}
