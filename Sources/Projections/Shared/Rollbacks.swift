// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Domain

extension Projection {
    /// Whether the store was put back, and whether somebody agreed.
    static let rollbacks = Projection("rollbacks", tables: [RollbackRow.table])
        .on(StoreEvent.self) { event, _, store in
            if let row = RollbackRow(event) { store.put(row) }
            guard case .rollbackConfirmed(let position) = event,
                var row = store.row(RollbackRow.self, RollbackRow.key), row.position == position
            else { return }
            row.isConfirmed = true
            store.put(row)
        }
}
