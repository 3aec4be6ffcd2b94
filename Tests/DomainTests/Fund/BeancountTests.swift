// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import TestSupport
import Testing

/// The beancount journal: to the byte, with the sums of hledger's, and as beancount reads it.
@Suite struct BeancountTests {
    private let world: KhasWorld

    init() throws {
        world = try KhasWorld()
        let (count, _) = try world.confirmedCount("B1", ["500": 3, "500@1991": 1, "note-1000": 2])
        try world.call(
            "fund.depositCash",
            [
                "fund": "D1", "counts": [count], "bankAmount": 4100, "slip": "0091",
                "overShort": -100, "reason": "x",
            ],
            as: "budi",
            on: "2016-07-22"
        )
        try world.call(
            "fund.receiveGrant",
            [
                "fund": "D1", "donor": .string(KhasWorld.vendor), "amount": 50,
                "reference": "CSR/7/2016", "purpose": "buku",
            ],
            as: "budi",
            on: "2016-07-21"
        )
    }

    private func export(_ format: String, _ more: JSONValue = [:]) throws -> String {
        let params = more.changing(["format": .string(format)])
        let result = try world.call("ledger.export", params, as: "lina")
        #expect(result["format"] == .string(format))
        return result["text"]?.string ?? ""
    }

    @Test func `the export is a journal to the byte`() throws {
        let text = try export("beancount", ["fund": "D1"])
        #expect(
            text == """
                ; peksos ledger export, beancount, fund D1
                option "operating_currency" "IDR"

                2016-07-20 open Assets:Bank:D1 IDR
                2016-07-20 open Assets:Cash:Coins:D1 IDR
                2016-07-20 open Expenses:CashOverShort:D1 IDR
                2016-07-20 open Income:Donations:Csr:D1 IDR
                2016-07-20 open Income:Donations:Restricted:D1 IDR

                2016-07-20 * "cashReceived HTG-2016-0001" ^drive-D1
                  entry: "JRN-2016-0001"
                  fund: "D1"
                  count: "HTG-2016-0001"
                  box: "B1"
                  place: "P-CMI"
                  Assets:Cash:Coins:D1                                      1500 IDR
                    denom: 500
                    kind: "coin"
                    pieces: 3
                  Assets:Cash:Coins:D1                                       500 IDR
                    denom: 500
                    kind: "coin"
                    emission: 1991
                    pieces: 1
                  Assets:Cash:Coins:D1                                      2000 IDR
                    denom: 1000
                    kind: "banknote"
                    pieces: 2
                  Income:Donations:Restricted:D1                           -4000 IDR

                2016-07-21 * "grantReceived CSR/7/2016" ^drive-D1
                  entry: "JRN-2016-0003"
                  fund: "D1"
                  donor: "LMB-2016-0002"
                  Assets:Bank:D1                                              50 IDR
                  Income:Donations:Csr:D1                                    -50 IDR

                2016-07-22 * "cashDeposited 0091" ^drive-D1
                  entry: "JRN-2016-0002"
                  fund: "D1"
                  Assets:Bank:D1                                            4100 IDR
                  Expenses:CashOverShort:D1                                 -100 IDR
                  Assets:Cash:Coins:D1                                     -4000 IDR
                    count: "HTG-2016-0001"
                    box: "B1"

                2016-07-23 balance Assets:Cash:Coins:D1  0 IDR

                """
        )
    }

    @Test func `a day's balance is told when the day is over`() throws {
        let before = try export("beancount", ["from": "2016-07-22"])
        #expect(before.contains("\n2016-07-22 * \"opening balances\"\n  Assets:Bank:D1 "))
        #expect(before.contains("2016-07-22 open Equity:Opening:D1 IDR"))
        let count = try world.openCount("B2")
        for counter in ["dewi", "hadi"] { try world.record(count, counter, ["1000": 7]) }
        try world.call("count.confirm", ["count": count], as: "budi", on: "2016-07-22")
        let text = try export("beancount")
        #expect(text.contains("2016-07-23 balance Assets:Cash:Coins:D1  7000 IDR"))
    }

    @Test(arguments: [[:], ["from": "2016-07-21"], ["until": "2016-07-21"]] as [JSONValue])
    func `every account has the sum that hledger's has`(range: JSONValue) throws {
        let sums = try [export("hledger", range), export("beancount", range)].map(Self.sums)
        #expect(sums[0] == sums[1])
        #expect(!sums[0].isEmpty)
    }

    @Test(.enabled("no beancount here") { Tool.isThere("/usr/bin/bean-check") })
    func `beancount finds nothing to say about it`() throws {
        for range in [[:], ["from": "2016-07-22"]] as [JSONValue] {
            let text = try export("beancount", range)
            let outcome = try Tool.run("/usr/bin/bean-check", ["/dev/stdin"], text)
            #expect(outcome.status == 0, "\(outcome.errors)")
        }
        let wrong = try export("beancount").replacing("  0 IDR", with: "  1 IDR")
        #expect(try Tool.run("/usr/bin/bean-check", ["/dev/stdin"], wrong).status != 0)
    }

    @Test(
        .enabled("no scenarios or no beancount here") {
            ["khas-2016.jsonl", "khas-goods.jsonl"].allSatisfy(Scenario.isThere)
                && Tool.isThere("/usr/bin/bean-check")
        }
    )
    func `the books of a whole office are accepted`() throws {
        let office = try TestOffice()
        let scenario = Scenario(office)
        for file in ["khas-2016.jsonl", "khas-goods.jsonl"] { try scenario.play(file) }
        var texts: [String] = []
        for format in ["hledger", "beancount"] {
            let params: JSONValue = ["format": .string(format)]
            let result = try office.call("ledger.export", params, as: "lina")
            #expect(result["next"] == .null)
            texts.append(result["text"]?.string ?? "")
        }
        #expect(Self.sums(of: texts[0]) == Self.sums(of: texts[1]))
        let outcome = try Tool.run("/usr/bin/bean-check", ["/dev/stdin"], texts[1])
        #expect(outcome.status == 0, "\(outcome.errors)")
        // Deposits, stock-takes and what was carried over.
        #expect(texts[1].split(separator: "\n").count { $0.contains(" balance ") } >= 4)
    }

    /// The sums of all postings, by hledger's names of accounts.
    private static func sums(of text: String) -> [String: Int64] {
        var sums: [String: Int64] = [:]
        for line in text.split(separator: "\n") where line.hasPrefix("  ") {
            let words = line.split(separator: " ")
            guard words.count >= 3, words[2] == "IDR", let amount = Int64(words[1]) else {
                continue
            }
            let name = words[0].lowercased().replacing("income:", with: "revenues:")
            sums[name, default: 0] += amount
        }
        return sums.filter { $0.value != 0 }
    }
}
