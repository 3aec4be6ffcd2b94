// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import TestSupport
import Testing

/// Emergency access: opened with a reason, open for an hour, seen in every record, reviewed by
/// somebody else.
@Suite struct BreakGlassTests {
    private let office: TestOffice
    private let client = "KLN-2016-0001"
    private let opened = "KSS-2016-0001"

    init() throws {
        office = try TestOffice()
        try Team.join(office)
        try office.call(
            "client.register",
            [
                "name": "Melati Rekaan", "sex": "female", "birthYear": 2008, "area": "32.77.01",
                "occurredOn": "2016-08-01",
            ],
            as: "intan"
        )
        try office.call(
            "case.open",
            [
                "client": .string(client), "ppksCode": 2, "setting": "family",
                "source": "walkIn", "summary": "Keterangan Qwexyz.", "occurredOn": "2016-08-01",
            ],
            as: "intan"
        )
    }

    private func opening(_ changes: JSONValue = [:]) -> JSONValue {
        let own: JSONValue = [
            "case": .string(opened), "reason": "anak hilang, atasan tidak dapat dihubungi",
        ]
        return own.changing(changes)
    }

    @discardableResult
    private func open(_ changes: JSONValue = [:], as slug: String = "jaka") throws -> JSONValue {
        try office.call("access.breakGlass", opening(changes), as: slug)
    }

    private func show(as slug: String = "jaka") throws -> JSONValue {
        try office.reply(to: "case.show", ["case": .string(opened)], as: slug)
    }

    // MARK: Opening

    @Test func `a stranger to the case reads it for an hour, and every look says so`() throws {
        #expect(try show()["error"]?["data"]?["kind"] == "notFound")
        let made = try open()
        #expect(made["entry"] == made["position"])
        #expect(made["until"] == "2026-11-21T11:00:00.000+07:00")
        #expect(made["events"]?.each("stream") == ["access-202611"])
        office.wait(minutes: 59)
        #expect(try show()["result"]?["item"]?["case"] == .string(opened))
        #expect(try show(as: "wulan")["error"]?["data"]?["kind"] == "notFound")
        let looks = try office.call(
            "access.list",
            ["operator": "jaka", "action": "breakGlass"],
            as: "galih"
        )
        #expect(looks["rows"]?.each("method") == ["case.show"])
        #expect(looks["rows"]?.items?.first?["refs"]?.items?.contains(.string(opened)) == true)
        office.wait(minutes: 1)
        #expect(try show()["error"]?["data"]?["kind"] == "notFound")
    }

    @Test func `the cases of a client are open with the client`() throws {
        try open(["case": nil, "client": .string(client)])
        #expect(try show()["result"]?["item"]?["case"] == .string(opened))
        let shown = try office.call("client.show", ["client": .string(client)], as: "jaka")
        #expect(shown["item"]?["initials"] == "M.R.")
    }

    @Test func `what is open for reading stays closed for writing`() throws {
        try open()
        let entry: JSONValue = [
            "case": .string(opened), "kind": "phone", "with": "family", "successful": true,
            "minutes": 10,
        ]
        #expect(try office.error("case.logContact", entry, as: "jaka") == "notFound")
    }

    @Test(
        arguments: [
            (["reason": "terlalu pendek"], "reasonTooShort"),
            (["reason": "sembilan belas huru"], "reasonTooShort"),
            (["occurredOn": "2027-01-01"], "futureDated"),
        ] as [(JSONValue, String)]
    )
    func `an opening is refused`(changes: JSONValue, code: String) throws {
        #expect(try office.refused("access.breakGlass", opening(changes), as: "jaka").code == code)
    }

    @Test(
        arguments: [
            (["reason": nil], "jaka", "invalidParams"),
            (["case": nil], "jaka", "invalidParams"),
            (["client": "KLN-2016-0001"], "jaka", "invalidParams"),
            (["case": "KSS-2016-0099"], "jaka", "notFound"),
            (["case": nil, "client": "KLN-2016-0099"], "jaka", "notFound"),
            ([:], "intan", "forbidden"), ([:], "lina", "forbidden"), ([:], "admin", "forbidden"),
        ] as [(JSONValue, String, String)]
    )
    func `an opening has one object, a reason and a role`(
        changes: JSONValue,
        slug: String,
        kind: String
    ) throws {
        #expect(try office.error("access.breakGlass", opening(changes), as: slug) == kind)
    }

    @Test func `what is open is not opened again before its end`() throws {
        try open()
        let again = try office.refused("access.breakGlass", opening(), as: "jaka")
        #expect(again.code == "breakGlassOpen")
        #expect(again.details["until"] == "2026-11-21T11:00:00.000+07:00")
        try open(as: "wulan")
        office.wait(minutes: 60)
        try open()
    }

    // MARK: Review

    private func reviewing(_ entry: JSONValue) -> JSONValue {
        ["entry": entry, "finding": "justified", "note": "diperiksa"]
    }

    @Test func `an opening is reviewed once, by another guardian of the data`() throws {
        let entry = try open(as: "galih")["entry"] ?? nil
        let own = try office.refused("access.review", reviewing(entry), as: "galih")
        #expect(own.code == "selfReview")
        #expect(try office.error("access.review", reviewing(entry), as: "ratna") == "forbidden")
        let done = try office.call("access.review", reviewing(entry), as: "gita")
        #expect(done["events"]?.each("type") == ["access.breakGlassReviewed"])
        let again = try office.refused("access.review", reviewing(entry), as: "gita")
        #expect(again.code == "alreadyReviewed")
    }

    @Test func `only an opening is reviewed`() throws {
        for position: JSONValue in [1, 9_999] {
            let none = try office.refused("access.review", reviewing(position), as: "galih")
            #expect(none.code == "unknownEntry")
        }
    }

    @Test func `an opening that nobody reviewed is overdue after three days`() throws {
        let entry = try open()["entry"] ?? nil
        func overdue() throws -> [JSONValue] {
            try office.call("overdue.list", ["kind": "breakGlass"], as: "galih")["rows"]?.items
                ?? []
        }
        office.setToday(CivilDate(days: 20_778 + 3))
        #expect(try overdue().isEmpty)
        office.setToday(CivilDate(days: 20_778 + 4))
        let row = try #require(try overdue().first)
        let wanted: JSONValue = [
            "kind": "breakGlass", "ref": .string("\(entry.integer ?? 0)"),
            "owner": "dataProtection", "daysOver": 1, "dueOn": "2026-11-24",
        ]
        #expect(row.holds(wanted), "\(row.line)")
        try office.call("access.review", reviewing(entry), as: "galih")
        #expect(try overdue().isEmpty)
    }
}
