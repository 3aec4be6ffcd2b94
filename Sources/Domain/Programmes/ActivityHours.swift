// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// Volunteers may tell their own hours; they count once somebody else has confirmed them.

/// The hours of a volunteer at an activity, not yet confirmed.
package struct RecordHours: Command {
    package static let contract = Contract(
        "activity.recordHours",
        roles: Volunteer.keepers,
        positional: ["activity"],
        refusals: [
            "futureDated", "subjectErased", "activityCancelled", "activityNotHeld",
            "minutesExceedActivity", "hoursRecorded", "safeguardingMissing",
        ],
        next: ["activity confirm-hours {activity} --volunteer {volunteer}"]
    )

    /// Held; led by the caller, unless a coordinator or the volunteer asks.
    package let activity: ID<Activity>
    /// With a declaration when there are minors; recorded once.
    package let volunteer: ID<Volunteer>
    /// No more than it lasted.
    package let minutes: Minutes
    /// What was done, without a person's name.
    package let task: Line?

    package struct Answer: Codable, Sendable {
        let activity: ID<Activity>
        let volunteer: ID<Volunteer>
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let state: ActivityState
        if decision.ownVolunteer == volunteer {
            state = try decision.find(ActivityState.self, activity)
        } else {
            state = try decision.find(led: activity)
        }
        _ = try decision.find(VolunteerState.self, volunteer)
        try decision.gate(activity.stream, step: false)
        try decision.mustNotBeErased(volunteer.text)
        try state.mustNotBeCancelled()
        let heldOn = try state.mustBeHeld()
        try state.mustLast(minutes)
        if decision.facts.hours(of: volunteer, at: state) != nil {
            throw .refused(ActivityRefusal.hoursRecorded)
        }
        if state.withMinors { try decision.mustBeSafeguarded(PersonID(volunteer), on: heldOn) }
        decision.record(
            ActivityEvent.hoursRecorded(volunteer: volunteer, minutes: minutes, task: task),
            to: activity.stream
        )
        return Answer(activity: activity, volunteer: volunteer)
    }
}

/// Confirms the hours of a volunteer; never one's own.
package struct ConfirmHours: Command {
    package static let contract = Contract(
        "activity.confirmHours",
        roles: Activity.leaders,
        positional: ["activity"],
        refusals: [
            "futureDated", "hoursMissing", "hoursConfirmed", "subjectErased",
            "selfConfirmation",
        ]
    )

    /// Held; led by the caller unless a coordinator asks.
    package let activity: ID<Activity>
    /// With hours that nobody confirmed; never the caller.
    package let volunteer: ID<Volunteer>

    package struct Answer: Codable, Sendable {
        let activity: ID<Activity>
        let volunteer: ID<Volunteer>
        let minutes: Minutes
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let state = try decision.find(led: activity)
        _ = try decision.find(VolunteerState.self, volunteer)
        try decision.gate(activity.stream, step: false)
        guard let hours = decision.facts.hours(of: volunteer, at: state) else {
            throw .refused(ActivityRefusal.hoursMissing)
        }
        if hours.isConfirmed { throw .refused(ActivityRefusal.hoursConfirmed) }
        try decision.mustNotBeErased(volunteer.text)
        if decision.ownVolunteer == volunteer {
            throw .refused(ActivityRefusal.selfConfirmation)
        }
        decision.record(ActivityEvent.hoursConfirmed(volunteer: volunteer), to: activity.stream)
        return Answer(activity: activity, volunteer: volunteer, minutes: hours.minutes)
    }
}

extension Decision {
    /// The volunteer that the asker's login is linked to.
    fileprivate var ownVolunteer: ID<Volunteer>? {
        facts.state(OperatorState.self, actor)?.volunteer
    }
}

extension Facts {
    /// The hours of a volunteer at an activity that was held.
    fileprivate func hours(of volunteer: ID<Volunteer>, at state: ActivityState) -> HoursRow? {
        guard let heldOn = state.heldOn else { return nil }
        return row(HoursRow.self, HoursRow.key(volunteer, heldOn, state.id))
    }
}
