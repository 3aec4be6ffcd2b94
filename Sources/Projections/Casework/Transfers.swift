// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Domain

/// A case that is offered to another worker.
package struct PendingTransferRow: Row {
    package static let table = RowTable(173, "pendingTransfers")
    /// Until it is accepted, refused or withdrawn.
    package let `case`: ID<Case>
    package var key: RowKey { RowKey(`case`) }
}

extension Projection {
    /// The cases whose transfer waits for an answer.
    static let transfers = Projection("transfers", tables: [PendingTransferRow.table])
        .on(CaseEvent.self) { event, meta, store in
            let row = PendingTransferRow(case: ID(trusted: meta.streamID))
            switch event {
            case .transferRequested: store.put(row)
            case .transferAccepted, .transferRejected, .transferRevoked, .reassigned, .closed,
                .mergedInto:
                store.remove(PendingTransferRow.self, row.key)
            default: break
            }
        }
}

/// Transfers that wait for an answer, for the sending and the receiving side.
package struct ListTransfers: Query {
    package static let contract = QueryContract(
        "transfer.list",
        roles: [.worker([.own, .receiver]), .supervisor([.team, .receiver])],
        next: ["transfer accept {case}"]
    )

    package struct Item: Codable, Sendable {
        let `case`: ID<Case>
        let from: ID<Worker>
        let to: ID<Worker>
        let requestedOn: CivilDate
        let daysWaiting: Days
        let ppksCode: PpksCode
        let risk: Risk?
        let units: Int64
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        let asker = context.asker
        return try context.page(PendingTransferRow.self) { row in
            guard let now = context.factsNow.state(CaseState.self, row.case),
                asker.reaches(now),
                let state = context.facts.state(CaseState.self, row.case),
                let transfer = state.transfer
            else { return nil }
            return Item(
                case: state.id,
                from: transfer.from,
                to: transfer.to,
                requestedOn: transfer.requestedOn,
                daysWaiting: Days(from: transfer.requestedOn, to: context.today),
                ppksCode: state.ppksCode,
                risk: state.risk,
                units: context.facts.units(state.loadClass, on: context.today)
            )
        }
    }
}
