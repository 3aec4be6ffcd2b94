// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Testing
import TestSupport

/// Goal: referrals go out with consent, come back with an answer, and never move the case; method:
/// one case in intervention whose client agreed to sharing, every step and its refusals.
@Suite struct ReferralTests {
    static let referral = "KSS-2016-0001/R1"
    static let make: JSONValue = [
        "case": .string(CaseWorld.case), "to": .string(CaseWorld.provider),
        "service": "familyWork", "summary": "Mohon pendampingan keluarga.",
    ]

    let world: CaseWorld

    init() throws { world = try CaseWorld(consents: ["services", "sharing"]) }

    private func made() throws {
        try world.call("referral.make", Self.make, on: "2016-08-17")
    }

    private func move(_ verb: String, _ more: JSONValue = [:]) throws -> JSONValue {
        let params: JSONValue = ["referral": .string(Self.referral)]
        return try world.call(
            "referral." + verb,
            params.changing(more),
            on: "2016-08-20"
        )
    }

    private func state(_ verb: String, _ more: JSONValue = [:]) throws -> JSONValue? {
        let params: JSONValue = ["referral": .string(Self.referral)]
        let refused = try world.refusal(
            "referral." + verb,
            params.changing(more),
            on: "2016-08-20"
        )
        #expect(refused.code == "referralState")
        return refused["state"]
    }

    @Test func `a referral waits two weeks unless it says otherwise`() throws {
        let result = try world.call("referral.make", Self.make, on: "2016-08-17")
        #expect(result.holds(["referral": .string(Self.referral), "respondBy": "2016-08-31"]))
        let other = Self.make.changing(["service": "health", "respondBy": "2016-08-20"])
        let second = try world.call("referral.make", other, on: "2016-08-17")
        #expect(
            second.holds(["referral": "KSS-2016-0001/R2", "respondBy": "2016-08-20"])
        )
        let past = Self.make.changing(["service": "legalAid", "respondBy": "2016-08-16"])
        #expect(
            try world.refusal("referral.make", past, on: "2016-08-17").code == "validityDates"
        )
    }

    @Test func `one accepted is completed with its outcome`() throws {
        try made()
        #expect(try state("complete", ["outcome": "Selesai."]) == "made")
        _ = try move("accept", ["note": "Diterima LK3."])
        #expect(try state("accept") == "accepted")
        #expect(try state("reject", ["reason": "penuh"]) == "accepted")
        let params: JSONValue = ["referral": .string(Self.referral)]
        #expect(try world.error("referral.complete", params) == "invalidParams")
        let result = try move("complete", ["outcome": "Keluarga didampingi."])
        #expect(result.holds(["referral": .string(Self.referral), "stage": "intervention"]))
        #expect(try state("revoke", ["reason": "tidak perlu"]) == "completed")
    }

    @Test func `one made is rejected or revoked with a reason`() throws {
        try made()
        let params: JSONValue = ["referral": .string(Self.referral)]
        #expect(try world.error("referral.reject", params) == "invalidParams")
        _ = try move("reject", ["reason": "penuh"])
        #expect(try state("accept") == "rejected")
        try made()
        let second: JSONValue = ["referral": "KSS-2016-0001/R2"]
        #expect(try world.error("referral.revoke", second) == "invalidParams")
        try world.call(
            "referral.revoke",
            second.changing(["reason": "pindah"]),
            on: "2016-08-20"
        )
    }

    @Test func `an unknown referral is not found, as one of another case`() throws {
        try made()
        for id in ["KSS-2016-0001/R2", "KSS-2016-0099/R1", "KSS-2016-0001/F1"] {
            let params: JSONValue = ["referral": .string(id)]
            #expect(try world.error("referral.accept", params) == "notFound", "\(id)")
        }
        let own: JSONValue = ["referral": .string(Self.referral)]
        #expect(try world.error("referral.accept", own, as: "jaka") == "notFound")
    }

    @Test func `the same is not asked twice while it is open`() throws {
        try made()
        #expect(
            try world.refusal("referral.make", Self.make, on: "2016-08-18")
                == Refused(code: "referralOpen", details: ["referral": .string(Self.referral)])
        )
        let other = Self.make.changing(["service": "health"])
        try world.call("referral.make", other, on: "2016-08-18")
    }

    @Test func `sharing needs consent of its own`() throws {
        let world = try CaseWorld()
        let refused = try world.refusal("referral.make", Self.make, on: "2016-08-17")
        #expect(refused.code == "consentMissing")
        #expect(refused["scope"] == "sharing")
    }

    @Test func `a referral needs the plan, or an emergency`() throws {
        let world = try CaseWorld(.assigned, consents: ["sharing"])
        #expect(
            try world.refusal("referral.make", Self.make, on: "2016-08-03").code
                == "stageNotReached"
        )
        try world.call(
            "referral.make",
            Self.make.changing(["emergency": true]),
            on: "2016-08-03"
        )
    }

    @Test func `nobody refers to an organisation where the worker decides`() throws {
        try world.call(
            "worker.declareInterest",
            [
                "worker": .string(CaseWorld.sekar),
                "organisation": .string(CaseWorld.provider), "role": "decisionMaker",
            ],
            as: "tirta",
            on: "2016-08-10"
        )
        let refused = try world.refusal("referral.make", Self.make, on: "2016-08-17")
        #expect(refused.code == "conflictOfInterest")
        #expect(refused["interest"] == .string(CaseWorld.provider))
    }

    @Test func `nobody refers to an organisation on the blacklist`() throws {
        let provider: JSONValue = [
            "organisation": .string(CaseWorld.provider), "reason": "laporan warga",
        ]
        try world.call("organisation.blacklist", provider, as: "nia", on: "2016-08-16")
        #expect(
            try world.refusal("referral.make", Self.make, on: "2016-08-17").code
                == "organisationBlacklisted"
        )
        try world.call("organisation.unblacklist", provider, as: "nia", on: "2016-08-17")
        try made()
    }

    @Test func `a closed case takes no referral`() throws {
        let world = try CaseWorld(.aftercare, consents: ["sharing"])
        #expect(
            try world.refusal("referral.make", Self.make, on: "2016-10-05")
                == Refused(code: "caseClosed", details: ["status": "closed"])
        )
    }

    // MARK: The board

    @Test func `the board shows what became of it`() throws {
        try made()
        _ = try move("accept")
        _ = try move("complete", ["outcome": "Keluarga didampingi."])
        let row = try #require(try world.rows("referral.list").first)
        #expect(
            row.holds([
                "referral": .string(Self.referral), "case": .string(CaseWorld.case),
                "toOrganisation": .string(CaseWorld.provider), "toName": "LK3 Contoh",
                "service": "familyWork", "madeOn": "2016-08-17", "state": "completed",
                "respondedOn": "2016-08-20", "daysOpen": 3,
            ])
        )
        #expect(row["outcome"] == nil)
    }

    @Test func `the outcome is shown to those on the case, on record`() throws {
        try made()
        _ = try move("accept")
        _ = try move("complete", ["outcome": "Keluarga didampingi."])
        let asked: JSONValue = ["details": true]
        #expect(
            try world.rows("referral.list", asked).first?["outcome"] == "Keluarga didampingi."
        )
        #expect(
            try world.rows("referral.list", asked, as: "ratna").first?["outcome"]
                == "Keluarga didampingi."
        )
        for actor in ["dimas", "putri"] {
            let row = try #require(try world.rows("referral.list", asked, as: actor).first)
            #expect(row["outcome"] == nil, "\(actor)")
        }
        let looks = try world.rows(
            "access.list",
            ["subject": .string(CaseWorld.client)],
            as: "galih"
        )
        #expect(looks.compactMap { $0["operator"]?.string } == ["sekar", "ratna"])
    }

    @Test func `nobody reads the outcome while the processing is limited`() throws {
        try made()
        _ = try move("accept")
        _ = try move("complete", ["outcome": "Keluarga didampingi."])
        try world.call(
            "client.limitProcessing",
            ["client": .string(CaseWorld.client), "reason": "permohonan"],
            as: "galih"
        )
        let row = try #require(try world.rows("referral.list", ["details": true]).first)
        #expect(row["referral"] == .string(Self.referral))
        #expect(row["outcome"] == nil)
        #expect(
            try world.refusal("referral.make", Self.make, on: "2016-08-21").code
                == "processingLimited"
        )
    }

    @Test func `a restricted case is on the board of those named only`() throws {
        try made()
        try world.call(
            "case.restrict",
            [
                "case": .string(CaseWorld.case), "allow": ["jaka"], "reason": "saksi perkara",
            ],
            as: "ratna",
            on: "2016-08-20"
        )
        for actor in ["sekar", "jaka", "ratna"] {
            #expect(try world.rows("referral.list", as: actor).count == 1, "\(actor)")
        }
        for actor in ["dimas", "putri", "bagus"] {
            #expect(try world.rows("referral.list", as: actor).isEmpty, "\(actor)")
        }
    }

    @Test func `an open referral counts its days to today`() throws {
        try made()
        let rows = try world.rows("referral.list", ["asOf": "2016-08-27", "state": "made"])
        #expect(rows.first?["daysOpen"] == 10)
        #expect(try world.rows("referral.list", ["state": "accepted"]).isEmpty)
        let to: JSONValue = ["to": .string(CaseWorld.home)]
        #expect(try world.rows("referral.list", to).isEmpty)
    }

    @Test func `others do not see the referral`() throws {
        try made()
        #expect(try world.rows("referral.list", as: "jaka").isEmpty)
        #expect(try world.rows("referral.list", as: "bagus").isEmpty)
        let params: JSONValue = ["case": .string(CaseWorld.case)]
        #expect(try world.error("referral.list", params, as: "jaka") == "notFound")
        #expect(try world.error("referral.list", [:], as: "lastri") == "forbidden")
        #expect(try world.rows("referral.list", params, as: "dimas").count == 1)
    }
}
