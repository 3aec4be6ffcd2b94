// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import TestSupport
import Testing

/// The records of volunteers: every rule and refusal, sealing and erasure, by calls to an office.
@Suite struct VolunteerTests {
    private let club: Club

    init() throws { club = try Club() }

    private var volunteer: JSONValue { club.volunteers[1] }

    private func show(as slug: String = "dimas") throws -> JSONValue {
        try club.office.call("volunteer.show", ["volunteer": volunteer], as: slug)["item"] ?? nil
    }

    @Test func `a volunteer is shown to coordinator and registrar`() throws {
        #expect(
            try show().holds([
                "volunteer": volunteer, "name": "Jaka Umpama", "kind": "pupil",
                "safeguardingTo": nil, "active": true,
            ])
        )
        #expect(try show(as: "tirta")["name"] == "Jaka Umpama")
        #expect(
            try club.office.error("volunteer.show", ["volunteer": volunteer], as: "rini")
                == "forbidden"
        )
        #expect(try club.rows("volunteer.list").count == 2)
        #expect(try club.rows("volunteer.list", ["kind": "pupil"]).count == 1)
        let missing: JSONValue = [
            "name": "Siapa", "kind": "student", "organisation": "LMB-2016-0999",
        ]
        #expect(try club.error("volunteer.register", missing) == "notFound")
        #expect(try club.error("volunteer.register", missing, as: "rini") == "forbidden")
    }

    @Test func `a declaration holds for a year unless its paper says otherwise`() throws {
        let declare: JSONValue = [
            "volunteer": volunteer, "evidenceRef": "S2", "occurredOn": "2016-07-02",
        ]
        let early = declare.changing(["validTo": "2016-07-01"])
        #expect(
            try club.refusal("volunteer.declareSafeguarding", early)
                == Refused(
                    code: "validityDates",
                    details: ["from": "2016-07-02", "to": "2016-07-01"]
                )
        )
        #expect(try club.does("volunteer.declareSafeguarding", declare)["validTo"] == "2017-07-02")
        #expect(try show()["safeguardingTo"] == "2017-07-02")
        let back = declare.changing(["occurredOn": "2016-07-01"])
        #expect(try club.refusal("volunteer.declareSafeguarding", back).code == "outOfOrder")
        let policy: JSONValue = [
            "key": "safeguarding.years", "value": 2, "from": "2016-08-01", "source": "rapat",
        ]
        try club.does("policy.set", policy, as: "arya")
        let later = declare.changing(["occurredOn": "2016-08-02"])
        #expect(try club.does("volunteer.declareSafeguarding", later)["validTo"] == "2018-08-02")
    }

    @Test func `a volunteer leaves once`() throws {
        let leave: JSONValue = [
            "volunteer": volunteer, "reason": "pindah", "occurredOn": "2016-07-05",
        ]
        #expect(
            try club.error("volunteer.leave", leave.changing(["reason": nil])) == "invalidParams"
        )
        try club.does("volunteer.leave", leave)
        #expect(
            try club.refusal("volunteer.leave", leave)
                == Refused(code: "volunteerLeft", details: ["on": "2016-07-05"])
        )
        #expect(try show()["active"] == false)
        #expect(try club.rows("volunteer.list", ["active": true]).count == 1)
    }

    @Test func `two records of one volunteer are proposed as a pair`() throws {
        let twin: JSONValue = ["name": "Jaka Umpama", "kind": "student", "birthDate": "1999-02-03"]
        try club.does("volunteer.register", twin)
        try club.does("volunteer.register", twin)
        let pairs = try club.rows("duplicate.list", ["kind": "registry"], as: "tirta")
        #expect(pairs.map { $0["pair"] }.contains("RLW-2016-0003~RLW-2016-0004"))
    }

    @Test func `an erased volunteer keeps hours and attendance but no name`() throws {
        let activity = try club.held(["withMinors": false])
        let day: JSONValue = ["activity": activity, "occurredOn": "2016-07-24"]
        let hours = day.changing(["volunteer": volunteer, "minutes": 60])
        try club.does("activity.recordHours", hours)
        let erase: JSONValue = [
            "volunteer": volunteer, "basis": "subjectRequest", "reason": "permohonan",
            "occurredOn": "2016-08-01",
        ]
        #expect(try club.error("volunteer.erase", erase) == "forbidden")
        let request = try club.does("volunteer.erase", erase, as: "galih")
        let answer = try club.office.call(
            "approval.approve",
            ["approval": request["approval"] ?? nil, "digest": request["digest"] ?? nil],
            as: "hadi"
        )
        #expect(answer["subjects"] == [volunteer])
        #expect(try show()["name"] == .null)
        let row = try #require(try club.rows("volunteer.hours").first)
        #expect(row.holds(["volunteer": volunteer, "volunteerName": nil, "minutesPending": 60]))
        #expect(try club.refusal("volunteer.erase", erase, as: "galih").code == "alreadyErased")
        func code(_ method: String, _ params: JSONValue) throws -> String {
            try club.refusal(method, params.changing(["occurredOn": "2016-08-02"])).code
        }
        let attend: JSONValue = ["person": volunteer, "kind": "volunteer", "minutes": 60]
        #expect(try code("activity.attend", day.changing(attend)) == "subjectErased")
        let enrol = day.changing(["person": volunteer])
        #expect(try code("activity.enrol", enrol) == "subjectErased")
        let confirm = day.changing(["volunteer": volunteer])
        #expect(try code("activity.confirmHours", confirm) == "subjectErased")
        let other = try club.held(["withMinors": false])
        #expect(
            try code("activity.recordHours", hours.changing(["activity": other]))
                == "subjectErased"
        )
        let declare: JSONValue = ["volunteer": volunteer, "evidenceRef": "S2"]
        #expect(try code("volunteer.declareSafeguarding", declare) == "subjectErased")
        let leave: JSONValue = ["volunteer": volunteer, "reason": "pindah"]
        #expect(try code("volunteer.leave", leave) == "subjectErased")
    }

    // MARK: Stored bytes

    @Test func `volunteers are stored as ever`() throws {
        #expect(try StoredEvents.differences(VolunteerEvent.self) == [])
    }

    @Test func `activities are stored as ever`() throws {
        #expect(try StoredEvents.differences(ActivityEvent.self) == [])
    }
}
