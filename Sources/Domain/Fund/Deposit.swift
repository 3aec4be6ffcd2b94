// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

extension PolicyKey<Int64> {
    /// Days in which a confirmed count goes to the bank.
    package static let depositMaxDays = PolicyKey("deposit.maxDays", 14)
}

/// Counted coins brought to the bank, whole counts at a time (K-12).
package struct DepositCash: Command {
    package static let contract = Contract(
        "fund.depositCash",
        roles: [.treasurer],
        positional: ["fund"],
        refusals: [
            "futureDated", "fundClosed", "periodClosed", "wrongFund", "countNotConfirmed",
            "alreadyDeposited", "slipReused", "depositMismatch", "reasonRequired", "outOfOrder",
        ],
        next: ["fund accountability {fund}"]
    )

    /// Open; the fund of the drives that were counted.
    package let fund: ID<Fund>
    /// Confirmed and not deposited yet; at least one, each once.
    package let counts: [ID<CoinCount>]
    /// What the bank booked.
    package let bankAmount: Rupiah
    /// Of the bank, never used for this fund before.
    package let slip: DocNumber
    /// Counted less booked, as the treasurer sees it; left out: none.
    ///
    /// Any but 0 needs a reason.
    package let overShort: SignedRupiah?

    package struct Answer: Codable, Sendable {
        let fund: ID<Fund>
        let entry: ID<LedgerEntry>
        let counted: Rupiah
        let bankAmount: Rupiah
        let overShort: SignedRupiah
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        try checkList()
        let state = try decision.find(FundState.self, fund)
        var named: [CountState] = []
        for count in counts { named.append(try decision.find(CountState.self, count)) }
        try decision.gate(fund.stream, step: false)
        try decision.openFund(state)
        try checkCounts(named, decision.facts)
        let counted = named.reduce(0) { $0 + $1.total }
        let difference = counted - bankAmount.value
        let overShort = overShort?.value ?? 0
        if overShort != difference {
            throw .refused(
                FundRefusal.depositMismatch(
                    counted: counted,
                    bank: bankAmount.value,
                    difference: difference
                )
            )
        }
        if overShort != 0, decision.reason == nil { throw .refused(common: .reasonRequired) }
        try checkDates(named, decision)
        let entry = decision.newEntry()
        let coins = named.map { count in
            Posting(.coins, -count.total, count: count.id, box: count.box)
        }
        decision.record(
            FundEvent.cashDeposited(
                entry: entry,
                kind: .cashDeposited,
                ref: slip.text,
                postings: Posting.entry(
                    [Posting(.bank, bankAmount.value), Posting(.cashOverShort, overShort)] + coins
                ),
                counts: counts,
                counted: counted,
                bankAmount: bankAmount.value,
                overShort: overShort,
                slip: slip
            ),
            to: fund.stream
        )
        return Answer(
            fund: fund,
            entry: entry,
            counted: Rupiah(counted),
            bankAmount: bankAmount,
            overShort: SignedRupiah(overShort)
        )
    }

    private func checkList() throws(Rejection) {
        if counts.isEmpty {
            throw .invalid(pointer: "/counts", problem: "length", expected: "at least one count")
        }
        if Set(counts).count != counts.count {
            throw .invalid(pointer: "/counts", problem: "duplicate", expected: "each count once")
        }
    }

    private func checkCounts(_ counts: [CountState], _ facts: any Facts) throws(Rejection) {
        for count in counts where facts.state(DriveState.self, count.drive)?.fund != fund {
            throw .refused(FundRefusal.wrongFund(count: count.id))
        }
        for count in counts where count.status != .confirmed {
            throw .refused(FundRefusal.countNotConfirmed(count: count.id))
        }
        for count in counts {
            if let slip = facts.row(CountMoney.self, RowKey(count.id))?.slip {
                throw .refused(FundRefusal.alreadyDeposited(count: count.id, slip: slip))
            }
        }
        if facts.row(SlipRow.self, SlipRow.key(fund, slip)) != nil {
            throw .refused(FundRefusal.slipReused(slip: slip))
        }
    }

    private func checkDates(_ counts: [CountState], _ decision: Decision) throws(Rejection) {
        let confirmations = counts.compactMap(\.confirmedOn)
        if let last = confirmations.max(), decision.occurredOn < last {
            throw .refused(common: .outOfOrder(lastStepOn: last))
        }
        guard let first = confirmations.min() else { return }
        let days = Int64(decision.occurredOn.days - first.days)
        if days > decision.facts.policy(.depositMaxDays, on: decision.occurredOn) {
            decision.warn(FundRefusal.depositLate(days: days))
        }
    }
}
