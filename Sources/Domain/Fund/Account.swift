// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// What kind of account it is, for reports and for the hledger export.
package enum AccountType: String, CodeSet {
    case cash, asset, liability, equity, revenue, expense

    package static let name = "AccountType"

    /// The letter hledger knows the type by.
    package var letter: String {
        switch self {
        case .cash: "C"
        case .asset: "A"
        case .liability: "L"
        case .equity: "E"
        case .revenue: "R"
        case .expense: "X"
        }
    }

    /// True for the accounts whose balance is carried into the next period.
    package var isOnBalanceSheet: Bool {
        switch self {
        case .cash, .asset, .liability, .equity: true
        case .revenue, .expense: false
        }
    }
}

/// An account of a fund's ledger; the names are stored and exported.
package enum Account: String, CodeSet {
    case bank = "assets:bank"
    case coins = "assets:cash:coins"
    case stock = "assets:stock"
    case transfers = "equity:transfers"
    case cashOverShort = "expenses:cashOverShort"
    case distribution = "expenses:distribution"
    case fundraising = "expenses:fundraising"
    case schoolSupplies = "expenses:programme:schoolSupplies"
    case stockLoss = "expenses:stockLoss"
    case vendors = "liabilities:vendors"
    case csr = "revenues:donations:csr"
    case inKind = "revenues:donations:inKind"
    case restricted = "revenues:donations:restricted"
    case dues = "revenues:dues"
    case fees = "revenues:services:fees"

    package static let name = "Account"

    /// All accounts in the order of their names' bytes.
    package static let sorted = allCases.sorted { $0.rawValue < $1.rawValue }

    /// The kind of account.
    package var type: AccountType {
        switch self {
        case .bank, .coins: .cash
        case .stock: .asset
        case .vendors: .liability
        case .transfers: .equity
        case .csr, .inKind, .restricted, .dues, .fees: .revenue
        case .cashOverShort, .distribution, .fundraising, .schoolSupplies, .stockLoss: .expense
        }
    }
}

/// A ledger entry, numbered in one sequence for all funds.
package enum LedgerEntry: Thing {
    package static let noun = "entry"
    package static let naming = Naming.number(prefix: "JRN")
}

/// Why an entry was posted; the names are stored and exported.
package enum EntryKind: String, CodeSet {
    case cashReceived, cashDeposited, expensePaid, grantReceived
    case goodsBought, goodsReturned, purchasePaid, goodsDonated, goodsIssued
    case goodsDamaged, stockWrittenOff, stockAdjusted
    case transferredOut, transferredIn, carriedOver, carryOverReceived
    case entryReversed, feeReceived, duesReceived

    package static let name = "EntryKind"
}

/// One line of an entry: positive debits, negative credits, whole rupiah.
package struct Posting: Codable, Sendable, Equatable {
    /// One of the office's closed list; its sign says on which side it stands.
    package let account: Account
    /// Never 0 once recorded.
    package let amount: Int64
    /// The denomination key of counted money.
    package let key: String?
    /// The pieces of counted money.
    package let pieces: Int64?
    /// The goods that moved.
    package let item: ID<SupplyItem>?
    /// The count that was deposited.
    package let count: ID<CoinCount>?
    /// The box whose count was deposited.
    package let box: ID<Box>?

    /// A line with the tags that apply.
    package init(
        _ account: Account,
        _ amount: Int64,
        key: String? = nil,
        pieces: Int64? = nil,
        item: ID<SupplyItem>? = nil,
        count: ID<CoinCount>? = nil,
        box: ID<Box>? = nil
    ) {
        self.account = account
        self.amount = amount
        self.key = key
        self.pieces = pieces
        self.item = item
        self.count = count
        self.box = box
    }

    /// The same line with the opposite sign and the same tags.
    package var opposite: Posting {
        Posting(
            account,
            -amount,
            key: key,
            pieces: pieces,
            item: item,
            count: count,
            box: box
        )
    }

    /// The lines of an entry as they are recorded: lines of zero are left out.
    ///
    /// The lines must sum to 0: an entry that does not is a mistake in a rule, never bad input.
    package static func entry(_ postings: [Posting]) -> [Posting] {
        precondition(postings.reduce(0) { $0 + $1.amount } == 0, "an entry that does not balance")
        return postings.filter { $0.amount != 0 }
    }
}

/// Whether a fund may be spent on anything or on its categories only.
package enum Restriction: String, CodeSet {
    case restricted, unrestricted

    package static let name = "Restriction"
}
