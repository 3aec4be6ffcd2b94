// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// MARK: Events

/// What happens to an activity.
package enum ActivityEvent: DomainEvent {
    case planned(
        programme: ActivityProgramme,
        kind: ActivityKind,
        title: Line,
        date: CivilDate,
        minutes: Minutes,
        area: AreaCode,
        place: Line,
        lead: ID<Worker>?,
        withMinors: Bool,
        schoolLevel: SchoolLevel?,
        schoolNo: DocNumber?,
        organisations: [ID<Organisation>]
    )
    case leadSet(lead: ID<Worker>)
    case published
    case participantEnrolled(person: PersonID)
    case cancelled
    case held(minutes: Minutes)
    case attended(person: PersonID, kind: AttendeeKind, minutes: Minutes, role: AttendeeRole)
    case attendanceCounted(counts: HeadCounts)
    case hoursRecorded(volunteer: ID<Volunteer>, minutes: Minutes, task: Line?)
    case hoursConfirmed(volunteer: ID<Volunteer>)
    case indicatorScored(indicator: Indicator, score: IndicatorScore, note: Line?)
    case reported(summary: OpenNote)

    package enum CodingKeys: String, CodingKey {
        case planned = "activity.planned"
        case leadSet = "activity.leadSet"
        case published = "activity.published"
        case participantEnrolled = "activity.participantEnrolled"
        case cancelled = "activity.cancelled"
        case held = "activity.held"
        case attended = "activity.attended"
        case attendanceCounted = "activity.attendanceCounted"
        case hoursRecorded = "activity.hoursRecorded"
        case hoursConfirmed = "activity.hoursConfirmed"
        case indicatorScored = "activity.indicatorScored"
        case reported = "activity.reported"
    }

    package static let category = Activity.noun

    package var isStep: Bool {
        switch self {
        case .leadSet, .published, .cancelled, .held, .reported: true
        case .planned, .participantEnrolled, .attended, .attendanceCounted, .hoursRecorded,
            .hoursConfirmed, .indicatorScored:
            false
        }
    }
}

// MARK: State

/// An activity as the events left it; who came stands in rows of their own.
package struct ActivityState: AggregateState {
    package static let table = RowTable(210, "activities")
    package let id: ID<Activity>
    /// As planned.
    package let programme: ActivityProgramme
    /// As planned.
    package let kind: ActivityKind
    /// Public title.
    package let title: Line
    /// The day it was planned for.
    package let plannedOn: CivilDate
    /// Of the place.
    package let area: AreaCode
    /// As planned.
    package let place: Line
    /// True: needs a certified lead, and volunteers with a declaration.
    package let withMinors: Bool
    /// `nil` when it is not at a school.
    package let schoolLevel: SchoolLevel?
    /// Of the school; `nil` when it is not at one.
    package let schoolNo: DocNumber?
    /// Those it is done with.
    package let organisations: [ID<Organisation>]
    /// As set last; `nil` without one.
    package var lead: ID<Worker>?
    /// Changed by steps only.
    package var status = ActivityStatus.planned
    /// As planned, from the day it was held on as it was.
    package var minutes: Minutes
    /// Business date; `nil` while it was not held.
    package var heldOn: CivilDate?
    /// How many came by name, in the order of ``AttendeeKind``.
    package private(set) var named = [Int64](repeating: 0, count: AttendeeKind.allCases.count)
    /// Heads without names; `nil` until they are counted.
    package var counted: HeadCounts?
    /// The last score of each indicator, in the order of ``Indicator``; zero before the first.
    package private(set) var scores = [Int64](repeating: 0, count: Indicator.allCases.count)

    /// The day it was held, else the day it is planned for.
    package var date: CivilDate { heldOn ?? plannedOn }

    /// True once it was held, whether or not it is reported.
    package var isHeld: Bool { heldOn != nil }

    /// How many people came by name.
    package var uniquePeople: Int64 { named.reduce(0, +) }

    /// How many of a kind came, by name or counted.
    package func heads(_ kind: AttendeeKind) -> Int64 {
        named[kind.index] + (counted?[kind] ?? 0)
    }

    /// The last score of an indicator; `nil` before the first.
    package func score(_ indicator: Indicator) -> Int64? {
        let score = scores[indicator.index]
        return score == 0 ? nil : score
    }

    /// True when the activity counts as professional development.
    package var isDevelopment: Bool { programme == .cpd || kind.isDevelopment }

    package static func initial(
        _ id: ID<Activity>,
        _ event: ActivityEvent,
        _ meta: EventMeta
    ) -> ActivityState? {
        guard
            case .planned(
                let programme,
                let kind,
                let title,
                let date,
                let minutes,
                let area,
                let place,
                let lead,
                let withMinors,
                let schoolLevel,
                let schoolNo,
                let organisations
            ) = event
        else { return nil }
        return ActivityState(
            id: id,
            programme: programme,
            kind: kind,
            title: title,
            plannedOn: date,
            area: area,
            place: place,
            withMinors: withMinors,
            schoolLevel: schoolLevel,
            schoolNo: schoolNo,
            organisations: organisations,
            lead: lead,
            minutes: minutes
        )
    }

    package mutating func evolve(_ event: ActivityEvent, _ meta: EventMeta) {
        switch event {
        case .planned, .participantEnrolled, .hoursRecorded, .hoursConfirmed: break
        case .leadSet(let lead): self.lead = lead
        case .published: status = .published
        case .cancelled: status = .cancelled
        case .held(let minutes):
            status = .held
            heldOn = meta.occurredOn
            self.minutes = minutes
        case .attended(_, let kind, _, _):
            named[kind.index] += 1
        case .attendanceCounted(let counts): counted = counts
        case .indicatorScored(let indicator, let score, _): scores[indicator.index] = score.value
        case .reported: status = .reported
        }
    }
}

extension CaseIterable where Self: Equatable {
    /// Where the case stands in the list of all.
    fileprivate var index: Int {
        var index = 0
        for other in Self.allCases {
            if other == self { return index }
            index += 1
        }
        return index
    }
}

// MARK: Rows

/// An activity under its day: the day it was held, else the day it is planned for.
package struct ActivityDayRow: Row {
    package static let table = RowTable(211, "activityDays")
    /// Moves when it is held on another day.
    package let date: CivilDate
    /// In ``ActivityState``.
    package let activity: ID<Activity>
    package var key: RowKey { RowKey().and(date).and(activity) }

    /// The row of an activity on a day.
    package init(date: CivilDate, activity: ID<Activity>) {
        self.date = date
        self.activity = activity
    }
}

/// Somebody who enrolled for an activity.
package struct EnrolmentRow: Row {
    package static let table = RowTable(212, "enrolments")
    /// First in the key, so that its enrolments are one range.
    package let activity: ID<Activity>
    /// A worker, volunteer or contact.
    package let person: PersonID
    package var key: RowKey { Self.key(activity, person) }

    /// The row of a person and an activity.
    package init(activity: ID<Activity>, person: PersonID) {
        self.activity = activity
        self.person = person
    }

    /// The key of a person and an activity.
    package static func key(_ activity: ID<Activity>, _ person: PersonID) -> RowKey {
        RowKey(activity).and(person)
    }
}

/// Somebody who came to an activity, by name; once per person.
package struct AttendanceRow: Row {
    package static let table = RowTable(213, "attendance")
    /// First in the key, so that its attendance is one range.
    package let activity: ID<Activity>
    /// A client too, who is nowhere named with it.
    package let person: PersonID
    /// As what the person is counted.
    package let kind: AttendeeKind
    /// No more than it lasted.
    package let minutes: Minutes
    /// Decides the credits of a worker.
    package let role: AttendeeRole
    package var key: RowKey { Self.key(activity, person) }

    /// The row of a person at an activity.
    package init(
        activity: ID<Activity>,
        person: PersonID,
        kind: AttendeeKind,
        minutes: Minutes,
        role: AttendeeRole
    ) {
        self.activity = activity
        self.person = person
        self.kind = kind
        self.minutes = minutes
        self.role = role
    }

    /// The key of a person and an activity.
    package static func key(_ activity: ID<Activity>, _ person: PersonID) -> RowKey {
        RowKey(activity).and(person)
    }
}

/// The hours of a volunteer at an activity, by the day it was held.
package struct HoursRow: Row {
    package static let table = RowTable(214, "volunteerHours")
    /// First in the key, so that a year is one range.
    package let volunteer: ID<Volunteer>
    /// The day the activity was held.
    package let date: CivilDate
    /// Tells apart two activities of one day.
    package let activity: ID<Activity>
    /// No more than it lasted.
    package let minutes: Minutes
    /// True once another person than the volunteer said so.
    package var isConfirmed = false
    package var key: RowKey { Self.key(volunteer, date, activity) }

    /// The row of hours that nobody confirmed yet.
    package init(
        volunteer: ID<Volunteer>,
        date: CivilDate,
        activity: ID<Activity>,
        minutes: Minutes
    ) {
        self.volunteer = volunteer
        self.date = date
        self.activity = activity
        self.minutes = minutes
    }

    /// The key of a volunteer at an activity.
    package static func key(
        _ volunteer: ID<Volunteer>,
        _ date: CivilDate,
        _ activity: ID<Activity>
    ) -> RowKey {
        RowKey(volunteer).and(date).and(activity)
    }
}

// MARK: Refusals

/// Why an activity is not changed.
package enum ActivityRefusal: Refusal {
    case schoolMissing
    case schoolNoMalformed(expectedDigits: Int64)
    case activityHeld(on: CivilDate)
    case activityCancelled
    case alreadyEnrolled
    case noCertifiedLead
    case activityNotHeld
    case alreadyAttended
    case minutesExceedActivity(minutes: Minutes)
    case safeguardingMissing
    case alreadyCounted
    case hoursRecorded
    case hoursMissing
    case hoursConfirmed
    case selfConfirmation
    case programmeWithoutIndicators(programme: ActivityProgramme)
    case alreadyReported
}

extension ActivityState {
    /// Refuses an activity that was held already.
    func mustNotBeHeld() throws(Rejection) {
        if let heldOn { throw .refused(ActivityRefusal.activityHeld(on: heldOn)) }
    }

    /// Refuses an activity that was called off.
    func mustNotBeCancelled() throws(Rejection) {
        if status == .cancelled { throw .refused(ActivityRefusal.activityCancelled) }
    }

    /// The day it was held; refuses before that.
    func mustBeHeld() throws(Rejection) -> CivilDate {
        guard let heldOn else { throw .refused(ActivityRefusal.activityNotHeld) }
        return heldOn
    }

    /// Refuses more minutes than the activity took.
    func mustLast(_ minutes: Minutes) throws(Rejection) {
        if minutes > self.minutes {
            throw .refused(ActivityRefusal.minutesExceedActivity(minutes: self.minutes))
        }
    }
}
