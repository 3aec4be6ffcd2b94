// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// A purchase is an order of goods from a vendor: one person asks, another approves, a storekeeper
// receives, the treasurer pays by receipt. Its state follows from what came and what was paid.
// Commands here: request, approve, reject, cancel; receive, pay and returnGoods are in a file of
// their own.

// MARK: Commands

extension Purchase {
    /// The commands of its methods; a new one is added here.
    package static let commands: [any Command.Type] = [
        RequestPurchase.self, ApprovePurchase.self, RejectPurchase.self, ReceivePurchase.self,
        PayPurchase.self, ReturnPurchasedGoods.self, CancelPurchase.self,
    ]
}

/// Asks for an order of goods with a fund's money.
package struct RequestPurchase: Command {
    package static let contract = Contract(
        "purchase.request",
        roles: [.coordinator, .storekeeper, .supervisor],
        positional: ["fund"],
        refusals: [
            "futureDated", "fundClosed", "periodClosed", "fundPurposeViolation", "quotesMissing",
        ],
        next: ["purchase approve {purchase}"]
    )

    /// Open, and free to buy these categories.
    package let fund: ID<Fund>
    /// Must exist.
    package let vendor: ID<Organisation>
    /// At least one, each item once, with the price of a piece.
    package let lines: [OrderLine]
    /// Of other vendors; above a total policy says how many there must be.
    package let quotes: [Quote]?

    package struct Answer: Codable, Sendable {
        let purchase: ID<Purchase>
        let total: Rupiah
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        try Lines.check(lines) { $0.item.text }
        var total: Int64 = 0
        for line in lines {
            let price = try Checked.product(line.quantity.value, line.unitPrice.value)
            total = try Checked.sum(total, price)
        }
        let fundState = try decision.find(FundState.self, fund)
        _ = try decision.find(OrganisationState.self, vendor)
        let items = try decision.findItems(lines.map(\.item))
        for quote in quotes ?? [] { _ = try decision.find(OrganisationState.self, quote.vendor) }
        let purchase = decision.newID(Purchase.self)
        try decision.gate(fund.stream, step: false)
        try decision.openFund(fundState)
        try decision.checkPurpose(of: items, in: fundState)
        let threshold = decision.facts.policy(.quotesAbove, on: decision.occurredOn)
        let needed = decision.facts.policy(.quotesNeeded, on: decision.occurredOn)
        let given = Int64(quotes?.count ?? 0)
        if total > threshold, given < needed {
            throw .refused(
                PurchaseRefusal.quotesMissing(threshold: threshold, needed: needed, given: given)
            )
        }
        decision.record(
            PurchaseEvent.requested(
                fund: fund,
                vendor: vendor,
                lines: lines,
                total: total,
                quotes: quotes
            ),
            to: purchase.stream
        )
        return Answer(purchase: purchase, total: Rupiah(total))
    }
}

/// Lets an order go out; never by the one who asked for it (K-16).
package struct ApprovePurchase: Command {
    package static let contract = Contract(
        "purchase.approve",
        roles: [.supervisor, .board],
        positional: ["purchase"],
        refusals: [
            "futureDated", "outOfOrder", "wrongState", "selfApproval", "boardApprovalNeeded",
        ],
        next: ["purchase receive {purchase}"]
    )

    /// Requested, by another operator; above a total only the board approves.
    package let purchase: ID<Purchase>
    package typealias Answer = PurchaseAnswer

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let state = try decision.find(PurchaseState.self, purchase)
        try decision.gate(purchase.stream, step: true)
        try state.mustBe([.requested])
        try decision.mustNotBe(state.requestedBy)
        let limit = decision.facts.policy(.boardAbove, on: decision.occurredOn)
        if state.total > limit, !decision.roles.contains(.board) {
            throw .refused(PurchaseRefusal.boardApprovalNeeded(total: state.total, limit: limit))
        }
        decision.record(
            PurchaseEvent.approved(requestedBy: state.requestedBy),
            to: purchase.stream
        )
        return Answer(purchase: purchase)
    }
}

/// Says no to an order.
package struct RejectPurchase: Command {
    package static let contract = Contract(
        "purchase.reject",
        roles: [.supervisor, .board],
        positional: ["purchase"],
        refusals: ["futureDated", "outOfOrder", "wrongState", "selfApproval"],
        needsReason: true
    )

    /// Requested, by another operator.
    package let purchase: ID<Purchase>
    package typealias Answer = PurchaseAnswer

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let state = try decision.find(PurchaseState.self, purchase)
        try decision.gate(purchase.stream, step: true)
        try state.mustBe([.requested])
        try decision.mustNotBe(state.requestedBy)
        decision.record(PurchaseEvent.rejected, to: purchase.stream)
        return Answer(purchase: purchase)
    }
}

/// Gives up what has not come of an order.
package struct CancelPurchase: Command {
    package static let contract = Contract(
        "purchase.cancel",
        roles: [.coordinator, .supervisor, .board],
        positional: ["purchase"],
        refusals: ["futureDated", "outOfOrder", "wrongState"],
        needsReason: true,
        confirm: "yes"
    )

    /// Not all here and not rejected; what came stays and is owed.
    package let purchase: ID<Purchase>

    package struct Answer: Codable, Sendable {
        let purchase: ID<Purchase>
        let state: PurchaseStatus
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        var state = try decision.find(PurchaseState.self, purchase)
        try decision.gate(purchase.stream, step: true)
        try state.mustBe([.requested, .approved, .partlyReceived])
        let rest = state.lines.filter { $0.outstanding > 0 }
            .map { CountedLine(item: $0.item, quantity: $0.outstanding) }
        let event = PurchaseEvent.cancelled(lines: rest)
        decision.record(event, to: purchase.stream)
        state.follow(event)
        return Answer(purchase: purchase, state: state.state)
    }
}

/// The answer of a command that says nothing but which purchase it was.
package struct PurchaseAnswer: Codable, Sendable {
    let purchase: ID<Purchase>
}

// MARK: Rules

extension PolicyKey where Value == Int64 {
    /// Rupiah above which other vendors must have been asked.
    package static let quotesAbove = PolicyKey("purchase.quotesAbove", 5_000_000, .rupiah)
    /// How many vendors must have been asked then.
    package static let quotesNeeded = PolicyKey("purchase.quotesNeeded", 3)
    /// Rupiah above which only the board approves.
    package static let boardAbove = PolicyKey("purchase.boardAbove", 5_000_000, .rupiah)
}

extension PurchaseState {
    /// Refuses `wrongState` unless the purchase is in one of the states.
    func mustBe(_ needed: [PurchaseStatus]) throws(Rejection) {
        if needed.contains(state) { return }
        throw .refused(
            common: .wrongState(
                what: Purchase.noun,
                id: id.text,
                state: state.rawValue,
                needed: needed.map(\.rawValue)
            )
        )
    }
}

extension Decision {
    /// Refuses `selfApproval` when the asker asks for the approval of what they did themselves.
    func mustNotBe(_ requester: ID<Operator>) throws(Rejection) {
        if facts.samePerson(PersonID(actor), PersonID(requester)) {
            throw .refused(common: .selfApproval(requestedBy: requester))
        }
    }

    /// Refuses `fundPurposeViolation` for the first item that a fund may not hold (K-13).
    func checkPurpose(of items: [ItemState], in fund: FundState) throws(Rejection) {
        for item in items {
            try checkPurpose(of: item.id, facts.categories(of: item), in: fund)
        }
    }
}

// MARK: Refusals

/// Why a purchase does not go on.
package enum PurchaseRefusal: Refusal {
    case quotesMissing(threshold: Int64, needed: Int64, given: Int64)
    case boardApprovalNeeded(total: Int64, limit: Int64)
    case exceedsOrdered(item: ID<SupplyItem>, ordered: Int64, received: Int64, asked: Int64)
    case nothingToPay
    case lineTotalMismatch(lines: Int64, stated: Int64)
    case exceedsReceived(item: ID<SupplyItem>, received: Int64, asked: Int64)
    case refundMissing(unpaid: Int64, returned: Int64)
}
