// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Domain

/// Writes entries as hledger wants them, to the byte.
struct HledgerWriter {
    private struct Balance: Hashable {
        let fund: ID<Fund>
        let account: Account
    }

    /// What was written so far; every line ends with a line feed.
    private(set) var text = ""
    private let facts: any Facts
    private var balances: [Balance: Int64] = [:]
    private var drives: [ID<Fund>: ID<Drive>?] = [:]

    init(facts: any Facts) {
        self.facts = facts
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

    mutating func writeHeader(fund: ID<Fund>?) {
        text += "; peksos ledger export, hledger journal"
        if let fund { text += ", fund " + fund.text }
        text += "\ndecimal-mark .\n\ncommodity 1000. IDR\n\n"
    }

    mutating func writeAccounts(_ accounts: [(name: String, type: AccountType)]) {
        for (name, type) in accounts { text += "account \(name)  ; type:\(type.letter)\n" }
    }

    mutating func writeOpening(
        _ date: CivilDate,
        _ funds: [(fund: ID<Fund>, sums: LedgerSums)]
    ) {
        var lines = ""
        for (fund, sums) in funds {
            var total: Int64 = 0
            for (account, amount) in Self.openingBalances(sums) {
                lines += Self.line(Self.name(account, fund), amount)
                total += amount
            }
            if total != 0 { lines += Self.line(Self.openingName(fund), -total) }
        }
        if !lines.isEmpty { text += "\n\(date) * opening balances\n" + lines }
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
    mutating func pass(_ row: EntryRow) {
        for posting in row.postings {
            balances[Balance(fund: row.fund, account: posting.account), default: 0] +=
                posting.amount
        }
    }

    mutating func append(_ block: String) { text += block }

    /// An entry with its postings, after an empty line.
    mutating func block(for row: EntryRow) -> String {
        let code = row.entry.text
        var block = "\n\(row.date) * (\(code)) \(row.kind.rawValue) \(row.ref)  ; \(tags(row))\n"
        var assertions: [Int: Account] = [:]
        for account in Self.asserted(row.kind) {
            if let index = row.postings.lastIndex(where: { $0.account == account }) {
                assertions[index] = account
            }
        }
        for (index, posting) in row.postings.enumerated() {
            let key = Balance(fund: row.fund, account: posting.account)
            balances[key, default: 0] += posting.amount
            block += Self.line(
                Self.name(posting.account, row.fund),
                posting.amount,
                assertion: assertions[index] == nil ? nil : balances[key],
                tags: Self.tags(posting)
            )
        }
        return block
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

    private mutating func tags(_ row: EntryRow) -> String {
        let drive: ID<Drive>?
        if let known = drives[row.fund] {
            drive = known
        } else {
            drive = facts.state(FundState.self, row.fund)?.drive
            drives[row.fund] = .some(drive)
        }
        return Self.joined([
            ("fund", row.fund.text), ("drive", drive?.text), ("count", row.tags.count?.text),
            ("box", row.tags.box?.text), ("place", row.tags.place?.text),
            ("distribution", row.tags.distribution?.text), ("donor", row.tags.donor?.text),
            ("reverses", row.reverses?.text),
        ])
    }

    private static func tags(_ posting: Posting) -> String {
        let denomination = posting.key.flatMap(Denomination.init(key:))
        return joined([
            ("denom", denomination.map { String($0.value) }),
            ("kind", denomination?.kind.rawValue),
            ("emission", denomination?.emissionYear.map { String($0) }),
            ("pieces", posting.pieces.map { String($0) }),
            ("count", posting.count?.text), ("box", posting.box?.text),
            ("item", posting.item?.text),
        ])
    }

    private static func joined(_ tags: [(name: String, value: String?)]) -> String {
        tags.compactMap { tag in tag.value.map { "\(tag.name):\($0)" } }.joined(separator: ", ")
    }

    private static func line(
        _ name: String,
        _ amount: Int64,
        assertion: Int64? = nil,
        tags: String = ""
    ) -> String {
        let digits = String(amount)
        let gap = String(repeating: " ", count: max(0, 48 - name.utf8.count))
        let indent = String(repeating: " ", count: max(0, 12 - digits.utf8.count))
        var line = "    " + name + gap + "  " + indent + digits + " IDR"
        if let assertion { line += " = \(assertion) IDR" }
        if !tags.isEmpty { line += "  ; " + tags }
        return line + "\n"
    }
}
