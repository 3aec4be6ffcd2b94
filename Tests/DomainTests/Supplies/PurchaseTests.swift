// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Testing
import TestSupport

/// Goal: who asks does not approve, goods come as ordered, payments equal what came, and a receipt
/// is used once (K-16); method: one order of notebooks and bags in an office of its own.
@Suite struct PurchaseTests {
    let depot: Depot
    init() throws { depot = try Depot() }

    private func order(_ lines: [(String, Int64, Int64)]) -> JSONValue {
        let lines: [JSONValue] = lines.map { item, quantity, price in
            [
                "item": .string(item), "quantity": .integer(quantity),
                "unitPrice": .integer(price),
            ]
        }
        return ["fund": "BUKU-2016", "vendor": depot.shop, "lines": .array(lines)]
    }

    private func ordered(
        _ lines: [(String, Int64, Int64)] = [("BUKU", 300, 2500), ("TAS", 4, 85_000)]
    ) throws -> JSONValue {
        try depot.does("sari", "purchase.request", order(lines))["purchase"] ?? nil
    }

    private func approved(
        _ lines: [(String, Int64, Int64)] = [("BUKU", 300, 2500), ("TAS", 4, 85_000)]
    ) throws -> JSONValue {
        let purchase = try ordered(lines)
        try depot.does("hadi", "purchase.approve", ["purchase": purchase])
        return purchase
    }

    private func goods(_ purchase: JSONValue, _ lines: [(String, Int64)]) -> JSONValue {
        ["purchase": purchase, "location": "GUDANG", "lines": Depot.lines(lines)]
    }

    private func payment(
        _ purchase: JSONValue,
        _ total: Int64,
        _ number: JSONValue = "A-17"
    ) -> JSONValue {
        ["purchase": purchase, "receiptNumber": number, "total": .integer(total)]
    }

    @Test func `an order goes from request to settled`() throws {
        let asked = try depot.does(
            "sari",
            "purchase.request",
            order([("BUKU", 300, 2500), ("TAS", 4, 85_000)])
        )
        #expect(asked["purchase"] == "BLI-2016-0001")
        #expect(asked["total"] == 1_090_000)
        let purchase = asked["purchase"] ?? nil
        try depot.does("hadi", "purchase.approve", ["purchase": purchase])
        let part = try depot.does(
            "rina",
            "purchase.receive",
            goods(purchase, [("BUKU", 200), ("TAS", 4)])
        )
        #expect(part["value"] == 840_000)
        #expect(part["state"] == "partlyReceived")
        #expect(
            part["events"]?.each("type")
                == ["purchase.goodsReceived", "stock.received", "fund.goodsBought"]
        )
        let rest = try depot.does("rina", "purchase.receive", goods(purchase, [("BUKU", 100)]))
        #expect(rest["state"] == "received")
        let paid = try depot.does("budi", "purchase.pay", payment(purchase, 1_090_000))
        #expect(paid["state"] == "settled")
        #expect(try depot.holds("BUKU") == [300, 750_000])
        let item = try depot.asks("lina", "purchase.show", ["purchase": purchase])
        #expect(item["requestedBy"] == "sari")
        #expect(item["approvedBy"] == "hadi")
        #expect(item["paid"] == 1_090_000)
        #expect(item["payments"]?.each("receiptNumber") == ["A-17"])
        #expect(item["lines"]?.each("received") == [300, 4])
        let rows = try depot.asks("hadi", "purchase.list", ["state": "settled"])
        #expect(rows.each("purchase") == [purchase])
        #expect(try depot.asks("hadi", "purchase.list", ["fund": "UMUM"]) == [])
    }

    @Test func `a request keeps to the fund's purpose, also inside kits`() throws {
        let rice = try depot.refusal("sari", "purchase.request", order([("BERAS", 20, 11_000)]))
        #expect(rice.code == "fundPurposeViolation")
        try depot.does(
            "rina",
            "item.defineKit",
            [
                "item": "SEMBAKO", "name": "Sembako",
                "parts": Depot.lines([("BUKU", 1), ("BERAS", 1)]),
            ]
        )
        let kit = try depot.refusal("sari", "purchase.request", order([("SEMBAKO", 1, 5000)]))
        #expect(kit["item"] == "SEMBAKO")
        #expect(kit["category"] == "food")
    }

    @Test func `dear orders need quotes and the board`() throws {
        let dear = order([("TAS", 60, 85_000)])
        let refused = try depot.refusal("sari", "purchase.request", dear)
        #expect(refused.code == "quotesMissing")
        #expect(refused.details == ["given": 0, "needed": 3, "threshold": 5_000_000])
        let quote: JSONValue = ["vendor": depot.shop, "total": 5_200_000]
        let quoted = dear.changing(["quotes": [quote, quote, quote]])
        let purchase = try depot.does("sari", "purchase.request", quoted)["purchase"] ?? nil
        let board = try depot.refusal("hadi", "purchase.approve", ["purchase": purchase])
        #expect(
            board
                == Refused(
                    code: "boardApprovalNeeded",
                    details: ["limit": 5_000_000, "total": 5_100_000]
                )
        )
        try depot.does("nia", "purchase.approve", ["purchase": purchase])
    }

    @Test func `who asked neither approves nor rejects`() throws {
        let purchase =
            try depot.does(
                "hadi",
                "purchase.request",
                order([("TAS", 1, 85_000)])
            )["purchase"] ?? nil
        let params: JSONValue = ["purchase": purchase]
        let refused = try depot.refusal("hadi", "purchase.approve", params)
        #expect(refused == Refused(code: "selfApproval", details: ["requestedBy": "hadi"]))
        let rejected = try depot.refusal("hadi", "purchase.reject", params, reason: "mahal")
        #expect(rejected.code == "selfApproval")
        try depot.does("nia", "purchase.reject", params, reason: "mahal")
        let again = try depot.refusal("nia", "purchase.approve", params)
        #expect(again["state"] == "rejected")
        #expect(again["needed"] == ["requested"])
        #expect(try depot.error("nia", "purchase.reject", params) == "invalidParams")
    }

    @Test func `only what was approved and ordered is received`() throws {
        let purchase = try ordered()
        let early = try depot.refusal(
            "rina",
            "purchase.receive",
            goods(purchase, [("BUKU", 300)])
        )
        #expect(early["state"] == "requested")
        try depot.does("hadi", "purchase.approve", ["purchase": purchase])
        let more = try depot.refusal(
            "rina",
            "purchase.receive",
            goods(purchase, [("BUKU", 301)])
        )
        #expect(more.code == "exceedsOrdered")
        #expect(
            more.details == ["asked": 301, "item": "BUKU", "ordered": 300, "received": 0]
        )
        let other = try depot.refusal(
            "rina",
            "purchase.receive",
            goods(purchase, [("SERAGAM", 1)])
        )
        #expect(other["ordered"] == 0)
        let past = try depot.refusal(
            "rina",
            "purchase.receive",
            goods(purchase, [("BUKU", 1)]),
            on: "2016-07-19"
        )
        #expect(past == Refused(code: "outOfOrder", details: ["lastStepOn": "2016-07-20"]))
    }

    @Test func `a payment is what came, on a receipt of its own`() throws {
        let purchase = try approved()
        let soon = try depot.refusal("budi", "purchase.pay", payment(purchase, 1))
        #expect(soon["state"] == "approved")
        try depot.does("rina", "purchase.receive", goods(purchase, [("TAS", 4)]))
        let wrong = try depot.refusal("budi", "purchase.pay", payment(purchase, 1_090_000))
        #expect(
            wrong
                == Refused(
                    code: "lineTotalMismatch",
                    details: ["lines": 340_000, "stated": 1_090_000]
                )
        )
        try depot.does("budi", "purchase.pay", payment(purchase, 340_000))
        let nothing = try depot.refusal("budi", "purchase.pay", payment(purchase, 340_000))
        #expect(nothing.code == "nothingToPay")
        let second = try approved([("TAS", 1, 85_000)])
        try depot.does("rina", "purchase.receive", goods(second, [("TAS", 1)]))
        let reused = try depot.refusal("budi", "purchase.pay", payment(second, 85_000))
        #expect(reused.code == "receiptReused")
        #expect(reused["receiptNumber"] == "A-17")
        try depot.does("budi", "purchase.pay", payment(second, 85_000, "A-18"))
    }

    @Test func `money that is not there is not paid`() throws {
        let purchase = try approved([("TAS", 50, 100_000)])
        let second = try approved([("TAS", 50, 100_000)])
        let third = try approved([("TAS", 1, 100_000)])
        for (index, id) in [purchase, second].enumerated() {
            try depot.does("rina", "purchase.receive", goods(id, [("TAS", 50)]))
            try depot.does("budi", "purchase.pay", payment(id, 5_000_000, "B-\(index)"))
        }
        try depot.does("rina", "purchase.receive", goods(third, [("TAS", 1)]))
        let refused = try depot.refusal("budi", "purchase.pay", payment(third, 100_000, "B-9"))
        #expect(refused.code == "insufficientFunds")
        #expect(refused["available"] == 0)
        #expect(refused["asked"] == 100_000)
    }

    @Test func `returned goods leave at cost and the difference is a loss`() throws {
        try depot.gets(7, "BUKU", at: 3000)
        let purchase = try approved([("BUKU", 5, 2600)])
        try depot.does("rina", "purchase.receive", goods(purchase, [("BUKU", 5)]))
        let result = try depot.does(
            "rina",
            "purchase.returnGoods",
            goods(purchase, [("BUKU", 1)]),
            reason: "sampul sobek"
        )
        #expect(result["value"] == 2600)
        #expect(result["cost"] == 2833)
        #expect(result["state"] == "received")
        #expect(
            result["events"]?.each("type")
                == ["purchase.goodsReturned", "stock.returnedToVendor", "fund.goodsReturned"]
        )
        #expect(try depot.holds("BUKU") == [11, 31_167])
        let rows = try depot.asks("lina", "ledger.trialBalance", ["fund": "BUKU-2016"])
        let loss = rows.items?.first { $0["account"] == "expenses:stockLoss" }
        #expect(loss?["balance"] == 233)
        let paid = try depot.does("budi", "purchase.pay", payment(purchase, 10_400))
        #expect(paid["state"] == "settled")
    }

    @Test func `paid goods go back only for a refund and never more than came`() throws {
        let purchase = try approved([("TAS", 4, 85_000)])
        let unreceived = try depot.refusal(
            "rina",
            "purchase.returnGoods",
            goods(purchase, [("TAS", 1)]),
            reason: "rusak"
        )
        #expect(unreceived.code == "wrongState")
        try depot.does("rina", "purchase.receive", goods(purchase, [("TAS", 4)]))
        try depot.does("budi", "purchase.pay", payment(purchase, 340_000))
        let back = goods(purchase, [("TAS", 1)])
        #expect(try depot.error("rina", "purchase.returnGoods", back) == "invalidParams")
        let more = try depot.refusal(
            "rina",
            "purchase.returnGoods",
            goods(purchase, [("TAS", 5)]),
            reason: "rusak"
        )
        #expect(more.details == ["asked": 5, "item": "TAS", "received": 4])
        #expect(more.code == "exceedsReceived")
        let refund = try depot.refusal("rina", "purchase.returnGoods", back, reason: "rusak")
        #expect(
            refund
                == Refused(code: "refundMissing", details: ["returned": 85_000, "unpaid": 0])
        )
        let result = try depot.does(
            "rina",
            "purchase.returnGoods",
            back.changing(["refundSlip": "R-1"]),
            reason: "rusak"
        )
        #expect(result["state"] == "settled")
        let row = try depot.asks("hadi", "purchase.list")[0]
        #expect(row?["received"] == 255_000)
        #expect(row?["paid"] == 255_000)
    }

    @Test func `goods that went elsewhere do not go back`() throws {
        let purchase = try approved([("TAS", 2, 85_000)])
        try depot.does("rina", "purchase.receive", goods(purchase, [("TAS", 2)]))
        try depot.does(
            "rina",
            "stock.transfer",
            [
                "location": "GUDANG", "to": "LEMARI", "fund": "BUKU-2016",
                "lines": Depot.lines([("TAS", 2)]),
            ]
        )
        let refused = try depot.refusal(
            "rina",
            "purchase.returnGoods",
            goods(purchase, [("TAS", 1)]),
            reason: "rusak"
        )
        #expect(refused.code == "insufficientStock")
        #expect(refused["near"]?.each("location") == ["LEMARI"])
    }

    @Test func `cancelling gives up what has not come`() throws {
        let first = try ordered()
        let whole = try depot.does(
            "sari",
            "purchase.cancel",
            ["purchase": first],
            reason: "salah toko"
        )
        #expect(whole["state"] == "cancelled")
        let second = try approved([("TAS", 4, 85_000)])
        try depot.does("rina", "purchase.receive", goods(second, [("TAS", 1)]))
        let rest = try depot.does(
            "sari",
            "purchase.cancel",
            ["purchase": second],
            reason: "habis"
        )
        #expect(rest["state"] == "received")
        let paid = try depot.does("budi", "purchase.pay", payment(second, 85_000))
        #expect(paid["state"] == "settled")
        let late = try depot.refusal(
            "sari",
            "purchase.cancel",
            ["purchase": second],
            reason: "habis"
        )
        #expect(late["needed"] == ["requested", "approved", "partlyReceived"])
    }

    @Test func `a reversed payment is owed again`() throws {
        let purchase = try approved([("TAS", 1, 85_000)])
        try depot.does("rina", "purchase.receive", goods(purchase, [("TAS", 1)]))
        let paid = try depot.does("budi", "purchase.pay", payment(purchase, 85_000))
        let asked = try depot.does(
            "budi",
            "fund.reverseEntry",
            ["fund": "BUKU-2016", "entry": paid["entry"] ?? nil],
            reason: "salah nota"
        )
        let approval: JSONValue = [
            "approval": asked["approval"] ?? nil, "digest": asked["digest"] ?? nil,
        ]
        let done = try depot.does("nia", "approval.approve", approval, on: nil)
        #expect(done["events"]?.each("type").contains("purchase.paymentReversed") == true)
        let item = try depot.asks("lina", "purchase.show", ["purchase": purchase])
        #expect(item["state"] == "received")
        #expect(item["paid"] == 0)
        #expect(item["payments"] == [])
        try depot.does("budi", "purchase.pay", payment(purchase, 85_000))
    }

    @Test func `nothing of a purchase moves before the last count of the location`() throws {
        let purchase = try approved([("TAS", 4, 85_000)])
        try depot.does("rina", "purchase.receive", goods(purchase, [("TAS", 2)]), on: "2016-07-21")
        let take: JSONValue = [
            "location": "GUDANG", "countedBy": ["rina", "hadi"],
            "lines": [["fund": "BUKU-2016", "item": "TAS", "counted": 2]],
        ]
        try depot.does("rina", "stock.take", take, on: "2016-07-25")
        let more = goods(purchase, [("TAS", 1)])
        let receive = try depot.refusal("rina", "purchase.receive", more, on: "2016-07-24")
        #expect(receive.code == "beforeStockTake")
        let back = try depot.refusal(
            "rina",
            "purchase.returnGoods",
            more,
            on: "2016-07-24",
            reason: "rusak"
        )
        #expect(back.code == "beforeStockTake")
    }

    @Test func `nothing is ordered, received or paid from a closed period`() throws {
        let purchase = try approved([("TAS", 4, 85_000)])
        try depot.does("rina", "purchase.receive", goods(purchase, [("TAS", 2)]))
        try depot.does(
            "budi",
            "fund.closePeriod",
            ["fund": "BUKU-2016", "through": "2016-07-20"],
            on: "2016-07-21"
        )
        let calls: [(String, String, JSONValue)] = [
            ("sari", "purchase.request", order([("TAS", 1, 85_000)])),
            ("rina", "purchase.receive", goods(purchase, [("TAS", 9)])),
            ("rina", "purchase.returnGoods", goods(purchase, [("TAS", 9)])),
            ("budi", "purchase.pay", payment(purchase, 1)),
        ]
        for (who, method, params) in calls {
            let refused = try depot.refusal(who, method, params, reason: "coba")
            #expect(refused.code == "periodClosed", "\(method)")
            #expect(refused["through"] == "2016-07-20")
        }
    }
}
