// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Domain

/// What was loaded, handed over, brought back and damaged, by distribution and item (R16).
package struct ListDistributions: Query {
    package static let contract = QueryContract(
        "distribution.list",
        roles: .goods + [.worker, .reader],
        next: ["distribution show {distribution}"],
        columns: [
            "item": 1, "handedOver": 1, "date": 2, "loaded": 2, "recipients": 2, "state": 2,
            "unclaimed": 4, "damaged": 5, "value": 4, "placeName": 6, "school": 7, "fund": 8,
            "place": 9,
        ]
    )

    /// Left out: of all funds.
    package let fund: ID<Fund>?
    /// Left out: in any state.
    package let state: DistributionStatus?

    package struct Item: Codable, Sendable {
        let distribution: ID<Distribution>
        let date: CivilDate
        let fund: ID<Fund>
        let place: ID<Place>
        let placeName: Line
        let school: ID<Organisation>?
        let item: ID<SupplyItem>
        let loaded: Int64
        let handedOver: Int64
        let unclaimed: Int64
        let damaged: Int64
        let recipients: Int64
        let value: Rupiah
        let state: DistributionStatus
    }

    package struct Summary: Codable, Sendable {
        let value: Rupiah
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Summary> {
        var items: [Item] = []
        context.facts.visit(
            DistributionState.self,
            prefix: RowKey(),
            from: nil,
            reversed: false
        ) { trip in
            let isWanted = fund.map { $0 == trip.fund } ?? true
            if isWanted, state.map({ $0 == trip.state }) ?? true {
                items += lines(of: trip, context.facts)
            }
            return true
        }
        let value = items.reduce(0) { $0 + $1.value.value }
        return try context.page(items, summary: Summary(value: Rupiah(value)))
    }

    private func lines(of trip: DistributionState, _ facts: any Facts) -> [Item] {
        guard let place = facts.state(PlaceState.self, trip.place) else { return [] }
        var loads = facts.rows(LoadRow.self, prefix: RowKey(trip.id))
        if loads.isEmpty {
            // Not loaded yet: what is planned, so that the trip is seen at all.
            loads = trip.lines.map { LoadRow(distribution: trip.id, item: $0.item) }
                .sorted { $0.item < $1.item }
        }
        return loads.map { load in
            Item(
                distribution: trip.id,
                date: trip.scheduledOn,
                fund: trip.fund,
                place: trip.place,
                placeName: place.name,
                school: trip.school,
                item: load.item,
                loaded: load.loaded,
                handedOver: load.handedOver,
                unclaimed: load.unclaimed,
                damaged: load.damaged,
                recipients: load.recipients,
                value: Rupiah(load.valueHandedOver),
                state: trip.state
            )
        }
    }
}

/// One distribution with its hand-overs.
package struct ShowDistribution: Query {
    package static let contract = QueryContract(
        "distribution.show",
        roles: .goods + [.worker],
        positional: ["distribution"],
        shape: .item
    )

    /// In any state.
    package let distribution: ID<Distribution>

    /// One item with its quantity.
    package struct GoodsLine: Codable, Sendable {
        let item: ID<SupplyItem>
        let quantity: Int64
        let value: Rupiah
    }

    /// One hand-over of the trip.
    package struct HandOverLine: Codable, Sendable {
        let handover: ID<HandOver>
        let date: CivilDate
        let recipientKind: RecipientKind
        let beneficiary: ID<Beneficiary>?
        let school: ID<Organisation>?
        let pupilCount: Int64?
        let ackRelation: AckRelation
        let lines: [GoodsLine]
        let value: Rupiah
        let reversed: Bool
        let dispute: HandOverRow.Dispute?
    }

    package struct Item: Codable, Sendable {
        let distribution: ID<Distribution>
        let state: DistributionStatus
        let fund: ID<Fund>
        let place: ID<Place>
        let school: ID<Organisation>?
        let location: ID<Location>
        let scheduledOn: CivilDate
        let handovers: [HandOverLine]
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        let trip = try context.find(DistributionState.self, distribution)
        let handovers = context.facts.rows(HandOverIndexRow.self, prefix: RowKey(distribution))
            .compactMap { context.facts.row(HandOverRow.self, RowKey($0.handover)) }
            .map(line)
        let item = Item(
            distribution: trip.id,
            state: trip.state,
            fund: trip.fund,
            place: trip.place,
            school: trip.school,
            location: trip.location,
            scheduledOn: trip.scheduledOn,
            handovers: handovers
        )
        return QueryAnswer(items: [item])
    }

    private func line(_ row: HandOverRow) -> HandOverLine {
        HandOverLine(
            handover: row.id,
            date: row.date,
            recipientKind: row.recipientKind,
            beneficiary: row.beneficiary,
            school: row.school,
            pupilCount: row.pupilCount,
            ackRelation: row.ackRelation,
            lines: row.lines.map { line in
                GoodsLine(item: line.item, quantity: line.quantity, value: Rupiah(line.value))
            },
            value: Rupiah(row.value),
            reversed: row.isReversed,
            dispute: row.dispute
        )
    }
}

/// Which pupil received what, when and where (R17).
package struct ListAssistance: Query {
    package static let contract = QueryContract(
        "distribution.assistance",
        roles: .goods + [.worker],
        positional: ["beneficiary"]
    )

    /// Left out: all pupils.
    package let beneficiary: ID<Beneficiary>?
    /// Left out: all categories.
    package let itemCategory: ItemCategory?
    /// As ``Facts/schoolYear(of:)`` writes it; left out: all years.
    package let schoolYear: Line?

    package struct Item: Codable, Sendable {
        let beneficiary: ID<Beneficiary>
        let itemCategory: ItemCategory
        let schoolYear: String
        let date: CivilDate
        let distribution: ID<Distribution>
        let handover: ID<HandOver>
        let place: ID<Place>
        let overriddenBy: ID<Operator>?
        let replacementOf: ID<HandOver>?
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        let prefix = beneficiary.map { RowKey($0) } ?? RowKey()
        return try context.page(AssistanceRow.self, prefix: prefix) { row in
            if let itemCategory, itemCategory != row.itemCategory { return nil }
            if let schoolYear, schoolYear.text != row.schoolYear { return nil }
            return Item(
                beneficiary: row.beneficiary,
                itemCategory: row.itemCategory,
                schoolYear: row.schoolYear,
                date: row.date,
                distribution: row.distribution,
                handover: row.handover,
                place: row.place,
                overriddenBy: row.overriddenBy,
                replacementOf: row.replacementOf
            )
        }
    }
}
