// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Domain

extension Slice {
    /// Funds and their ledger.
    package static let fund = Slice(
        "Fund",
        commands: Fund.commands,
        queries: [
            ListFunds.self, ShowLedger.self, ShowAccountability.self, ShowJournal.self,
            TrialBalance.self, ExportLedger.self,
        ],
        events: [FundEvent.self],
        projections: [funds],
        recordsDenials: false
    )

    private static let funds = Projection(
        "funds",
        tables: [
            FundState.table, LedgerTotal.table, LedgerDay.table, EntryRow.table,
            EntryByFund.table, EntryByDate.table, ReceiptNumberRow.table, SlipRow.table,
            CountMoney.table,
        ]
    )
    .keeping(FundState.self)
    .on(FundEvent.self) { event, meta, store in
        guard let posted = event.postedEntry else { return }
        LedgerKeeper(store: store, fund: ID(trusted: meta.streamID), meta: meta).post(posted)
    }
}

/// Writes an entry into the rows of the ledger.
private struct LedgerKeeper {
    let store: any RowStore
    let fund: ID<Fund>
    let meta: EventMeta

    func post(_ posted: PostedEntry) {
        store.took(posted.entry.text)
        let reversed = posted.reverses.flatMap { store.row(EntryRow.self, RowKey($0)) }
        let row = EntryRow(
            entry: posted.entry,
            position: meta.position,
            fund: fund,
            date: meta.occurredOn,
            kind: posted.kind,
            ref: posted.ref,
            postings: posted.postings,
            tags: reversed?.tags ?? posted.tags,
            counts: posted.counts,
            purchase: posted.purchase,
            receipt: posted.receipt,
            vendor: posted.vendor,
            reverses: posted.reverses
        )
        store.put(row)
        store.put(EntryByFund(fund: fund, date: row.date, entry: row.entry))
        store.put(EntryByDate(date: row.date, entry: row.entry))
        sum(row, kind: reversed?.kind ?? row.kind)
        if var reversed {
            reversed.reversedBy = row.entry
            store.put(reversed)
            free(reversed)
        } else {
            claim(row)
        }
    }

    private func sum(_ row: EntryRow, kind: EntryKind) {
        store.change(LedgerTotal.self, RowKey(fund)) { total in
            if total == nil { total = LedgerTotal(fund: fund) }
            total?.sums.add(row.postings, kind: kind)
        }
        store.change(LedgerDay.self, RowKey(fund).and(row.date)) { day in
            if day == nil { day = LedgerDay(fund: fund, date: row.date) }
            day?.sums.add(row.postings, kind: kind)
        }
    }

    // Receipts, slips and counts that the entry takes up.
    private func claim(_ row: EntryRow) {
        if let receipt = row.receipt {
            store.put(
                ReceiptNumberRow(vendor: row.vendor, fund: fund, number: receipt, entry: row.entry)
            )
        }
        if row.kind == .cashReceived, let count = row.tags.count {
            var money = CountMoney(count: count)
            money.entry = row.entry
            store.put(money)
        }
        if row.kind == .cashDeposited {
            let slip = DocNumber(trusted: row.ref)
            store.put(SlipRow(fund: fund, slip: slip, entry: row.entry))
            for count in row.counts {
                var money = store.row(CountMoney.self, RowKey(count)) ?? CountMoney(count: count)
                money.deposit = row.entry
                money.slip = slip
                store.put(money)
            }
        }
    }

    // The same, given back by a reversal.
    private func free(_ row: EntryRow) {
        if let receipt = row.receipt {
            let key = ReceiptNumberRow.key(receipt, vendor: row.vendor, fund: fund)
            store.remove(ReceiptNumberRow.self, key)
        }
        if row.kind == .cashReceived, let count = row.tags.count {
            store.update(CountMoney.self, RowKey(count)) { $0.entry = nil }
        }
        if row.kind == .cashDeposited {
            store.remove(SlipRow.self, SlipRow.key(fund, DocNumber(trusted: row.ref)))
            for count in row.counts {
                store.update(CountMoney.self, RowKey(count)) { money in
                    money.deposit = nil
                    money.slip = nil
                }
            }
        }
    }
}
