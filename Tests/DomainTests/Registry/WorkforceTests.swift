// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import Projections
import TestSupport
import Testing

/// Workforce reports and ethics cases: kept as told, seen by whom they concern.
@Suite struct WorkforceTests {
    private let roll: Roll

    init() throws { roll = try Roll() }

    private func report(_ more: [JSONMember] = []) -> JSONValue {
        let members: [JSONMember] = [
            JSONMember("area", "32.77"), JSONMember("asOn", "2016-03-01"),
            JSONMember("source", "koran"), JSONMember("declaredWorkers", 6),
            JSONMember("declaredCertified", 3),
            JSONMember(
                "postings",
                [["kind": "pkh", "workers": 2], ["kind": "kelurahan", "workers": 3]]
            ),
        ]
        let names = more.map(\.name)
        return .object(members.filter { !names.contains($0.name) } + more)
    }

    @Test func `a report is kept as declared and what does not add up is noted`() throws {
        let made = try roll.call("workforce.report", report())
        #expect(made["report"] == "LTK-2016-0001")
        #expect(made["discrepancy"] == 1)
        #expect(made["warnings"]?[0]?["code"] == "workforceDiscrepancy")
        let answer = try roll.office.call(
            "workforce.coverage",
            ["area": "32.77", "basis": "declared"],
            as: "umum"
        )
        let rows = answer["rows"]?.items ?? []
        #expect(
            rows.map { $0["postingKind"] } == [
                "pkh", "kelurahan", "sumOfPostings", "unallocated", "declaredTotal",
            ]
        )
        #expect(rows.map { $0["workers"] } == [2, 3, 5, 1, 6])
        #expect(rows.map { $0["certified"] } == [.null, .null, .null, .null, 3])
        #expect(rows.last?["shareX1000"] == 500)
        #expect(rows.last?["note"] == "workforceDiscrepancy")
        #expect(answer["summary"]?["discrepancy"] == 1)
    }

    @Test func `a document is one report, with fitting figures and each posting once`() throws {
        try roll.call("workforce.report", report())
        #expect(
            try roll.refused("workforce.report", report([JSONMember("declaredWorkers", 5)]))
                == "reportExists"
        )
        let other = JSONMember("source", "radio")
        #expect(
            try roll.refused(
                "workforce.report",
                report([other, JSONMember("declaredCertified", 7)])
            ) == "certifiedExceedsWorkers"
        )
        let twice: JSONValue = [["kind": "pkh", "workers": 2], ["kind": "pkh", "workers": 4]]
        let refusal = try roll.office.refused(
            "workforce.report",
            roll.dated(report([other, JSONMember("postings", twice)])),
            as: "tirta"
        )
        #expect(refusal.code == "postingTwice")
        #expect(refusal.details["kind"] == "pkh")
    }

    @Test func `every kind of posting is a row of the coverage`() {
        let rows = Set(CoverageKind.allCases.map(\.rawValue))
        #expect(PostingKind.allCases.allSatisfy { rows.contains($0.rawValue) })
    }

    @Test func `the registry counts who is posted in the area on the day`() throws {
        let posted = try roll.worker("Ratna Karangan")
        try roll.call("worker.post", ["worker": posted, "kind": "pkh", "area": "32.77.01"])
        try roll.certify(posted, "A-1")
        _ = try roll.worker("Sekar Andaikata")
        let elsewhere = try roll.worker("Wulan Andaikata")
        try roll.call("worker.post", ["worker": elsewhere, "kind": "pkh", "area": "32.73"])
        let answer = try roll.office.call(
            "workforce.coverage",
            ["area": "32.77", "basis": "registry", "asOf": "2016-03-10"],
            as: "umum"
        )
        let rows = answer["rows"]?.items ?? []
        #expect(rows.map { $0["postingKind"] } == ["pkh", "unposted", "registryTotal"])
        #expect(rows.map { $0["workers"] } == [1, 1, 2])
        #expect(rows.map { $0["certified"] } == [1, 0, 1])
        #expect(rows.map { $0["shareX1000"] } == [1000, 0, 500])
    }

    // MARK: Ethics

    @Test func `an ethics case is for the board alone and its opener does not rule`() throws {
        let worker = try roll.posted("Ratna Karangan")
        let allegation: JSONValue = ["worker": worker, "allegation": "laporan rekaan"]
        #expect(
            try roll.office.error("ethics.open", roll.dated(allegation), as: "tirta")
                == "forbidden"
        )
        #expect(try roll.call("ethics.open", allegation, as: "arya")["ethics"] == "ETK-2016-0001")
        #expect(try roll.office.error("ethics.list", [:], as: "tirta") == "forbidden")
        func ruling(_ more: [JSONMember]) -> JSONValue {
            .object(
                [
                    JSONMember("ethics", "ETK-2016-0001"), JSONMember("ruling", "founded"),
                    JSONMember("sanction", "suspension"), JSONMember("note", "putusan"),
                ] + more
            )
        }
        let until = [JSONMember("until", "2016-06-30")]
        #expect(try roll.refused("ethics.rule", ruling(until), as: "arya") == "selfApproval")
        #expect(try roll.refused("ethics.rule", ruling([]), as: "lintang") == "untilMissing")
        try roll.call("ethics.rule", ruling(until), as: "lintang")
        #expect(try roll.refused("ethics.rule", ruling(until), as: "lintang") == "ethicsDecided")
        #expect(try roll.show(worker, on: "2016-06-30")["suspended"] == true)
        #expect(try roll.show(worker, on: "2016-07-01")["suspended"] == false)
        let row = try roll.office.call("ethics.list", [:], as: "arya")["rows"]?[0]
        #expect(row?["sanction"] == "suspension")
        #expect(row?["workerName"] == "Ratna Karangan")
    }

    // MARK: Stored

    @Test func `members, reports and ethics cases are stored as ever`() throws {
        #expect(try StoredEvents.differences(MembershipEvent.self) == [])
        #expect(try StoredEvents.differences(WorkforceEvent.self) == [])
        #expect(try StoredEvents.differences(EthicsEvent.self) == [])
        #expect(try StoredEvents.differences(AreaEvent.self) == [])
    }
}
