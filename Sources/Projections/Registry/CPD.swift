// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Domain

extension Projection {
    /// Credits of professional development.
    static let cpd = Projection("cpd", tables: [CPDRow.table])
        .on(WorkerEvent.self) { event, meta, store in
            let worker = ID<Worker>(trusted: meta.streamID)
            if case .cpdCredited(let activity, let role, _, let credits) = event {
                store.put(
                    CPDRow(
                        worker: worker,
                        activity: activity,
                        role: role,
                        date: meta.occurredOn,
                        credits: credits
                    )
                )
            } else if case .cpdWithdrawn(let activity, let role) = event {
                store.remove(CPDRow.self, CPDRow.key(worker, activity, role))
            }
        }
}

/// What workers earned in a time, and what is missing, by worker (R21).
///
/// Credits count on the day they were given. Workers out of service stand here when they earned any.
package struct ListCPD: Query {
    package static let contract = QueryContract(
        "cpd.list",
        roles: [.registrar, .board, .worker(.own), .supervisor(.team)],
        sealed: [.office("workerName")],
        next: ["worker show {worker}"]
    )

    /// `notFound` out of reach; left out: all within it.
    package let worker: ID<Worker>?
    /// The first day on which credits were given.
    package let from: CivilDate
    /// The last day, not before the first.
    package let until: CivilDate

    package struct Item: Codable, Sendable {
        let worker: ID<Worker>
        let workerName: String?
        let credits: Int64
        let asSpeaker: Int64
        let asFacilitator: Int64
        let asParticipant: Int64
        let target: Int64
        let gap: Int64
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        guard from <= until else {
            throw .invalid(pointer: "/until", problem: "range", expected: "\(from) or later")
        }
        let (days, asker) = (from...until, context.asker)
        let target = context.facts.cpdTarget(in: days)
        if let worker {
            let state = try context.find(WorkerState.self, worker)
            guard asker.mayKnow(worker) else {
                throw .notFound(what: Worker.noun, id: worker.text)
            }
            return try context.page([item(state, days, target, context)])
        }
        if asker.reach == .own {
            let own = asker.worker.flatMap { context.facts.state(WorkerState.self, $0) }
            return try context.page(
                [own.map { item($0, days, target, context) }].compactMap(\.self)
            )
        }
        return try context.page(WorkerState.self) { state in
            guard asker.mayKnow(state.id) else { return nil }
            let item = item(state, days, target, context)
            return state.isActive || item.credits > 0 ? item : nil
        }
    }

    private func item(
        _ state: WorkerState,
        _ days: ClosedRange<CivilDate>,
        _ target: Int64,
        _ context: QueryContext
    ) -> Item {
        func earned(as role: AttendeeRole) -> Int64 {
            context.facts.cpdCredits(of: state.id, in: days, as: role)
        }
        let credits = context.facts.cpdCredits(of: state.id, in: days)
        return Item(
            worker: state.id,
            workerName: context.name(of: state),
            credits: credits,
            asSpeaker: earned(as: .speaker),
            asFacilitator: earned(as: .facilitator),
            asParticipant: earned(as: .participant),
            target: target,
            gap: max(0, target - credits)
        )
    }
}

extension Asker {
    // Everybody, the own team, or oneself, as the roles reach.
    fileprivate func mayKnow(_ other: ID<Worker>) -> Bool {
        reach == .all || reach.contains(.own) && worker == other
            || reach.contains(.team) && supervises(other)
    }
}
