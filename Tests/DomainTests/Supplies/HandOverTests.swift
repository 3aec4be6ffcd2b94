// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Testing
import TestSupport

/// Goal: goods reach pupils and schools with a proper receipt, each category once a school year
/// (K-19, K-20); method: trips with bags and notebooks in an office of its own.
@Suite struct HandOverTests {
    let depot: Depot

    init() throws {
        depot = try Depot()
        try depot.gets(100, "BUKU", at: 2500)
        try depot.gets(9, "TAS", at: 85_000)
    }

    @Test func `goods are handed to a school that counts its pupils`() throws {
        let trip = try depot.loads([("BUKU", 60)])
        let result = try depot.does(
            "dewi",
            "distribution.handOver",
            depot.delivery(trip, [("BUKU", 60)])
        )
        #expect(result["handover"] == "BST-2016-0001")
        #expect(result["value"] == 150_000)
        #expect(
            result["events"]?.each("type") == ["distribution.handedOver", "fund.goodsIssued"]
        )
        let item = try depot.asks("rina", "distribution.show", ["distribution": trip])
        let row = item["handovers"]?[0]
        #expect(row?["recipientKind"] == "school")
        #expect(row?["school"] == depot.school)
        #expect(row?["pupilCount"] == 30)
        #expect(row?["reversed"] == false)
        #expect(row?["dispute"]?.isNull == true)
        #expect(row?["lines"] == [["item": "BUKU", "quantity": 60, "value": 150_000]])
    }

    @Test func `a recipient, a load and pupils are needed in this order`() throws {
        let trip = try depot.loads([("BUKU", 60)])
        let params = depot.delivery(trip, [("BUKU", 61)])
        let planned = try depot.plans([("BUKU", 1)])
        let state = try depot.refusal(
            "dewi",
            "distribution.handOver",
            params.changing(["distribution": planned])
        )
        #expect(state["needed"] == ["loaded"])
        let nobody = params.changing(["recipientKind": "pupil", "pupilCount": nil])
        #expect(
            try depot.refusal("dewi", "distribution.handOver", nobody)
                == Refused(code: "recipientMissing", details: ["recipientKind": "pupil"])
        )
        let more = try depot.refusal("dewi", "distribution.handOver", params)
        #expect(more.details == ["asked": 61, "item": "BUKU", "loaded": 60, "remaining": 60])
        let uncounted = depot.delivery(trip, [("BUKU", 60)])
            .changing(["pupilCount": nil, "ackRelation": "teacher"])
        #expect(
            try depot.refusal("dewi", "distribution.handOver", uncounted).code
                == "pupilCountMissing"
        )
    }

    @Test func `a school acknowledges by its headteacher`() throws {
        let trip = try depot.loads([("BUKU", 60)])
        let params = depot.delivery(trip, [("BUKU", 60)])
        let teacher = try depot.refusal(
            "dewi",
            "distribution.handOver",
            params.changing(["ackRelation": "teacher"])
        )
        #expect(teacher == Refused(code: "ackMissing", details: ["needed": ["headteacher"]]))
        let nameless = try depot.refusal(
            "dewi",
            "distribution.handOver",
            params.changing(["ackBy": nil])
        )
        #expect(nameless["needed"] == ["ackBy"])
    }

    @Test(arguments: [(1997, true), (1998, false), (2006, false)])
    func `a pupil acknowledges from nineteen on`(_ year: Int64, _ isAdult: Bool) throws {
        let trip = try depot.loads([("TAS", 1)])
        let pupil = try depot.pupil(born: year)
        let params = depot.gift(trip, pupil).changing(["ackBy": nil, "ackRelation": "self"])
        if isAdult {
            try depot.does("dewi", "distribution.handOver", params)
        } else {
            let refused = try depot.refusal("dewi", "distribution.handOver", params)
            #expect(refused["needed"] == ["guardian", "teacher", "headteacher"])
        }
    }

    @Test func `the witness is a third person`() throws {
        let trip = try depot.loads([("TAS", 1)])
        let params = depot.gift(trip, try depot.pupil())
        for witness: JSONValue in ["dewi", depot.head] {
            let refused = try depot.refusal(
                "dewi",
                "distribution.handOver",
                params.changing(["witness": witness])
            )
            #expect(
                refused == Refused(code: "witnessNotDistinct", details: ["witness": witness])
            )
        }
        let nobody = params.changing(["witness": "KTK-2016-0999"])
        #expect(try depot.error("dewi", "distribution.handOver", nobody) == "notFound")
    }

    @Test func `a pupil receives a category once a school year`() throws {
        let trip = try depot.loads([("TAS", 3), ("BUKU", 4)])
        let pupil = try depot.pupil()
        try depot.does("dewi", "distribution.handOver", depot.gift(trip, pupil))
        let refused = try depot.refusal("dewi", "distribution.handOver", depot.gift(trip, pupil))
        #expect(refused.code == "alreadyAssisted")
        #expect(
            refused.details == [
                "beneficiary": pupil, "date": "2016-07-20", "distribution": trip,
                "itemCategory": "bag", "place": "P-CMI", "schoolYear": "2016/2017",
            ]
        )
        let books = depot.gift(trip, pupil, [("BUKU", 2)])
        try depot.does("dewi", "distribution.handOver", books)
        let later = depot.gift(trip, pupil)
        try depot.does("dewi", "distribution.handOver", later, on: "2017-07-01")
        let rows = try depot.asks(
            "dewi",
            "distribution.assistance",
            ["beneficiary": pupil, "itemCategory": "bag"]
        )
        #expect(rows.each("schoolYear") == ["2016/2017", "2017/2018"])
    }

    @Test func `the last day of June belongs to the school year before`() throws {
        let trip = try depot.loads([("TAS", 2)])
        let pupil = try depot.pupil()
        try depot.does("dewi", "distribution.handOver", depot.gift(trip, pupil))
        let refused = try depot.refusal(
            "dewi",
            "distribution.handOver",
            depot.gift(trip, pupil),
            on: "2017-06-30"
        )
        #expect(refused["schoolYear"] == "2016/2017")
    }

    @Test func `a kit counts for each of its parts, the first by the alphabet`() throws {
        try depot.does(
            "rina",
            "item.defineKit",
            [
                "item": "PAKET", "name": "Paket",
                "parts": Depot.lines([("TAS", 1), ("BUKU", 1)]),
            ]
        )
        try depot.does(
            "rina",
            "stock.assembleKit",
            ["location": "GUDANG", "fund": "BUKU-2016", "item": "PAKET", "quantity": 3]
        )
        let trip = try depot.loads([("PAKET", 3), ("BUKU", 1)])
        let pupil = try depot.pupil()
        try depot.does("dewi", "distribution.handOver", depot.gift(trip, pupil, [("PAKET", 1)]))
        let again = depot.gift(trip, pupil, [("PAKET", 1)])
        let refused = try depot.refusal("dewi", "distribution.handOver", again)
        #expect(refused["itemCategory"] == "bag")
        let book = depot.gift(trip, pupil, [("BUKU", 1)])
        let second = try depot.refusal("dewi", "distribution.handOver", book)
        #expect(second["itemCategory"] == "stationery")
    }

    @Test func `an override by another person lets a pupil receive once more`() throws {
        let trip = try depot.loads([("TAS", 4)])
        let pupil = try depot.pupil()
        try depot.does("dewi", "distribution.handOver", depot.gift(trip, pupil))
        let leave: JSONValue = [
            "distribution": trip, "beneficiary": pupil, "itemCategory": "bag",
        ]
        let method = "distribution.overrideDoubleAssistance"
        #expect(try depot.error("sari", method, leave) == "invalidParams")
        #expect(try depot.error("dewi", method, leave, reason: "banjir") == "forbidden")
        try depot.does("maya", method, leave, reason: "banjir")
        let own = try depot.refusal("maya", "distribution.handOver", depot.gift(trip, pupil))
        #expect(own == Refused(code: "selfApproval", details: ["overriddenBy": "maya"]))
        try depot.does("dewi", "distribution.handOver", depot.gift(trip, pupil))
        let third = try depot.refusal("dewi", "distribution.handOver", depot.gift(trip, pupil))
        #expect(third.code == "alreadyAssisted")
        let rows = try depot.asks("dewi", "distribution.assistance", ["beneficiary": pupil])
        #expect(rows[0]?["overriddenBy"]?.isNull == true)
        #expect(rows[1]?["overriddenBy"] == "maya")
        try depot.does(
            "rina",
            "distribution.returnUnclaimed",
            ["distribution": trip, "location": "GUDANG", "lines": Depot.lines([("TAS", 2)])]
        )
        try depot.does("sari", "distribution.complete", ["distribution": trip])
        let late = try depot.refusal("sari", method, leave, reason: "banjir")
        #expect(late["needed"] == ["planned", "loaded"])
    }

    @Test func `a school that received the category is only warned about`() throws {
        let trip = try depot.loads([("BUKU", 60)])
        let params = depot.delivery(trip, [("BUKU", 20)])
        let first = try depot.does("dewi", "distribution.handOver", params)
        #expect(first["warnings"] == [])
        let second = try depot.does("dewi", "distribution.handOver", params)
        #expect(second["warnings"]?.each("code") == ["schoolAlreadyAssisted"])
        #expect(second["warnings"]?[0]?["details"]?["handover"] == first["handover"])
        let historic = params.changing(["backfilled": true])
        #expect(try depot.does("dewi", "distribution.handOver", historic)["warnings"] == [])
    }

    @Test func `what never arrived is replaced once, for the same recipient`() throws {
        let trip = try depot.loads([("TAS", 5)])
        let pupil = try depot.pupil()
        let other = try depot.pupil("Anak Lain")
        let first = try depot.does("dewi", "distribution.handOver", depot.gift(trip, pupil))
        let handover = first["handover"] ?? nil
        let again = depot.gift(trip, pupil).changing(["replacementOf": handover])
        func refused(_ params: JSONValue) throws -> Refused {
            try depot.refusal("dewi", "distribution.handOver", params)
        }
        let not = Refused(code: "notReplaceable", details: ["handover": handover])
        #expect(try refused(again) == not)
        let params: JSONValue = ["distribution": trip, "handover": handover]
        try depot.does("tono", "distribution.disputeReceipt", params, reason: "tidak sampai")
        #expect(try refused(again) == not)
        try depot.does(
            "hadi",
            "distribution.resolveDispute",
            params.changing(["outcome": "replacementDue"]),
            reason: "sopir mengakui"
        )
        #expect(
            try refused(depot.gift(trip, other).changing(["replacementOf": handover])) == not
        )
        try depot.does("dewi", "distribution.handOver", again)
        #expect(try refused(again) == not)
        let rows = try depot.asks("dewi", "distribution.assistance", ["beneficiary": pupil])
        #expect(rows.items?.count == 2)
        #expect(rows[1]?["replacementOf"] == handover)
        let unknown = again.changing(["replacementOf": "BST-2016-0999"])
        #expect(try depot.error("dewi", "distribution.handOver", unknown) == "notFound")
    }

    @Test func `nothing is handed over from a closed period`() throws {
        let trip = try depot.loads([("TAS", 1)])
        try depot.does(
            "budi",
            "fund.closePeriod",
            ["fund": "BUKU-2016", "through": "2016-07-20"],
            on: "2016-07-21"
        )
        let refused = try depot.refusal(
            "dewi",
            "distribution.handOver",
            depot.gift(trip, try depot.pupil())
        )
        #expect(refused.code == "periodClosed")
    }
}
