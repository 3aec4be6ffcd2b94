// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Testing
import TestSupport

/// Goal: no fee without certificate, accreditation, payer and time (C-19), and the treasurer sees no
/// more than the payment; method: one obstacle after another, then payments of one fee.
@Suite struct FeeTests {
    static let agree: JSONValue = [
        "case": .string(CaseWorld.case), "amount": 150_000, "service": "mediation",
        "payer": "institution", "payerOrganisation": .string(CaseWorld.provider),
    ]
    static let receive: JSONValue = [
        "case": .string(CaseWorld.case), "fee": "KSS-2016-0001/B1", "amount": 100_000,
        "receiptNo": "KW-31",
    ]

    private func because(_ world: CaseWorld, _ more: JSONValue = [:]) throws -> JSONValue? {
        let params = Self.agree.changing(more)
        let refused = try world.refusal("case.agreeFee", params, on: "2016-08-16")
        #expect(refused.code == "feeNotAllowed")
        return refused["because"]
    }

    @Test func `a fee is agreed before the service`() throws {
        let world = try CaseWorld()
        let result = try world.call("case.agreeFee", Self.agree, on: "2016-08-16")
        #expect(result["fee"] == "KSS-2016-0001/B1")
        let client = Self.agree.changing(["payer": "client", "payerOrganisation": nil])
        try world.call("case.agreeFee", client, on: "2016-08-16")
    }

    @Test func `a payer must be named`() throws {
        let world = try CaseWorld()
        #expect(try because(world, ["payerOrganisation": nil]) == ["payerMissing"])
        #expect(try because(world, ["payer": "none"]) == ["payerMissing"])
        let unknown = Self.agree.changing(["payerOrganisation": "LMB-2016-0099"])
        #expect(try world.error("case.agreeFee", unknown) == "notFound")
    }

    @Test func `a service given already costs nothing`() throws {
        let world = try CaseWorld()
        let mediation = ContactTests.service.changing(["service": "mediation"])
        try world.call("case.serve", ContactTests.service, on: "2016-08-15")
        let given = try world.call("case.serve", mediation, on: "2016-08-15")
        #expect(try because(world) == ["afterService"])
        // It was counselling after all.
        try world.call(
            "case.correct",
            [
                "case": .string(CaseWorld.case), "entry": given["entry"] ?? nil,
                "changes": ["service": "counselling"], "reason": "salah pilih",
            ],
            on: "2016-08-16"
        )
        try world.call("case.agreeFee", Self.agree, on: "2016-08-16")
    }

    @Test func `a later service does not matter, an earlier date does`() throws {
        let world = try CaseWorld()
        let mediation = ContactTests.service.changing(["service": "mediation"])
        let given = try world.call("case.serve", mediation, on: "2016-08-20")
        try world.call("case.agreeFee", Self.agree, on: "2016-08-16")
        try world.call(
            "case.correct",
            [
                "case": .string(CaseWorld.case), "entry": given["entry"] ?? nil,
                "changes": ["occurredOn": "2016-08-14"], "reason": "salah tanggal",
            ],
            on: "2016-08-20"
        )
        #expect(try because(world) == ["afterService"])
    }

    @Test func `every obstacle is named, in order`() throws {
        let world = try CaseWorld()
        try world.call(
            "organisation.withdrawAccreditation",
            ["organisation": .string(CaseWorld.home), "reason": "tidak diperpanjang"],
            as: "tirta",
            on: "2016-08-14"
        )
        let wulan = try world.otherCase("Kenanga Umpama", to: CaseWorld.wulan)
        let params = Self.agree.changing(["case": wulan, "payer": "none"])
        let refused = try world.refusal("case.agreeFee", params, as: "wulan", on: "2016-08-16")
        #expect(
            refused["because"]
                == ["workerNotCertified", "institutionNotAccredited", "payerMissing"]
        )
    }

    @Test func `the treasurer receives no more than was agreed`() throws {
        let world = try CaseWorld()
        try world.call("case.agreeFee", Self.agree, on: "2016-08-16")
        let first = try world.call("case.receiveFee", Self.receive, as: "bayu", on: "2016-08-20")
        #expect(
            first.holds([
                "case": .string(CaseWorld.case), "fee": "KSS-2016-0001/B1", "amount": 100_000,
                "payer": "institution", "ledgerEntry": nil,
            ])
        )
        for hidden in ["stage", "status", "client", "service"] {
            #expect(first[hidden] == nil, "\(hidden)")
        }
        let next = Self.receive.changing(["receiptNo": "KW-32"])
        #expect(
            try world.refusal("case.receiveFee", next, as: "bayu", on: "2016-08-21")
                == Refused(
                    code: "feeExceeded",
                    details: ["agreed": 150_000, "received": 100_000]
                )
        )
        let rest = next.changing(["amount": 50_000])
        try world.call("case.receiveFee", rest, as: "bayu", on: "2016-08-21")
    }

    @Test func `a receipt number is used once, and the fee is one of the case`() throws {
        let world = try CaseWorld()
        try world.call("case.agreeFee", Self.agree, on: "2016-08-16")
        try world.call("case.receiveFee", Self.receive, as: "bayu", on: "2016-08-20")
        let again = Self.receive.changing(["amount": 1_000])
        let refused = try world.refusal("case.receiveFee", again, as: "bayu", on: "2016-08-21")
        #expect(refused.code == "receiptReused")
        #expect(refused["fee"] == "KSS-2016-0001/B1")
        let unknown = again.changing(["fee": "KSS-2016-0001/B2"])
        #expect(
            try world.refusal("case.receiveFee", unknown, as: "bayu", on: "2016-08-21").code
                == "unknownFee"
        )
        #expect(try world.error("case.receiveFee", again) == "forbidden")
    }

    // MARK: Funds

    @Test func `a fee goes into the fund that the office names`() throws {
        let world = try CaseWorld()
        let fund: JSONValue = [
            "fund": "UMUM", "name": "Dana umum", "restriction": "unrestricted",
        ]
        try world.call("fund.open", fund, as: "bayu", on: "2016-03-08")
        try world.call(
            "policy.set",
            ["key": "fees.fund", "value": "UMUM", "from": "2016-03-08", "source": "rapat"],
            as: "nia",
            on: "2016-03-08"
        )
        try world.call("case.agreeFee", Self.agree, on: "2016-08-16")
        let result = try world.call("case.receiveFee", Self.receive, as: "bayu", on: "2016-08-20")
        #expect(result["events"]?.each("type") == ["case.feeReceived", "fund.feeReceived"])
        let entry = try #require(
            try world.rows("fund.ledger", ["fund": "UMUM"], as: "bayu").first
        )
        #expect(entry["entry"] == result["ledgerEntry"])
        #expect(entry["ref"] == .string(CaseWorld.case))
        try world.call("fund.closePeriod", ["fund": "UMUM", "through": "2016-08-31"], as: "bayu")
        let rest = Self.receive.changing(["amount": 50_000, "receiptNo": "KW-32"])
        #expect(
            try world.refusal("case.receiveFee", rest, as: "bayu", on: "2016-08-31").code
                == "periodClosed"
        )
    }
}
