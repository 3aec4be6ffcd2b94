// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// MARK: Events

/// One line of an order.
package struct OrderLine: Codable, Sendable {
    /// Each once in an order.
    package let item: ID<SupplyItem>
    /// Pieces.
    package let quantity: Quantity
    /// Rupiah for one piece.
    package let unitPrice: Amount
}

/// What another vendor asked for the same order.
package struct Quote: Codable, Sendable {
    /// Other than the one ordered from; must exist.
    package let vendor: ID<Organisation>
    /// Rupiah, for the whole order.
    package let total: Amount
}

/// One line of goods sent back: the ordered price, and what they had cost in stock.
package struct ReturnedLine: Codable, Sendable {
    /// Each once in an event.
    package let item: ID<SupplyItem>
    /// Pieces.
    package let quantity: Int64
    /// Rupiah at the ordered price.
    package let value: Int64
    /// Rupiah at average cost.
    package let cost: Int64
}

/// What happens to a purchase.
package enum PurchaseEvent: DomainEvent {
    case requested(
        fund: ID<Fund>,
        vendor: ID<Organisation>,
        lines: [OrderLine],
        total: Int64,
        quotes: [Quote]?
    )
    case approved(requestedBy: ID<Operator>)
    case rejected
    case goodsReceived(location: ID<Location>, lines: [ValuedLine])
    case paid(receiptNumber: DocNumber, total: Int64, entry: ID<LedgerEntry>)
    case goodsReturned(location: ID<Location>, lines: [ReturnedLine], refundSlip: DocNumber?)
    case cancelled(lines: [CountedLine])
    case paymentReversed(entry: ID<LedgerEntry>)

    package enum CodingKeys: String, CodingKey {
        case requested = "purchase.requested"
        case approved = "purchase.approved"
        case rejected = "purchase.rejected"
        case goodsReceived = "purchase.goodsReceived"
        case paid = "purchase.paid"
        case goodsReturned = "purchase.goodsReturned"
        case cancelled = "purchase.cancelled"
        case paymentReversed = "purchase.paymentReversed"
    }

    package static let category = Purchase.noun

    package var isStep: Bool {
        switch self {
        case .requested, .paymentReversed: false
        case .approved, .rejected, .goodsReceived, .paid, .goodsReturned, .cancelled: true
        }
    }
}

// MARK: State

/// Where a purchase stands; follows from what was decided, received and paid.
package enum PurchaseStatus: String, CodeSet {
    case requested, approved, partlyReceived, received, settled, rejected, cancelled

    package static let name = "PurchaseState"
    /// True when nothing more is to come or to pay.
    package var isClosed: Bool { self == .settled || self == .rejected || self == .cancelled }
}

/// A purchase as the events left it.
package struct PurchaseState: AggregateState {
    /// One ordered item and what became of it.
    package struct Ordered: Codable, Sendable {
        /// Each once in an order.
        package let item: ID<SupplyItem>
        /// Pieces ordered.
        package let quantity: Int64
        /// Rupiah for one piece, as approved.
        package let unitPrice: Int64
        /// Pieces that came, those sent back later included.
        package var received: Int64 = 0
        /// Pieces that came and went back.
        package var returned: Int64 = 0
        /// Pieces that will not come.
        package var cancelled: Int64 = 0

        /// Pieces still to come.
        package var outstanding: Int64 { quantity - received - cancelled }
        /// Pieces that came and were not sent back.
        package var kept: Int64 { received - returned }
    }

    /// One payment to the vendor.
    package struct Payment: Codable, Sendable {
        /// A reversal names it.
        package let entry: ID<LedgerEntry>
        /// Of the vendor.
        package let receiptNumber: DocNumber
        /// Rupiah.
        package let total: Int64
        /// True when the money is owed again.
        package var isReversed = false
    }

    private enum Decided: String, Codable, Sendable {
        case requested, approved, rejected, cancelled
    }

    package static let table = RowTable(97, "purchases")
    package let id: ID<Purchase>
    /// Which pays and holds the goods.
    package let fund: ID<Fund>
    /// Whom the money goes to.
    package let vendor: ID<Organisation>
    /// Business date.
    package let requestedOn: CivilDate
    /// Never approves or rejects it.
    package let requestedBy: ID<Operator>
    /// Who let it go out; `nil` before, and when it was rejected.
    package private(set) var approvedBy: ID<Operator>?
    /// Rupiah of the whole order.
    package let total: Int64
    /// In the order asked.
    package private(set) var lines: [Ordered]
    /// In the order made, reversed ones included.
    package private(set) var payments: [Payment] = []
    /// Rupiah the vendor paid back to the bank.
    package private(set) var refunded: Int64 = 0
    private var decided = Decided.requested

    /// Where the purchase stands.
    package var state: PurchaseStatus {
        switch decided {
        case .requested: return .requested
        case .rejected: return .rejected
        case .approved, .cancelled: break
        }
        if lines.allSatisfy({ $0.received == 0 }) {
            return decided == .cancelled ? .cancelled : .approved
        }
        if lines.contains(where: { $0.outstanding > 0 }) { return .partlyReceived }
        return unpaid == 0 ? .settled : .received
    }

    /// Rupiah of what came and was not sent back, at the ordered prices.
    package var netValue: Int64 { lines.reduce(0) { $0 + $1.kept * $1.unitPrice } }
    /// Rupiah paid, less reversed payments and refunds.
    package var paid: Int64 {
        payments.reduce(0) { $1.isReversed ? $0 : $0 + $1.total } - refunded
    }
    /// Rupiah still owed to the vendor.
    package var unpaid: Int64 { netValue - paid }

    package static func initial(
        _ id: ID<Purchase>,
        _ event: PurchaseEvent,
        _ meta: EventMeta
    ) -> PurchaseState? {
        guard case .requested(let fund, let vendor, let lines, let total, _) = event else {
            return nil
        }
        return PurchaseState(
            id: id,
            fund: fund,
            vendor: vendor,
            requestedOn: meta.occurredOn,
            requestedBy: meta.actor,
            total: total,
            lines: lines.map { line in
                Ordered(
                    item: line.item,
                    quantity: line.quantity.value,
                    unitPrice: line.unitPrice.value
                )
            }
        )
    }

    package mutating func evolve(_ event: PurchaseEvent, _ meta: EventMeta) {
        if case .approved = event { approvedBy = meta.actor }
        follow(event)
    }

    /// The state after an event, for the answer of the command that records it.
    mutating func follow(_ event: PurchaseEvent) {
        switch event {
        case .requested: break
        case .approved: decided = .approved
        case .rejected: decided = .rejected
        case .goodsReceived(_, let received):
            for line in received { change(line.item) { $0.received += line.quantity } }
        case .paid(let receiptNumber, let total, let entry):
            payments.append(Payment(entry: entry, receiptNumber: receiptNumber, total: total))
        case .goodsReturned(_, let returned, let refundSlip):
            for line in returned {
                change(line.item) { $0.returned += line.quantity }
                if refundSlip != nil { refunded += line.value }
            }
        case .cancelled(let cancelled):
            decided = .cancelled
            for line in cancelled { change(line.item) { $0.cancelled += line.quantity } }
        case .paymentReversed(let entry):
            for index in payments.indices where payments[index].entry == entry {
                payments[index].isReversed = true
            }
        }
    }

    /// The ordered line of an item, if it was ordered.
    package func ordered(_ item: ID<SupplyItem>) -> Ordered? { lines.first { $0.item == item } }

    private mutating func change(_ item: ID<SupplyItem>, _ body: (inout Ordered) -> Void) {
        for index in lines.indices where lines[index].item == item { body(&lines[index]) }
    }

    private init(
        id: ID<Purchase>,
        fund: ID<Fund>,
        vendor: ID<Organisation>,
        requestedOn: CivilDate,
        requestedBy: ID<Operator>,
        total: Int64,
        lines: [Ordered]
    ) {
        self.id = id
        self.fund = fund
        self.vendor = vendor
        self.requestedOn = requestedOn
        self.requestedBy = requestedBy
        self.total = total
        self.lines = lines
    }
}
