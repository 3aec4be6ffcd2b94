// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Testing
import TestSupport

/// Goal: contacts and services are recorded by those on the case, at the time they were; method:
/// one case in intervention, entries in and out of time.
@Suite struct ContactTests {
    static let contact: JSONValue = [
        "case": .string(CaseWorld.case), "kind": "homeVisit", "with": "family",
        "successful": true, "minutes": 60, "note": "Kunjungan rekaan.",
    ]
    static let service: JSONValue = [
        "case": .string(CaseWorld.case), "service": "counselling", "mode": "direct",
        "rolePlayed": "enabler", "minutes": 45,
    ]

    @Test func `a contact says where the case stands`() throws {
        let world = try CaseWorld()
        let result = try world.call("case.logContact", Self.contact, on: "2016-08-15")
        #expect(
            result.holds([
                "case": .string(CaseWorld.case), "stage": "intervention", "status": "open",
            ])
        )
        #expect(result["entry"] == result["events"]?[0]?["streamVersion"])
    }

    @Test func `contacts may be entered late and in any order`() throws {
        let world = try CaseWorld()
        try world.call("case.logContact", Self.contact, on: "2016-08-20")
        try world.call("case.logContact", Self.contact, on: "2016-08-03")
    }

    @Test func `a contact lies between the opening and today`() throws {
        let world = try CaseWorld(.assigned)
        #expect(
            try world.refusal("case.logContact", Self.contact, on: "2016-07-31")
                == Refused(code: "beforeCaseOpened", details: ["openedOn": "2016-08-01"])
        )
        #expect(
            try world.refusal("case.logContact", Self.contact, on: "2199-01-01").code
                == "futureDated"
        )
        let long = Self.contact.changing(["minutes": 1441])
        #expect(try world.error("case.logContact", long) == "invalidParams")
    }

    @Test func `who did it had a spell on that day`() throws {
        let world = try CaseWorld()
        let byJaka = Self.contact.changing(["by": .string(CaseWorld.jaka)])
        #expect(
            try world.refusal("case.logContact", byJaka, on: "2016-08-15")
                == Refused(code: "workerNotOnCase", details: ["worker": .string(CaseWorld.jaka)])
        )
        #expect(
            try world.refusal("case.logContact", Self.contact, on: "2016-08-01").code
                == "workerNotOnCase",
            "Sekar got the case a day later"
        )
        #expect(
            try world.refusal("case.logContact", Self.contact, as: "ratna", on: "2016-08-15")
                .details["worker"] == .string(CaseWorld.ratna)
        )
        let bySekar = Self.contact.changing(["by": .string(CaseWorld.sekar)])
        try world.call("case.logContact", bySekar, as: "ratna", on: "2016-08-15")
        let unknown = Self.contact.changing(["by": "PKS-2016-0099"])
        #expect(try world.error("case.logContact", unknown) == "notFound")
    }

    @Test func `nobody else sees the case`() throws {
        let world = try CaseWorld()
        for actor in ["jaka", "bagus"] {
            #expect(try world.error("case.logContact", Self.contact, as: actor) == "notFound")
        }
        for actor in ["lastri", "dimas", "putri", "bayu"] {
            #expect(try world.error("case.logContact", Self.contact, as: actor) == "forbidden")
        }
        let unknown = Self.contact.changing(["case": "KSS-2016-0099"])
        #expect(try world.error("case.logContact", unknown) == "notFound")
    }

    @Test func `a case that is not assigned takes no contact`() throws {
        let world = try CaseWorld(.screened)
        // Nobody's own and no team's: it is not even seen.
        #expect(try world.error("case.logContact", Self.contact) == "notFound")
    }

    @Test func `a service keeps how it counts`() throws {
        let world = try CaseWorld()
        let result = try world.call("case.serve", Self.service, on: "2016-08-16")
        #expect(result.holds(["certifiedWorker": true, "accreditedPlace": true]))
        let elsewhere = Self.service.changing(["at": .string(CaseWorld.provider)])
        let other = try world.call("case.serve", elsewhere, on: "2016-08-16")
        #expect(other.holds(["certifiedWorker": true, "accreditedPlace": false]))
    }

    @Test func `a service needs an approved plan, or an emergency`() throws {
        let world = try CaseWorld(.assigned)
        #expect(
            try world.refusal("case.serve", Self.service, on: "2016-08-03")
                == Refused(
                    code: "stageNotReached",
                    details: ["stage": "intake", "needs": "intervention"]
                )
        )
        let emergency = Self.service.changing(["emergency": true])
        try world.call("case.serve", emergency, on: "2016-08-03")
    }

    @Test func `a late service may not be older than the plan`() throws {
        let world = try CaseWorld()
        #expect(
            try world.refusal("case.serve", Self.service, on: "2016-08-11")
                == Refused(
                    code: "stageNotReached",
                    details: ["stage": "planning", "needs": "intervention"]
                )
        )
        try world.call("case.serve", Self.service, on: "2016-08-12")
    }

    @Test func `a service needs the client's consent on that day`() throws {
        let world = try CaseWorld(consents: [])
        let missing: JSONValue = ["scope": "services", "client": .string(CaseWorld.client)]
        #expect(
            try world.refusal("case.serve", Self.service, on: "2016-08-16")
                == Refused(code: "consentMissing", details: missing)
        )
        try world.agree(["services"], on: "2016-08-17")
        #expect(
            try world.refusal("case.serve", Self.service, on: "2016-08-16").code
                == "consentMissing"
        )
        try world.call("case.serve", Self.service, on: "2016-08-17")
    }

    @Test func `a supervisor's override stands for the consent`() throws {
        let world = try CaseWorld(consents: [])
        try world.call(
            "case.overrideConsent",
            [
                "case": .string(CaseWorld.case), "scope": "services", "ground": "vitalInterest",
                "validTo": "2016-09-01", "note": "Rekaan.",
            ],
            as: "ratna",
            on: "2016-08-15"
        )
        try world.call("case.serve", Self.service, on: "2016-09-01")
        #expect(
            try world.refusal("case.serve", Self.service, on: "2016-09-02").code
                == "consentMissing"
        )
    }

    @Test func `a service may serve a goal of the case`() throws {
        let world = try CaseWorld()
        let own = Self.service.changing(["goal": "KSS-2016-0001/G1"])
        try world.call("case.serve", own, on: "2016-08-16")
        let unknown = Self.service.changing(["goal": "KSS-2016-0001/G9"])
        #expect(try world.error("case.serve", unknown) == "notFound")
    }

    @Test func `a closed case takes neither`() throws {
        let world = try CaseWorld(.ended)
        let closed = Refused(code: "caseClosed", details: ["status": "closed"])
        #expect(try world.refusal("case.serve", Self.service, on: "2016-10-05") == closed)
        #expect(try world.refusal("case.logContact", Self.contact, on: "2016-10-05") == closed)
    }
}
