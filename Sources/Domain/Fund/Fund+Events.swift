// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// What happens to a fund.
///
/// Every entry carries its number, kind, reference and postings, and what it is about.
package enum FundEvent: DomainEvent {
    case opened(
        name: Line,
        restriction: Restriction,
        categories: [ItemCategory],
        drive: ID<Drive>?,
        donor: ID<Organisation>?,
        purpose: Line?
    )
    case cashReceived(
        entry: ID<LedgerEntry>,
        kind: EntryKind,
        ref: String,
        postings: [Posting],
        count: ID<CoinCount>,
        box: ID<Box>,
        place: ID<Place>
    )
    case cashDeposited(
        entry: ID<LedgerEntry>,
        kind: EntryKind,
        ref: String,
        postings: [Posting],
        counts: [ID<CoinCount>],
        counted: Int64,
        bankAmount: Int64,
        overShort: Int64,
        slip: DocNumber
    )
    case expensePaid(
        entry: ID<LedgerEntry>,
        kind: EntryKind,
        ref: String,
        postings: [Posting],
        expense: ExpenseKind,
        receiptNumber: DocNumber,
        vendor: ID<Organisation>?,
        memo: Line?
    )
    case grantReceived(
        entry: ID<LedgerEntry>,
        kind: EntryKind,
        ref: String,
        postings: [Posting],
        donor: ID<Organisation>,
        reference: DocNumber,
        purpose: Line
    )
    case goodsBought(
        entry: ID<LedgerEntry>,
        kind: EntryKind,
        ref: String,
        postings: [Posting],
        purchase: ID<Purchase>,
        location: ID<Location>
    )
    case goodsReturned(
        entry: ID<LedgerEntry>,
        kind: EntryKind,
        ref: String,
        postings: [Posting],
        purchase: ID<Purchase>,
        location: ID<Location>
    )
    case purchasePaid(
        entry: ID<LedgerEntry>,
        kind: EntryKind,
        ref: String,
        postings: [Posting],
        purchase: ID<Purchase>,
        vendor: ID<Organisation>,
        receiptNumber: DocNumber
    )
    case goodsDonated(
        entry: ID<LedgerEntry>,
        kind: EntryKind,
        ref: String,
        postings: [Posting],
        location: ID<Location>,
        donor: ID<Organisation>,
        reference: DocNumber
    )
    /// A hand-over names hand-over, distribution and place; an issue inside the office a location.
    case goodsIssued(
        entry: ID<LedgerEntry>,
        kind: EntryKind,
        ref: String,
        postings: [Posting],
        handover: ID<HandOver>?,
        distribution: ID<Distribution>?,
        place: ID<Place>?,
        location: ID<Location>?
    )
    case goodsDamaged(
        entry: ID<LedgerEntry>,
        kind: EntryKind,
        ref: String,
        postings: [Posting],
        distribution: ID<Distribution>
    )
    case stockWrittenOff(
        entry: ID<LedgerEntry>,
        kind: EntryKind,
        ref: String,
        postings: [Posting],
        location: ID<Location>,
        cause: WriteOffCause
    )
    case stockAdjusted(
        entry: ID<LedgerEntry>,
        kind: EntryKind,
        ref: String,
        postings: [Posting],
        stockTake: ID<StockTake>,
        location: ID<Location>
    )
    case transferredOut(
        entry: ID<LedgerEntry>,
        kind: EntryKind,
        ref: String,
        postings: [Posting],
        to: ID<Fund>
    )
    case transferredIn(
        entry: ID<LedgerEntry>,
        kind: EntryKind,
        ref: String,
        postings: [Posting],
        from: ID<Fund>
    )
    case carriedOver(
        entry: ID<LedgerEntry>,
        kind: EntryKind,
        ref: String,
        postings: [Posting],
        to: ID<Fund>,
        bank: Int64,
        stock: [CarriedStock]
    )
    case carryOverReceived(
        entry: ID<LedgerEntry>,
        kind: EntryKind,
        ref: String,
        postings: [Posting],
        from: ID<Fund>,
        bank: Int64,
        stock: [CarriedStock]
    )
    case entryReversed(
        entry: ID<LedgerEntry>,
        kind: EntryKind,
        ref: String,
        postings: [Posting],
        reverses: ID<LedgerEntry>
    )
    case feeReceived(
        entry: ID<LedgerEntry>,
        kind: EntryKind,
        ref: String,
        postings: [Posting],
        case: ID<Case>,
        fee: ID<Fee>,
        receiptNo: Line
    )
    case duesReceived(
        entry: ID<LedgerEntry>,
        kind: EntryKind,
        ref: String,
        postings: [Posting],
        membership: ID<Membership>,
        period: DuesYear,
        receiptNo: Line
    )
    case periodClosed(through: CivilDate)
    case closed

    package enum CodingKeys: String, CodingKey {
        case opened = "fund.opened"
        case cashReceived = "fund.cashReceived"
        case cashDeposited = "fund.cashDeposited"
        case expensePaid = "fund.expensePaid"
        case grantReceived = "fund.grantReceived"
        case goodsBought = "fund.goodsBought"
        case goodsReturned = "fund.goodsReturned"
        case purchasePaid = "fund.purchasePaid"
        case goodsDonated = "fund.goodsDonated"
        case goodsIssued = "fund.goodsIssued"
        case goodsDamaged = "fund.goodsDamaged"
        case stockWrittenOff = "fund.stockWrittenOff"
        case stockAdjusted = "fund.stockAdjusted"
        case transferredOut = "fund.transferredOut"
        case transferredIn = "fund.transferredIn"
        case carriedOver = "fund.carriedOver"
        case carryOverReceived = "fund.carryOverReceived"
        case entryReversed = "fund.entryReversed"
        case feeReceived = "fund.feeReceived"
        case duesReceived = "fund.duesReceived"
        case periodClosed = "fund.periodClosed"
        case closed = "fund.closed"
    }

    package static let category = Fund.noun

    /// Nothing done to a fund is a step: entries of one day may be recorded in any order.
    package var isStep: Bool { false }
}

/// Goods that a carry-over moves from one fund to another, at cost.
package struct CarriedStock: Codable, Sendable, Equatable {
    /// Stays: goods change the fund, not the room.
    package let location: ID<Location>
    /// Never a reserved one.
    package let item: ID<SupplyItem>
    /// Pieces.
    package let quantity: Int64
    /// Rupiah, at average cost.
    package let value: Int64

    /// One line of a carry-over.
    package init(location: ID<Location>, item: ID<SupplyItem>, quantity: Int64, value: Int64) {
        self.location = location
        self.item = item
        self.quantity = quantity
        self.value = value
    }
}

/// What an expense was for.
package enum ExpenseKind: String, CodeSet {
    case fundraising, distribution

    package static let name = "ExpenseKind"
}

/// An entry of any kind: what all of them carry, and what the export tags them with.
package struct PostedEntry: Sendable {
    /// Under which it is shown, reversed and searched.
    package let entry: ID<LedgerEntry>
    /// Follows from the event.
    package let kind: EntryKind
    /// Of the paper or the thing behind it: a slip, a receipt, a purchase, the other fund.
    package let ref: String
    /// Sum to 0, with positive debits.
    package let postings: [Posting]
    /// For the export; empty where nothing applies.
    package var tags = EntryTags()
    /// The counts of a deposit.
    package var counts: [ID<CoinCount>] = []
    /// The purchase that was paid.
    package var purchase: ID<Purchase>?
    /// The receipt it was paid on, and whose it is when a vendor was named.
    package var receipt: DocNumber?
    /// `nil` when the receipt names none with a record.
    package var vendor: ID<Organisation>?
    /// The entry it takes back.
    package var reverses: ID<LedgerEntry>?
}

/// What an entry is about, for the journal and the export.
package struct EntryTags: Codable, Sendable, Equatable {
    /// The count whose money it received.
    package var count: ID<CoinCount>?
    /// The box that was counted.
    package var box: ID<Box>?
    /// Where the box had stood, or where goods were handed over.
    package var place: ID<Place>?
    /// The trip whose goods moved.
    package var distribution: ID<Distribution>?
    /// Who gave the money or the goods.
    package var donor: ID<Organisation>?

    /// No tags.
    package init() {}
}

extension FundEvent {
    /// The entry the event posts; `nil` for an event without postings.
    package var postedEntry: PostedEntry? {
        switch self {
        case .opened, .periodClosed, .closed: return nil
        case .cashReceived(_, _, _, _, let count, let box, let place):
            return entry { posted in
                posted.tags.count = count
                posted.tags.box = box
                posted.tags.place = place
            }
        case .cashDeposited(_, _, _, _, let counts, _, _, _, _):
            return entry { $0.counts = counts }
        case .expensePaid(_, _, _, _, _, let receipt, let vendor, _):
            return entry { posted in
                posted.receipt = receipt
                posted.vendor = vendor
            }
        case .purchasePaid(_, _, _, _, let purchase, let vendor, let receipt):
            return entry { posted in
                posted.purchase = purchase
                posted.receipt = receipt
                posted.vendor = vendor
            }
        case .grantReceived(_, _, _, _, let donor, _, _),
            .goodsDonated(_, _, _, _, _, let donor, _):
            return entry { $0.tags.donor = donor }
        case .goodsIssued(_, _, _, _, _, let distribution, let place, _):
            return entry { posted in
                posted.tags.distribution = distribution
                posted.tags.place = place
            }
        case .entryReversed(_, _, _, _, let reverses): return entry { $0.reverses = reverses }
        case .goodsBought, .goodsReturned, .goodsDamaged, .stockWrittenOff, .stockAdjusted,
            .transferredOut, .transferredIn, .carriedOver, .carryOverReceived, .feeReceived,
            .duesReceived:
            return entry { _ in }
        }
    }

    private func entry(_ complete: (inout PostedEntry) -> Void) -> PostedEntry? {
        switch self {
        case .opened, .periodClosed, .closed: return nil
        case .cashReceived(let entry, let kind, let ref, let postings, _, _, _),
            .cashDeposited(let entry, let kind, let ref, let postings, _, _, _, _, _),
            .expensePaid(let entry, let kind, let ref, let postings, _, _, _, _),
            .grantReceived(let entry, let kind, let ref, let postings, _, _, _),
            .goodsBought(let entry, let kind, let ref, let postings, _, _),
            .goodsReturned(let entry, let kind, let ref, let postings, _, _),
            .purchasePaid(let entry, let kind, let ref, let postings, _, _, _),
            .goodsDonated(let entry, let kind, let ref, let postings, _, _, _),
            .goodsIssued(let entry, let kind, let ref, let postings, _, _, _, _),
            .goodsDamaged(let entry, let kind, let ref, let postings, _),
            .stockWrittenOff(let entry, let kind, let ref, let postings, _, _),
            .stockAdjusted(let entry, let kind, let ref, let postings, _, _),
            .transferredOut(let entry, let kind, let ref, let postings, _),
            .transferredIn(let entry, let kind, let ref, let postings, _),
            .carriedOver(let entry, let kind, let ref, let postings, _, _, _),
            .carryOverReceived(let entry, let kind, let ref, let postings, _, _, _),
            .entryReversed(let entry, let kind, let ref, let postings, _),
            .feeReceived(let entry, let kind, let ref, let postings, _, _, _),
            .duesReceived(let entry, let kind, let ref, let postings, _, _, _):
            var posted = PostedEntry(entry: entry, kind: kind, ref: ref, postings: postings)
            complete(&posted)
            return posted
        }
    }
}
