// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Testing
import TestSupport

/// Goal: items and kits are defined once and for good; method: calls on an office of its own.
@Suite struct ItemTests {
    let depot: Depot
    init() throws { depot = try Depot() }

    @Test func `an item is listed with its unit and minimum`() throws {
        let rows = try depot.asks("lina", "item.list", ["category": "stationery"])
        #expect(rows.each("item") == ["BUKU"])
        #expect(rows[0]?["minimum"] == 10)
        #expect(rows[0]?["unit"] == "buah")
        #expect(rows[0]?["parts"] == [])
    }

    @Test func `a kit has category kit and unit paket and lists its parts`() throws {
        let parts = Depot.lines([("BUKU", 2), ("TAS", 1)])
        try depot.does(
            "rina",
            "item.defineKit",
            ["item": "PAKET", "name": "Paket", "parts": parts]
        )
        let rows = try depot.asks("sari", "item.list", ["category": "kit"])
        #expect(rows[0]?["item"] == "PAKET")
        #expect(rows[0]?["unit"] == "paket")
        #expect(rows[0]?["parts"] == parts)
    }

    @Test func `a code is used once by items and kits together`() throws {
        let again: JSONValue = [
            "item": "BUKU", "name": "Buku", "category": "book", "unit": "buah",
        ]
        let refused = try depot.refusal("rina", "item.define", again)
        #expect(refused.code == "alreadyExists")
        #expect(refused.details == ["id": "BUKU", "what": "item"])
        let kit: JSONValue = ["item": "BUKU", "name": "B", "parts": Depot.lines([("TAS", 1)])]
        #expect(try depot.refusal("rina", "item.defineKit", kit).code == "alreadyExists")
    }

    @Test func `a kit holds items, not kits, each once and at least one`() throws {
        func kit(_ parts: [(String, Int64)]) -> JSONValue {
            ["item": "PAKET-B", "name": "Paket", "parts": Depot.lines(parts)]
        }
        try depot.does(
            "rina",
            "item.defineKit",
            ["item": "PAKET", "name": "Paket", "parts": Depot.lines([("BUKU", 1)])]
        )
        let refused = try depot.refusal("rina", "item.defineKit", kit([("TAS", 1), ("PAKET", 1)]))
        #expect(refused == Refused(code: "nestedKit", details: ["item": "PAKET"]))
        #expect(try depot.error("rina", "item.defineKit", kit([])) == "invalidParams")
        let twice = kit([("TAS", 1), ("TAS", 2)])
        #expect(try depot.error("rina", "item.defineKit", twice) == "invalidParams")
        #expect(try depot.error("rina", "item.defineKit", kit([("X", 1)])) == "notFound")
    }

    @Test func `an item is no kit by its category and not dated ahead`() throws {
        let item: JSONValue = ["item": "K", "name": "K", "category": "kit", "unit": "buah"]
        #expect(try depot.error("rina", "item.define", item) == "invalidParams")
        let ahead = item.changing(["category": "bag"])
        #expect(
            try depot.refusal("rina", "item.define", ahead, on: "2030-01-01").code == "futureDated"
        )
        #expect(try depot.error("dewi", "item.define", ahead) == "forbidden")
    }

    @Test func `a location stands at a place that exists and is opened once`() throws {
        let again: JSONValue = ["location": "GUDANG", "name": "Gudang", "place": "P-CMI"]
        let refused = try depot.refusal("rina", "stock.openLocation", again)
        #expect(refused.details == ["id": "GUDANG", "what": "location"])
        let nowhere = again.changing(["location": "G3", "place": "P-X"])
        #expect(try depot.error("rina", "stock.openLocation", nowhere) == "notFound")
    }
}
