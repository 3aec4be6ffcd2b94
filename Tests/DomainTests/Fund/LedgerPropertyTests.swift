// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import TestSupport
import Testing

/// Random office life: whatever is accepted leaves entries that balance and identities that hold.
@Suite struct LedgerPropertyTests {
    @Test(arguments: 1...3)
    func `K-10 and K-11 hold after anything that was accepted`(seed: Int) throws {
        print("seed \(seed)")
        var random = RepeatableRandom(seed: UInt64(seed))
        let world = try KhasWorld()
        for fund in ["U", "V"] {
            try world.call(
                "fund.open",
                ["fund": .string(fund), "name": "Umum", "restriction": "unrestricted"],
                as: "budi",
                on: "2016-01-01"
            )
        }
        for box in 1...4 {
            let thousands = Int64.random(in: 1...90, using: &random)
            _ = try world.confirmedCount("B\(box)", ["1000": .integer(thousands)])
        }
        for step in 1...60 { attempt(step, world, &random) }
        try check(world)
    }

    // Refusals are part of office life; only what is accepted matters here.
    private func attempt(_ step: Int, _ world: KhasWorld, _ random: inout RepeatableRandom) {
        let funds = ["D1", "U", "V"]
        let fund = funds.randomElement(using: &random) ?? "U"
        let amount = JSONValue.integer(Int64.random(in: 1...40_000, using: &random))
        let date = "2016-08-\(Int.random(in: 10...28, using: &random))"
        func call(_ method: String, _ params: JSONValue) {
            _ = try? world.call(
                method,
                params.changing(["fund": .string(fund)]),
                as: "budi",
                on: date
            )
        }
        switch Int.random(in: 0...4, using: &random) {
        case 0:
            let grant: JSONValue = [
                "donor": .string(KhasWorld.vendor), "amount": amount, "reference": "CSR",
                "purpose": "buku",
            ]
            call("fund.receiveGrant", grant)
        case 1:
            let kind: JSONValue = fund == "D1" ? "fundraising" : "distribution"
            call(
                "fund.payExpense",
                ["kind": kind, "amount": amount, "receiptNumber": "K-\(step)"]
            )
        case 2:
            let to = JSONValue.string(funds.randomElement(using: &random) ?? "V")
            call("fund.transfer", ["to": to, "amount": amount, "reason": "x"])
        case 3:
            let count = "HTG-2016-000\(Int.random(in: 1...4, using: &random))"
            let total = (try? world.call("count.show", ["count": .string(count)])["item"])?["total"]
            call(
                "fund.depositCash",
                [
                    "counts": [.string(count)], "bankAmount": total ?? 0, "slip": "S-\(step)",
                ]
            )
        default:
            let entry = JSONValue.string("JRN-2016-000\(Int.random(in: 1...9, using: &random))")
            let params: JSONValue = ["fund": .string(fund), "entry": entry]
            let request = try? world.call(
                "fund.reverseEntry",
                params.changing(["reason": "x"]),
                as: "budi",
                on: date
            )
            guard let request else { return }
            _ = try? world.call(
                "approval.approve",
                ["approval": request["approval"] ?? "", "digest": request["digest"] ?? ""],
                as: "nia"
            )
        }
    }

    private func check(_ world: KhasWorld) throws {
        let rows = try world.call("fund.journal", ["limit": 1000])["rows"]?.items ?? []
        var entries: [String: Int64] = [:]
        var balances: [String: [String: Int64]] = [:]
        for row in rows {
            let amount = (row["debit"]?.integer ?? 0) - (row["credit"]?.integer ?? 0)
            entries[row["entry"]?.string ?? "", default: 0] += amount
            let account = row["account"]?.string ?? ""
            let key = "\(row["fund"]?.string ?? "") \(account)"
            guard account == "assets:bank" || account == "assets:cash:coins" else { continue }
            balances[key, default: [:]][row["date"]?.string ?? "", default: 0] += amount
        }
        #expect(entries.count > 10)
        #expect(entries.allSatisfy { $0.value == 0 })
        for (account, days) in balances {
            var balance: Int64 = 0
            for day in days.keys.sorted() {
                balance += days[day] ?? 0
                #expect(balance >= 0, "\(account) on \(day)")
            }
        }
        for fund in ["D1", "U", "V"] {
            for range: JSONValue in [[:], ["from": "2016-08-15"], ["until": "2016-08-20"]] {
                try world.expect(
                    "fund.accountability",
                    range.changing(["fund": .string(fund)]),
                    ["item": ["identityOk": true]]
                )
            }
        }
        let trial = try world.call("ledger.trialBalance", [:])["summary"]
        #expect(trial?["debit"] == trial?["credit"])
    }
}
