// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Testing
import TestSupport

/// Goal: what is to be done has a day and somebody on the case; method: one assigned case, every
/// end of a follow-up and its refusals.
@Suite struct FollowUpTests {
    static let visit: JSONValue = [
        "case": .string(CaseWorld.case), "kind": "visit", "dueOn": "2016-08-25",
    ]
    static let first: JSONValue = ["followUp": "KSS-2016-0001/F1"]

    @Test func `a follow-up is the primary worker's unless it says otherwise`() throws {
        let world = try CaseWorld(.assigned)
        let result = try world.call("followUp.schedule", Self.visit, on: "2016-08-18")
        #expect(result.holds(["followUp": "KSS-2016-0001/F1", "status": "open"]))
        let second = try world.call(
            "followUp.schedule",
            Self.visit,
            as: "ratna",
            on: "2016-08-18"
        )
        #expect(second["followUp"] == "KSS-2016-0001/F2")
    }

    @Test func `it is due on its day or later`() throws {
        let world = try CaseWorld(.assigned)
        #expect(
            try world.refusal("followUp.schedule", Self.visit, on: "2016-08-26")
                == Refused(
                    code: "duePast",
                    details: ["dueOn": "2016-08-25", "occurredOn": "2016-08-26"]
                )
        )
        try world.call("followUp.schedule", Self.visit, on: "2016-08-25")
        let far = Self.visit.changing(["dueOn": "2199-12-31"])
        try world.call("followUp.schedule", far, on: "2016-08-25")
    }

    @Test func `its assignee is on the case`() throws {
        let world = try CaseWorld(.assigned)
        let toJaka = Self.visit.changing(["assignee": .string(CaseWorld.jaka)])
        #expect(
            try world.refusal("followUp.schedule", toJaka, on: "2016-08-19")
                == Refused(
                    code: "assigneeNotOnCase",
                    details: ["worker": .string(CaseWorld.jaka)]
                )
        )
        try world.call(
            "case.addTeamMember",
            [
                "case": .string(CaseWorld.case), "worker": .string(CaseWorld.jaka),
                "role": "coWorker",
            ],
            on: "2016-08-19"
        )
        try world.call("followUp.schedule", toJaka, on: "2016-08-19")
        // He is on the case now, so he may end it.
        try world.call("followUp.complete", Self.first, as: "jaka", on: "2016-08-20")
        let unknown = Self.visit.changing(["assignee": "PKS-2016-0099"])
        #expect(try world.error("followUp.schedule", unknown) == "notFound")
    }

    @Test func `it ends once`() throws {
        let world = try CaseWorld(.assigned)
        try world.call("followUp.schedule", Self.visit, on: "2016-08-18")
        try world.call("followUp.schedule", Self.visit, on: "2016-08-18")
        let done = Self.first.changing(["note": "Sudah."])
        try world.call("followUp.complete", done, on: "2016-08-20")
        #expect(
            try world.refusal("followUp.complete", done, on: "2016-08-20")
                == Refused(code: "followUpState", details: ["state": "completed"])
        )
        let second: JSONValue = ["followUp": "KSS-2016-0001/F2"]
        #expect(try world.error("followUp.cancel", second) == "invalidParams")
        let cancel = second.changing(["reason": "tidak perlu"])
        try world.call("followUp.cancel", cancel, on: "2016-08-20")
        #expect(
            try world.refusal("followUp.complete", second, on: "2016-08-20")
                == Refused(code: "followUpState", details: ["state": "cancelled"])
        )
    }

    @Test func `one that does not exist is not found`() throws {
        let world = try CaseWorld(.assigned)
        #expect(try world.error("followUp.complete", Self.first) == "notFound")
        try world.call("followUp.schedule", Self.visit, on: "2016-08-18")
        #expect(try world.error("followUp.complete", Self.first, as: "jaka") == "notFound")
        let odd: JSONValue = ["followUp": "KSS-2016-0001/F01"]
        #expect(try world.error("followUp.complete", odd) == "notFound")
    }

    @Test func `aftercare has follow-ups, the end of it has none`() throws {
        let world = try CaseWorld(.aftercare)
        let later = Self.visit.changing(["dueOn": "2016-11-01"])
        try world.call("followUp.schedule", later, on: "2016-10-10")
        try world.call("followUp.complete", Self.first, on: "2016-10-20")
        try world.call(
            "aftercare.end",
            ["case": .string(CaseWorld.case)],
            on: "2016-10-21"
        )
        #expect(
            try world.refusal("followUp.schedule", later, on: "2016-10-22")
                == Refused(code: "caseClosed", details: ["status": "closed"])
        )
    }
}
