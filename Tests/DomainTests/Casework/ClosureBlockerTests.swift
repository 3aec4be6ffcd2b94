// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import TestSupport
import Testing

/// Goal: whatever keeps a case from being closed is told with the line that settles it (C-12);
/// method: an evaluated case with one thing open, its remedy run on a copy of the office.
@Suite struct ClosureBlockerTests {
    private func blocked(_ world: CaseWorld, by kind: JSONValue) throws {
        let refused = try world.refusal("closure.request", CaseWorld.closure, on: "2016-10-03")
        #expect(refused.code == "closureBlocked")
        #expect(refused["blockers"]?[0]?["kind"] == kind)
    }

    @Test func `a referral that is out comes back first`() throws {
        let world = try CaseWorld(.evaluated, consents: ["services", "sharing"])
        try world.call("referral.make", ReferralTests.make, on: "2016-10-02")
        try blocked(world, by: "referral")
    }

    @Test func `whoever lives in a safe house leaves it first`() throws {
        let world = try CaseWorld(.evaluated)
        try world.call(
            "safeHouse.register",
            [
                "organisation": .string(CaseWorld.home), "capacity": 1, "address": "Rahasia",
                "contact": "Ibu", "area": "32.77",
            ],
            as: "dimas",
            on: "2016-08-01"
        )
        try world.call("safeHouse.admit", SafeHouseTests.admit, on: "2016-10-02")
        try blocked(world, by: "safeHouseStay")
    }

    @Test func `an offer to another worker is taken back first`() throws {
        let world = try CaseWorld(.evaluated)
        try world.call("transfer.request", TransferTests.offer, on: "2016-10-02")
        try blocked(world, by: "transfer")
    }

    @Test func `a drafted plan is submitted and approved before anybody serves`() throws {
        let world = try CaseWorld(.planned)
        let service: JSONValue = [
            "case": .string(CaseWorld.case), "minutes": 45, "mode": "direct",
            "rolePlayed": "enabler", "service": "counselling",
        ]
        let refused = try world.refusal("case.serve", service, on: "2016-08-12")
        #expect(refused.code == "stageNotReached")
    }

    @Test func `goals are judged before a case ends because they were met`() throws {
        try blocked(try CaseWorld(), by: "evaluationMissing")
    }
}
