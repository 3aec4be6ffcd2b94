// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import TestSupport
import Testing

/// Goal: nothing is done with a partner but under an agreement, on its days and within its terms;
/// method: one organisation, one fund, and the days around each step.
@Suite struct PartnershipTests {
    static let partner: JSONValue = "LMB-2016-0001"
    static let mtr: JSONValue = "MTR-2016-0001"
    static let agreement: JSONValue = [
        "partnership": mtr, "from": "2016-06-01", "to": "2017-05-31", "scope": ["event"],
        "dataClause": false, "ref": "PKS-1", "occurredOn": "2016-06-01",
    ]
    static let event: JSONValue = [
        "partnership": mtr, "title": "CLC", "date": "2016-07-24", "occurredOn": "2016-06-02",
    ]

    let office: TestOffice

    init() throws {
        office = try TestOffice()
        try office.operators([
            "tirta": [.registrar], "arya": [.board], "dimas": [.coordinator], "umum": [.reader],
        ])
        try office.call(
            "organisation.register",
            ["name": "Lembaga Satu", "kinds": ["orsos"], "occurredOn": "2016-03-08"],
            as: "tirta"
        )
    }

    private func propose() throws {
        try office.call(
            "partnership.propose",
            [
                "organisation": Self.partner, "purpose": "kelas bersama", "programmes": ["clc"],
                "occurredOn": "2016-05-02",
            ],
            as: "dimas"
        )
    }

    private func signed(_ changes: JSONValue = [:]) throws {
        try propose()
        try office.call("partnership.sign", Self.agreement.changing(changes), as: "arya")
    }

    private func refused(
        _ method: String,
        _ params: JSONValue,
        as actor: String = "arya"
    ) throws -> Refused {
        let refused = try office.refused(method, params, as: actor)
        return Refused(code: refused.code, details: refused.details)
    }

    private func row(_ day: String) throws -> JSONValue {
        let params: JSONValue = ["asOf": .string(day)]
        let rows = try office.call("partnership.list", params, as: "umum")["rows"]?.items
        return try #require(rows?.first)
    }

    private func blacklist(_ day: String) throws {
        try office.call(
            "organisation.blacklist",
            ["organisation": Self.partner, "reason": "laporan", "occurredOn": .string(day)],
            as: "arya"
        )
    }

    // MARK: Agreements

    @Test func `a partnership is proposed signed and ended`() throws {
        try signed()
        #expect(
            try row("2016-05-31").holds([
                "partnership": Self.mtr, "organisation": Self.partner,
                "organisationName": "Lembaga Satu", "state": "proposed", "from": nil, "to": nil,
                "dataClause": nil, "events": 0, "csrTotal": 0, "rating": nil,
            ])
        )
        #expect(
            try row("2016-06-01").holds([
                "state": "signed", "from": "2016-06-01", "to": "2017-05-31", "dataClause": false,
            ])
        )
        let end: JSONValue = [
            "partnership": Self.mtr, "reason": "selesai", "occurredOn": "2016-09-01",
        ]
        #expect(try office.error("partnership.end", end, as: "dimas") == "forbidden")
        #expect(
            try office.error("partnership.end", end.changing(["reason": nil]), as: "arya")
                == "invalidParams"
        )
        try office.call("partnership.end", end, as: "arya")
        #expect(try row("2016-08-31")["state"] == "signed")
        #expect(try row("2016-09-01")["state"] == "ended")
        #expect(try refused("partnership.end", end).code == "partnershipEnded")
        let again = Self.agreement.changing([
            "from": "2018-01-01", "to": "2018-12-31", "occurredOn": "2016-09-02",
        ])
        #expect(try refused("partnership.sign", again).code == "partnershipEnded")
    }

    @Test func `an unknown partner is not found and a blacklisted one refused`() throws {
        let params: JSONValue = [
            "organisation": "LMB-2016-0009", "purpose": "x", "occurredOn": "2016-05-02",
        ]
        #expect(try office.error("partnership.propose", params, as: "dimas") == "notFound")
        try blacklist("2016-05-02")
        let known = params.changing(["organisation": Self.partner])
        #expect(
            try refused("partnership.propose", known, as: "dimas").code
                == "organisationBlacklisted"
        )
        let before = known.changing(["occurredOn": "2016-05-01"])
        try office.call("partnership.propose", before, as: "dimas")
        #expect(
            try refused("partnership.sign", Self.agreement).code == "organisationBlacklisted"
        )
    }

    @Test func `two agreements do not share a day`() throws {
        try signed()
        let touching = Self.agreement.changing(["from": "2017-05-31", "to": "2018-05-31"])
        #expect(
            try refused("partnership.sign", touching)
                == Refused(code: "agreementInForce", details: ["to": "2017-05-31"])
        )
        let next = touching.changing(["from": "2017-06-01"])
        try office.call("partnership.sign", next, as: "arya")
        let later = try row("2016-06-01")
        #expect(later["from"] == "2016-06-01")
        let amended = touching.changing(["reason": "mulai lebih awal"])
        #expect(try refused("partnership.amend", amended).code == "agreementInForce")
    }

    @Test func `an agreement does not end before it begins`() throws {
        try propose()
        let reversed = Self.agreement.changing(["to": "2016-05-31"])
        #expect(try refused("partnership.sign", reversed).code == "validityDates")
        let nothing = Self.agreement.changing(["scope": []])
        #expect(try office.error("partnership.sign", nothing, as: "arya") == "invalidParams")
        #expect(
            try office.error("partnership.sign", Self.agreement, as: "dimas") == "forbidden"
        )
    }

    @Test func `an agreement is amended while it runs`() throws {
        try propose()
        let longer = Self.agreement.changing([
            "to": "2017-12-31", "dataClause": true, "reason": "diperpanjang",
            "occurredOn": "2017-05-31",
        ])
        #expect(
            try refused("partnership.amend", longer)
                == Refused(code: "agreementNotInForce", details: [:])
        )
        try office.call("partnership.sign", Self.agreement, as: "arya")
        let late = longer.changing(["occurredOn": "2017-06-01"])
        #expect(
            try refused("partnership.amend", late)
                == Refused(
                    code: "agreementNotInForce",
                    details: ["from": "2016-06-01", "to": "2017-05-31"]
                )
        )
        let reversed = longer.changing(["to": "2016-01-01"])
        #expect(try refused("partnership.amend", reversed).code == "validityDates")
        try office.call("partnership.amend", longer, as: "arya")
        #expect(
            try row("2017-06-01").holds(["to": "2017-12-31", "dataClause": true])
        )
        let barred = longer.changing(["to": "2018-12-31", "occurredOn": "2017-06-01"])
        try blacklist("2017-06-01")
        #expect(try refused("partnership.amend", barred).code == "organisationBlacklisted")
        let earlier = longer.changing(["occurredOn": "2017-05-30"])
        #expect(try refused("partnership.amend", earlier).code == "outOfOrder")
    }

    // MARK: Events and reviews

    @Test func `an event lies inside the agreement`() throws {
        try propose()
        #expect(
            try refused("partnership.planEvent", Self.event, as: "dimas").code
                == "agreementNotInForce"
        )
        try office.call("partnership.sign", Self.agreement, as: "arya")
        for day in ["2016-05-31", "2017-06-01"] {
            let outside = Self.event.changing(["date": .string(day)])
            #expect(
                try refused("partnership.planEvent", outside, as: "dimas")
                    == Refused(
                        code: "agreementNotInForce",
                        details: ["from": "2016-06-01", "to": "2017-05-31"]
                    )
            )
        }
        for day in ["2016-06-01", "2017-05-31"] {
            let inside = Self.event.changing(["date": .string(day)])
            try office.call("partnership.planEvent", inside, as: "dimas")
        }
        #expect(try row("2016-06-02")["events"] == 2)
        let end: JSONValue = [
            "partnership": Self.mtr, "reason": "selesai", "occurredOn": "2016-09-01",
        ]
        try office.call("partnership.end", end, as: "arya")
        let after = Self.event.changing(["date": "2016-09-01", "occurredOn": "2016-09-01"])
        #expect(
            try refused("partnership.planEvent", after, as: "dimas").code
                == "agreementNotInForce"
        )
    }

    @Test func `money of a donor names its fund and what it is for`() throws {
        try signed()
        try office.operators(["bayu": [.treasurer]])
        try office.call(
            "fund.open",
            [
                "fund": "CSR-2016", "name": "Dana CSR", "restriction": "restricted",
                "purpose": "buku", "categories": ["stationery"], "occurredOn": "2016-05-01",
            ],
            as: "bayu"
        )
        let amount = Self.event.changing(["csrAmount": 1_000_000])
        for incomplete in [
            amount, amount.changing(["fund": "CSR-2016"]),
            amount.changing(["csrPurpose": "buku"]),
        ] {
            #expect(
                try refused("partnership.planEvent", incomplete, as: "dimas").code
                    == "csrWithoutFund"
            )
        }
        let complete = amount.changing(["fund": "CSR-2016", "csrPurpose": "buku"])
        try office.call("partnership.planEvent", complete, as: "dimas")
        #expect(try row("2016-06-02")["csrTotal"] == 1_000_000)
        let unknown = complete.changing(["fund": "TIDAK-ADA"])
        #expect(try office.error("partnership.planEvent", unknown, as: "dimas") == "notFound")
        let session = Self.event.changing(["activity": "KGT-2016-0009"])
        #expect(try office.error("partnership.planEvent", session, as: "dimas") == "notFound")
    }

    @Test func `the newest review is shown`() throws {
        try signed()
        for (rating, day) in [(2, "2016-08-01"), (5, "2016-09-01")] {
            let review: JSONValue = [
                "partnership": Self.mtr, "rating": .integer(Int64(rating)), "note": "catatan",
                "occurredOn": .string(day),
            ]
            try office.call("partnership.review", review, as: "dimas")
        }
        #expect(try row("2016-08-31")["rating"] == 2)
        #expect(try row("2016-09-01")["rating"] == 5)
        let beyond: JSONValue = ["partnership": Self.mtr, "rating": 6, "note": "x"]
        #expect(try office.error("partnership.review", beyond, as: "dimas") == "invalidParams")
    }

    @Test func `tomorrow is not recorded`() throws {
        try propose()
        let tomorrow = Self.agreement.changing(["occurredOn": "2026-11-22"])
        #expect(try refused("partnership.sign", tomorrow).code == "futureDated")
    }
}
