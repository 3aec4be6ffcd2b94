// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Domain

extension Projection {
    /// Every defined area.
    static let areas = Projection("areas", tables: [AreaRow.table])
        .on(AreaEvent.self) { event, meta, store in
            switch event {
            case .defined(let name):
                store.put(AreaRow(code: AreaCode(trusted: meta.streamID), name: name))
            }
        }
}

/// Defined areas, by code.
package struct ListAreas: Query {
    package static let contract = QueryContract("area.list", roles: [])

    /// The areas that lie in it, itself included.
    package let under: AreaCode?
    /// Left out: all levels.
    package let level: AreaLevel?

    package struct Item: Codable, Sendable {
        let code: AreaCode
        let name: Line
        let level: Int64
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        try context.page(AreaRow.self, prefix: under?.prefix ?? RowKey()) { row in
            if let level, level.value != row.code.level { return nil }
            return Item(code: row.code, name: row.name, level: Int64(row.code.level))
        }
    }
}
