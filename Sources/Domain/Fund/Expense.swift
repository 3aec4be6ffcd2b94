// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

extension PolicyKey<Int64> {
    /// Thousandths of the collection that may go into collecting it.
    package static let costCapPermille = PolicyKey("pub.costCapPermille", 100, .permille)
}

extension PolicyKey<Bool> {
    static let distributionCostFromFund = PolicyKey("distribution.costFromFund", false)
}

extension Facts {
    /// The most a fund may spend on fundraising: a share of what was collected by a day (K-14).
    package func costCap(of fund: FundState, on date: CivilDate) -> Int64 {
        costCap(of: fund, collected: -balance(of: .restricted, in: fund.id, on: date), on: date)
    }

    /// The most a fund may spend on fundraising after so much was collected; 0 after a disaster.
    package func costCap(of fund: FundState, collected: Int64, on date: CivilDate) -> Int64 {
        if let drive = fund.drive, state(DriveState.self, drive)?.isDisaster ?? false { return 0 }
        // 10^12 × 1,000 stays far inside 64 bits.
        return collected * policy(.costCapPermille, on: date) / 1000
    }
}

/// A cost of collecting, or of handing over, paid from the bank.
package struct PayExpense: Command {
    package static let contract = Contract(
        "fund.payExpense",
        roles: [.treasurer],
        positional: ["fund"],
        refusals: [
            "futureDated", "fundClosed", "periodClosed", "fundPurposeViolation", "receiptReused",
            "costCapExceeded", "cashNotDeposited", "insufficientFunds",
        ],
        next: ["fund ledger {fund}"]
    )

    /// Open, with enough money at the bank.
    package let fund: ID<Fund>
    /// Fundraising counts against the cap; distribution is for funds without a drive unless policy
    /// lets.
    package let kind: ExpenseKind
    /// All of it, from the bank.
    package let amount: Amount
    /// Never used before with the vendor, or in the fund when no vendor is named.
    package let receiptNumber: DocNumber
    /// Must exist; `nil` for a shop without a record.
    package let vendor: ID<Organisation>?
    /// What was paid for, without a person's name.
    package let memo: Line?

    package func decide(_ decision: Decision) throws(Rejection) -> EntryAnswer {
        let state = try decision.find(FundState.self, fund)
        _ = try decision.find(OrganisationState.self, ifNamed: vendor)
        try decision.gate(fund.stream, step: false)
        try decision.openFund(state)
        try checkKind(state, decision)
        try decision.checkReceipt(receiptNumber, vendor: vendor, fund: fund)
        try checkCap(state, decision)
        let postings = Posting.entry([
            Posting(kind == .fundraising ? .fundraising : .distribution, amount.value),
            Posting(.bank, -amount.value),
        ])
        try decision.checkFunds(postings, in: fund)
        let entry = decision.newEntry()
        decision.record(
            FundEvent.expensePaid(
                entry: entry,
                kind: .expensePaid,
                ref: receiptNumber.text,
                postings: postings,
                expense: kind,
                receiptNumber: receiptNumber,
                vendor: vendor,
                memo: memo
            ),
            to: fund.stream
        )
        return EntryAnswer(fund: fund, entry: entry)
    }

    private func checkKind(_ fund: FundState, _ decision: Decision) throws(Rejection) {
        guard kind == .distribution, fund.drive != nil else { return }
        let key = PolicyKey.distributionCostFromFund
        if decision.facts.policy(key, on: decision.occurredOn) { return }
        throw .refused(
            FundRefusal.fundPurposeViolation(
                fund: fund.id,
                item: nil,
                category: nil,
                kind: kind,
                policy: key.name,
                to: nil,
                allowed: nil
            )
        )
    }

    private func checkCap(_ fund: FundState, _ decision: Decision) throws(Rejection) {
        guard kind == .fundraising else { return }
        let cap = decision.facts.costCap(of: fund, on: decision.occurredOn)
        let used = decision.facts.ledger(fund.id).balance(.fundraising)
        if used + amount.value > cap {
            throw .refused(
                FundRefusal.costCapExceeded(cap: cap, used: used, asked: amount.value)
            )
        }
    }
}
