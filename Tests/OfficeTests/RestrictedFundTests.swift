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

/// Goal: who got goods of a restricted fund this school year pays no fee (C-19); method: the drive
/// of the catalogue gives a pupil books, and the pupil turns out to be a client.
@Suite struct RestrictedFundTests {
    private static let fee: JSONValue = [
        "case": "KSS-2026-0002", "amount": 150_000, "service": "mediation",
        "payer": "institution", "payerOrganisation": "LMB-2026-0002", "occurredOn": "2026-10-20",
    ]

    @Test func `no fee is agreed with somebody who got goods of a restricted fund`() throws {
        let teller = try StoryTeller()
        for example in Example.story + StoryTeller.intake {
            _ = teller.reply(to: example.method, example.params)
        }
        let before = teller.reply(to: "case.agreeFee", Self.fee)
        #expect(before["result"]?["fee"] == "KSS-2026-0002/B1", "\(before.line)")
        let linked = teller.reply(
            to: "beneficiary.link",
            [
                "beneficiary": "PMN-2026-0001", "client": "KLN-2026-0005",
                "occurredOn": "2026-10-19",
            ]
        )
        #expect(linked["error"] == nil, "\(linked.line)")
        let refused = teller.reply(to: "case.agreeFee", Self.fee)["error"]?["data"]
        #expect(refused?["refusal"] == "feeNotAllowed")
        #expect(refused?["details"]?["because"] == ["restrictedFundBeneficiary"])
        // Another school year.
        let later = Self.fee.changing(["occurredOn": "2027-07-20"])
        teller.office.setToday(CivilDate(days: 20_778 + 300))
        let next = teller.reply(to: "case.agreeFee", later)
        #expect(next["error"]?["data"]?["details"]?["because"] == nil, "\(next.line)")
    }
}
