// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import TestSupport

// From the bank to the pupils.

extension KhasOffice {
    // MARK: Money and goods

    func moveMoney() throws {
        try does(
            "budi",
            "fund.depositCash",
            on: "2016-07-22",
            [
                "fund": "KHAS-2016", "counts": .array((0...4).map { known("count\($0)") }),
                "bankAmount": 1_443_500, "slip": "0091", "overShort": 500,
                "reason": "satu keping ditolak mesin",
            ]
        )
        func pay(_ amount: Int64) throws -> JSONValue {
            try does(
                "budi",
                "fund.payExpense",
                on: "2016-07-25",
                [
                    "fund": "KHAS-2016", "kind": "fundraising", "receiptNumber": "KW-01",
                    "memo": "transport dan segel", "amount": .integer(amount),
                ]
            )
        }
        let wrong = try pay(12_000)
        try agree(
            "budi",
            "fund.reverseEntry",
            on: "2016-07-25",
            ["fund": "KHAS-2016", "entry": wrong["entry"] ?? nil, "reason": "kurang satu nol"]
        )
        _ = try pay(120_000)
    }

    // Asked for by one, approved by the board.
    private func agree(
        _ who: String,
        _ method: String,
        on date: String,
        _ params: JSONValue
    ) throws {
        let asked = try does(who, method, on: date, params)
        let approval: JSONValue = [
            "approval": asked["approval"] ?? nil, "digest": asked["digest"] ?? nil,
        ]
        try office.call("approval.approve", approval, as: "nia")
    }

    /// Notebooks, bags, uniforms and a store room.
    func defineGoods() throws {
        for (item, name, category) in [
            ("BUKU", "Buku tulis", "stationery"), ("TAS", "Tas sekolah", "bag"),
            ("SERAGAM", "Seragam", "uniform"),
        ] {
            try does(
                "rina",
                "item.define",
                on: "2016-07-20",
                [
                    "item": .string(item), "name": .string(name), "unit": "buah",
                    "category": .string(category),
                ]
            )
        }
        try does(
            "rina",
            "stock.openLocation",
            on: "2016-07-20",
            ["location": "GUDANG", "name": "Gudang", "place": "P-CMI"]
        )
    }

    func buyGoods() throws {
        try defineGoods()
        func lines(_ isPriced: Bool) -> JSONValue {
            .array(
                [("BUKU", 300, 2_500), ("TAS", 4, 85_000), ("SERAGAM", 2, 75_000)].map {
                    item,
                    quantity,
                    price in
                    let line: [JSONMember] = [
                        JSONMember("item", .string(item)),
                        JSONMember("quantity", .integer(Int64(quantity))),
                    ]
                    let priced = [JSONMember("unitPrice", .integer(Int64(price)))]
                    return .object(isPriced ? line + priced : line)
                }
            )
        }
        let purchase =
            try does(
                "hadi",
                "purchase.request",
                on: "2016-07-25",
                ["fund": "KHAS-2016", "vendor": known("shop"), "lines": lines(true)]
            )["purchase"] ?? nil
        try does("nia", "purchase.approve", on: "2016-07-25", ["purchase": purchase])
        try does(
            "rina",
            "purchase.receive",
            on: "2016-07-26",
            ["purchase": purchase, "location": "GUDANG", "lines": lines(false)]
        )
        try does(
            "budi",
            "purchase.pay",
            on: "2016-07-26",
            ["purchase": purchase, "receiptNumber": "A-17", "total": 1_240_000]
        )
    }

    // MARK: Hand-overs

    func handOver() throws {
        for (index, school) in ["CMI", "BDG", "BDG", "SMD", "TSM"].enumerated() {
            remember(
                "pupil\(index)",
                try does(
                    "dewi",
                    "beneficiary.register",
                    on: "2016-07-27",
                    [
                        "name": .string("Anak Umpama \(index)"), "birthYear": 2006,
                        "school": known(school), "pupilNumber": .string("005123450\(index)"),
                    ]
                )["beneficiary"]
            )
        }
        try trip("CMI", [("BUKU", 60), ("TAS", 1)], given: 60, [(0, "TAS")])
        try trip(
            "BDG",
            [("BUKU", 80), ("TAS", 1), ("SERAGAM", 1)],
            given: 80,
            [(1, "TAS"), (2, "SERAGAM")]
        )
        try trip("SMD", [("BUKU", 62), ("TAS", 1)], given: 60, [(3, "TAS")])
        try does(
            "rina",
            "distribution.returnUnclaimed",
            on: "2016-07-31",
            ["distribution": known("tripSMD"), "location": "GUDANG", "lines": Self.line("BUKU", 2)]
        )
        try trip(
            "TSM",
            [("BUKU", 80), ("TAS", 1), ("SERAGAM", 1)],
            given: 80,
            [(4, "TAS"), (3, "SERAGAM")]
        )
        try does(
            "sari",
            "distribution.reverseHandOver",
            on: "2016-07-31",
            [
                "distribution": known("tripTSM"), "handover": known("handOverTSM"),
                "reason": "tercatat untuk anak lain",
            ]
        )
        try give("TSM", 4, "SERAGAM")
    }

    private static func line(_ item: String, _ quantity: Int64) -> JSONValue {
        [["item": .string(item), "quantity": .integer(quantity)]]
    }

    private func trip(
        _ code: String,
        _ lines: [(String, Int64)],
        given books: Int64,
        _ pupils: [(Int, String)]
    ) throws {
        let all = JSONValue.array(lines.flatMap { Self.line($0.0, $0.1).items ?? [] })
        let trip = try load(code, all)
        try giveSchool(code, trip, books)
        for (pupil, item) in pupils { try give(code, pupil, item) }
    }

    /// A trip with so many notebooks.
    func load(_ code: String, _ books: Int64) throws -> JSONValue {
        try load(code, Self.line("BUKU", books))
    }

    private func load(_ code: String, _ lines: JSONValue) throws -> JSONValue {
        let trip =
            try does(
                "sari",
                "distribution.plan",
                on: "2016-07-28",
                [
                    "fund": "KHAS-2016", "place": .string("P-" + code), "school": known(code),
                    "location": "GUDANG", "scheduledOn": "2016-07-31", "lines": lines,
                ]
            )["distribution"] ?? nil
        remember("trip" + code, trip)
        try does(
            "rina",
            "distribution.load",
            on: "2016-07-30",
            ["distribution": trip, "lines": lines]
        )
        return trip
    }

    /// Notebooks for thirty pupils of a school.
    func giveSchool(_ code: String, _ trip: JSONValue, _ books: Int64) throws {
        try does(
            "dewi",
            "distribution.handOver",
            on: "2016-07-31",
            [
                "distribution": trip, "recipientKind": "school", "pupilCount": 30,
                "lines": Self.line("BUKU", books), "ackBy": known("head" + code),
                "ackRelation": "headteacher", "ackMethod": "signature", "witness": "hadi",
            ]
        )
    }

    private func give(_ code: String, _ pupil: Int, _ item: String) throws {
        remember(
            "handOver" + code,
            try does(
                "dewi",
                "distribution.handOver",
                on: "2016-07-31",
                [
                    "distribution": known("trip" + code), "recipientKind": "pupil",
                    "beneficiary": known("pupil\(pupil)"), "lines": Self.line(item, 1),
                    "ackBy": known("head" + code), "ackRelation": "teacher",
                    "ackMethod": "signature", "witness": "hadi",
                ]
            )["handover"]
        )
    }

    // MARK: End

    func endDrive() throws {
        for code in ["CMI", "BDG", "SMD", "TSM"] {
            try does(
                "sari",
                "distribution.complete",
                on: "2016-07-31",
                ["distribution": known("trip" + code)]
            )
        }
        let disputed: [JSONMember] = [
            JSONMember("distribution", known("tripSMD")),
            JSONMember("handover", known("handOverSMD")),
        ]
        let doubt = JSONMember("reason", "wali belum menerima")
        try does(
            "dewi",
            "distribution.disputeReceipt",
            on: "2016-08-01",
            .object(disputed + [doubt])
        )
        try does("sari", "drive.stop", on: "2016-08-01", ["drive": "KHAS-2016"])
        try does(
            "hadi",
            "distribution.resolveDispute",
            on: "2016-08-05",
            .object(
                disputed + [
                    JSONMember("outcome", "receiptConfirmed"), JSONMember("reason", "sudah ada"),
                ]
            )
        )
        try does(
            "sari",
            "drive.submitReport",
            on: "2016-08-15",
            [
                "drive": "KHAS-2016", "recipient": "Gubernur", "receiptNumber": "TT-0815",
                "auditKind": "internal", "auditReference": "BA-01/2016",
            ]
        )
    }

    func carryOver() throws {
        try does(
            "budi",
            "fund.open",
            on: "2016-09-01",
            [
                "fund": "CADANGAN", "name": "Cadangan", "restriction": "restricted",
                "categories": ["stationery", "bag", "uniform"],
            ]
        )
        try agree(
            "budi",
            "fund.carryOver",
            on: "2016-09-05",
            ["fund": "KHAS-2016", "to": "CADANGAN", "reason": "untuk tahun berikutnya"]
        )
        try does("sari", "drive.close", on: "2016-09-06", ["drive": "KHAS-2016"])
    }
}
