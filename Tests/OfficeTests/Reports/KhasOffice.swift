// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import TestSupport

/// An office that collected coins in five boxes at four places in 2016 and gave school goods for
/// them: Rp 1,444,000 in all, Rp 1,190,000 of it handed over.
///
/// Two counts disagreed at first, one seal had been changed, one cost was typed wrong and taken
/// back, one hand-over was written down for the wrong pupil and another one disputed.
final class KhasOffice {
    let office: TestOffice
    private var ids: [String: JSONValue] = [:]

    /// What a scene records, in order; each may rely on those before it.
    enum Scene: Int, CaseIterable {
        case people, start, boxes, counts, money, goods, handOvers, end, carryOver
    }

    /// The office after a scene and all before it.
    init(until last: Scene = .end) throws {
        office = try TestOffice()
        for scene in Scene.allCases where scene.rawValue <= last.rawValue { try play(scene) }
    }

    /// One more scene.
    func play(_ scene: Scene) throws {
        switch scene {
        case .people: try meetPeople()
        case .start: try startDrive()
        case .boxes: try putUpBoxes()
        case .counts: try countCoins()
        case .money: try moveMoney()
        case .goods: try buyGoods()
        case .handOvers: try handOver()
        case .end: try endDrive()
        case .carryOver: try carryOver()
        }
    }

    // MARK: Calls

    @discardableResult
    func does(
        _ who: String,
        _ method: String,
        on date: String,
        _ params: JSONValue
    ) throws -> JSONValue {
        let dated = (params.members ?? []) + [JSONMember("occurredOn", .string(date))]
        return try office.call(method, .object(dated), as: who)
    }

    /// The report of the drive.
    func report(
        _ method: String = "report.khasAccountability",
        as who: String = "nia",
        lang: String = "id",
        of params: JSONValue = ["drive": "KHAS-2016"]
    ) throws -> JSONValue {
        let asked = (params.members ?? []) + [JSONMember("lang", .string(lang))]
        return try office.call(method, .object(asked), as: who)["item"] ?? nil
    }

    private func remember(_ name: String, _ id: JSONValue?) { ids[name] = id ?? nil }
    private func known(_ name: String) -> JSONValue { ids[name] ?? nil }

    // MARK: People and places

    private func meetPeople() throws {
        try office.operators([
            "sari": [.coordinator], "budi": [.treasurer], "rina": [.storekeeper],
            "dewi": [.worker], "hadi": [.supervisor], "nia": [.board], "lina": [.auditor],
            "rudi": [.reader],
        ])
        for (name, title, kind) in [
            ("office", "Lembaga Khas Rekaan", "lks"), ("partner", "Mitra Rekaan", "ngo"),
            ("shop", "Toko Buku Rekaan", "company"), ("CMI", "SD Rekaan Cimahi", "school"),
            ("BDG", "SD Rekaan Bandung", "school"), ("SMD", "SD Rekaan Sumedang", "school"),
            ("TSM", "SD Rekaan Tasikmalaya", "school"),
        ] {
            remember(
                name,
                try does(
                    "sari",
                    "organisation.register",
                    on: "2016-03-08",
                    ["name": .string(title), "kinds": [.string(kind)], "area": "32"]
                )["organisation"]
            )
        }
        for (code, name, area) in [
            ("CMI", "Cimahi", "32.77"), ("BDG", "Bandung", "32.73"), ("SMD", "Sumedang", "32.11"),
            ("TSM", "Tasikmalaya", "32.78"),
        ] {
            try does(
                "sari",
                "place.register",
                on: "2016-05-02",
                [
                    "place": .string("P-" + code), "name": .string(name), "kind": "market",
                    "area": .string(area),
                ]
            )
            remember(
                "head" + code,
                try does(
                    "sari",
                    "contact.register",
                    on: "2016-05-02",
                    ["name": .string("Kepala Umpama " + code), "organisation": known(code)]
                )["contact"]
            )
        }
    }

    private static let areas: JSONValue = ["32.77", "32.73", "32.11", "32.78"]

    private func startDrive() throws {
        try does(
            "sari",
            "drive.plan",
            on: "2016-05-03",
            [
                "drive": "KHAS-2016", "name": "Koin untuk sekolah 2016",
                "purpose": "alat tulis, tas dan seragam", "areas": Self.areas,
                "categories": ["stationery", "bag", "uniform"], "organiser": known("office"),
                "partners": [known("partner")], "from": "2016-07-01", "to": "2016-09-30",
            ]
        )
        try does(
            "sari",
            "drive.recordPermit",
            on: "2016-06-20",
            [
                "drive": "KHAS-2016", "authority": "governor", "number": "PUB/12/2016",
                "issuedOn": "2016-06-20", "areas": Self.areas, "from": "2016-07-01",
                "to": "2016-09-30",
            ]
        )
        try does("sari", "drive.start", on: "2016-07-01", ["drive": "KHAS-2016"])
    }

    // MARK: Boxes and counts

    private static let boxes = ["CMI-01", "CMI-02", "BDG-01", "SMD-01", "TSM-01"]

    private func putUpBoxes() throws {
        for (index, box) in Self.boxes.enumerated() {
            let (name, seal) = (JSONValue.string(box), JSONValue.string("S-000\(index + 1)"))
            try does("sari", "box.register", on: "2016-06-20", ["box": name])
            try does("sari", "box.seal", on: "2016-07-01", ["box": name, "seal": seal])
            try does(
                "sari",
                "box.deploy",
                on: "2016-07-02",
                ["box": name, "drive": "KHAS-2016", "place": .string("P-" + box.prefix(3))]
            )
        }
        for (index, box) in Self.boxes.enumerated() {
            let seal = box == "TSM-01" ? "S-9999" : "S-000\(index + 1)"
            try does(
                "dewi",
                "box.retrieve",
                on: "2016-07-19",
                ["box": .string(box), "seal": .string(seal), "sealIntact": true]
            )
        }
        try does(
            "dewi",
            "box.reportIncident",
            on: "2016-07-20",
            ["box": "TSM-01", "kind": "sealMismatch", "description": "segel lain"]
        )
    }

    private func countCoins() throws {
        try count(0, "S-0001", [["1000": 120, "500": 310, "200": 145, "100": 260]])
        let second: JSONValue = ["1000": 85, "500": 220, "200": 90, "100": 140]
        let wrong: JSONValue = ["1000": 85, "500": 219, "200": 90, "100": 140]
        try count(1, "S-0002", [second, wrong, second])
        try count(
            2,
            "S-0003",
            [["1000": 240, "500": 400, "500@1991": 5, "200": 210, "100": 330, "50": 40]]
        )
        try count(3, "S-0004", [["1000": 60, "500": 150, "200": 75, "100": 115]])
        try count(4, "S-9999", [["1000": 95, "500": 180, "200": 60, "100": 90]])
    }

    // The first two count, a third one only where they differ.
    private func count(_ box: Int, _ seal: String, _ found: [JSONValue]) throws {
        let day = "2016-07-20"
        let count =
            try does(
                "sari",
                "count.open",
                on: day,
                [
                    "box": .string(Self.boxes[box]), "seal": .string(seal),
                    "counters": ["dewi", "hadi"], "unrelated": true,
                ]
            )["count"] ?? nil
        remember("count\(box)", count)
        for (pass, counter) in ["dewi", "hadi", "sari"].enumerated() {
            guard pass < max(2, found.count) else { continue }
            try does(
                counter,
                pass < 2 ? "count.record" : "count.recount",
                on: day,
                [
                    "count": count, "counter": .string(counter),
                    "pieces": found[min(pass, found.count - 1)],
                ]
            )
        }
        try does("budi", "count.confirm", on: day, ["count": count])
    }

    // MARK: Money and goods

    private func moveMoney() throws {
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

    private func buyGoods() throws {
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

    private func handOver() throws {
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
        let trip =
            try does(
                "sari",
                "distribution.plan",
                on: "2016-07-28",
                [
                    "fund": "KHAS-2016", "place": .string("P-" + code), "school": known(code),
                    "location": "GUDANG", "scheduledOn": "2016-07-31", "lines": all,
                ]
            )["distribution"] ?? nil
        remember("trip" + code, trip)
        try does(
            "rina",
            "distribution.load",
            on: "2016-07-30",
            ["distribution": trip, "lines": all]
        )
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
        for (pupil, item) in pupils { try give(code, pupil, item) }
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

    private func endDrive() throws {
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

    private func carryOver() throws {
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
