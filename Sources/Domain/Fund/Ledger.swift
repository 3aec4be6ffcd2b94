// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// What every rule about money shares: the gates of a fund, numbers of entries, and the guards that
// keep bank, coins, receipts and purposes right. Amounts are whole rupiah.

extension Facts {
    /// The sums of all entries of a fund.
    package func ledger(_ fund: ID<Fund>) -> LedgerSums {
        row(LedgerTotal.self, RowKey(fund))?.sums ?? LedgerSums()
    }

    /// The sums of a fund's entries of the days between two dates, both included.
    package func ledger(
        _ fund: ID<Fund>,
        from: CivilDate?,
        through until: CivilDate?
    ) -> LedgerSums {
        if from == nil && until == nil { return ledger(fund) }
        var sums = LedgerSums()
        visit(
            LedgerDay.self,
            prefix: RowKey(fund),
            from: from.map { RowKey(fund).and($0) },
            reversed: false
        ) { day in
            if let until, day.date > until { return false }
            sums.add(day.sums)
            return true
        }
        return sums
    }

    /// The balance of an account at the end of a day.
    ///
    /// Walks back from the last day that has entries, so it costs nothing for today.
    package func balance(of account: Account, in fund: ID<Fund>, on date: CivilDate) -> Int64 {
        var balance = ledger(fund).balance(account)
        visitDays(of: fund, after: date) { balance -= $0.balance(account) }
        return balance
    }

    /// The lowest balance of an account at the end of a day and of every later day with entries.
    package func lowestBalance(
        of account: Account,
        in fund: ID<Fund>,
        from date: CivilDate
    ) -> Int64 {
        var balance = ledger(fund).balance(account)
        var lowest = balance
        visitDays(of: fund, after: date) { day in
            balance -= day.balance(account)
            lowest = min(lowest, balance)
        }
        return lowest
    }

    private func visitDays(
        of fund: ID<Fund>,
        after date: CivilDate,
        _ body: (LedgerSums) -> Void
    ) {
        visit(LedgerDay.self, prefix: RowKey(fund), from: nil, reversed: true) { day in
            guard day.date > date else { return false }
            body(day.sums)
            return true
        }
    }
}

extension Decision {
    /// Refuses `fundClosed`, then `periodClosed`, for every fund the command posts to or plans with.
    ///
    /// Call it after ``gate(_:step:)`` and before the refusals of the command.
    package func openFund(_ funds: FundState...) throws(Rejection) {
        for fund in funds where fund.isClosed {
            throw .refused(FundRefusal.fundClosed(fund: fund.id))
        }
        for fund in funds {
            if let through = fund.closedThrough, occurredOn <= through {
                throw .refused(FundRefusal.periodClosed(fund: fund.id, through: through))
            }
        }
    }

    /// The number of the next ledger entry.
    package func newEntry() -> ID<LedgerEntry> { ID(trusted: newNumber("JRN")) }

    /// Refuses an entry that would overdraw bank or coins on `occurredOn` or later.
    ///
    /// `cashNotDeposited` when the undeposited coins of that day would make up for the bank (K-15),
    /// else `insufficientFunds` (K-11).
    package func checkFunds(_ postings: [Posting], in fund: ID<Fund>) throws(Rejection) {
        for account in [Account.bank, .coins] {
            let change = postings.reduce(0) { $1.account == account ? $0 + $1.amount : $0 }
            guard change < 0 else { continue }
            let available = facts.lowestBalance(of: account, in: fund, from: occurredOn)
            guard available + change < 0 else { continue }
            if account == .bank {
                let undeposited = facts.balance(of: .coins, in: fund, on: occurredOn)
                if available + undeposited + change >= 0 {
                    throw .refused(
                        FundRefusal.cashNotDeposited(
                            bank: available,
                            undeposited: undeposited,
                            asked: -change
                        )
                    )
                }
            }
            throw .refused(
                FundRefusal.insufficientFunds(
                    fund: fund,
                    account: account,
                    available: available,
                    asked: -change
                )
            )
        }
    }

    /// Refuses `receiptReused` when the number is in use with the vendor, or else in the fund.
    ///
    /// Expenses and payments of purchases share the numbers; a reversed entry frees its own.
    package func checkReceipt(
        _ number: DocNumber,
        vendor: ID<Organisation>?,
        fund: ID<Fund>
    ) throws(Rejection) {
        let key = ReceiptNumberRow.key(number, vendor: vendor, fund: fund)
        if let used = facts.row(ReceiptNumberRow.self, key) {
            throw .refused(FundRefusal.receiptReused(receiptNumber: number, entry: used.entry))
        }
    }

    /// Refuses `fundPurposeViolation` for goods of a category that the fund may not hold (K-13).
    ///
    /// A kit counts as each category of its parts; the first that is not allowed is named.
    package func checkPurpose(
        of item: ID<SupplyItem>,
        _ categories: [ItemCategory],
        in fund: FundState
    ) throws(Rejection) {
        for category in categories where !fund.allows(category) {
            throw .refused(
                FundRefusal.fundPurposeViolation(
                    fund: fund.id,
                    item: item,
                    category: category,
                    kind: nil,
                    policy: nil,
                    to: nil,
                    allowed: fund.categories
                )
            )
        }
    }

    /// Records the reversal of an entry and answers its number; the caller has checked that it may.
    package func reverse(_ row: EntryRow) throws(Rejection) -> ID<LedgerEntry> {
        let postings = row.postings.map(\.opposite)
        try checkFunds(postings, in: row.fund)
        let entry = newEntry()
        record(
            FundEvent.entryReversed(
                entry: entry,
                kind: .entryReversed,
                ref: row.entry.text,
                postings: postings,
                reverses: row.entry
            ),
            to: row.fund.stream
        )
        return entry
    }
}
