// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Domain

extension Projection {
    /// How much every operator looked at, by day.
    static let lookDays = Projection("lookDays", tables: [LookDayRow.table])
        .on(AccessEvent.self) { event, meta, store in
            guard case .recorded(let slug, _, let action, _, _, _, _, _, _) = event else { return }
            let moment = Moment(microseconds: meta.recordedAt)
            let fresh = LookDayRow(slug, moment.date)
            var row = store.row(LookDayRow.self, fresh.key) ?? fresh
            row.add(action, at: moment)
            store.put(row)
        }
}

/// Days on which somebody looked more, at other times or elsewhere than is ordinary.
///
/// The part about looks of the report for auditors.
package struct ListUnusualLooks: Query {
    package static let contract = QueryContract(
        "access.unusual",
        roles: [.auditor, .board, .dataProtection],
        next: ["access list --operator {operator}"]
    )

    /// The first day that is shown; what is usual is reckoned from all days before the end.
    package let from: CivilDate
    /// The last day, up to which it is reckoned what is usual.
    package let until: CivilDate

    package struct Item: Codable, Sendable {
        let day: CivilDate
        let `operator`: String
        let reasons: [LookOddity]
        let looks: Int64
        /// The operator's own 95th percentile of looks a day; `nil` before twenty days.
        let usual: Int64?
        /// The most within one minute.
        let searches: Int64
        /// The most within one hour.
        let reveals: Int64
        let atOddHours: Int64
        let outside: Int64
    }

    /// Whether operators stand under their pseudonyms for somebody with these roles.
    static func masksOperators(for roles: [Role]) -> Bool {
        !roles.contains(.dataProtection) && roles.contains(.auditor)
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        let isMasked = Self.masksOperators(for: context.roles)
        var items: [Item] = []
        for operatorState in context.facts.rows(OperatorState.self) {
            let slug = operatorState.id
            let days = context.facts.rows(LookDayRow.self, prefix: RowKey(slug))
                .filter { $0.day <= until }
            let usual = LookDayRow.usual(days)
            let name = isMasked ? context.pseudonym(slug.text) : slug.text
            items += days.filter { $0.day >= from }.compactMap { day in
                let reasons = day.oddities(usual: usual)
                return reasons.isEmpty ? nil : Item(day, name, reasons, usual: usual)
            }
        }
        return try context.page(items.sorted { ($0.day, $0.operator) < ($1.day, $1.operator) })
    }
}

extension ListUnusualLooks.Item {
    fileprivate init(
        _ row: LookDayRow,
        _ name: String,
        _ reasons: [LookOddity],
        usual: Int64?
    ) {
        self.init(
            day: row.day,
            operator: name,
            reasons: reasons,
            looks: row.looks,
            usual: usual,
            searches: row.searches,
            reveals: row.reveals,
            atOddHours: row.atOddHours,
            outside: row.outside
        )
    }
}
