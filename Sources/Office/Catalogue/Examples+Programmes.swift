// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON

extension Example {
    /// A session with children and a training of the same invented office.
    static let programmes = volunteers + session + outcome + training

    private static let volunteer: JSONValue = "RLW-2026-0001"
    private static let lead: JSONValue = "PKS-2026-0001"
    private static let activity: JSONValue = "KGT-2026-0001"
    private static let bimtek: JSONValue = "KGT-2026-0002"

    private static let volunteers: [Example] = [
        Example(
            "volunteer.register",
            "a student",
            [
                "name": "Tari Umpama", "kind": "student", "birthDate": "2004-02-11",
                "phone": "0812345670", "occurredOn": "2026-09-07",
            ]
        ),
        Example(
            "volunteer.declareSafeguarding",
            "for a year",
            ["volunteer": volunteer, "evidenceRef": "SP-1", "occurredOn": "2026-09-07"]
        ),
        Example("volunteer.show", "one of them", ["volunteer": volunteer]),
        Example("volunteer.list", "those who help now", ["active": true]),
    ]

    private static let session: [Example] = [
        Example(
            "activity.plan",
            "a learning centre",
            [
                "programme": "clc", "kind": "session", "title": "Belajar bersama",
                "date": "2026-09-12", "minutes": 120, "area": "34.04", "place": "Balai RW rekaan",
                "withMinors": true, "occurredOn": "2026-09-08",
            ]
        ),
        Example(
            "activity.setLead",
            "a certified worker",
            ["activity": activity, "lead": lead, "occurredOn": "2026-09-08"]
        ),
        Example(
            "activity.publish",
            "before the day",
            ["activity": activity, "occurredOn": "2026-09-09"]
        ),
        Example(
            "activity.enrol",
            "a volunteer",
            ["activity": activity, "person": volunteer, "occurredOn": "2026-09-10"]
        ),
        Example(
            "activity.hold",
            "as planned",
            ["activity": activity, "occurredOn": "2026-09-12"]
        ),
    ]

    private static let outcome: [Example] = [
        Example(
            "activity.attend",
            "by name",
            [
                "activity": activity, "person": volunteer, "kind": "volunteer", "minutes": 120,
                "occurredOn": "2026-09-12",
            ]
        ),
        Example(
            "activity.countAttendance",
            "heads by kind",
            [
                "activity": activity, "counts": ["child": 12, "parent": 9],
                "occurredOn": "2026-09-12",
            ]
        ),
        Example(
            "activity.recordHours",
            "of the volunteer",
            [
                "activity": activity, "volunteer": volunteer, "minutes": 120,
                "occurredOn": "2026-09-12",
            ]
        ),
        Example(
            "activity.confirmHours",
            "by the coordinator",
            ["activity": activity, "volunteer": volunteer, "occurredOn": "2026-09-13"]
        ),
        Example(
            "activity.scoreIndicator",
            "parents listen",
            [
                "activity": activity, "indicator": "parentsListen", "score": 4,
                "occurredOn": "2026-09-12",
            ]
        ),
        Example(
            "activity.report",
            "without names",
            [
                "activity": activity, "summary": "Dua belas anak membaca bersama orang tuanya.",
                "occurredOn": "2026-09-14",
            ]
        ),
        Example("volunteer.hours", "of a month", ["from": "2026-09-01", "until": "2026-09-30"]),
        Example("activity.list", "of one programme", ["programme": "clc"]),
    ]

    private static let training: [Example] = [
        Example(
            "activity.plan",
            "a training",
            [
                "programme": "cpd", "kind": "bimtek", "title": "Bimtek asesmen",
                "date": "2026-09-19", "minutes": 180, "area": "34.71", "place": "Kantor",
                "withMinors": false, "occurredOn": "2026-09-08",
            ]
        ),
        Example("activity.hold", "a training", ["activity": bimtek, "occurredOn": "2026-09-19"]),
        Example(
            "activity.attend",
            "as facilitator",
            [
                "activity": bimtek, "person": lead, "kind": "worker", "minutes": 180,
                "role": "facilitator", "occurredOn": "2026-09-19",
            ]
        ),
        Example(
            "cpd.credit",
            "four lessons",
            [
                "worker": lead, "activity": bimtek, "role": "facilitator",
                "occurredOn": "2026-09-21",
            ]
        ),
        Example("cpd.list", "of a year", ["from": "2026-01-01", "until": "2026-12-31"]),
        Example(
            "cpd.withdraw",
            "credited in error",
            [
                "worker": lead, "activity": bimtek, "role": "facilitator",
                "reason": "peran keliru", "occurredOn": "2026-09-22",
            ]
        ),
        Example(
            "activity.plan",
            "a session that does not take place",
            [
                "programme": "clc", "kind": "session", "title": "Belajar bersama",
                "date": "2026-10-10", "minutes": 120, "area": "34.04", "place": "Balai RW rekaan",
                "withMinors": true, "occurredOn": "2026-09-22",
            ]
        ),
        Example(
            "activity.cancel",
            "the hall is not free",
            [
                "activity": "KGT-2026-0003", "reason": "balai dipakai",
                "occurredOn": "2026-09-23",
            ]
        ),
        Example(
            "volunteer.leave",
            "moved away",
            ["volunteer": volunteer, "reason": "pindah", "occurredOn": "2026-09-24"]
        ),
    ]
}
