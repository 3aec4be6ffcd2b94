// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

extension PolicyKey where Value == String {
    /// The fund into which dues go; empty: dues are kept with the membership only.
    package static let duesFund = PolicyKey("dues.fund", "")
}

/// A member has paid the dues of a year.
package struct PayDues: Command {
    package static let contract = Contract(
        "membership.payDues",
        roles: [.treasurer],
        positional: ["membership"],
        refusals: [
            "futureDated", "duesAlreadyPaid", "receiptReused", "membershipState", "fundClosed",
            "periodClosed",
        ],
        next: ["membership issue-card {membership}"]
    )

    /// Admitted, with the dues of the year unpaid.
    package let membership: ID<Membership>
    /// A calendar year, paid once.
    package let period: DuesYear
    /// All of it, to the bank.
    package let amount: Amount
    /// Never used for any member's dues.
    package let receiptNo: Line

    package struct Answer: Codable, Sendable {
        let membership: ID<Membership>
        /// The entry in the fund of dues; `nil` when the office keeps none.
        let ledgerEntry: ID<LedgerEntry>?
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let state = try decision.find(MembershipState.self, membership)
        try decision.gate(membership.stream, step: false)
        try decision.refuse(
            state.paidYears.contains(period.value),
            MembershipRefusal.duesAlreadyPaid
        )
        if let holder = decision.facts.holder(of: .duesReceipt, receiptNo) {
            throw .refused(MembershipRefusal.receiptReused(membership: ID(trusted: holder)))
        }
        try state.mustBe(.admitted)
        let fund = decision.facts.fund(named: .duesFund, on: decision.occurredOn)
        if let fund { try decision.openFund(fund) }
        decision.record(
            MembershipEvent.duesPaid(period: period, amount: amount, receiptNo: receiptNo),
            to: membership.stream
        )
        return Answer(
            membership: membership,
            ledgerEntry: fund.map { post(to: $0, decision) }
        )
    }

    private func post(to fund: FundState, _ decision: Decision) -> ID<LedgerEntry> {
        let entry = decision.newEntry()
        decision.record(
            FundEvent.duesReceived(
                entry: entry,
                kind: .duesReceived,
                ref: membership.text,
                postings: Posting.entry([
                    Posting(.bank, amount.value), Posting(.dues, -amount.value),
                ]),
                membership: membership,
                period: period,
                receiptNo: receiptNo
            ),
            to: fund.id.stream
        )
        return entry
    }
}

/// A member gets a card; the one before ends.
package struct IssueCard: Command {
    package static let contract = Contract(
        "membership.issueCard",
        roles: [.registrar],
        positional: ["membership"],
        refusals: [
            "futureDated", "outOfOrder", "notAdmitted", "duesUnpaid", "cardNoUsed",
            "validityDates",
        ]
    )

    /// Admitted, with the dues of the business date's year paid.
    package let membership: ID<Membership>
    /// Never used for any card.
    package let cardNo: Line
    /// The last day, not before the business date.
    package let validTo: CivilDate

    package func decide(_ decision: Decision) throws(Rejection) -> MembershipAnswer {
        let state = try decision.find(MembershipState.self, membership)
        try decision.gate(membership.stream, step: true)
        try decision.refuse(state.status != .admitted, MembershipRefusal.notAdmitted)
        let year = Int64(decision.occurredOn.year)
        try decision.refuse(
            !state.paidYears.contains(year),
            MembershipRefusal.duesUnpaid(period: year)
        )
        try decision.refuse(
            decision.facts.holder(of: .card, cardNo) != nil,
            MembershipRefusal.cardNoUsed
        )
        if validTo < decision.occurredOn {
            throw .refused(
                common: .validityDates(from: decision.occurredOn, to: validTo)
            )
        }
        if let card = state.card {
            decision.record(
                MembershipEvent.cardRevoked(cardNo: card.cardNo, because: .replaced),
                to: membership.stream
            )
        }
        decision.record(
            MembershipEvent.cardIssued(cardNo: cardNo, validTo: validTo),
            to: membership.stream
        )
        return MembershipAnswer(membership: membership)
    }
}

/// A member's card is not valid any more.
package struct RevokeCard: Command {
    package static let contract = Contract(
        "membership.revokeCard",
        roles: [.registrar],
        positional: ["membership"],
        refusals: ["futureDated", "outOfOrder", "noCard"],
        needsReason: true
    )

    /// With a card in force.
    package let membership: ID<Membership>

    package func decide(_ decision: Decision) throws(Rejection) -> MembershipAnswer {
        let state = try decision.find(MembershipState.self, membership)
        try decision.gate(membership.stream, step: true)
        guard let card = state.card else { throw .refused(MembershipRefusal.noCard) }
        decision.record(
            MembershipEvent.cardRevoked(cardNo: card.cardNo, because: .revoked),
            to: membership.stream
        )
        return MembershipAnswer(membership: membership)
    }
}
