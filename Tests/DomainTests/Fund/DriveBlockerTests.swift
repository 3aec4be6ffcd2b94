// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import TestSupport
import Testing

/// Goal: whatever keeps a drive from being closed is told with the line that settles it (K-22);
/// method: a stopped drive with one thing open, its remedy run on a copy of the office.
@Suite struct DriveBlockerTests {
    private func blocked(_ world: KhasWorld, by kind: JSONValue) throws {
        try world.call("drive.stop", ["drive": "D1"], on: "2016-08-01")
        let params: JSONValue = ["drive": "D1", "occurredOn": "2016-08-02"]
        let refused = try world.office.refused("drive.close", params, as: "sari")
        #expect(refused.code == "driveNotSettled")
        #expect(refused.details["blockers"]?[0]?["kind"] == kind)
    }

    @Test func `a box that came back is counted first`() throws {
        let world = try KhasWorld()
        try world.retrievedBox("B3")
        try blocked(world, by: "boxUncounted")
    }

    @Test func `a count that is open is finished first`() throws {
        let world = try KhasWorld()
        _ = try world.openCount("B1")
        try blocked(world, by: "countOpen")
    }

    @Test func `coins in the safe are deposited first`() throws {
        let world = try KhasWorld()
        _ = try world.confirmedCount("B1", ["1000": 7])
        try blocked(world, by: "cashUndeposited")
    }

    /// A drive whose money was asked for to buy notebooks of 100,000 rupiah.
    private func requested() throws -> (KhasWorld, purchase: JSONValue) {
        let world = try KhasWorld()
        _ = try world.deposited()
        try world.call(
            "item.define",
            ["item": "BUKU", "name": "Buku", "category": "stationery", "unit": "buah"],
            as: "rina",
            on: "2016-07-22"
        )
        try world.call(
            "stock.openLocation",
            ["location": "GUDANG", "name": "Gudang", "place": "P-CMI"],
            as: "rina",
            on: "2016-07-22"
        )
        let purchase = try world.call(
            "purchase.request",
            [
                "fund": "D1", "vendor": "LMB-2016-0002",
                "lines": [["item": "BUKU", "quantity": 40, "unitPrice": 2500]],
            ],
            as: "hadi",
            on: "2016-07-23"
        )["purchase"]
        return (world, purchase ?? nil)
    }

    private func bought() throws -> KhasWorld {
        let (world, purchase) = try requested()
        let order: JSONValue = ["purchase": purchase]
        try world.call("purchase.approve", order, as: "nia", on: "2016-07-23")
        try world.call(
            "purchase.receive",
            order.changing([
                "location": "GUDANG", "lines": [["item": "BUKU", "quantity": 40]],
            ]),
            as: "rina",
            on: "2016-07-24"
        )
        try world.call(
            "purchase.pay",
            order.changing(["total": 100_000, "receiptNumber": "A-17"]),
            as: "budi",
            on: "2016-07-24"
        )
        return world
    }

    @Test func `a purchase that is asked for is settled first`() throws {
        let (world, _) = try requested()
        let other: JSONValue = ["purchase": "BLI-2016-0099", "occurredOn": "2016-07-23"]
        #expect(try world.office.error("purchase.approve", other, as: "nia") == "notFound")
        try blocked(world, by: "purchaseOpen")
    }

    @Test func `goods that are left are carried over`() throws {
        try blocked(try bought(), by: "stockLeft")
    }

    /// Five notebooks that are to go to the market.
    private func planned() throws -> KhasWorld {
        let world = try bought()
        try world.call(
            "distribution.plan",
            [
                "fund": "D1", "place": "P-CMI", "location": "GUDANG",
                "scheduledOn": "2016-07-31", "lines": [["item": "BUKU", "quantity": 5]],
            ],
            on: "2016-07-25"
        )
        return world
    }

    @Test func `a trip that is planned is ended first`() throws {
        let world = try planned()
        let other: JSONValue = [
            "distribution": "SLR-2016-0099", "occurredOn": "2016-07-25", "reason": "batal",
        ]
        #expect(try world.office.error("distribution.cancel", other, as: "sari") == "notFound")
        try blocked(world, by: "distributionOpen")
    }

    @Test func `a hand-over in dispute is decided first`() throws {
        let world = try planned()
        try world.call(
            "distribution.load",
            ["distribution": "SLR-2016-0001", "lines": [["item": "BUKU", "quantity": 5]]],
            as: "rina",
            on: "2016-07-26"
        )
        let pupil = try world.call(
            "beneficiary.register",
            ["name": "Anak Rekaan", "birthYear": 2006],
            as: "dewi",
            on: "2016-07-26"
        )["beneficiary"]
        let handover = try world.call(
            "distribution.handOver",
            [
                "distribution": "SLR-2016-0001", "recipientKind": "pupil",
                "beneficiary": pupil ?? nil, "lines": [["item": "BUKU", "quantity": 5]],
                "ackBy": .string(KhasWorld.witness), "ackRelation": "guardian",
                "ackMethod": "signature", "witness": "hadi",
            ],
            as: "dewi",
            on: "2016-07-31"
        )["handover"]
        try world.call(
            "distribution.disputeReceipt",
            [
                "distribution": "SLR-2016-0001", "handover": handover ?? nil,
                "reason": "belum terima",
            ],
            as: "tono",
            on: "2016-07-31"
        )
        try blocked(world, by: "disputeOpen")
    }

    @Test func `goods on the way come back before the rest is carried over`() throws {
        let world = try planned()
        let lines: JSONValue = [["item": "BUKU", "quantity": 5]]
        try world.call(
            "distribution.load",
            ["distribution": "SLR-2016-0001", "lines": lines],
            as: "rina",
            on: "2016-07-26"
        )
        try world.call("drive.stop", ["drive": "D1"], on: "2016-08-01")
        try world.call(
            "fund.open",
            [
                "fund": "SISA", "name": "Sisa", "restriction": "restricted",
                "categories": ["stationery"],
            ],
            as: "budi",
            on: "2016-08-01"
        )
        try world.refuses(
            "goodsUnaccounted",
            ["distribution": "SLR-2016-0001"],
            "fund.carryOver",
            ["fund": "D1", "to": "SISA", "reason": "sisa"],
            as: "budi",
            on: "2016-08-02"
        )
    }
}
