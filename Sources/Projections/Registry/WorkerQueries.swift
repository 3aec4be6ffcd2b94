// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Domain

/// A worker as the registry shows it on a day.
package struct WorkerItem: Codable, Sendable {
    /// The certificate in force, or the last one.
    package struct Certificate: Codable, Sendable {
        let no: Line
        let level: CertificateLevel
        let validTo: CivilDate
    }

    let worker: ID<Worker>
    let name: String?
    let degree: Degree
    let certificate: Certificate?
    let certifiedOnDate: Bool
    let postings: [PostingSpell]
    let supervisor: ID<Worker>?
    let actingSupervisor: ID<Worker>?
    let active: Bool
    /// True while the board keeps new cases away.
    let suspended: Bool
    /// True for those who may not know the name: the member is absent then, not null.
    var hidesName = false

    private enum CodingKeys: String, CodingKey {
        case worker, name, degree, certificate, certifiedOnDate, postings, supervisor
        case actingSupervisor, active, suspended
    }

    /// A worker on the day of the context.
    init(_ state: WorkerState, _ context: QueryContext) {
        let day = context.today
        let shown =
            state.certificate(on: day)
            ?? state.certificates.max { $0.validTo < $1.validTo }
        worker = state.id
        name = context.name(of: state)
        degree = state.degree
        certificate = shown.map {
            Certificate(no: $0.number, level: $0.level, validTo: $0.validTo)
        }
        certifiedOnDate = state.certificate(on: day) != nil
        postings = state.postings
        supervisor = state.supervisor(acting: false, on: day)
        actingSupervisor = state.supervisor(acting: true, on: day)
        active = state.isActive
        suspended = state.suspension(on: day) != nil
        hidesName = context.showsPseudonyms
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(worker, forKey: .worker)
        if !hidesName { try container.encode(name, forKey: .name) }
        try container.encode(degree, forKey: .degree)
        try container.encode(certificate, forKey: .certificate)
        try container.encode(certifiedOnDate, forKey: .certifiedOnDate)
        try container.encode(postings, forKey: .postings)
        try container.encode(supervisor, forKey: .supervisor)
        try container.encode(actingSupervisor, forKey: .actingSupervisor)
        try container.encode(active, forKey: .active)
        try container.encode(suspended, forKey: .suspended)
    }
}

extension QueryContext {
    /// The name of a worker, class office; `nil` for callers who may not know it.
    func name(of worker: WorkerState) -> String? {
        if showsPseudonyms { return nil }
        return disclosure?.office("name", of: worker.id.text, at: worker.namedAt)
    }
}

/// One worker.
package struct ShowWorker: Query {
    package static let contract = QueryContract(
        "worker.show",
        roles: .exceptReader,
        positional: ["worker"],
        shape: .item,
        sealed: [.office("name")]
    )

    /// In service or not.
    package let worker: ID<Worker>

    package typealias Item = WorkerItem

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        let state = try context.find(WorkerState.self, worker)
        return QueryAnswer(items: [WorkerItem(state, context)])
    }
}

/// Every worker, by id.
package struct ListWorkers: Query {
    package static let contract = QueryContract(
        "worker.list",
        roles: .exceptReader,
        sealed: [.office("name")],
        next: ["worker show {worker}"],
        columns: ["name": 1]
    )

    /// True: those in service; false: the others; left out: both.
    package let active: Bool?
    /// Whose team they are in today, acting supervisors included.
    package let supervisor: ID<Worker>?
    /// Those who live in the area; those without a known area are left out then.
    package let area: AreaCode?

    package typealias Item = WorkerItem

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        try context.page(WorkerState.self) { state in
            if let active, active != state.isActive { return nil }
            if let supervisor, !state.isSupervised(by: supervisor, on: context.today) {
                return nil
            }
            if let area {
                guard let own = state.area, area.contains(own) else { return nil }
            }
            return WorkerItem(state, context)
        }
    }
}

/// Every supervisor with the size of the team, by supervisor (R2).
package struct ListSupervision: Query {
    package static let contract = QueryContract(
        "supervision.list",
        roles: [.supervisor(.own), .coordinator, .board, .registrar, .auditor],
        sealed: [.office("supervisorName")],
        next: ["worker list --supervisor {supervisor}"]
    )

    package struct Item: Codable, Sendable {
        let supervisor: ID<Worker>
        let supervisorName: String?
        let workers: Int64
        let limit: Int64
        let over: Bool
        /// True when some of them are supervised for a time only.
        let acting: Bool
        let lastActivityOn: CivilDate?
        /// True for those who may not know the name: the member is absent then, not null.
        var hidesName = false

        private enum CodingKeys: String, CodingKey {
            case supervisor, supervisorName, workers, limit, over, acting, lastActivityOn
        }

        package func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(supervisor, forKey: .supervisor)
            if !hidesName { try container.encode(supervisorName, forKey: .supervisorName) }
            try container.encode(workers, forKey: .workers)
            try container.encode(limit, forKey: .limit)
            try container.encode(over, forKey: .over)
            try container.encode(acting, forKey: .acting)
            try container.encode(lastActivityOn, forKey: .lastActivityOn)
        }
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        let asker = context.asker
        if asker.reach != .all {
            let own = asker.worker.flatMap { context.facts.state(WorkerState.self, $0) }
            return try context.page([own.flatMap { item($0, context) }].compactMap(\.self))
        }
        return try context.page(WorkerState.self) { item($0, context) }
    }

    private func item(_ state: WorkerState, _ context: QueryContext) -> Item? {
        let (facts, day) = (context.facts, context.today)
        let team = facts.team(of: state.id, on: day)
        guard !team.isEmpty else { return nil }
        let limit = facts.policy(.supervisionLimit, on: day)
        return Item(
            supervisor: state.id,
            supervisorName: context.name(of: state),
            workers: Int64(team.count),
            limit: limit,
            over: team.count > limit,
            acting: team.contains { facts.actingSupervisor(of: $0, on: day) == state.id },
            lastActivityOn: facts.row(SupervisorActivityRow.self, RowKey(state.id))?.lastOn,
            hidesName: context.showsPseudonyms
        )
    }
}
