// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

extension PolicyKey where Value == Int64 {
    /// How many workers one supervisor should have at most.
    package static let supervisionLimit = PolicyKey("supervision.limit", 5)
}

/// Puts a worker under a supervisor, for good or, as acting supervisor, for a time.
package struct AssignSupervisor: Command {
    package static let contract = Contract(
        "worker.assignSupervisor",
        roles: [.registrar],
        positional: ["worker"],
        refusals: [
            "futureDated", "outOfOrder", "subjectErased", "supervisorSelf", "supervisorCircle",
            "workerNotActive", "validityDates",
        ],
        next: ["supervision list"]
    )

    /// In service.
    package let worker: ID<Worker>
    /// In service; not supervised by the worker, directly or through others, on any of these days.
    package let supervisor: ID<Worker>
    /// True: beside the ordinary supervisor; left out: false, in place of the one before.
    package let acting: Bool?
    /// The first day; left out: the business date.
    package let from: CivilDate?
    /// The last day; an acting supervisor needs one.
    package let to: CivilDate?

    package struct Answer: Codable, Sendable {
        let worker: ID<Worker>
        let supervisor: ID<Worker>
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let isActing = acting ?? false
        if isActing, to == nil { throw .missing("to") }
        let state = try decision.find(WorkerState.self, worker)
        let chief = try decision.find(WorkerState.self, supervisor)
        try decision.gate(worker.stream, step: true)
        try decision.mustNotBeErased(worker.text)
        if worker == supervisor { throw .refused(WorkerRefusal.supervisorSelf) }
        let start = from ?? decision.occurredOn
        if decision.facts.isSupervised(supervisor, by: worker, from: start, to: to) {
            throw .refused(WorkerRefusal.supervisorCircle)
        }
        try decision.mustBeActive(state)
        try decision.mustBeActive(chief)
        if let to, to < start { throw .refused(common: .validityDates(from: start, to: to)) }
        decision.warnOverLimit(supervisor, with: worker, on: start)
        decision.record(
            WorkerEvent.supervisorAssigned(
                supervisor: supervisor,
                acting: isActing,
                from: start,
                to: to
            ),
            to: worker.stream
        )
        return Answer(worker: worker, supervisor: supervisor)
    }
}

extension Decision {
    fileprivate func warnOverLimit(
        _ supervisor: ID<Worker>,
        with worker: ID<Worker>,
        on day: CivilDate
    ) {
        let team = Set(facts.team(of: supervisor, on: day)).union([worker])
        let limit = facts.policy(.supervisionLimit, on: day)
        if team.count > limit {
            warn(WorkerRefusal.supervisionOverLimit(workers: Int64(team.count), limit: limit))
        }
    }
}

extension Facts {
    // Looks up from one worker through all who supervise on some day of the spell.
    fileprivate func isSupervised(
        _ worker: ID<Worker>,
        by other: ID<Worker>,
        from: CivilDate,
        to: CivilDate?
    ) -> Bool {
        var seen: Set<ID<Worker>> = [worker]
        var open = [worker]
        while let next = open.popLast() {
            for spell in state(WorkerState.self, next)?.supervisors ?? []
            where spell.from <= to ?? spell.from && from <= spell.to ?? from {
                if spell.supervisor == other { return true }
                if seen.insert(spell.supervisor).inserted { open.append(spell.supervisor) }
            }
        }
        return false
    }
}
