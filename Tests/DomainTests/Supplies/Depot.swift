// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import Testing
import TestSupport

/// An office that handles goods: people, a school, a shop, a donor, two funds and two locations.
///
/// Fund `BUKU-2016` may hold stationery, bags and uniforms and has Rp 10,000,000 in the bank;
/// `UMUM` may hold anything. Everything here is dated 2016-07-01.
final class Depot {
    let office: TestOffice
    let school: JSONValue
    let otherSchool: JSONValue
    let shop: JSONValue
    let donor: JSONValue
    /// A contact: the headteacher.
    let head: JSONValue

    init() throws {
        let office = try TestOffice()
        self.office = office
        try office.operators([
            "sari": [.coordinator], "budi": [.treasurer], "rina": [.storekeeper],
            "dewi": [.worker], "hadi": [.supervisor], "nia": [.board], "lina": [.auditor],
            "rudi": [.reader], "tono": [.intake], "maya": [.coordinator, .storekeeper],
        ])
        func organisation(_ name: JSONValue, _ kind: JSONValue) throws -> JSONValue {
            try office.call(
                "organisation.register",
                ["name": name, "kinds": [kind], "area": "32.77", "occurredOn": "2016-07-01"],
                as: "sari"
            )["organisation"] ?? nil
        }
        school = try organisation("SDN Contoh", "school")
        otherSchool = try organisation("SDN Rekaan", "school")
        shop = try organisation("Toko Contoh", "company")
        donor = try organisation("PT Rekaan", "company")
        head =
            try office.call(
                "contact.register",
                ["name": "Kepala Rekaan", "area": "32.77", "occurredOn": "2016-07-01"],
                as: "sari"
            )["contact"] ?? nil
        let place: JSONValue = [
            "place": "P-CMI", "name": "Pasar Contoh", "area": "32.77", "occurredOn": "2016-07-01",
        ]
        _ = try office.call("place.register", place, as: "sari")
        try openFunds()
        try define("BUKU", "stationery", minimum: 10)
        try define("TAS", "bag")
        try define("SERAGAM", "uniform")
        try define("BERAS", "food")
        for location: JSONValue in ["GUDANG", "LEMARI"] {
            try does(
                "rina",
                "stock.openLocation",
                ["location": location, "name": "Gudang", "place": "P-CMI"],
                on: "2016-07-01"
            )
        }
    }

    private func openFunds() throws {
        try does(
            "budi",
            "fund.open",
            [
                "fund": "BUKU-2016", "name": "Dana buku", "restriction": "restricted",
                "categories": ["stationery", "bag", "uniform"],
            ],
            on: "2016-07-01"
        )
        try does(
            "budi",
            "fund.open",
            ["fund": "UMUM", "name": "Dana umum", "restriction": "unrestricted"],
            on: "2016-07-01"
        )
        try does(
            "budi",
            "fund.receiveGrant",
            [
                "fund": "BUKU-2016", "donor": donor, "amount": 10_000_000, "reference": "CSR/1",
                "purpose": "perlengkapan sekolah",
            ],
            on: "2016-07-01"
        )
    }

    private func define(_ item: JSONValue, _ category: JSONValue, minimum: Int64 = 0) throws {
        try does(
            "rina",
            "item.define",
            [
                "item": item, "name": item, "category": category, "unit": "buah",
                "minimum": .integer(minimum),
            ],
            on: "2016-07-01"
        )
    }

    // MARK: Calls

    /// The result of a call that must succeed.
    @discardableResult
    func does(
        _ who: String,
        _ method: String,
        _ params: JSONValue,
        on date: String? = "2016-07-20",
        reason: String? = nil
    ) throws -> JSONValue {
        try office.call(method, Self.dated(params, date, reason), as: who)
    }

    /// The rows of a query, or its item.
    func asks(_ who: String, _ method: String, _ params: JSONValue = [:]) throws -> JSONValue {
        let result = try office.call(method, params, as: who)
        return result["rows"] ?? result["item"] ?? nil
    }

    /// The refusal of a call that must be refused: its code and the details.
    func refusal(
        _ who: String,
        _ method: String,
        _ params: JSONValue,
        on date: String? = "2016-07-20",
        reason: String? = nil
    ) throws -> Refused {
        let (code, details) = try office.refused(method, Self.dated(params, date, reason), as: who)
        return Refused(code: code, details: details)
    }

    /// The kind of the error of a call that must fail otherwise.
    func error(
        _ who: String,
        _ method: String,
        _ params: JSONValue,
        on date: String? = "2016-07-20",
        reason: String? = nil
    ) throws -> String {
        try office.error(method, Self.dated(params, date, reason), as: who)
    }

    private static func dated(_ params: JSONValue, _ date: String?, _ reason: String?) -> JSONValue
    {
        var members = params.members ?? []
        if let date { members.append(JSONMember("occurredOn", .string(date))) }
        if let reason { members.append(JSONMember("reason", .string(reason))) }
        return .object(members)
    }

    // MARK: Goods

    /// Donated goods in a location; answers their value.
    @discardableResult
    func gets(
        _ quantity: Int64,
        _ item: String,
        at unitValue: Int64,
        on date: String = "2016-07-10",
        in location: String = "GUDANG",
        fund: String = "BUKU-2016"
    ) throws -> JSONValue {
        let line: JSONValue = [
            "item": .string(item), "quantity": .integer(quantity),
            "unitValue": .integer(unitValue),
        ]
        let params: JSONValue = [
            "location": .string(location), "fund": .string(fund), "donor": donor,
            "lines": [line], "reference": "SJ-1",
        ]
        return try does("rina", "stock.receiveDonation", params, on: date)
    }

    /// A planned distribution to the school from the location; answers its id.
    func plans(_ lines: [(String, Int64)], fund: String = "BUKU-2016") throws -> JSONValue {
        let params: JSONValue = [
            "fund": .string(fund), "place": "P-CMI", "school": school, "location": "GUDANG",
            "scheduledOn": "2016-07-31", "lines": Self.lines(lines),
        ]
        return try does("sari", "distribution.plan", params)["distribution"] ?? nil
    }

    /// A distribution with goods on it; answers its id.
    func loads(_ lines: [(String, Int64)], fund: String = "BUKU-2016") throws -> JSONValue {
        let trip = try plans(lines, fund: fund)
        try does(
            "rina",
            "distribution.load",
            ["distribution": trip, "lines": Self.lines(lines)]
        )
        return trip
    }

    /// A pupil born in a year; answers the id.
    func pupil(_ name: String = "Anak Rekaan", born year: Int64 = 2006) throws -> JSONValue {
        try does(
            "dewi",
            "beneficiary.register",
            ["name": .string(name), "birthYear": .integer(year), "school": school]
        )["beneficiary"] ?? nil
    }

    /// Params of a hand-over to a pupil, acknowledged by a teacher, watched by hadi.
    func gift(
        _ trip: JSONValue,
        _ pupil: JSONValue,
        _ lines: [(String, Int64)] = [("TAS", 1)]
    ) -> JSONValue {
        [
            "distribution": trip, "recipientKind": "pupil", "beneficiary": pupil,
            "lines": Self.lines(lines), "ackBy": head, "ackRelation": "teacher",
            "ackMethod": "signature", "witness": "hadi",
        ]
    }

    /// Params of a hand-over to a school of 30 pupils, acknowledged by the headteacher.
    func delivery(_ trip: JSONValue, _ lines: [(String, Int64)]) -> JSONValue {
        [
            "distribution": trip, "recipientKind": "school", "pupilCount": 30,
            "lines": Self.lines(lines), "ackBy": head, "ackRelation": "headteacher",
            "ackMethod": "signature", "witness": "hadi",
        ]
    }

    /// Lines of items and quantities.
    static func lines(_ lines: [(String, Int64)]) -> JSONValue {
        .array(lines.map { ["item": .string($0.0), "quantity": .integer($0.1)] })
    }

    /// What the location holds: item → on hand and value.
    func holds(
        _ item: String,
        in location: String = "GUDANG",
        fund: String = "BUKU-2016"
    ) throws -> [Int64?] {
        let rows = try asks(
            "rina",
            "stock.list",
            ["location": .string(location), "fund": .string(fund), "item": .string(item)]
        )
        return [rows[0]?["onHand"]?.integer, rows[0]?["value"]?.integer]
    }
}

/// A refusal as it was answered.
struct Refused: Equatable {
    let code: String
    let details: JSONValue

    /// One of the details.
    subscript(name: String) -> JSONValue? { details[name] }

    /// Details are equal whatever the order of their members.
    static func == (left: Refused, right: Refused) -> Bool {
        left.code == right.code && left.details.line == right.details.line
    }
}
