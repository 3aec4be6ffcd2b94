// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Testing
import TestSupport

/// Goal: who sits at a case conference is known, and outsiders need the client's consent; method:
/// conferences with and without another institution.
@Suite struct ConferenceTests {
    static let inside: JSONValue = [
        "case": .string(CaseWorld.case), "minutes": 60, "conclusions": "Disepakati.",
        "participants": [
            ["worker": .string(CaseWorld.sekar)], ["worker": .string(CaseWorld.ratna)],
        ],
    ]
    static let guests: JSONValue = inside.changing([
        "participants": [
            ["worker": .string(CaseWorld.sekar)],
            ["organisation": .string(CaseWorld.provider), "function": "guru BK"],
        ]
    ])

    @Test func `colleagues need no consent, guests do`() throws {
        let world = try CaseWorld(.assigned)
        let result = try world.call("case.holdConference", Self.inside, on: "2016-08-10")
        #expect(result["conference"] == "KSS-2016-0001/K1")
        let refused = try world.refusal("case.holdConference", Self.guests, on: "2016-08-10")
        #expect(refused.code == "consentMissing")
        #expect(refused["scope"] == "sharing")
        try world.agree(["sharing"])
        let second = try world.call("case.holdConference", Self.guests, on: "2016-08-10")
        #expect(second["conference"] == "KSS-2016-0001/K2")
    }

    @Test func `the office itself is no guest`() throws {
        let world = try CaseWorld(.assigned)
        let own = Self.inside.changing([
            "participants": [
                ["worker": .string(CaseWorld.sekar)],
                ["organisation": .string(CaseWorld.home), "function": "psikolog"],
            ]
        ])
        try world.call("case.holdConference", own, on: "2016-08-10")
    }

    @Test(
        arguments: [
            [["worker": "PKS-2016-0003"]],
            [["worker": "PKS-2016-0003"], [:]],
            [["worker": "PKS-2016-0003"], ["organisation": "LMB-2016-0004"]],
            [
                ["worker": "PKS-2016-0003"],
                ["worker": "PKS-2016-0001", "organisation": "LMB-2016-0004", "function": "guru"],
            ],
        ] as [JSONValue]
    )
    func `two take part at least, each a worker or a guest`(participants: JSONValue) throws {
        let world = try CaseWorld(.assigned)
        let params = Self.inside.changing(["participants": participants])
        #expect(try world.error("case.holdConference", params) == "invalidParams")
    }

    @Test func `everybody named exists, and who entered it was on the case`() throws {
        let world = try CaseWorld(.assigned)
        let unknown = Self.inside.changing([
            "participants": [["worker": .string(CaseWorld.sekar)], ["worker": "PKS-2016-0099"]]
        ])
        #expect(try world.error("case.holdConference", unknown) == "notFound")
        #expect(
            try world.refusal("case.holdConference", Self.inside, as: "ratna", on: "2016-08-10")
                .code == "workerNotOnCase"
        )
        #expect(try world.error("case.holdConference", Self.inside, as: "jaka") == "notFound")
    }
}
