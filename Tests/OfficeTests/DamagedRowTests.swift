// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import TestSupport
import Testing

/// Goal: what cannot be read is never taken for what is not there; method: rows are damaged in the
/// files of an open office, then named by queries and commands that refuse what they do not find.
@Suite(.timeLimit(.minutes(10))) struct DamagedRowTests {
    private let office: TestOffice
    private let named: JSONValue

    init() throws {
        office = try TestOffice()
        try office.operators(["sari": [.registrar, .coordinator]])
        named = [
            "organisation": try office.call(
                "organisation.register",
                ["name": "Yayasan Rekaan", "kinds": ["lks"]],
                as: "sari"
            )["organisation"] ?? nil
        ]
    }

    @Test func `a query that meets a damaged row finds the views stale, not the thing missing`()
        throws
    {
        #expect(try office.damage("Yayasan Rekaan", in: "views") > 0)
        #expect(try office.error("organisation.show", named, as: "sari") == "projectionStale")
    }

    @Test func `a command that meets a damaged row is not decided`() throws {
        #expect(try office.damage("Yayasan Rekaan", in: "views") > 0)
        let renamed = named.changing(["name": "Yayasan Lain", "from": "2026-11-01"])
        #expect(try office.error("organisation.rename", renamed, as: "sari") == "projectionStale")
    }

    @Test func `nobody is turned away because the row that knows them is damaged`() throws {
        #expect(try office.damage("sari", in: "views") > 0)
        #expect(try office.error("organisation.list", as: "sari") == "projectionStale")
        #expect(try office.error("backup.list", as: "sari") == "projectionStale")
    }
    @Test func `an auditor is not shown an operator's name because its row is damaged`() throws {
        try office.operators(["lina": [.auditor]])
        let last = try office.call("log.head")["position"] ?? .null
        #expect(try office.damage("sari", in: "views") > 0)
        #expect(try office.error("events.read", ["after": 0], as: "lina") == "projectionStale")
        #expect(
            try office.error("events.show", ["position": last], as: "lina") == "projectionStale"
        )
    }
}
