// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import TestSupport
import Testing

/// A whole caseload in one command: everything moves, or nothing does; every refusal once.
@Suite struct HandoverTests {
    private static let day = "2016-10-05"

    private func params(_ more: JSONValue = [:]) -> JSONValue {
        let whole: JSONValue = [
            "worker": .string(CaseWorld.sekar), "to": .string(CaseWorld.jaka),
            "reason": "pindah tugas",
        ]
        return whole.changing(more)
    }

    private func refusal(
        _ world: CaseWorld,
        _ more: JSONValue = [:],
        as actor: String = "ratna"
    ) throws -> Refused {
        try world.refusal("worker.handover", params(more), as: actor, on: Self.day)
    }

    @Test func `every case moves, with its follow-ups, and the worker may leave`() throws {
        let world = try CaseWorld(.assigned)
        let other = try world.otherCase("Dahlia Contohnya", to: CaseWorld.sekar)
        try world.call("followUp.schedule", FollowUpTests.visit, on: "2016-08-18")
        let result = try world.call(
            "worker.handover",
            params([
                "assignments": [["case": other, "worker": .string(CaseWorld.ratna)]],
                "deactivate": true,
            ]),
            as: "ratna",
            on: Self.day
        )
        #expect(
            result["moved"] == [
                ["case": .string(CaseWorld.case), "to": .string(CaseWorld.jaka)],
                ["case": other, "to": .string(CaseWorld.ratna)],
            ]
        )
        #expect(try world.rows("case.list").isEmpty)
        #expect(try world.rows("case.list", as: "jaka").count == 1)
        let worker = try world.office.call(
            "worker.show",
            ["worker": .string(CaseWorld.sekar)],
            as: "dimas"
        )["item"]
        #expect(worker?["active"] == false)
        let moved = try world.call("case.show", ["case": .string(CaseWorld.case)], as: "jaka")
        #expect(moved["item"]?["followUps"]?.each("assignee") == [.string(CaseWorld.jaka)])
        try world.call(
            "followUp.complete",
            ["followUp": "KSS-2016-0001/F1"],
            as: "jaka",
            on: Self.day
        )
    }

    @Test func `cases in aftercare move and closed ones stay`() throws {
        let world = try CaseWorld(.aftercare)
        let result = try world.call("worker.handover", params(), as: "dimas", on: Self.day)
        #expect(result["moved"]?.items?.count == 1)
        #expect(
            try world.rows("caseload.list", ["worker": .string(CaseWorld.jaka)], as: "dimas")
                .first?["aftercareCases"] == 1
        )
        let ended = try CaseWorld(.ended)
        #expect(try refusal(ended).code == "nothingToHandOver")
    }

    @Test func `a pending transfer of a case that moves is over`() throws {
        let world = try CaseWorld(.assigned)
        let offer: JSONValue = [
            "case": .string(CaseWorld.case), "to": .string(CaseWorld.wulan), "note": "Rekaan.",
        ]
        try world.call("transfer.request", offer, on: "2016-10-04")
        try world.call("worker.handover", params(), as: "ratna", on: Self.day)
        #expect(try world.rows("transfer.list", as: "wulan").isEmpty)
    }

    @Test func `G7 no case of a client whose processing is limited moves, nor any other`() throws {
        let world = try CaseWorld(.assigned)
        let other = try world.otherCase("Dahlia Contohnya", to: CaseWorld.sekar)
        let limit: JSONValue = ["client": .string(CaseWorld.client), "reason": "permohonan"]
        try world.call("client.limitProcessing", limit, as: "galih", on: "2016-10-01")
        #expect(
            try refusal(world)
                == Refused(
                    code: "processingLimited",
                    details: ["cases": [.string(CaseWorld.case)]]
                )
        )
        try world.call("client.resumeProcessing", limit, as: "galih", on: "2016-10-02")
        let moved = try world.call("worker.handover", params(), as: "ratna", on: Self.day)
        #expect(moved["moved"]?.each("case") == [.string(CaseWorld.case), other])
    }

    @Test func `every case needs a receiver`() throws {
        let world = try CaseWorld(.assigned)
        #expect(
            try refusal(world, ["to": nil])
                == Refused(
                    code: "caseWithoutReceiver",
                    details: ["cases": [.string(CaseWorld.case)]]
                )
        )
    }

    @Test func `an assignment names a case of the worker, and each once`() throws {
        let world = try CaseWorld(.assigned)
        let other = try world.otherCase("Dahlia Contohnya", to: CaseWorld.jaka)
        let assignment: JSONValue = ["case": other, "worker": .string(CaseWorld.ratna)]
        #expect(
            try refusal(world, ["assignments": [assignment]])
                == Refused(code: "caseNotHeld", details: ["cases": [other]])
        )
        let twice = params(["assignments": [assignment, assignment]])
        #expect(
            try world.error("worker.handover", twice, as: "ratna", on: Self.day)
                == "invalidParams"
        )
    }

    @Test func `nobody hands over to themselves`() throws {
        let world = try CaseWorld(.assigned)
        #expect(try refusal(world, ["to": .string(CaseWorld.sekar)]).code == "handoverToSelf")
    }

    @Test func `a receiver is in service, certified and not of the household`() throws {
        let world = try CaseWorld(.assigned)
        let jaka: JSONValue = ["worker": .string(CaseWorld.jaka)]
        let household = try world.call(
            "household.form",
            ["members": [["client": .string(CaseWorld.client), "relation": "head"]]],
            as: "lastri",
            on: "2016-08-01"
        )["household"]
        try world.call(
            "worker.declareInterest",
            jaka.changing(["household": household ?? nil]),
            as: "jaka",
            on: "2016-09-01"
        )
        let conflict = try refusal(world)
        #expect(conflict.code == "conflictOfInterest")
        #expect(conflict.details["case"] == .string(CaseWorld.case))
        #expect(conflict.details["worker"] == .string(CaseWorld.jaka))
        try world.call(
            "worker.deactivate",
            jaka.changing(["reason": "pindah"]),
            as: "tirta",
            on: "2016-09-02"
        )
        #expect(try refusal(world).code == "workerNotActive")
    }

    @Test func `an uncertified receiver needs a certified supervisor`() throws {
        let world = try CaseWorld(.assigned)
        let chief = try world.call(
            "worker.register",
            ["name": "Rekaan Kepala", "degree": "other"],
            as: "tirta",
            on: "2016-09-01"
        )["worker"]
        try world.call(
            "worker.assignSupervisor",
            ["worker": .string(CaseWorld.wulan), "supervisor": chief ?? nil],
            as: "tirta",
            on: "2016-09-01"
        )
        #expect(
            try refusal(world, ["to": .string(CaseWorld.wulan)])
                == Refused(
                    code: "workerNotCertified",
                    details: ["worker": .string(CaseWorld.wulan)]
                )
        )
    }

    @Test func `a supervisor hands over within the team, a coordinator anywhere`() throws {
        let world = try CaseWorld(.assigned)
        let stranger = try refusal(world, as: "bagus")
        #expect(
            stranger
                == Refused(
                    code: "notSupervisor",
                    details: ["worker": .string(CaseWorld.sekar)]
                )
        )
        let outside = try refusal(world, ["to": .string(CaseWorld.bagus)])
        #expect(outside.details["worker"] == .string(CaseWorld.bagus))
        try world.call(
            "worker.handover",
            params(["to": .string(CaseWorld.bagus)]),
            as: "dimas",
            on: Self.day
        )
    }

    @Test func `one receiver over the cap and nothing moves`() throws {
        let world = try CaseWorld(.assigned)
        try world.office.call(
            "policy.set",
            [
                "key": "caseload.hardCap", "value": 20, "from": "2016-10-01", "source": "uji",
            ]
        )
        _ = try world.otherCase("Dahlia Contohnya", to: CaseWorld.jaka)
        #expect(
            try refusal(world)
                == Refused(
                    code: "caseloadOverCap",
                    details: [
                        "workers": [
                            [
                                "worker": .string(CaseWorld.jaka), "units": 17, "adding": 17,
                                "cap": 20,
                            ]
                        ]
                    ]
                )
        )
        #expect(try world.rows("case.list").count == 1)
    }

    @Test func `who holds cases neither leaves nor loses the post`() throws {
        let world = try CaseWorld(.assigned)
        let leave: JSONValue = ["worker": .string(CaseWorld.sekar), "reason": "pindah"]
        let held = Refused(
            code: "caseloadNotEmpty",
            details: ["cases": [.string(CaseWorld.case)]]
        )
        #expect(
            try world.refusal("worker.deactivate", leave, as: "tirta", on: Self.day) == held
        )
        let end: JSONValue = ["worker": .string(CaseWorld.sekar), "posting": "PKS-2016-0003/N1"]
        #expect(try world.refusal("worker.endPosting", end, as: "tirta", on: Self.day) == held)
    }
}
