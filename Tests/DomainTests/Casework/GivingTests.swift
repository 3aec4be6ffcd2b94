// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import TestSupport
import Testing

/// Goal: however a case is given, the receiver is judged alike (C-04, C-05, C-06); method: every
/// command that gives one, to Wulan with one flaw at a time.
@Suite struct GivingTests {
    /// How a case comes to Wulan.
    enum Way: String, CaseIterable {
        case assign = "case.assign"
        case reassign = "case.reassign"
        case accept = "transfer.accept"
        case reopen = "case.reopen"
        case handover = "worker.handover"
    }

    /// What is wrong with her.
    enum Flaw: String, CaseIterable {
        case workerNotActive, workerNotCertified, conflictOfInterest, caseloadOverCap
    }

    private static let day = "2016-11-01"

    private func world(_ way: Way) throws -> CaseWorld {
        let world = try CaseWorld(
            way == .assign ? .screened : way == .reopen ? .ended : .intervention
        )
        if way == .accept {
            let offer = TransferTests.offer.changing(["to": .string(CaseWorld.wulan)])
            try world.call("transfer.request", offer, on: "2016-10-05")
        }
        return world
    }

    private func params(_ way: Way) -> JSONValue {
        let wulan = JSONValue.string(CaseWorld.wulan)
        let named: JSONValue = ["case": .string(CaseWorld.case)]
        return switch way {
        case .assign: named.changing(["worker": wulan])
        case .reassign: named.changing(["worker": wulan, "reason": "cuti"])
        case .accept: named
        case .reopen: AftercareTests.reopen.changing(["worker": wulan])
        case .handover: ["worker": .string(CaseWorld.sekar), "to": wulan, "reason": "pindah"]
        }
    }

    private func spoil(_ flaw: Flaw, _ world: CaseWorld) throws {
        let wulan = JSONValue.string(CaseWorld.wulan)
        let before = "2016-10-10"
        func policy(_ key: JSONValue, _ value: JSONValue) throws {
            try world.call(
                "policy.set",
                ["key": key, "value": value, "from": .string(before), "source": "rapat"],
                as: "nia",
                on: before
            )
        }
        switch flaw {
        case .workerNotActive:
            let posting = JSONValue.string(CaseWorld.wulan + "/N1")
            try world.call(
                "worker.endPosting",
                ["worker": wulan, "posting": posting],
                as: "tirta",
                on: before
            )
        case .workerNotCertified: try policy("worker.uncertified", "refuse")
        case .conflictOfInterest:
            let household = try world.call(
                "household.form",
                ["members": [["client": .string(CaseWorld.client), "relation": "head"]]],
                as: "lastri",
                on: before
            )["household"]
            try world.call(
                "worker.declareInterest",
                ["worker": wulan, "household": household ?? nil],
                as: "tirta",
                on: before
            )
        case .caseloadOverCap:
            try policy("caseload.softCap", "10")
            try policy("caseload.hardCap", "10")
        }
    }

    @Test(arguments: Way.allCases, Flaw.allCases)
    func `a receiver with a flaw gets no case`(way: Way, flaw: Flaw) throws {
        let world = try world(way)
        try spoil(flaw, world)
        let refusal = try world.refusal(way.rawValue, params(way), as: "ratna", on: Self.day)
        #expect(refusal.code == flaw.rawValue)
    }

    @Test(arguments: Way.allCases)
    func `a receiver without one gets it`(way: Way) throws {
        try world(way).call(way.rawValue, params(way), as: "ratna", on: Self.day)
    }

    @Test(arguments: ["plan.reject", "plan.approve"])
    func `who submitted a plan does not decide it, and there must be one`(method: String) throws {
        let params: JSONValue = ["case": .string(CaseWorld.case), "reason": "belum lengkap"]
        let empty = try CaseWorld(.planned)
        #expect(
            try empty.refusal(method, params, as: "ratna", on: "2016-08-11").code
                == "nothingSubmitted"
        )
        // Ratna holds the case and counts as her own supervisor: still not hers to decide.
        let own = try CaseWorld(.people)
        let hers = try own.otherCase("Kenanga Umpama", to: CaseWorld.ratna)
        for (name, given) in [
            (
                "case.assess",
                PlanTests.pie.changing(["roleProblems": [], "environmentProblems": []])
            ),
            (
                "plan.draft",
                [
                    "goals": [
                        [
                            "text": "Rukun.", "problems": [], "services": ["familyWork"],
                            "dueOn": "2016-12-31",
                        ]
                    ]
                ]
            ),
            ("plan.submit", [:]),
        ] as [(String, JSONValue)] {
            try own.call(name, given.changing(["case": hers]), as: "ratna", on: "2016-08-12")
        }
        #expect(
            try own.refusal(
                method,
                params.changing(["case": hers]),
                as: "ratna",
                on: "2016-08-13"
            ).code == "selfApproval"
        )
    }

    @Test(arguments: ["plan.reject", "plan.approve"])
    func `the primary worker does not decide a plan that a colleague submitted`(
        method: String
    ) throws {
        let world = try CaseWorld(.people)
        let hers = try world.otherCase("Kenanga Umpama", to: CaseWorld.ratna)
        let named: JSONValue = ["case": hers]
        let goal: JSONValue = [
            "text": "Rukun.", "problems": [], "services": ["familyWork"], "dueOn": "2016-12-31",
        ]
        let assessed = PlanTests.pie.changing(["roleProblems": [], "environmentProblems": []])
        let colleague: JSONValue = ["worker": .string(CaseWorld.sekar), "role": "coWorker"]
        for (name, given, actor) in [
            ("case.assess", assessed, "ratna"), ("case.addTeamMember", colleague, "ratna"),
            ("plan.draft", ["goals": [goal]], "sekar"), ("plan.submit", [:], "sekar"),
        ] as [(String, JSONValue, String)] {
            try world.call(name, given.changing(named), as: actor, on: "2016-08-12")
        }
        let decision = named.changing(["reason": "periksa"])
        #expect(
            try world.refusal(method, decision, as: "ratna", on: "2016-08-13").code
                == "selfApproval"
        )
    }
}
