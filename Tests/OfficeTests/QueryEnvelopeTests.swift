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

/// Goal: what every query takes besides its filters; method: given boxes registered one by one,
/// when they are listed as of then, in pages, in columns, then each answer fits the whole.
@Suite struct QueryEnvelopeTests {
    private let office: TestOffice
    /// The position before the first box.
    private let start: Int64

    init() throws {
        office = try TestOffice()
        try office.operators(["sari": [.coordinator], "lina": [.auditor]])
        start = try office.call("log.head")["position"]?.integer ?? 0
        for (box, day) in [("B1", "2016-01-05"), ("B2", "2016-03-05"), ("B3", "2016-02-05")] {
            try office.call(
                "box.register",
                ["box": .string(box), "occurredOn": .string(day)],
                as: "sari"
            )
        }
    }

    private func boxes(_ params: JSONValue) throws -> [JSONValue?] {
        try office.call("box.list", params, as: "lina")["rows"]?.each("box") ?? []
    }

    private func breach(_ params: JSONValue) throws -> JSONValue {
        let reply = try office.reply(to: "box.list", params, as: "lina")
        #expect(reply["error"]?["data"]?["kind"] == "invalidParams", "\(reply.line)")
        return reply["error"]?["data"]?["path"] ?? nil
    }

    // MARK: As of

    @Test func `a day shows what had happened by then`() throws {
        #expect(try boxes(["asOf": "2016-01-04"]) == [])
        #expect(try boxes(["asOf": "2016-01-05"]) == ["B1"])
        #expect(try boxes(["asOf": "2016-02-28"]) == ["B1", "B3"])
        let result = try office.call("box.list", ["asOf": "2016-02-28"], as: "lina")
        #expect(result["asOf"]?["date"] == "2016-02-28")
    }

    @Test func `a position shows what was known then`() throws {
        #expect(try boxes(["asOf": 0]) == [])
        #expect(try boxes(["asOf": .integer(start + 2)]) == ["B1", "B2"])
        let both: JSONValue = ["date": "2016-02-28", "position": .integer(start + 2)]
        #expect(try boxes(["asOf": both]) == ["B1"])
        let result = try office.call("box.list", ["asOf": .integer(start + 2)], as: "lina")
        #expect(result["asOf"]?["position"] == .integer(start + 2))
        #expect(try breach(["asOf": .integer(start + 4)]) == "/asOf")
    }

    @Test func `the past is read in pages too`() throws {
        let first = try office.call("box.list", ["asOf": "2016-02-28", "limit": 1], as: "lina")
        #expect(first["rows"]?.each("box") == ["B1"])
        let next = try #require(first["next"])
        let second: JSONValue = ["asOf": "2016-02-28", "limit": 1, "cursor": next]
        #expect(try boxes(second) == ["B3"])
    }

    @Test func `as of is a day, a position, or both`() throws {
        #expect(try breach(["asOf": "kemarin"]) == "/asOf")
        #expect(try breach(["asOf": true]) == "/asOf")
        #expect(try breach(["asOf": ["day": "2016-01-05"]]) == "/asOf/day")
        #expect(try breach(["asOf": ["date": "2016-13-01"]]) == "/asOf/date")
        #expect(try breach(["asOf": ["position": -1]]) == "/asOf/position")
    }

    // MARK: At least

    @Test func `an answer includes what the caller has seen`() throws {
        #expect(try boxes(["atLeast": .integer(start + 3)]).count == 3)
        let late: JSONValue = ["atLeast": .integer(start + 4), "deadlineMs": 1]
        let reply = try office.reply(to: "box.list", late, as: "lina")
        let facts = reply["error"]?["data"] ?? nil
        #expect(facts["kind"] == "projectionStale")
        #expect(facts["wanted"] == .integer(start + 4))
        #expect(facts["applied"] == .integer(start + 3))
    }

    @Test func `an answer waits for what is being written`() throws {
        let reader = office.office.open(userID: 1000, notify: { _ in })
        let writer = office.office.open(userID: 1000, notify: { _ in })
        let gate = office.holdWriter()
        let params: JSONValue = ["atLeast": .integer(start + 4), "deadlineMs": 20_000]
        let waiting = office.start("operator.list", params, in: reader)
        let command = office.start("operator.register", ["operator": "dewi"], in: writer)
        gate.open()
        #expect(try waiting.value()["result"]?["rows"]?.each("operator").contains("dewi") == true)
        #expect(try command.value()["result"] != nil)
    }

    // MARK: Columns and pages

    @Test func `only the columns asked for are answered`() throws {
        let rows = try office.call("box.list", ["fields": ["state"]], as: "lina")["rows"]
        #expect(rows?.items?.allSatisfy { $0.members?.map(\.name) == ["state"] } == true)
        let reply = try office.reply(to: "box.list", ["fields": ["state", "bux"]], as: "lina")
        let facts = reply["error"]?["data"] ?? nil
        #expect(facts["path"] == "/fields/1")
        #expect(facts["nearest"]?.items?.contains("box") == true, "\(facts.line)")
        #expect(try breach(["fields": "box"]) == "/fields")
        #expect(try breach(["fields": [1]]) == "/fields")
    }

    @Test(arguments: [1, 7, 100, 250, 1000] as [Int64])
    func `pages join to the whole, each box once`(limit: Int64) throws {
        for number in 1...250 {
            try office.call("box.register", ["box": .string("K\(1000 + number)")], as: "sari")
        }
        let whole = try boxes(["limit": 1000])
        #expect(whole.count == 253)
        var joined: [JSONValue?] = []
        var cursor: JSONValue = nil
        repeat {
            var params: JSONValue = ["limit": .integer(limit)]
            if !cursor.isNull { params = params.changing(["cursor": cursor]) }
            let page = try office.call("box.list", params, as: "lina")
            joined += page["rows"]?.each("box") ?? []
            cursor = page["next"] ?? nil
        } while !cursor.isNull && joined.count <= whole.count
        #expect(joined == whole)
    }

    @Test func `a page has its limits, and a cursor its form`() throws {
        for limit: JSONValue in [0, 1001, -1, "10"] {
            #expect(try breach(["limit": limit]) == "/limit")
        }
        for cursor: JSONValue in ["", "zz", "kucing", 7] {
            #expect(try breach(["cursor": cursor]) == "/cursor")
        }
    }

    @Test func `a query may be asked in either language`() throws {
        let facts = ["id", "en"].map { language -> JSONValue? in
            let params: JSONValue = ["box": "B9", "lang": .string(language)]
            return try? office.reply(to: "box.show", params, as: "lina")["error"]?["message"]
        }
        #expect(facts[0] != nil && facts[1] != nil)
        #expect(facts[0] != facts[1])
    }
}
