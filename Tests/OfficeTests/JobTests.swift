// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import Office
import TestSupport
import Testing

/// Goal: long work goes on by itself and is watched, joined and ended; method: given a writer that
/// is held, when jobs are started, then their state moves only as far as it can.
@Suite(.timeLimit(.minutes(10))) struct JobTests {
    private let office: TestOffice

    init() throws {
        office = try TestOffice()
        try office.operators(["sari": [.coordinator], "lina": [.auditor]])
        try office.call("box.register", ["box": "B1"], as: "sari")
    }

    private func run(_ method: String, _ params: JSONValue) throws -> JSONValue {
        let job = try office.call(method, params)["job"] ?? nil
        let done = try office.call("job.wait", ["job": job, "waitMs": 20_000])
        #expect(done["state"] == "done", "\(done.line)")
        return done["result"] ?? nil
    }

    private func head() throws -> JSONValue { try office.call("log.head")["position"] ?? nil }

    // MARK: Jobs

    @Test func `the same work is joined, different work is not`() throws {
        let gate = office.holdWriter()
        let first = try office.call("projection.run", ["name": "overdue"])
        let second = try office.call("projection.run", ["name": "overdue"])
        let other = try office.call("projection.run", ["all": true])
        #expect(first["joined"] == false)
        #expect(second["joined"] == true)
        #expect(second["job"] == first["job"])
        #expect(other["joined"] == false)
        let waited = try office.call("job.wait", ["job": first["job"] ?? nil, "waitMs": 1])
        #expect(waited["state"] == "running")
        #expect(waited["endedAt"] == .null)
        gate.open()
        for job in [first["job"], other["job"]] {
            let done = try office.call("job.wait", ["job": job ?? nil, "waitMs": 20_000])
            #expect(done["state"] == "done")
        }
        #expect(try office.call("job.list")["rows"]?.each("state") == ["done", "done"])
    }

    @Test func `a job stops when it is asked to`() throws {
        let gate = office.holdWriter()
        let job = try office.call("projection.run", ["name": "overdue"])["job"] ?? nil
        try office.call("job.cancel", ["job": job])
        gate.open()
        let done = try office.call("job.wait", ["job": job, "waitMs": 20_000])
        #expect(done["state"] == "cancelled")
        #expect(done["result"] == .null)
    }

    @Test func `a job is seen by who began it, administrator and auditor`() throws {
        let job = try office.call("projection.run", ["name": "overdue"])["job"] ?? nil
        #expect(try office.call("job.show", ["job": job], as: "lina")["startedBy"] == "admin")
        #expect(try office.error("job.show", ["job": job], as: "sari") == "notFound")
        #expect(try office.call("job.list", as: "sari")["rows"] == [])
        #expect(try office.error("job.cancel", ["job": job], as: "lina") == "forbidden")
        #expect(try office.error("job.show", ["job": "none"]) == "notFound")
        #expect(try office.error("job.wait", ["job": "none"]) == "notFound")
    }

    // MARK: Projections

    @Test func `a scheduled projection waits until it is run, then has nothing to do`() throws {
        func status() throws -> JSONValue {
            try office.call("projection.status", ["name": "overdue"])["item"] ?? nil
        }
        let head = try head()
        #expect(try status().holds(["kind": "scheduled", "applied": 0, "state": "waiting"]))
        let wanted: JSONValue = ["applied": head, "events": head, "name": "overdue"]
        #expect(try run("projection.run", ["name": "overdue"]) == [wanted])
        #expect(try status().holds(["applied": head, "lag": 0, "state": "current"]))
        for events in [head, 0] {
            let all = try run("projection.run", ["all": true])
            #expect(all.each("name") == ["standing", "services", "overdue"])
            #expect(all.each("applied") == [head, head, head])
            #expect(all.each("events") == [events, events, 0])
        }
    }

    @Test func `projections are known by name`() throws {
        let rows = try office.call("projection.list", as: "sari")["rows"]?.items ?? []
        #expect(rows.filter { $0["kind"] == "inline" }.allSatisfy { $0["state"] == "current" })
        #expect(rows.contains { $0["name"] == "overdue" })
        #expect(try office.error("projection.status", ["name": "none"]) == "notFound")
        #expect(try office.error("projection.run", ["name": "none"]) == "notFound")
        #expect(try office.error("projection.rebuild") == "invalidParams")
        #expect(try office.error("projection.run", ["all": true], as: "sari") == "forbidden")
    }

    @Test func `views built anew are the ones there were, and answer`() throws {
        let before = try office.call("box.list", as: "lina")["rows"]
        for (method, params): (String, JSONValue) in [
            ("projection.verify", ["all": true]),
            ("projection.rebuild", ["all": true, "verify": true]),
            ("projection.verify", ["all": true]),
        ] {
            let result = try run(method, params).items ?? []
            #expect(!result.isEmpty)
            #expect(result.allSatisfy { $0["equal"] == true }, "\(JSONValue.array(result).line)")
        }
        #expect(try office.call("box.list", as: "lina")["rows"] == before)
        try office.call("box.register", ["box": "B2"], as: "sari")
        #expect(try office.call("box.list", as: "lina")["rows"]?.items?.count == 2)
    }

    @Test func `views are built by one job at a time`() throws {
        for round in 1...4 {
            let verifying = try office.call("projection.verify", ["all": true])["job"] ?? nil
            let building = try office.call("projection.rebuild", ["all": true])["job"] ?? nil
            for job in [building, verifying] {
                let done = try office.call("job.wait", ["job": job, "waitMs": 20_000])
                #expect(done["state"] == "done", "round \(round): \(done.line)")
            }
            #expect(TemporaryDirectory.names(in: office.storePath).contains("views"))
        }
        #expect(try office.call("box.list", as: "lina")["rows"]?.each("box") == ["B1"])
    }

    @Test func `the chain of the log is followed to its end`() throws {
        for scope in ["quick", "full"] {
            let result = try run("log.verify", ["scope": .string(scope)])
            let wanted: JSONValue = [
                "verdict": "sound", "from": 1, "to": try head(), "firstBad": .null,
            ]
            #expect(result.holds(wanted), "\(result.line)")
        }
    }
}
