// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Domain

/// Ethics cases, by number; for the board alone.
package struct ListEthicsCases: Query {
    package static let contract = QueryContract(
        "ethics.list",
        roles: [.board],
        sealed: [.office("workerName")]
    )

    /// Left out: of all workers.
    package let worker: ID<Worker>?

    package struct Item: Codable, Sendable {
        let ethics: ID<EthicsCase>
        let worker: ID<Worker>
        let workerName: String?
        let complaint: ID<Complaint>?
        let openedOn: CivilDate
        let openedBy: ID<Operator>
        let ruling: EthicsRuling?
        let sanction: EthicsSanction?
        let until: CivilDate?
        let ruledOn: CivilDate?
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        try context.page(EthicsState.self) { state in
            if let worker, worker != state.worker { return nil }
            let record = context.facts.state(WorkerState.self, state.worker)
            return Item(
                ethics: state.id,
                worker: state.worker,
                workerName: record.flatMap(context.name(of:)),
                complaint: state.complaint,
                openedOn: state.openedOn,
                openedBy: state.openedBy,
                ruling: state.ruling,
                sanction: state.sanction,
                until: state.until,
                ruledOn: state.ruledOn
            )
        }
    }
}
