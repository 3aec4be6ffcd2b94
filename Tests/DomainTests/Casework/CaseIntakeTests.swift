// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0
import CanonicalJSON
import TestSupport
import Testing

/// Goal: a case begins once per client and programme and goes to somebody who may have it; method:
/// one client and five workers, each rule by the first call that breaks it.
@Suite struct CaseIntakeTests {
    static let `case` = JSONValue.string(CaseWorld.case)
    static let opening: JSONValue = [
        "client": .string(CaseWorld.client), "ppksCode": 2, "setting": "family",
        "source": "walkIn", "summary": "Keterangan awal rekaan.",
    ]

    private func assignment(_ worker: String) -> JSONValue {
        ["case": Self.case, "worker": .string(worker)]
    }

    // MARK: Opening

    @Test func `a new case waits for its screening`() throws {
        let world = try CaseWorld(.people)
        let client = try world.client("Melati Rekaan")
        let result = try world.call(
            "case.open",
            Self.opening.changing(["client": client]),
            as: "lastri",
            on: "2016-08-01"
        )
        #expect(
            result.holds([
                "case": "KSS-2016-0001", "entry": 1, "stage": "intake", "status": "new",
            ])
        )
    }

    @Test func `C-03 a client has one open case in a programme`() throws {
        let world = try CaseWorld(.new)
        #expect(
            try world.refusal("case.open", Self.opening, as: "lastri", on: "2016-08-02")
                == Refused(code: "openCaseExists", details: ["case": Self.case])
        )
        let other = Self.opening.changing(["programme": "kesejahteraan-lansia"])
        try world.call("case.open", other, as: "lastri", on: "2016-08-02")
        let ended = try CaseWorld(.ended)
        let again = Self.opening.changing(["linkTo": Self.case])
        try ended.call("case.open", again, as: "lastri", on: "2016-11-01")
    }

    @Test func `a record that was merged gets no case`() throws {
        let world = try CaseWorld(.people)
        let stays = try world.client("Melati Rekaan")
        let goes = try world.client("Kenanga Umpama")
        try world.call(
            "client.merge",
            ["client": goes, "into": stays, "reason": "orang yang sama"],
            as: "galih",
            on: "2016-08-02"
        )
        #expect(
            try world.refusal(
                "case.open",
                Self.opening.changing(["client": goes]),
                as: "lastri",
                on: "2016-08-03"
            ) == Refused(code: "clientMerged", details: ["into": stays])
        )
        try world.call(
            "case.open",
            Self.opening.changing(["client": stays]),
            as: "lastri",
            on: "2016-08-03"
        )
    }

    @Test func `whoever only counts or checks opens no case`() throws {
        let world = try CaseWorld(.people)
        for actor in ["dimas", "putri", "bayu", "nia", "galih", "tirta"] {
            #expect(try world.error("case.open", Self.opening, as: actor) == "forbidden")
        }
        #expect(try world.error("case.open", Self.opening, as: "lastri") == "notFound")
        let wrong = Self.opening.changing(["ppksCode": 27])
        #expect(try world.error("case.open", wrong, as: "lastri") == "invalidParams")
    }

    // MARK: Screening

    @Test func `a case is screened once`() throws {
        let world = try CaseWorld(.screened)
        let again: JSONValue = ["case": Self.case, "decision": "in", "note": "Lagi."]
        #expect(
            try world.refusal("case.screen", again, as: "lastri", on: "2016-08-02").code
                == "alreadyScreened"
        )
    }

    @Test func `a case that is screened out is over`() throws {
        let world = try CaseWorld(.new)
        let out: JSONValue = [
            "case": Self.case, "decision": "out", "note": "Bukan sasaran.",
            "referTo": .string(CaseWorld.provider),
        ]
        let result = try world.call("case.screen", out, as: "ratna", on: "2016-08-01")
        #expect(result["status"] == "screenedOut")
        #expect(
            try world.refusal("case.screen", out, as: "lastri", on: "2016-08-02")
                == Refused(code: "caseClosed", details: ["status": "screenedOut"])
        )
        try world.call("case.open", Self.opening, as: "lastri", on: "2016-08-02")
        let wrong = out.changing(["decision": "in"])
        #expect(try world.error("case.screen", wrong, as: "lastri") == "invalidParams")
    }

    // MARK: Assigning

    @Test func `a case is given once it is screened in`() throws {
        let world = try CaseWorld(.new)
        #expect(
            try world.refusal(
                "case.assign",
                assignment(CaseWorld.sekar),
                as: "ratna",
                on: "2016-08-01"
            ).code == "notScreenedIn"
        )
    }

    @Test func `whoever gets a case hears its load`() throws {
        let world = try CaseWorld(.screened)
        let result = try world.call(
            "case.assign",
            assignment(CaseWorld.sekar),
            as: "ratna",
            on: "2016-08-02"
        )
        #expect(
            result.holds([
                "stage": "intake", "status": "open",
                "load": ["units": 17, "softCap": 180, "hardCap": 204],
            ])
        )
        #expect(
            try world.refusal(
                "case.assign",
                assignment(CaseWorld.jaka),
                as: "ratna",
                on: "2016-08-03"
            )
                == Refused(
                    code: "alreadyAssigned",
                    details: ["worker": .string(CaseWorld.sekar)]
                )
        )
    }

    @Test func `C-04 a worker without a certificate has a certified supervisor`() throws {
        let world = try CaseWorld(.screened)
        try world.call(
            "case.assign",
            assignment(CaseWorld.wulan),
            as: "ratna",
            on: "2016-08-02"
        )
        let alone = try CaseWorld(.screened)
        try alone.call(
            "worker.assignSupervisor",
            ["worker": .string(CaseWorld.wulan), "supervisor": .string(CaseWorld.sekar)],
            as: "tirta",
            on: "2016-08-01"
        )
        // Sekar is certified too; what Ratna lacks then is the team.
        #expect(
            try alone.refusal(
                "case.assign",
                assignment(CaseWorld.wulan),
                as: "ratna",
                on: "2016-08-02"
            )
                == Refused(code: "notSupervisor", details: ["worker": .string(CaseWorld.wulan)])
        )
    }

    @Test func `a worker without a post gets no case`() throws {
        let world = try CaseWorld(.screened)
        try world.call(
            "worker.endPosting",
            [
                "worker": .string(CaseWorld.sekar),
                "posting": .string(CaseWorld.sekar + "/N1"),
            ],
            as: "tirta",
            on: "2016-08-01"
        )
        #expect(
            try world.refusal(
                "case.assign",
                assignment(CaseWorld.sekar),
                as: "ratna",
                on: "2016-08-02"
            )
                == Refused(
                    code: "workerNotActive",
                    details: ["because": "noPosting", "worker": .string(CaseWorld.sekar)]
                )
        )
    }

    @Test func `C-06 a worker of the client's household gets no case`() throws {
        let world = try CaseWorld(.screened)
        let household =
            try world.call(
                "household.form",
                ["members": [["client": .string(CaseWorld.client), "relation": "head"]]],
                as: "lastri",
                on: "2016-08-01"
            )["household"] ?? nil
        try world.call(
            "worker.declareInterest",
            ["worker": .string(CaseWorld.sekar), "household": household],
            as: "tirta",
            on: "2016-08-01"
        )
        let refusal = try world.refusal(
            "case.assign",
            assignment(CaseWorld.sekar),
            as: "ratna",
            on: "2016-08-02"
        )
        #expect(refusal.code == "conflictOfInterest")
        #expect(refusal["interest"] == household)
        try world.call("case.assign", assignment(CaseWorld.jaka), as: "ratna", on: "2016-08-02")
        #expect(
            try world.refusal(
                "case.addTeamMember",
                assignment(CaseWorld.sekar).changing(["role": "student"]),
                as: "jaka",
                on: "2016-08-02"
            ).code == "conflictOfInterest"
        )
    }

    // MARK: Reassigning

    @Test func `a case changes hands with its open follow-ups`() throws {
        let world = try CaseWorld()
        try world.call(
            "followUp.schedule",
            ["case": Self.case, "kind": "visit", "dueOn": "2016-08-25"],
            on: "2016-08-18"
        )
        let change = assignment(CaseWorld.jaka).changing(["reason": "cuti"])
        let result = try world.call("case.reassign", change, as: "ratna", on: "2016-08-20")
        #expect(
            result.holds([
                "followUpsMoved": ["KSS-2016-0001/F1"],
                "load": ["units": 12, "softCap": 180, "hardCap": 204],
            ])
        )
        #expect(try world.error("case.show", ["case": Self.case]) == "notFound")
        let shown = try world.call("case.show", ["case": Self.case], as: "jaka")["item"] ?? nil
        #expect(shown["followUps"]?.each("assignee") == [.string(CaseWorld.jaka)])
    }

    @Test func `a case is reassigned to somebody else, and not while it is offered`() throws {
        let world = try CaseWorld()
        let same = assignment(CaseWorld.sekar).changing(["reason": "cuti"])
        #expect(
            try world.refusal("case.reassign", same, as: "ratna", on: "2016-08-20").code
                == "sameWorker"
        )
        try world.call(
            "transfer.request",
            ["case": Self.case, "to": .string(CaseWorld.jaka), "note": "Pindah."],
            on: "2016-08-20"
        )
        let other = assignment(CaseWorld.wulan).changing(["reason": "cuti"])
        #expect(
            try world.refusal("case.reassign", other, as: "ratna", on: "2016-08-21")
                == Refused(code: "transferPending", details: ["to": .string(CaseWorld.jaka)])
        )
        let silent = assignment(CaseWorld.wulan)
        #expect(try world.error("case.reassign", silent, as: "ratna") == "invalidParams")
        let early = try CaseWorld(.screened)
        #expect(
            try early.refusal("case.reassign", other, as: "ratna", on: "2016-08-02").code
                == "notAssigned"
        )
    }
}
