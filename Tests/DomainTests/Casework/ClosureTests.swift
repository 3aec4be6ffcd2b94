// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Testing
import TestSupport

/// Goal: a case ends by two people with nothing left open (C-10, C-12); method: one case, judged,
/// blocked by each kind of open matter, closed and sent back.
@Suite struct ClosureTests {
    static let `case`: JSONValue = ["case": .string(CaseWorld.case)]
    static let open = CaseWorld.closure

    private func blockers(_ world: CaseWorld, _ more: JSONValue = [:]) throws -> JSONValue? {
        let params = Self.open.changing(more)
        let refused = try world.refusal("closure.request", params, on: "2016-10-03")
        #expect(refused.code == "closureBlocked")
        return refused["blockers"]
    }

    // MARK: Evaluation

    @Test func `every goal that was not dropped is judged`() throws {
        let world = try CaseWorld()
        let one = CaseWorld.evaluation.changing([
            "goals": [["goal": "KSS-2016-0001/G1", "attained": "fully"]]
        ])
        #expect(
            try world.refusal("case.evaluate", one, on: "2016-10-02")
                == Refused(code: "goalNotJudged", details: ["goals": ["KSS-2016-0001/G2"]])
        )
        try world.call(
            "goal.record",
            ["goal": "KSS-2016-0001/G2", "progress": "dropped"],
            on: "2016-10-01"
        )
        let result = try world.call("case.evaluate", one, on: "2016-10-02")
        #expect(result.holds(["stage": "evaluation", "status": "open"]))
        try world.call("case.evaluate", one, on: "2016-10-02")
    }

    @Test func `goals are those of the case, each once`() throws {
        let world = try CaseWorld()
        let unknown = CaseWorld.evaluation.changing([
            "goals": [["goal": "KSS-2016-0001/G9", "attained": "none"]]
        ])
        #expect(try world.error("case.evaluate", unknown) == "notFound")
        let twice = CaseWorld.evaluation.changing([
            "goals": [
                ["goal": "KSS-2016-0001/G1", "attained": "none"],
                ["goal": "KSS-2016-0001/G1", "attained": "fully"],
            ]
        ])
        #expect(try world.error("case.evaluate", twice) == "invalidParams")
    }

    @Test func `an evaluation comes after the plan and before the closure`() throws {
        let early = try CaseWorld(.assessed)
        let nothing = CaseWorld.evaluation.changing(["goals": []])
        #expect(
            try early.refusal("case.evaluate", nothing, on: "2016-10-02")
                == Refused(
                    code: "stageNotReached",
                    details: ["stage": "assessment", "needs": "intervention"]
                )
        )
        let late = try CaseWorld(.terminated)
        #expect(
            try late.refusal("case.evaluate", CaseWorld.evaluation, on: "2016-10-03").code
                == "approvalPending"
        )
    }

    // MARK: Request

    @Test func `what is open blocks the closure, in order`() throws {
        let world = try CaseWorld(consents: ["services", "sharing"])
        try world.call(
            "safeHouse.register",
            [
                "organisation": .string(CaseWorld.home), "capacity": 1, "address": "Rahasia",
                "contact": "Ibu", "area": "32.77",
            ],
            as: "dimas",
            on: "2016-08-01"
        )
        try world.call("safeHouse.admit", SafeHouseTests.admit, on: "2016-08-20")
        try world.call("referral.make", ReferralTests.make, on: "2016-08-20")
        try world.call("followUp.schedule", FollowUpTests.visit, on: "2016-08-20")
        try world.call("transfer.request", TransferTests.offer, on: "2016-08-21")
        let all: JSONValue = [
            ["kind": "followUp", "ref": "KSS-2016-0001/F1"],
            ["kind": "referral", "ref": "KSS-2016-0001/R1"],
            ["kind": "safeHouseStay", "ref": "KSS-2016-0001/S1"],
            ["kind": "transfer", "ref": "KSS-2016-0001/T1"],
            ["kind": "evaluationMissing", "ref": "KSS-2016-0001"],
        ]
        #expect(try blockers(world) == all)
        let withdrawn = JSONValue.array(Array(all.items?.dropLast() ?? []))
        #expect(try blockers(world, ["closureReason": "clientWithdrew"]) == withdrawn)
    }

    @Test func `a plan that waits for approval blocks the closure`() throws {
        let world = try CaseWorld(.submitted)
        #expect(
            try blockers(world, ["closureReason": "movedAway"])
                == [["kind": "planApproval", "ref": "KSS-2016-0001/L1"]]
        )
    }

    @Test func `a closure is asked for once`() throws {
        let world = try CaseWorld(.evaluated)
        let result = try world.call("closure.request", Self.open, on: "2016-10-03")
        #expect(result.holds(["stage": "termination", "status": "open"]))
        #expect(
            try world.refusal("closure.request", Self.open, on: "2016-10-03").code
                == "approvalPending"
        )
        let back = Self.open.changing(["aftercareUntil": "2016-10-02"])
        #expect(
            try world.refusal("closure.request", back, on: "2016-10-03").code == "validityDates"
        )
    }

    // MARK: Approval

    @Test func `the supervisor closes what the worker asked to close`() throws {
        let world = try CaseWorld(.terminated)
        #expect(try world.error("closure.approve", Self.case) == "forbidden")
        #expect(try world.error("closure.approve", Self.case, as: "bagus") == "notFound")
        let result = try world.call("closure.approve", Self.case, as: "ratna", on: "2016-10-04")
        #expect(result.holds(["status": "closed", "stage": "aftercare"]))
        let ended = try CaseWorld(.ended)
        #expect(
            try ended.refusal("closure.approve", Self.case, as: "ratna", on: "2016-10-05")
                == Refused(code: "caseClosed", details: ["status": "closed"])
        )
    }

    @Test func `nobody approves the own request`() throws {
        let world = try CaseWorld(.evaluated)
        try world.call("closure.request", Self.open, as: "ratna", on: "2016-10-03")
        #expect(
            try world.refusal("closure.approve", Self.case, as: "ratna", on: "2016-10-04").code
                == "selfApproval"
        )
    }

    @Test func `who did not supervise on that day does not approve`() throws {
        let world = try CaseWorld(.terminated)
        try world.call(
            "worker.assignSupervisor",
            [
                "worker": .string(CaseWorld.sekar), "supervisor": .string(CaseWorld.bagus),
                "from": "2016-10-10",
            ],
            as: "tirta",
            on: "2016-10-10"
        )
        #expect(
            try world.refusal("closure.approve", Self.case, as: "bagus", on: "2016-10-04").code
                == "notSupervisor"
        )
        try world.call("closure.approve", Self.case, as: "bagus", on: "2016-10-10")
    }

    @Test func `what has become open since blocks the approval`() throws {
        let world = try CaseWorld(.terminated)
        try world.call(
            "followUp.schedule",
            FollowUpTests.visit.changing(["dueOn": "2016-11-01"]),
            on: "2016-10-03"
        )
        let refused = try world.refusal(
            "closure.approve",
            Self.case,
            as: "ratna",
            on: "2016-10-04"
        )
        #expect(refused.code == "closureBlocked")
    }

    @Test func `a closure that is rejected goes back to the stage before`() throws {
        let world = try CaseWorld(.terminated)
        #expect(try world.error("closure.reject", Self.case, as: "ratna") == "invalidParams")
        let reject = Self.case.changing(["reason": "masih perlu"])
        let result = try world.call("closure.reject", reject, as: "ratna", on: "2016-10-04")
        #expect(result.holds(["status": "open", "stage": "evaluation"]))
        for method in ["closure.approve", "closure.reject"] {
            #expect(
                try world.refusal(method, reject, as: "ratna", on: "2016-10-04").code
                    == "nothingSubmitted"
            )
        }
    }
}
