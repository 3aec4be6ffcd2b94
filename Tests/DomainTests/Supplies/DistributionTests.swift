// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Testing
import TestSupport

/// Goal: every piece that is loaded is handed over, brought back or damaged before a trip ends
/// (K-21); method: trips with donated goods in an office of its own.
@Suite struct DistributionTests {
    let depot: Depot

    init() throws {
        depot = try Depot()
        try depot.gets(100, "BUKU", at: 2500)
        try depot.gets(3, "TAS", at: 85_000)
    }

    private func plan() -> JSONValue {
        [
            "fund": "BUKU-2016", "place": "P-CMI", "school": depot.school, "location": "GUDANG",
            "scheduledOn": "2016-07-31", "lines": Depot.lines([("BUKU", 60)]),
        ]
    }

    @Test func `a plan names a school, the fund's goods and things that exist`() throws {
        let shop = try depot.refusal(
            "sari",
            "distribution.plan",
            plan().changing(["school": depot.shop])
        )
        #expect(shop.code == "organisationNotSchool")
        #expect(shop.details == ["organisation": depot.shop])
        let rice = plan().changing(["lines": Depot.lines([("BERAS", 1)])])
        #expect(try depot.refusal("sari", "distribution.plan", rice).code == "fundPurposeViolation")
        for wrong: JSONValue in [["place": "P-X"], ["location": "X"], ["fund": "X"]] {
            #expect(
                try depot.error("sari", "distribution.plan", plan().changing(wrong)) == "notFound"
            )
        }
        let twice = plan().changing(["lines": Depot.lines([("BUKU", 1), ("BUKU", 2)])])
        #expect(try depot.error("sari", "distribution.plan", twice) == "invalidParams")
        let trip = try depot.does("sari", "distribution.plan", plan())
        #expect(trip["distribution"] == "SLR-2016-0001")
        let rows = try depot.asks("rina", "distribution.list", ["state": "planned"])
        #expect(rows.each("item") == ["BUKU"])
        #expect(rows.each("loaded") == [0])
    }

    @Test func `loaded goods leave the location at cost and stay the fund's stock`() throws {
        let trip = try depot.plans([("BUKU", 60), ("TAS", 1)])
        let result = try depot.does(
            "rina",
            "distribution.load",
            ["distribution": trip, "lines": Depot.lines([("BUKU", 60), ("TAS", 1)])]
        )
        #expect(result["value"] == 235_000)
        #expect(result["events"]?.each("type") == ["distribution.loaded", "stock.loaded"])
        #expect(try depot.holds("BUKU") == [40, 100_000])
        let rows = try depot.asks("lina", "ledger.trialBalance", ["fund": "BUKU-2016"])
        let stock = rows.items?.first { $0["account"] == "assets:stock" }
        #expect(stock?["balance"] == 505_000)
        let more = try depot.refusal(
            "rina",
            "distribution.load",
            ["distribution": trip, "lines": Depot.lines([("BUKU", 41)])]
        )
        #expect(more["available"] == 40)
    }

    @Test func `a trip ends when nothing is missing`() throws {
        let trip = try depot.loads([("BUKU", 62), ("TAS", 1)])
        try depot.does("dewi", "distribution.handOver", depot.delivery(trip, [("BUKU", 60)]))
        let open = try depot.refusal("sari", "distribution.complete", ["distribution": trip])
        #expect(open.code == "goodsUnaccounted")
        #expect(
            open["lines"] == [
                [
                    "damaged": 0, "handedOver": 60, "item": "BUKU", "loaded": 62, "missing": 2,
                    "unclaimed": 0,
                ],
                [
                    "damaged": 0, "handedOver": 0, "item": "TAS", "loaded": 1, "missing": 1,
                    "unclaimed": 0,
                ],
            ]
        )
        let back: JSONValue = [
            "distribution": trip, "location": "LEMARI", "lines": Depot.lines([("BUKU", 2)]),
        ]
        let returned = try depot.does("rina", "distribution.returnUnclaimed", back)
        #expect(
            returned["events"]?.each("type")
                == ["distribution.unclaimedReturned", "stock.returned"]
        )
        #expect(try depot.holds("BUKU", in: "LEMARI") == [2, 5000])
        let torn: JSONValue = ["distribution": trip, "lines": Depot.lines([("TAS", 1)])]
        #expect(try depot.error("rina", "distribution.recordDamage", torn) == "invalidParams")
        let damage = try depot.does("rina", "distribution.recordDamage", torn, reason: "putus")
        #expect(damage["value"] == 85_000)
        #expect(
            damage["events"]?.each("type")
                == ["distribution.damageRecorded", "fund.goodsDamaged"]
        )
        try depot.does("sari", "distribution.complete", ["distribution": trip])
        let rows = try depot.asks("rudi", "distribution.list")
        #expect(rows.each("item") == ["BUKU", "TAS"])
        #expect(rows.each("handedOver") == [60, 0])
        #expect(rows.each("unclaimed") == [2, 0])
        #expect(rows.each("damaged") == [0, 1])
        #expect(rows.each("recipients") == [30, 0])
        #expect(rows.each("value") == [150_000, 0])
        #expect(rows.each("placeName") == ["Pasar Contoh", "Pasar Contoh"])
        let late = try depot.refusal("rina", "distribution.returnUnclaimed", back)
        #expect(late["state"] == "completed")
        #expect(late["needed"] == ["loaded"])
    }

    @Test func `nothing leaves a load that is not on it`() throws {
        let trip = try depot.loads([("BUKU", 2)])
        let back: JSONValue = [
            "distribution": trip, "location": "GUDANG", "lines": Depot.lines([("BUKU", 3)]),
        ]
        let refused = try depot.refusal("rina", "distribution.returnUnclaimed", back)
        #expect(refused.code == "exceedsLoaded")
        #expect(refused.details == ["asked": 3, "item": "BUKU", "loaded": 2, "remaining": 2])
        let damage: JSONValue = ["distribution": trip, "lines": Depot.lines([("TAS", 1)])]
        let other = try depot.refusal("rina", "distribution.recordDamage", damage, reason: "putus")
        #expect(other["loaded"] == 0)
    }

    @Test func `only a planned trip is cancelled, and frees what it reserved`() throws {
        let trip = try depot.plans([("BUKU", 60)])
        try depot.does(
            "rina",
            "stock.reserve",
            ["location": "GUDANG", "distribution": trip, "lines": Depot.lines([("BUKU", 60)])]
        )
        let result = try depot.does(
            "sari",
            "distribution.cancel",
            ["distribution": trip],
            reason: "hujan"
        )
        #expect(result["events"]?.each("type") == ["distribution.cancelled", "stock.released"])
        let row = try depot.asks("rina", "stock.list", ["item": "BUKU"])[0]
        #expect(row?["reserved"] == 0)
        let loaded = try depot.loads([("BUKU", 1)])
        let refused = try depot.refusal(
            "sari",
            "distribution.cancel",
            ["distribution": loaded],
            reason: "hujan"
        )
        #expect(refused["needed"] == ["planned"])
    }

    @Test func `a completed trip frees what it reserved and did not load`() throws {
        let trip = try depot.plans([("BUKU", 60)])
        try depot.does(
            "rina",
            "stock.reserve",
            ["location": "GUDANG", "distribution": trip, "lines": Depot.lines([("BUKU", 60)])]
        )
        try depot.does(
            "rina",
            "distribution.load",
            ["distribution": trip, "lines": Depot.lines([("BUKU", 10)])]
        )
        try depot.does("dewi", "distribution.handOver", depot.delivery(trip, [("BUKU", 10)]))
        let result = try depot.does("sari", "distribution.complete", ["distribution": trip])
        #expect(result["events"]?.each("type") == ["distribution.completed", "stock.released"])
        let row = try depot.asks("rina", "stock.list", ["item": "BUKU"])[0]
        #expect(row?["reserved"] == 0)
    }

    @Test func `a trip is not completed before it is loaded`() throws {
        let trip = try depot.plans([("BUKU", 60)])
        let refused = try depot.refusal("sari", "distribution.complete", ["distribution": trip])
        #expect(refused["state"] == "planned")
        #expect(refused["needed"] == ["loaded"])
    }
}
