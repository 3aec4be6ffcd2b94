// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0
import CanonicalJSON
import TestSupport
import Testing

/// Goal: a wrong entry stays and is shown right; method: one contact corrected again and again.
@Suite struct CorrectionTests {
    static let `case` = JSONValue.string(CaseWorld.case)

    private let world: CaseWorld
    private let contact: JSONValue

    init() throws {
        world = try CaseWorld()
        contact =
            try world.call("case.logContact", ContactTests.contact, on: "2016-08-15")["entry"]
            ?? nil
    }

    private func correction(_ changes: JSONValue, of entry: JSONValue? = nil) -> JSONValue {
        [
            "case": Self.case, "entry": entry ?? contact, "changes": changes,
            "reason": "salah ketik",
        ]
    }

    private func rows(_ kinds: JSONValue, as actor: String = "ratna") throws -> [JSONValue] {
        try world.rows("case.timeline", ["case": Self.case, "kinds": kinds], as: actor)
    }

    @Test func `C-18 an entry is corrected once, a correction once more`() throws {
        let first = try world.call(
            "case.correct",
            correction(["minutes": 90]),
            on: "2016-08-20"
        )
        let by = first["entry"] ?? nil
        #expect(
            try world.refusal("case.correct", correction(["minutes": 95]), on: "2016-08-20")
                == Refused(code: "alreadyCorrected", details: ["by": by])
        )
        try world.call(
            "case.correct",
            correction(["minutes": 95, "note": "Yang benar."], of: by),
            on: "2016-08-21"
        )
        let shown = try rows(["case.contactLogged", "case.entryCorrected"])
        #expect(shown.count == 3)
        #expect(
            shown[0].holds([
                "entry": contact, "correctsEntry": nil, "correctedByEntry": by,
                "details": ["minutes": 95, "note": "Yang benar.", "kind": "homeVisit"],
            ])
        )
        #expect(shown[1].holds(["entry": by, "correctsEntry": contact]))
        #expect(shown[2].holds(["correctsEntry": by, "correctedByEntry": nil]))
    }

    @Test func `what the entry does not have, or has already, is no correction`() throws {
        #expect(
            try world.refusal(
                "case.correct",
                correction(["severity": 3, "minutes": 90, "service": "health"]),
                on: "2016-08-20"
            )
                == Refused(
                    code: "fieldNotCorrectable",
                    details: ["fields": ["service", "severity"]]
                )
        )
        for same: JSONValue in [[:], ["minutes": 60], ["occurredOn": "2016-08-15"]] {
            #expect(
                try world.refusal("case.correct", correction(same), on: "2016-08-20").code
                    == "nothingChanged"
            )
        }
        #expect(
            try world.refusal("case.correct", correction(["minutes": 1], of: 99), on: "2016-08-20")
                == Refused(code: "unknownEntry", details: ["entry": 99])
        )
        #expect(
            try world.refusal(
                "case.correct",
                correction(["risk": "low"], of: 2),
                as: "ratna",
                on: "2016-08-20"
            ).code == "fieldNotCorrectable"
        )
        #expect(
            try world.error("case.correct", correction(["kind": "court"])) == "invalidParams"
        )
        #expect(try world.error("case.correct", correction(["minutes": 0])) == "invalidParams")
    }

    @Test func `a corrected day stays between the opening and today`() throws {
        #expect(
            try world.refusal(
                "case.correct",
                correction(["occurredOn": "2016-07-31"]),
                on: "2016-08-20"
            ).code == "beforeCaseOpened"
        )
        #expect(
            try world.refusal(
                "case.correct",
                correction(["occurredOn": "2199-01-01"]),
                on: "2016-08-20"
            ).code == "futureDated"
        )
        try world.call("case.correct", correction(["occurredOn": "2016-08-13"]), on: "2016-08-20")
        #expect(try world.rows("case.list").first?["lastContactOn"] == "2016-08-13")
        let early = try rows(["case.contactLogged"])
        #expect(early.first?["occurredOn"] == "2016-08-13")
    }

    @Test func `a contact that did not happen is no last contact`() throws {
        #expect(try world.rows("case.list").first?["lastContactOn"] == "2016-08-15")
        try world.call("case.correct", correction(["successful": false]), on: "2016-08-20")
        #expect(try world.rows("case.list").first?["lastContactOn"] == .null)
    }

    @Test func `others correct what they wrote, the supervisor everything`() throws {
        try world.call(
            "case.addTeamMember",
            ["case": Self.case, "worker": .string(CaseWorld.jaka), "role": "coWorker"],
            on: "2016-08-19"
        )
        let change = correction(["minutes": 90])
        #expect(try world.error("case.correct", change, as: "jaka") == "forbidden")
        #expect(try world.error("case.correct", change, as: "wulan") == "notFound")
        try world.call("case.correct", change, as: "ratna", on: "2016-08-20")
        let opening = correction(["ppksCode": 2, "summary": "Ringkasan lain."], of: 1)
        try world.call("case.correct", opening, as: "ratna", on: "2016-08-20")
        let item = try world.call("case.show", ["case": Self.case])["item"] ?? nil
        #expect(item.holds(["ppksCode": 2, "summary": "Ringkasan lain."]))
    }

    @Test func `a closed case is corrected too`() throws {
        let ended = try CaseWorld(.ended)
        let opening = correction(["ppksCode": 2], of: 1)
        let result = try ended.call("case.correct", opening, as: "ratna", on: "2016-11-01")
        #expect(result["status"] == "closed")
    }
}
