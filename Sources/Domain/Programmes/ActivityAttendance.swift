// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// Attendance is named or counted, never both in one figure: a head-count cannot be matched with
// names, so it never enters the number of different people.

/// Somebody who came, by name.
package struct AttendActivity: Command {
    package static let contract = Contract(
        "activity.attend",
        roles: Activity.leaders,
        positional: ["activity"],
        refusals: [
            "futureDated", "activityCancelled", "activityNotHeld", "alreadyAttended",
            "subjectErased", "processingLimited", "minutesExceedActivity",
            "safeguardingMissing",
        ]
    )

    /// Held; led by the caller unless a coordinator asks.
    package let activity: ID<Activity>
    /// A client within reach, a worker, volunteer or contact; once.
    package let person: PersonID
    /// As what the person is counted; volunteers among minors need a declaration.
    package let kind: AttendeeKind
    /// No more than it lasted.
    package let minutes: Minutes
    /// Left out: participant.
    package let role: AttendeeRole?

    package struct Answer: Codable, Sendable {
        let activity: ID<Activity>
        let person: PersonID
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let state = try decision.find(led: activity)
        let client = try decision.find(clientOrRecord: person)
        try decision.gate(activity.stream, step: false)
        try state.mustNotBeCancelled()
        let heldOn = try state.mustBeHeld()
        let key = AttendanceRow.key(activity, person)
        if decision.facts.row(AttendanceRow.self, key) != nil {
            throw .refused(ActivityRefusal.alreadyAttended)
        }
        try decision.mustNotBeErased(person.text)
        if let client { try decision.gate(subject: client) }
        try state.mustLast(minutes)
        if state.withMinors, kind == .volunteer || SubjectKind(of: person.text) == .volunteer {
            try decision.mustBeSafeguarded(person, on: heldOn)
        }
        decision.record(
            ActivityEvent.attended(
                person: person,
                kind: kind,
                minutes: minutes,
                role: role ?? .participant
            ),
            to: activity.stream
        )
        return Answer(activity: activity, person: person)
    }
}

/// How many came whom nobody wrote down by name.
package struct CountAttendance: Command {
    package static let contract = Contract(
        "activity.countAttendance",
        roles: Activity.leaders,
        positional: ["activity"],
        refusals: ["futureDated", "activityNotHeld", "alreadyCounted"]
    )

    /// Held, without a count.
    package let activity: ID<Activity>
    /// At least one head.
    package let counts: HeadCounts

    package func decide(_ decision: Decision) throws(Rejection) -> ActivityAnswer {
        if counts.isEmpty {
            throw .invalid(pointer: "/counts", problem: "length", expected: "at least one kind")
        }
        let state = try decision.find(led: activity)
        try decision.gate(activity.stream, step: false)
        _ = try state.mustBeHeld()
        if state.counted != nil { throw .refused(ActivityRefusal.alreadyCounted) }
        decision.record(ActivityEvent.attendanceCounted(counts: counts), to: activity.stream)
        return ActivityAnswer(activity: activity)
    }
}

extension Decision {
    /// The client a person is, when the id is one that the asker reaches; else a record must exist.
    fileprivate func find(clientOrRecord person: PersonID) throws(Rejection) -> ClientState? {
        if SubjectKind(of: person.text) == .client {
            return try find(client: ID(trusted: person.text))
        }
        try find(record: person)
        return nil
    }

    /// Refuses somebody without a declaration of safeguarding that is live on a day.
    func mustBeSafeguarded(_ person: PersonID, on day: CivilDate) throws(Rejection) {
        let volunteer = facts.state(VolunteerState.self, ID(trusted: person.text))
        if volunteer?.isSafeguarded(on: day) != true {
            throw .refused(ActivityRefusal.safeguardingMissing)
        }
    }
}
