// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Testing
import TestSupport

/// Goal: a case changes hands only when the receiver's side says yes; method: Sekar offers her case
/// to Jaka, and everybody tries to answer.
@Suite struct TransferTests {
    static let `case`: JSONValue = ["case": .string(CaseWorld.case)]
    static let offer: JSONValue = [
        "case": .string(CaseWorld.case), "to": .string(CaseWorld.jaka), "note": "Pindah wilayah.",
    ]

    private func offered(_ stage: CaseWorld.Stage = .assigned) throws -> CaseWorld {
        let world = try CaseWorld(stage)
        try world.call("transfer.request", Self.offer, on: "2016-10-05")
        return world
    }

    @Test func `nothing changes owner before the receiver accepts`() throws {
        let world = try offered()
        #expect(try world.error("case.show", Self.case, as: "jaka") == "notFound")
        let result = try world.call("transfer.accept", Self.case, as: "jaka", on: "2016-10-06")
        #expect(
            result.holds([
                "transfer": "KSS-2016-0001/T1", "load": ["units": 17, "hardCap": 204],
                "followUpsMoved": [],
            ])
        )
        #expect(
            try world.error("case.logContact", ContactTests.contact) == "notFound",
            "the sender has no access any more"
        )
        try world.call("case.logContact", ContactTests.contact, as: "jaka", on: "2016-10-06")
    }

    @Test func `open follow-ups move along`() throws {
        let world = try CaseWorld(.assigned)
        try world.call("followUp.schedule", FollowUpTests.visit, on: "2016-08-18")
        try world.call("transfer.request", Self.offer, on: "2016-10-05")
        let result = try world.call("transfer.accept", Self.case, as: "jaka", on: "2016-10-06")
        #expect(result["followUpsMoved"] == ["KSS-2016-0001/F1"])
    }

    @Test func `the receiver's supervisor may accept, the sender may not`() throws {
        let world = try offered()
        #expect(
            try world.refusal("transfer.accept", Self.case, on: "2016-10-06")
                == Refused(code: "notReceiver", details: ["to": .string(CaseWorld.jaka)])
        )
        let reject = Self.case.changing(["reason": "penuh"])
        #expect(
            try world.refusal("transfer.reject", reject, on: "2016-10-06").code == "notReceiver"
        )
        for actor in ["wulan", "bagus"] {
            #expect(try world.error("transfer.accept", Self.case, as: actor) == "notFound")
        }
        try world.call("transfer.accept", Self.case, as: "ratna", on: "2016-10-06")
    }

    @Test func `a transfer that is declined or revoked leaves all as it was`() throws {
        let world = try offered()
        #expect(try world.error("transfer.reject", Self.case, as: "jaka") == "invalidParams")
        let reject = Self.case.changing(["reason": "penuh"])
        try world.call("transfer.reject", reject, as: "jaka", on: "2016-10-06")
        #expect(try world.error("transfer.accept", Self.case, as: "jaka") == "notFound")
        #expect(
            try world.refusal("transfer.accept", Self.case, on: "2016-10-06").code == "noTransfer"
        )
        let again = try world.call("transfer.request", Self.offer, on: "2016-10-07")
        #expect(again["transfer"] == "KSS-2016-0001/T2")
        try world.call("transfer.revoke", Self.case, on: "2016-10-08")
        #expect(
            try world.refusal("transfer.revoke", Self.case, on: "2016-10-08").code == "noTransfer"
        )
        try world.call("case.logContact", ContactTests.contact, on: "2016-10-08")
    }

    @Test func `only the holder and the supervisor offer the case`() throws {
        let world = try CaseWorld(.assigned)
        try world.call(
            "case.addTeamMember",
            [
                "case": .string(CaseWorld.case), "worker": .string(CaseWorld.wulan),
                "role": "coWorker",
            ],
            on: "2016-08-19"
        )
        #expect(try world.error("transfer.request", Self.offer, as: "wulan") == "notFound")
        try world.call("transfer.request", Self.offer, as: "ratna", on: "2016-10-05")
        #expect(try world.error("transfer.revoke", Self.case, as: "wulan") == "notFound")
        #expect(try world.error("transfer.revoke", Self.case, as: "jaka") == "notFound")
    }

    @Test func `one offer at a time, to somebody else`() throws {
        let world = try offered()
        #expect(
            try world.refusal("transfer.request", Self.offer, on: "2016-10-06")
                == Refused(code: "transferPending", details: ["to": .string(CaseWorld.jaka)])
        )
        let toSelf = Self.offer.changing(["to": .string(CaseWorld.sekar)])
        #expect(
            try world.refusal("transfer.request", toSelf, on: "2016-10-06").code == "sameWorker"
        )
        let unknown = Self.offer.changing(["to": "PKS-2016-0099"])
        #expect(try world.error("transfer.request", unknown) == "notFound")
    }

    @Test func `a case whose plan waits for approval is not offered`() throws {
        let world = try CaseWorld(.submitted)
        #expect(
            try world.refusal("transfer.request", Self.offer, on: "2016-10-05").code
                == "approvalPending"
        )
    }

    @Test func `a step may not be dated before the last one`() throws {
        let world = try offered()
        #expect(
            try world.refusal("transfer.accept", Self.case, as: "jaka", on: "2016-10-04")
                == Refused(code: "outOfOrder", details: ["lastStepOn": "2016-10-05"])
        )
    }

    @Test func `the receiver must be fit to take it`() throws {
        let world = try CaseWorld(.assigned)
        let toWulan = Self.offer.changing(["to": .string(CaseWorld.wulan)])
        try world.call("transfer.request", toWulan, on: "2016-10-05")
        // Ratna, who is certified, supervises her until then.
        try world.call(
            "worker.assignSupervisor",
            ["worker": .string(CaseWorld.wulan), "supervisor": .string(CaseWorld.sekar)],
            as: "tirta",
            on: "2016-10-05"
        )
        try world.call(
            "worker.deactivate",
            ["worker": .string(CaseWorld.wulan), "reason": "pindah"],
            as: "tirta",
            on: "2016-10-06"
        )
        let refused = try world.refusal(
            "transfer.accept",
            Self.case,
            as: "wulan",
            on: "2016-10-07"
        )
        #expect(refused.code == "workerNotActive")
    }

    @Test func `both sides see the offer in their lists`() throws {
        let world = try offered()
        for actor in ["sekar", "jaka", "ratna"] {
            let rows = try world.rows("transfer.list", ["asOf": "2016-10-09"], as: actor)
            #expect(
                JSONValue.array(rows).holds([
                    [
                        "case": .string(CaseWorld.case), "from": .string(CaseWorld.sekar),
                        "to": .string(CaseWorld.jaka), "requestedOn": "2016-10-05",
                        "daysWaiting": 4, "ppksCode": 24, "risk": nil, "units": 17,
                    ]
                ]),
                "\(actor)"
            )
        }
        for actor in ["wulan", "bagus"] {
            #expect(try world.rows("transfer.list", as: actor).isEmpty)
        }
        #expect(try world.error("transfer.list", [:], as: "dimas") == "forbidden")
        try world.call("transfer.revoke", Self.case, on: "2016-10-08")
        #expect(try world.rows("transfer.list", as: "jaka").isEmpty)
    }
}
