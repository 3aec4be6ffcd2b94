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

/// Goal: rows kept up event by event are the rows of a rebuild; method: seeded commands, accepted
/// or not, alone and in batches, then both are compared byte by byte; the seed is printed.
@Suite struct RebuildPropertyTests {
    @Test(arguments: 0..<3 as Range<UInt64>)
    func `a rebuild equals what was kept up`(run: UInt64) throws {
        var random = RepeatableRandom(seed: RepeatableRandom.fromEnvironment().seed &+ run)
        print("\(random)")
        let office = try TestOffice()
        try office.operators(["sari": [.coordinator], "budi": [.treasurer], "dewi": [.worker]])
        for round in 0..<6 {
            let gate = office.holdWriter()
            let session = office.office.open(userID: 1000, notify: { _ in })
            let other = office.office.open(userID: 1000, notify: { _ in })
            // What arrives while the writer is held is decided and committed as one batch.
            let calls = (0..<40).map { _ -> StartedCall in
                let (method, params, who) = Self.command(&random)
                let connection = who == "sari" ? session : other
                connection.actingAs = .init(trusted: who)
                return office.start(method, params, in: connection)
            }
            gate.open()
            let done = try calls.filter { try $0.value()["result"] != nil }.count
            #expect(done > 0, "\(random), round \(round)")
        }
        for method in ["projection.verify", "projection.rebuild", "projection.verify"] {
            var params: JSONValue = ["all": true]
            if method == "projection.rebuild" { params = params.changing(["verify": true]) }
            let job = try office.call(method, params)["job"] ?? nil
            let ended = try office.call("job.wait", ["job": job, "waitMs": 30_000])
            #expect(ended["state"] == "done", "\(random): \(ended.line)")
            for result in ended["result"]?.items ?? [] {
                #expect(result["equal"] == true, "\(random): \(result.line)")
            }
        }
    }

    private static func command(
        _ random: inout RepeatableRandom
    ) -> (method: String, params: JSONValue, who: String) {
        let number = Int.random(in: 1...12, using: &random)
        let box = JSONValue.string("B\(number)")
        let date = JSONValue.string("2016-0\(Int.random(in: 1...9, using: &random))-15")
        let fund = JSONValue.string("F\(number % 4)")
        switch Int.random(in: 0...7, using: &random) {
        case 0, 1: return ("box.register", ["box": box, "occurredOn": date], "sari")
        case 2:
            let seal = JSONValue.string("S\(Int.random(in: 1...40, using: &random))")
            return ("box.seal", ["box": box, "seal": seal], "sari")
        case 3: return ("box.retire", ["box": box], "sari")
        case 4:
            let params: JSONValue = [
                "fund": fund, "name": "Dana", "restriction": "unrestricted", "occurredOn": date,
            ]
            return ("fund.open", params, "budi")
        case 5:
            let name = JSONValue.string("Lembaga \(number)")
            return (
                "organisation.register",
                ["name": name, "kinds": ["company"], "area": "32.77", "occurredOn": date], "sari"
            )
        case 6:
            let name = JSONValue.string("Rekaan \(number)")
            return ("contact.register", ["name": name, "occurredOn": date], "sari")
        default:
            let params: JSONValue = [
                "fund": fund, "donor": .string("LMB-2016-000\(number % 9 + 1)"),
                "amount": .integer(Int64.random(in: 1...90_000, using: &random)),
                "reference": "CSR", "purpose": "buku",
            ]
            return ("fund.receiveGrant", params, "budi")
        }
    }
}
