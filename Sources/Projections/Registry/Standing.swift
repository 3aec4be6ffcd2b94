// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0
package import Domain

// Papers that run out and members by district are lists for planning: they are brought up to date
// once a day, and no command waits for them.

/// A worker as far as the timer has come.
package struct StandingWorkerRow: Row {
    /// One row a state.
    package static let table = RowTable(205, "standingWorkers")
    /// As its own events made it.
    package let state: WorkerState
    package var key: RowKey { RowKey(state.id) }
}

/// A membership as far as the timer has come.
package struct StandingMemberRow: Row {
    /// One row a state.
    package static let table = RowTable(206, "standingMembers")
    /// As its own events made it.
    package let state: MembershipState
    package var key: RowKey { RowKey(state.id) }
}

/// Which memberships somebody has or had, as far as the timer has come.
package struct StandingPersonRow: Row {
    /// One row a state.
    package static let table = RowTable(207, "standingPeople")
    /// The number of a worker or volunteer; this or `nik`.
    package let person: PersonID
    /// Never taken away.
    package let membership: ID<Membership>
    package var key: RowKey { RowKey(person).and(membership) }
}

extension Projection {
    /// Papers that run out and members by district; brought up to date by `projection.run`.
    ///
    /// It keeps states of its own: between two runs it must not see what the others know already.
    static let standing = Projection(
        "standing",
        version: 2,
        kind: .scheduled,
        tables: [
            StandingWorkerRow.table, StandingMemberRow.table, StandingPersonRow.table,
            DocumentRow.table, DocumentEndRow.table, MemberCounts.table, MemberShareRow.table,
        ]
    )
    .on(WorkerEvent.self) { event, meta, store in
        let id = ID<Worker>(trusted: meta.streamID)
        let before = store.standing(id)
        var state = before ?? WorkerState.initial(id, event, meta)
        if before != nil { state?.evolve(event, meta) }
        guard let state else { return }
        store.put(StandingWorkerRow(state: state))
        store.keepPapers(of: state, event)
        switch event {
        case .certificateIssued, .certificateRenewed, .certificateRevoked:
            for member in store.standingMembers(of: PersonID(id)) { store.recount(member) }
        default: break
        }
    }
    .on(MembershipEvent.self) { event, meta, store in
        let id = ID<Membership>(trusted: meta.streamID)
        let before = store.row(StandingMemberRow.self, RowKey(id))?.state
        var state = before ?? MembershipState.initial(id, event, meta)
        if before != nil { state?.evolve(event, meta) }
        guard let state else { return }
        store.put(StandingMemberRow(state: state))
        if before == nil { store.put(StandingPersonRow(person: state.person, membership: id)) }
        store.keepCard(of: state, event)
        store.recount(state)
    }
}

extension Facts {
    /// A worker as far as the timer has come.
    func standing(_ worker: ID<Worker>) -> WorkerState? {
        row(StandingWorkerRow.self, RowKey(worker))?.state
    }

    /// The memberships of somebody as far as the timer has come.
    func standingMembers(of person: PersonID) -> [MembershipState] {
        rows(StandingPersonRow.self, prefix: RowKey(person)).compactMap {
            row(StandingMemberRow.self, RowKey($0.membership))?.state
        }
    }
}
