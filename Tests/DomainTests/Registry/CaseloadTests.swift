// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import Projections
import TestSupport
import Testing

/// What everybody carries (R1): the units, who sees which rows, and what a reader may know.
@Suite struct CaseloadTests {
    private func row(
        _ world: CaseWorld,
        _ worker: String = CaseWorld.sekar,
        on day: String = "2016-09-01",
        as actor: String = "dimas"
    ) throws -> JSONValue? {
        try world.rows(
            "caseload.list",
            ["worker": .string(worker), "asOf": .string(day)],
            as: actor
        ).first
    }

    @Test func `a case in assessment counts 17 and an ongoing one 12`() throws {
        let world = try CaseWorld(.intervention)
        let before = try #require(try row(world, on: "2016-08-11"))
        #expect(before["assessmentCases"] == 1)
        #expect(before["loadUnits"] == 17)
        let after = try #require(try row(world))
        #expect(after["ongoingCases"] == 1)
        #expect(after["openCases"] == 1)
        #expect(after["loadUnits"] == 12)
        #expect(after["medium"] == 1)
        #expect(after["unrated"] == 0)
        #expect(after["softCap"] == 180)
        #expect(after["hardCap"] == 204)
        #expect(after["overCap"] == false)
        #expect(after["intakePaceOk"] == true)
        // Given on 2 August, never reached since.
        #expect(after["oldestUncontactedDays"] == 30)
        #expect(after["workerName"] == "Rekaan sekar")
        #expect(after["supervisor"] == .string(CaseWorld.ratna))
    }

    @Test func `a case in aftercare counts 3`() throws {
        let world = try CaseWorld(.aftercare)
        let shown = try #require(try row(world, on: "2016-10-05"))
        #expect(shown["aftercareCases"] == 1)
        #expect(shown["openCases"] == 0)
        #expect(shown["loadUnits"] == 3)
    }

    @Test func `workers without cases have a row and those who left have none`() throws {
        let world = try CaseWorld(.assigned)
        #expect(try world.rows("caseload.list", as: "dimas").count == 5)
        try world.call(
            "worker.deactivate",
            ["worker": .string(CaseWorld.wulan), "reason": "pindah"],
            as: "tirta",
            on: "2016-09-01"
        )
        #expect(try world.rows("caseload.list", as: "dimas").count == 4)
    }

    @Test func `everybody sees the rows in reach`() throws {
        let world = try CaseWorld(.assigned)
        func seen(_ actor: String, _ params: JSONValue = [:]) throws -> [JSONValue] {
            try world.rows("caseload.list", params, as: actor).compactMap { $0["worker"] }
        }
        #expect(try seen("sekar") == [.string(CaseWorld.sekar)])
        #expect(try seen("bagus") == [.string(CaseWorld.ratna), .string(CaseWorld.bagus)])
        #expect(try seen("ratna").count == 4)
        #expect(try seen("nia").count == 5)
        #expect(try seen("sekar", ["worker": .string(CaseWorld.jaka)]) == [])
        #expect(try seen("dimas", ["supervisor": .string(CaseWorld.ratna)]).count == 3)
        #expect(try seen("dimas", ["onlyOver": true]) == [])
        let audited = try world.rows("caseload.list", as: "putri")
        #expect(audited.count == 5)
        #expect(audited.allSatisfy { $0["workerName"] == nil })
    }

    @Test func `a reader sees totals and no count that could point at a person`() throws {
        let world = try CaseWorld(.assigned)
        try world.office.operators(["umum": [.reader]])
        let rows = try world.rows("caseload.list", as: "umum")
        #expect(rows.count == 1)
        #expect(rows[0]["worker"] == .some(.null))
        #expect(rows[0]["workerName"] == nil)
        #expect(rows[0]["assessmentCases"] == .some(.null))
        #expect(rows[0]["loadUnits"] == .some(.null))
        #expect(rows[0]["aftercareCases"] == 0)
    }

    @Test func `a hidden count takes its neighbour along`() {
        #expect(SmallCells.hidden(4) == nil)
        #expect(SmallCells.hidden(5) == 5)
        #expect(SmallCells.hidden(0) == 0)
        #expect(SmallCells.hidden([3, 9, 7, 0]) == [nil, 9, nil, 0])
        #expect(SmallCells.hidden([3, 2, 7]) == [nil, nil, 7])
        #expect(SmallCells.hidden([30, 20]) == [30, 20])
    }
}
