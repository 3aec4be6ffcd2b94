// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Domain

/// A language that books are exported in.
package enum JournalFormat: String, CodeSet {
    case hledger, beancount

    package static let name = "JournalFormat"

    var dialect: any JournalDialect {
        switch self {
        case .hledger: HledgerDialect()
        case .beancount: BeancountDialect()
        }
    }
}

/// How one language writes the parts of a journal; every part ends with a line feed.
protocol JournalDialect {
    func header(of fund: ID<Fund>?) -> String
    /// An account that is used from a day on.
    func account(_ name: String, _ type: AccountType, from date: CivilDate) -> String
    /// What was there on the eve of a day.
    func opening(on date: CivilDate, _ lines: [(name: String, amount: Int64)]) -> String
    func entry(_ entry: JournalEntry) -> String
    /// What an account holds at the end of a day; empty where the entry itself says it.
    func balance(of name: String, _ amount: Int64, after date: CivilDate) -> String
}

/// An entry on its way into a journal.
struct JournalEntry {
    let row: EntryRow
    let tags: [JournalTag]
    let lines: [JournalLine]
}

/// A posting on its way into a journal.
struct JournalLine {
    /// With the fund.
    let name: String
    let amount: Int64
    /// What the account then holds, where that is asserted.
    let balance: Int64?
    let tags: [JournalTag]
}

/// What is told of an entry or a posting beside its money.
struct JournalTag {
    let name: String
    let value: String
    let isNumber: Bool

    private init(_ name: String, _ value: String, isNumber: Bool) {
        self.name = name
        self.value = value
        self.isNumber = isNumber
    }

    /// Nothing where there is no value.
    init?(_ name: String, _ value: String?) {
        guard let value else { return nil }
        self.init(name, value, isNumber: false)
    }

    /// Nothing where there is no value.
    init?(_ name: String, _ value: (some BinaryInteger)?) {
        guard let value else { return nil }
        self.init(name, String(value), isNumber: true)
    }
}

/// Writes entries with running balances, to the byte.
struct JournalWriter {
    private struct Balance: Hashable {
        let fund: ID<Fund>
        let account: Account

        var name: String { JournalWriter.name(account, fund) }
    }

    /// What was written so far; every line ends with a line feed.
    private(set) var text = ""
    private let facts: any Facts
    private let dialect: any JournalDialect
    private var balances: [Balance: Int64] = [:]
    private var drives: [ID<Fund>: ID<Drive>?] = [:]
    /// Accounts whose balance is told when their day is over.
    private var asserted: (date: CivilDate, accounts: Set<Balance>)?

    init(facts: any Facts, _ dialect: any JournalDialect) {
        self.facts = facts
        self.dialect = dialect
    }

    /// The name of a fund's account.
    static func name(_ account: Account, _ fund: ID<Fund>) -> String {
        account.rawValue + ":" + fund.text
    }

    /// The name of the account that the opening balances stand against.
    static func openingName(_ fund: ID<Fund>) -> String { "equity:opening:" + fund.text }

    /// The balances that are carried into a period, by account; those of 0 are left out.
    static func openingBalances(_ sums: LedgerSums) -> [(account: Account, amount: Int64)] {
        Account.sorted.filter(\.type.isOnBalanceSheet)
            .map { (account: $0, amount: sums.balance($0)) }.filter { $0.amount != 0 }
    }

    // MARK: First page

    mutating func writeHeader(fund: ID<Fund>?) { text += dialect.header(of: fund) }

    mutating func writeAccounts(
        _ accounts: [(name: String, type: AccountType)],
        from date: CivilDate
    ) {
        for (name, type) in accounts { text += dialect.account(name, type, from: date) }
    }

    mutating func writeOpening(
        _ date: CivilDate,
        _ funds: [(fund: ID<Fund>, sums: LedgerSums)]
    ) {
        var lines: [(name: String, amount: Int64)] = []
        for (fund, sums) in funds {
            var total: Int64 = 0
            for (account, amount) in Self.openingBalances(sums) {
                lines.append((Self.name(account, fund), amount))
                total += amount
            }
            if total != 0 { lines.append((Self.openingName(fund), -total)) }
        }
        if !lines.isEmpty { text += dialect.opening(on: date, lines) }
    }

    // MARK: Entries

    /// Takes the balances that the running ones begin with.
    mutating func begin(with funds: [(fund: ID<Fund>, sums: LedgerSums)]) {
        for (fund, sums) in funds {
            for account in Account.allCases {
                balances[Balance(fund: fund, account: account)] = sums.balance(account)
            }
        }
    }

    /// Takes in an entry that stands on an earlier page.
    mutating func pass(_ row: EntryRow) { _ = block(for: row) }

    mutating func append(_ block: String) { text += block }

    /// Tells the balances of the last day; nothing may follow.
    mutating func finish() { text += closingOfDay() }

    /// An entry with its postings, behind the balances of a day that is over.
    mutating func block(for row: EntryRow) -> String {
        var block = ""
        if let asserted, asserted.date < row.date { block = closingOfDay() }
        var places: [Int: Balance] = [:]
        for account in Self.asserted(row.kind) {
            if let index = row.postings.lastIndex(where: { $0.account == account }) {
                places[index] = Balance(fund: row.fund, account: account)
            }
        }
        let lines = row.postings.enumerated().map { index, posting in
            let key = Balance(fund: row.fund, account: posting.account)
            balances[key, default: 0] += posting.amount
            return JournalLine(
                name: key.name,
                amount: posting.amount,
                balance: places[index].flatMap { balances[$0] },
                tags: Self.tags(posting)
            )
        }
        if !places.isEmpty {
            asserted = (row.date, (asserted?.accounts ?? []).union(places.values))
        }
        return block + dialect.entry(JournalEntry(row: row, tags: tags(row), lines: lines))
    }

    private mutating func closingOfDay() -> String {
        guard let (date, accounts) = asserted else { return "" }
        asserted = nil
        return accounts.sorted { $0.name < $1.name }.map { account in
            dialect.balance(of: account.name, balances[account] ?? 0, after: date)
        }.joined()
    }

    private static func asserted(_ kind: EntryKind) -> [Account] {
        switch kind {
        case .cashDeposited: [.coins]
        case .stockAdjusted: [.stock]
        case .carriedOver: [.bank, .stock]
        case .cashReceived, .expensePaid, .grantReceived, .goodsBought, .goodsReturned,
            .purchasePaid, .goodsDonated, .goodsIssued, .goodsDamaged, .stockWrittenOff,
            .transferredOut, .transferredIn, .carryOverReceived, .entryReversed, .feeReceived,
            .duesReceived:
            []
        }
    }

    private mutating func tags(_ row: EntryRow) -> [JournalTag] {
        let drive: ID<Drive>?
        if let known = drives[row.fund] {
            drive = known
        } else {
            drive = facts.state(FundState.self, row.fund)?.drive
            drives[row.fund] = .some(drive)
        }
        return [
            JournalTag("fund", row.fund.text), JournalTag("drive", drive?.text),
            JournalTag("count", row.tags.count?.text), JournalTag("box", row.tags.box?.text),
            JournalTag("place", row.tags.place?.text),
            JournalTag("distribution", row.tags.distribution?.text),
            JournalTag("donor", row.tags.donor?.text), JournalTag("reverses", row.reverses?.text),
        ].compactMap(\.self)
    }

    private static func tags(_ posting: Posting) -> [JournalTag] {
        let denomination = posting.key.flatMap(Denomination.init(key:))
        return [
            JournalTag("denom", denomination?.value),
            JournalTag("kind", denomination?.kind.rawValue),
            JournalTag("emission", denomination?.emissionYear),
            JournalTag("pieces", posting.pieces), JournalTag("count", posting.count?.text),
            JournalTag("box", posting.box?.text), JournalTag("item", posting.item?.text),
        ].compactMap(\.self)
    }
}
