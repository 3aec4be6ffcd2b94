// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0
package import Domain

/// The cases somebody reaches (R4); the board and readers get counts.
package struct ListCases: Query {
    package static let contract = QueryContract(
        "case.list",
        roles: [
            .intake(.new), .worker(.own), .supervisor([.team, .new]), .coordinator, .auditor,
            .board, .reader,
        ],
        sealed: [
            .masked("clientInitials", for: SealedColumn.caseworkers, glass: SealedColumn.rescuers)
        ],
        next: ["case show {case}"],
        // On a narrow screen: whose case, where it stands, what it waits for.
        columns: [
            "clientInitials": 1, "stage": 1, "risk": 2,
            "lastContactOn": ColumnHint(priority: 2, distance: .since),
            "nextFollowUpOn": ColumnHint(priority: 1, distance: .due), "primaryWorker": 3,
            "status": 4, "openedOn": 4, "units": 5, "ppksCode": 5, "cases": 1,
            "group": 1,
        ]
    )

    /// Left out: open and closed.
    package let status: CaseStatus?
    /// Left out: all stages.
    package let stage: Stage?
    /// Who has a live spell on the case, in whatever role.
    package let worker: ID<Worker>?
    /// Those of one client, by this record's number.
    package let client: ID<Client>?
    /// By the category of the case.
    package let ppksCode: PpksCode?
    /// Under which the case is served.
    package let programme: ID<Programme>?
    /// As assessed last; cases without an assessment have none.
    package let risk: Risk?
    /// Where the client lives.
    package let area: AreaCode?
    /// By what the board and readers get their counts; means nothing for others.
    package let group: CaseGroup?

    /// A case, or for the board and readers a count of cases.
    package struct Item: Codable, Sendable {
        let row: CaseRow?
        let count: CaseCount?

        init(row: CaseRow?, count: CaseCount?) {
            self.row = row
            self.count = count
        }

        package init(from decoder: any Decoder) throws {
            row = try CaseRow(from: decoder)
            count = try CaseCount(from: decoder)
        }

        package func encode(to encoder: any Encoder) throws {
            try row?.encode(to: encoder)
            try count?.encode(to: encoder)
        }
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        let asker = context.asker
        let seesCases = [Role.intake, .worker, .supervisor, .coordinator, .auditor]
            .contains(where: asker.holds)
        if !seesCases {
            return try context.page(counts(context).map { Item(row: nil, count: $0) })
        }
        // The rows are cut to the page before anything of them is opened.
        let page = try page(context, asker)
        let items = page.items.compactMap { state -> Item? in
            guard let sight = context.sight(of: state.id, asker) else { return nil }
            return Item(row: CaseRow(state, sight, context, asker), count: nil)
        }
        return QueryAnswer(items: items, next: page.next)
    }

    private func page(
        _ context: QueryContext,
        _ asker: Asker
    ) throws(Rejection) -> QueryAnswer<CaseState, Nothing> {
        func seen(_ state: CaseState) -> CaseState? {
            matches(state, context.facts) && context.sight(of: state.id, asker) != nil
                ? state : nil
        }
        var cases = context.reachedCases(asker)
        if let client {
            let rows = context.facts.rows(ClientCaseRow.self, prefix: RowKey(client))
            cases = rows.map(\.case)
        }
        guard let cases else { return try context.page(CaseState.self, seen) }
        return try context.page(
            cases.compactMap { context.facts.state(CaseState.self, $0).flatMap(seen) }
        )
    }

    private func matches(_ state: CaseState, _ facts: any Facts) -> Bool {
        if let status, status != state.status { return false }
        if let stage, stage != state.stage { return false }
        if let worker, !state.workers.contains(worker) { return false }
        if let client, client != state.client { return false }
        if let ppksCode, ppksCode != state.ppksCode { return false }
        if let programme, programme != state.programme { return false }
        if let risk, risk != state.risk { return false }
        guard let area else { return true }
        return facts.state(ClientState.self, state.client).map { area.contains($0.area) } ?? false
    }

    private func counts(_ context: QueryContext) -> [CaseCount] {
        var codes: [String: Int64] = [:]
        var total: Int64 = 0
        context.facts.visit(CaseState.self, prefix: RowKey(), from: nil, reversed: false) { state in
            guard matches(state, context.facts) else { return true }
            total += 1
            if let group { codes[code(of: state, group, context.facts), default: 0] += 1 }
            return true
        }
        return group == nil ? [.total(total)] : CaseCount.counts(codes)
    }

    private func code(of state: CaseState, _ group: CaseGroup, _ facts: any Facts) -> String {
        switch group {
        case .ppksCode: state.ppksCode.description
        case .setting: state.setting.rawValue
        case .status: state.status.rawValue
        case .area: facts.state(ClientState.self, state.client)?.area.text ?? ""
        }
    }
}

/// Who worked on a case, or on which cases somebody worked, and when (R6).
package struct ListSpells: Query {
    package static let contract = QueryContract(
        "case.spells",
        roles: [
            .intake(.new), .worker(.own), .supervisor([.team, .new]), .coordinator, .auditor,
        ],
        positional: ["case"],
        next: ["case show {case}"]
    )

    /// Exactly one of case and worker is given.
    package let `case`: ID<Case>?
    /// Exactly one of case and worker is given.
    package let worker: ID<Worker>?

    package struct Item: Codable, Sendable {
        let `case`: ID<Case>
        let worker: ID<Worker>
        let role: SpellRole
        let from: CivilDate
        let to: CivilDate?
        let handedOverTo: ID<Worker>?
        let reason: String?
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        let asker = context.asker
        let cases: [ID<Case>]
        switch (`case`, worker) {
        case (let one?, nil):
            _ = try context.look(at: one, asker)
            cases = [one]
        case (nil, let worker?):
            guard context.factsNow.state(WorkerState.self, worker) != nil else {
                throw .notFound(what: Worker.noun, id: worker.text)
            }
            cases = context.facts.rows(WorkerSpellRow.self, prefix: RowKey(worker)).map(\.case)
                .filter { context.sight(of: $0, asker) != nil }
        case (nil, nil), (.some, .some):
            throw .invalid(
                pointer: "",
                problem: `case` == nil ? "missing" : "value",
                expected: "one of case, worker"
            )
        }
        let rows = cases.flatMap { id in
            context.facts.rows(CaseSpellRow.self, prefix: RowKey(id))
                .filter { worker == nil || $0.worker == worker }
        }
        return try context.page(
            rows.map { row in
                Item(
                    case: row.case,
                    worker: row.worker,
                    role: row.role,
                    from: row.from,
                    to: row.to,
                    handedOverTo: row.handedOverTo,
                    reason: row.reason
                )
            }
        )
    }
}
