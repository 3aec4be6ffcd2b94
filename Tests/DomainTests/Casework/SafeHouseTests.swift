// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Testing
import TestSupport

/// Goal: a safe house takes no more than it holds, and nobody learns where it is but those who must;
/// method: a house with one place, two cases, and every role that asks.
@Suite struct SafeHouseTests {
    static let house: JSONValue = ["safeHouse": "RA-2016-0001"]
    static let admit: JSONValue = [
        "case": .string(CaseWorld.case), "safeHouse": "RA-2016-0001",
    ]
    static let discharge: JSONValue = [
        "case": .string(CaseWorld.case), "to": "family", "note": "Kembali ke keluarga.",
    ]

    let world: CaseWorld

    init() throws {
        world = try CaseWorld()
        try register()
    }

    @discardableResult
    private func register(_ more: JSONValue = [:]) throws -> JSONValue {
        let params: JSONValue = [
            "organisation": .string(CaseWorld.home), "capacity": 1,
            "address": "Alamat rahasia rekaan", "contact": "Ibu Rumah Rekaan", "area": "32.77",
        ]
        return try world.call(
            "safeHouse.register",
            params.changing(more),
            as: "dimas",
            on: "2016-08-01"
        )
    }

    @Test func `a place is taken and freed with the case`() throws {
        let admitted = try world.call("safeHouse.admit", Self.admit, on: "2016-08-20")
        #expect(admitted.holds(["stay": "KSS-2016-0001/S1", "free": 0]))
        #expect(
            admitted["events"]?.each("type") == ["case.safeHouseAdmitted", "safeHouse.placeTaken"]
        )
        let left = try world.call("safeHouse.discharge", Self.discharge, on: "2016-09-10")
        #expect(left.holds(["stay": "KSS-2016-0001/S1", "free": 1]))
        #expect(
            try world.refusal("safeHouse.discharge", Self.discharge, on: "2016-09-11").code
                == "notAdmitted"
        )
        let again = try world.call("safeHouse.admit", Self.admit, on: "2016-09-12")
        #expect(again["stay"] == "KSS-2016-0001/S2")
    }

    @Test func `an export tells of the stay and not where the house is`() throws {
        try world.call("safeHouse.admit", Self.admit, on: "2016-08-20")
        try world.call("safeHouse.discharge", Self.discharge, on: "2016-09-10")
        let export = try world.call(
            "client.export",
            ["client": .string(CaseWorld.client), "reason": "permintaan"],
            as: "galih"
        )
        #expect(export.line.contains("RA-2016-0001"))
        #expect(export.line.contains("Kembali ke keluarga."))
        #expect(!export.line.contains("Alamat rahasia"))
        #expect(!export.line.contains("Ibu Rumah"))
    }

    @Test func `a full house takes nobody`() throws {
        try world.call("safeHouse.admit", Self.admit, on: "2016-08-20")
        let other = try world.otherCase("Kenanga Umpama", to: CaseWorld.jaka)
        let params: JSONValue = [
            "case": other, "safeHouse": "RA-2016-0001", "emergency": true,
        ]
        #expect(
            try world.refusal("safeHouse.admit", params, as: "jaka", on: "2016-08-21")
                == Refused(code: "safeHouseFull", details: ["capacity": 1, "occupied": 1])
        )
        let more = Self.house.changing(["capacity": 2])
        try world.call("safeHouse.setCapacity", more, as: "ratna", on: "2016-08-21")
        let admitted = try world.call(
            "safeHouse.admit",
            params,
            as: "jaka",
            on: "2016-08-21"
        )
        #expect(admitted["free"] == 0)
        let fewer = Self.house.changing(["capacity": 1])
        #expect(
            try world.refusal("safeHouse.setCapacity", fewer, as: "ratna", on: "2016-08-21")
                == Refused(code: "belowOccupancy", details: ["occupied": 2])
        )
    }

    @Test func `whose records are merged has one place for all of them`() throws {
        try world.call("safeHouse.admit", Self.admit, on: "2016-08-20")
        let twin = try world.client("Kenanga Umpama", consents: ["services"])
        let other = try world.newCase(of: twin, ["programme": "program-lain"])
        try world.call(
            "case.screen",
            ["case": other, "decision": "in", "note": "Perlu asesmen."],
            as: "lastri",
            on: "2016-08-01"
        )
        try world.call(
            "case.assign",
            ["case": other, "worker": .string(CaseWorld.jaka)],
            as: "ratna",
            on: "2016-08-02"
        )
        try world.call(
            "client.merge",
            ["client": twin, "into": .string(CaseWorld.client), "reason": "orang yang sama"],
            as: "ratna",
            on: "2016-08-21"
        )
        let params: JSONValue = ["case": other, "safeHouse": "RA-2016-0001", "emergency": true]
        #expect(
            try world.refusal("safeHouse.admit", params, as: "jaka", on: "2016-08-21").code
                == "alreadyAdmitted"
        )
    }

    @Test func `a client has one place at a time, whatever the case`() throws {
        try world.call("safeHouse.admit", Self.admit, on: "2016-08-20")
        try register()
        let second = Self.admit.changing(["safeHouse": "RA-2016-0002"])
        #expect(
            try world.refusal("safeHouse.admit", second, on: "2016-08-21")
                == Refused(
                    code: "alreadyAdmitted",
                    details: ["stay": "KSS-2016-0001/S1", "since": "2016-08-20"]
                )
        )
    }

    @Test func `a place needs consent, and a plan or an emergency`() throws {
        let world = try CaseWorld(.assigned, consents: [])
        try world.call(
            "safeHouse.register",
            [
                "organisation": .string(CaseWorld.home), "capacity": 1, "address": "Rahasia",
                "contact": "Ibu", "area": "32.77",
            ],
            as: "dimas",
            on: "2016-08-01"
        )
        let urgent = Self.admit.changing(["emergency": true])
        #expect(
            try world.refusal("safeHouse.admit", urgent, on: "2016-08-20").code
                == "consentMissing"
        )
        try world.agree(["services"])
        #expect(
            try world.refusal("safeHouse.admit", Self.admit, on: "2016-08-20").code
                == "stageNotReached"
        )
        try world.call("safeHouse.admit", urgent, on: "2016-08-20")
    }

    @Test func `an expected end is not before the beginning`() throws {
        let back = Self.admit.changing(["expectedUntil": "2016-08-19"])
        #expect(
            try world.refusal("safeHouse.admit", back, on: "2016-08-20")
                == Refused(
                    code: "validityDates",
                    details: ["from": "2016-08-20", "to": "2016-08-19"]
                )
        )
    }

    @Test func `a house that is lived in is not retired, a retired one takes nobody`() throws {
        try world.call("safeHouse.admit", Self.admit, on: "2016-08-20")
        #expect(
            try world.refusal("safeHouse.retire", Self.house, as: "dimas", on: "2016-08-21")
                == Refused(code: "belowOccupancy", details: ["occupied": 1])
        )
        try world.call("safeHouse.discharge", Self.discharge, on: "2016-09-10")
        try world.call("safeHouse.retire", Self.house, as: "dimas", on: "2016-09-11")
        #expect(
            try world.refusal("safeHouse.admit", Self.admit, on: "2016-09-12").code
                == "safeHouseRetired"
        )
        #expect(
            try world.refusal("safeHouse.retire", Self.house, as: "dimas", on: "2016-09-12").code
                == "safeHouseRetired"
        )
        #expect(try world.rows("safeHouse.list").isEmpty)
    }

    @Test func `what is asked for is checked`() throws {
        func error(_ more: JSONValue, as actor: String = "dimas") throws -> String {
            let params: JSONValue = [
                "organisation": .string(CaseWorld.home), "capacity": 6, "address": "Rahasia",
                "contact": "Ibu", "area": "32.77",
            ]
            return try world.error("safeHouse.register", params.changing(more), as: actor)
        }
        #expect(try error(["area": "32"]) == "invalidParams")
        #expect(try error(["area": "32.77.01"]) == "invalidParams")
        #expect(try error(["capacity": 0]) == "invalidParams")
        #expect(try error(["capacity": 501]) == "invalidParams")
        #expect(try error(["organisation": "LMB-2016-0099"]) == "notFound")
        #expect(try error([:], as: "sekar") == "forbidden")
        let unknown = Self.admit.changing(["safeHouse": "RA-2016-0009"])
        #expect(try world.error("safeHouse.admit", unknown) == "notFound")
    }

    // MARK: Who learns where it is

    @Test func `the list says how many places, never where`() throws {
        try world.call("safeHouse.admit", Self.admit, on: "2016-08-20")
        for actor in ["sekar", "ratna", "dimas", "putri"] {
            let row = try #require(try world.rows("safeHouse.list", as: actor).first)
            let expected: JSONValue = [
                "safeHouse": "RA-2016-0001", "organisation": .string(CaseWorld.home),
                "area": "32.77", "capacity": 1, "occupied": 1, "free": 0,
            ]
            #expect(row.line == expected.line, "\(actor)")
        }
        #expect(try world.error("safeHouse.list", [:], as: "lastri") == "forbidden")
    }

    @Test func `a supervisor and the worker of a stay may look, on record`() throws {
        try world.call("safeHouse.admit", Self.admit, on: "2016-08-20")
        let asked = Self.house.changing(["reason": "mengantar anak"])
        for actor in ["sekar", "bagus"] {
            let item = try world.call("safeHouse.reveal", asked, as: actor)["item"]
            #expect(item?["address"] == "Alamat rahasia rekaan")
            #expect(item?["contact"] == "Ibu Rumah Rekaan")
            let looks = try world.rows(
                "access.list",
                ["subject": "RA-2016-0001", "operator": .string(actor)],
                as: "galih"
            )
            let look = try #require(looks.first)
            #expect(
                look.holds([
                    "position": item?["access"] ?? nil, "action": "reveal",
                    "fieldClass": "secret", "fields": ["address", "contact"],
                    "reason": "mengantar anak",
                ])
            )
        }
    }

    @Test func `nobody else learns it`() throws {
        let asked = Self.house.changing(["reason": "ingin tahu"])
        #expect(
            try world.error("safeHouse.reveal", asked) == "notFound",
            "Sekar's client does not live there yet"
        )
        try world.call("safeHouse.admit", Self.admit, on: "2016-08-20")
        #expect(try world.error("safeHouse.reveal", asked, as: "jaka") == "notFound")
        #expect(try world.error("safeHouse.reveal", asked, as: "dimas") == "forbidden")
        #expect(try world.error("safeHouse.reveal", asked, as: "putri") == "forbidden")
        #expect(try world.error("safeHouse.reveal", Self.house) == "invalidParams")
        try world.call("safeHouse.discharge", Self.discharge, on: "2016-09-10")
        #expect(try world.error("safeHouse.reveal", asked) == "notFound")
    }
}
