// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0
import CanonicalJSON
import TestSupport
import Testing

/// Goal: teams, links, merges, restrictions and steps back; method: one case in intervention, and
/// a second one where two are needed.
@Suite struct CaseTeamTests {
    static let `case` = JSONValue.string(CaseWorld.case)

    private func member(_ worker: String) -> JSONValue {
        ["case": Self.case, "worker": .string(worker)]
    }

    private func join(_ world: CaseWorld, _ worker: String = CaseWorld.jaka) throws {
        let params = member(worker).changing(["role": "coWorker"])
        try world.call("case.addTeamMember", params, on: "2016-08-19")
    }

    // MARK: Team

    @Test func `a team member sees the case, an institution does not`() throws {
        let world = try CaseWorld()
        #expect(try world.error("case.show", ["case": Self.case], as: "jaka") == "notFound")
        try join(world)
        let shown = try world.call("case.show", ["case": Self.case], as: "jaka")["item"] ?? nil
        #expect(shown["team"]?.each("worker").count == 2)
        let police: JSONValue = [
            "case": Self.case, "organisation": .string(CaseWorld.provider), "function": "police",
        ]
        try world.call("case.addTeamMember", police, on: "2016-08-20")
        for twice in [police, member(CaseWorld.jaka).changing(["role": "student"])] {
            #expect(
                try world.refusal("case.addTeamMember", twice, on: "2016-08-20").code
                    == "alreadyOnCase"
            )
        }
    }

    @Test func `a member is a worker with a role or an institution with a function`() throws {
        let world = try CaseWorld()
        let wrong: [JSONValue] = [
            [:], ["worker": .string(CaseWorld.jaka)],
            ["worker": .string(CaseWorld.jaka), "role": "student", "function": "police"],
            ["organisation": .string(CaseWorld.provider)],
            ["organisation": .string(CaseWorld.provider), "function": "police", "role": "student"],
            [
                "organisation": .string(CaseWorld.provider), "worker": .string(CaseWorld.jaka),
                "role": "student",
            ],
        ]
        for params in wrong {
            let params = params.changing(["case": Self.case])
            #expect(try world.error("case.addTeamMember", params) == "invalidParams")
        }
    }

    @Test func `C-07 nobody leaves a case with open follow-ups without a successor`() throws {
        let world = try CaseWorld()
        let leaving = member(CaseWorld.jaka)
        #expect(
            try world.refusal("case.removeTeamMember", leaving, on: "2016-08-19").code
                == "notOnCase"
        )
        try join(world)
        try world.call(
            "followUp.schedule",
            [
                "case": Self.case, "kind": "school", "dueOn": "2016-09-15",
                "assignee": .string(CaseWorld.jaka),
            ],
            on: "2016-08-19"
        )
        #expect(
            try world.refusal("case.removeTeamMember", leaving, on: "2016-08-20")
                == Refused(
                    code: "openFollowUps",
                    details: ["followUps": ["KSS-2016-0001/F1"]]
                )
        )
        for successor in [CaseWorld.wulan, CaseWorld.jaka] {
            let params = leaving.changing(["successor": .string(successor)])
            #expect(
                try world.refusal("case.removeTeamMember", params, on: "2016-08-20").code
                    == "assigneeNotOnCase"
            )
        }
        let params = leaving.changing(["successor": .string(CaseWorld.sekar)])
        let result = try world.call("case.removeTeamMember", params, on: "2016-08-20")
        #expect(result["followUpsMoved"] == ["KSS-2016-0001/F1"])
        #expect(try world.error("case.show", ["case": Self.case], as: "jaka") == "notFound")
    }

    // MARK: Links and merges

    @Test func `two cases are linked once, on both sides`() throws {
        let world = try CaseWorld()
        let other = try world.otherCase("Kenanga Umpama", to: CaseWorld.sekar)
        let link: JSONValue = ["case": Self.case, "other": other, "relation": "family"]
        try world.call("case.link", link, on: "2016-08-20")
        let back: JSONValue = ["case": other, "other": Self.case, "relation": "family"]
        for again in [link, back] {
            #expect(
                try world.refusal("case.link", again, on: "2016-08-20").code == "alreadyLinked"
            )
        }
        let own = link.changing(["other": Self.case])
        #expect(try world.refusal("case.link", own, on: "2016-08-20").code == "linkSelf")
        let hidden = try world.otherCase("Dahlia Contohnya", to: CaseWorld.jaka)
        #expect(
            try world.error("case.link", link.changing(["other": hidden]), on: "2016-08-20")
                == "notFound"
        )
    }

    @Test func `two cases of one client become one`() throws {
        let world = try CaseWorld()
        let twin = try world.newCase(
            of: .string(CaseWorld.client),
            ["programme": "program-lain"]
        )
        let merge: JSONValue = ["case": twin, "into": Self.case, "reason": "tercatat dua kali"]
        let result = try world.call("case.merge", merge, as: "ratna", on: "2016-08-20")
        #expect(result.holds(["case": twin, "status": "merged", "into": Self.case]))
        #expect(
            try world.refusal("case.merge", merge, as: "ratna", on: "2016-08-20")
                == Refused(code: "alreadyMerged", details: ["into": Self.case])
        )
        #expect(
            try world.refusal(
                "case.screen",
                ["case": twin, "decision": "in", "note": "x"],
                as: "lastri",
                on: "2016-08-20"
            ) == Refused(code: "caseClosed", details: ["status": "merged"])
        )
    }

    @Test func `cases of two clients who may be one become one while the pair is open`() throws {
        let world = try CaseWorld()
        let other = try world.otherCase("Kenanga Umpama", to: CaseWorld.sekar)
        let shown = try world.office.call("case.show", ["case": other], as: "ratna")
        let client = shown["item"]?["client"]
        let flagged = try world.call(
            "duplicate.flag",
            ["a": .string(CaseWorld.client), "b": client ?? nil, "reason": "mirip"],
            as: "ratna"
        )
        let merge: JSONValue = ["case": other, "into": Self.case, "reason": "satu orang"]
        let trial = merge.changing(["dryRun": true])
        let tried = try world.call("case.merge", trial, as: "ratna", on: "2016-08-20")
        #expect(tried["dryRun"] == true)
        let pair = flagged["pair"] ?? nil
        try world.call(
            "duplicate.dismiss",
            ["pair": pair, "reason": "dua orang"],
            as: "ratna"
        )
        #expect(
            try world.refusal("case.merge", merge, as: "ratna", on: "2016-08-20").code
                == "mergeDifferentClient"
        )
    }

    @Test func `a merge needs two cases of one client with nothing open`() throws {
        let world = try CaseWorld()
        let merge: JSONValue = ["case": Self.case, "into": Self.case, "reason": "ganda"]
        #expect(
            try world.refusal("case.merge", merge, as: "ratna", on: "2016-08-20").code
                == "mergeSelf"
        )
        let other = try world.otherCase("Kenanga Umpama", to: CaseWorld.sekar)
        let foreign = merge.changing(["into": other])
        #expect(
            try world.refusal("case.merge", foreign, as: "ratna", on: "2016-08-20").code
                == "mergeDifferentClient"
        )
        let twin = try world.newCase(
            of: .string(CaseWorld.client),
            ["programme": "program-lain"]
        )
        try world.call(
            "followUp.schedule",
            ["case": Self.case, "kind": "visit", "dueOn": "2016-08-25"],
            on: "2016-08-18"
        )
        #expect(
            try world.refusal(
                "case.merge",
                merge.changing(["into": twin]),
                as: "ratna",
                on: "2016-08-20"
            )
                == Refused(
                    code: "closureBlocked",
                    details: ["blockers": [["kind": "followUp", "ref": "KSS-2016-0001/F1"]]]
                )
        )
        let out: JSONValue = ["case": twin, "decision": "out", "note": "Bukan sasaran."]
        try world.call("case.screen", out, as: "lastri", on: "2016-08-20")
        #expect(
            try world.refusal(
                "case.merge",
                merge.changing(["into": twin]),
                as: "ratna",
                on: "2016-08-20"
            ).code == "mergeTargetClosed"
        )
    }

    // MARK: Restriction

    @Test func `C-17 a restricted case exists only for those who are named`() throws {
        let world = try CaseWorld()
        try join(world)
        let show: JSONValue = ["case": Self.case]
        try world.call(
            "case.restrict",
            show.changing(["allow": ["jaka"], "reason": "saksi perkara"]),
            as: "ratna",
            on: "2016-08-20"
        )
        for actor in ["sekar", "ratna", "jaka"] {
            let item = try world.call("case.show", show, as: actor)["item"] ?? nil
            #expect(item["restricted"] == true, "\(actor)")
        }
        for actor in ["putri", "galih", "wulan", "bagus"] {
            #expect(try world.error("case.show", show, as: actor) == "notFound", "\(actor)")
        }
        for actor in ["putri", "dimas", "wulan", "bagus"] {
            #expect(try world.rows("case.list", as: actor).isEmpty, "\(actor)")
        }
        let client: JSONValue = ["client": .string(CaseWorld.client), "reason": "permintaan"]
        let export = try world.call("client.export", client, as: "galih")
        #expect(export["item"]?["records"]?[0]?["cases"] == [], "nor does an export tell of it")
        #expect(!export.line.contains("case.opened"))
        let trail = try world.call("client.trail", client.changing(["reason": nil]), as: "galih")
        #expect(trail["changes"]?.each("type").contains("case.opened") == false)
        let load = try world.rows(
            "caseload.list",
            ["worker": .string(CaseWorld.sekar)],
            as: "dimas"
        )
        #expect(load.first?["openCases"] == 1, "it still counts")
        // Again is a new list.
        try world.call(
            "case.restrict",
            show.changing(["allow": [], "reason": "saksi perkara"]),
            as: "ratna",
            on: "2016-08-21"
        )
        #expect(try world.error("case.show", show, as: "jaka") == "notFound")
    }

    @Test func `a second supervisor lifts a restriction`() throws {
        let world = try CaseWorld()
        let own: JSONValue = ["case": Self.case]
        let lifting = own.changing(["reason": "perkara selesai"])
        try world.call(
            "case.restrict",
            own.changing(["allow": [], "reason": "saksi perkara"]),
            as: "ratna",
            on: "2016-08-20"
        )
        let asked = try world.call("case.unrestrict", lifting, as: "ratna", on: "2016-08-22")
        #expect(asked["pending"] == true)
        let approval: JSONValue = [
            "approval": asked["approval"] ?? nil, "digest": asked["digest"] ?? nil,
        ]
        #expect(
            try world.refusal("approval.approve", approval, as: "ratna", on: "2016-08-22").code
                == "selfApproval"
        )
        try world.call("approval.approve", approval, as: "bagus")
        #expect(try world.rows("case.list", as: "dimas").count == 1)
        #expect(
            try world.refusal("case.unrestrict", lifting, as: "ratna", on: "2016-08-23").code
                == "notRestricted"
        )
    }

    // MARK: Stepping back

    @Test func `C-01 a case steps back to an earlier stage only`() throws {
        let world = try CaseWorld()
        func back(_ stage: JSONValue) -> JSONValue {
            ["case": Self.case, "to": stage, "reason": "keadaan berubah"]
        }
        #expect(
            try world.refusal("case.stepBack", back("intervention"), on: "2016-08-20")
                == Refused(code: "notEarlierStage", details: ["stage": "intervention"])
        )
        let result = try world.call("case.stepBack", back("assessment"), on: "2016-08-20")
        #expect(result["stage"] == "assessment")
        let waiting = try CaseWorld(.submitted)
        #expect(
            try waiting.refusal("case.stepBack", back("assessment"), on: "2016-08-20").code
                == "approvalPending"
        )
        let intake = try CaseWorld(.assigned)
        #expect(
            try intake.refusal("case.stepBack", back("assessment"), on: "2016-08-20").code
                == "notEarlierStage"
        )
    }

    @Test func `G3 a step is not dated before the last one, an entry may be`() throws {
        let world = try CaseWorld()
        let step: JSONValue = ["case": Self.case, "to": "planning", "reason": "keadaan berubah"]
        #expect(
            try world.refusal("case.stepBack", step, on: "2016-08-11")
                == Refused(code: "outOfOrder", details: ["lastStepOn": "2016-08-12"])
        )
        #expect(
            try world.refusal("case.stepBack", step, on: "2016-07-31").code
                == "beforeCaseOpened"
        )
    }
}
