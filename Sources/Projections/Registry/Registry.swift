// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Domain

extension Slice {
    /// Social workers: certificates, posts, supervisors.
    package static let registry = Slice(
        "Registry",
        commands: Worker.commands + CPD.commands,
        queries: [
            ShowWorker.self, ListWorkers.self, ListSupervision.self, ListCaseloads.self,
            ListCPD.self,
        ],
        events: [WorkerEvent.self],
        projections: [.workers, .cpd]
    )
}

extension Projection {
    /// Workers, who supervises whom, and the numbers of their certificates.
    static let workers = Projection(
        "workers",
        tables: [
            WorkerState.table, TeamRow.table, CertificateNumberRow.table,
            SupervisorActivityRow.table, PostedWorkerRow.table,
        ]
    )
    .keeping(WorkerState.self)
    .on(WorkerEvent.self) { event, meta, store in
        let worker = ID<Worker>(trusted: meta.streamID)
        switch event {
        case .certificateIssued(let number, _, _, _, _, _):
            store.put(CertificateNumberRow(number: number, worker: worker))
        case .supervisorAssigned(let supervisor, _, _, _):
            store.put(TeamRow(supervisor: supervisor, worker: worker))
        case .deactivated:
            for row in store.rows(TeamRow.self, prefix: RowKey(worker)) {
                store.update(WorkerState.self, RowKey(row.worker)) { state in
                    state.endSupervision(after: meta.occurredOn) { $0.supervisor == worker }
                }
            }
        case .postingStarted(_, _, let organisation, _, _, _, _):
            if let organisation {
                store.put(PostedWorkerRow(organisation: organisation, worker: worker))
            }
        case .registered, .examPassed, .postingEnded, .interestDeclared, .caseloadHandedOver,
            .reactivated, .cpdCredited, .cpdWithdrawn, .personalDataErased, .erasureCompleted:
            break
        }
    }
    .on(CaseEvent.self) { _, meta, store in
        guard let worker = store.state(OperatorState.self, meta.actor)?.worker,
            store.first(TeamRow.self, prefix: RowKey(worker)) != nil
        else { return }
        let last = store.row(SupervisorActivityRow.self, RowKey(worker))?.lastOn
        if last ?? meta.occurredOn <= meta.occurredOn, last != meta.occurredOn {
            store.put(SupervisorActivityRow(supervisor: worker, lastOn: meta.occurredOn))
        }
    }
}
