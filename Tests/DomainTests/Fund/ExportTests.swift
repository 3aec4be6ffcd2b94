// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import TestSupport
import Testing

/// The hledger journal, to the byte, and the pages of the ledger's queries.
@Suite struct ExportTests {
    @Test func `the export is a journal to the byte`() throws {
        let world = try KhasWorld()
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
        let result = try world.call("ledger.export", ["fund": "D1"], as: "lina")
        #expect(result["format"] == "hledger")
        #expect(result["entries"] == 3)
        #expect(result["next"] == .null)
        #expect(
            result["text"]?.string == """
                ; peksos ledger export, hledger journal, fund D1
                decimal-mark .

                commodity 1000. IDR

                account assets:bank:D1  ; type:C
                account assets:cash:coins:D1  ; type:C
                account expenses:cashOverShort:D1  ; type:X
                account revenues:donations:csr:D1  ; type:R
                account revenues:donations:restricted:D1  ; type:R

                2016-07-20 * (JRN-2016-0001) cashReceived HTG-2016-0001  ; \
                fund:D1, drive:D1, count:HTG-2016-0001, box:B1, place:P-CMI
                    assets:cash:coins:D1                                      1500 IDR  ; \
                denom:500, kind:coin, pieces:3
                    assets:cash:coins:D1                                       500 IDR  ; \
                denom:500, kind:coin, emission:1991, pieces:1
                    assets:cash:coins:D1                                      2000 IDR  ; \
                denom:1000, kind:banknote, pieces:2
                    revenues:donations:restricted:D1                         -4000 IDR

                2016-07-21 * (JRN-2016-0003) grantReceived CSR/7/2016  ; \
                fund:D1, drive:D1, donor:LMB-2016-0002
                    assets:bank:D1                                              50 IDR
                    revenues:donations:csr:D1                                  -50 IDR

                2016-07-22 * (JRN-2016-0002) cashDeposited 0091  ; fund:D1, drive:D1
                    assets:bank:D1                                            4100 IDR
                    expenses:cashOverShort:D1                                 -100 IDR
                    assets:cash:coins:D1                                     -4000 IDR = 0 IDR  ; \
                count:HTG-2016-0001, box:B1

                """
        )
        try world.fails("forbidden", "ledger.export", ["fund": "D1"], as: "dewi")
    }

    @Test func `an export from a day begins with the balances of the eve`() throws {
        let world = try KhasWorld()
        _ = try world.deposited()
        try world.call(
            "fund.payExpense",
            ["fund": "D1", "kind": "fundraising", "amount": 1000, "receiptNumber": "K-1"],
            as: "budi",
            on: "2016-07-25"
        )
        let result = try world.call(
            "ledger.export",
            ["from": "2016-07-23", "until": "2016-07-31"],
            as: "lina"
        )
        #expect(
            result["text"]?.string == """
                ; peksos ledger export, hledger journal
                decimal-mark .

                commodity 1000. IDR

                account assets:bank:D1  ; type:C
                account equity:opening:D1  ; type:E
                account expenses:fundraising:D1  ; type:X

                2016-07-23 * opening balances
                    assets:bank:D1                                          100000 IDR
                    equity:opening:D1                                      -100000 IDR

                2016-07-25 * (JRN-2016-0003) expensePaid K-1  ; fund:D1, drive:D1
                    expenses:fundraising:D1                                   1000 IDR
                    assets:bank:D1                                           -1000 IDR

                """
        )
    }

    @Test func `pages of journal and ledger join without gap or double`() throws {
        let world = try KhasWorld()
        _ = try world.deposited()
        for number in 1...4 {
            try world.call(
                "fund.payExpense",
                [
                    "fund": "D1", "kind": "fundraising", "amount": .integer(Int64(number)),
                    "receiptNumber": "K-\(number)",
                ],
                as: "budi",
                on: number.isMultiple(of: 2) ? "2016-07-25" : "2016-07-24"
            )
        }
        for method in ["fund.journal", "fund.ledger"] {
            let whole = try world.call(method, ["fund": "D1"])["rows"]?.items ?? []
            for limit: Int64 in 1...5 {
                var joined: [JSONValue] = []
                var cursor = JSONValue.null
                repeat {
                    let params: JSONValue = ["fund": "D1", "limit": .integer(limit)]
                    let page = try world.call(method, params.changing(["cursor": cursor]))
                    joined += page["rows"]?.items ?? []
                    cursor = page["next"] ?? .null
                } while !cursor.isNull && joined.count <= whole.count
                #expect(joined == whole, "\(method) in pages of \(limit)")
            }
            try world.fails("invalidParams", method, ["fund": "D1", "cursor": "x"])
        }
        try world.expect(
            "fund.ledger",
            ["fund": "D1", "from": "2016-07-25"],
            [
                "rows": [
                    ["ref": "K-2", "moneyOut": 2, "balance": 99_994],
                    ["ref": "K-4", "moneyOut": 4, "balance": 99_990],
                ], "summary": ["balance": 99_990],
            ]
        )
    }

    @Test func `a trial balance of a range holds the range only`() throws {
        let world = try KhasWorld()
        _ = try world.deposited()
        try world.expect(
            "ledger.trialBalance",
            ["from": "2016-07-21"],
            [
                "rows": [
                    ["fund": "D1", "account": "assets:bank", "type": "cash", "debit": 100_000],
                    ["account": "assets:cash:coins", "credit": 100_000, "balance": -100_000],
                ], "summary": ["debit": 100_000, "credit": 100_000],
            ]
        )
        try world.expect("ledger.trialBalance", ["fund": "NONE"], ["rows": []])
        try world.fails("notFound", "fund.accountability", ["fund": "NONE"])
        try world.fails("notFound", "fund.ledger", ["fund": "NONE"])
    }
}
