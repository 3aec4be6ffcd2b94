// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0
import CanonicalJSON
import TestSupport
import Testing

/// Goal: what is waited for in a case is listed from the day after it was due, and load is counted
/// as given; method: one case with everything left undone, asked for on later days.
@Suite struct CaseDueTests {
    static let `case` = JSONValue.string(CaseWorld.case)

    private func overdue(
        _ world: CaseWorld,
        on day: String,
        as actor: String = "dimas",
        _ more: JSONValue = [:]
    ) throws -> [JSONValue] {
        let params: JSONValue = ["asOf": .string(day)]
        return try world.rows("overdue.list", params.changing(more), as: actor)
    }

    @Test func `R5 an assigned case waits fourteen days for its assessment`() throws {
        let world = try CaseWorld(.assigned)
        #expect(try overdue(world, on: "2016-08-16").isEmpty)
        #expect(
            try overdue(world, on: "2016-08-17") == [
                [
                    "daysOver": 1, "dueOn": "2016-08-16", "escalation": "worker",
                    "kind": "assessment", "owner": .string(CaseWorld.sekar), "ref": Self.case,
                    "risk": nil, "supervisor": .string(CaseWorld.ratna),
                ]
            ]
        )
    }

    @Test func `R5 plan, contact and review of an assessed case`() throws {
        let world = try CaseWorld(.assessed)
        let rows = try overdue(world, on: "2016-12-20")
        #expect(
            rows.map { [$0["kind"], $0["dueOn"], $0["escalation"]] } == [
                ["contact", "2016-09-04", "coordinator"], ["plan", "2016-09-04", "coordinator"],
                ["review", "2016-12-01", "supervisor"],
            ]
        )
        try world.call("case.logContact", ContactTests.contact, on: "2016-12-10")
        let kinds = try overdue(world, on: "2016-12-20").map { $0["kind"] }
        #expect(kinds == ["plan", "review"])
    }

    @Test func `R5 an approval waits for the supervisor`() throws {
        let world = try CaseWorld(.submitted)
        let rows = try overdue(world, on: "2016-08-18", ["kind": "approval"])
        #expect(rows.first?["owner"] == .string(CaseWorld.ratna))
        #expect(rows.first?["dueOn"] == "2016-08-17")
        let hers = try overdue(world, on: "2016-08-18", as: "ratna")
        #expect(hers.map { $0["kind"] } == ["approval"])
        #expect(try overdue(world, on: "2016-08-18", as: "sekar").isEmpty)
    }

    @Test func `R5 follow-ups and referrals until they are answered`() throws {
        let world = try CaseWorld(consents: ["services", "sharing"])
        try world.call(
            "followUp.schedule",
            ["case": Self.case, "kind": "visit", "dueOn": "2016-08-25"],
            on: "2016-08-18"
        )
        try world.call(
            "referral.make",
            [
                "case": Self.case, "to": .string(CaseWorld.provider), "service": "familyWork",
                "summary": "Mohon pendampingan.",
            ],
            on: "2016-08-17"
        )
        #expect(
            try overdue(world, on: "2016-09-02").map { $0["ref"] }
                == ["KSS-2016-0001/F1", "KSS-2016-0001/R1"]
        )
        try world.call("referral.accept", ["referral": "KSS-2016-0001/R1"], on: "2016-08-30")
        try world.call("followUp.complete", ["followUp": "KSS-2016-0001/F1"], on: "2016-09-01")
        #expect(try overdue(world, on: "2016-09-02").isEmpty)
        #expect(try overdue(world, on: "2016-08-31").map { $0["kind"] } == ["followUp"])
    }

    @Test func `R5 a certificate runs out, and a review of emergency access is waited for`() throws
    {
        let world = try CaseWorld(.people)
        let rows = try overdue(world, on: "2020-06-02")
        #expect(rows.allSatisfy { $0["kind"] == "certificate" })
        #expect(rows.count == 4)
        let opened = try CaseWorld()
        try opened.call(
            "access.breakGlass",
            ["case": Self.case, "reason": "permintaan pengadilan yang mendesak"],
            as: "dimas"
        )
        let due = try overdue(opened, on: "2026-11-25", as: "galih")
        #expect(due.map { $0["kind"] } == ["breakGlass"])
        #expect(due.first?["owner"] == "dataProtection")
    }

    @Test func `R5 a certificate that was renewed or revoked is not waited for`() throws {
        let world = try CaseWorld(.people)
        try world.call(
            "worker.renewCertificate",
            [
                "worker": .string(CaseWorld.sekar), "certificateNo": "LSPS-BARU",
                "issuedBy": .string(CaseWorld.certifier), "issuedOn": "2020-05-01",
            ],
            as: "tirta",
            on: "2020-05-01"
        )
        try world.call(
            "worker.revokeCertificate",
            ["worker": .string(CaseWorld.jaka), "reason": "pelanggaran"],
            as: "tirta",
            on: "2020-05-01"
        )
        let left: JSONValue = [.string(CaseWorld.ratna), .string(CaseWorld.bagus)]
        #expect(
            try JSONValue.array(overdue(world, on: "2020-06-02").map { $0["ref"] ?? nil }) == left
        )
    }

    @Test func `R5 pages of what is overdue are the whole list in its order`() throws {
        let world = try CaseWorld(.people)
        for index in 1...6 {
            _ = try world.otherCase("Warga\(index) Umpama\(index)", to: CaseWorld.sekar)
        }
        let whole = try overdue(world, on: "2020-06-20")
        #expect(whole.count == 10, "six assessments, four certificates")
        let order = whole.map { row in
            (-(row["daysOver"]?.integer ?? 0), row["ref"]?.string ?? "")
        }
        #expect(order.elementsEqual(order.sorted { $0 < $1 }, by: ==))
        var paged: [JSONValue] = []
        var cursor = JSONValue.null
        repeat {
            var params: JSONValue = ["asOf": "2020-06-20", "limit": 3]
            if cursor != .null { params = params.changing(["cursor": cursor]) }
            let page = try world.call("overdue.list", params, as: "dimas")
            paged += page["rows"]?.items ?? []
            cursor = page["next"] ?? .null
        } while cursor != .null
        #expect(paged == whole)
        let late = try overdue(world, on: "2020-06-20", ["minDays": 100])
        #expect(late == whole.filter { ($0["daysOver"]?.integer ?? 0) >= 100 })
        let kind = try overdue(world, on: "2020-06-20", ["kind": "certificate"])
        #expect(kind == whole.filter { $0["kind"] == "certificate" })
    }

    @Test func `the schedule may run on any day`() throws {
        let often = try CaseWorld(.assigned)
        func run(_ world: CaseWorld) throws {
            let job = try world.office.call("projection.run", ["name": "overdue"])["job"] ?? nil
            try world.office.call("job.wait", ["job": job])
        }
        try run(often)
        let before = try often.rows("overdue.list", as: "dimas")
        #expect(before.map { $0["kind"] }.contains("assessment"))
        try often.call("case.assess", PlanTests.pie, on: "2016-08-05")
        #expect(try often.rows("overdue.list", as: "dimas") == before, "until it runs again")
        try run(often)
        let once = try CaseWorld(.assigned)
        try once.call("case.assess", PlanTests.pie, on: "2016-08-05")
        try run(once)
        #expect(
            try often.rows("overdue.list", as: "dimas")
                == once.rows("overdue.list", as: "dimas")
        )
    }

    @Test func `C-05 the cap counts what the worker holds already`() throws {
        let world = try CaseWorld(.people)
        for index in 1...12 {
            _ = try world.otherCase("Warga\(index) Umpama\(index)", to: CaseWorld.sekar)
        }
        let last = try world.newCase(of: world.client("Melati Rekaan"))
        try world.call(
            "case.screen",
            ["case": last, "decision": "in", "note": "Perlu asesmen."],
            as: "lastri",
            on: "2016-08-01"
        )
        #expect(
            try world.refusal(
                "case.assign",
                ["case": last, "worker": .string(CaseWorld.sekar)],
                as: "ratna",
                on: "2016-08-02"
            )
                == Refused(
                    code: "caseloadOverCap",
                    details: [
                        "adding": 17, "cap": 204, "units": 204,
                        "worker": .string(CaseWorld.sekar),
                    ]
                )
        )
        let result = try world.call(
            "case.assign",
            ["case": last, "worker": .string(CaseWorld.jaka)],
            as: "ratna",
            on: "2016-08-02"
        )
        #expect(result["warnings"] == [])
        let row = try world.rows("caseload.list", ["worker": .string(CaseWorld.sekar)], as: "dimas")
        #expect(
            row.first?.holds([
                "openCases": 12, "assessmentCases": 12, "loadUnits": 204, "unrated": 12,
            ]) == true
        )
    }

    @Test func `much work warns, unless the entry is historic`() throws {
        let world = try CaseWorld(.people)
        for index in 1...10 {
            _ = try world.otherCase("Warga\(index) Umpama\(index)", to: CaseWorld.sekar)
        }
        let next = try world.newCase(of: world.client("Melati Rekaan"))
        try world.call(
            "case.screen",
            ["case": next, "decision": "in", "note": "Perlu asesmen."],
            as: "lastri",
            on: "2016-08-01"
        )
        let params: JSONValue = ["case": next, "worker": .string(CaseWorld.sekar)]
        let quiet = try world.call(
            "case.assign",
            params.changing(["backfilled": true, "dryRun": true]),
            as: "ratna",
            on: "2016-08-02"
        )
        #expect(quiet["warnings"] == [])
        let result = try world.call("case.assign", params, as: "ratna", on: "2016-08-02")
        #expect(
            result["warnings"]?.each("code") == ["caseloadOverSoftCap", "intakePaceHigh"]
        )
        #expect(result["warnings"]?[0]?["details"]?["units"] == 187)
    }
}
