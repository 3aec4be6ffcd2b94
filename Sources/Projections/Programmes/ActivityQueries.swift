// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Domain

/// What was planned and held, by date (R24).
package struct ListActivities: Query {
    package static let contract = QueryContract(
        "activity.list",
        roles: [],
        columns: ["activity": 1, "minutes": ColumnHint(unit: "minutes")]
    )

    /// Left out: all programmes.
    package let programme: ActivityProgramme?
    /// The first day.
    package let from: CivilDate?
    /// The last day.
    package let until: CivilDate?
    /// Left out: planned, held and cancelled.
    package let state: ActivityStatus?

    package struct Item: Codable, Sendable {
        let programme: ActivityProgramme
        let activity: ID<Activity>
        let kind: ActivityKind
        let date: CivilDate
        let place: Line
        let area: AreaCode
        let state: ActivityStatus
        let children: Int64
        let parents: Int64
        let volunteers: Int64
        let stakeholders: Int64
        let workers: Int64
        let members: Int64
        /// By name; heads that were counted cannot be told apart.
        let uniquePeople: Int64
        let minutes: Minutes
        /// Whether the lead was certified on the day; `nil` without a lead.
        let leadCertified: Bool?
        let schoolLevel: SchoolLevel?
        let indicators: IndicatorScores
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        try context.page(ActivityDayRow.self) { row in
            if let from, row.date < from { return nil }
            if let until, row.date > until { return nil }
            guard let found = context.facts.state(ActivityState.self, row.activity),
                (programme ?? found.programme) == found.programme,
                (state ?? found.status) == found.status
            else { return nil }
            return Item(found, context.facts)
        }
    }
}

extension ListActivities.Item {
    fileprivate init(_ state: ActivityState, _ facts: any Facts) {
        self.init(
            programme: state.programme,
            activity: state.id,
            kind: state.kind,
            date: state.date,
            place: state.place,
            area: state.area,
            state: state.status,
            children: state.heads(.child),
            parents: state.heads(.parent),
            volunteers: state.heads(.volunteer),
            stakeholders: state.heads(.stakeholder),
            workers: state.heads(.worker),
            members: state.heads(.member),
            uniquePeople: state.uniquePeople,
            minutes: state.minutes,
            leadCertified: state.lead.map { facts.holdsCertificate($0, on: state.date) },
            schoolLevel: state.schoolLevel,
            indicators: IndicatorScores(of: state)
        )
    }
}

/// The scores of an activity; an indicator that nobody scored is absent.
package struct IndicatorScores: Codable, Sendable {
    let parentsListen: Int64?
    let proudOfChild: Int64?
    let potentialExplored: Int64?
    let friendlyEnvironment: Int64?

    fileprivate init(of state: ActivityState) {
        parentsListen = state.score(.parentsListen)
        proudOfChild = state.score(.proudOfChild)
        potentialExplored = state.score(.potentialExplored)
        friendlyEnvironment = state.score(.friendlyEnvironment)
    }

    private enum CodingKeys: String, CodingKey {
        case parentsListen, proudOfChild, potentialExplored, friendlyEnvironment
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        if let parentsListen { try container.encode(parentsListen, forKey: .parentsListen) }
        if let proudOfChild { try container.encode(proudOfChild, forKey: .proudOfChild) }
        if let potentialExplored {
            try container.encode(potentialExplored, forKey: .potentialExplored)
        }
        if let friendlyEnvironment {
            try container.encode(friendlyEnvironment, forKey: .friendlyEnvironment)
        }
    }
}
