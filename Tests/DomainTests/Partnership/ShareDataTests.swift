// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import TestSupport
import Testing

/// Goal: what is known of a client reaches a partner only where the agreement and the client both
/// allow it; method: one case in intervention, one partner, and each condition taken away.
@Suite struct ShareDataTests {
    static let share: JSONValue = [
        "partnership": "MTR-2016-0001", "cases": [.string(CaseWorld.case)],
        "purpose": "pendampingan bersama", "items": ["plan", "progress"],
    ]
    static let agreement: JSONValue = [
        "partnership": "MTR-2016-0001", "from": "2016-08-01", "to": "2016-12-31",
        "scope": ["data"], "dataClause": true, "ref": "PKS-1",
    ]

    private func world(
        consents: JSONValue = ["services", "sharing"],
        agreement changes: JSONValue = [:]
    ) throws -> CaseWorld {
        let world = try CaseWorld(consents: consents)
        try world.call(
            "partnership.propose",
            ["organisation": .string(CaseWorld.provider), "purpose": "rujukan"],
            as: "dimas",
            on: "2016-08-01"
        )
        try world.call(
            "partnership.sign",
            Self.agreement.changing(changes),
            as: "nia",
            on: "2016-08-01"
        )
        return world
    }

    private func refusal(
        _ world: CaseWorld,
        _ changes: JSONValue = [:],
        on day: String = "2016-08-20"
    ) throws -> Refused {
        try world.refusal(
            "partnership.shareData",
            Self.share.changing(changes),
            as: "ratna",
            on: day
        )
    }

    @Test func `the supervisor of the case shares under a clause with consent`() throws {
        let world = try world()
        for (actor, error) in [("sekar", "forbidden"), ("bagus", "notFound")] {
            #expect(
                try world.error(
                    "partnership.shareData",
                    Self.share,
                    as: actor,
                    on: "2016-08-20"
                ) == error
            )
        }
        try world.call("partnership.shareData", Self.share, as: "ratna", on: "2016-08-20")
    }

    @Test func `without a data clause nothing is shared`() throws {
        let world = try world(agreement: ["dataClause": false])
        #expect(try refusal(world).code == "noDataClause")
    }

    @Test func `outside of the agreement nothing is shared`() throws {
        let world = try world(agreement: ["to": "2016-08-19"])
        #expect(
            try refusal(world)
                == Refused(
                    code: "agreementNotInForce",
                    details: ["from": "2016-08-01", "to": "2016-08-19"]
                )
        )
    }

    @Test func `without the client's consent nothing is shared`() throws {
        let world = try world(consents: ["services"])
        #expect(
            try refusal(world)
                == Refused(
                    code: "consentMissing",
                    details: ["cases": [.string(CaseWorld.case)]]
                )
        )
        try world.agree(["sharing"], on: "2016-08-21")
        #expect(try refusal(world).code == "consentMissing")
        try world.call("partnership.shareData", Self.share, as: "ratna", on: "2016-08-21")
    }

    @Test func `whoever limited the use of their data is not shared`() throws {
        let world = try world()
        try world.call(
            "client.limitProcessing",
            ["client": .string(CaseWorld.client), "reason": "diminta"],
            as: "galih",
            on: "2016-08-20"
        )
        #expect(try refusal(world).code == "processingLimited")
    }

    @Test func `each case and each part is named once`() throws {
        let world = try world()
        let wrong: [JSONValue] = [
            ["cases": []], ["items": []], ["items": ["plan", "plan"]],
            ["cases": [.string(CaseWorld.case), .string(CaseWorld.case)]],
        ]
        for changes in wrong {
            let params = Self.share.changing(changes)
            #expect(
                try world.error("partnership.shareData", params, as: "ratna", on: "2016-08-20")
                    == "invalidParams"
            )
        }
    }
}
