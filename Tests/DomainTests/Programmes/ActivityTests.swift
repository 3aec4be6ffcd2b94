// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import TestSupport
import Testing

/// Planning and holding activities: every rule and refusal, by calls to an office.
@Suite struct ActivityTests {
    private let club: Club

    init() throws { club = try Club() }

    @Test func `an activity is planned and listed`() throws {
        #expect(try club.planned(["organisations": [club.school]]) == "KGT-2016-0001")
        let row = try #require(try club.rows("activity.list", as: "sofi").first)
        #expect(
            row.holds([
                "programme": "clc", "activity": "KGT-2016-0001", "date": "2016-07-24",
                "state": "planned", "minutes": 120, "uniquePeople": 0, "leadCertified": true,
                "schoolLevel": nil, "indicators": [:],
            ])
        )
        let missing: JSONValue = ["organisations": ["LMB-2016-0999"]]
        #expect(try club.error("activity.plan", club.session.changing(missing)) == "notFound")
        let nobody: JSONValue = ["lead": "PKS-2016-0999"]
        #expect(try club.error("activity.plan", club.session.changing(nobody)) == "notFound")
        #expect(try club.error("activity.plan", club.session, as: "rini") == "forbidden")
        let ahead: JSONValue = ["occurredOn": "2026-12-01"]
        #expect(
            try club.refusal("activity.plan", club.session.changing(ahead)).code == "futureDated"
        )
    }

    @Test func `back to school needs a school with a number of its level`() throws {
        let session = club.session.changing(["programme": "backToSchool"])
        #expect(try club.refusal("activity.plan", session).code == "schoolMissing")
        let level = session.changing(["schoolLevel": "sd"])
        #expect(try club.refusal("activity.plan", level).code == "schoolMissing")
        let short = level.changing(["schoolNo": "2022222"])
        #expect(
            try club.refusal("activity.plan", short)
                == Refused(code: "schoolNoMalformed", details: ["expectedDigits": 8])
        )
        let letters = level.changing(["schoolNo": "2022222A"])
        #expect(try club.refusal("activity.plan", letters).code == "schoolNoMalformed")
        let university = session.changing(["schoolLevel": "pt", "schoolNo": "20222222"])
        #expect(
            try club.refusal("activity.plan", university)
                == Refused(code: "schoolNoMalformed", details: ["expectedDigits": 6])
        )
        try club.does("activity.plan", university.changing(["schoolNo": "041999"]))
        try club.does("activity.plan", level.changing(["schoolNo": "20222222"]))
        let unlevelled = club.session.changing(["schoolNo": "20222222"])
        #expect(try club.error("activity.plan", unlevelled) == "invalidParams")
    }

    @Test func `children need a lead who is certified on the day`() throws {
        let activity = try club.planned(["lead": club.uncertified])
        let hold: JSONValue = ["activity": activity, "occurredOn": "2016-07-24"]
        #expect(try club.refusal("activity.hold", hold).code == "noCertifiedLead")
        try club.does("activity.setLead", ["activity": activity, "lead": club.certified])
        try club.does("activity.hold", hold)
        let none = try club.planned(["lead": nil])
        #expect(
            try club.refusal("activity.hold", hold.changing(["activity": none])).code
                == "noCertifiedLead"
        )
        let late = try club.planned()
        let expired: JSONValue = ["activity": late, "occurredOn": "2020-06-02"]
        #expect(try club.refusal("activity.hold", expired).code == "noCertifiedLead")
        let adults = try club.planned(["lead": nil, "withMinors": false])
        try club.does("activity.hold", hold.changing(["activity": adults]))
        let list = try club.rows("activity.list", ["state": "held"])
        #expect(list.map { $0["leadCertified"] } == [true, .some(.null)])
    }

    @Test func `the lead and the coordinator hold an activity and nobody else`() throws {
        let activity = try club.planned()
        let hold: JSONValue = ["activity": activity, "occurredOn": "2016-07-24", "minutes": 90]
        #expect(try club.error("activity.hold", hold, as: "nita") == "notFound")
        #expect(try club.error("activity.hold", hold, as: "hadi") == "notFound")
        #expect(try club.error("activity.hold", hold, as: "tirta") == "forbidden")
        #expect(try club.does("activity.hold", hold, as: "rini")["minutes"] == 90)
        #expect(try club.rows("activity.list").first?["minutes"] == 90)
    }

    @Test func `what was held is held once and keeps its lead`() throws {
        let activity = try club.held()
        let again: JSONValue = ["activity": activity, "occurredOn": "2016-07-25"]
        let held = Refused(code: "activityHeld", details: ["on": "2016-07-24"])
        #expect(try club.refusal("activity.hold", again) == held)
        #expect(
            try club.refusal("activity.setLead", again.changing(["lead": club.uncertified]))
                == held
        )
        #expect(
            try club.refusal("activity.cancel", again.changing(["reason": "hujan"])) == held
        )
        #expect(try club.refusal("activity.publish", again).code == "wrongState")
    }

    @Test func `a cancelled activity keeps nothing`() throws {
        let activity = try club.planned()
        let day: JSONValue = ["activity": activity, "occurredOn": "2016-07-20"]
        #expect(try club.error("activity.cancel", day) == "invalidParams")
        try club.does("activity.cancel", day.changing(["reason": "hujan"]))
        func code(_ method: String, _ more: JSONValue = [:]) throws -> String {
            try club.refusal(method, day.changing(more)).code
        }
        #expect(try code("activity.cancel", ["reason": "hujan"]) == "activityCancelled")
        #expect(try code("activity.setLead", ["lead": club.certified]) == "activityCancelled")
        #expect(try code("activity.hold") == "activityCancelled")
        #expect(try code("activity.publish") == "wrongState")
        #expect(try code("activity.enrol", ["person": club.certified]) == "activityCancelled")
        let attend: JSONValue = ["person": club.certified, "kind": "worker", "minutes": 60]
        #expect(try code("activity.attend", attend) == "activityCancelled")
        let hours: JSONValue = ["volunteer": club.volunteers[0], "minutes": 60]
        #expect(try code("activity.recordHours", hours) == "activityCancelled")
        #expect(try club.rows("activity.list", ["state": "cancelled"]).count == 1)
    }

    @Test func `an activity is published once before it is held`() throws {
        let activity = try club.planned()
        try club.does("activity.publish", ["activity": activity])
        #expect(try club.rows("activity.list", ["state": "published"]).count == 1)
        let again = try club.refusal("activity.publish", ["activity": activity])
        #expect(again.code == "wrongState")
        let early: JSONValue = ["activity": activity, "occurredOn": "2016-06-30"]
        #expect(try club.refusal("activity.hold", early).code == "outOfOrder")
    }

    @Test func `somebody with a record enrols once`() throws {
        let activity = try club.planned()
        let enrol: JSONValue = ["activity": activity, "person": club.volunteers[0]]
        try club.does("activity.enrol", enrol)
        #expect(try club.refusal("activity.enrol", enrol).code == "alreadyEnrolled")
        for person: JSONValue in ["RLW-2016-0999", "KTK-2016-0999", "dimas", "KLN-2016-0001"] {
            let params = enrol.changing(["person": person])
            #expect(try club.error("activity.enrol", params) == "notFound")
        }
    }

    @Test func `the list follows the day an activity was held`() throws {
        let early = try club.held(["date": "2016-07-10"])
        let later = try club.planned(["date": "2016-07-20", "programme": "newGeneration"])
        func listed(_ params: JSONValue) throws -> [JSONValue?] {
            try club.rows("activity.list", params).map { $0["activity"] }
        }
        #expect(try listed([:]) == [later, early])
        #expect(try listed(["from": "2016-07-21"]) == [early])
        #expect(try listed(["until": "2016-07-20"]) == [later])
        #expect(try listed(["programme": "newGeneration"]) == [later])
        #expect(try listed(["asOf": "2016-07-10"]) == [early, later])
        #expect(try club.rows("activity.list", ["asOf": "2016-07-10"])[0]["state"] == "planned")
    }
}
