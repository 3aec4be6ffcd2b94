// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Domain

extension Projection {
    /// Safe houses and who has a place in them.
    static let safeHouses = Projection(
        "safeHouses",
        tables: [SafeHouseState.table, SafeHouseStayRow.table]
    )
    .keeping(SafeHouseState.self)
    .on(SafeHouseEvent.self) { event, meta, store in
        let house = ID<SafeHouse>(trusted: meta.streamID)
        switch event {
        case .placeTaken(let `case`, let stay):
            store.put(SafeHouseStayRow(safeHouse: house, case: `case`, stay: stay))
        case .placeFreed(let `case`, let stay):
            let row = SafeHouseStayRow(safeHouse: house, case: `case`, stay: stay)
            store.remove(SafeHouseStayRow.self, row.key)
        case .registered, .capacityChanged, .retired: break
        }
    }
}

/// Safe houses in use and how many places are free; nobody learns from it where they are.
package struct ListSafeHouses: Query {
    package static let contract = QueryContract(
        "safeHouse.list",
        roles: [.worker, .supervisor, .coordinator, .auditor],
        next: ["safe-house reveal {safeHouse}"]
    )

    package struct Item: Codable, Sendable {
        let safeHouse: ID<SafeHouse>
        let organisation: ID<Organisation>
        let area: AreaCode
        let capacity: Int64
        let occupied: Int64
        let free: Int64
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        try context.page(SafeHouseState.self) { house in
            if house.isRetired { return nil }
            return Item(
                safeHouse: house.id,
                organisation: house.organisation,
                area: house.area,
                capacity: house.capacity,
                occupied: house.occupied,
                free: house.free
            )
        }
    }
}
