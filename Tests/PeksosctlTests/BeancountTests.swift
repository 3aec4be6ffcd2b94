// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import ControlClient
import Testing

/// The journal for beancount: every line of a small one is compared, and one side alone is refused.
@Suite struct BeancountTests {
    private func posting(_ account: String, _ amount: Int64, _ more: JSONValue = [:]) -> JSONValue {
        let members: [JSONMember] = [
            JSONMember("entry", "JRN-2016-0001"), JSONMember("date", "2016-12-31"),
            JSONMember("fund", "KHAS-2016"), JSONMember("kind", "cashReceived"),
            JSONMember("ref", #"HTG "1""#), JSONMember("account", .string(account)),
            JSONMember("debit", .integer(max(0, amount))),
            JSONMember("credit", .integer(max(0, -amount))), JSONMember("reversedBy", .null),
        ]
        return .object(members + (more.members ?? []))
    }

    @Test func `accounts are opened, entries balance, balances stand on the day after`() throws {
        let coins: JSONValue = [
            "cashKind": "coin", "denomination": 100, "pieces": 260, "box": "CMI-01",
        ]
        let rows = [
            posting("assets:cash:coins", 26_000, coins),
            posting("revenues:donations:schoolSupplies", -26_000),
        ]
        let lines = [
            "2016-12-31 open Assets:Cash:Coins:KHAS-2016 IDR",
            "2016-12-31 open Income:Donations:SchoolSupplies:KHAS-2016 IDR", "",
            #"2016-12-31 * "cashReceived" "HTG \"1\"" ^fund-KHAS-2016"#,
            #"  entry: "JRN-2016-0001""#, "  Assets:Cash:Coins:KHAS-2016  26000 IDR",
            #"    box: "CMI-01""#, #"    kind: "coin""#, "    denom: 100", "    pieces: 260",
            "  Income:Donations:SchoolSupplies:KHAS-2016  -26000 IDR", "",
            "2017-01-01 balance Assets:Cash:Coins:KHAS-2016 26000 IDR",
            "2017-01-01 balance Income:Donations:SchoolSupplies:KHAS-2016 -26000 IDR", "",
        ]
        let found = try Beancount(rows).text.split(
            separator: "\n",
            omittingEmptySubsequences: false
        )
        #expect(found.sorted() == lines.map { $0[...] }.sorted())
        #expect(found.first == lines[0][...] && found.last == "")
    }

    @Test func `one side of an entry is no journal`() {
        #expect {
            _ = try Beancount([posting("assets:cash:coins", 26_000)])
        } throws: {
            ($0 as? Failure)?.exit == 64
        }
    }
}
