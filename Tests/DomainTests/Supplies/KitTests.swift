// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Testing
import TestSupport

/// Goal: kits are worth exactly what their parts cost, in both directions; method: the figures of
/// the second scenario (11 notebooks for 31,167 and 3 bags for 240,000), and seeded quantities.
@Suite struct KitTests {
    let depot: Depot

    init() throws {
        depot = try Depot()
        try depot.does(
            "rina",
            "item.defineKit",
            [
                "item": "PAKET", "name": "Paket SD",
                "parts": Depot.lines([("BUKU", 2), ("TAS", 1)]),
            ]
        )
    }

    private func kit(_ quantity: Int64, _ item: JSONValue = "PAKET") -> JSONValue {
        [
            "location": "GUDANG", "fund": "BUKU-2016", "item": item,
            "quantity": .integer(quantity),
        ]
    }

    @Test func `a kit costs what its parts cost and gives it back`() throws {
        try depot.gets(6, "BUKU", at: 2833)
        try depot.gets(1, "BUKU", at: 2836)
        try depot.gets(3, "TAS", at: 80_000)
        #expect(try depot.holds("BUKU") == [7, 19_834])
        let made = try depot.does("rina", "stock.assembleKit", kit(2))
        #expect(made["value"] == 171_333)
        #expect(made["events"]?.each("type") == ["stock.kitAssembled"])
        let apart = try depot.does("rina", "stock.disassembleKit", kit(1))
        #expect(apart["value"] == 85_666)
        #expect(try depot.holds("BUKU") == [5, 14_167])
        #expect(try depot.holds("PAKET") == [1, 85_667])
        #expect(try depot.holds("TAS") == [2, 160_000])
        #expect(try depot.does("rina", "stock.assembleKit", kit(1))["value"] == 85_666)
        let card = try depot.asks(
            "rina",
            "stock.card",
            ["location": "GUDANG", "fund": "BUKU-2016", "item": "TAS"]
        )
        #expect(card.each("movement") == ["donated", "assembled", "disassembled", "assembled"])
        #expect(card.each("value") == [240_000, 80_000, 160_000, 80_000])
    }

    @Test func `kits that came from elsewhere are split by their quantities`() throws {
        try depot.gets(2, "PAKET", at: 100, fund: "UMUM")
        let params = kit(1).changing(["fund": "UMUM"])
        #expect(try depot.does("rina", "stock.disassembleKit", params)["value"] == 100)
        #expect(try depot.holds("BUKU", fund: "UMUM") == [2, 66])
        #expect(try depot.holds("TAS", fund: "UMUM") == [1, 34])
    }

    @Test func `an item is no kit`() throws {
        let refused = try depot.refusal("rina", "stock.assembleKit", kit(1, "BUKU"))
        #expect(refused == Refused(code: "notAKit", details: ["item": "BUKU"]))
        #expect(try depot.refusal("rina", "stock.disassembleKit", kit(1, "TAS")).code == "notAKit")
    }

    @Test func `a missing part is named with what the kits need of it`() throws {
        try depot.gets(7, "BUKU", at: 100)
        try depot.gets(9, "TAS", at: 100)
        let refused = try depot.refusal("rina", "stock.assembleKit", kit(4))
        #expect(refused.code == "insufficientStock")
        #expect(refused["item"] == "BUKU")
        #expect(refused["requested"] == 8)
        #expect(refused["available"] == 7)
        let none = try depot.refusal("rina", "stock.disassembleKit", kit(1))
        #expect(none["item"] == "PAKET")
    }

    @Test func `no rupiah is lost, whatever the quantities`() throws {
        var random = RepeatableRandom.fromEnvironment()
        try depot.gets(200, "BUKU", at: 2_857)
        try depot.gets(100, "TAS", at: 79_999)
        let whole = 200 * 2_857 + 100 * 79_999 as Int64
        for _ in 0..<12 {
            let held = try depot.holds("PAKET")[0] ?? 0
            if held > 0, Bool.random(using: &random) {
                let quantity = Int64.random(in: 1...held, using: &random)
                try depot.does("rina", "stock.disassembleKit", kit(quantity))
            } else {
                let quantity = Int64.random(in: 1...5, using: &random)
                try depot.does("rina", "stock.assembleKit", kit(quantity))
            }
            let total = try ["BUKU", "TAS", "PAKET"].reduce(0) { sum, item in
                sum + (try depot.holds(item)[1] ?? 0)
            }
            #expect(total == whole, "\(random)")
        }
    }
}
