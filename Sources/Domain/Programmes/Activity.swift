// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// An activity is planned, perhaps published, and held or cancelled. Who leads it with children must
// be certified on the day it is held; only what was held has attendance, hours and scores.

// MARK: Commands

extension Activity {
    /// The commands of its methods; a new one is added here.
    package static let commands: [any Command.Type] = [
        PlanActivity.self, SetActivityLead.self, PublishActivity.self, EnrolParticipant.self,
        CancelActivity.self, HoldActivity.self, AttendActivity.self, CountAttendance.self,
        RecordHours.self, ConfirmHours.self, ScoreIndicator.self, ReportActivity.self,
    ]

    /// Who runs an activity: the coordinator any, others the one they lead.
    static let leaders: [Grant] = [.coordinator, .worker(.own), .supervisor(.own)]
}

/// A new activity.
package struct PlanActivity: Command {
    package static let contract = Contract(
        "activity.plan",
        roles: [.coordinator],
        positional: ["programme"],
        refusals: ["futureDated", "subjectErased", "schoolMissing", "schoolNoMalformed"],
        next: ["activity publish {activity}", "activity hold {activity}"]
    )

    /// Decides whether a school is needed and indicators are scored.
    package let programme: ActivityProgramme
    /// Decides, with the programme, whether it counts as development.
    package let kind: ActivityKind
    /// Public title.
    package let title: Line
    /// May lie ahead, or in the past.
    package let date: CivilDate
    /// As planned; holding may say otherwise.
    package let minutes: Minutes
    /// Of the place, down to any level.
    package let area: AreaCode
    /// As people find it.
    package let place: Line
    /// Not erased; needed at the latest when it is held with minors.
    package let lead: ID<Worker>?
    /// True: needs a certified lead, and volunteers with a declaration.
    package let withMinors: Bool
    /// Needed with a school's number.
    package let schoolLevel: SchoolLevel?
    /// As many digits as the level has; needed by some programmes.
    package let schoolNo: DocNumber?
    /// Those it is done with; must exist.
    package let organisations: [ID<Organisation>]?

    package struct Answer: Codable, Sendable {
        let activity: ID<Activity>
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        if schoolNo != nil, schoolLevel == nil, programme != .backToSchool {
            throw .missing("schoolLevel")
        }
        _ = try decision.find(WorkerState.self, ifNamed: lead)
        for organisation in organisations ?? [] {
            _ = try decision.find(OrganisationState.self, organisation)
        }
        let activity = decision.newID(Activity.self)
        try decision.gate(activity.stream, step: false)
        if let lead { try decision.mustNotBeErased(lead.text) }
        try checkSchool()
        decision.record(
            ActivityEvent.planned(
                programme: programme,
                kind: kind,
                title: title,
                date: date,
                minutes: minutes,
                area: area,
                place: place,
                lead: lead,
                withMinors: withMinors,
                schoolLevel: schoolLevel,
                schoolNo: schoolNo,
                organisations: organisations ?? []
            ),
            to: activity.stream
        )
        return Answer(activity: activity)
    }

    private func checkSchool() throws(Rejection) {
        if programme == .backToSchool, schoolLevel == nil || schoolNo == nil {
            throw .refused(ActivityRefusal.schoolMissing)
        }
        guard let schoolLevel, let schoolNo else { return }
        let digits = schoolLevel.numberDigits
        guard schoolNo.text.utf8.count == digits, schoolNo.text.utf8.allSatisfy(TextRule.isDigit)
        else { throw .refused(ActivityRefusal.schoolNoMalformed(expectedDigits: digits)) }
    }
}

/// Another lead, before the activity is held.
package struct SetActivityLead: Command {
    package static let contract = Contract(
        "activity.setLead",
        roles: [.coordinator],
        positional: ["activity"],
        refusals: [
            "futureDated", "outOfOrder", "subjectErased", "activityHeld", "activityCancelled",
        ]
    )

    /// Not held, not cancelled.
    package let activity: ID<Activity>
    /// Not erased; whether certified is judged when it is held.
    package let lead: ID<Worker>

    package struct Answer: Codable, Sendable {
        let activity: ID<Activity>
        let lead: ID<Worker>
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let state = try decision.find(ActivityState.self, activity)
        _ = try decision.find(WorkerState.self, lead)
        try decision.gate(activity.stream, step: true)
        try decision.mustNotBeErased(lead.text)
        try state.mustNotBeHeld()
        try state.mustNotBeCancelled()
        decision.record(ActivityEvent.leadSet(lead: lead), to: activity.stream)
        return Answer(activity: activity, lead: lead)
    }
}

/// An activity as the answer of its steps.
package struct ActivityAnswer: Codable, Sendable {
    let activity: ID<Activity>
}

/// Makes a planned activity known.
package struct PublishActivity: Command {
    package static let contract = Contract(
        "activity.publish",
        roles: [.coordinator],
        positional: ["activity"],
        refusals: ["futureDated", "outOfOrder", "wrongState"]
    )

    /// Planned.
    package let activity: ID<Activity>

    package func decide(_ decision: Decision) throws(Rejection) -> ActivityAnswer {
        let state = try decision.find(ActivityState.self, activity)
        try decision.gate(activity.stream, step: true)
        try decision.require(activity, state.status, among: [.planned])
        decision.record(ActivityEvent.published, to: activity.stream)
        return ActivityAnswer(activity: activity)
    }
}

/// Somebody who wants to come.
package struct EnrolParticipant: Command {
    package static let contract = Contract(
        "activity.enrol",
        roles: [.coordinator],
        positional: ["activity"],
        refusals: ["futureDated", "activityCancelled", "alreadyEnrolled", "subjectErased"]
    )

    /// Not cancelled.
    package let activity: ID<Activity>
    /// A worker, volunteer or contact, enrolled once.
    package let person: PersonID

    package struct Answer: Codable, Sendable {
        let activity: ID<Activity>
        let person: PersonID
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let state = try decision.find(ActivityState.self, activity)
        try decision.find(record: person)
        try decision.gate(activity.stream, step: false)
        try state.mustNotBeCancelled()
        let key = EnrolmentRow.key(activity, person)
        if decision.facts.row(EnrolmentRow.self, key) != nil {
            throw .refused(ActivityRefusal.alreadyEnrolled)
        }
        try decision.mustNotBeErased(person.text)
        decision.record(ActivityEvent.participantEnrolled(person: person), to: activity.stream)
        return Answer(activity: activity, person: person)
    }
}

/// Calls an activity off.
package struct CancelActivity: Command {
    package static let contract = Contract(
        "activity.cancel",
        roles: [.coordinator],
        positional: ["activity"],
        refusals: ["futureDated", "outOfOrder", "activityHeld", "activityCancelled"],
        needsReason: true
    )

    /// Not held.
    package let activity: ID<Activity>

    package func decide(_ decision: Decision) throws(Rejection) -> ActivityAnswer {
        let state = try decision.find(ActivityState.self, activity)
        try decision.gate(activity.stream, step: true)
        try state.mustNotBeHeld()
        try state.mustNotBeCancelled()
        decision.record(ActivityEvent.cancelled, to: activity.stream)
        return ActivityAnswer(activity: activity)
    }
}

/// Says that an activity took place on the day of the command.
package struct HoldActivity: Command {
    package static let contract = Contract(
        "activity.hold",
        roles: Activity.leaders,
        positional: ["activity"],
        refusals: [
            "futureDated", "outOfOrder", "activityCancelled", "activityHeld", "noCertifiedLead",
        ],
        next: [
            "activity attend {activity}", "activity count-attendance {activity}",
            "activity report {activity}",
        ]
    )

    /// Not held, not cancelled; led by the caller unless a coordinator asks.
    package let activity: ID<Activity>
    /// How long it lasted; left out: as planned.
    package let minutes: Minutes?

    package struct Answer: Codable, Sendable {
        let activity: ID<Activity>
        let minutes: Minutes
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let state = try decision.find(led: activity)
        try decision.gate(activity.stream, step: true)
        try state.mustNotBeCancelled()
        try state.mustNotBeHeld()
        let isLed = state.lead.map {
            decision.facts.holdsCertificate($0, on: decision.occurredOn)
        }
        if state.withMinors, isLed != true {
            throw .refused(ActivityRefusal.noCertifiedLead)
        }
        let minutes = minutes ?? state.minutes
        decision.record(ActivityEvent.held(minutes: minutes), to: activity.stream)
        return Answer(activity: activity, minutes: minutes)
    }
}

// MARK: Who may

extension Decision {
    /// An activity that exists and that the asker leads or coordinates; else `notFound`.
    func find(led activity: ID<Activity>) throws(Rejection) -> ActivityState {
        let state = try find(ActivityState.self, activity)
        if reach == .all { return state }
        guard let lead = state.lead, asker.worker == lead else {
            throw .notFound(what: Activity.noun, id: activity.text)
        }
        return state
    }

    /// Rejects with `notFound` unless a person has a record: worker, volunteer or contact.
    func find(record person: PersonID) throws(Rejection) {
        guard facts.recordExists(person) else {
            throw .notFound(what: "person", id: person.text)
        }
    }
}
