// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// Sums of a fund's postings, and the measures that accounts alone do not tell.
///
/// Every posting of an entry counts on its own, so debit and credit sums grow by reversals too.
package struct LedgerSums: Codable, Sendable, Equatable {
    private var debits = [Int64](repeating: 0, count: Account.allCases.count)
    private var credits = [Int64](repeating: 0, count: Account.allCases.count)
    /// Bank money in by transfer and carry-over.
    package var moneyIn: Int64 = 0
    /// Bank money out by transfer and carry-over.
    package var moneyOut: Int64 = 0
    /// Goods in by carry-over, at cost.
    package var stockIn: Int64 = 0
    /// Goods out by carry-over, at cost.
    package var stockOut: Int64 = 0
    /// Goods bought net of returns, at the ordered price.
    package var bought: Int64 = 0
    /// Booked by the bank from deposits, net of reversed ones.
    package var deposited: Int64 = 0

    /// No postings.
    package init() {}

    /// The sum of the debits of an account.
    package func debit(_ account: Account) -> Int64 { debits[account.index] }

    /// The sum of the credits of an account, positive.
    package func credit(_ account: Account) -> Int64 { credits[account.index] }

    /// Debits less credits.
    package func balance(_ account: Account) -> Int64 {
        debits[account.index] - credits[account.index]
    }

    /// Takes in the postings of an entry; `kind` is that of the entry reversed, if it is a reversal.
    package mutating func add(_ postings: [Posting], kind: EntryKind) {
        for posting in postings {
            let index = posting.account.index
            if posting.amount > 0 {
                debits[index] += posting.amount
            } else {
                credits[index] -= posting.amount
            }
            measure(posting, kind)
        }
    }

    /// Takes in other sums.
    package mutating func add(_ other: LedgerSums) {
        for index in debits.indices {
            debits[index] += other.debits[index]
            credits[index] += other.credits[index]
        }
        moneyIn += other.moneyIn
        moneyOut += other.moneyOut
        stockIn += other.stockIn
        stockOut += other.stockOut
        bought += other.bought
        deposited += other.deposited
    }

    private mutating func measure(_ posting: Posting, _ kind: EntryKind) {
        switch (kind, posting.account) {
        case (.transferredIn, .bank), (.carryOverReceived, .bank): moneyIn += posting.amount
        case (.transferredOut, .bank), (.carriedOver, .bank): moneyOut -= posting.amount
        case (.carryOverReceived, .stock): stockIn += posting.amount
        case (.carriedOver, .stock): stockOut -= posting.amount
        case (.goodsBought, .stock): bought += posting.amount
        case (.goodsReturned, .vendors), (.goodsReturned, .bank): bought -= posting.amount
        case (.cashDeposited, .bank): deposited += posting.amount
        default: break
        }
    }
}

extension LedgerSums: Packable {
    package func pack(into packer: inout RowPacker) {
        packer.pack(debits)
        packer.pack(credits)
        packer.pack(moneyIn)
        packer.pack(moneyOut)
        packer.pack(stockIn)
        packer.pack(stockOut)
        packer.pack(bought)
        packer.pack(deposited)
    }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        debits = try unpacker.next()
        credits = try unpacker.next()
        moneyIn = try unpacker.next()
        moneyOut = try unpacker.next()
        stockIn = try unpacker.next()
        stockOut = try unpacker.next()
        bought = try unpacker.next()
        deposited = try unpacker.next()
    }
}

extension Account {
    private static let indices = Dictionary(
        uniqueKeysWithValues: zip(allCases, allCases.indices)
    )

    fileprivate var index: Int {
        guard let index = Self.indices[self] else { preconditionFailure("every account is listed") }
        return index
    }
}

/// The sums of all entries of a fund.
package struct LedgerTotal: Row {
    package static let table = RowTable(61, "ledgerTotals")
    /// One row each, however long its history.
    package let fund: ID<Fund>
    /// Since the fund was opened.
    package var sums: LedgerSums
    package var key: RowKey { RowKey(fund) }

    /// The row of a fund.
    package init(fund: ID<Fund>, sums: LedgerSums = LedgerSums()) {
        self.fund = fund
        self.sums = sums
    }
}

/// The sums of a fund's entries of one day.
package struct LedgerDay: Row {
    package static let table = RowTable(62, "ledgerDays")
    /// Whose entries they are.
    package let fund: ID<Fund>
    /// Business date.
    package let date: CivilDate
    /// Of that day alone.
    package var sums: LedgerSums
    package var key: RowKey { RowKey(fund).and(date) }

    /// The row of a fund and a day.
    package init(fund: ID<Fund>, date: CivilDate, sums: LedgerSums = LedgerSums()) {
        self.fund = fund
        self.date = date
        self.sums = sums
    }
}

/// A ledger entry as the journal shows it.
package struct EntryRow: Row {
    package static let table = RowTable(63, "entries")
    /// Given in order of recording, over all funds.
    package let entry: ID<LedgerEntry>
    /// Of the event.
    package let position: Int64
    /// Whose entry it is.
    package let fund: ID<Fund>
    /// Business date.
    package let date: CivilDate
    /// Decides the wording of the journal.
    package let kind: EntryKind
    /// Of the paper or the thing behind it.
    package let ref: String
    /// Sum to 0, with positive debits.
    package let postings: [Posting]
    /// For the export.
    package let tags: EntryTags
    /// The counts of a deposit.
    package let counts: [ID<CoinCount>]
    /// The purchase that was paid.
    package let purchase: ID<Purchase>?
    /// The receipt it was paid on, and whose it is when a vendor was named.
    package let receipt: DocNumber?
    /// `nil` when the receipt names none with a record.
    package let vendor: ID<Organisation>?
    /// The entry it takes back; `nil` for all others.
    package let reverses: ID<LedgerEntry>?
    /// The entry that took it back; `nil` while it stands.
    package var reversedBy: ID<LedgerEntry>?
    package var key: RowKey { RowKey(entry) }

    /// All that is known of an entry when it is posted.
    package init(
        entry: ID<LedgerEntry>,
        position: Int64,
        fund: ID<Fund>,
        date: CivilDate,
        kind: EntryKind,
        ref: String,
        postings: [Posting],
        tags: EntryTags,
        counts: [ID<CoinCount>],
        purchase: ID<Purchase>?,
        receipt: DocNumber?,
        vendor: ID<Organisation>?,
        reverses: ID<LedgerEntry>?
    ) {
        self.entry = entry
        self.position = position
        self.fund = fund
        self.date = date
        self.kind = kind
        self.ref = ref
        self.postings = postings
        self.tags = tags
        self.counts = counts
        self.purchase = purchase
        self.receipt = receipt
        self.vendor = vendor
        self.reverses = reverses
    }
}

extension ID where Kind == LedgerEntry {
    /// The sequence of the number, by which entries of one day are sorted.
    package var sequence: Int64 {
        guard let hyphen = text.utf8.lastIndex(of: UInt8(ascii: "-")) else { return 0 }
        return Int64(Substring(text.utf8[hyphen...].dropFirst())) ?? 0
    }
}

/// The entries of a fund in the order of the journal: date, then number.
package struct EntryByFund: Row {
    package static let table = RowTable(64, "entriesByFund")
    /// Whose entry it is.
    package let fund: ID<Fund>
    /// Business date.
    package let date: CivilDate
    /// In ``EntryRow``.
    package let entry: ID<LedgerEntry>
    package var key: RowKey { RowKey(fund).and(date).and(entry.sequence) }

    /// The place of an entry among those of its fund.
    package init(fund: ID<Fund>, date: CivilDate, entry: ID<LedgerEntry>) {
        self.fund = fund
        self.date = date
        self.entry = entry
    }
}

/// The entries of all funds in the order of the journal: date, then number.
package struct EntryByDate: Row {
    package static let table = RowTable(65, "entriesByDate")
    /// Business date.
    package let date: CivilDate
    /// In ``EntryRow``.
    package let entry: ID<LedgerEntry>
    package var key: RowKey { RowKey().and(date).and(entry.sequence) }

    /// The place of an entry among all.
    package init(date: CivilDate, entry: ID<LedgerEntry>) {
        self.date = date
        self.entry = entry
    }
}

/// A receipt number in use, per vendor, or per fund when no vendor was named.
package struct ReceiptNumberRow: Row {
    package static let table = RowTable(66, "receiptNumbers")
    /// `nil`: the number is used up in the fund alone.
    package let vendor: ID<Organisation>?
    /// That paid.
    package let fund: ID<Fund>
    /// As printed on the receipt.
    package let number: DocNumber
    /// Gone from this table once it is reversed.
    package let entry: ID<LedgerEntry>
    package var key: RowKey { Self.key(number, vendor: vendor, fund: fund) }

    /// The row of a receipt.
    package init(
        vendor: ID<Organisation>?,
        fund: ID<Fund>,
        number: DocNumber,
        entry: ID<LedgerEntry>
    ) {
        self.vendor = vendor
        self.fund = fund
        self.number = number
        self.entry = entry
    }

    /// The key of a receipt; the first part tells vendors from funds.
    package static func key(
        _ number: DocNumber,
        vendor: ID<Organisation>?,
        fund: ID<Fund>
    ) -> RowKey {
        if let vendor { return RowKey("vendor").and(vendor).and(number) }
        return RowKey("fund").and(fund).and(number)
    }
}

/// A bank slip in use, per fund.
package struct SlipRow: Row {
    package static let table = RowTable(67, "slips")
    /// A slip may come again in another fund.
    package let fund: ID<Fund>
    /// Of the bank.
    package let slip: DocNumber
    /// The deposit.
    package let entry: ID<LedgerEntry>
    package var key: RowKey { Self.key(fund, slip) }

    /// The row of a slip.
    package init(fund: ID<Fund>, slip: DocNumber, entry: ID<LedgerEntry>) {
        self.fund = fund
        self.slip = slip
        self.entry = entry
    }

    /// The key of a slip.
    package static func key(_ fund: ID<Fund>, _ slip: DocNumber) -> RowKey {
        RowKey(fund).and(slip)
    }
}

/// Where the money of a confirmed count is.
package struct CountMoney: Row {
    package static let table = RowTable(68, "countMoney")
    /// Confirmed at least once.
    package let count: ID<CoinCount>
    /// The entry that received it; `nil` for an empty box or after that entry was reversed.
    package var entry: ID<LedgerEntry>?
    /// The deposit it went to the bank with.
    package var deposit: ID<LedgerEntry>?
    /// The slip of that deposit.
    package var slip: DocNumber?
    package var key: RowKey { RowKey(count) }

    /// The row of a count whose money has not moved.
    package init(count: ID<CoinCount>) {
        self.count = count
    }
}
