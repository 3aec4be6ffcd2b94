// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Domain

extension Slice {
    /// Social workers and what they may show; members, workforce reports, ethics cases.
    package static let registry = Slice(
        "Registry",
        commands: Worker.commands + Membership.commands + WorkforceReport.commands
            + EthicsCase.commands + CPD.commands,
        queries: [
            ShowWorker.self, ListWorkers.self, ListSupervision.self, ListCaseloads.self,
            WorkforceCoverage.self, ListCertificates.self, MembersByDistrict.self,
            ListEthicsCases.self, ServiceQuality.self, ListCPD.self,
        ],
        events: [WorkerEvent.self, MembershipEvent.self, WorkforceEvent.self, EthicsEvent.self],
        // Later ones read the states that earlier ones keep.
        projections: [
            .workers, .memberships, .paperNumbers, .standing, .workforce, .ethics, .services,
            .cpd,
        ]
    )
}

extension Projection {
    /// Workers, who supervises whom, how many there are where, and the numbers of their certificates.
    static let workers = Projection(
        "workers",
        version: 4,
        tables: [
            WorkerState.table, TeamRow.table, CertificateNumberRow.table,
            SupervisorActivityRow.table, PostedWorkerRow.table, CoverageCounts.table,
        ]
    )
    .countingCoverage { $0.keeping(WorkerState.self) }
    .on(WorkerEvent.self) { event, meta, store in
        let worker = ID<Worker>(trusted: meta.streamID)
        switch event {
        case .certificateIssued(let number, _, _, _, _, _),
            .certificateRenewed(let number, _, _, _):
            store.put(CertificateNumberRow(number: number, worker: worker))
        case .supervisorAssigned(let supervisor, _, _, _):
            store.put(TeamRow(supervisor: supervisor, worker: worker))
        case .deactivated:
            for row in store.rows(TeamRow.self, prefix: RowKey(worker)) {
                store.update(WorkerState.self, RowKey(row.worker)) { state in
                    state.endSupervision(after: meta.occurredOn) { $0.supervisor == worker }
                }
            }
        case .postingStarted(_, _, let organisation?, _, _, _, _):
            store.put(PostedWorkerRow(organisation: organisation, worker: worker))
        default: break
        }
    }
    .on(EthicsEvent.self) { event, meta, store in
        guard case .ruled(_, .suspension, let until, _) = event,
            let ethics = store.state(EthicsState.self, ID(trusted: meta.streamID))
        else { return }
        store.update(WorkerState.self, RowKey(ethics.worker)) { worker in
            worker.suspensions.append(Suspension(from: meta.occurredOn, until: until))
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

    /// Memberships, and whose they are.
    static let memberships = Projection(
        "memberships",
        tables: [MembershipState.table, PersonMembershipRow.table]
    )
    .keeping(MembershipState.self)
    .on(MembershipEvent.self) { event, meta, store in
        guard case .applied(let person, _, _, _) = event else { return }
        store.put(PersonMembershipRow(person: person, membership: ID(trusted: meta.streamID)))
    }

    /// Numbers on papers that are given once.
    static let paperNumbers = Projection("paperNumbers", tables: [PaperNumberRow.table])
        .on(WorkerEvent.self) { event, meta, store in
            switch event {
            case .registrationIssued(let number, _, _, _, _, _, _):
                store.put(PaperNumberRow(.registration, number, holder: meta.streamID))
            case .practiceLicenceIssued(let number, _, _, _, _):
                store.put(PaperNumberRow(.practice, number, holder: meta.streamID))
            default: break
            }
        }
        .on(MembershipEvent.self) { event, meta, store in
            switch event {
            case .cardIssued(let number, _):
                store.put(PaperNumberRow(.card, number, holder: meta.streamID))
            case .duesPaid(_, _, let number):
                store.put(PaperNumberRow(.duesReceipt, number, holder: meta.streamID))
            case .applied, .admitted, .cardRevoked, .moved, .delegated, .lapsed: break
            }
        }

    /// Reports about the workforce, by area.
    static let workforce = Projection(
        "workforce",
        tables: [WorkforceReportState.table, AreaReportRow.table]
    )
    .keeping(WorkforceReportState.self)
    .on(WorkforceEvent.self) { event, meta, store in
        guard case .reported(let area, let asOn, _, _, _, _, _) = event else { return }
        store.put(
            AreaReportRow(
                area: area,
                asOn: asOn,
                position: meta.position,
                report: ID(trusted: meta.streamID)
            )
        )
    }

    /// Ethics cases.
    static let ethics = Projection("ethics", tables: [EthicsState.table])
        .keeping(EthicsState.self)
}
