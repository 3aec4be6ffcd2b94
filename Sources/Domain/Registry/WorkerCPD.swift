// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// Professional development counts in credits: the lessons somebody took part in, weighted by what
// they did there. Credits rest on recorded attendance and are given once.

/// Credits of professional development.
package enum CPD {
    /// The commands of its methods; a new one is added here.
    package static let commands: [any Command.Type] = [CreditCPD.self, WithdrawCPD.self]
}

extension PolicyKey where Value == Int64 {
    /// How many minutes are a lesson.
    package static let lessonMinutes = PolicyKey("cpd.lessonMinutes", 45)
    /// The credits that a worker should earn in a year.
    package static let cpdTarget = PolicyKey("cpd.target", 50)

    /// The credits of a lesson in a role.
    package static func cpdWeight(_ role: AttendeeRole) -> PolicyKey {
        let builtIn: Int64 =
            switch role {
            case .participant: 1
            case .facilitator: 2
            case .speaker: 3
            }
        return PolicyKey("cpd.weight." + role.rawValue, builtIn)
    }
}

// MARK: Commands

/// Credits for a worker's attendance in a role.
package struct CreditCPD: Command {
    package static let contract = Contract(
        "cpd.credit",
        roles: [.registrar],
        positional: ["worker"],
        refusals: [
            "futureDated", "activityNotCpd", "attendanceMissing", "cpdAlreadyCredited",
            "subjectErased",
        ],
        next: ["cpd list --worker {worker}"]
    )

    /// Not erased.
    package let worker: ID<Worker>
    /// Counts as development; the worker came to it by name.
    package let activity: ID<Activity>
    /// The one under which the attendance stands; decides the credits of a lesson.
    package let role: AttendeeRole

    package struct Answer: Codable, Sendable {
        let worker: ID<Worker>
        let lessons: Int64
        let credits: Int64
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        _ = try decision.find(WorkerState.self, worker)
        let held = try decision.find(ActivityState.self, activity)
        try decision.gate(worker.stream, step: false)
        if !held.isDevelopment { throw .refused(CPDRefusal.activityNotCpd) }
        let facts = decision.facts
        let attendance = facts.row(
            AttendanceRow.self,
            AttendanceRow.key(activity, PersonID(worker))
        )
        guard let attendance, attendance.role == role else {
            throw .refused(CPDRefusal.attendanceMissing)
        }
        if facts.row(CPDRow.self, CPDRow.key(worker, activity, role)) != nil {
            throw .refused(CPDRefusal.cpdAlreadyCredited)
        }
        try decision.mustNotBeErased(worker.text)
        let day = decision.occurredOn
        // Set to zero, a lesson would never end.
        let lesson = max(1, facts.policy(.lessonMinutes, on: day))
        let lessons = attendance.minutes.value / lesson
        let credits = try Checked.product(lessons, facts.policy(.cpdWeight(role), on: day))
        decision.record(
            WorkerEvent.cpdCredited(
                activity: activity,
                role: role,
                lessons: lessons,
                credits: credits
            ),
            to: worker.stream
        )
        return Answer(worker: worker, lessons: lessons, credits: credits)
    }
}

/// Takes credits back that were given in error.
package struct WithdrawCPD: Command {
    package static let contract = Contract(
        "cpd.withdraw",
        roles: [.registrar],
        positional: ["worker"],
        refusals: ["futureDated", "subjectErased", "cpdNotCredited"],
        needsReason: true
    )

    /// Not erased.
    package let worker: ID<Worker>
    /// One for which credits were given.
    package let activity: ID<Activity>
    /// The one for which they were given.
    package let role: AttendeeRole

    package struct Answer: Codable, Sendable {
        let worker: ID<Worker>
        /// How many credits are gone.
        let credits: Int64
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        _ = try decision.find(WorkerState.self, worker)
        _ = try decision.find(ActivityState.self, activity)
        try decision.gate(worker.stream, step: false)
        try decision.mustNotBeErased(worker.text)
        let row = decision.facts.row(CPDRow.self, CPDRow.key(worker, activity, role))
        guard let row else { throw .refused(CPDRefusal.cpdNotCredited) }
        decision.record(
            WorkerEvent.cpdWithdrawn(activity: activity, role: role),
            to: worker.stream
        )
        return Answer(worker: worker, credits: row.credits)
    }
}

// MARK: Rows

/// Credits of a worker for one activity in one role.
package struct CPDRow: Row {
    package static let table = RowTable(216, "cpd")
    /// First in the key, so that a worker's credits are one range.
    package let worker: ID<Worker>
    /// One row for each that was credited.
    package let activity: ID<Activity>
    /// Part of the key, though a person has one role at an activity.
    package let role: AttendeeRole
    /// The day they were given.
    package let date: CivilDate
    /// Lessons times the weight of the role, as policy said on that day.
    package let credits: Int64
    package var key: RowKey { Self.key(worker, activity, role) }

    /// The row of some credits.
    package init(
        worker: ID<Worker>,
        activity: ID<Activity>,
        role: AttendeeRole,
        date: CivilDate,
        credits: Int64
    ) {
        self.worker = worker
        self.activity = activity
        self.role = role
        self.date = date
        self.credits = credits
    }

    /// The key of a worker's credits for an activity in a role.
    package static func key(
        _ worker: ID<Worker>,
        _ activity: ID<Activity>,
        _ role: AttendeeRole
    ) -> RowKey {
        RowKey(worker).and(activity).and(role.rawValue)
    }
}

extension Facts {
    /// The credits given to a worker in some days, both ends included; in one role, or in all.
    package func cpdCredits(
        of worker: ID<Worker>,
        in days: ClosedRange<CivilDate>,
        as role: AttendeeRole? = nil
    ) -> Int64 {
        rows(CPDRow.self, prefix: RowKey(worker)).reduce(0) { sum, row in
            days.contains(row.date) && (role ?? row.role) == row.role ? sum + row.credits : sum
        }
    }

    /// The credits a worker should earn in some days: of every year that has begun in them.
    package func cpdTarget(in days: ClosedRange<CivilDate>) -> Int64 {
        var target: Int64 = 0
        var start = days.lowerBound
        var years = 0
        while start <= days.upperBound {
            target += policy(.cpdTarget, on: start)
            years += 1
            start = days.lowerBound.adding(months: 12 * years)
        }
        return target
    }
}

// MARK: Refusals

/// Why credits are not given or taken back.
package enum CPDRefusal: Refusal {
    case activityNotCpd
    case attendanceMissing
    case cpdAlreadyCredited
    case cpdNotCredited
}
