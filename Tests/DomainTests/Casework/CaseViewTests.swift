// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0
import CanonicalJSON
import TestSupport
import Testing

/// Goal: each role sees of a case what is its own, and what is sealed only on record; method: one
/// case in intervention with a contact, asked for by every role.
@Suite struct CaseViewTests {
    static let `case` = JSONValue.string(CaseWorld.case)
    private let own: JSONValue = ["case": `case`]

    private func looks(_ world: CaseWorld) throws -> [JSONValue] {
        try world.rows("access.list", ["subject": .string(CaseWorld.client)], as: "galih")
    }

    // MARK: List

    @Test func `R4 a worker's own case with its figures`() throws {
        let world = try CaseWorld()
        try world.call("case.logContact", ContactTests.contact, on: "2016-08-15")
        try world.call(
            "followUp.schedule",
            ["case": Self.case, "kind": "visit", "dueOn": "2016-08-25"],
            on: "2016-08-18"
        )
        let rows = try world.rows("case.list")
        #expect(rows.count == 1)
        #expect(
            rows[0].holds([
                "case": Self.case, "client": .string(CaseWorld.client), "clientInitials": "S.M.",
                "ppksCode": 24, "setting": "family", "level": "micro", "stage": "intervention",
                "status": "open", "risk": "medium", "primaryWorker": .string(CaseWorld.sekar),
                "openedOn": "2016-08-01", "closedOn": nil, "closureReason": nil,
                "lastContactOn": "2016-08-15", "nextFollowUpOn": "2016-08-25",
                "programme": "casework", "area": "32.77.02", "units": 12, "restricted": false,
            ])
        )
        #expect(try looks(world).isEmpty, "masked values leave no record")
    }

    @Test func `R4 each role has its rows and its columns`() throws {
        let world = try CaseWorld()
        _ = try world.newCase(of: world.client("Kenanga Umpama"))
        func seen(_ actor: String) throws -> [JSONValue?] {
            try world.rows("case.list", as: actor).map { $0["case"] }
        }
        #expect(try seen("lastri") == ["KSS-2016-0002"])
        #expect(try seen("sekar") == [Self.case])
        #expect(try seen("ratna") == [Self.case, "KSS-2016-0002"])
        #expect(try seen("bagus") == ["KSS-2016-0002"])
        #expect(try seen("wulan") == [])
        for actor in ["dimas", "putri"] {
            #expect(try seen(actor) == [Self.case, "KSS-2016-0002"])
        }
        let cut = try world.rows("case.list", as: "dimas")[0]
        for column in ["client", "clientInitials", "ppksCode"] { #expect(cut[column] == nil) }
        let audited = try world.rows("case.list", as: "putri")[0]
        #expect(audited["clientInitials"] == nil)
        #expect(audited["client"] == .string(CaseWorld.client))
        #expect(try world.error("case.list", [:], as: "tirta") == "forbidden")
    }

    @Test func `R4 the filters cut the rows`() throws {
        let world = try CaseWorld()
        _ = try world.otherCase("Kenanga Umpama", to: CaseWorld.jaka)
        let filters: [(JSONValue, Int)] = [
            (["status": "open"], 2), (["status": "closed"], 0), (["stage": "intake"], 1),
            (["worker": .string(CaseWorld.jaka)], 1), (["client": .string(CaseWorld.client)], 1),
            (["ppksCode": 24], 2), (["programme": "lain"], 0), (["risk": "medium"], 1),
            (["area": "32.77"], 2), (["area": "32.78"], 0),
        ]
        for (filter, count) in filters {
            #expect(try world.rows("case.list", filter, as: "ratna").count == count, "\(filter)")
        }
    }

    @Test func `R4 the board gets counts, and few are not told`() throws {
        let world = try CaseWorld()
        #expect(
            try world.rows("case.list", as: "nia") == [
                ["cases": nil, "group": nil, "suppressed": true]
            ]
        )
        for index in 1...6 {
            _ = try world.newCase(of: world.client("Warga\(index) Umpama\(index)"))
        }
        let rows = try world.rows("case.list", ["group": "status"], as: "nia")
        #expect(
            rows == [
                ["cases": nil, "group": "new", "suppressed": true],
                ["cases": nil, "group": "open", "suppressed": true],
            ],
            "a single gap could be computed from the total"
        )
        #expect(
            try world.rows("case.list", as: "nia") == [
                ["cases": 7, "group": nil, "suppressed": false]
            ]
        )
    }

    // MARK: Show

    @Test func `a case is shown with what is sealed, and the look is on record`() throws {
        let world = try CaseWorld()
        let item = try world.call("case.show", own)["item"] ?? nil
        #expect(
            item.holds([
                "summary": "Keterangan awal rekaan.", "clientInitials": "S.M.", "pending": nil,
                "load": ["units": 12, "softCap": 180, "hardCap": 204],
            ])
        )
        #expect(item["goals"]?.each("text") == ["Keluarga rukun.", "Anak bersekolah."])
        #expect(item["consents"]?.each("live") == [true])
        let look = try looks(world).last
        #expect(
            look?.holds([
                "operator": "sekar", "method": "case.show", "action": "read",
                "fieldClass": "case",
            ]) == true
        )
    }

    @Test func `who waits for whom is said`() throws {
        let submitted = try CaseWorld(.submitted)
        let item = try submitted.call("case.show", own)["item"] ?? nil
        #expect(item["pending"] == "plan")
        #expect(item["goals"]?.each("plan") == ["KSS-2016-0001/L1", "KSS-2016-0001/L1"])
        let terminated = try CaseWorld(.terminated)
        let other = try terminated.call("case.show", own)["item"] ?? nil
        #expect(other["pending"] == "closure")
    }

    @Test func `auditor and data protection see a case without its words`() throws {
        let world = try CaseWorld()
        for actor in ["putri", "galih"] {
            let item = try world.call("case.show", own, as: actor)["item"] ?? nil
            #expect(item["summary"] == nil, "\(actor)")
            #expect(item["clientInitials"] == nil, "\(actor)")
            #expect(item["goals"]?.each("text") == [nil, nil], "\(actor)")
            let rows = try world.rows("case.timeline", own, as: actor)
            #expect(rows.first?["details"]?["summary"] == nil)
            #expect(rows.first?["details"]?["ppksCode"] == 24)
        }
        #expect(try looks(world).isEmpty)
        let actor = try world.rows("case.timeline", own, as: "putri").first?["actor"]?.string
        #expect(actor?.hasPrefix("op-") == true)
    }

    @Test func `broken glass shows the words to data protection, on record`() throws {
        let world = try CaseWorld()
        try world.call(
            "access.breakGlass",
            own.changing(["reason": "permintaan pengadilan yang mendesak"]),
            as: "galih"
        )
        let item = try world.call("case.show", own, as: "galih")["item"] ?? nil
        #expect(item["summary"] == "Keterangan awal rekaan.")
        #expect(try looks(world).last?["action"] == "breakGlass")
    }

    // MARK: Timeline and spells

    @Test func `R3 entries in order, with stage and lateness`() throws {
        let world = try CaseWorld()
        try world.call("case.logContact", ContactTests.contact, on: "2016-08-15")
        let rows = try world.rows("case.timeline", own)
        #expect(rows.map { $0["entry"] } == (1...Int64(rows.count)).map { .integer($0) })
        #expect(rows[0].holds(["kind": "case.opened", "stage": "intake", "actor": "lastri"]))
        let contact = rows.last
        #expect(
            contact?.holds([
                "kind": "case.contactLogged", "worker": .string(CaseWorld.sekar),
                "occurredOn": "2016-08-15", "stage": "intervention", "erased": false,
                "details": ["note": "Kunjungan rekaan.", "minutes": 60],
            ]) == true
        )
        #expect((contact?["lateDays"]?.integer ?? 0) > 3_000)
        let plan = rows.first { $0["kind"] == "case.planDrafted" }
        #expect(
            plan?["details"]?["goals"]?.each("text") == ["Keluarga rukun.", "Anak bersekolah."]
        )
        let cut = try world.rows(
            "case.timeline",
            own.changing(["from": "2016-08-10", "to": "2016-08-10"])
        )
        #expect(cut.map { $0["kind"] } == ["case.planDrafted", "case.planSubmitted"])
    }

    @Test func `R3 an entry whose record is damaged is no entry without details`() throws {
        let world = try CaseWorld()
        try world.call("case.logContact", ContactTests.contact, on: "2016-08-15")
        #expect(try world.office.damage("case.contactLogged", in: "log") > 0)
        #expect(try world.office.error("case.timeline", own, as: "sekar") == "storeCorrupt")
    }

    @Test func `R6 spells follow each other and say to whom the case went`() throws {
        let world = try CaseWorld()
        try world.call(
            "case.reassign",
            ["case": Self.case, "worker": .string(CaseWorld.jaka), "reason": "cuti"],
            as: "ratna",
            on: "2016-08-20"
        )
        let rows = try world.rows("case.spells", own, as: "ratna")
        #expect(
            rows == [
                [
                    "case": Self.case, "from": "2016-08-02",
                    "handedOverTo": .string(CaseWorld.jaka), "reason": "cuti",
                    "role": "primary", "to": "2016-08-20", "worker": .string(CaseWorld.sekar),
                ],
                [
                    "case": Self.case, "from": "2016-08-20", "handedOverTo": nil, "reason": nil,
                    "role": "primary", "to": nil, "worker": .string(CaseWorld.jaka),
                ],
            ]
        )
        let past = try world.rows(
            "case.spells",
            ["worker": .string(CaseWorld.sekar)],
            as: "dimas"
        )
        #expect(past.count == 1)
        #expect(try world.error("case.spells", own) == "notFound")
        #expect(try world.error("case.spells", [:], as: "dimas") == "invalidParams")
    }
}
