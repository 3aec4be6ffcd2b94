// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import TestSupport
import Testing

/// Deposits of counted coins, and entries that are taken back.
@Suite struct DepositTests {
    private func deposit(_ counts: [JSONValue], _ amount: Int64, _ more: JSONValue = [:])
        -> JSONValue
    {
        let params: JSONValue = [
            "fund": "D1", "counts": .array(counts), "bankAmount": .integer(amount), "slip": "0091",
        ]
        return params.changing(more)
    }

    @Test func `K-12 whole counts go to the bank once`() throws {
        let world = try KhasWorld()
        let (first, _) = try world.confirmedCount("B1", ["1000": 3])
        let (second, _) = try world.confirmedCount("B2", ["1000": 4])
        let open = try world.openCount("B3")
        func refuses(_ code: String, _ details: JSONValue, _ params: JSONValue) throws {
            try world.refuses(
                code,
                details,
                "fund.depositCash",
                params,
                as: "budi",
                on: "2016-07-22"
            )
        }
        try refuses("countNotConfirmed", ["count": open], deposit([first, open], 3000))
        try world.call(
            "fund.open",
            ["fund": "U", "name": "Umum", "restriction": "unrestricted"],
            as: "budi"
        )
        try refuses("wrongFund", ["count": first], deposit([first], 3000, ["fund": "U"]))
        try world.expect(
            "fund.depositCash",
            deposit([first], 3000),
            ["counted": 3000, "bankAmount": 3000, "overShort": 0, "warnings": []],
            as: "budi",
            on: "2016-08-03"
        )
        try refuses(
            "alreadyDeposited",
            ["count": first, "slip": "0091"],
            deposit([first], 3000, ["slip": "0092"])
        )
        try refuses("slipReused", ["slip": "0091"], deposit([second], 4000))
        try world.fails("invalidParams", "fund.depositCash", deposit([], 0), as: "budi")
        try world.fails(
            "invalidParams",
            "fund.depositCash",
            deposit([second, second], 8000),
            as: "budi"
        )
        try world.fails("notFound", "fund.depositCash", deposit(["HTG-2016-0099"], 0), as: "budi")
        try world.expect(
            "fund.depositCash",
            deposit([second], 4000, ["slip": "0092"]),
            ["warnings": [["code": "depositLate", "details": ["days": 15]]]],
            as: "budi",
            on: "2016-08-04"
        )
    }

    @Test func `K-12 a difference is stated with a reason`() throws {
        let world = try KhasWorld()
        let (count, _) = try world.confirmedCount("B1", ["1000": 3])
        func refuses(_ code: String, _ details: JSONValue = [:], _ params: JSONValue) throws {
            try world.refuses(
                code,
                details,
                "fund.depositCash",
                params,
                as: "budi",
                on: "2016-07-22"
            )
        }
        try refuses(
            "depositMismatch",
            ["counted": 3000, "bank": 2500, "difference": 500],
            deposit([count], 2500)
        )
        try refuses(
            "depositMismatch",
            ["difference": -500],
            deposit([count], 3500, ["overShort": 500])
        )
        try refuses("reasonRequired", [:], deposit([count], 3500, ["overShort": -500]))
        try world.refuses(
            "outOfOrder",
            ["lastStepOn": "2016-07-20"],
            "fund.depositCash",
            deposit([count], 3000),
            as: "budi",
            on: "2016-07-19"
        )
        try world.call(
            "fund.depositCash",
            deposit([count], 3500, ["overShort": -500, "reason": "bank salah hitung"]),
            as: "budi",
            on: "2016-07-22"
        )
        try world.expect(
            "fund.accountability",
            ["fund": "D1"],
            ["item": ["overShort": -500, "closingBank": 3500, "identityOk": true]]
        )
    }

    // MARK: Reversals

    @Test func `K-17 an entry is taken back whole and once by two people`() throws {
        let world = try KhasWorld()
        let (_, _, deposit) = try world.deposited()
        let cost =
            try world.call(
                "fund.payExpense",
                ["fund": "D1", "kind": "fundraising", "amount": 1000, "receiptNumber": "K-1"],
                as: "budi",
                on: "2016-07-25"
            )["entry"] ?? .null
        let reversal: JSONValue = ["fund": "D1", "entry": cost, "reason": "salah ketik"]
        func refuses(_ code: String, _ details: JSONValue, _ entry: JSONValue, on date: String)
            throws
        {
            try world.refuses(
                code,
                details,
                "fund.reverseEntry",
                reversal.changing(["entry": entry]),
                as: "budi",
                on: date
            )
        }
        try world.fails(
            "notFound",
            "fund.reverseEntry",
            reversal.changing(["entry": "JRN-2016-0099"]),
            as: "budi"
        )
        try world.fails(
            "invalidParams",
            "fund.reverseEntry",
            reversal.changing(["reason": nil]),
            as: "budi"
        )
        try refuses("outOfOrder", ["lastStepOn": "2016-07-25"], cost, on: "2016-07-24")
        try refuses(
            "insufficientFunds",
            ["fund": "D1", "account": "assets:bank", "available": 99_000, "asked": 100_000],
            deposit,
            on: "2016-07-26"
        )
        let result = try world.approved(
            "fund.reverseEntry",
            ["fund": "D1", "entry": cost],
            on: "2016-07-26"
        )
        let by = result["entry"] ?? .null
        #expect(result["reverses"] == cost)
        try refuses("alreadyReversed", ["entry": cost, "by": by], cost, on: "2016-07-26")
        try refuses("isReversal", ["entry": by, "reverses": cost], by, on: "2016-07-26")
        try world.expect(
            "fund.journal",
            ["entry": by],
            [
                "rows": [
                    ["account": "expenses:fundraising", "credit": 1000, "reverses": cost],
                    ["account": "assets:bank", "debit": 1000, "kind": "entryReversed"],
                ]
            ]
        )
        try world.expect(
            "fund.journal",
            ["entry": cost, "account": "assets:bank"],
            ["rows": [["reversedBy": by]]]
        )
    }

    @Test func `a reversed deposit frees its counts and its slip`() throws {
        let world = try KhasWorld()
        let (count, entry, deposit) = try world.deposited()
        try world.refuses(
            "entryInUse",
            ["by": deposit],
            "fund.reverseEntry",
            ["fund": "D1", "entry": entry, "reason": "x"],
            as: "budi",
            on: "2016-07-25"
        )
        try world.approved("fund.reverseEntry", ["fund": "D1", "entry": deposit], on: "2016-07-25")
        try world.expect(
            "drive.balances",
            [:],
            ["rows": [["deposited": 0, "bank": 0, "undeposited": 100_000]]]
        )
        try world.expect("count.list", [:], ["rows": [["count": count, "slip": nil]]])
        try world.call(
            "fund.depositCash",
            ["fund": "D1", "counts": [count], "bankAmount": 100_000, "slip": "0091"],
            as: "budi",
            on: "2016-07-26"
        )
    }

    @Test func `K-14 a count taken back may leave the cost above the cap`() throws {
        let world = try KhasWorld()
        _ = try world.deposited()
        let (count, entry) = try world.confirmedCount("B2", ["1000": 50])
        try world.call(
            "fund.payExpense",
            ["fund": "D1", "kind": "fundraising", "amount": 12_000, "receiptNumber": "K-1"],
            as: "budi",
            on: "2016-07-25"
        )
        let result = try world.approved(
            "fund.reverseEntry",
            ["fund": "D1", "entry": entry],
            on: "2016-07-26"
        )
        #expect(
            result.holds([
                "warnings": [["code": "costAboveCap", "details": ["cap": 10_000, "used": 12_000]]]
            ])
        )
        try world.refuses(
            "countDisputed",
            ["count": count],
            "count.confirm",
            ["count": count],
            as: "budi",
            on: "2016-07-26"
        )
        try world.expect("count.byDenomination", ["box": "B2"], ["rows": []])
        try world.expect("count.list", ["state": "disputed"], ["rows": [["entry": nil]]])
    }

    @Test func `transfers are not reversible and grants are`() throws {
        let world = try KhasWorld(.office)
        for fund in ["U", "V"] {
            try world.call(
                "fund.open",
                ["fund": .string(fund), "name": "Umum", "restriction": "unrestricted"],
                as: "budi",
                on: "2016-01-01"
            )
        }
        let grant =
            try world.call(
                "fund.receiveGrant",
                [
                    "fund": "U", "donor": .string(KhasWorld.vendor), "amount": 100,
                    "reference": "CSR", "purpose": "buku",
                ],
                as: "budi",
                on: "2016-07-01"
            )["entry"] ?? .null
        let transfer = try world.call(
            "fund.transfer",
            ["fund": "U", "to": "V", "amount": 10, "reason": "x"],
            as: "budi",
            on: "2016-07-01"
        )
        try world.refuses(
            "notReversible",
            ["kind": "transferredOut", "use": nil],
            "fund.reverseEntry",
            ["fund": "U", "entry": transfer["entry"] ?? .null, "reason": "x"],
            as: "budi",
            on: "2016-07-02"
        )
        try world.fails(
            "notFound",
            "fund.reverseEntry",
            ["fund": "V", "entry": grant, "reason": "x"],
            as: "budi"
        )
        try world.refuses(
            "insufficientFunds",
            ["available": 90, "asked": 100],
            "fund.reverseEntry",
            ["fund": "U", "entry": grant, "reason": "x"],
            as: "budi",
            on: "2016-07-02"
        )
        try world.call(
            "fund.transfer",
            ["fund": "V", "to": "U", "amount": 10, "reason": "kembali"],
            as: "budi",
            on: "2016-07-02"
        )
        try world.approved("fund.reverseEntry", ["fund": "U", "entry": grant], on: "2016-07-02")
    }
}
