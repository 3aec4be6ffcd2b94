// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Domain

extension Projection {
    /// What the rules of fees ask for: receipts, first services, beneficiaries who are clients.
    static let fees = Projection(
        "fees",
        tables: [
            FeeReceiptRow.table, GivenServiceRow.table, FirstServiceRow.table,
        ]
    )
    .on(CaseEvent.self) { event, meta, store in
        let id = ID<Case>(trusted: meta.streamID)
        switch event {
        case .feeReceived(let fee, _, let receiptNo):
            store.put(FeeReceiptRow(receiptNo: receiptNo, fee: fee))
        case .serviceDelivered(let service, _, _, _, _, _, _, _, _, _, _, _):
            let given = GivenServiceRow(
                case: id,
                entry: meta.streamVersion,
                service: service,
                on: meta.occurredOn
            )
            let first = store.row(FirstServiceRow.self, FirstServiceRow.key(id, service))
            store.put(given)
            if first.map({ given.on < $0.on }) ?? true, let row = FirstServiceRow([given]) {
                store.put(row)
            }
        case .entryCorrected(let entry, let changes):
            correct(id, entry, changes, meta, store)
        default: break
        }
    }

    // Rare enough to read all services of the case.
    private static func correct(
        _ id: ID<Case>,
        _ entry: Int64,
        _ changes: EntryChanges,
        _ meta: EventMeta,
        _ store: any RowStore
    ) {
        var services = store.rows(GivenServiceRow.self, prefix: RowKey(id))
        guard let index = services.firstIndex(where: { $0.newest == entry }) else { return }
        let before = services[index].service
        services[index].service = changes.service ?? before
        services[index].on = changes.occurredOn ?? services[index].on
        services[index].newest = meta.streamVersion
        store.put(services[index])
        for service in [before, services[index].service] {
            if let row = FirstServiceRow(services.filter { $0.service == service }) {
                store.put(row)
            } else {
                store.remove(FirstServiceRow.self, FirstServiceRow.key(id, service))
            }
        }
    }
}
