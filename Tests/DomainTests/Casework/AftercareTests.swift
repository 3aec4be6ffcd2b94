// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Testing
import TestSupport

/// Goal: after the closing the client is looked after, and the case goes on only by reopening within
/// the window (C-13, C-15); method: one closed case with and without aftercare.
@Suite struct AftercareTests {
    static let `case`: JSONValue = ["case": .string(CaseWorld.case)]
    static let log: JSONValue = [
        "case": .string(CaseWorld.case), "kind": "phone", "minutes": 15, "note": "Baik.",
    ]
    static let reopen: JSONValue = [
        "case": .string(CaseWorld.case), "note": "Masalah muncul lagi.",
    ]

    @Test func `the last primary worker looks after the client`() throws {
        let world = try CaseWorld(.aftercare)
        let result = try world.call("aftercare.log", Self.log, on: "2016-11-01")
        #expect(result.holds(["status": "closed", "stage": "aftercare"]))
        #expect(try world.error("aftercare.log", Self.log, as: "jaka") == "notFound")
        let bySekar = Self.log.changing(["by": .string(CaseWorld.sekar)])
        try world.call("aftercare.log", bySekar, as: "ratna", on: "2016-11-02")
        #expect(
            try world.refusal("aftercare.log", Self.log, as: "ratna", on: "2016-11-02").code
                == "workerNotOnCase"
        )
    }

    @Test func `aftercare ends once`() throws {
        let world = try CaseWorld(.aftercare)
        let result = try world.call("aftercare.end", Self.case, on: "2016-12-31")
        #expect(result.holds(["status": "closed", "stage": "ended"]))
        for method in ["aftercare.end", "aftercare.log"] {
            let params = method == "aftercare.end" ? Self.case : Self.log
            #expect(
                try world.refusal(method, params, on: "2017-01-02").code == "noAftercare"
            )
        }
    }

    @Test func `an open case has no aftercare`() throws {
        let world = try CaseWorld()
        #expect(
            try world.refusal("aftercare.log", Self.log, on: "2016-08-20").code == "noAftercare"
        )
        #expect(
            try world.refusal("aftercare.end", Self.case, on: "2016-08-20").code == "noAftercare"
        )
    }

    // MARK: Reopening

    @Test func `a closed case is reopened for its last worker`() throws {
        let world = try CaseWorld(.aftercare)
        let result = try world.call("case.reopen", Self.reopen, as: "ratna", on: "2016-11-01")
        #expect(
            result.holds([
                "status": "open", "stage": "assessment",
                "load": ["units": 17, "softCap": 180, "hardCap": 204],
            ])
        )
        let goals = CaseWorld.evaluation.changing(["goals": []])
        #expect(
            try world.refusal("case.evaluate", goals, on: "2016-11-02").code == "stageNotReached",
            "assessment, plan and evaluation are needed again"
        )
    }

    @Test func `it may be given to somebody else of the team`() throws {
        let world = try CaseWorld(.ended)
        let toJaka = Self.reopen.changing(["worker": .string(CaseWorld.jaka)])
        try world.call("case.reopen", toJaka, as: "ratna", on: "2016-11-01")
        try world.call("case.logContact", ContactTests.contact, as: "jaka", on: "2016-11-01")
        let other = try CaseWorld(.ended)
        let toBagus = Self.reopen.changing(["worker": .string(CaseWorld.bagus)])
        #expect(
            try other.refusal("case.reopen", toBagus, as: "ratna", on: "2016-11-01")
                == Refused(
                    code: "notSupervisor",
                    details: ["worker": .string(CaseWorld.bagus)]
                )
        )
    }

    @Test func `the window is counted to the day`() throws {
        let world = try CaseWorld(.ended)
        // 2016-10-04 and 180 days.
        let refused = try world.refusal(
            "case.reopen",
            Self.reopen,
            as: "ratna",
            on: "2017-04-03"
        )
        #expect(refused.code == "reopenWindowPassed")
        #expect(refused.details.holds(["closedOn": "2016-10-04", "windowDays": 180]))
        try world.call("case.reopen", Self.reopen, as: "ratna", on: "2017-04-02")
    }

    @Test func `only a closed case is reopened`() throws {
        for stage in [CaseWorld.Stage.intervention, .terminated] {
            let world = try CaseWorld(stage)
            #expect(
                try world.refusal("case.reopen", Self.reopen, as: "ratna", on: "2016-10-05").code
                    == "notClosed"
            )
        }
    }

    @Test func `a client with an open case in the programme keeps that one`() throws {
        let world = try CaseWorld(.ended)
        try world.newCase(of: .string(CaseWorld.client))
        #expect(
            try world.refusal("case.reopen", Self.reopen, as: "ratna", on: "2016-11-01")
                == Refused(code: "openCaseExists", details: ["case": "KSS-2016-0002"])
        )
    }

    @Test func `supervisors of the team reopen, nobody else`() throws {
        let world = try CaseWorld(.ended)
        #expect(try world.error("case.reopen", Self.reopen) == "forbidden")
        #expect(try world.error("case.reopen", Self.reopen, as: "bagus") == "notFound")
        let unknown = Self.reopen.changing(["worker": "PKS-2016-0099"])
        #expect(try world.error("case.reopen", unknown, as: "ratna") == "notFound")
    }
}
