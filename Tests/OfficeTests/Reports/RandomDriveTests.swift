// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import TestSupport
import Testing

/// Whatever becomes of the goods of a drive, its report adds up: goods are bought, given by others,
/// lost, brought back and paid late at random.
@Suite struct RandomDriveTests {
    private static let day = "2016-07-31"

    @Test(arguments: 0..<UInt64(Seeds.count(fewer: 5)))
    func `a random drive adds up`(seed: UInt64) throws {
        var random = RepeatableRandom(seed: seed)
        let khas = try KhasOffice(until: .money)
        try khas.defineGoods()
        let bought = Int64.random(in: 10...90, using: &random)
        let isPaid = Bool.random(using: &random)
        let purchase = try buy(bought, isPaid, in: khas)
        if Bool.random(using: &random) { try donate(in: khas, &random) }
        if Bool.random(using: &random), bought > 20 {
            try khas.does(
                "rina",
                "purchase.returnGoods",
                on: Self.day,
                [
                    "purchase": purchase, "location": "GUDANG", "lines": Self.line(3),
                    "refundSlip": isPaid ? "R-1" : nil, "reason": "rusak",
                ]
            )
        }
        if Bool.random(using: &random), bought > 30 {
            try khas.does(
                "rina",
                "stock.issue",
                on: "2016-07-27",
                [
                    "location": "GUDANG", "fund": "KHAS-2016", "lines": Self.line(2),
                    "purpose": "contoh",
                ]
            )
        }
        var left = bought - 5
        for code in ["CMI", "BDG", "SMD"] where left > 6 {
            left -= try trip(to: code, of: left, in: khas, &random)
        }
        let report = try khas.report()
        #expect(report.failedChecks == [], "\(random)")
        #expect(report.leaks == [], "\(random)")
        #expect(
            report.total("value", of: "givenByPlace") == report.total("value", of: "given"),
            "\(random)"
        )
    }

    private static func line(_ quantity: Int64, price: Int64? = nil) -> JSONValue {
        let line: JSONValue = ["item": "BUKU", "quantity": .integer(quantity)]
        return [price.map { line.changing(["unitPrice": .integer($0)]) } ?? line]
    }

    private func buy(_ quantity: Int64, _ isPaid: Bool, in khas: KhasOffice) throws -> JSONValue {
        let purchase =
            try khas.does(
                "hadi",
                "purchase.request",
                on: "2016-07-25",
                [
                    "fund": "KHAS-2016", "vendor": khas.known("shop"),
                    "lines": Self.line(quantity, price: 3_100),
                ]
            )["purchase"] ?? nil
        try khas.does("nia", "purchase.approve", on: "2016-07-25", ["purchase": purchase])
        try khas.does(
            "rina",
            "purchase.receive",
            on: "2016-07-26",
            ["purchase": purchase, "location": "GUDANG", "lines": Self.line(quantity)]
        )
        if isPaid {
            try khas.does(
                "budi",
                "purchase.pay",
                on: "2016-07-26",
                [
                    "purchase": purchase, "receiptNumber": "A-1",
                    "total": .integer(quantity * 3_100),
                ]
            )
        }
        return purchase
    }

    private func donate(in khas: KhasOffice, _ random: inout RepeatableRandom) throws {
        let line: JSONValue = [
            "item": "BUKU", "quantity": .integer(Int64.random(in: 1...9, using: &random)),
            "unitValue": 1_900,
        ]
        try khas.does(
            "rina",
            "stock.receiveDonation",
            on: "2016-07-27",
            [
                "location": "GUDANG", "fund": "KHAS-2016", "donor": khas.known("partner"),
                "lines": [line], "reference": "SJ-1",
            ]
        )
    }

    // Answers how many were loaded; what is not given comes back, is damaged or stays on the road.
    private func trip(
        to code: String,
        of left: Int64,
        in khas: KhasOffice,
        _ random: inout RepeatableRandom
    ) throws -> Int64 {
        let loaded = Int64.random(in: 4...(left / 2 + 1), using: &random)
        let trip = try khas.load(code, loaded)
        let given = Int64.random(in: 1...(loaded - 3), using: &random)
        try khas.giveSchool(code, trip, given)
        if Bool.random(using: &random) {
            try khas.does(
                "rina",
                "distribution.returnUnclaimed",
                on: Self.day,
                ["distribution": trip, "location": "GUDANG", "lines": Self.line(1)]
            )
        }
        if Bool.random(using: &random) {
            try khas.does(
                "rina",
                "distribution.recordDamage",
                on: Self.day,
                ["distribution": trip, "lines": Self.line(2), "reason": "basah"]
            )
        }
        return loaded
    }
}
