// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0
import CanonicalJSON
package import Domain

/// What happened in a case, entry by entry (R3).
package struct ShowTimeline: Query {
    package static let contract = QueryContract(
        "case.timeline",
        roles: .caseReading,
        positional: ["case"],
        sealed: [
            .clear("details", .secret, for: SealedColumn.caseworkers, glass: SealedColumn.rescuers)
        ],
        next: ["case show {case}"],
        columns: [
            "kind": ColumnHint(priority: 1, eventsOf: CaseEvent.category), "occurredOn": 1,
            "entry": 1, "worker": 2, "details": 3, "stage": 4, "lateDays": 5, "actor": 5,
            "correctsEntry": 6, "correctedByEntry": 6,
            "position": 6, "case": 6,
        ]
    )

    /// `notFound` out of reach.
    package let `case`: ID<Case>
    /// Stored names of events; left out: all.
    package let kinds: [Line]?
    /// The first day on which it happened.
    package let from: CivilDate?
    /// The last day on which it happened.
    package let to: CivilDate?

    package struct Item: Codable, Sendable {
        let `case`: ID<Case>
        let entry: Int64
        let position: Int64
        let occurredOn: CivilDate
        let recordedAt: Moment
        /// From the day it happened to the day it was recorded.
        let lateDays: Days
        /// The stored name of the event.
        let kind: String
        /// The stage after the entry.
        let stage: Stage
        let actor: String
        let worker: ID<Worker>?
        /// The payload as it now stands, corrections applied.
        let details: JSONValue
        let correctsEntry: Int64?
        let correctedByEntry: Int64?
        let erased: Bool
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        let sight = try context.look(at: `case`, context.asker)
        let wanted = kinds?.map(\.text)
        let page = try context.page(CaseEntryRow.self, prefix: RowKey(`case`)) {
            row -> CaseEntryRow? in
            if let wanted, !wanted.contains(row.type) { return nil }
            if let from, row.occurredOn < from { return nil }
            if let to, row.occurredOn > to { return nil }
            return row
        }
        let isErased = context.factsNow.isErased(sight.state.client.text)
        let items = page.items.map { row in
            let recordedAt = Moment(microseconds: row.recordedAt)
            return Item(
                case: row.case,
                entry: row.entry,
                position: row.position,
                occurredOn: row.occurredOn,
                recordedAt: recordedAt,
                lateDays: Days(from: row.occurredOn, to: recordedAt.date),
                kind: row.type,
                stage: row.stage,
                actor: context.showsPseudonyms
                    ? context.pseudonym(row.actor.text) : row.actor.text,
                worker: row.worker,
                details: context.details(of: row, sight),
                correctsEntry: row.cites,
                correctedByEntry: row.correctedBy,
                erased: isErased
            )
        }
        return QueryAnswer(items: items, next: page.next)
    }
}

extension [Grant] {
    /// Who reads what happened in cases; coordinator and board only behind broken glass.
    package static let caseReading: [Grant] = [
        .intake(.new), .worker(.own), .supervisor([.team, .new]), .auditor, .dataProtection,
        Grant(.coordinator, []), Grant(.board, []),
    ]
}
