// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0
package import Domain

// What is waited for in cases: assessment, plan, contact, review, follow-ups, answers to
// referrals, approvals; and the end of certificates.

/// A case as far as the timer has come, and what is waited for in it.
package struct DueCaseRow: Row {
    package static let table = RowTable(170, "dueCases")
    /// After the newest event that the timer saw.
    package let state: CaseState
    /// Kept, so that what is settled can be taken away again.
    package let due: [OverdueRow]
    package var key: RowKey { RowKey(state.id) }
}

/// Contacts as far as the timer has come.
package enum DueContacts: ContactKeeper {
    /// Of the timer's own, apart from those the rules read.
    package static let contacts = RowTable(171, "dueContacts")
}

/// Until when a worker is certified, as far as the timer has come.
package struct DueWorkerRow: Row {
    package static let table = RowTable(172, "dueWorkers")
    /// Whose certificates are watched.
    package let worker: ID<Worker>
    /// False: nothing of theirs is waited for.
    package var isActive: Bool
    /// The last day of the newest certificate; `nil` without one.
    package var certifiedTo: CivilDate?
    package var key: RowKey { RowKey(worker) }
}

extension RowStore {
    func keepDue(_ event: CaseEvent, _ meta: EventMeta) {
        let id = ID<Case>(trusted: meta.streamID)
        keepContact(DueContacts.self, event, meta)
        let before = row(DueCaseRow.self, RowKey(id))
        var after = before?.state ?? CaseState.initial(id, event, meta)
        if before != nil { after?.evolve(event, meta) }
        guard let after else { return }
        let due = after.due(lastContact: lastContact(DueContacts.self, of: id))
        // Most entries leave most of what is waited for as it was.
        let old = before?.due ?? []
        for row in old where !due.contains(row) { stopWaiting(for: row.key) }
        for row in due where !old.contains(row) { wait(for: row) }
        put(DueCaseRow(state: after, due: due))
    }

    func keepDue(_ event: WorkerEvent, _ meta: EventMeta) {
        let id = ID<Worker>(trusted: meta.streamID)
        var worker =
            row(DueWorkerRow.self, RowKey(id))
            ?? DueWorkerRow(worker: id, isActive: true, certifiedTo: nil)
        if let day = worker.certifiedTo {
            stopWaiting(for: OverdueRow(.certificate, id.text, of: id, from: day, nil).key)
        }
        switch event {
        case .certificateIssued(_, _, _, _, let validTo, _):
            worker.certifiedTo = max(worker.certifiedTo ?? validTo, validTo)
        case .certificateRenewed(_, _, _, let validTo): worker.certifiedTo = validTo
        case .certificateRevoked: worker.certifiedTo = nil
        case .deactivated: worker.isActive = false
        case .reactivated: worker.isActive = true
        default: break
        }
        put(worker)
        if worker.isActive, let day = worker.certifiedTo {
            wait(for: OverdueRow(.certificate, id.text, of: id, from: day, nil))
        }
    }
}

extension CaseState {
    /// What is waited for in the case.
    fileprivate func due(lastContact: CivilDate?) -> [OverdueRow] {
        guard let holder else { return [] }
        var due = openFollowUps.map { item in
            OverdueRow(.followUp, item.followUp.text, of: item.assignee, from: item.dueOn, risk)
        }
        due += openReferrals.filter { !$0.isAccepted }.map { item in
            OverdueRow(.referral, item.referral.text, of: holder, from: item.respondBy, risk)
        }
        guard status == .open else { return due }
        func add(_ kind: OverdueKind, _ from: CivilDate?) {
            guard let from else { return }
            due.append(OverdueRow(kind, id.text, of: holder, from: from, risk))
        }
        if let submitted = closure?.requestedOn ?? draft?.submittedOn { add(.approval, submitted) }
        guard let assessed = firstAssessedOn else {
            add(.assessment, givenOn)
            return due
        }
        if planApprovedOn == nil { add(.plan, assessed) }
        add(.contact, max(lastContact ?? assessed, assessed))
        add(.review, reviewBy)
        return due
    }
}
