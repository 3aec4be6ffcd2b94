// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Domain

extension Projection {
    /// What the office set, by name and day; of two for one day the later recorded holds.
    static let policies = Projection(
        "policies",
        version: 3,
        tables: [PolicyRow.table, PolicyChangeRow.table]
    )
    .on(PolicyEvent.self) { event, meta, store in
        switch event {
        case .set(let key, let value, let from, let source):
            store.put(PolicyRow(name: key.text, from: from, value: value.held))
            store.put(PolicyChangeRow(key, from: from, value: value, source: source, meta))
        }
    }
}
