// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import TestSupport
import Testing

/// The office's dated values: set, refused and read by the rules, by calls.
@Suite struct PolicyTests {
    private let office: TestOffice

    init() throws { office = try TestOffice() }

    private func params(_ key: String, _ value: JSONValue, from: String = "2017-01-01") -> JSONValue
    {
        [
            "key": .string(key), "value": value, "from": .string(from),
            "source": "keputusan rapat",
        ]
    }

    @Test func `a number may come as text from a command line`() throws {
        let result = try office.call("policy.set", params("caseload.hardCap", "216"))
        #expect(result["value"] == 216)
        #expect(result["warnings"]?[0]?["code"] == "policyRetroactive")
    }

    @Test func `a policy that no rule reads is unknown`() throws {
        let refusal = try office.refused("policy.set", params("caseload.hardcap", 216))
        #expect(refusal.code == "policyUnknown")
        #expect(refusal.details["nearest"]?[0] == "caseload.hardCap")
    }

    @Test(arguments: ["banyak", true, -1] as [JSONValue])
    func `a number of units is a whole number`(value: JSONValue) throws {
        let refusal = try office.refused("policy.set", params("caseload.hardCap", value))
        #expect(refusal.code == "policyValue")
        #expect(refusal.details["expected"] == "integer")
    }

    @Test(
        arguments: [
            ("caseload.hardCap", 10_001, "0–10000"),
            ("certificate.years", 9_007_199_254_740_991, "0–10000"),
            ("certificate.years", "9223372036854775807", "0–10000"),
            ("pub.costCapPermille", 1_001, "0–1000"),
            ("purchase.boardAbove", 1_000_000_000_001, "0–1000000000000"),
            ("str.from", "besok", "YYYY-MM-DD"), ("str.from", "2019-02-29", "YYYY-MM-DD"),
            ("schoolYear.start", "1 Juli", "MM-DD"), ("schoolYear.start", "02-30", "MM-DD"),
            ("worker.uncertified", "never", "supervised / refuse / warn"),
        ] as [(String, JSONValue, String)]
    )
    func `what no rule can reckon with is not set`(key: String, value: JSONValue, form: String)
        throws
    {
        let refusal = try office.refused("policy.set", params(key, value))
        #expect(refusal.code == "policyValue")
        #expect(refusal.details["form"] == .string(form))
    }

    @Test(
        arguments: [
            ("caseload.hardCap", 10_000), ("pub.costCapPermille", 1_000),
            ("purchase.boardAbove", 1_000_000_000_000), ("str.from", "2019-01-01"),
            ("schoolYear.start", "02-29"), ("worker.uncertified", "warn"),
            ("dues.fund", "IUR-2026"),
            ("distribution.costFromFund", true),
        ] as [(String, JSONValue)]
    )
    func `what rules can reckon with is set`(key: String, value: JSONValue) throws {
        #expect(try office.call("policy.set", params(key, value))["value"] == value)
    }

    @Test func `what holds already is not set again`() throws {
        #expect(
            try office.refused("policy.set", params("caseload.hardCap", 204)).code
                == "policyUnchanged"
        )
        try office.call("policy.set", params("caseload.hardCap", 216))
        #expect(
            try office.refused("policy.set", params("caseload.hardCap", 216)).code
                == "policyUnchanged"
        )
        try office.call("policy.set", params("caseload.hardCap", 204, from: "2018-01-01"))
    }

    @Test func `nothing is set tomorrow`() throws {
        let late: JSONValue = [
            "key": "caseload.hardCap", "value": 216, "from": "2027-01-01", "source": "rapat",
            "occurredOn": "2026-11-22",
        ]
        #expect(try office.refused("policy.set", late).code == "futureDated")
    }

    @Test func `rules read the value of their day`() throws {
        try office.operators(["tirta": [.registrar], "dimas": [.coordinator]])
        try office.call("policy.set", params("supervision.limit", 1, from: "2016-06-01"))
        func limit(_ day: String) throws -> JSONValue? {
            try office.call("supervision.list", ["asOf": .string(day)], as: "dimas")["rows"]?[0]?[
                "limit"
            ]
        }
        let ids = try ["Ratna", "Sekar"].map { name in
            try office.call(
                "worker.register",
                ["name": .string(name), "degree": "other", "occurredOn": "2016-01-04"],
                as: "tirta"
            )["worker"] ?? nil
        }
        try office.call(
            "worker.assignSupervisor",
            ["worker": ids[1], "supervisor": ids[0], "occurredOn": "2016-01-04"],
            as: "tirta"
        )
        // Set today, so only what is asked today knows it.
        #expect(try limit("2016-05-31") == 5)
        let now = try office.call("supervision.list", [:], as: "dimas")["rows"]
        #expect(now?[0]?["limit"] == 1)
    }

    private func values(_ more: JSONValue, as slug: String) throws -> JSONValue {
        try office.call("policy.show", more, as: slug)["rows"] ?? nil
    }

    @Test func `what holds on a day is shown with where it comes from`() throws {
        try office.operators(["umum": [.reader]])
        try office.call("policy.set", params("caseload.softCap", 190))
        let one: JSONValue = ["key": "caseload.softCap"]
        #expect(
            try values(one, as: "umum").holds([
                [
                    "key": "caseload.softCap", "value": 190, "from": "2017-01-01",
                    "source": "keputusan rapat", "origin": "set", "confirmed": true,
                ]
            ])
        )
        let limit = try values(["key": "supervision.limit"], as: "umum")[0]
        #expect(limit?["origin"] == "builtIn")
        #expect(limit?["from"] == .some(.null))
        #expect(limit?["confirmed"] == true)
        let caps = try values(["prefix": "caseload."], as: "umum")
        #expect(
            caps.items?.compactMap { $0["key"]?.string } == [
                "caseload.hardCap", "caseload.softCap", "caseload.unitsAftercare",
                "caseload.unitsAssessment", "caseload.unitsOngoing",
            ]
        )
        #expect(try values(["key": "caseload.softcap"], as: "umum") == [])
        #expect(try values(["prefix": "worker."], as: "umum")[0]?["confirmed"] == false)
        let fund = try values(["key": "dues.fund"], as: "umum")[0]
        #expect(fund?["value"] == .some(.null))
    }

    @Test func `a policy keeps every value it had`() throws {
        try office.operators(["umum": [.reader], "dimas": [.coordinator]])
        try office.call("policy.set", params("caseload.softCap", 190))
        try office.call("policy.set", params("caseload.softCap", 170, from: "2016-01-01"))
        try office.call("policy.set", params("caseload.softCap", 160))
        func history(_ slug: String) throws -> [JSONValue] {
            try office.call("policy.history", ["key": "caseload.softCap"], as: slug)["rows"]?.items
                ?? []
        }
        #expect(try history("dimas").map { $0["value"] } == [180, 170, 190, 160])
        #expect(try history("dimas")[1]["operator"] == "admin")
        #expect(try history("umum")[1]["operator"] != "admin")
        #expect(
            try office.error("policy.history", ["key": "caseload.softcap"], as: "dimas")
                == "notFound"
        )
        #expect(try values(["key": "caseload.softCap"], as: "dimas")[0]?["value"] == 160)
    }

    @Test(
        arguments: [
            ("office.organisation", "LMB-2016-0001"), ("caseload.softCap", 190),
        ] as [(String, JSONValue)]
    )
    func `a value is shown as it was set, whatever its kind`(key: String, value: JSONValue) throws {
        try office.operators(["umum": [.reader]])
        try office.call("policy.set", params(key, value))
        #expect(try values(["key": .string(key)], as: "umum")[0]?["value"] == value)
        let history = try office.call("policy.history", ["key": .string(key)], as: "umum")["rows"]
        #expect(history?.items?.last?["value"] == value)
        #expect(try values([:], as: "umum").items?.isEmpty == false)
    }

    @Test func `policies are stored as ever`() throws {
        #expect(try StoredEvents.differences(PolicyEvent.self) == [])
    }
}
