// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import Office
import TestSupport
import Testing

/// Goal: what is personal lies in no file of the store, and no look at it goes unrecorded; method:
/// names found nowhere else are stored, then searched for in every byte.
@Suite struct SealedDataTests {
    private let office: TestOffice
    private static let canaries = ["Zulkarnain Qwexyz", "Wahyuningtyas Vbnmkl", "081298765432"]

    init() throws {
        office = try TestOffice()
        try office.operators([
            "sari": [.coordinator], "budi": [.treasurer], "rina": [.storekeeper],
            "galih": [.dataProtection], "lina": [.auditor],
        ])
        try office.call(
            "contact.register",
            [
                "name": .string(Self.canaries[0]), "phone": .string(Self.canaries[2]),
                "occurredOn": "2016-07-01",
            ],
            as: "sari"
        )
        try office.call(
            "beneficiary.register",
            [
                "name": .string(Self.canaries[1]), "birthYear": 2006,
                "pupilNumber": "0051299887", "occurredOn": "2016-07-01",
            ],
            as: "sari"
        )
    }

    // MARK: Files

    @Test func `names and numbers lie in no file in any disguise`() throws {
        try office.call(
            "beneficiary.find",
            ["name": .string(Self.canaries[1]), "reason": "cari penerima"],
            as: "rina"
        )
        let job = try office.call("projection.rebuild", ["all": true])["job"] ?? nil
        try office.call("job.wait", ["job": job, "waitMs": 20_000])
        let files = TemporaryDirectory.files(office.path)
        #expect(files.contains { $0.hasSuffix("data.mdb") })
        let words = Self.canaries.flatMap { $0.split(separator: " ").map(String.init) }
        for file in files {
            let bytes = Files.read(file)
            for word in words {
                for disguise in Disguise.all(of: word) {
                    #expect(!disguise.isIn(bytes), "\(word) as \(disguise.name) in \(file)")
                }
            }
        }
        // The search itself works: what is no secret is found.
        let told = Disguise.all(of: "contact.registered")[0]
        #expect(files.contains { told.isIn(Files.read($0)) })
    }

    @Test func `events show that something is sealed, and nothing of it`() throws {
        let rows = try office.call("events.read", ["category": "contact"], as: "sari")["rows"]
        let row = try #require(rows?.items?.first)
        #expect(row["sealed"]?.items?.first?["fields"] == ["name", "phone"], "\(row.line)")
        #expect(!row.line.contains("segment"))
    }

    // MARK: Looks

    @Test(
        arguments: [
            ("beneficiary.find", ["name": "Wahyuningtyas", "reason": "cari"], "rina", "search"),
            ("ledger.export", [:], "lina", "export"),
        ] as [(String, JSONValue, String, String)]
    )
    func `a look is in the log before its answer leaves`(
        method: String,
        params: JSONValue,
        who: String,
        action: String
    ) throws {
        let before = try office.call("log.head")["position"]?.integer ?? 0
        let answer = try office.reply(to: method, params, as: who)
        #expect(answer["result"] != nil, "\(answer.line)")
        // No command was sent since: whatever is there was there when the answer left.
        #expect(office.office.headPosition == before + 1)
        let event = try office.call("events.show", ["position": .integer(before + 1)], as: "galih")
        let wanted: JSONValue = [
            "type": "access.recorded", "actor": .string(who),
            "data": ["method": .string(method), "action": .string(action)],
        ]
        #expect(event["rows"]?.items?.first?.holds(wanted) == true, "\(event.line)")
        #expect(!event.line.contains("Wahyuningtyas"))
    }

    @Test func `without its record a look has no answer`() throws {
        office.office.drain()
        let reply = try office.reply(to: "ledger.export", as: "lina")
        #expect(reply["result"] == nil)
    }
}
