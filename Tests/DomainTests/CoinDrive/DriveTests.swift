// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import TestSupport
import Testing

/// The rules of a drive's course, each by the calls that lead to it and the answer that follows.
@Suite struct DriveTests {
    // MARK: Planning

    @Test(arguments: [
        (["32.77"], "regentMayor"), (["32.77", "32.77"], "regentMayor"),
        (["32.77", "32.73"], "governor"), (["32.77", "33.01"], "minister"), (["33.01"], "minister"),
    ])
    func `K-02 the areas and the organiser decide who permits`(areas: [String], needed: String)
        throws
    {
        let world = try KhasWorld(.office)
        let params: JSONValue = [
            "drive": "D2", "name": "Koin", "purpose": "buku", "categories": ["stationery"],
            "areas": .array(areas.map { .string($0) }), "from": "2016-07-01", "to": "2016-09-30",
            "organiser": .string(KhasWorld.organiser),
        ]
        try world.expect(
            "drive.plan",
            params,
            ["drive": "D2", "fund": "D2", "authorityNeeded": .string(needed)],
            on: "2016-05-02"
        )
    }

    @Test func `a drive opens its fund and takes its code`() throws {
        let world = try KhasWorld(.planned)
        try world.refuses(
            "alreadyExists",
            ["what": "drive", "id": "D1"],
            "drive.plan",
            plan.changing(["drive": "D1"])
        )
        try world.call(
            "fund.open",
            ["fund": "D3", "name": "Umum", "restriction": "unrestricted"],
            as: "budi"
        )
        try world.refuses(
            "alreadyExists",
            ["what": "fund", "id": "D3"],
            "drive.plan",
            plan.changing(["drive": "D3"])
        )
        try world.refuses(
            "validityDates",
            ["from": "2016-07-01", "to": "2016-06-30"],
            "drive.plan",
            plan.changing(["to": "2016-06-30"])
        )
        try world.expect(
            "fund.list",
            [:],
            [
                "rows": [
                    ["fund": "D1", "restriction": "restricted", "drive": "D1"], ["fund": "D3"],
                ]
            ],
            as: "budi"
        )
    }

    @Test func `a plan names organisations that exist and areas of cities`() throws {
        let world = try KhasWorld(.office)
        try world.fails("notFound", "drive.plan", plan.changing(["organiser": "LMB-2016-0099"]))
        try world.fails("notFound", "drive.plan", plan.changing(["partners": ["LMB-2016-0099"]]))
        try world.fails("invalidParams", "drive.plan", plan.changing(["areas": ["32"]]))
        try world.fails("invalidParams", "drive.plan", plan.changing(["areas": []]))
        try world.fails("invalidParams", "drive.plan", plan.changing(["categories": []]))
        try world.fails("invalidParams", "drive.plan", plan.changing(["categories": ["kit"]]))
        try world.fails("forbidden", "drive.plan", plan, as: "budi")
        try world.refuses("futureDated", [:], "drive.plan", plan, on: "2026-12-01")
    }

    // MARK: Permit

    @Test func `K-02 a permit comes from a high enough authority`() throws {
        let world = try KhasWorld(.office)
        try world.plan("D1", ["areas": ["32.77", "32.73"]])
        try world.refuses(
            "permitAuthorityTooLow",
            ["needed": "governor", "given": "regentMayor"],
            "drive.recordPermit",
            KhasWorld.permit,
            on: "2016-06-20"
        )
        try world.permit(["authority": "minister"])
    }

    @Test(arguments: [
        ("2016-07-01", "2016-09-30"), ("2015-11-30", "2016-02-28"), ("2016-01-31", "2016-04-29"),
    ])
    func `K-03 a permit lasts three months less a day`(from: String, latest: String) throws {
        let world = try KhasWorld(.planned)
        let permit = KhasWorld.permit.changing(["from": .string(from), "to": "2016-12-31"])
        try world.refuses(
            "permitPeriodTooLong",
            ["latest": .string(latest)],
            "drive.recordPermit",
            permit,
            on: "2016-06-20"
        )
        try world.permit(["from": .string(from), "to": .string(latest)])
    }

    @Test func `a permit or an exemption is recorded once and before the start`() throws {
        let world = try KhasWorld(.planned)
        try world.refuses(
            "validityDates",
            ["from": "2016-07-01", "to": "2016-06-30"],
            "drive.recordPermit",
            KhasWorld.permit.changing(["to": "2016-06-30"]),
            on: "2016-06-20"
        )
        try world.permit()
        let exemption: JSONValue = [
            "drive": "D1", "ground": "mutualAid", "description": "di sekolah",
        ]
        try world.refuses(
            "permitAlreadyRecorded",
            [:],
            "drive.recordPermit",
            KhasWorld.permit,
            on: "2016-06-20"
        )
        try world.refuses(
            "permitAlreadyRecorded",
            [:],
            "drive.recordExemption",
            exemption,
            on: "2016-06-20"
        )
        try world.refuses(
            "outOfOrder",
            ["lastStepOn": "2016-06-20"],
            "drive.recordExemption",
            exemption,
            on: "2016-06-19"
        )
        try world.call("drive.start", ["drive": "D1"], on: "2016-07-01")
        try world.refuses(
            "wrongState",
            ["what": "drive", "id": "D1", "state": "started", "needed": ["planned"]],
            "drive.recordPermit",
            KhasWorld.permit,
            on: "2016-07-01"
        )
    }

    @Test func `K-03 a permit is extended once by a month at most`() throws {
        let world = try KhasWorld(.planned)
        func extend(_ date: String) -> JSONValue {
            ["drive": "D1", "to": .string(date), "number": "PUB/1a/2016"]
        }
        try world.refuses(
            "permitMissing",
            ["missing": ["permit"]],
            "drive.extendPermit",
            extend("2016-10-30")
        )
        try world.permit()
        try world.refuses(
            "validityDates",
            ["from": "2016-09-30", "to": "2016-09-30"],
            "drive.extendPermit",
            extend("2016-09-30")
        )
        try world.refuses(
            "permitPeriodTooLong",
            ["latest": "2016-10-30"],
            "drive.extendPermit",
            extend("2016-10-31")
        )
        try world.expect("drive.extendPermit", extend("2016-10-30"), ["to": "2016-10-30"])
        try world.refuses(
            "permitAlreadyExtended",
            ["to": "2016-10-30"],
            "drive.extendPermit",
            extend("2016-10-15")
        )
    }

    // MARK: Start and stop

    @Test func `K-01 a drive starts with a permit for its areas and dates`() throws {
        let world = try KhasWorld(.planned)
        try world.refuses(
            "permitMissing",
            ["missing": ["permit"]],
            "drive.start",
            ["drive": "D1"],
            on: "2016-07-01"
        )
        try world.permit(["areas": ["32.73"], "to": "2016-09-29"])
        try world.refuses(
            "permitMissing",
            ["missing": ["areas", "dates"]],
            "drive.start",
            ["drive": "D1"],
            on: "2016-07-01"
        )
        try world.call(
            "drive.extendPermit",
            ["drive": "D1", "to": "2016-10-15", "number": "PUB/1a"],
            on: "2016-06-21"
        )
        try world.refuses(
            "permitMissing",
            ["missing": ["areas"]],
            "drive.start",
            ["drive": "D1"],
            on: "2016-07-01"
        )
    }

    @Test func `K-01 a province covers its cities and the day of the start counts`() throws {
        let world = try KhasWorld(.planned)
        try world.permit(["areas": ["32"]])
        try world.refuses(
            "permitMissing",
            ["missing": ["dates"]],
            "drive.start",
            ["drive": "D1"],
            on: "2016-06-30"
        )
        try world.expect("drive.start", ["drive": "D1"], ["drive": "D1"], on: "2016-07-01")
    }

    @Test func `an exempt drive needs no permit`() throws {
        let world = try KhasWorld(.planned)
        try world.call(
            "drive.recordExemption",
            ["drive": "D1", "ground": "zakat", "description": "zakat masjid"],
            on: "2016-06-20"
        )
        try world.call("drive.start", ["drive": "D1"], on: "2016-06-25")
        try world.expect(
            "drive.permits",
            ["drive": "D1", "asOf": "2016-10-02"],
            [
                "rows": [
                    [
                        "exemption": "zakat", "from": "2016-07-01", "to": "2016-09-30",
                        "daysLeft": -2, "areas": ["32.77"], "state": "started",
                    ]
                ]
            ]
        )
    }

    @Test func `a stopped drive has a report due in thirty days`() throws {
        let world = try KhasWorld()
        try world.expect(
            "drive.stop",
            ["drive": "D1"],
            ["reportDue": "2016-08-31"],
            on: "2016-08-01"
        )
        try world.refuses(
            "wrongState",
            ["state": "stopped", "needed": ["started"]],
            "drive.stop",
            ["drive": "D1"],
            on: "2016-08-02"
        )
        try world.fails("versionConflict", "drive.stop", ["drive": "D1", "expectedVersion": 1])
    }

    @Test func `a drive is cancelled only before it starts and closes its fund`() throws {
        let world = try KhasWorld(.planned)
        try world.fails("invalidParams", "drive.cancel", ["drive": "D1"])
        try world.expect(
            "drive.cancel",
            ["drive": "D1", "reason": "izin tidak jadi"],
            ["drive": "D1", "events": [["type": "drive.cancelled"], ["type": "fund.closed"]]]
        )
        try world.expect("drive.list", ["state": "cancelled"], ["rows": [["drive": "D1"]]])
        try world.refuses(
            "fundClosed",
            ["fund": "D1"],
            "fund.receiveGrant",
            [
                "fund": "D1", "donor": .string(KhasWorld.vendor), "amount": 1, "reference": "X",
                "purpose": "buku",
            ],
            as: "budi"
        )
        let started = try KhasWorld()
        try started.refuses(
            "wrongState",
            ["state": "started", "needed": ["planned"]],
            "drive.cancel",
            ["drive": "D1", "reason": "x"]
        )
    }

    private let plan: JSONValue = [
        "drive": "D9", "name": "Koin", "purpose": "buku", "categories": ["stationery"],
        "areas": ["32.77"], "from": "2016-07-01", "to": "2016-09-30",
        "organiser": .string(KhasWorld.organiser),
    ]
}
