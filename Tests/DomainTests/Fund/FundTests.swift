// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import TestSupport
import Testing

/// Money in and out of funds: purpose, caps, overdraft, receipts, periods.
@Suite struct FundTests {
    private func open(
        _ fund: String,
        _ world: KhasWorld,
        _ more: JSONValue = ["restriction": "unrestricted"]
    ) throws {
        let params: JSONValue = ["fund": .string(fund), "name": "Dana"]
        try world.call("fund.open", params.changing(more), as: "budi", on: "2016-01-01")
    }

    private func grant(_ fund: String, _ amount: Int64, _ world: KhasWorld, on date: String) throws
    {
        try world.call(
            "fund.receiveGrant",
            [
                "fund": .string(fund), "donor": .string(KhasWorld.vendor),
                "amount": .integer(amount), "reference": "CSR/1", "purpose": "buku",
            ],
            as: "budi",
            on: date
        )
    }

    private func expense(_ fund: String, _ amount: Int64, _ more: JSONValue = [:]) -> JSONValue {
        let params: JSONValue = [
            "fund": .string(fund), "kind": "distribution", "amount": .integer(amount),
            "receiptNumber": "K-1",
        ]
        return params.changing(more)
    }

    @Test func `a restricted fund names its categories`() throws {
        let world = try KhasWorld(.office)
        let params: JSONValue = ["fund": "R", "name": "Dana", "restriction": "restricted"]
        try world.refuses("categoriesMissing", [:], "fund.open", params, as: "budi")
        try open("U", world)
        try world.refuses(
            "alreadyExists",
            ["what": "fund", "id": "U"],
            "fund.open",
            params.changing(["fund": "U"]),
            as: "nia"
        )
        try world.fails(
            "notFound",
            "fund.open",
            params.changing(["donor": "LMB-2016-0077"]),
            as: "nia"
        )
        try world.fails("forbidden", "fund.open", params)
    }

    // MARK: Expenses

    @Test func `K-14 fundraising costs a tenth of what was collected by the day`() throws {
        let world = try KhasWorld()
        _ = try world.deposited()
        let cost = expense("D1", 6000, ["kind": "fundraising"])
        try world.refuses(
            "costCapExceeded",
            ["cap": 0, "used": 0, "asked": 6000],
            "fund.payExpense",
            cost,
            as: "budi",
            on: "2016-07-19"
        )
        try world.call("fund.payExpense", cost, as: "budi", on: "2016-07-22")
        try world.refuses(
            "costCapExceeded",
            ["cap": 10_000, "used": 6000, "asked": 4001],
            "fund.payExpense",
            cost.changing(["amount": 4001, "receiptNumber": "K-2"]),
            as: "budi",
            on: "2016-07-22"
        )
        try world.call(
            "fund.payExpense",
            cost.changing(["amount": 4000, "receiptNumber": "K-2"]),
            as: "budi",
            on: "2016-07-22"
        )
    }

    @Test func `K-14 nothing of a disaster drive goes into fundraising`() throws {
        let world = try KhasWorld(.office)
        try world.plan("D1", ["disaster": true])
        try world.permit()
        try world.call("drive.start", ["drive": "D1"], on: "2016-07-01")
        _ = try world.deposited()
        try world.refuses(
            "costCapExceeded",
            ["cap": 0, "used": 0, "asked": 1],
            "fund.payExpense",
            expense("D1", 1, ["kind": "fundraising"]),
            as: "budi",
            on: "2016-07-22"
        )
    }

    @Test func `K-14 hand-over cost does not come from a drive's proceeds`() throws {
        let world = try KhasWorld()
        try world.refuses(
            "fundPurposeViolation",
            ["fund": "D1", "kind": "distribution", "policy": "distribution.costFromFund"],
            "fund.payExpense",
            expense("D1", 1),
            as: "budi",
            on: "2016-07-22"
        )
        try open("U", world)
        try grant("U", 500, world, on: "2016-07-01")
        try world.call("fund.payExpense", expense("U", 500), as: "budi", on: "2016-07-01")
    }

    @Test func `K-16 a receipt is paid once per vendor or per fund`() throws {
        let world = try KhasWorld(.office)
        try open("U", world)
        try open("V", world)
        for fund in ["U", "V"] { try grant(fund, 1000, world, on: "2016-07-01") }
        let paid = try world.call("fund.payExpense", expense("U", 1), as: "budi", on: "2016-07-01")
        try world.refuses(
            "receiptReused",
            ["receiptNumber": "K-1", "entry": paid["entry"] ?? .null],
            "fund.payExpense",
            expense("U", 2),
            as: "budi",
            on: "2016-07-02"
        )
        try world.call("fund.payExpense", expense("V", 1), as: "budi", on: "2016-07-02")
        let vendor: JSONValue = ["vendor": .string(KhasWorld.vendor)]
        try world.call("fund.payExpense", expense("U", 1, vendor), as: "budi", on: "2016-07-02")
        try world.refuses(
            "receiptReused",
            [:],
            "fund.payExpense",
            expense("V", 1, vendor),
            as: "budi",
            on: "2016-07-02"
        )
        try world.approved(
            "fund.reverseEntry",
            ["fund": "U", "entry": paid["entry"] ?? .null],
            on: "2016-07-03"
        )
        try world.call("fund.payExpense", expense("U", 2), as: "budi", on: "2016-07-03")
    }

    @Test func `K-11 the bank is never overdrawn on the day or later`() throws {
        let world = try KhasWorld(.office)
        try open("U", world)
        try grant("U", 100, world, on: "2016-07-01")
        try world.call("fund.payExpense", expense("U", 60), as: "budi", on: "2016-07-10")
        let late = expense("U", 50, ["receiptNumber": "K-2"])
        try world.refuses(
            "insufficientFunds",
            ["fund": "U", "account": "assets:bank", "available": 40, "asked": 50],
            "fund.payExpense",
            late,
            as: "budi",
            on: "2016-07-05"
        )
        try world.refuses(
            "insufficientFunds",
            ["available": 0],
            "fund.payExpense",
            late,
            as: "budi",
            on: "2016-06-30"
        )
        try grant("U", 10, world, on: "2016-07-06")
        try world.refuses(
            "insufficientFunds",
            ["available": 50],
            "fund.payExpense",
            late.changing(["amount": 51]),
            as: "budi",
            on: "2016-07-06"
        )
        try world.call("fund.payExpense", late, as: "budi", on: "2016-07-06")
        try world.fails(
            "invalidParams",
            "fund.payExpense",
            late.changing(["amount": 0]),
            as: "budi"
        )
    }

    @Test func `K-15 coins are spent after the deposit`() throws {
        let world = try KhasWorld()
        _ = try world.confirmedCount("B1", ["1000": 100])
        try world.refuses(
            "cashNotDeposited",
            ["bank": 0, "undeposited": 100_000, "asked": 5000],
            "fund.payExpense",
            expense("D1", 5000, ["kind": "fundraising"]),
            as: "budi",
            on: "2016-07-21"
        )
        try open("SAMA", world, ["restriction": "restricted", "categories": ["stationery"]])
        try world.refuses(
            "cashNotDeposited",
            ["bank": 0, "undeposited": 100_000],
            "fund.transfer",
            ["fund": "D1", "to": "SAMA", "amount": 100_000, "reason": "x"],
            as: "budi",
            on: "2016-07-21"
        )
        try world.refuses(
            "insufficientFunds",
            ["available": 0, "asked": 100_001],
            "fund.transfer",
            ["fund": "D1", "to": "SAMA", "amount": 100_001, "reason": "x"],
            as: "budi",
            on: "2016-07-21"
        )
    }

    // MARK: Transfers

    @Test func `K-13 restricted money never becomes freer`() throws {
        let world = try KhasWorld(.office)
        try open("U", world)
        try open("A", world, ["restriction": "restricted", "categories": ["book", "bag"]])
        try open("B", world, ["restriction": "restricted", "categories": ["bag"]])
        try grant("A", 100, world, on: "2016-07-01")
        func transfer(_ from: String, _ to: String) -> JSONValue {
            [
                "fund": .string(from), "to": .string(to), "amount": 10, "reason": "perlu",
            ]
        }
        try world.refuses(
            "sameFund",
            [:],
            "fund.transfer",
            transfer("A", "A"),
            as: "budi",
            on: "2016-07-02"
        )
        for to in ["U", "A"] {
            try world.refuses(
                "fundPurposeViolation",
                [
                    "fund": to == "U" ? "A" : "B", "to": .string(to),
                    "allowed": to == "U" ? ["book", "bag"] : ["bag"],
                ],
                "fund.transfer",
                transfer(to == "U" ? "A" : "B", to),
                as: "budi",
                on: "2016-07-02"
            )
        }
        try world.expect(
            "fund.transfer",
            transfer("A", "B"),
            [
                "fund": "A", "to": "B", "entry": "JRN-2016-0002", "counterEntry": "JRN-2016-0003",
                "events": [["type": "fund.transferredOut"], ["type": "fund.transferredIn"]],
            ],
            as: "budi",
            on: "2016-07-02"
        )
        try world.refuses(
            "insufficientFunds",
            ["fund": "U", "available": 0, "asked": 10],
            "fund.transfer",
            transfer("U", "A"),
            as: "budi",
            on: "2016-07-02"
        )
        try world.fails(
            "invalidParams",
            "fund.transfer",
            transfer("A", "B").changing(["reason": nil]),
            as: "budi"
        )
    }

    // MARK: Periods and carry-over

    @Test func `K-23 a closed period stays closed`() throws {
        let world = try KhasWorld(.office)
        try open("U", world)
        try grant("U", 100, world, on: "2016-07-01")
        func close(_ through: String) -> JSONValue { ["fund": "U", "through": .string(through)] }
        try world.refuses(
            "validityDates",
            [:],
            "fund.closePeriod",
            close("2016-08-02"),
            as: "budi",
            on: "2016-08-01"
        )
        try world.expect(
            "fund.closePeriod",
            close("2016-07-31"),
            ["through": "2016-07-31"],
            as: "budi",
            on: "2016-08-01"
        )
        try world.refuses(
            "periodClosed",
            ["fund": "U", "through": "2016-07-31"],
            "fund.closePeriod",
            close("2016-07-31"),
            as: "budi",
            on: "2016-08-01"
        )
        try world.refuses(
            "periodClosed",
            ["fund": "U", "through": "2016-07-31"],
            "fund.payExpense",
            expense("U", 1),
            as: "budi",
            on: "2016-07-31"
        )
        try world.call("fund.payExpense", expense("U", 1), as: "budi", on: "2016-08-01")
    }

    @Test func `what is left of a fund is carried over whole`() throws {
        let world = try KhasWorld()
        try open("SISA", world, ["restriction": "restricted", "categories": ["stationery"]])
        try open("U", world)
        func carry(_ to: String) -> JSONValue {
            ["fund": "D1", "to": .string(to), "reason": "sisa"]
        }
        func refuses(_ code: String, _ details: JSONValue = [:], to: String = "SISA") throws {
            try world.refuses(
                code,
                details,
                "fund.carryOver",
                carry(to),
                as: "budi",
                on: "2016-08-02"
            )
        }
        _ = try world.confirmedCount("B1", ["1000": 7])
        try refuses("sameFund", to: "D1")
        try refuses("wrongState", ["what": "drive", "state": "started"])
        try world.call("drive.stop", ["drive": "D1"], on: "2016-08-01")
        try refuses("fundPurposeViolation", ["to": "U", "allowed": ["stationery"]], to: "U")
        try refuses("cashNotDeposited", ["undeposited": 7000])
        try world.call(
            "fund.depositCash",
            ["fund": "D1", "counts": ["HTG-2016-0001"], "bankAmount": 7000, "slip": "1"],
            as: "budi",
            on: "2016-08-02"
        )
        let result = try world.approved(
            "fund.carryOver",
            ["fund": "D1", "to": "SISA"],
            on: "2016-08-02"
        )
        #expect(
            result.holds([
                "bank": 7000, "stock": 0, "entry": "JRN-2016-0003", "counterEntry": "JRN-2016-0004",
            ])
        )
        try refuses("nothingToCarry")
    }
}
