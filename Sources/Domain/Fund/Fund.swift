// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0
extension Fund {
    /// The commands of its methods; a new one is added here.
    package static let commands: [any Command.Type] = [
        OpenFund.self, DepositCash.self, PayExpense.self, ReceiveGrant.self, TransferMoney.self,
        CarryOver.self, ReverseEntry.self, ClosePeriod.self,
    ]
}

/// A fund that no drive opened.
package struct OpenFund: Command {
    package static let contract = Contract(
        "fund.open",
        roles: [.treasurer, .board],
        positional: ["fund"],
        refusals: ["futureDated", "alreadyExists", "categoriesMissing"],
        next: ["fund receive-grant {fund}"]
    )

    /// A code that no fund has yet.
    package let fund: ID<Fund>
    /// What lists and journals show.
    package let name: Line
    /// Cannot be changed later.
    package let restriction: Restriction
    /// At least one for a restricted fund.
    package let categories: [ItemCategory]?
    /// Who endows it; must exist.
    package let donor: ID<Organisation>?
    /// In words, for whoever spends it.
    package let purpose: Line?

    package func decide(_ decision: Decision) throws(Rejection) -> FundAnswer {
        _ = try decision.find(OrganisationState.self, ifNamed: donor)
        try decision.gate(fund.stream, step: false)
        if decision.facts.state(FundState.self, fund) != nil {
            throw .refused(common: .alreadyExists(what: Fund.noun, id: fund.text))
        }
        let categories = categories ?? []
        if restriction == .restricted, categories.isEmpty {
            throw .refused(FundRefusal.categoriesMissing)
        }
        decision.record(
            FundEvent.opened(
                name: name,
                restriction: restriction,
                categories: categories,
                drive: nil,
                donor: donor,
                purpose: purpose
            ),
            to: fund.stream
        )
        return FundAnswer(fund: fund)
    }
}

/// Money given by an organisation, straight to the bank.
package struct ReceiveGrant: Command {
    package static let contract = Contract(
        "fund.receiveGrant",
        roles: [.treasurer],
        positional: ["fund"],
        refusals: ["futureDated", "fundClosed", "periodClosed"],
        next: ["fund ledger {fund}"]
    )

    /// Open.
    package let fund: ID<Fund>
    /// Must exist.
    package let donor: ID<Organisation>
    /// Straight to the bank.
    package let amount: Amount
    /// Of the donor's letter or transfer; not checked for doubles.
    package let reference: DocNumber
    /// What the donor gave it for, in words.
    package let purpose: Line

    package func decide(_ decision: Decision) throws(Rejection) -> EntryAnswer {
        let state = try decision.find(FundState.self, fund)
        _ = try decision.find(OrganisationState.self, donor)
        try decision.gate(fund.stream, step: false)
        try decision.openFund(state)
        let entry = decision.newEntry()
        decision.record(
            FundEvent.grantReceived(
                entry: entry,
                kind: .grantReceived,
                ref: reference.text,
                postings: Posting.entry([
                    Posting(.bank, amount.value), Posting(.csr, -amount.value),
                ]),
                donor: donor,
                reference: reference,
                purpose: purpose
            ),
            to: fund.stream
        )
        return EntryAnswer(fund: fund, entry: entry)
    }
}

/// Money from one fund to another.
package struct TransferMoney: Command {
    package static let contract = Contract(
        "fund.transfer",
        roles: [.treasurer],
        positional: ["fund"],
        refusals: [
            "futureDated", "fundClosed", "periodClosed", "sameFund", "fundPurposeViolation",
            "cashNotDeposited", "insufficientFunds",
        ],
        needsReason: true,
        next: ["fund ledger {fund}"]
    )

    /// Open, with enough money at the bank.
    package let fund: ID<Fund>
    /// Another open fund that is bound as tightly or more.
    package let to: ID<Fund>
    /// From bank to bank, in two entries.
    package let amount: Amount

    package struct Answer: Codable, Sendable {
        let fund: ID<Fund>
        let to: ID<Fund>
        let entry: ID<LedgerEntry>
        let counterEntry: ID<LedgerEntry>
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let source = try decision.find(FundState.self, fund)
        let target = try decision.find(FundState.self, to)
        try decision.gate(fund.stream, step: false)
        try decision.openFund(source, target)
        try decision.checkTransfer(from: source, to: target)
        let postings = Posting.entry([
            Posting(.transfers, amount.value), Posting(.bank, -amount.value),
        ])
        try decision.checkFunds(postings, in: fund)
        let (entry, counterEntry) = (decision.newEntry(), decision.newEntry())
        decision.record(
            FundEvent.transferredOut(
                entry: entry,
                kind: .transferredOut,
                ref: to.text,
                postings: postings,
                to: to
            ),
            to: fund.stream
        )
        decision.record(
            FundEvent.transferredIn(
                entry: counterEntry,
                kind: .transferredIn,
                ref: fund.text,
                postings: Posting.entry([
                    Posting(.bank, amount.value), Posting(.transfers, -amount.value),
                ]),
                from: fund
            ),
            to: to.stream
        )
        return Answer(fund: fund, to: to, entry: entry, counterEntry: counterEntry)
    }
}

extension Decision {
    /// Refuses `sameFund`, and `fundPurposeViolation` when restricted money would become freer.
    package func checkTransfer(
        from source: FundState,
        to target: FundState
    ) throws(Rejection) {
        if source.id == target.id { throw .refused(FundRefusal.sameFund) }
        if source.mayPass(to: target) { return }
        throw .refused(
            FundRefusal.fundPurposeViolation(
                fund: source.id,
                item: nil,
                category: nil,
                kind: nil,
                policy: nil,
                to: target.id,
                allowed: source.categories
            )
        )
    }
}

/// Nothing dated up to a day is posted any more.
package struct ClosePeriod: Command {
    package static let contract = Contract(
        "fund.closePeriod",
        roles: [.treasurer],
        positional: ["fund"],
        refusals: ["futureDated", "fundClosed", "periodClosed", "validityDates"],
        confirm: "yes",
        next: ["ledger trial-balance --fund {fund}"]
    )

    /// Open.
    package let fund: ID<Fund>
    /// Later than the period closed before, not after the business date.
    package let through: CivilDate

    package struct Answer: Codable, Sendable {
        let fund: ID<Fund>
        let through: CivilDate
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let state = try decision.find(FundState.self, fund)
        try decision.gate(fund.stream, step: false)
        try decision.openFund(state)
        if let closed = state.closedThrough, through <= closed {
            throw .refused(FundRefusal.periodClosed(fund: fund, through: closed))
        }
        if through > decision.occurredOn {
            throw .refused(common: .validityDates(from: through, to: decision.occurredOn))
        }
        decision.record(FundEvent.periodClosed(through: through), to: fund.stream)
        return Answer(fund: fund, through: through)
    }
}

/// The fund that a command was about.
package struct FundAnswer: Codable, Sendable {
    let fund: ID<Fund>
}

/// The fund and the entry that was posted to it.
package struct EntryAnswer: Codable, Sendable {
    let fund: ID<Fund>
    let entry: ID<LedgerEntry>
}
