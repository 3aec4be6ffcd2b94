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

    @Test func `policies are stored as ever`() throws {
        #expect(try StoredEvents.differences(PolicyEvent.self) == [])
    }
}
