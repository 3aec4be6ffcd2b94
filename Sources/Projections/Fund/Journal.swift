// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Domain

extension Facts {
    /// Entries of a fund, or of all, in the order of the journal; the body stops by `false`.
    func visitEntries(
        of fund: ID<Fund>?,
        from: CivilDate?,
        through until: CivilDate?,
        _ body: (EntryRow) -> Bool
    ) {
        func visit(_ entry: ID<LedgerEntry>, _ date: CivilDate) -> Bool {
            if let until, date > until { return false }
            return row(EntryRow.self, RowKey(entry)).map(body) ?? true
        }
        if let fund {
            let start = from.map { RowKey(fund).and($0) }
            self.visit(EntryByFund.self, prefix: RowKey(fund), from: start, reversed: false) {
                visit($0.entry, $0.date)
            }
        } else {
            let start = from.map { RowKey().and($0) }
            self.visit(EntryByDate.self, prefix: RowKey(), from: start, reversed: false) {
                visit($0.entry, $0.date)
            }
        }
    }
}

/// Where a page of the journal begins: after an entry of a day, or inside it.
///
/// The cursor is `YYYY-MM-DD.sequence.postings`: the last entry of the page before, and how many
/// of its postings were on that page.
struct JournalPage {
    private(set) var date: CivilDate?
    private var sequence: Int64 = 0
    private(set) var postings = 0

    init(cursor: String?) throws(Rejection) {
        guard let cursor else { return }
        let parts = cursor.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let date = CivilDate(String(parts[0])),
            let sequence = Int64(parts[1]), let postings = Int(parts[2]), postings >= 0
        else {
            throw .invalid(
                pointer: "/cursor",
                problem: "value",
                expected: "a cursor of an earlier page"
            )
        }
        self.date = date
        self.sequence = sequence
        self.postings = postings
    }

    /// True when the entry is not on an earlier page as a whole.
    func precedes(_ row: EntryRow) -> Bool {
        guard let date else { return true }
        return row.date > date || (row.date == date && row.entry.sequence > sequence)
    }

    /// True when some of the entry's postings were on the page before.
    func divides(_ row: EntryRow) -> Bool {
        row.date == date && row.entry.sequence == sequence
    }

    static func cursor(
        after date: CivilDate,
        _ entry: ID<LedgerEntry>,
        postings: Int = 0
    ) -> String {
        "\(date).\(entry.sequence).\(postings)"
    }
}

/// Every posting, as booked.
package struct ShowJournal: Query {
    package static let contract = QueryContract(
        "fund.journal",
        roles: .money,
        positional: ["fund"],
        isJournal: true,
        columns: [
            "position": 9, "entry": 1, "account": 1, "debit": ColumnHint(hidesZero: true),
            "credit": ColumnHint(hidesZero: true), "pieces": 7, "denomination": 7,
            "emissionYear": 8, "fund": 6,
        ]
    )

    /// Left out: all funds.
    package let fund: ID<Fund>?
    /// The first business date.
    package let from: CivilDate?
    /// The last business date.
    package let until: CivilDate?
    /// Postings to it alone, without the other side.
    package let account: Account?
    /// This entry alone, when it also fits the fund and the dates.
    package let entry: ID<LedgerEntry>?

    package struct Item: Codable, Sendable {
        let position: Int64
        let entry: ID<LedgerEntry>
        let date: CivilDate
        let fund: ID<Fund>
        let kind: EntryKind
        let ref: String
        let account: Account
        let debit: Rupiah
        let credit: Rupiah
        let cashKind: CashKind?
        let denomination: FaceValue?
        let emissionYear: EmissionYear?
        let pieces: Int64?
        let count: ID<CoinCount>?
        let box: ID<Box>?
        let place: ID<Place>?
        let item: ID<SupplyItem>?
        let reverses: ID<LedgerEntry>?
        let reversedBy: ID<LedgerEntry>?
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        let page = try JournalPage(cursor: context.cursor)
        var items: [Item] = []
        var next: String?
        func take(_ row: EntryRow) -> Bool {
            let isDivided = page.divides(row)
            guard isDivided || page.precedes(row) else { return true }
            for (index, posting) in row.postings.enumerated() {
                if isDivided, index < page.postings { continue }
                if let account, posting.account != account { continue }
                if items.count == context.limit {
                    next = JournalPage.cursor(after: row.date, row.entry, postings: index)
                    return false
                }
                items.append(Item(row, posting))
            }
            return true
        }
        if let entry {
            if let row = context.facts.row(EntryRow.self, RowKey(entry)), includes(row) {
                _ = take(row)
            }
        } else {
            let start = page.date.map { max($0, from ?? $0) } ?? from
            context.facts.visitEntries(of: fund, from: start, through: until, take)
        }
        return QueryAnswer(items: items, next: next)
    }

    private func includes(_ row: EntryRow) -> Bool {
        (fund.map { $0 == row.fund } ?? true) && (from.map { $0 <= row.date } ?? true)
            && (until.map { row.date <= $0 } ?? true)
    }
}

extension ShowJournal.Item {
    fileprivate init(_ row: EntryRow, _ posting: Posting) {
        let denomination = posting.key.flatMap(Denomination.init(key:))
        self.init(
            position: row.position,
            entry: row.entry,
            date: row.date,
            fund: row.fund,
            kind: row.kind,
            ref: row.ref,
            account: posting.account,
            debit: Rupiah(max(0, posting.amount)),
            credit: Rupiah(max(0, -posting.amount)),
            cashKind: denomination?.kind,
            denomination: denomination.map { FaceValue($0.value) },
            emissionYear: denomination?.emissionYear.map(EmissionYear.init(_:)),
            pieces: posting.pieces,
            count: posting.count ?? row.tags.count,
            box: posting.box ?? row.tags.box,
            place: row.tags.place,
            item: posting.item,
            reverses: row.reverses,
            reversedBy: row.reversedBy
        )
    }
}
