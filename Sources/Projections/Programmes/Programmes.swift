// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Domain

extension Slice {
    /// Activities with children, schools, parents and the profession, and who volunteers in them.
    package static let programmes = Slice(
        "Programmes",
        commands: Activity.commands + Volunteer.commands,
        queries: [
            ListActivities.self, ListVolunteers.self, ShowVolunteer.self,
            ListVolunteerHours.self,
        ],
        events: [ActivityEvent.self, VolunteerEvent.self],
        projections: [.activities, .volunteers]
    )
}

extension Projection {
    /// Activities by day, who enrolled, who came, and the hours of volunteers.
    static let activities = Projection(
        "activities",
        tables: [
            ActivityState.table, ActivityDayRow.table, EnrolmentRow.table, AttendanceRow.table,
            HoursRow.table,
        ]
    )
    .keeping(ActivityState.self)
    .on(ActivityEvent.self) { event, meta, store in
        let id = ID<Activity>(trusted: meta.streamID)
        switch event {
        case .planned(_, _, _, let date, _, _, _, _, _, _, _, _):
            store.took(id.text)
            store.put(ActivityDayRow(date: date, activity: id))
        case .held:
            guard let planned = store.state(ActivityState.self, id)?.plannedOn else { return }
            let old = ActivityDayRow(date: planned, activity: id)
            store.remove(ActivityDayRow.self, old.key)
            store.put(ActivityDayRow(date: meta.occurredOn, activity: id))
        case .participantEnrolled(let person):
            store.put(EnrolmentRow(activity: id, person: person))
        case .attended(let person, let kind, let minutes, let role):
            store.put(
                AttendanceRow(
                    activity: id,
                    person: person,
                    kind: kind,
                    minutes: minutes,
                    role: role
                )
            )
        case .hoursRecorded(let volunteer, let minutes, _):
            // As of a day before it was held there are no hours either.
            guard let held = store.state(ActivityState.self, id)?.heldOn else { return }
            store.put(
                HoursRow(volunteer: volunteer, date: held, activity: id, minutes: minutes)
            )
        case .hoursConfirmed(let volunteer):
            guard let held = store.state(ActivityState.self, id)?.heldOn else { return }
            store.update(HoursRow.self, HoursRow.key(volunteer, held, id)) { row in
                row.isConfirmed = true
            }
        case .leadSet, .published, .cancelled, .attendanceCounted, .indicatorScored, .reported:
            break
        }
    }

    /// Every volunteer.
    static let volunteers = Projection("volunteers", tables: [VolunteerState.table])
        .keeping(VolunteerState.self)
}
