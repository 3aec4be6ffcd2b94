// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
package import Domain

/// What was held in some months, and how many came.
package struct ReportActivities: ReportQuery {
    package static let contract = QueryContract.report(
        "report.activities",
        for: .public,
        roles: [.coordinator, .board, .reader],
        positional: ["from", "until"]
    )

    /// The first day of a month.
    package let from: CivilDate
    /// The last day of a month.
    package let until: CivilDate

    package func write(_ page: inout ReportWriter, _ context: QueryContext) throws(Rejection) {
        let period = try ReportPeriod(from, until)
        let held = context.activities(in: period)
        page.subtitle = page.days(period.from, period.until)
        page.say(
            "answer",
            [
                "sessions": .integer(Int64(held.count)),
                "minutes": .integer(held.reduce(0) { $0 + $1.minutes.value }),
            ]
        )
        page.head("attendance")
        page.putAttendance(held)
        page.head("hours")
        page.putHours(in: period, context)
        page.head("indicators")
        page.putIndicators(held)
    }
}

extension QueryContext {
    /// What was held in a period, by day.
    func activities(in period: ReportPeriod) -> [ActivityState] {
        var found: [ActivityState] = []
        facts.visit(
            ActivityDayRow.self,
            prefix: RowKey(),
            from: RowKey().and(period.from),
            reversed: false
        ) { row in
            guard row.date <= period.until else { return false }
            if let state = facts.state(ActivityState.self, row.activity),
                state.status == .held || state.status == .reported
            {
                found.append(state)
            }
            return true
        }
        return found
    }
}

extension ReportWriter {
    /// Who came to what was held, by programme; heads that were counted may be the same people.
    mutating func putAttendance(_ held: [ActivityState]) {
        let kinds = AttendeeKind.allCases
        var attendance = table(
            "attendance",
            [.code("programme", ActivityProgramme.self), .number("sessions")]
                + kinds.map { .people($0.rawValue).titled(title($0)) }
                + [
                    .people("heads", sumOf: kinds.map(\.rawValue)), .people("uniquePeople"),
                    .number("minutes", unit: "minutes"),
                ]
        )
        for programme in ActivityProgramme.allCases {
            let found = held.filter { $0.programme == programme }
            guard !found.isEmpty else { continue }
            let heads = kinds.map { kind in found.reduce(0) { $0 + $1.heads(kind) } }
            attendance.add(
                row: [.code(programme), .integer(Int64(found.count))]
                    + heads.map { .integer($0) }
                    + [
                        .integer(heads.reduce(0, +)),
                        .integer(found.reduce(0) { $0 + $1.uniquePeople }),
                        .integer(found.reduce(0) { $0 + $1.minutes.value }),
                    ]
            )
        }
        attendance.addTotal(of: ["sessions", "heads", "minutes"] + kinds.map(\.rawValue))
        draw(
            "attendance",
            .stackedBars,
            of: "attendance",
            series: kinds.map(\.rawValue),
            ["label": "programme"],
            ["sessions": .integer(Int64(held.count))]
        )
        put(attendance, explainedBy: "peksosctl activity list")
    }

    fileprivate mutating func putHours(in period: ReportPeriod, _ context: QueryContext) {
        struct Sum {
            var volunteers: Set<ID<Volunteer>> = []
            var pending: Int64 = 0
            var confirmed: Int64 = 0
        }
        var sums: [String: Sum] = [:]
        context.facts.visit(HoursRow.self, prefix: RowKey(), from: nil, reversed: false) { row in
            guard period.contains(row.date) else { return true }
            var sum = sums[row.date.month] ?? Sum()
            sum.volunteers.insert(row.volunteer)
            if row.isConfirmed {
                sum.confirmed += row.minutes.value
            } else {
                sum.pending += row.minutes.value
            }
            sums[row.date.month] = sum
            return true
        }
        var hours = table(
            "hours",
            [
                .text("month"), .people("volunteers"),
                .number("minutesConfirmed", unit: "minutes"),
                .number("minutesPending", unit: "minutes"),
            ]
        )
        for (month, sum) in sums.sorted(by: { $0.key < $1.key }) {
            hours.add(
                .text(month),
                .integer(Int64(sum.volunteers.count)),
                .integer(sum.confirmed),
                .integer(sum.pending)
            )
        }
        hours.addTotal(of: "minutesConfirmed", "minutesPending")
        put(hours)
    }

    // Means of the last scores, in hundredths; no score belongs to one person.
    fileprivate mutating func putIndicators(_ held: [ActivityState]) {
        var indicators = table(
            "indicators",
            [.code("indicator", Indicator.self), .number("sessions"), .hundredths("scoreX100")]
        )
        for indicator in Indicator.allCases {
            let scores = held.compactMap { $0.score(indicator) }
            guard !scores.isEmpty else { continue }
            indicators.add(
                .code(indicator),
                .integer(Int64(scores.count)),
                .integer(scores.reduce(0, +) * 100 / Int64(scores.count))
            )
        }
        put(indicators)
    }
}
