// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// A fund is money with a purpose: one per coin drive, others from grants or kept by the office. Its
// ledger is double entry in whole rupiah; entries arise only from commands, never by free posting.

/// Funds, known by a code; a drive's fund has the drive's code.
package enum Fund: Thing {
    package static let noun = "fund"
    package static let naming = Naming.code
    package static let completion: (method: String, column: String)? = ("fund.list", "fund")
}

/// A fund as the events left it; its sums are in ``LedgerTotal``.
package struct FundState: AggregateState {
    package static let table = RowTable(60, "funds")
    package let id: ID<Fund>
    /// As opened; a drive's fund bears the drive's.
    package let name: Line
    /// Decides whether categories bind it.
    package let restriction: Restriction
    /// What it may be spent on; without meaning for an unrestricted fund.
    package let categories: [ItemCategory]
    /// The drive that opened it, under the same code; `nil` for others.
    package let drive: ID<Drive>?
    /// Who endowed it; `nil` for a drive's and for the office's own.
    package let donor: ID<Organisation>?
    /// In words; `nil` when nobody said.
    package let purpose: Line?
    /// True for ever once the drive is closed or cancelled.
    package var isClosed = false
    /// Nothing dated on or before this day is posted any more.
    package var closedThrough: CivilDate?

    package static func initial(
        _ id: ID<Fund>,
        _ event: FundEvent,
        _ meta: EventMeta
    ) -> FundState? {
        guard
            case .opened(
                let name,
                let restriction,
                let categories,
                let drive,
                let donor,
                let purpose
            ) = event
        else { return nil }
        return FundState(
            id: id,
            name: name,
            restriction: restriction,
            categories: categories,
            drive: drive,
            donor: donor,
            purpose: purpose
        )
    }

    package mutating func evolve(_ event: FundEvent, _ meta: EventMeta) {
        switch event {
        case .periodClosed(let through): closedThrough = max(closedThrough ?? through, through)
        case .closed: isClosed = true
        case .opened, .cashReceived, .cashDeposited, .expensePaid, .grantReceived, .goodsBought,
            .goodsReturned, .purchasePaid, .goodsDonated, .goodsIssued, .goodsDamaged,
            .stockWrittenOff, .stockAdjusted, .transferredOut, .transferredIn, .carriedOver,
            .carryOverReceived, .entryReversed, .feeReceived, .duesReceived:
            break
        }
    }

    /// True when goods of the category may be bought or held with the fund's money.
    package func allows(_ category: ItemCategory) -> Bool {
        restriction == .unrestricted || categories.contains(category)
    }

    /// True when the fund's money would not become freer in the other fund.
    package func mayPass(to other: FundState) -> Bool {
        restriction == .unrestricted
            || (other.restriction == .restricted
                && other.categories.allSatisfy(categories.contains))
    }
}

/// A value of a refusal that is written as null when there is none.
package struct OrNull<Value: Encodable & Sendable>: Encodable, Sendable {
    /// `nil` is written as null and not left out.
    package let value: Value?

    /// The value, or null.
    package init(_ value: Value?) { self.value = value }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if let value { try container.encode(value) } else { try container.encodeNil() }
    }
}

/// Why money does not move.
package enum FundRefusal: Refusal {
    case fundClosed(fund: ID<Fund>)
    case periodClosed(fund: ID<Fund>, through: CivilDate)
    case categoriesMissing
    case wrongFund(count: ID<CoinCount>)
    case countNotConfirmed(count: ID<CoinCount>)
    case alreadyDeposited(count: ID<CoinCount>, slip: DocNumber)
    case slipReused(slip: DocNumber)
    case depositMismatch(counted: Int64, bank: Int64, difference: Int64)
    case depositLate(days: Int64)
    /// Goods name item, category, allowed; an expense kind and policy; a transfer to and allowed.
    case fundPurposeViolation(
        fund: ID<Fund>,
        item: ID<SupplyItem>?,
        category: ItemCategory?,
        kind: ExpenseKind?,
        policy: String?,
        to: ID<Fund>?,
        allowed: [ItemCategory]?
    )
    case receiptReused(receiptNumber: DocNumber, entry: ID<LedgerEntry>)
    case costCapExceeded(cap: Int64, used: Int64, asked: Int64)
    case costAboveCap(cap: Int64, used: Int64)
    /// A carry-over names the coins only.
    case cashNotDeposited(bank: Int64?, undeposited: Int64, asked: Int64?)
    case insufficientFunds(fund: ID<Fund>, account: Account, available: Int64, asked: Int64)
    case sameFund
    case goodsUnaccounted(distribution: ID<Distribution>)
    case stockReserved(location: ID<Location>, item: ID<SupplyItem>)
    case vendorUnpaid(amount: Int64)
    case nothingToCarry
    case isReversal(entry: ID<LedgerEntry>, reverses: ID<LedgerEntry>)
    case alreadyReversed(entry: ID<LedgerEntry>, by: ID<LedgerEntry>)
    case notReversible(kind: EntryKind, use: OrNull<String>)
    case entryInUse(by: ID<LedgerEntry>)
}
