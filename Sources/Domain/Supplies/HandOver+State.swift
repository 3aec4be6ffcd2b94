// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// One item on a distribution: loaded = handed over + unclaimed + damaged + what remains.
package struct LoadRow: Row {
    package static let table = RowTable(99, "loads")
    package let distribution: ID<Distribution>
    package let item: ID<SupplyItem>
    package var loaded: Int64 = 0
    package var handedOver: Int64 = 0
    package var unclaimed: Int64 = 0
    package var damaged: Int64 = 0
    /// What is still on the load.
    package var remaining = Holding()
    /// Rupiah handed over.
    package var valueHandedOver: Int64 = 0
    /// Pupils who received it, alone or in a school.
    package var recipients: Int64 = 0
    package var key: RowKey { Self.key(distribution, item) }

    /// Nothing yet of an item.
    package init(distribution: ID<Distribution>, item: ID<SupplyItem>) {
        self.distribution = distribution
        self.item = item
    }

    /// The key of one item on a distribution.
    package static func key(
        _ distribution: ID<Distribution>,
        _ item: ID<SupplyItem>
    ) -> RowKey {
        RowKey(distribution).and(item)
    }
}

/// One hand-over with everything its receipt says.
package struct HandOverRow: Row {
    /// Whether somebody doubts the receipt, and how that ended.
    package enum Dispute: String, CodeSet {
        case open, receiptConfirmed, replacementDue, closedWithoutAction

        package static let name = "Dispute"
    }

    package static let table = RowTable(100, "handOvers")
    package let id: ID<HandOver>
    package let distribution: ID<Distribution>
    package let fund: ID<Fund>
    package let place: ID<Place>
    package let date: CivilDate
    package let position: Int64
    package let handedOverBy: ID<Operator>
    package let recipientKind: RecipientKind
    package var beneficiary: ID<Beneficiary>?
    package let school: ID<Organisation>?
    package var pupilCount: Int64?
    package let lines: [ValuedLine]
    package let categories: [ItemCategory]
    package let schoolYear: String
    package var ackBy: PersonID?
    package var ackRelation: AckRelation
    package var witness: PersonID
    package let replacementOf: ID<HandOver>?
    /// The live hand-over that replaced this one.
    package var replacedBy: ID<HandOver>?
    /// The ledger entry that took the goods out of stock.
    package var entry: ID<LedgerEntry>?
    package var isReversed = false
    package var dispute: Dispute?
    package var key: RowKey { RowKey(id) }

    /// The row of a hand-over that was just recorded; `nil` for any other event.
    package init?(_ event: DistributionEvent, of trip: DistributionState, _ meta: EventMeta) {
        guard
            case .handedOver(
                let handover,
                let recipientKind,
                let beneficiary,
                let school,
                let pupilCount,
                let lines,
                let categories,
                let schoolYear,
                let ackBy,
                let ackRelation,
                _,
                let witness,
                _,
                let replacementOf
            ) = event
        else { return nil }
        id = handover
        distribution = trip.id
        fund = trip.fund
        place = trip.place
        date = meta.occurredOn
        position = meta.position
        handedOverBy = meta.actor
        self.recipientKind = recipientKind
        self.beneficiary = beneficiary
        self.school = school
        self.pupilCount = pupilCount?.value
        self.lines = lines
        self.categories = categories
        self.schoolYear = schoolYear
        self.ackBy = ackBy
        self.ackRelation = ackRelation
        self.witness = witness
        self.replacementOf = replacementOf
    }

    /// Rupiah handed over.
    package var value: Int64 { lines.reduce(0) { $0 + $1.value } }
    /// Pupils who received the goods.
    package var recipients: Int64 { recipientKind == .pupil ? 1 : pupilCount ?? 0 }
}

/// Which hand-overs a distribution has, in order of recording.
package struct HandOverIndexRow: Row {
    package static let table = RowTable(101, "handOversOfDistributions")
    package let distribution: ID<Distribution>
    package let position: Int64
    package let handover: ID<HandOver>
    package var key: RowKey { RowKey(distribution).and(position) }

    /// A hand-over of a distribution.
    package init(distribution: ID<Distribution>, position: Int64, handover: ID<HandOver>) {
        self.distribution = distribution
        self.position = position
        self.handover = handover
    }
}

/// What a pupil received of one category, with one hand-over.
package struct AssistanceRow: Row {
    package static let table = RowTable(102, "assistance")
    package let beneficiary: ID<Beneficiary>
    package let itemCategory: ItemCategory
    package let date: CivilDate
    package let handover: ID<HandOver>
    package let position: Int64
    package let schoolYear: String
    package let distribution: ID<Distribution>
    package let place: ID<Place>
    package let overriddenBy: ID<Operator>?
    package let replacementOf: ID<HandOver>?
    package var key: RowKey { Self.key(beneficiary, itemCategory).and(date).and(handover) }

    /// What a pupil received of one category with a hand-over.
    package init(
        _ row: HandOverRow,
        to beneficiary: ID<Beneficiary>,
        _ category: ItemCategory,
        overriddenBy: ID<Operator>?
    ) {
        self.beneficiary = beneficiary
        itemCategory = category
        date = row.date
        handover = row.id
        position = row.position
        schoolYear = row.schoolYear
        distribution = row.distribution
        place = row.place
        self.overriddenBy = overriddenBy
        replacementOf = row.replacementOf
    }

    /// The prefix of what a pupil received of a category.
    package static func key(
        _ beneficiary: ID<Beneficiary>,
        _ category: ItemCategory
    ) -> RowKey {
        RowKey(beneficiary).and(category.rawValue)
    }
}

/// What a school received in bulk of one category in one school year.
package struct SchoolAssistanceRow: Row {
    package static let table = RowTable(103, "schoolAssistance")
    package let school: ID<Organisation>
    package let itemCategory: ItemCategory
    package let schoolYear: String
    package let position: Int64
    package let handover: ID<HandOver>
    package var key: RowKey { Self.key(school, itemCategory, schoolYear).and(position) }

    /// What a school received of one category with a hand-over.
    package init(_ row: HandOverRow, to school: ID<Organisation>, _ category: ItemCategory) {
        self.school = school
        itemCategory = category
        schoolYear = row.schoolYear
        position = row.position
        handover = row.id
    }

    /// The prefix of what a school received of a category in a school year.
    package static func key(
        _ school: ID<Organisation>,
        _ category: ItemCategory,
        _ schoolYear: String
    ) -> RowKey {
        RowKey(school).and(category.rawValue).and(schoolYear)
    }
}

/// Leave for one pupil to receive a category once more; gone when it has been used.
package struct OverrideRow: Row {
    package static let table = RowTable(104, "assistanceOverrides")
    package let distribution: ID<Distribution>
    package let beneficiary: ID<Beneficiary>
    package let itemCategory: ItemCategory
    package let overriddenBy: ID<Operator>
    package var key: RowKey { Self.key(distribution, beneficiary, itemCategory) }

    /// Somebody's leave for a pupil and a category on a distribution.
    package init(
        distribution: ID<Distribution>,
        beneficiary: ID<Beneficiary>,
        itemCategory: ItemCategory,
        overriddenBy: ID<Operator>
    ) {
        self.distribution = distribution
        self.beneficiary = beneficiary
        self.itemCategory = itemCategory
        self.overriddenBy = overriddenBy
    }

    /// The key of a pupil's leave for a category on a distribution.
    package static func key(
        _ distribution: ID<Distribution>,
        _ beneficiary: ID<Beneficiary>,
        _ category: ItemCategory
    ) -> RowKey {
        RowKey(distribution).and(beneficiary).and(category.rawValue)
    }
}
