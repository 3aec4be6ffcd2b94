// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Domain

extension [Grant] {
    fileprivate static let purchases: [Grant] = .money + [.storekeeper, .supervisor]
}

/// Every purchase with what came and what was paid.
package struct ListPurchases: Query {
    package static let contract = QueryContract(
        "purchase.list",
        roles: .purchases,
        next: ["purchase show {purchase}"]
    )

    /// Left out: of all funds.
    package let fund: ID<Fund>?
    /// As the lines and payments say, not as it was decided.
    package let state: PurchaseStatus?

    package struct Item: Codable, Sendable {
        let purchase: ID<Purchase>
        let fund: ID<Fund>
        let vendor: ID<Organisation>
        let date: CivilDate
        let total: Rupiah
        let received: Rupiah
        let paid: SignedRupiah
        let state: PurchaseStatus
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        try context.page(PurchaseState.self) { purchase in
            if let fund, fund != purchase.fund { return nil }
            if let state, state != purchase.state { return nil }
            return Item(
                purchase: purchase.id,
                fund: purchase.fund,
                vendor: purchase.vendor,
                date: purchase.requestedOn,
                total: Rupiah(purchase.total),
                received: Rupiah(purchase.netValue),
                paid: SignedRupiah(purchase.paid),
                state: purchase.state
            )
        }
    }
}

/// One purchase with its lines and payments.
package struct ShowPurchase: Query {
    package static let contract = QueryContract(
        "purchase.show",
        roles: .purchases,
        positional: ["purchase"],
        shape: .item
    )

    /// In any state.
    package let purchase: ID<Purchase>

    /// What was ordered of one item, and what came.
    package struct OrderedLine: Codable, Sendable {
        let item: ID<SupplyItem>
        let quantity: Int64
        let unitPrice: Rupiah
        let received: Int64
        let returned: Int64
    }

    /// One payment of the order.
    package struct PaymentLine: Codable, Sendable {
        let entry: ID<LedgerEntry>
        let receiptNumber: DocNumber
        let total: Rupiah
    }

    package struct Item: Codable, Sendable {
        let purchase: ID<Purchase>
        let fund: ID<Fund>
        let vendor: ID<Organisation>
        let date: CivilDate
        let total: Rupiah
        let received: Rupiah
        let paid: SignedRupiah
        let state: PurchaseStatus
        let lines: [OrderedLine]
        let requestedBy: ID<Operator>
        let approvedBy: ID<Operator>?
        /// Without reversed payments, so that they sum to what is paid before refunds.
        let payments: [PaymentLine]
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        let state = try context.find(PurchaseState.self, purchase)
        let lines = state.lines.map { line in
            OrderedLine(
                item: line.item,
                quantity: line.quantity,
                unitPrice: Rupiah(line.unitPrice),
                received: line.received,
                returned: line.returned
            )
        }
        let payments = state.payments.filter { !$0.isReversed }.map { payment in
            PaymentLine(
                entry: payment.entry,
                receiptNumber: payment.receiptNumber,
                total: Rupiah(payment.total)
            )
        }
        let item = Item(
            purchase: state.id,
            fund: state.fund,
            vendor: state.vendor,
            date: state.requestedOn,
            total: Rupiah(state.total),
            received: Rupiah(state.netValue),
            paid: SignedRupiah(state.paid),
            state: state.state,
            lines: lines,
            requestedBy: state.requestedBy,
            approvedBy: state.approvedBy,
            payments: payments
        )
        return QueryAnswer(items: [item])
    }
}
