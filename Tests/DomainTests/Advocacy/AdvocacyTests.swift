// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import TestSupport
import Testing

/// Goal: an input is cited, names no client, is approved by a second person, and stands once it is
/// submitted; method: one advocacy with two revisions, and every step out of its turn.
@Suite struct AdvocacyTests {
    static let adv: JSONValue = "ADV-2016-0001"
    static let draft: JSONValue = [
        "advocacy": adv, "document": "RUU rekaan", "articles": ["pasal 5"],
        "proposal": "Satu lembaga\nsatu peksos.", "occurredOn": "2016-08-05",
    ]

    let office: TestOffice

    init() throws {
        office = try TestOffice()
        try office.operators([
            "arya": [.board], "lintang": [.board], "dimas": [.coordinator], "umum": [.reader],
            "sekar": [.worker],
        ])
        try office.call(
            "advocacy.open",
            [
                "topic": "praktik kesejahteraan sosial", "level": "national",
                "channels": ["ministry", "writing"], "occurredOn": "2016-08-01",
            ],
            as: "dimas"
        )
    }

    @discardableResult
    private func does(
        _ verb: String,
        _ more: JSONValue = [:],
        by who: String = "dimas",
        on day: String
    ) throws -> JSONValue {
        try office.call("advocacy." + verb, params(more, day), as: who)
    }

    private func refused(
        _ verb: String,
        _ more: JSONValue = [:],
        by who: String = "dimas",
        on day: String
    ) throws -> Refused {
        let refused = try office.refused("advocacy." + verb, params(more, day), as: who)
        return Refused(code: refused.code, details: refused.details)
    }

    private func params(_ more: JSONValue, _ day: String) -> JSONValue {
        let base: JSONValue = ["advocacy": Self.adv, "revision": 1]
        return base.changing(more).changing(["occurredOn": .string(day)])
    }

    private func row(_ day: String) throws -> JSONValue {
        let params: JSONValue = ["asOf": .string(day)]
        let rows = try office.call("advocacy.list", params, as: "umum")["rows"]?.items
        return try #require(rows?.first)
    }

    private func drafted(by who: String = "dimas") throws {
        try office.call("advocacy.draftInput", Self.draft, as: who)
    }

    private func submitted() throws {
        try drafted()
        try does("approveInput", by: "arya", on: "2016-08-10")
        try does("submitInput", ["to": "Kementerian", "receiptNo": "TT-7"], on: "2016-09-15")
    }

    private static let outcome: JSONValue = [
        "outcome": "adopted", "citation": "UU rekaan", "note": "Dimuat\nsebagian simpulan.",
    ]

    // MARK: Drafting

    @Test func `an input cites a document and an article`() throws {
        for changes in [
            ["document": ""], ["document": "  "], ["articles": []], ["articles": [" "]],
        ] as [JSONValue] {
            let params = Self.draft.changing(changes)
            let refused = try office.refused("advocacy.draftInput", params, as: "dimas")
            #expect(refused.code == "citationMissing")
        }
        #expect(
            try office.error("advocacy.draftInput", Self.draft, as: "sekar") == "forbidden"
        )
    }

    @Test(arguments: [
        ("KLN-2016-0001", true), ("kln-2016-0001", true), ("seperti KSS-2016-12345.", true),
        ("KRT-2016-0001", true), ("3277015203080001", true), ("x327701520308000199", true),
        ("KLN-2016-001", false), ("KLN 2016 0001", false), ("327701520308000", false),
        ("32770152 03080001", false), ("PKS-2016-0001", false), ("KLN-", false),
    ])
    func `an input says nothing that identifies a client`(text: String, isFound: Bool) throws {
        let places: [(String, JSONValue)] = [
            ("/document", ["document": .string(text)]),
            ("/articles/1", ["articles": ["pasal 1", .string(text)]]),
            ("/proposal", ["proposal": .string("Ini: " + text)]),
            ("/references/0", ["references": [.string(text)]]),
            ("/reason", ["reason": .string(text)]),
        ]
        for (pointer, changes) in places {
            let params = Self.draft.changing(changes)
            guard isFound else {
                try office.call("advocacy.draftInput", params, as: "dimas")
                continue
            }
            let refused = try office.refused("advocacy.draftInput", params, as: "dimas")
            #expect(refused.code == "identifiesClient")
            #expect(refused.details == ["where": .string(pointer)])
        }
    }

    @Test func `a draft takes the place of the one before`() throws {
        try drafted()
        #expect(try row("2016-08-05").holds(["state": "drafted", "revision": 1]))
        let second = try office.call("advocacy.draftInput", Self.draft, as: "dimas")
        #expect(second["revision"] == 2)
        #expect(
            try refused("approveInput", by: "arya", on: "2016-08-10")
                == Refused(code: "revisionUnknown", details: ["newest": 2])
        )
        #expect(
            try refused("approveInput", ["revision": 3], by: "arya", on: "2016-08-10").code
                == "revisionUnknown"
        )
        try does("approveInput", ["revision": 2], by: "arya", on: "2016-08-10")
        #expect(try row("2016-08-10").holds(["state": "approved", "revision": 2]))
    }

    @Test func `an approved revision that was replaced is not submitted`() throws {
        try drafted()
        try does("approveInput", by: "arya", on: "2016-08-10")
        try drafted()
        #expect(
            try refused("submitInput", ["to": "Kementerian"], on: "2016-08-11").code
                == "notApproved"
        )
    }

    // MARK: Approval and submission

    @Test func `whoever drafted it does not approve it`() throws {
        try drafted(by: "arya")
        #expect(
            try refused("approveInput", by: "arya", on: "2016-08-06")
                == Refused(code: "selfApproval", details: ["requestedBy": "arya"])
        )
        #expect(
            try office.error("advocacy.approveInput", params([:], "2016-08-06"), as: "dimas")
                == "forbidden"
        )
        try does("approveInput", by: "lintang", on: "2016-08-10")
    }

    @Test func `only what was approved is submitted and then it stands`() throws {
        try drafted()
        let to: JSONValue = ["to": "Kementerian"]
        #expect(try refused("submitInput", to, on: "2016-08-06").code == "notApproved")
        #expect(
            try refused("submitInput", to.changing(["revision": 9]), on: "2016-08-06").code
                == "notApproved"
        )
        try does("approveInput", by: "arya", on: "2016-08-10")
        try does("submitInput", to, on: "2016-09-15")
        let frozen = Refused(code: "revisionFrozen", details: ["submittedOn": "2016-09-15"])
        #expect(try refused("submitInput", to, on: "2016-09-16") == frozen)
        #expect(try refused("approveInput", by: "arya", on: "2016-09-16") == frozen)
        #expect(try refused("submitInput", to, on: "2016-08-09").code == "outOfOrder")
        let next = try office.call("advocacy.draftInput", Self.draft, as: "dimas")
        #expect(next["revision"] == 2)
        #expect(try refused("submitInput", to, on: "2016-09-16") == frozen)
    }

    // MARK: Responses and outcomes

    @Test func `nothing comes of what was not submitted`() throws {
        try drafted()
        let response: JSONValue = ["from": "Kementerian", "note": "dipelajari"]
        #expect(try refused("recordResponse", response, on: "2016-08-11").code == "notSubmitted")
        #expect(
            try refused("recordOutcome", Self.outcome, on: "2016-08-11").code == "notSubmitted"
        )
    }

    @Test func `an outcome is cited and recorded once`() throws {
        try submitted()
        let uncited = Self.outcome.changing(["citation": ""])
        #expect(try refused("recordOutcome", uncited, on: "2019-09-03").code == "citationMissing")
        try does("recordOutcome", Self.outcome, on: "2019-09-03")
        #expect(
            try refused("recordOutcome", Self.outcome, on: "2019-09-04")
                == Refused(code: "outcomeRecorded", details: ["outcome": "adopted"])
        )
        let withdraw: JSONValue = ["reason": "keliru"]
        #expect(
            try refused("withdrawInput", withdraw, on: "2019-09-04").code == "outcomeRecorded"
        )
    }

    @Test(arguments: ["adopted", "partlyAdopted", "rejected"])
    func `the list follows an input from day to day`(outcome: String) throws {
        try submitted()
        let response: JSONValue = ["from": "Kementerian", "note": "dipelajari"]
        try does("recordResponse", response, on: "2017-01-10")
        let changes: JSONValue = ["outcome": .string(outcome)]
        try does("recordOutcome", Self.outcome.changing(changes), on: "2019-09-03")
        #expect(
            try row("2016-08-01").holds([
                "state": "open", "revision": nil, "document": nil, "articles": [],
                "submittedOn": nil, "daysWaiting": nil, "outcome": nil,
            ])
        )
        #expect(
            try row("2016-12-31").holds([
                "advocacy": Self.adv, "level": "national", "channels": ["ministry", "writing"],
                "document": "RUU rekaan", "articles": ["pasal 5"], "state": "submitted",
                "revision": 1, "submittedOn": "2016-09-15", "to": "Kementerian",
                "lastResponseOn": nil, "daysWaiting": 107, "outcome": nil, "citation": nil,
            ])
        )
        #expect(
            try row("2017-01-10").holds(["state": "responded", "lastResponseOn": "2017-01-10"])
        )
        #expect(
            try row("2019-09-03").holds([
                "state": .string(outcome), "outcome": .string(outcome), "citation": "UU rekaan",
                "daysWaiting": nil,
            ])
        )
        for (state, count) in [(outcome, 1), ("open", 0)] {
            let filter: JSONValue = ["state": .string(state), "level": "national"]
            let rows = try office.call("advocacy.list", filter, as: "umum")["rows"]
            #expect(rows?.items?.count == count)
        }
        let city = try office.call("advocacy.list", ["level": "city"], as: "umum")["rows"]
        #expect(city?.items?.count == 0)
    }

    @Test func `an input that is withdrawn waits no longer`() throws {
        try submitted()
        #expect(
            try refused("withdrawInput", ["revision": 2, "reason": "x"], on: "2016-09-16").code
                == "revisionUnknown"
        )
        #expect(
            try office.error("advocacy.withdrawInput", params([:], "2016-09-16"), as: "dimas")
                == "invalidParams"
        )
        try does("withdrawInput", ["reason": "keliru"], on: "2016-10-01")
        #expect(try row("2016-10-01").holds(["state": "withdrawn", "daysWaiting": nil]))
        #expect(
            try refused("recordOutcome", Self.outcome, on: "2016-10-02").code == "notSubmitted"
        )
        #expect(
            try refused("withdrawInput", ["reason": "lagi"], on: "2016-10-02").code
                == "revisionUnknown"
        )
    }

    // MARK: The whole

    @Test func `a closed advocacy takes no draft`() throws {
        try drafted()
        let whole: JSONValue = ["revision": nil, "note": "selesai"]
        try does("close", whole, on: "2016-12-01")
        #expect(try refused("close", whole, on: "2016-12-02").code == "advocacyClosed")
        let refused = try office.refused("advocacy.draftInput", Self.draft, as: "dimas")
        #expect(refused.code == "advocacyClosed")
        #expect(try row("2016-11-30")["state"] == "drafted")
        #expect(try row("2016-12-01")["state"] == "closed")
    }

    @Test func `an advocacy is shown with its papers`() throws {
        try submitted()
        let evidence: JSONValue = ["revision": nil, "title": "data", "reference": "arsip"]
        try does("attachEvidence", evidence, on: "2016-08-02")
        let hearing: JSONValue = ["revision": nil, "title": "rapat", "note": "dibacakan"]
        try does("attendHearing", hearing, on: "2016-10-02")
        let response: JSONValue = ["from": "Kementerian", "note": "dipelajari"]
        try does("recordResponse", response, on: "2016-11-02")
        try drafted()
        let item = try office.call("advocacy.show", ["advocacy": Self.adv], as: "umum")["item"]
        #expect(
            item?.holds([
                "advocacy": Self.adv, "state": "drafted", "revision": 2,
                "submittedOn": "2016-09-15",
                "evidence": [["on": "2016-08-02", "title": "data", "reference": "arsip"]],
                "hearings": [["on": "2016-10-02", "title": "rapat", "note": "dibacakan"]],
                "responses": [
                    ["on": "2016-11-02", "revision": 1, "from": "Kementerian"]
                ],
                "revisions": [
                    [
                        "revision": 1, "state": "responded", "approvedOn": "2016-08-10",
                        "proposal": "Satu lembaga\nsatu peksos.", "receiptNo": "TT-7",
                    ],
                    ["revision": 2, "state": "drafted", "approvedOn": nil],
                ],
            ]) == true,
            "\(item?.line ?? "")"
        )
        #expect(
            try office.error("advocacy.show", ["advocacy": "ADV-2016-0009"], as: "umum")
                == "notFound"
        )
    }

    @Test func `an advocacy is opened with a channel`() throws {
        let params: JSONValue = ["topic": "x", "level": "city", "channels": []]
        #expect(try office.error("advocacy.open", params, as: "dimas") == "invalidParams")
        #expect(
            try refused("close", ["revision": nil], on: "2026-11-22").code == "futureDated"
        )
    }
}
