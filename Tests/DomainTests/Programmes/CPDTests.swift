// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import TestSupport
import Testing

/// Credits of professional development: every rule and refusal, by calls to an office.
@Suite struct CPDTests {
    private let club: Club
    private let training: JSONValue

    init() throws {
        club = try Club()
        training = try club.held(["programme": "cpd", "kind": "bimtek", "minutes": 180])
    }

    private func attend(_ activity: JSONValue, as role: JSONValue, minutes: Int64 = 180) throws {
        try club.does(
            "activity.attend",
            [
                "activity": activity, "person": club.certified, "kind": "worker", "role": role,
                "minutes": .integer(minutes), "occurredOn": "2016-07-24",
            ]
        )
    }

    private func credit(_ activity: JSONValue, as role: JSONValue) -> JSONValue {
        [
            "worker": club.certified, "activity": activity, "role": role,
            "occurredOn": "2016-07-25",
        ]
    }

    private let year: JSONValue = ["from": "2016-01-01", "until": "2016-12-31"]

    @Test func `lessons count by the role and only once`() throws {
        let facilitated = credit(training, as: "facilitator")
        func code(_ params: JSONValue) throws -> String {
            try club.refusal("cpd.credit", params, as: "tirta").code
        }
        #expect(try code(facilitated) == "attendanceMissing")
        try attend(training, as: "facilitator")
        #expect(try code(credit(training, as: "speaker")) == "attendanceMissing")
        let answer = try club.does("cpd.credit", facilitated, as: "tirta")
        #expect(answer.holds(["lessons": 4, "credits": 8]))
        #expect(try code(facilitated) == "cpdAlreadyCredited")
        #expect(try club.error("cpd.credit", facilitated) == "forbidden")
        let nothing = facilitated.changing(["activity": "KGT-2016-0999"])
        #expect(try club.error("cpd.credit", nothing, as: "tirta") == "notFound")
    }

    @Test func `only development counts and lessons are whole`() throws {
        let session = try club.held()
        try attend(session, as: "participant", minutes: 120)
        #expect(
            try club.refusal("cpd.credit", credit(session, as: "participant"), as: "tirta").code
                == "activityNotCpd"
        )
        let seminar = try club.held(["programme": "discussion", "kind": "seminar"])
        try attend(seminar, as: "speaker", minutes: 100)
        let answer = try club.does("cpd.credit", credit(seminar, as: "speaker"), as: "tirta")
        #expect(answer.holds(["lessons": 2, "credits": 6]))
    }

    @Test func `credits follow the values in force`() throws {
        for (key, value): (JSONValue, JSONValue) in [
            ("cpd.lessonMinutes", 60), ("cpd.weight.participant", 5), ("cpd.target", 20),
        ] {
            let policy: JSONValue = [
                "key": key, "value": value, "from": "2016-07-25", "source": "rapat",
            ]
            try club.does("policy.set", policy, as: "arya")
        }
        try attend(training, as: "participant")
        let params = credit(training, as: "participant")
        let answer = try club.does("cpd.credit", params, as: "tirta")
        #expect(answer.holds(["lessons": 3, "credits": 15]))
        let two: JSONValue = ["from": "2016-01-01", "until": "2017-01-01"]
        let row = try #require(try club.rows("cpd.list", two, as: "rini").first)
        // 50 for the year that began before the change, 20 for the one after it.
        #expect(row.holds(["target": 70, "gap": 55]))
    }

    @Test func `withdrawn credits are gone and may be given anew`() throws {
        try attend(training, as: "participant")
        let params = credit(training, as: "participant")
        let withdraw = params.changing(["reason": "salah catat"])
        #expect(
            try club.refusal("cpd.withdraw", withdraw, as: "tirta").code == "cpdNotCredited"
        )
        try club.does("cpd.credit", params, as: "tirta")
        #expect(try club.error("cpd.withdraw", params, as: "tirta") == "invalidParams")
        #expect(try club.does("cpd.withdraw", withdraw, as: "tirta")["credits"] == 4)
        #expect(try club.rows("cpd.list", year, as: "rini").first?["credits"] == 0)
        try club.does("cpd.credit", params, as: "tirta")
    }

    @Test func `a renewal warns of too few credits since the certificate`() throws {
        func renewed(_ number: JSONValue, on day: JSONValue) throws -> JSONValue {
            let params: JSONValue = [
                "worker": club.certified, "certificateNo": number, "issuedBy": "LMB-2016-0002",
                "issuedOn": day, "dryRun": true, "occurredOn": day,
            ]
            return try club.does("worker.renewCertificate", params, as: "tirta")["warnings"] ?? nil
        }
        let policy: JSONValue = [
            "key": "cpd.target", "value": 2, "from": "2015-06-01", "source": "rapat",
        ]
        try club.does("policy.set", policy, as: "arya")
        try attend(training, as: "facilitator")
        try club.does("cpd.credit", credit(training, as: "facilitator"), as: "tirta")
        // Eight credits do for four years, not for five; a late renewal asks for no sixth.
        #expect(try renewed("C-2", on: "2019-06-01") == [])
        for day in ["2019-06-02", "2020-06-01", "2020-06-02"] as [JSONValue] {
            let warnings = try renewed("C-2", on: day)
            #expect(warnings[0]?["code"] == "cpdShort")
            #expect(warnings[0]?["details"] == ["credits": 8, "target": 10])
        }
    }

    @Test func `the list shows oneself, the team or everybody`() throws {
        try attend(training, as: "facilitator")
        try club.does("cpd.credit", credit(training, as: "facilitator"), as: "tirta")
        let own = try club.rows("cpd.list", year, as: "rini")
        #expect(
            JSONValue.array(own).holds([
                [
                    "worker": club.certified, "workerName": "Rini Rekaan", "credits": 8,
                    "asSpeaker": 0, "asFacilitator": 8, "asParticipant": 0, "target": 50,
                    "gap": 42,
                ]
            ])
        )
        #expect(try club.rows("cpd.list", year, as: "tirta").count == 2)
        #expect(try club.rows("cpd.list", year, as: "hadi") == [])
        let other = year.changing(["worker": club.uncertified])
        #expect(try club.rows("cpd.list", other, as: "arya").first?["gap"] == 50)
        #expect(try club.office.error("cpd.list", other, as: "rini") == "notFound")
        let before: JSONValue = ["from": "2016-01-01", "until": "2016-07-24"]
        #expect(try club.rows("cpd.list", before, as: "rini").first?["credits"] == 0)
        let backwards: JSONValue = ["from": "2016-12-31", "until": "2016-01-01"]
        #expect(try club.office.error("cpd.list", backwards, as: "tirta") == "invalidParams")
    }

    @Test func `an erased worker gets no credits`() throws {
        try attend(training, as: "participant")
        let erase: JSONValue = [
            "worker": club.certified, "basis": "subjectRequest", "reason": "permohonan",
            "occurredOn": "2016-08-01",
        ]
        try club.does(
            "worker.deactivate",
            ["worker": club.certified, "reason": "pindah", "occurredOn": "2016-08-01"],
            as: "tirta"
        )
        let request = try club.does("worker.erase", erase, as: "galih")
        try club.office.call(
            "approval.approve",
            ["approval": request["approval"] ?? nil, "digest": request["digest"] ?? nil],
            as: "hadi"
        )
        let late = credit(training, as: "participant").changing(["occurredOn": "2016-08-02"])
        #expect(try club.refusal("cpd.credit", late, as: "tirta").code == "subjectErased")
        let withdraw = late.changing(["reason": "salah catat"])
        #expect(try club.refusal("cpd.withdraw", withdraw, as: "tirta").code == "subjectErased")
        let lead = club.session.changing(["occurredOn": "2016-08-02"])
        #expect(try club.refusal("activity.plan", lead).code == "subjectErased")
        let other = try club.planned(["lead": nil])
        let set: JSONValue = [
            "activity": other, "lead": club.certified, "occurredOn": "2016-08-02",
        ]
        #expect(try club.refusal("activity.setLead", set).code == "subjectErased")
    }
}
