// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import TestSupport
import Testing

/// Attendance, hours, indicators and reports: every rule and refusal, by calls to an office.
@Suite struct AttendanceTests {
    private let club: Club

    init() throws { club = try Club() }

    private func attend(
        _ activity: JSONValue,
        _ person: JSONValue,
        _ kind: JSONValue = "volunteer",
        minutes: Int64 = 120
    ) -> JSONValue {
        [
            "activity": activity, "person": person, "kind": kind, "minutes": .integer(minutes),
            "occurredOn": "2016-07-24",
        ]
    }

    @Test func `only what was held has attendance`() throws {
        let activity = try club.planned()
        let day: JSONValue = ["activity": activity, "occurredOn": "2016-07-24"]
        func code(_ method: String, _ more: JSONValue = [:]) throws -> String {
            try club.refusal(method, day.changing(more)).code
        }
        let person = attend(activity, club.volunteers[0])
        #expect(try club.refusal("activity.attend", person).code == "activityNotHeld")
        #expect(try code("activity.countAttendance", ["counts": ["child": 3]]) == "activityNotHeld")
        let hours: JSONValue = ["volunteer": club.volunteers[0], "minutes": 60]
        #expect(try code("activity.recordHours", hours) == "activityNotHeld")
        #expect(
            try code("activity.confirmHours", hours.changing(["minutes": nil])) == "hoursMissing"
        )
        let score: JSONValue = ["indicator": "parentsListen", "score": 4]
        #expect(try code("activity.scoreIndicator", score) == "activityNotHeld")
        #expect(try code("activity.report", ["summary": "baik"]) == "activityNotHeld")
    }

    @Test func `a person attends once and no longer than the activity`() throws {
        let activity = try club.held()
        let person = attend(activity, club.certified, "worker")
        #expect(
            try club.refusal("activity.attend", person.changing(["minutes": 121]))
                == Refused(code: "minutesExceedActivity", details: ["minutes": 120])
        )
        try club.does("activity.attend", person, as: "rini")
        #expect(try club.refusal("activity.attend", person).code == "alreadyAttended")
        #expect(try club.error("activity.attend", person, as: "nita") == "notFound")
        let slug = attend(activity, "dimas", "stakeholder")
        #expect(try club.error("activity.attend", slug) == "notFound")
        let client = attend(activity, "KLN-2016-0001", "child")
        #expect(try club.error("activity.attend", client) == "notFound")
    }

    @Test func `a client may attend and a limited one may not`() throws {
        let activity = try club.held()
        let client: JSONValue =
            try club.does(
                "client.register",
                ["name": "Anak Umpama", "sex": "female", "birthYear": 2008, "area": "32.77"],
                as: "tono"
            )["client"] ?? nil
        let child = attend(activity, client, "child")
        // Who has no case yet is known to intake and coordinators, not to the lead.
        #expect(try club.error("activity.attend", child, as: "rini") == "notFound")
        let limit: JSONValue = [
            "client": client, "reason": "permohonan", "occurredOn": "2016-07-24",
        ]
        try club.does("client.limitProcessing", limit, as: "galih")
        #expect(try club.refusal("activity.attend", child).code == "processingLimited")
        try club.does("client.resumeProcessing", limit, as: "galih")
        try club.does("activity.attend", child)
        let row = try #require(try club.rows("activity.list").first)
        #expect(row["children"] == 1)
        #expect(row["uniquePeople"] == 1)
    }

    @Test func `with children a volunteer has a declaration live on the day it was held`() throws {
        let activity = try club.held()
        try club.does("activity.attend", attend(activity, club.volunteers[0]))
        let bare = attend(activity, club.volunteers[1])
        #expect(try club.refusal("activity.attend", bare).code == "safeguardingMissing")
        let asMember = attend(activity, club.volunteers[1], "member")
        #expect(try club.refusal("activity.attend", asMember).code == "safeguardingMissing")
        let contact =
            try club.does("contact.register", ["name": "Tetangga Umpama"])["contact"] ?? nil
        let helper = attend(activity, contact)
        #expect(try club.refusal("activity.attend", helper).code == "safeguardingMissing")
        try club.does("activity.attend", attend(activity, contact, "stakeholder"))
        func declare(_ day: JSONValue, to end: JSONValue = nil) throws {
            let params: JSONValue = [
                "volunteer": club.volunteers[1], "evidenceRef": "S2", "occurredOn": day,
            ]
            try club.does("volunteer.declareSafeguarding", params.changing(["validTo": end]))
        }
        try declare("2016-07-01", to: "2016-07-23")
        #expect(try club.refusal("activity.attend", bare).code == "safeguardingMissing")
        try declare("2016-07-25")
        #expect(try club.refusal("activity.attend", bare).code == "safeguardingMissing")
        let adults = try club.held(["withMinors": false])
        try club.does("activity.attend", bare.changing(["activity": adults]))
    }

    @Test func `heads are counted once and never mixed with names`() throws {
        let activity = try club.held()
        try club.does("activity.attend", attend(activity, club.volunteers[0]))
        let count: JSONValue = [
            "activity": activity, "counts": ["child": 12, "parent": 9, "volunteer": 2],
            "occurredOn": "2016-07-24",
        ]
        #expect(
            try club.error("activity.countAttendance", count.changing(["counts": [:]]))
                == "invalidParams"
        )
        #expect(
            try club.error("activity.countAttendance", count.changing(["counts": ["child": 0]]))
                == "invalidParams"
        )
        #expect(
            try club.error("activity.countAttendance", count.changing(["counts": ["dog": 1]]))
                == "invalidParams"
        )
        #expect(try club.error("activity.countAttendance", count, as: "nita") == "notFound")
        try club.does("activity.countAttendance", count)
        #expect(try club.refusal("activity.countAttendance", count).code == "alreadyCounted")
        let row = try #require(try club.rows("activity.list").first)
        #expect(
            row.holds([
                "children": 12, "parents": 9, "volunteers": 3, "stakeholders": 0, "workers": 0,
                "members": 0, "uniquePeople": 1,
            ])
        )
    }

    // MARK: Hours

    private func hours(_ activity: JSONValue, _ index: Int, minutes: Int64 = 120) -> JSONValue {
        [
            "activity": activity, "volunteer": club.volunteers[index],
            "minutes": .integer(minutes), "occurredOn": "2016-07-24",
        ]
    }

    private func confirmation(_ activity: JSONValue, _ index: Int) -> JSONValue {
        hours(activity, index).changing(["minutes": nil])
    }

    @Test func `volunteers tell their own hours and somebody else confirms them`() throws {
        let activity = try club.held(["withMinors": false])
        let own = hours(activity, 1)
        #expect(
            try club.error("activity.recordHours", hours(activity, 0), as: "sofi") == "notFound"
        )
        #expect(try club.error("activity.recordHours", own, as: "nita") == "notFound")
        #expect(try club.error("activity.recordHours", own, as: "putri") == "forbidden")
        #expect(
            try club.refusal("activity.recordHours", hours(activity, 1, minutes: 121))
                == Refused(code: "minutesExceedActivity", details: ["minutes": 120])
        )
        try club.does("activity.recordHours", own, as: "sofi")
        #expect(try club.refusal("activity.recordHours", own).code == "hoursRecorded")
        try club.does("activity.recordHours", hours(activity, 0), as: "rini")
        let first = confirmation(activity, 0)
        #expect(
            try club.refusal("activity.confirmHours", first, as: "rela").code
                == "selfConfirmation"
        )
        #expect(try club.does("activity.confirmHours", first)["minutes"] == 120)
        #expect(try club.refusal("activity.confirmHours", first).code == "hoursConfirmed")
        #expect(
            try club.error("activity.confirmHours", confirmation(activity, 1), as: "sofi")
                == "forbidden"
        )
        let rows = try club.rows("volunteer.hours")
        #expect(rows.count == 2)
        #expect(
            rows[0].holds([
                "volunteer": "RLW-2016-0001", "volunteerName": "T.U.", "kind": "student",
                "month": "2016-07", "activities": 1, "minutesPending": 0,
                "minutesConfirmed": 120,
            ])
        )
        #expect(rows[1].holds(["minutesPending": 120, "minutesConfirmed": 0]))
    }

    @Test func `hours with children need a declaration too`() throws {
        let activity = try club.held()
        #expect(
            try club.refusal("activity.recordHours", hours(activity, 1)).code
                == "safeguardingMissing"
        )
        try club.does("activity.recordHours", hours(activity, 0))
    }

    @Test func `hours are added by month and everybody else sees the own ones`() throws {
        for date: JSONValue in ["2016-07-24", "2016-07-26", "2016-08-02"] {
            let activity = try club.planned(["withMinors": false])
            try club.does("activity.hold", ["activity": activity, "occurredOn": date])
            for index in 0...1 {
                let params = hours(activity, index, minutes: 60).changing(["occurredOn": date])
                try club.does("activity.recordHours", params)
            }
        }
        #expect(try club.rows("volunteer.hours").map { $0["activities"] } == [2, 1, 2, 1])
        let own = try club.rows("volunteer.hours", as: "sofi")
        #expect(own.map { $0["volunteer"] } == [club.volunteers[1], club.volunteers[1]])
        #expect(own.map { $0["minutesPending"] } == [120, 60])
        #expect(own.map { $0["volunteerName"] } == [nil, nil])
        #expect(try club.rows("volunteer.hours", as: "nita") == [])
        let some: JSONValue = [
            "volunteer": club.volunteers[0], "from": "2016-07-25", "until": "2016-07-31",
        ]
        #expect(try club.rows("volunteer.hours", some).map { $0["minutesPending"] } == [60])
        #expect(
            try club.office.error("volunteer.hours", ["volunteer": club.volunteers[0]], as: "sofi")
                == "notFound"
        )
        #expect(try club.office.error("volunteer.hours", as: "putri") == "forbidden")
    }

    // MARK: Outcome

    @Test func `the last score of an indicator counts`() throws {
        let activity = try club.held()
        let score: JSONValue = [
            "activity": activity, "indicator": "parentsListen", "score": 2,
            "occurredOn": "2016-07-24",
        ]
        #expect(
            try club.error("activity.scoreIndicator", score.changing(["score": 6]))
                == "invalidParams"
        )
        #expect(try club.error("activity.scoreIndicator", score, as: "nita") == "notFound")
        try club.does("activity.scoreIndicator", score, as: "rini")
        try club.does("activity.scoreIndicator", score.changing(["score": 4]))
        let friendly: JSONValue = ["indicator": "friendlyEnvironment", "note": "ramai"]
        try club.does("activity.scoreIndicator", score.changing(friendly))
        #expect(
            try club.rows("activity.list").first?["indicators"]
                == ["friendlyEnvironment": 2, "parentsListen": 4]
        )
        let other = try club.held(["programme": "discussion"])
        #expect(
            try club.refusal("activity.scoreIndicator", score.changing(["activity": other]))
                == Refused(
                    code: "programmeWithoutIndicators",
                    details: ["programme": "discussion"]
                )
        )
    }

    @Test func `an activity is reported once and may still be completed`() throws {
        let activity = try club.held()
        let report: JSONValue = [
            "activity": activity, "summary": "ramai\ndan tertib", "occurredOn": "2016-07-25",
        ]
        #expect(try club.error("activity.report", report, as: "nita") == "notFound")
        try club.does("activity.report", report, as: "rini")
        #expect(try club.refusal("activity.report", report).code == "alreadyReported")
        try club.does("activity.attend", attend(activity, club.volunteers[0]))
        #expect(try club.rows("activity.list").first?["state"] == "reported")
    }
}
