// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import TestSupport
import Testing

/// Memberships, their dues and cards, and members by district: every rule and refusal, by calls.
@Suite struct MembershipTests {
    private let roll: Roll

    init() throws {
        roll = try Roll()
        try roll.call(
            "body.establish",
            [
                "name": "Pengurus Rekaan", "organisation": roll.home, "kind": "chapter",
                "occurredOn": "2014-12-04",
            ]
        )
    }

    private func application(
        _ person: JSONValue,
        _ category: JSONValue = "regular",
        area: JSONValue = "35.78"
    ) -> JSONValue {
        ["person": person, "body": "BDN-2014-0001", "area": area, "category": category]
    }

    private func member(_ name: String, area: JSONValue = "35.78") throws -> JSONValue {
        let worker = try roll.worker(name)
        let id = try roll.call("membership.apply", application(worker, area: area))["membership"]
        let membership: JSONValue = id ?? nil
        try roll.call("membership.admit", ["membership": membership])
        return membership
    }

    private func dues(_ membership: JSONValue, _ receipt: String) -> JSONValue {
        [
            "membership": membership, "period": 2016, "amount": 100_000,
            "receiptNo": .string(receipt),
        ]
    }

    private func card(
        _ membership: JSONValue,
        _ number: String,
        to day: JSONValue = "2017-12-31"
    ) -> JSONValue {
        ["membership": membership, "cardNo": .string(number), "validTo": day]
    }

    @Test func `only graduates are regular members, and of a body once`() throws {
        let other = try roll.worker("Wulan Andaikata", degree: "none")
        let refusal = try roll.office.refused(
            "membership.apply",
            roll.dated(application(other)),
            as: "tirta"
        )
        #expect(refusal.code == "notAGraduate")
        #expect(refusal.details["degree"] == "none")
        let made = try roll.call("membership.apply", application(other, "associate"))
        #expect(made["membership"] == "AGT-2016-0001")
        #expect(
            try roll.refused("membership.apply", application(other, "associate"))
                == "alreadyMember"
        )
    }

    @Test func `whoever applied is admitted before cards are given out`() throws {
        let worker = try roll.worker("Ratna Karangan")
        let id = try roll.call("membership.apply", application(worker))["membership"]
        #expect(try roll.refused("membership.issueCard", card(id ?? nil, "K-1")) == "notAdmitted")
    }

    @Test func `only a body that was established has members`() throws {
        let worker = try roll.worker("Ratna Karangan")
        let params = application(worker).changing(["body": "BDN-2014-0009"])
        #expect(
            try roll.office.error("membership.apply", roll.dated(params), as: "tirta") == "notFound"
        )
    }

    @Test func `a member belongs to a regency or city`() throws {
        let worker = try roll.worker("Ratna Karangan")
        #expect(
            try roll.refused("membership.apply", application(worker, area: "35")) == "areaLevel"
        )
        let membership = try member("Sekar Andaikata")
        func move(_ area: JSONValue) -> JSONValue { ["membership": membership, "area": area] }
        #expect(try roll.refused("membership.move", move("35.78")) == "sameArea")
        #expect(try roll.refused("membership.move", move("35.78.01")) == "areaLevel")
        try roll.call("membership.move", move("35.79"))
    }

    @Test func `a membership is applied for, admitted and ends, in this order`() throws {
        let membership = try member("Ratna Karangan")
        #expect(
            try roll.refused("membership.admit", ["membership": membership]) == "membershipState"
        )
        let lapse: JSONValue = ["membership": membership, "reason": "berhenti"]
        try roll.call("membership.lapse", lapse)
        #expect(try roll.refused("membership.lapse", lapse) == "membershipState")
        #expect(
            try roll.refused("membership.payDues", dues(membership, "KW-1"), as: "hasan")
                == "membershipState"
        )
        #expect(try roll.refused("membership.issueCard", card(membership, "K-1")) == "notAdmitted")
    }

    @Test func `dues are paid once a year, each with a receipt of its own`() throws {
        let (one, two) = (try member("Ratna Karangan"), try member("Sekar Andaikata"))
        let paid = try roll.call("membership.payDues", dues(one, "KW-1"), as: "hasan")
        #expect(paid["ledgerEntry"] == .some(.null))
        #expect(
            try roll.refused("membership.payDues", dues(one, "KW-2"), as: "hasan")
                == "duesAlreadyPaid"
        )
        let refusal = try roll.office.refused(
            "membership.payDues",
            roll.dated(dues(two, "KW-1")),
            as: "hasan"
        )
        #expect(refusal.code == "receiptReused")
        #expect(refusal.details["membership"] == one)
    }

    /// Names the fund that dues go to.
    private func dues(into fund: JSONValue, from day: JSONValue = "2016-01-04") throws {
        try roll.call(
            "policy.set",
            ["key": "dues.fund", "value": fund, "from": day, "source": "rapat"],
            as: "arya"
        )
    }

    @Test func `dues go into the fund that the office names`() throws {
        let (one, two) = (try member("Ratna Karangan"), try member("Sekar Andaikata"))
        let fund: JSONValue = [
            "fund": "IURAN", "name": "Dana iuran", "restriction": "unrestricted",
            "occurredOn": "2016-01-04",
        ]
        try roll.call("fund.open", fund, as: "hasan")
        try dues(into: "IURAN")
        let paid = try roll.call("membership.payDues", dues(one, "KW-1"), as: "hasan")
        #expect(paid["events"]?.each("type") == ["membership.duesPaid", "fund.duesReceived"])
        let entry = try roll.office.call("fund.ledger", ["fund": "IURAN"], as: "hasan")["rows"]?[0]
        #expect(entry?["entry"] == paid["ledgerEntry"])
        #expect(entry?["ref"] == one)
        try roll.call(
            "fund.closePeriod",
            ["fund": "IURAN", "through": "2016-03-31", "occurredOn": "2016-04-01"],
            as: "hasan"
        )
        #expect(
            try roll.refused("membership.payDues", dues(two, "KW-2"), as: "hasan")
                == "periodClosed"
        )
    }

    @Test func `dues do not go into a fund that is closed`() throws {
        let one = try member("Ratna Karangan")
        try roll.call(
            "drive.plan",
            [
                "drive": "D9", "name": "Koin", "purpose": "buku", "categories": ["stationery"],
                "areas": ["32.77"], "from": "2016-07-01", "to": "2016-09-30",
                "organiser": roll.home,
            ],
            as: "dimas"
        )
        try roll.call("drive.cancel", ["drive": "D9", "reason": "izin tidak jadi"], as: "dimas")
        try dues(into: "D9")
        #expect(
            try roll.refused("membership.payDues", dues(one, "KW-1"), as: "hasan") == "fundClosed"
        )
    }

    @Test func `a card follows the dues and its number is never used again`() throws {
        let (one, two) = (try member("Ratna Karangan"), try member("Sekar Andaikata"))
        let refusal = try roll.office.refused(
            "membership.issueCard",
            roll.dated(card(one, "K-1")),
            as: "tirta"
        )
        #expect(refusal.code == "duesUnpaid")
        #expect(refusal.details["period"] == 2016)
        try roll.call("membership.payDues", dues(one, "KW-1"), as: "hasan")
        try roll.call("membership.payDues", dues(two, "KW-2"), as: "hasan")
        #expect(
            try roll.refused("membership.issueCard", card(one, "K-1", to: "2016-03-09"))
                == "validityDates"
        )
        try roll.call("membership.issueCard", card(one, "K-1"))
        #expect(try roll.refused("membership.issueCard", card(two, "K-1")) == "cardNoUsed")
        let renewed = try roll.call("membership.issueCard", card(one, "K-2"))["events"]
        #expect(renewed?.items?.count == 2)
        let revocation: JSONValue = ["membership": one, "reason": "hilang"]
        try roll.call("membership.revokeCard", revocation)
        #expect(try roll.refused("membership.revokeCard", revocation) == "noCard")
        #expect(try roll.refused("membership.issueCard", card(one, "K-2")) == "cardNoUsed")
    }

    @Test func `members are sent to an activity that takes place`() throws {
        let membership = try member("Ratna Karangan")
        let planned: JSONValue = [
            "programme": "cpd", "kind": "congress", "title": "Kongres", "date": "2016-04-02",
            "minutes": 480, "area": "35.78", "place": "Balai", "withMinors": false,
        ]
        let activity = try roll.call("activity.plan", planned, as: "dimas")["activity"] ?? nil
        let params: JSONValue = [
            "membership": membership, "activity": activity, "role": "speaker",
        ]
        let applicant = application(try roll.worker("Sekar Andaikata"))
        let asked = try roll.call("membership.apply", applicant)["membership"] ?? nil
        let early = params.changing(["membership": asked])
        #expect(try roll.refused("membership.delegate", early) == "notAdmitted")
        let sent = try roll.call("membership.delegate", params, as: "arya")["events"]
        #expect(sent?[0]?["type"] == "membership.delegated")
        let unknown = roll.dated(params.changing(["activity": "KGT-2016-0999"]))
        #expect(
            try roll.office.error("membership.delegate", unknown, as: "tirta") == "notFound"
        )
        try roll.call("activity.cancel", ["activity": activity, "reason": "batal"], as: "dimas")
        #expect(try roll.refused("membership.delegate", params) == "activityCancelled")
        try roll.call("membership.lapse", ["membership": membership, "reason": "berhenti"])
        #expect(try roll.refused("membership.delegate", params) == "notAdmitted")
    }

    @Test func `members are counted in every defined district of a province`() throws {
        try roll.call(
            "area.define",
            [
                "areas": [
                    ["code": "35", "name": "Jawa Timur"], ["code": "35.78", "name": "Surabaya"],
                    ["code": "35.79", "name": "Batu"], ["code": "32.77", "name": "Cimahi"],
                    ["code": "35.78.01", "name": "Rekaan"], ["code": "35.80.01", "name": "Lain"],
                ]
            ]
        )
        let one = try member("Ratna Karangan")
        let two = try member("Sekar Andaikata", area: "35.79")
        try roll.call("membership.payDues", dues(one, "KW-1"), as: "hasan")
        try roll.call("membership.issueCard", card(one, "K-1"))
        try roll.certify("PKS-2016-0001", "A-1")
        func districts(on day: JSONValue, body: JSONValue? = nil) throws -> JSONValue {
            var params: JSONValue = ["province": "35", "asOf": day]
            if let body { params = params.changing(["body": body]) }
            return try roll.office.call("membership.byDistrict", params, as: "umum")
        }
        let before = try districts(on: "2016-03-10")
        #expect(before["rows"]?.items?.map { $0["area"] } == ["35.78", "35.79"])
        #expect(before["rows"]?[0]?["withCard"] == 1)
        #expect(before["rows"]?[0]?["certified"] == 1)
        #expect(before["summary"]?["districtsWithMembers"] == 2)
        let own = try districts(on: "2016-03-10", body: "BDN-2014-0001")
        #expect(own["summary"] == before["summary"])
        let others = try districts(on: "2016-03-10", body: "BDN-2014-0002")
        #expect(others["summary"]?["districts"] == 2)
        #expect(others["summary"]?["regular"] == 0)
        #expect(try districts(on: "2017-12-31")["rows"]?[0]?["withCard"] == 1)
        #expect(try districts(on: "2018-01-01")["rows"]?[0]?["withCard"] == 0)
        #expect(try districts(on: "2020-06-01")["rows"]?[0]?["certified"] == 1)
        #expect(try districts(on: "2020-06-02")["rows"]?[0]?["certified"] == 0)
        try roll.call(
            "membership.lapse",
            ["membership": two, "reason": "berhenti", "occurredOn": "2017-01-02"]
        )
        let after = try districts(on: "2017-01-02")
        #expect(after["rows"]?[1]?["regular"] == 0)
        #expect(after["rows"]?[1]?["lapsed"] == 1)
        #expect(after["summary"]?["districts"] == 2)
        #expect(try roll.differingProjections() == [])
    }
}
