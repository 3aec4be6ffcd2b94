// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import TestSupport
import Testing

/// The access log: a search is on record before its answer leaves, and who may read the record.
@Suite struct AccessLogTests {
    private let office: TestOffice

    init() throws {
        office = try TestOffice()
        try office.operators([
            "rina": [.storekeeper], "galih": [.dataProtection], "lina": [.auditor],
            "hadi": [.supervisor], "tono": [.auditor, .reader],
        ])
        try office.call(
            "beneficiary.find",
            ["name": "Anak Rekaan", "reason": "cari penerima"],
            as: "rina"
        )
    }

    private func rows(_ params: JSONValue = [:], as slug: String = "galih") throws -> [JSONValue] {
        try office.call("access.list", params, as: slug)["rows"]?.items ?? []
    }

    @Test func `a search is recorded without the words asked for`() throws {
        let row = try #require(try rows().first)
        #expect(row["operator"] == "rina")
        #expect(row["method"] == "beneficiary.find")
        #expect(row["action"] == "search")
        #expect(row["allowed"] == true)
        #expect(row["rows"] == 0)
        #expect(row["reason"] == "cari penerima")
        #expect(row["at"] == "2026-11-21T10:00:00.000+07:00")
        let line = String(decoding: CanonicalJSON.bytes(row), as: UTF8.self)
        #expect(!line.contains("Anak"))
    }

    @Test func `the record of an export names the fund, or says all`() throws {
        try office.operators(["budi": [.treasurer]])
        try office.call(
            "fund.open",
            [
                "fund": "BUKU-2016", "name": "Dana buku", "restriction": "unrestricted",
                "occurredOn": "2016-07-01",
            ],
            as: "budi"
        )
        try office.call("ledger.export", ["until": "2016-12-31"], as: "budi")
        try office.call("ledger.export", ["fund": "BUKU-2016", "reason": "audit"], as: "budi")
        let looks = try rows(["operator": "budi"])
        #expect(looks.map { $0["refs"] } == [["all"], ["BUKU-2016"]])
        #expect(looks.map { $0["action"] } == ["export", "export"])
        #expect(looks.map { $0["reason"]?.string } == [nil, "audit"])
    }

    @Test func `the record is filtered by operator, action, outcome and day`() throws {
        #expect(try rows(["operator": "rina"]).count == 1)
        #expect(try rows(["operator": "hadi"]).isEmpty)
        #expect(try rows(["action": "search", "allowed": true]).count == 1)
        #expect(try rows(["action": "reveal"]).isEmpty)
        #expect(try rows(["allowed": false]).isEmpty)
        #expect(try rows(["from": "2026-11-21", "to": "2026-11-21"]).count == 1)
        #expect(try rows(["from": "2026-11-22"]).isEmpty)
        #expect(try rows(["to": "2026-11-20"]).isEmpty)
        #expect(try rows(["subject": "PMN-2016-0001"]).isEmpty)
    }

    @Test func `an auditor sees pseudonyms, a supervisor only the own looks`() throws {
        let name = try #require(try rows(as: "lina").first?["operator"]?.string)
        #expect(name.hasPrefix("op-"))
        #expect(name.count == 11)
        #expect(try rows(as: "hadi").isEmpty)
        #expect(try office.error("access.list", [:], as: "rina") == "forbidden")
    }

    @Test func `a denial of one object to one operator is kept once a minute`() {
        let start = Moment(microseconds: 1_800_000_000_000_000)
        let facts = DenialFacts()
        func denial(_ moment: Moment) -> AccessEvent? {
            facts.denial(
                operator: ID(trusted: "wulan"),
                method: "client.reveal",
                action: "reveal",
                ref: "KLN-2016-0001",
                kind: "client",
                at: moment
            )
        }
        #expect(denial(start) != nil)
        facts.last = DenialRow(
            operator: ID(trusted: "wulan"),
            method: "client.reveal",
            ref: "KLN-2016-0001",
            recordedAt: start.microseconds
        )
        #expect(denial(Moment(microseconds: start.microseconds + 1_000_000)) == nil)
        #expect(denial(Moment(microseconds: start.microseconds + 60_000_000)) != nil)
    }
}

/// Facts that hold at most one denial.
private final class DenialFacts: Facts {
    var last: DenialRow?

    func row<R: Row>(_ type: R.Type, _ key: RowKey) -> R? { last as? R }

    func visit<R: Row>(
        _ type: R.Type,
        prefix: RowKey,
        from: RowKey?,
        reversed: Bool,
        _ body: (R) -> Bool
    ) {}
}
