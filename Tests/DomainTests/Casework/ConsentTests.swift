// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import TestSupport
import Testing

/// Goal: consents are given by who may give them, with proof, and end when withdrawn; method: a
/// child and her mother in one household.
@Suite struct ConsentTests {
    let reception: Reception

    init() throws {
        reception = try Reception()
        try reception.household()
    }

    private var byMother: JSONValue {
        [
            "client": Reception.melati, "scopes": ["services", "sharing"], "giverKind": "parent",
            "giverName": "Sri Misalnya", "giverClient": Reception.sri, "evidenceKind": "written",
            "evidenceRef": "arsip 1",
        ]
    }

    private func live() throws -> [JSONValue?] {
        let item = try reception.item("client.show", ["client": Reception.melati])
        return item["consents"]?.each("live") ?? []
    }

    @Test func `a parent consents for a child with proof`() throws {
        #expect(try reception.does("consent.give", byMother)["consent"] == "KLN-2016-0001/C1")
        #expect(try reception.does("consent.give", byMother)["consent"] == "KLN-2016-0001/C2")
        #expect(try live() == [true, true])
    }

    @Test func `a child does not consent itself`() throws {
        let own = byMother.changing(["giverKind": "self", "giverClient": nil])
        let refused = try reception.refusal("consent.give", own)
        #expect(refused == Refused(code: "consentGiverNotGuardian", details: ["age": 8]))
        let grown = try reception.does("consent.give", own, on: "2026-03-12")
        #expect(grown["consent"] == "KLN-2016-0001/C1")
        let dayBefore = try reception.refusal("consent.give", own, on: "2026-03-11")
        #expect(dayBefore["age"] == 17)
    }

    @Test func `with a birth year only the younger age counts`() throws {
        let young = try reception.does(
            "client.register",
            ["name": "Dahlia Contohnya", "sex": "female", "birthYear": 1998, "area": "32.77"]
        )["client"]
        let own = byMother.changing([
            "client": young ?? nil, "giverKind": "self", "giverClient": nil,
        ])
        #expect(try reception.refusal("consent.give", own)["age"] == 17)
        #expect(try reception.does("consent.give", own, on: "2016-12-31")["consent"] != nil)
    }

    @Test func `nobody consents as a parent for an adult`() throws {
        let forSri = byMother.changing(["client": Reception.sri, "giverClient": nil])
        let refused = try reception.refusal("consent.give", forSri)
        #expect(refused == Refused(code: "consentGiverNotGuardian", details: ["age": 36]))
    }

    @Test func `who gives consent as a client is an adult of the household with a say`() throws {
        let stranger = try reception.client("Orang Lain", born: "1980-05-06")
        let byStranger = byMother.changing(["giverClient": stranger])
        #expect(
            try reception.refusal("consent.give", byStranger).code == "consentGiverNotGuardian"
        )
        try reception.does(
            "household.addMember",
            ["household": "KRT-2016-0001", "client": stranger, "relation": "otherRelative"]
        )
        #expect(
            try reception.refusal("consent.give", byStranger).code == "consentGiverNotGuardian"
        )
        try reception.does(
            "household.removeMember",
            ["household": "KRT-2016-0001", "client": stranger, "reason": "keliru"]
        )
        try reception.does(
            "household.addMember",
            ["household": "KRT-2016-0001", "client": stranger, "relation": "guardian"]
        )
        #expect(try reception.does("consent.give", byStranger)["consent"] == "KLN-2016-0001/C1")
        let sister = try reception.does(
            "client.register",
            ["name": "Kakak Misal", "sex": "female", "birthYear": 2004, "area": "32.77"]
        )["client"]
        try reception.does(
            "household.addMember",
            ["household": "KRT-2016-0001", "client": sister ?? nil, "relation": "guardian"]
        )
        let bySister = byMother.changing(["giverClient": sister ?? nil])
        #expect(try reception.refusal("consent.give", bySister).code == "consentGiverNotGuardian")
    }

    @Test func `a consent without proof or with an end in the past is none`() throws {
        for field in ["evidenceKind", "evidenceRef"] {
            let params = byMother.changing(.object([JSONMember(field, nil)]))
            #expect(try reception.refusal("consent.give", params).code == "consentEvidenceMissing")
        }
        let past = byMother.changing(["validTo": "2016-07-31"])
        #expect(try reception.refusal("consent.give", past).code == "validityDates")
        let none = byMother.changing(["scopes": []])
        #expect(try reception.error("consent.give", none) == "invalidParams")
    }

    @Test func `a withdrawal ends scopes of every live consent, or one consent`() throws {
        try reception.does("consent.give", byMother)
        try reception.does("consent.give", byMother.changing(["scopes": ["sharing"]]))
        let sharing: JSONValue = [
            "client": Reception.melati, "scopes": ["sharing"], "reason": "permintaan ibu",
        ]
        let ended = try reception.does("consent.withdraw", sharing, on: "2016-08-05")
        #expect(ended["consents"] == ["KLN-2016-0001/C1", "KLN-2016-0001/C2"])
        #expect(try live() == [true, false])
        let again = try reception.refusal("consent.withdraw", sharing, on: "2016-08-05")
        #expect(again.code == "noLiveConsent")
        let first: JSONValue = [
            "client": Reception.melati, "consent": "KLN-2016-0001/C1", "reason": "permintaan ibu",
        ]
        let rest = try reception.does("consent.withdraw", first, on: "2016-08-05")
        #expect(rest["scopes"] == ["services"])
        #expect(try live() == [false, false])
        let absent = first.changing(["consent": "KLN-2016-0001/C9"])
        #expect(try reception.error("consent.withdraw", absent) == "notFound")
        let nothing = first.changing(["consent": nil])
        #expect(try reception.error("consent.withdraw", nothing) == "invalidParams")
    }

    @Test func `a household has one head, and a client one household`() throws {
        let form: JSONValue = ["members": [["client": Reception.sri, "relation": "head"]]]
        let held = try reception.refusal("household.form", form)
        #expect(
            held == Refused(code: "alreadyInHousehold", details: ["household": "KRT-2016-0001"])
        )
        let one = try reception.client("Orang Lain")
        let other = try reception.client("Lain Lagi")
        let heads: JSONValue = [
            "members": [
                ["client": one, "relation": "head"], ["client": other, "relation": "head"],
            ]
        ]
        #expect(try reception.refusal("household.form", heads).code == "twoHeads")
        let second: JSONValue = [
            "household": "KRT-2016-0001", "client": one, "relation": "head",
        ]
        #expect(try reception.refusal("household.addMember", second).code == "twoHeads")
        let leaving: JSONValue = [
            "household": "KRT-2016-0001", "client": one, "reason": "keliru",
        ]
        #expect(try reception.refusal("household.removeMember", leaving).code == "notMember")
        #expect(try reception.error("household.form", ["members": []]) == "invalidParams")
    }
}
