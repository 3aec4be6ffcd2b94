// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Domain

extension Projection {
    /// Clients, and who lives together.
    static let clients = Projection(
        "clients",
        version: 2,
        tables: [
            ClientState.table, HouseholdState.table, ClientChangeRow.table, MergedClientRow.table,
        ]
    )
    .on(ClientEvent.self) { event, meta, store in
        store.put(ClientChangeRow(ID(trusted: meta.streamID), meta))
        if case .mergedInto(let into) = event {
            for client in [ID(trusted: meta.streamID), into] {
                store.put(MergedClientRow(client: client))
            }
        }
    }
    .on(ComplaintEvent.self) { _, meta, store in
        // The complaints themselves are kept before: what is said of a client is the client's.
        let complaint = store.state(ComplaintState.self, ID(trusted: meta.streamID))
        if let client = complaint?.client { store.put(ClientChangeRow(client, meta)) }
    }
    .keeping(ClientState.self)
    .keeping(HouseholdState.self)
    .on(HouseholdEvent.self) { event, meta, store in
        switch event {
        case .formed: break
        case .memberAdded(let client, _):
            store.update(ClientState.self, RowKey(client)) {
                $0.household = ID(trusted: meta.streamID)
            }
            store.put(ClientChangeRow(client, meta))
        case .memberRemoved(let client):
            store.update(ClientState.self, RowKey(client)) { $0.household = nil }
            store.put(ClientChangeRow(client, meta))
        }
    }
}
