// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import TestSupport
import Testing

/// Goal: nobody learns the first count before the second is confirmed, not from the log either;
/// method: given both counts, when their events are read before and after, then only then the
/// pieces are in them.
@Suite struct BlindCountTests {
    @Test func `the events of a count hide the pieces until it is confirmed`() throws {
        let world = try KhasWorld()
        let count = try world.openCount("B1")
        try world.record(count, "dewi", ["500": 321])
        try world.record(count, "hadi", ["500": 321])
        func passes() throws -> [JSONValue] {
            let params: JSONValue = ["types": ["count.firstRecorded", "count.secondRecorded"]]
            return try world.call("events.read", params, as: "lina")["rows"]?.items ?? []
        }
        let before = try passes()
        #expect(before.count == 2)
        for event in before {
            #expect(event["data"]?["counter"] != nil, "\(event.line)")
            for member in ["pieces", "total", "nonTender"] {
                #expect(event["data"]?[member] == nil, "\(event.line)")
            }
            let shown = try world.call(
                "events.show",
                ["position": event["position"] ?? nil],
                as: "lina"
            )
            #expect(!shown.line.contains("321"))
        }
        try world.call("count.confirm", ["count": count], as: "budi", on: "2016-07-20")
        #expect(try passes().allSatisfy { $0["data"]?["pieces"] == ["500": 321] })
    }
}
