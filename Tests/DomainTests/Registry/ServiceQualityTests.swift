// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import TestSupport
import Testing

/// Goal: services are counted by month, organisation and worker with the standing of their day (R23);
/// method: services of a certified and an uncertified worker, at two organisations, by calls.
@Suite struct ServiceQualityTests {
    private let world: CaseWorld

    init() throws {
        world = try CaseWorld()
        let service = ContactTests.service
        try world.call("case.serve", service, on: "2016-08-16")
        let elsewhere = service.changing(["at": .string(CaseWorld.provider)])
        try world.call("case.serve", elsewhere, on: "2016-08-16")
        let other = try world.otherCase("Rini Umpama", to: CaseWorld.wulan)
        let emergency = service.changing(["case": other, "emergency": true])
        try world.call("case.serve", emergency, as: "wulan", on: "2016-08-17")
        try world.call("case.serve", service, on: "2016-09-02")
    }

    private func rows(_ more: JSONValue = [:], as actor: String = "dimas") throws -> JSONValue {
        try world.office.runProjections()
        let period: JSONValue = ["from": "2016-08-01", "until": "2016-09-30"]
        return .array(try world.rows("service.quality", period.changing(more), as: actor))
    }

    private static func row(_ key: JSONMember, _ figures: [Int64], _ share: JSONValue) -> JSONValue
    {
        .object(
            [key]
                + zip(["services", "certifiedWorker", "accreditedPlace", "both"], figures).map {
                    JSONMember($0, .integer($1))
                } + [JSONMember("bothX1000", share)]
        )
    }

    @Test func `services are counted by the month they were given in`() throws {
        let august = Self.row(JSONMember("month", "2016-08"), [3, 2, 2, 1], 333)
        let september = Self.row(JSONMember("month", "2016-09"), [1, 1, 1, 1], 1000)
        #expect(try rows().holds([august, september]))
        // Both ends of the period belong to it.
        let two = Self.row(JSONMember("month", "2016-08"), [2, 2, 1, 1], 500)
        #expect(try rows(["from": "2016-08-16", "until": "2016-08-16"]).holds([two]))
        #expect(try rows(["from": "2016-08-17", "until": "2016-09-01"])[0]?["services"] == 1)
        #expect(try rows(["from": "2016-10-01", "until": "2016-10-31"]) == [])
        #expect(try rows(["asOf": "2016-08-16"]).holds([two]))
    }

    @Test func `services are counted by organisation and by worker`() throws {
        #expect(
            try rows(["by": "organisation"]).holds([
                Self.row(JSONMember("organisation", .string(CaseWorld.home)), [3, 2, 3, 2], 667),
                Self.row(JSONMember("organisation", .string(CaseWorld.provider)), [1, 1, 0, 0], 0),
            ])
        )
        #expect(
            try rows(["by": "worker"]).holds([
                Self.row(JSONMember("worker", .string(CaseWorld.sekar)), [3, 3, 2, 2], 667),
                Self.row(JSONMember("worker", .string(CaseWorld.wulan)), [1, 0, 1, 0], 0),
            ])
        )
        let month = try rows()[0]
        #expect(month?["organisation"] == nil)
    }

    @Test func `a service whose day is corrected counts in its month`() throws {
        let entry = try world.call("case.serve", ContactTests.service, on: "2016-09-03")["entry"]
        try world.call(
            "case.correct",
            [
                "case": .string(CaseWorld.case), "entry": entry ?? nil,
                "changes": ["occurredOn": "2016-08-31"], "reason": "salah tanggal",
            ],
            on: "2016-09-04"
        )
        #expect(try rows().each("services") == [4, 1])
    }

    @Test func `a reader sees months only`() throws {
        try world.office.operators(["umum": [.reader]])
        #expect(try rows(as: "umum").each("services") == [3, 1])
        for basis in ["organisation", "worker"] as [JSONValue] {
            let params: JSONValue = ["from": "2016-08-01", "until": "2016-09-30", "by": basis]
            #expect(try world.error("service.quality", params, as: "umum") == "forbidden")
        }
    }
}
