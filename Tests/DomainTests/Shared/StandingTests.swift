// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import TestSupport
import Testing

/// Goal: accreditation and blacklist are judged by their days; method: one organisation, one body
/// that accredits, and the days around each change.
@Suite struct StandingTests {
    let office: TestOffice
    static let accredit: JSONValue = [
        "organisation": "LMB-2016-0001", "rank": "A", "issuedBy": "LMB-2016-0002",
        "certificateNo": "BALKS-1", "issuedOn": "2016-04-01", "occurredOn": "2016-04-01",
    ]

    init() throws {
        office = try TestOffice()
        try office.operators(["tirta": [.registrar], "nia": [.board]])
        for (name, kind) in [
            ("Sow Off Indonesia", "lks"), ("Badan Akreditasi", "accreditationBody"),
        ] {
            try office.call(
                "organisation.register",
                [
                    "name": .string(name), "kinds": [.string(kind)], "occurredOn": "2016-03-08",
                ],
                as: "tirta"
            )
        }
    }

    private func show(_ day: JSONValue) throws -> JSONValue {
        let item = try office.call(
            "organisation.show",
            ["organisation": "LMB-2016-0001", "asOf": day],
            as: "tirta"
        )["item"]
        return try #require(item)
    }

    private func refused(_ params: JSONValue) throws -> Refused {
        let refused = try office.refused("organisation.accredit", params, as: "tirta")
        return Refused(code: refused.code, details: refused.details)
    }

    @Test(arguments: [("A", "2021-04-01"), ("B", "2019-04-01"), ("C", "2018-04-01")])
    func `an accreditation holds for the years of its rank`(rank: String, until: String) throws {
        let params = Self.accredit.changing(["rank": .string(rank)])
        let result = try office.call("organisation.accredit", params, as: "tirta")
        #expect(result["validTo"] == .string(until))
        #expect(
            try show("2016-04-01")["accreditation"]
                == ["rank": .string(rank), "validTo": .string(until)]
        )
    }

    @Test func `two accreditations do not overlap, and numbers are unique`() throws {
        try office.call("organisation.accredit", Self.accredit, as: "tirta")
        let overlap = Self.accredit.changing(["certificateNo": "BALKS-2"])
        #expect(
            try refused(overlap)
                == Refused(code: "accreditationOverlap", details: ["validTo": "2021-04-01"])
        )
        let sameNumber = Self.accredit.changing([
            "issuedOn": "2021-04-02", "occurredOn": "2021-04-02",
        ])
        #expect(try refused(sameNumber).code == "certificateNoTaken")
        let next = sameNumber.changing(["certificateNo": "BALKS-2"])
        try office.call("organisation.accredit", next, as: "tirta")
    }

    @Test func `only a body that accredits does`() throws {
        let byItself = Self.accredit.changing(["issuedBy": "LMB-2016-0001"])
        #expect(
            try refused(byItself)
                == Refused(
                    code: "issuerNotAccreditor",
                    details: ["organisation": "LMB-2016-0001"]
                )
        )
        let error = try office.error("organisation.accredit", Self.accredit, as: "nia")
        #expect(error == "forbidden")
    }

    @Test func `an accreditation that is withdrawn holds until the day before`() throws {
        try office.call("organisation.accredit", Self.accredit, as: "tirta")
        let withdraw: JSONValue = [
            "organisation": "LMB-2016-0001", "reason": "tidak memenuhi syarat",
            "occurredOn": "2017-01-10",
        ]
        try office.call("organisation.withdrawAccreditation", withdraw, as: "tirta")
        #expect(try show("2017-01-09")["accreditation"]?["rank"] == "A")
        #expect(try show("2017-01-10")["accreditation"] == JSONValue.null)
        let again = try office.refused(
            "organisation.withdrawAccreditation",
            withdraw,
            as: "tirta"
        )
        #expect(again.code == "notAccredited")
    }

    @Test func `the board keeps the blacklist`() throws {
        let params: JSONValue = [
            "organisation": "LMB-2016-0001", "reason": "laporan", "occurredOn": "2017-01-10",
        ]
        #expect(try office.error("organisation.blacklist", params, as: "tirta") == "forbidden")
        let early = try office.refused("organisation.unblacklist", params, as: "nia")
        #expect(early.code == "notBlacklisted")
        try office.call("organisation.blacklist", params, as: "nia")
        let twice = try office.refused("organisation.blacklist", params, as: "nia")
        #expect(twice.code == "organisationBlacklisted")
        #expect(try show("2017-01-09")["blacklisted"] == false)
        #expect(try show("2017-01-10")["blacklisted"] == true)
        let later = params.changing(["occurredOn": "2017-02-01"])
        try office.call("organisation.unblacklist", later, as: "nia")
        #expect(try show("2017-01-31")["blacklisted"] == true)
        #expect(try show("2017-02-01")["blacklisted"] == false)
    }
}
