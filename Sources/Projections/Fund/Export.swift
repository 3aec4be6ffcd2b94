// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Domain

/// The ledger as a journal of hledger or beancount, without any personal data.
package struct ExportLedger: Query {
    package static let contract = QueryContract(
        "ledger.export",
        roles: [.treasurer, .board, .auditor],
        positional: ["fund"],
        shape: .members,
        recordedAs: "export",
        print: "text"
    )

    /// Bytes of text on one page; entries are never cut.
    package static let textBytesMax = 900_000

    /// Left out: all funds.
    package let fund: ID<Fund>?
    /// The first day; what was before is one opening entry.
    ///
    /// Left out: from the beginning.
    package let from: CivilDate?
    /// The last day; left out: all there is.
    package let until: CivilDate?
    /// Left out: for hledger.
    package let format: JournalFormat?

    package struct Item: Codable, Sendable {
        let format: JournalFormat
        let text: String
        /// Entries on this page.
        let entries: Int64
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        let page = try JournalPage(cursor: context.cursor)
        let format = format ?? .hledger
        var writer = JournalWriter(facts: context.facts, format.dialect)
        if page.date == nil {
            writer.writeHeader(fund: fund)
            if let first = from ?? firstDay(context.facts) {
                writer.writeAccounts(accountNames(context.facts), from: first)
            }
            if let from { writer.writeOpening(from, opening(context.facts, before: from)) }
        }
        let start = page.date.map { max($0, from ?? $0) } ?? from
        if let start { writer.begin(with: opening(context.facts, before: start)) }
        var last: EntryRow?
        var next: String?
        var entries: Int64 = 0
        context.facts.visitEntries(of: fund, from: start, through: until) { row in
            guard page.precedes(row) else {
                writer.pass(row)
                return true
            }
            let block = writer.block(for: row)
            if writer.text.utf8.count + block.utf8.count >= Self.textBytesMax, let last {
                next = JournalPage.cursor(after: last.date, last.entry)
                return false
            }
            writer.append(block)
            entries += 1
            last = row
            return true
        }
        if next == nil { writer.finish() }
        let item = Item(format: format, text: writer.text, entries: entries)
        return QueryAnswer(items: [item], next: next)
    }

    private func firstDay(_ facts: any Facts) -> CivilDate? {
        var day: CivilDate?
        facts.visitEntries(of: fund, from: from, through: until) { row in
            day = row.date
            return false
        }
        return day
    }

    /// The sums of every fund of the export up to the day before a date.
    private func opening(
        _ facts: any Facts,
        before date: CivilDate
    ) -> [(fund: ID<Fund>, sums: LedgerSums)] {
        let eve = date.adding(days: -1)
        return facts.rows(LedgerTotal.self, prefix: RowKey(optional: fund)).map { total in
            (total.fund, facts.ledger(total.fund, from: nil, through: eve))
        }
    }

    /// Every account that the whole export uses, in the order of bytes.
    private func accountNames(_ facts: any Facts) -> [(name: String, type: AccountType)] {
        var names: [String: AccountType] = [:]
        for total in facts.rows(LedgerTotal.self, prefix: RowKey(optional: fund)) {
            let sums = facts.ledger(total.fund, from: from, through: until)
            for account in Account.allCases
            where sums.debit(account) != 0 || sums.credit(account) != 0 {
                names[JournalWriter.name(account, total.fund)] = account.type
            }
        }
        if let from {
            for (fund, sums) in opening(facts, before: from) {
                let used = JournalWriter.openingBalances(sums)
                for (account, _) in used {
                    names[JournalWriter.name(account, fund)] = account.type
                }
                if !used.isEmpty { names[JournalWriter.openingName(fund)] = .equity }
            }
        }
        return names.sorted { Array($0.key.utf8).lexicographicallyPrecedes(Array($1.key.utf8)) }
            .map { (name: $0.key, type: $0.value) }
    }
}
