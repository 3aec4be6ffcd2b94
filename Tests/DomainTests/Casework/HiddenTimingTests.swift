// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import TestSupport
import Testing

/// Goal: the time of an answer does not tell whether there is a case; method: a hidden and an absent
/// one are asked for in turn, and the medians compared.
@Suite(.serialized, .timeLimit(.minutes(2))) struct HiddenTimingTests {
    private static let rounds = 300

    private struct Pair {
        let method: String
        let hidden: JSONValue
        let absent: JSONValue
    }

    private static let pairs = [
        Pair(
            method: "case.show",
            hidden: ["case": .string(CaseWorld.case)],
            absent: ["case": "KSS-2016-0777"]
        ),
        Pair(
            method: "client.show",
            hidden: ["client": .string(CaseWorld.client)],
            absent: ["client": "KLN-2016-0777"]
        ),
        Pair(
            method: "case.link",
            hidden: [
                "case": .string(CaseWorld.case), "other": "KSS-2016-0001", "relation": "family",
            ],
            absent: ["case": "KSS-2016-0777", "other": "KSS-2016-0001", "relation": "family"]
        ),
    ]

    @Test func `hidden and absent take the same time and the same words`() throws {
        let world = try CaseWorld()
        for pair in Self.pairs {
            func ask(_ params: JSONValue) throws -> Duration {
                let start = ContinuousClock.now
                let kind = try world.office.error(pair.method, params, as: "wulan")
                let took = ContinuousClock.now - start
                #expect(kind == "notFound")
                return took
            }
            // The first of a minute are put on record, and everything is cold.
            for _ in 0..<20 { _ = (try ask(pair.hidden), try ask(pair.absent)) }
            var hidden: [Duration] = []
            var absent: [Duration] = []
            for _ in 0..<Self.rounds {
                hidden.append(try ask(pair.hidden))
                absent.append(try ask(pair.absent))
            }
            let one = hidden.sorted()[Self.rounds / 2]
            let other = absent.sorted()[Self.rounds / 2]
            let ratio = one / other
            #expect((0.8...1.25).contains(ratio), "\(pair.method): \(one) hidden, \(other) absent")
        }
    }
}
