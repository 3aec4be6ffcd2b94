// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Testing
import TestSupport

/// Goal: the goods of the drive of 2016 come out to the last rupiah; method: what was bought, handed
/// over and left then, in an office of its own, figures computed by hand.
@Suite struct KhasGoodsTests {
    let depot: Depot

    init() throws { depot = try Depot() }

    private func buy() throws {
        let lines: JSONValue = [
            ["item": "BUKU", "quantity": 300, "unitPrice": 2500],
            ["item": "TAS", "quantity": 4, "unitPrice": 85_000],
            ["item": "SERAGAM", "quantity": 2, "unitPrice": 75_000],
        ]
        let request: JSONValue = ["fund": "BUKU-2016", "vendor": depot.shop, "lines": lines]
        let purchase = try depot.does("hadi", "purchase.request", request)["purchase"] ?? nil
        try depot.does("nia", "purchase.approve", ["purchase": purchase])
        for (lines, value) in [
            ([("BUKU", 200), ("TAS", 4), ("SERAGAM", 2)], 990_000),
            ([("BUKU", 100)], 250_000),
        ] as [([(String, Int64)], JSONValue)] {
            let result = try depot.does(
                "rina",
                "purchase.receive",
                ["purchase": purchase, "location": "GUDANG", "lines": Depot.lines(lines)]
            )
            #expect(result["value"] == value)
        }
        try depot.does(
            "budi",
            "purchase.pay",
            ["purchase": purchase, "receiptNumber": "A-17", "total": 1_240_000]
        )
    }

    private func balance(_ account: JSONValue) throws -> JSONValue? {
        let rows = try depot.asks("lina", "ledger.trialBalance", ["fund": "BUKU-2016"])
        return rows.items?.first { $0["account"] == account }?["balance"]
    }

    @Test func `four trips with notebooks, bags and uniforms leave twenty notebooks`() throws {
        try buy()
        let kids = try ["A", "B", "C", "D", "E"].map { try depot.pupil("Anak Rekaan \($0)") }
        let loads: [([(String, Int64)], JSONValue)] = [
            ([("BUKU", 60), ("TAS", 1)], 235_000),
            ([("BUKU", 80), ("TAS", 1), ("SERAGAM", 1)], 360_000),
            ([("BUKU", 62), ("TAS", 1)], 240_000),
            ([("BUKU", 80), ("TAS", 1), ("SERAGAM", 1)], 360_000),
        ]
        var trips: [JSONValue] = []
        for (lines, value) in loads {
            let trip = try depot.plans(lines)
            let loaded = try depot.does(
                "rina",
                "distribution.load",
                ["distribution": trip, "lines": Depot.lines(lines)]
            )
            #expect(loaded["value"] == value)
            trips.append(trip)
        }
        for (trip, books) in zip(trips, [60, 80, 60, 80] as [Int64]) {
            try depot.does("dewi", "distribution.handOver", depot.delivery(trip, [("BUKU", books)]))
        }
        for (trip, kid, item) in [
            (0, 0, "TAS"), (1, 1, "TAS"), (1, 2, "SERAGAM"), (2, 3, "TAS"), (3, 4, "SERAGAM"),
        ] {
            let gift = depot.gift(trips[trip], kids[kid], [(item, 1)])
            try depot.does("dewi", "distribution.handOver", gift)
        }
        try depot.does(
            "rina",
            "distribution.returnUnclaimed",
            [
                "distribution": trips[2], "location": "GUDANG",
                "lines": Depot.lines([("BUKU", 2)]),
            ]
        )
        try depot.does(
            "sari",
            "distribution.overrideDoubleAssistance",
            ["distribution": trips[3], "beneficiary": kids[1], "itemCategory": "bag"],
            reason: "tas pertama hilang karena banjir"
        )
        try depot.does("dewi", "distribution.handOver", depot.gift(trips[3], kids[1]))
        for trip in trips {
            try depot.does("sari", "distribution.complete", ["distribution": trip])
        }
        try checkFigures(kids)
    }

    private func checkFigures(_ kids: [JSONValue]) throws {
        let result = try depot.office.call("distribution.list", [:], as: "lina")
        #expect(result["summary"]?["value"] == 1_190_000)
        #expect(
            result["rows"]?.each("value") == [
                150_000, 85_000, 200_000, 75_000, 85_000, 150_000, 85_000, 200_000, 75_000, 85_000,
            ]
        )
        #expect(try depot.holds("BUKU") == [20, 50_000])
        #expect(try balance("assets:stock") == 50_000)
        #expect(try balance("expenses:programme:schoolSupplies") == 1_190_000)
        #expect(try balance("assets:bank") == .integer(10_000_000 - 1_240_000))
        let rows = try depot.asks(
            "rina",
            "distribution.assistance",
            ["itemCategory": "bag", "schoolYear": "2016/2017"]
        )
        #expect(rows.each("beneficiary") == [kids[0], kids[1], kids[1], kids[3]])
        #expect(rows.each("overriddenBy") == [.null, .null, "sari", .null])
    }

    @Test func `kits, a replacement and damage end at the figures of October`() throws {
        try depot.does(
            "rina",
            "item.defineKit",
            [
                "item": "PAKET", "name": "Paket SD",
                "parts": Depot.lines([("BUKU", 2), ("TAS", 1)]),
            ]
        )
        try depot.gets(5, "BUKU", at: 2834)
        try depot.gets(3, "BUKU", at: 2833, in: "LEMARI")
        try depot.gets(3, "TAS", at: 80_000)
        let kit: JSONValue = [
            "location": "GUDANG", "fund": "BUKU-2016", "item": "PAKET", "quantity": 2,
        ]
        #expect(try depot.does("rina", "stock.assembleKit", kit)["value"] == 171_336)
        let trip = try depot.loads([("PAKET", 2), ("TAS", 1)])
        let pupil = try depot.pupil()
        let gift = depot.gift(trip, pupil, [("PAKET", 1)])
        let first = try depot.does("dewi", "distribution.handOver", gift)
        #expect(first["value"] == 85_668)
        let handover = first["handover"] ?? nil
        let dispute: JSONValue = ["distribution": trip, "handover": handover]
        try depot.does("dewi", "distribution.disputeReceipt", dispute, reason: "tertukar")
        try depot.does(
            "hadi",
            "distribution.resolveDispute",
            dispute.changing(["outcome": "replacementDue"]),
            reason: "salah antar"
        )
        let second = try depot.does(
            "dewi",
            "distribution.handOver",
            gift.changing(["replacementOf": handover])
        )
        #expect(second["value"] == 85_668)
        let damage = try depot.does(
            "rina",
            "distribution.recordDamage",
            ["distribution": trip, "lines": Depot.lines([("TAS", 1)])],
            reason: "tali putus"
        )
        #expect(damage["value"] == 80_000)
        try depot.does("sari", "distribution.complete", ["distribution": trip])
        let rows = try depot.asks(
            "rina",
            "distribution.assistance",
            ["beneficiary": pupil, "itemCategory": "bag"]
        )
        #expect(rows.each("replacementOf") == [.null, handover])
        #expect(try balance("expenses:stockLoss") == 80_000)
        #expect(try balance("assets:stock") == .integer(2834 + 3 * 2833))
    }
}
