// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// One item on a distribution: loaded = handed over + unclaimed + damaged + what remains.
package struct LoadRow: Row {
    package static let table = RowTable(99, "loads")
    /// First in the key, so that a load is one range.
    package let distribution: ID<Distribution>
    /// Once, however often it was loaded.
    package let item: ID<SupplyItem>
    /// Pieces taken from stock for it.
    package var loaded: Int64 = 0
    /// Pieces, without reversed hand-overs.
    package var handedOver: Int64 = 0
    /// Pieces brought back.
    package var unclaimed: Int64 = 0
    /// Pieces lost on the way.
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
    /// Of the receipt that was signed.
    package let id: ID<HandOver>
    /// Under which it was recorded.
    package let distribution: ID<Distribution>
    /// Of the distribution.
    package let fund: ID<Fund>
    /// Of the distribution.
    package let place: ID<Place>
    /// Business date, of which the school year follows.
    package let date: CivilDate
    /// Of the event.
    package let position: Int64
    /// May neither reverse, correct nor judge it.
    package let handedOverBy: ID<Operator>
    /// Decides which of beneficiary and school is the one who received.
    package let recipientKind: RecipientKind
    /// The pupil; `nil` for a school.
    package var beneficiary: ID<Beneficiary>?
    /// For a pupil, the one that was named, if any.
    package let school: ID<Organisation>?
    /// For a school, as corrected last; `nil` for a pupil.
    package var pupilCount: Int64?
    /// At cost; never corrected, only reversed.
    package let lines: [ValuedLine]
    /// Of the goods, kits by their parts, each once.
    package let categories: [ItemCategory]
    /// `2016/2017`, by the policy of that day.
    package let schoolYear: String
    /// Who signed, as corrected last; `nil` for a pupil who did.
    package var ackBy: PersonID?
    /// What who signed is to the pupil.
    package var ackRelation: AckRelation
    /// Who saw it, as corrected last.
    package var witness: PersonID
    /// The disputed hand-over it makes good; `nil` for all others.
    package let replacementOf: ID<HandOver>?
    /// The live hand-over that replaced this one.
    package var replacedBy: ID<HandOver>?
    /// The ledger entry that took the goods out of stock.
    package var entry: ID<LedgerEntry>?
    /// True for ever once the goods were taken back.
    package var isReversed = false
    /// The latest; `nil` when nobody ever doubted it.
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
    /// First in the key, so that its hand-overs are one range.
    package let distribution: ID<Distribution>
    /// Of the hand-over, for the order.
    package let position: Int64
    /// In ``HandOverRow``.
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
    /// Who received it.
    package let beneficiary: ID<Beneficiary>
    /// One row for each category of the goods.
    package let itemCategory: ItemCategory
    /// Business date.
    package let date: CivilDate
    /// In ``HandOverRow``.
    package let handover: ID<HandOver>
    /// Of the hand-over's event.
    package let position: Int64
    /// In which the category counts as received.
    package let schoolYear: String
    /// Of the hand-over.
    package let distribution: ID<Distribution>
    /// Of the hand-over.
    package let place: ID<Place>
    /// By whose leave it was once more; `nil` when none was needed.
    package let overriddenBy: ID<Operator>?
    /// The hand-over it makes good, which does not count twice.
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
    /// Who received in bulk.
    package let school: ID<Organisation>
    /// One row for each category of the goods.
    package let itemCategory: ItemCategory
    /// In which the category counts as received.
    package let schoolYear: String
    /// Of the hand-over's event.
    package let position: Int64
    /// In ``HandOverRow``.
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
    /// On which alone the leave holds.
    package let distribution: ID<Distribution>
    /// Who may receive once more.
    package let beneficiary: ID<Beneficiary>
    /// No other category.
    package let itemCategory: ItemCategory
    /// May not hand the goods over too.
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
