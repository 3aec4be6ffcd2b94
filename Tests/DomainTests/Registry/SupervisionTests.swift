// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import TestSupport
import Testing

/// Who supervises whom on which day, and what may not be.
@Suite struct SupervisionTests {
    private let roll: Roll

    init() throws { roll = try Roll() }

    @discardableResult
    private func assign(
        _ supervisor: JSONValue,
        to worker: JSONValue,
        _ more: [JSONMember] = []
    ) throws -> JSONValue {
        try roll.call("worker.assignSupervisor", params(supervisor, worker, more))
    }

    private func params(
        _ supervisor: JSONValue,
        _ worker: JSONValue,
        _ more: [JSONMember] = []
    ) -> JSONValue {
        .object([JSONMember("worker", worker), JSONMember("supervisor", supervisor)] + more)
    }

    @Test func `an ordinary supervisor ends the one before`() throws {
        let (first, second, worker) = (
            try roll.worker("Ratna"), try roll.worker("Bagus"), try roll.worker("Sekar")
        )
        try assign(first, to: worker)
        try assign(second, to: worker, [JSONMember("from", "2016-05-01")])
        #expect(try roll.show(worker, on: "2016-04-30")["supervisor"] == first)
        #expect(try roll.show(worker, on: "2016-05-01")["supervisor"] == second)
    }

    @Test func `an acting supervisor stands beside the ordinary one until the end`() throws {
        let (first, second, worker) = (
            try roll.worker("Ratna"), try roll.worker("Bagus"), try roll.worker("Sekar")
        )
        try assign(first, to: worker)
        try assign(
            second,
            to: worker,
            [JSONMember("acting", true), JSONMember("to", "2016-04-09")]
        )
        let during = try roll.show(worker, on: "2016-04-09")
        #expect(during["supervisor"] == first)
        #expect(during["actingSupervisor"] == second)
        #expect(try roll.show(worker, on: "2016-04-10")["actingSupervisor"] == .some(.null))
        let endless = params(second, worker, [JSONMember("acting", true)])
        #expect(
            try roll.office.error("worker.assignSupervisor", roll.dated(endless), as: "tirta")
                == "invalidParams"
        )
    }

    @Test func `nobody supervises themselves or in a circle`() throws {
        let (first, second, third) = (
            try roll.worker("Ratna"), try roll.worker("Bagus"), try roll.worker("Sekar")
        )
        #expect(
            try roll.refused("worker.assignSupervisor", params(first, first)) == "supervisorSelf"
        )
        try assign(first, to: second)
        try assign(second, to: third)
        #expect(
            try roll.refused("worker.assignSupervisor", params(third, first))
                == "supervisorCircle"
        )
    }

    @Test func `both are in service and the end is after the start`() throws {
        let (first, second) = (try roll.worker("Ratna"), try roll.worker("Bagus"))
        let late = params(
            first,
            second,
            [JSONMember("from", "2016-03-05"), JSONMember("to", "2016-03-04")]
        )
        #expect(try roll.refused("worker.assignSupervisor", late) == "validityDates")
        try roll.call("worker.deactivate", ["worker": first, "reason": "pindah"])
        for given in [params(first, second), params(second, first)] {
            #expect(try roll.refused("worker.assignSupervisor", given) == "workerNotActive")
        }
    }

    @Test func `a sixth worker is over the limit`() throws {
        let chief = try roll.worker("Ratna")
        for index in 1...5 {
            #expect(
                try assign(chief, to: roll.worker("Rekaan \(index)"))["warnings"] == []
            )
        }
        let warnings = try assign(chief, to: roll.worker("Rekaan Enam"))["warnings"]
        #expect(warnings?[0]?["code"] == "supervisionOverLimit")
        #expect(warnings?[0]?["details"] == ["limit": 5, "workers": 6])
        let rows = try roll.office.call(
            "supervision.list",
            ["asOf": "2016-03-10"],
            as: "dimas"
        )["rows"]
        #expect(rows?.items?.count == 1)
        #expect(rows?[0]?["supervisor"] == chief)
        #expect(rows?[0]?["supervisorName"] == "Ratna")
        #expect(rows?[0]?["workers"] == 6)
        #expect(rows?[0]?["over"] == true)
        #expect(rows?[0]?["acting"] == false)
    }

    @Test func `a supervisor sees the own team alone and an auditor no names`() throws {
        let (first, second) = (try roll.worker("Ratna"), try roll.worker("Bagus"))
        try assign(first, to: roll.worker("Sekar"))
        try assign(second, to: first)
        try roll.office.call(
            "operator.link",
            ["operator": "ratna", "worker": first, "occurredOn": "2016-03-10"]
        )
        let own = try roll.office.call("supervision.list", [:], as: "ratna")["rows"]
        #expect(own?.items?.count == 1)
        #expect(own?[0]?["supervisor"] == first)
        let all = try roll.office.call("supervision.list", [:], as: "putri")["rows"]
        #expect(all?.items?.count == 2)
        #expect(all?[0]?["supervisorName"] == nil)
    }

    @Test func `who leaves supervises nobody any more`() throws {
        let (chief, worker) = (try roll.worker("Ratna"), try roll.worker("Sekar"))
        try assign(chief, to: worker)
        try roll.call("worker.deactivate", ["worker": chief, "reason": "pindah"])
        #expect(try roll.show(worker, on: "2016-03-11")["supervisor"] == .some(.null))
        let listed = try roll.office.call(
            "worker.list",
            ["supervisor": chief, "asOf": "2016-03-11"],
            as: "dimas"
        )["rows"]
        #expect(listed?.items?.isEmpty == true)
    }
}
