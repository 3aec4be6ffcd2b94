// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Testing
import TestSupport

/// Goal: a fund is left only when nothing of it is promised or owed; method: given goods of a fund
/// that are planned for a school or not paid for, when the fund is carried over, then it is refused.
@Suite struct CarriedGoodsTests {
    private let depot: Depot

    init() throws {
        depot = try Depot()
        try depot.does(
            "budi",
            "fund.open",
            [
                "fund": "SISA", "name": "Dana sisa", "restriction": "restricted",
                "categories": ["stationery", "bag", "uniform"],
            ],
            on: "2016-07-01"
        )
    }

    private func refusal() throws -> Refused {
        let params: JSONValue = ["fund": "BUKU-2016", "to": "SISA"]
        return try depot.refusal("budi", "fund.carryOver", params, reason: "sisa")
    }

    @Test func `goods planned for a school stay until they are released`() throws {
        try depot.gets(10, "BUKU", at: 2500)
        _ = try depot.plans([("BUKU", 2)])
        let wanted: JSONValue = ["item": "BUKU", "location": "GUDANG"]
        #expect(try refusal() == Refused(code: "stockReserved", details: wanted))
    }

    @Test func `goods that are not paid for keep the fund open`() throws {
        let order: JSONValue = [
            "fund": "BUKU-2016", "vendor": depot.shop,
            "lines": [["item": "BUKU", "quantity": 10, "unitPrice": 2500]],
        ]
        let purchase = try depot.does("sari", "purchase.request", order)["purchase"] ?? nil
        try depot.does("hadi", "purchase.approve", ["purchase": purchase])
        let goods: JSONValue = [
            "purchase": purchase, "location": "GUDANG", "lines": Depot.lines([("BUKU", 10)]),
        ]
        try depot.does("rina", "purchase.receive", goods)
        #expect(try refusal() == Refused(code: "vendorUnpaid", details: ["amount": 25_000]))
    }
}
