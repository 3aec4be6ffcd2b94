// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Domain

extension Slice {
    /// Items, stock, purchases, beneficiaries, distributions.
    package static let supplies = Slice(
        "Supplies",
        commands: SupplyItem.commands + Location.commands + Purchase.commands + Beneficiary.commands
            + Distribution.commands,
        queries: [
            ListItems.self, ListStock.self, ShowStockCard.self,
            ListPurchases.self, ShowPurchase.self,
            FindBeneficiary.self,
            ListDistributions.self, ShowDistribution.self, ListAssistance.self,
        ],
        events: [
            ItemEvent.self, StockEvent.self, PurchaseEvent.self, BeneficiaryEvent.self,
            DistributionEvent.self,
        ],
        projections: [.items, .stock, .purchases, .beneficiaries, .distributions],
        recordsDenials: false
    )
}

extension Projection {
    /// The items and kits.
    static let items = Projection("items", tables: [ItemState.table])
        .keeping(ItemState.self)

    /// Purchases, and which of them are open.
    static let purchases = Projection(
        "purchases",
        tables: [PurchaseState.table, OpenPurchaseRow.table]
    )
    .keeping(PurchaseState.self)
    .on(PurchaseEvent.self) { _, meta, store in
        guard let purchase = store.state(PurchaseState.self, ID(trusted: meta.streamID))
        else { return }
        let open = OpenPurchaseRow(fund: purchase.fund, purchase: purchase.id)
        if purchase.state.isClosed {
            store.remove(OpenPurchaseRow.self, open.key)
        } else {
            store.put(open)
        }
    }

    /// Beneficiaries, and which of them are clients.
    static let beneficiaries = Projection(
        "beneficiaries",
        version: 3,
        tables: [BeneficiaryState.table, ClientBeneficiaryRow.table]
    )
    .on(BeneficiaryEvent.self) { event, meta, store in
        guard case .linked(let client) = event else { return }
        let id = ID<Beneficiary>(trusted: meta.streamID)
        if let before = store.state(BeneficiaryState.self, id)?.client {
            store.remove(
                ClientBeneficiaryRow.self,
                ClientBeneficiaryRow(client: before, beneficiary: id).key
            )
        }
        store.put(ClientBeneficiaryRow(client: client, beneficiary: id))
    }
    .keeping(BeneficiaryState.self)
}
