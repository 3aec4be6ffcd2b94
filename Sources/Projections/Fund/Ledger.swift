// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Domain

/// Every fund with what it holds.
package struct ListFunds: Query {
    package static let contract = QueryContract(
        "fund.list",
        roles: .money,
        next: ["fund ledger {fund}"],
        columns: ["name": 3, "state": 4, "restriction": 5, "categories": 8, "drive": 9]
    )

    /// Whether anything can still be posted to the fund.
    package enum Standing: String, CodeSet {
        case open, closed

        package static let name = "FundState"
    }

    package struct Item: Codable, Sendable {
        let fund: ID<Fund>
        let name: Line
        let restriction: Restriction
        let categories: [ItemCategory]
        let drive: ID<Drive>?
        let state: Standing
        let closedThrough: CivilDate?
        let bank: SignedRupiah
        let undeposited: SignedRupiah
        let stockValue: SignedRupiah
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        try context.page(FundState.self) { state in
            let sums = context.facts.ledger(state.id)
            return Item(
                fund: state.id,
                name: state.name,
                restriction: state.restriction,
                categories: state.categories,
                drive: state.drive,
                state: state.isClosed ? .closed : .open,
                closedThrough: state.closedThrough,
                bank: SignedRupiah(sums.balance(.bank)),
                undeposited: SignedRupiah(sums.balance(.coins)),
                stockValue: SignedRupiah(sums.balance(.stock))
            )
        }
    }
}

/// The money of one fund, entry by entry.
package struct ShowLedger: Query {
    package static let contract = QueryContract(
        "fund.ledger",
        roles: .money,
        positional: ["fund"],
        next: ["fund accountability {fund}"],
        columns: [
            "balance": 1, "moneyIn": ColumnHint(priority: 2, hidesZero: true),
            "moneyOut": ColumnHint(priority: 2, hidesZero: true), "kind": 5, "ref": 6,
        ]
    )

    /// Open or closed.
    package let fund: ID<Fund>
    /// The first business date; the balance begins with what was before.
    package let from: CivilDate?
    /// The last business date.
    package let until: CivilDate?

    package struct Item: Codable, Sendable {
        let entry: ID<LedgerEntry>
        let date: CivilDate
        let kind: EntryKind
        let ref: String
        let moneyIn: Rupiah
        let moneyOut: Rupiah
        let balance: SignedRupiah
    }

    package struct Summary: Codable, Sendable {
        let balance: SignedRupiah
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Summary> {
        _ = try context.find(FundState.self, fund)
        let facts = context.facts
        let page = try JournalPage(cursor: context.cursor)
        let start = page.date.map { max($0, from ?? $0) } ?? from
        // What the fund had before the first day that is read.
        var balance: Int64 = 0
        if let start {
            let before = facts.ledger(fund, from: nil, through: start.adding(days: -1))
            balance = before.balance(.bank) + before.balance(.coins)
        }
        var items: [Item] = []
        var next: String?
        facts.visitEntries(of: fund, from: start, through: until) { row in
            let postings = row.postings.filter { $0.account == .bank || $0.account == .coins }
            if postings.isEmpty { return true }
            let change = postings.reduce(0) { $0 + $1.amount }
            if !page.precedes(row) {
                balance += change
                return true
            }
            if items.count == context.limit {
                next = items.last.map { JournalPage.cursor(after: $0.date, $0.entry) }
                return false
            }
            balance += change
            items.append(
                Item(
                    entry: row.entry,
                    date: row.date,
                    kind: row.kind,
                    ref: row.ref,
                    moneyIn: Rupiah(max(0, change)),
                    moneyOut: Rupiah(max(0, -change)),
                    balance: SignedRupiah(balance)
                )
            )
            return true
        }
        let sums = facts.ledger(fund, from: nil, through: until)
        let summary = Summary(balance: SignedRupiah(sums.balance(.bank) + sums.balance(.coins)))
        return QueryAnswer(items: items, next: next, summary: summary)
    }
}

/// Debits and credits of every account.
package struct TrialBalance: Query {
    package static let contract = QueryContract(
        "ledger.trialBalance",
        roles: .money,
        positional: ["fund"],
        columns: [
            "account": 1, "type": 9, "debit": ColumnHint(hidesZero: true),
            "credit": ColumnHint(hidesZero: true),
        ]
    )

    /// Left out: all funds, each apart.
    package let fund: ID<Fund>?
    /// The first business date; entries before it do not count.
    package let from: CivilDate?
    /// The last business date.
    package let until: CivilDate?

    package struct Item: Codable, Sendable {
        let fund: ID<Fund>
        let account: Account
        let type: AccountType
        let debit: Rupiah
        let credit: Rupiah
        let balance: SignedRupiah
    }

    package struct Summary: Codable, Sendable {
        let debit: Rupiah
        let credit: Rupiah
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Summary> {
        var items: [Item] = []
        for total in context.facts.rows(LedgerTotal.self, prefix: RowKey(optional: fund)) {
            let sums =
                from == nil && until == nil
                ? total.sums : context.facts.ledger(total.fund, from: from, through: until)
            for account in Account.sorted {
                let (debit, credit) = (sums.debit(account), sums.credit(account))
                if debit == 0, credit == 0 { continue }
                items.append(
                    Item(
                        fund: total.fund,
                        account: account,
                        type: account.type,
                        debit: Rupiah(debit),
                        credit: Rupiah(credit),
                        balance: SignedRupiah(debit - credit)
                    )
                )
            }
        }
        let summary = Summary(
            debit: Rupiah(items.reduce(0) { $0 + $1.debit.value }),
            credit: Rupiah(items.reduce(0) { $0 + $1.credit.value })
        )
        return try context.page(items, summary: summary)
    }
}

extension RowKey {
    /// The prefix of rows under a text, or of all rows without one.
    init(optional text: (some TextValue)?) {
        if let text { self.init(text) } else { self.init() }
    }
}
