// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Domain

/// A volunteer on a day.
package struct VolunteerItem: Codable, Sendable {
    let volunteer: ID<Volunteer>
    /// `nil` after an erasure.
    let name: String?
    let kind: VolunteerKind
    /// The last day of the declarations; `nil` without one.
    let safeguardingTo: CivilDate?
    let active: Bool

    init(_ state: VolunteerState, _ context: QueryContext) {
        volunteer = state.id
        name = context.disclosure?.office("name", of: state.id.text, at: state.namedAt)
        kind = state.kind
        safeguardingTo = state.safeguardingTo
        active = state.leftOn == nil
    }
}

/// One volunteer.
package struct ShowVolunteer: Query {
    package static let contract = QueryContract(
        "volunteer.show",
        roles: [.coordinator, .registrar],
        positional: ["volunteer"],
        shape: .item,
        sealed: [.office("name", for: [.coordinator, .registrar])]
    )

    /// Active or not.
    package let volunteer: ID<Volunteer>

    package typealias Item = VolunteerItem

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        let state = try context.find(VolunteerState.self, volunteer)
        return QueryAnswer(items: [VolunteerItem(state, context)])
    }
}

/// Every volunteer, by id.
package struct ListVolunteers: Query {
    package static let contract = QueryContract(
        "volunteer.list",
        roles: [.coordinator, .registrar],
        sealed: [.office("name", for: [.coordinator, .registrar])],
        next: ["volunteer show {volunteer}"]
    )

    /// Left out: all kinds.
    package let kind: VolunteerKind?
    /// True: those who have not left; false: the others; left out: both.
    package let active: Bool?

    package typealias Item = VolunteerItem

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        try context.page(VolunteerState.self) { state in
            if let kind, kind != state.kind { return nil }
            if let active, active != (state.leftOn == nil) { return nil }
            return VolunteerItem(state, context)
        }
    }
}

/// The hours of volunteers, by volunteer and month (R25).
package struct ListVolunteerHours: Query {
    package static let contract = QueryContract(
        "volunteer.hours",
        roles: [.coordinator, .registrar]
            + Role.allCases.filter { ![.coordinator, .registrar, .auditor].contains($0) }
            .map { Grant($0, .own) },
        sealed: [.masked("volunteerName", for: SealedColumn.staff)],
        columns: [
            "minutesPending": ColumnHint(unit: "minutes"),
            "minutesConfirmed": ColumnHint(unit: "minutes"),
        ]
    )

    /// For others than coordinator and registrar only their own record; left out: that, or all.
    package let volunteer: ID<Volunteer>?
    /// The first day whose hours count.
    package let from: CivilDate?
    /// The last day whose hours count.
    package let until: CivilDate?

    package struct Item: Codable, Sendable {
        let volunteer: ID<Volunteer>
        /// Masked; `nil` after an erasure.
        let volunteerName: String?
        let kind: VolunteerKind
        /// Like `2016-07`.
        let month: String
        var activities: Int64 = 0
        var minutesPending: Int64 = 0
        var minutesConfirmed: Int64 = 0
        /// True for those who may not know the name: the member is absent then, not null.
        var hidesName = false

        private enum CodingKeys: String, CodingKey {
            case volunteer, volunteerName, kind, month, activities, minutesPending
            case minutesConfirmed
        }

        package func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(volunteer, forKey: .volunteer)
            if !hidesName { try container.encode(volunteerName, forKey: .volunteerName) }
            try container.encode(kind, forKey: .kind)
            try container.encode(month, forKey: .month)
            try container.encode(activities, forKey: .activities)
            try container.encode(minutesPending, forKey: .minutesPending)
            try container.encode(minutesConfirmed, forKey: .minutesConfirmed)
        }
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        var prefix = RowKey()
        if let volunteer = try asked(context) {
            prefix = RowKey(volunteer)
        } else if context.reach != .all {
            return try context.page([])
        }
        var items: [Item] = []
        context.facts.visit(HoursRow.self, prefix: prefix, from: nil, reversed: false) { row in
            if from.map({ row.date < $0 }) ?? false || until.map({ row.date > $0 }) ?? false {
                return true
            }
            let month = row.date.month
            if items.last?.volunteer != row.volunteer || items.last?.month != month {
                guard let item = item(row.volunteer, month, context) else { return true }
                items.append(item)
            }
            items[items.count - 1].add(row)
            return true
        }
        return try context.page(items)
    }

    /// Whose hours are asked for; others than coordinator and registrar ask for their own.
    private func asked(_ context: QueryContext) throws(Rejection) -> ID<Volunteer>? {
        if context.reach == .all {
            if let volunteer { _ = try context.find(VolunteerState.self, volunteer) }
            return volunteer
        }
        let own = context.factsNow.state(OperatorState.self, context.actor)?.volunteer
        if let volunteer, volunteer != own {
            throw .notFound(what: Volunteer.noun, id: volunteer.text)
        }
        return own
    }

    private func item(
        _ volunteer: ID<Volunteer>,
        _ month: String,
        _ context: QueryContext
    ) -> Item? {
        context.facts.state(VolunteerState.self, volunteer).map { state in
            Item(
                volunteer: volunteer,
                volunteerName: context.disclosure?
                    .masked("name", of: volunteer.text, at: state.namedAt),
                kind: state.kind,
                month: month,
                hidesName: context.showsPseudonyms
            )
        }
    }
}

extension ListVolunteerHours.Item {
    fileprivate mutating func add(_ row: HoursRow) {
        activities += 1
        if row.isConfirmed {
            minutesConfirmed += row.minutes.value
        } else {
            minutesPending += row.minutes.value
        }
    }
}

extension CivilDate {
    /// The year and month, like `2016-07`.
    var month: String { String(description.prefix(7)) }
}
