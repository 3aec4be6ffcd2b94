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

/// Address and contact of a safe house; each look is on record.
package struct RevealSafeHouse: Query {
    package static let contract = QueryContract(
        "safeHouse.reveal",
        roles: [.worker(.own), .supervisor],
        positional: ["safeHouse"],
        shape: .item,
        recordedAs: "reveal",
        sealed: [
            .clear("address", .secret, for: [.worker, .supervisor]),
            .clear("contact", .secret, for: [.worker, .supervisor]),
        ],
        answersAccess: true
    )

    /// For supervisors, or while a case of the caller's has a place there; needs a reason.
    package let safeHouse: ID<SafeHouse>

    package struct Item: Codable, Sendable {
        let address: String?
        let contact: String?
        /// The position of the record of the look.
        let access: Int64?
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        if context.reason == nil { throw .missing("reason") }
        let house = try context.find(SafeHouseState.self, safeHouse)
        guard reaches(context.asker) else {
            throw .notFound(what: SafeHouse.noun, id: safeHouse.text)
        }
        func clear(_ field: String) -> String? {
            context.disclosure?.clear(
                field,
                of: safeHouse.text,
                at: house.registeredAt,
                class: .secret
            )
        }
        let item = Item(address: clear("address"), contact: clear("contact"), access: nil)
        return QueryAnswer(items: [item])
    }

    // A supervisor, or the primary worker of a case that has a place there now.
    private func reaches(_ asker: Asker) -> Bool {
        if asker.holds(.supervisor) { return true }
        guard let worker = asker.worker else { return false }
        return asker.facts.rows(SafeHouseStayRow.self, prefix: RowKey(safeHouse)).contains { row in
            guard let state = asker.facts.state(CaseState.self, row.case) else { return false }
            return state.primary?.worker == worker && asker.reaches(state)
        }
    }
}
