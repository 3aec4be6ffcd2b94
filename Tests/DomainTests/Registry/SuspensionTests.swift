// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import TestSupport
import Testing

/// Goal: whom the board has suspended gets no new case and keeps the running ones until a supervisor
/// hands them over; method: a ruling between two cases of one worker, by calls.
@Suite struct SuspensionTests {
    private let world: CaseWorld
    private let running: JSONValue
    private let next: JSONValue

    /// Jaka has a case, is suspended from 2016-08-03 to 2016-08-31, and should be given another.
    init() throws {
        world = try CaseWorld(.people)
        running = try world.otherCase("Rini Umpama", to: CaseWorld.jaka)
        try world.office.operators(["arya": [.board]])
        let ethics = try world.call(
            "ethics.open",
            ["worker": .string(CaseWorld.jaka), "allegation": "Laporan rekaan."],
            as: "nia",
            on: "2016-08-03"
        )["ethics"]
        try world.call(
            "ethics.rule",
            [
                "ethics": ethics ?? nil, "ruling": "founded", "sanction": "suspension",
                "until": "2016-08-31", "note": "Putusan rekaan.",
            ],
            as: "arya",
            on: "2016-08-03"
        )
        next = try world.newCase(of: world.client("Tuti Umpama", consents: ["services"]))
        try world.call(
            "case.screen",
            ["case": next, "decision": "in", "note": "Perlu asesmen."],
            as: "lastri",
            on: "2016-08-03"
        )
    }

    private var giving: JSONValue { ["case": next, "worker": .string(CaseWorld.jaka)] }

    @Test func `no new case while it lasts, its last day included`() throws {
        for day in ["2016-08-03", "2016-08-31"] {
            #expect(
                try world.refusal("case.assign", giving, as: "ratna", on: day)
                    == Refused(
                        code: "workerNotActive",
                        details: ["worker": .string(CaseWorld.jaka), "because": "suspended"]
                    )
            )
        }
        try world.call("case.assign", giving, as: "ratna", on: "2016-09-01")
    }

    @Test func `a running case stays and the supervisor hands it over`() throws {
        let own = try world.rows("case.list", as: "jaka")
        #expect(own.map { $0["case"] } == [running])
        try world.call(
            "worker.handover",
            [
                "worker": .string(CaseWorld.jaka), "to": .string(CaseWorld.sekar),
                "reason": "ditangguhkan",
            ],
            as: "ratna",
            on: "2016-08-05"
        )
        #expect(try world.rows("case.list", as: "jaka") == [])
        #expect(try world.rows("case.list", as: "sekar").map { $0["case"] } == [running])
    }
}
