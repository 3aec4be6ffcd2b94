// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import TestSupport
import Testing

/// Goal: an office has one holder, passes to whoever was elected, and the roles that sign pass in
/// the same commit; method: one chair, three people, two logins.
@Suite struct OfficeTermTests {
    let world: BodyWorld

    init() throws { world = try BodyWorld() }

    private func refused(_ changes: JSONValue, on day: String = "2021-10-10") throws -> Refused {
        try world.refused("body.handOver", BodyWorld.handOver.changing(changes), on: day)
    }

    private func handOver(
        _ changes: JSONValue = [:],
        on day: String = "2021-10-10"
    ) throws -> JSONValue {
        try world.does("body.handOver", BodyWorld.handOver.changing(changes), on: day)
    }

    private static let outgoing: JSONValue = ["outgoing": BodyWorld.juli]

    // MARK: Records

    @Test func `two people do not hold one office at a time`() throws {
        try world.recorded(BodyWorld.juli, ["from": "2016-01-01", "to": "2018-01-01"])
        func refused(_ changes: JSONValue) throws -> Refused {
            let params: JSONValue = [
                "body": BodyWorld.body, "office": "chair", "person": BodyWorld.wati,
                "source": "arsip",
            ]
            return try world.refused(
                "body.recordHolder",
                params.changing(changes),
                by: "tirta",
                on: "2021-10-01"
            )
        }
        let occupied = Refused(
            code: "officeOccupied",
            details: ["holder": BodyWorld.juli, "from": "2016-01-01", "to": "2018-01-01"]
        )
        #expect(try refused([:]) == occupied)
        #expect(try refused(["from": "2017-12-31"]) == occupied)
        #expect(try refused(["to": "2016-01-02"]) == occupied)
        // The day on which one takes over from the other is the successor's.
        try world.recorded(BodyWorld.wati, ["from": "2018-01-01"])
        try world.recorded(BodyWorld.zainal, ["to": "2016-01-01"])
        #expect(
            try world.terms().map { $0["holder"] } == [
                BodyWorld.zainal, BodyWorld.juli, BodyWorld.wati,
            ]
        )
    }

    @Test func `many are members at a time and no term ends before it begins`() throws {
        try world.recorded(BodyWorld.juli, ["office": "member"])
        try world.recorded(BodyWorld.wati, ["office": "member"])
        let reversed: JSONValue = [
            "body": BodyWorld.body, "office": "member", "person": BodyWorld.zainal,
            "source": "arsip", "from": "2018-01-01", "to": "2017-01-01",
        ]
        #expect(
            try world.error("body.recordHolder", reversed, by: "tirta", on: "2021-10-01")
                == "invalidParams"
        )
        #expect(
            try world.error("body.recordHolder", reversed, by: "arya", on: "2021-10-01")
                == "forbidden"
        )
    }

    // MARK: Handovers

    @Test func `an office passes on the day of the handover`() throws {
        try world.recorded(BodyWorld.juli)
        try world.held()
        #expect(try refused(Self.outgoing).code == "notElected")
        try world.elected(BodyWorld.zainal)
        let checklist: JSONValue = ["checklist": [["item": "stempel", "done": true]]]
        let answer = try handOver(Self.outgoing.changing(checklist))
        #expect(answer.holds(["body": BodyWorld.body, "office": "chair", "moved": []]))
        let back: JSONValue = [
            "successor": BodyWorld.juli, "outgoing": BodyWorld.juli,
        ]
        #expect(
            try refused(back, on: "2021-10-11")
                == Refused(code: "officeOccupied", details: ["holder": BodyWorld.zainal])
        )
        let terms = try world.terms()
        #expect(terms.count == 2)
        #expect(
            terms.first?.holds([
                "body": BodyWorld.body, "bodyName": "Pengurus Rekaan", "office": "chair",
                "holder": BodyWorld.juli, "holderName": "Juli Abidin", "from": nil,
                "to": "2021-10-10", "assembly": nil,
            ]) == true
        )
        #expect(
            terms.last?.holds([
                "holder": BodyWorld.zainal, "holderName": "Zainal Abidin", "from": "2021-10-10",
                "to": nil, "assembly": BodyWorld.assembly,
            ]) == true
        )
        #expect(try world.terms(["asOf": "2021-10-09"]).first?["to"] == .some(.null))
        #expect(try world.terms(["office": "secretary"]).isEmpty)
        let item = try world.office.call("body.show", ["body": BodyWorld.body], as: "arya")["item"]
        #expect(
            item?["officers"]?.holds([
                ["office": "chair", "holder": BodyWorld.zainal, "holderName": "Zainal Abidin"]
            ]) == true
        )
    }

    @Test func `an auditor learns no name`() throws {
        try world.recorded(BodyWorld.juli)
        let row = try #require(try world.terms(by: "putri").first)
        #expect(row["holder"] == BodyWorld.juli)
        #expect(row["holderName"] == nil)
    }

    @Test func `whoever holds the office must be the one who leaves`() throws {
        try world.recorded(BodyWorld.juli)
        try world.held()
        try world.elected(BodyWorld.zainal)
        let occupied = Refused(code: "officeOccupied", details: ["holder": BodyWorld.juli])
        #expect(try refused([:]) == occupied)
        #expect(try refused(["outgoing": BodyWorld.wati]) == occupied)
    }

    @Test func `an election counts after the present term began and not before it was held`() throws
    {
        let first = try world.held()
        try world.elected(BodyWorld.juli)
        _ = try handOver(["successor": BodyWorld.juli])
        let again: JSONValue = ["successor": BodyWorld.juli, "outgoing": BodyWorld.juli]
        #expect(
            try refused(again, on: "2022-01-01")
                == Refused(code: "notElected", details: ["successor": BodyWorld.juli])
        )
        let second = try world.held(2022)
        try world.elected(BodyWorld.zainal, at: second, on: "2022-10-10")
        #expect(try refused(Self.outgoing, on: "2022-10-10").code == "notElected")
        let next = Self.outgoing.changing(["assembly": second])
        #expect(try refused(next, on: "2022-10-09").code == "outOfOrder")
        _ = try handOver(next, on: "2022-10-10")
        #expect(first == BodyWorld.assembly)
    }

    @Test func `a member is handed over beside the others`() throws {
        try world.recorded(BodyWorld.juli, ["office": "member"])
        try world.recorded(BodyWorld.wati, ["office": "member"])
        try world.held()
        try world.elected(BodyWorld.zainal, "member")
        _ = try handOver(Self.outgoing.changing(["office": "member"]))
        let held = try world.terms(["office": "member"]).filter { $0["to"] == .some(.null) }
        #expect(
            Set(held.compactMap { $0["holder"]?.string }) == ["KTK-2014-0002", "KTK-2014-0003"]
        )
    }

    @Test func `an assembly of another body elected nobody here`() throws {
        try world.does(
            "body.establish",
            ["name": "Lain", "organisation": "LMB-2014-0001", "kind": "committee"],
            on: "2014-12-04"
        )
        try world.held()
        try world.elected(BodyWorld.zainal)
        let params = BodyWorld.handOver.changing(["body": "BDN-2014-0002"])
        #expect(try world.error("body.handOver", params, on: "2021-10-10") == "notFound")
    }

    // MARK: Roles

    /// Juli signs as `juli`, the chair; somebody waits as Zainal's operator.
    private func signing(
        _ roles: [Role] = [.board, .treasurer],
        _ next: [Role] = [],
        as zainal: String = "zain"
    ) throws {
        try world.office.operators(["juli": roles, zainal: next])
        for (slug, contact) in [("juli", BodyWorld.juli), (zainal, BodyWorld.zainal)] {
            try world.office.call(
                "operator.link",
                ["operator": .string(slug), "contact": contact, "occurredOn": "2014-02-01"]
            )
        }
        try world.recorded(BodyWorld.juli)
        try world.held()
        try world.elected(BodyWorld.zainal)
    }

    private func roles(_ slug: String) throws -> JSONValue? {
        let rows = try world.office.call("operator.list")["rows"]?.items
        return rows?.first { $0["operator"]?.string == slug }?["roles"]
    }

    @Test func `the roles that sign pass in the same commit`() throws {
        try signing([.board, .treasurer, .coordinator], [.treasurer])
        #expect(
            try refused(Self.outgoing)
                == Refused(
                    code: "signatoryUnset",
                    details: ["roles": ["treasurer", "board"]]
                )
        )
        let answer = try handOver(Self.outgoing.changing(["toOperator": "zain"]))
        #expect(answer["moved"] == ["treasurer", "board"])
        // One handover, two roles taken, the one that was missing given.
        #expect(answer["events"]?.items?.count == 4)
        #expect(try roles("juli") == ["coordinator"])
        #expect(try roles("zain") == ["treasurer", "board"])
    }

    @Test func `without roles that sign no operator is needed`() throws {
        try signing([.coordinator])
        #expect(try handOver(Self.outgoing)["moved"] == [])
        #expect(try roles("juli") == ["coordinator"])
    }

    @Test func `the roles pass to the successor's own operator alone`() throws {
        try signing()
        try world.office.operators(["lina": []])
        for slug in ["juli", "lina"] as [JSONValue] {
            #expect(try refused(Self.outgoing.changing(["toOperator": slug])).code == "notLinked")
        }
        #expect(try roles("juli") == ["treasurer", "board"])
    }

    @Test func `nothing moves when somebody follows upon themselves`() throws {
        try signing()
        try world.elected(BodyWorld.juli, "secretary")
        try world.recorded(BodyWorld.juli, ["office": "secretary"])
        let again = Self.outgoing.changing([
            "office": "secretary", "successor": BodyWorld.juli, "toOperator": "juli",
        ])
        #expect(try handOver(again)["moved"] == [])
        #expect(try roles("juli") == ["treasurer", "board"])
    }

    @Test func `the roles pass to an operator who may hold them`() throws {
        try signing([.board], [.auditor], as: "lina")
        #expect(
            try refused(Self.outgoing.changing(["toOperator": "lina"])).code == "roleConflict"
        )
        #expect(try roles("juli") == ["board"])
    }

    @Test func `the roles pass to an operator who is not suspended`() throws {
        try signing()
        try world.office.call(
            "operator.suspend",
            ["operator": "zain", "reason": "cuti", "occurredOn": "2021-01-01"]
        )
        let params = Self.outgoing.changing(["toOperator": "zain"])
        #expect(try refused(params).code == "operatorSuspended")
        let unknown = BodyWorld.handOver.changing([
            "toOperator": "siapa", "outgoing": BodyWorld.juli,
        ])
        #expect(try world.error("body.handOver", unknown, on: "2021-10-10") == "notFound")
        #expect(try roles("juli") == ["treasurer", "board"])
    }

    @Test func `roles do not pass before the operators' last step`() throws {
        try signing()
        try world.office.call(
            "operator.setUid",
            ["operator": "zain", "uid": 4711, "occurredOn": "2022-01-01"]
        )
        let params = Self.outgoing.changing(["toOperator": "zain"])
        #expect(try refused(params).code == "outOfOrder")
        #expect(try refused(params, on: "2026-11-22").code == "futureDated")
    }
}
