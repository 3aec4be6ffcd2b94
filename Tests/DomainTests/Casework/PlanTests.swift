// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0
import CanonicalJSON
import TestSupport
import Testing

/// Goal: assessment, risk, override and plan follow each other; method: one case, taken to each
/// step, and the sheets of an assessment with one wrong number each.
@Suite struct PlanTests {
    static let `case` = JSONValue.string(CaseWorld.case)
    static let pie: JSONValue = [
        "case": `case`, "instrument": "pie", "narrative": "Asesmen rekaan.",
        "roleProblems": [
            ["role": "child", "type": "loss", "severity": 4, "duration": 3, "coping": 4],
            ["role": "student", "type": "isolation", "severity": 2, "duration": 4, "coping": 3],
        ],
        "environmentProblems": [
            ["system": "education", "problem": "putus sekolah", "severity": 5, "duration": 2]
        ],
        "risk": "high", "reviewBy": "2016-09-05",
    ]

    private func goal(_ problems: JSONValue, dueOn: JSONValue = "2016-10-31") -> JSONValue {
        [
            "text": "Anak merasa aman.", "problems": problems, "services": ["counselling"],
            "dueOn": dueOn,
        ]
    }

    private func draft(_ goals: [JSONValue]) -> JSONValue {
        ["case": Self.case, "goals": .array(goals)]
    }

    private var own: JSONValue { ["case": Self.case] }

    // MARK: Assessment

    @Test func `C-08 an assessment numbers its problems and sets the risk`() throws {
        let world = try CaseWorld(.assigned)
        let result = try world.call("case.assess", Self.pie, on: "2016-08-05")
        #expect(
            result.holds([
                "assessment": "KSS-2016-0001/A1", "stage": "assessment",
                "problems": [
                    ["problem": "KSS-2016-0001/A1.P1", "severity": 4, "severe": true],
                    ["problem": "KSS-2016-0001/A1.P2", "severity": 2, "severe": false],
                    ["problem": "KSS-2016-0001/A1.P3", "severity": 5, "severe": true],
                ],
            ])
        )
        #expect(result["events"]?.each("type") == ["case.assessmentRecorded", "case.riskSet"])
        let row = try world.rows("case.list").first
        #expect(row?["risk"] == "high")
    }

    @Test(arguments: [0, 7])
    func `a score lies between one and six`(score: Int64) throws {
        let world = try CaseWorld(.assigned)
        let wrong = Self.pie.changing([
            "environmentProblems": [
                [
                    "system": "education", "problem": "putus sekolah", "severity": 3,
                    "duration": .integer(score),
                ]
            ]
        ])
        #expect(
            try world.refusal("case.assess", wrong, on: "2016-08-05")
                == Refused(
                    code: "pieOutOfRange",
                    details: [
                        "path": "/environmentProblems/0/duration", "value": .integer(score),
                        "min": 1, "max": 6,
                    ]
                )
        )
    }

    @Test func `an assessment says the risk and the day of review`() throws {
        let world = try CaseWorld(.assigned)
        for missing in ["risk", "reviewBy"] {
            let params = Self.pie.changing(.object([JSONMember(missing, .null)]))
            #expect(
                try world.refusal("case.assess", params, on: "2016-08-05").code == "riskMissing"
            )
        }
        #expect(
            try world.refusal("case.assess", Self.pie, on: "2016-09-06").code == "reviewInPast"
        )
        let foreign = Self.pie.changing(["instrument": "hbse"])
        #expect(try world.error("case.assess", foreign) == "invalidParams")
        #expect(
            try world.error("case.assess", Self.pie.changing(["roleProblems": nil]))
                == "invalidParams"
        )
    }

    @Test func `a later assessment leaves the stage as it is`() throws {
        let world = try CaseWorld()
        let result = try world.call("case.assess", Self.pie, on: "2016-08-20")
        #expect(result.holds(["assessment": "KSS-2016-0001/A2", "stage": "intervention"]))
    }

    @Test func `the risk is judged anew once there is an assessment`() throws {
        let risk: JSONValue = ["case": Self.case, "risk": "low", "reviewBy": "2016-12-01"]
        let early = try CaseWorld(.assigned)
        #expect(
            try early.refusal("case.setRisk", risk, on: "2016-08-05").code == "assessmentMissing"
        )
        let world = try CaseWorld(.assessed)
        #expect(
            try world.refusal("case.setRisk", risk, on: "2016-12-02").code == "reviewInPast"
        )
        try world.call("case.setRisk", risk, on: "2016-08-06")
        let conflict = risk.changing(["expectedVersion": 1])
        #expect(try world.error("case.setRisk", conflict) == "versionConflict")
    }

    // MARK: Override

    @Test func `C-02 a supervisor replaces a missing consent for thirty days at most`() throws {
        let override: JSONValue = [
            "case": Self.case, "scope": "sharing", "ground": "childAtRisk",
            "validTo": "2016-09-15", "note": "Anak dalam bahaya.",
        ]
        let world = try CaseWorld()
        let services = override.changing(["scope": "services"])
        #expect(
            try world.refusal("case.overrideConsent", services, as: "ratna", on: "2016-08-20")
                .code == "consentLive"
        )
        #expect(
            try world.refusal("case.overrideConsent", override, as: "ratna", on: "2016-08-15")
                == Refused(code: "overrideTooLong", details: ["maxDays": 30])
        )
        #expect(
            try world.refusal("case.overrideConsent", override, as: "ratna", on: "2016-09-16")
                .code == "validityDates"
        )
        #expect(try world.error("case.overrideConsent", override) == "forbidden")
        try world.call("case.overrideConsent", override, as: "ratna", on: "2016-08-16")
        #expect(
            try world.refusal("case.overrideConsent", override, as: "ratna", on: "2016-08-20")
                .code == "consentLive"
        )
        let referral: JSONValue = [
            "case": Self.case, "to": .string(CaseWorld.provider), "service": "familyWork",
            "summary": "Mohon pendampingan.",
        ]
        try world.call("referral.make", referral, on: "2016-09-15")
        #expect(
            try world.refusal(
                "referral.make",
                referral.changing(["service": "health"]),
                on: "2016-09-16"
            ).code == "consentMissing"
        )
    }

    // MARK: Plan

    @Test func `C-09 a plan has goals, one for every severe problem, due after it`() throws {
        let world = try CaseWorld(.assigned)
        #expect(
            try world.refusal("plan.draft", draft([]), on: "2016-08-05").code
                == "assessmentMissing"
        )
        try world.call("case.assess", Self.pie, on: "2016-08-05")
        #expect(try world.refusal("plan.submit", own, on: "2016-08-08").code == "planMissing")
        #expect(
            try world.refusal(
                "plan.draft",
                draft([goal(["KSS-2016-0001/A1.P4"])]),
                on: "2016-08-08"
            )
                == Refused(
                    code: "unknownProblem",
                    details: ["problems": ["KSS-2016-0001/A1.P4"]]
                )
        )
        let empty = try world.call("plan.draft", draft([]), on: "2016-08-08")
        #expect(empty.holds(["plan": "KSS-2016-0001/L1", "stage": "planning"]))
        #expect(
            try world.refusal("plan.submit", own, on: "2016-08-08").code == "planWithoutGoal"
        )
        try world.call("plan.draft", draft([goal(["KSS-2016-0001/A1.P1"])]), on: "2016-08-09")
        #expect(
            try world.refusal("plan.submit", own, on: "2016-08-09")
                == Refused(
                    code: "problemWithoutGoal",
                    details: ["problems": ["KSS-2016-0001/A1.P3"]]
                )
        )
        let late = goal(["KSS-2016-0001/A1.P1", "KSS-2016-0001/A1.P3"], dueOn: "2016-08-09")
        try world.call("plan.draft", draft([late]), on: "2016-08-10")
        #expect(
            try world.refusal("plan.submit", own, on: "2016-08-10")
                == Refused(code: "goalDueBeforePlan", details: ["goals": ["KSS-2016-0001/G2"]])
        )
        let right = goal(["KSS-2016-0001/A1.P1", "KSS-2016-0001/A1.P3"])
        let result = try world.call("plan.draft", draft([right]), on: "2016-08-10")
        #expect(
            result.holds(["plan": "KSS-2016-0001/L4", "goals": ["KSS-2016-0001/G3"]])
        )
        try world.call("plan.submit", own, on: "2016-08-10")
        for again in [("plan.submit", own), ("plan.draft", draft([right]))] {
            #expect(
                try world.refusal(again.0, again.1, on: "2016-08-11").code == "approvalPending"
            )
        }
    }

    @Test func `C-10 the supervisor of the worker approves, and nobody their own plan`() throws {
        let planned = try CaseWorld(.planned)
        #expect(
            try planned.refusal("plan.approve", own, as: "ratna", on: "2016-08-12").code
                == "nothingSubmitted"
        )
        let world = try CaseWorld(.submitted)
        #expect(try world.error("plan.approve", own) == "forbidden")
        #expect(try world.error("plan.approve", own, as: "bagus") == "notFound")
        let approved = try world.call("plan.approve", own, as: "ratna", on: "2016-08-12")
        #expect(approved["stage"] == "intervention")
        let hers = try world.otherCase("Kenanga Umpama", to: CaseWorld.ratna)
        for (method, params) in [
            ("case.assess", Self.pie.changing(["roleProblems": [], "environmentProblems": []])),
            ("plan.draft", draft([goal([])])), ("plan.submit", own),
        ] {
            try world.call(method, params.changing(["case": hers]), as: "ratna", on: "2016-08-12")
        }
        #expect(
            try world.refusal("plan.approve", ["case": hers], as: "ratna", on: "2016-08-13").code
                == "selfApproval"
        )
        try world.call("plan.approve", ["case": hers], as: "bagus", on: "2016-08-13")
    }

    @Test func `a rule of approval looks at the business date`() throws {
        let world = try CaseWorld(.submitted)
        try world.call(
            "worker.assignSupervisor",
            [
                "worker": .string(CaseWorld.sekar), "supervisor": .string(CaseWorld.bagus),
                "from": "2016-08-15",
            ],
            as: "tirta",
            on: "2016-08-15"
        )
        #expect(
            try world.refusal("plan.approve", own, as: "bagus", on: "2016-08-12")
                == Refused(code: "notSupervisor", details: ["worker": .string(CaseWorld.sekar)])
        )
        try world.call("plan.approve", own, as: "bagus", on: "2016-08-15")
    }

    @Test func `a plan that is given back is drafted and submitted again`() throws {
        let world = try CaseWorld(.submitted)
        #expect(try world.error("plan.reject", own, as: "ratna") == "invalidParams")
        let result = try world.call(
            "plan.reject",
            own.changing(["reason": "tujuan belum jelas"]),
            as: "ratna",
            on: "2016-08-12"
        )
        #expect(result.holds(["plan": "KSS-2016-0001/L1", "stage": "planning"]))
        try world.call("plan.submit", own, on: "2016-08-13")
    }

    // MARK: Goals

    @Test func `goals are added and recorded after the approval until they are over`() throws {
        let planned = try CaseWorld(.planned)
        let progress: JSONValue = ["goal": "KSS-2016-0001/G1", "progress": "some"]
        #expect(
            try planned.refusal("goal.record", progress, on: "2016-08-12")
                == Refused(
                    code: "stageNotReached",
                    details: ["stage": "planning", "needs": "intervention"]
                )
        )
        let world = try CaseWorld()
        let added = goal([]).changing(["case": Self.case])
        #expect(
            try world.call("goal.add", added, on: "2016-08-20")["goal"] == "KSS-2016-0001/G3"
        )
        try world.call("goal.record", progress, on: "2016-08-20")
        let achieved = progress.changing(["progress": "achieved", "note": "Tercapai."])
        try world.call("goal.record", achieved, on: "2016-08-21")
        #expect(
            try world.refusal("goal.record", progress, on: "2016-08-22")
                == Refused(code: "goalClosed", details: ["goal": "KSS-2016-0001/G1"])
        )
        let unknown = progress.changing(["goal": "KSS-2016-0001/G9"])
        #expect(try world.error("goal.record", unknown) == "notFound")
    }
}
