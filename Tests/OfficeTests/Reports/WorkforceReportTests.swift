// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import TestSupport
import Testing

/// Reports on workers: what they carry, where they are, and what waits.
@Suite struct WorkforceReportTests {
    private let office: TestOffice

    init() throws {
        office = try TestOffice()
        try Team.join(office)
        try office.operators(["rudi": [.reader], "sinta": [.coordinator, .storekeeper]])
    }

    private func report(
        _ method: String,
        as who: String,
        _ params: JSONValue = [:]
    ) throws -> JSONValue {
        let report = try office.call(method, params, as: who)["item"] ?? nil
        #expect(report.missingTexts == [])
        return report
    }

    private func openCase(
        for worker: String,
        of name: String = "Klien Umpama",
        on day: String
    ) throws {
        let client = try office.call(
            "client.register",
            [
                "name": .string(name), "sex": "female", "birthYear": 1980, "area": "32.77.01",
                "occurredOn": .string(day),
            ],
            as: "intan"
        )
        let opened = try office.call(
            "case.open",
            [
                "client": client["client"] ?? nil, "ppksCode": 23, "setting": "family",
                "source": "walkIn", "summary": "Umpama.", "occurredOn": .string(day),
            ],
            as: "intan"
        )
        try office.call(
            "case.screen",
            [
                "case": opened["case"] ?? nil, "decision": "in", "note": "ya",
                "occurredOn": .string(day),
            ],
            as: "intan"
        )
        try office.call(
            "case.assign",
            [
                "case": opened["case"] ?? nil, "worker": .string(worker),
                "occurredOn": .string(day),
            ],
            as: worker == "PKS-2010-0005" ? "bagus" : "ratna"
        )
    }

    @Test func `a supervisor reads the load of the own team and no client`() throws {
        try openCase(for: "PKS-2010-0003", on: "2026-11-02")
        try openCase(for: "PKS-2010-0005", of: "Warga Rekaan", on: "2026-03-02")
        let team = try report("report.caseload", as: "ratna")
        #expect(
            team.rows(of: "workers").map { $0["worker"] } == [
                "PKS-2010-0001", "PKS-2010-0003", "PKS-2010-0004",
            ]
        )
        #expect(team.total("openCases", of: "workers") == 1)
        #expect(team.total("openCases", of: "ageing") == 1)
        #expect(team.rows(of: "trend").last?["opened"] == 1)
        #expect(!team.line.contains("KLN-"))
        #expect(!team.line.contains("Umpama"))
        let all = try report("report.caseload", as: "dimas")
        #expect(all.total("openCases", of: "workers") == 2)
        #expect(all.rows(of: "ageing").map { $0["openCases"] } == [1, 0, 0, 1, 0])
        #expect(all.rows(of: "trend").map { $0["openAtEnd"] }.last == 2)
        #expect(try office.error("report.caseload", as: "rudi") == "forbidden")
    }

    @Test func `coverage tells areas down to the empty ones and hides the few`() throws {
        try office.call(
            "area.define",
            [
                "areas": [
                    ["code": "32", "name": "Jawa Barat"], ["code": "32.77", "name": "Cimahi"],
                    ["code": "32.73", "name": "Bandung"],
                ],
                "occurredOn": "2010-01-05",
            ],
            as: "dewi"
        )
        let seven = try report("report.coverage", as: "rudi", ["area": "32"])
        #expect(seven.rows(of: "areas").map { $0["area"] } == ["32.73", "32.77"])
        #expect(seven.rows(of: "areas").map { $0["workers"] } == [0, 5])
        #expect(seven.fact("workers")?["value"] == 5)
        // One worker in Bandung: the five of Cimahi would give the one away.
        let made = try office.call(
            "worker.register",
            ["name": "Pekerja Rekaan", "degree": "socialWork", "occurredOn": "2026-02-01"],
            as: "dewi"
        )
        try office.call(
            "worker.post",
            [
                "worker": made["worker"] ?? nil, "kind": "pkh", "area": "32.73",
                "occurredOn": "2026-02-01",
            ],
            as: "dewi"
        )
        let few = try report("report.coverage", as: "rudi", ["area": "32"])
        let hidden: JSONValue = ["suppressed": true]
        #expect(few.rows(of: "areas").map { $0["workers"] } == [hidden, hidden])
        #expect(few.rows(of: "areas").map { $0["certifiedShare"] } == [hidden, hidden])
        #expect(few.rows(of: "postings").map { $0["workers"] } == [hidden, hidden])
        #expect(few["suppression"]?["threshold"] == 5)
        #expect(few.fact("workers")?["value"] == few.total("workers", of: "areas"))
    }

    @Test func `the digest tells what waits by number only`() throws {
        try openCase(for: "PKS-2010-0003", on: "2026-03-02")
        try office.runProjections()
        let digest = try report("report.officeDigest", as: "sinta")
        let row = digest.rows(of: "overdue").first { $0["owner"] == "PKS-2010-0003" }
        #expect((row?["all"]?.integer ?? 0) >= 1)
        #expect(!digest.line.contains("KSS-"))
    }

    @Test func `what is true only now stands outside of the digest`() throws {
        let now = try report("report.officeDigest", as: "sinta")
        #expect(now["moment"]?["title"] == "Perawatan")
        #expect(now["moment"]?["rows"]?[0]?.holds(["key": "backupOn", "value": nil]) == true)
        let moment: JSONValue = [
            "date": now["asOf"]?["date"] ?? nil, "position": now["asOf"]?["position"] ?? nil,
        ]
        let then = try report("report.officeDigest", as: "sinta", ["asOf": moment])
        #expect(then["moment"] == nil)
        #expect(then["digest"] == now["digest"])
    }

    @Test func `an account of the scheduler may have the digest and nothing else`() throws {
        try office.call("operator.register", ["operator": "cron", "uid": 1900, "service": true])
        #expect(try report("report.officeDigest", as: "cron")["audience"] == "internal")
        #expect(try office.error("report.caseload", as: "cron") == "forbidden")
        #expect(try office.error("report.list", as: "cron") == "forbidden")
    }
}
