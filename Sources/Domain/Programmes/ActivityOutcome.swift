// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// How well an indicator was met; a later score of the same indicator replaces it.
package struct ScoreIndicator: Command {
    package static let contract = Contract(
        "activity.scoreIndicator",
        roles: Activity.leaders,
        positional: ["activity"],
        refusals: ["futureDated", "activityNotHeld", "programmeWithoutIndicators"]
    )

    package let activity: ID<Activity>
    package let indicator: Indicator
    package let score: IndicatorScore
    package let note: Line?

    package struct Answer: Codable, Sendable {
        let activity: ID<Activity>
        let indicator: Indicator
        let score: IndicatorScore
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let state = try decision.find(led: activity)
        try decision.gate(activity.stream, step: false)
        _ = try state.mustBeHeld()
        if !state.programme.hasIndicators {
            throw .refused(
                ActivityRefusal.programmeWithoutIndicators(programme: state.programme)
            )
        }
        decision.record(
            ActivityEvent.indicatorScored(indicator: indicator, score: score, note: note),
            to: activity.stream
        )
        return Answer(activity: activity, indicator: indicator, score: score)
    }
}

/// What is told about an activity afterwards, without names.
package struct ReportActivity: Command {
    package static let contract = Contract(
        "activity.report",
        roles: Activity.leaders,
        positional: ["activity"],
        refusals: ["futureDated", "outOfOrder", "activityNotHeld", "alreadyReported"]
    )

    package let activity: ID<Activity>
    package let summary: OpenNote

    package func decide(_ decision: Decision) throws(Rejection) -> ActivityAnswer {
        let state = try decision.find(led: activity)
        try decision.gate(activity.stream, step: true)
        _ = try state.mustBeHeld()
        if state.status == .reported { throw .refused(ActivityRefusal.alreadyReported) }
        decision.record(ActivityEvent.reported(summary: summary), to: activity.stream)
        return ActivityAnswer(activity: activity)
    }
}
