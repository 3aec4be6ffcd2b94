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

    /// Held, of a programme with indicators.
    package let activity: ID<Activity>
    /// Scored anew as often as it needs.
    package let indicator: Indicator
    /// Replaces the one before.
    package let score: IndicatorScore
    /// Why, without a person's name.
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

    /// Held, not yet reported.
    package let activity: ID<Activity>
    /// Stays readable: nothing personal.
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
