// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0
import Domain

extension Projection {
    /// Cases with their entries, spells, follow-ups and referrals, and who holds how much work.
    static let cases = Projection(
        "cases",
        version: 3,
        tables: [
            CaseState.table, ClientCaseRow.table, OpenCaseRow.table, CaseEntryRow.table,
            CaseSpellRow.table, WorkerSpellRow.table, WorkerCaseRow.table, NewCaseRow.table,
            WorkerLoadRow.table, WorkerMonthRow.table, CaseContacts.contacts,
            WaitingCaseRow.table, FollowUpRow.table, AssignedFollowUpRow.table,
            ReferralRow.table, RestrictedCaseRow.table,
        ]
    )
    .on(CaseEvent.self) { event, meta, store in
        CaseKeeper(store, meta)?.apply(event)
    }
}

/// Applies one entry to all rows of its case, by what it changed.
private struct CaseKeeper {
    private let store: any RowStore
    private let meta: EventMeta
    private let id: ID<Case>
    private let before: CaseState?

    init?(_ store: any RowStore, _ meta: EventMeta) {
        self.store = store
        self.meta = meta
        id = ID(trusted: meta.streamID)
        before = store.state(CaseState.self, id)
    }

    func apply(_ event: CaseEvent) {
        guard let after = folded(event) else { return }
        let waitedSince = before.flatMap(waiting)
        store.put(after)
        store.keepContact(CaseContacts.self, event, meta)
        keepEntry(event, after)
        keepSpells(event, after)
        keepOwners(after)
        keepLoad(after)
        keepFollowUps(event, after)
        keepReferrals(event, after)
        let waits = waiting(after)
        if waitedSince?.key == waits?.key { return }
        if let waitedSince { store.remove(WaitingCaseRow.self, waitedSince.key) }
        if let waits { store.put(waits) }
    }

    private func folded(_ event: CaseEvent) -> CaseState? {
        guard var state = before else { return CaseState.initial(id, event, meta) }
        state.evolve(event, meta)
        return state
    }

    // MARK: Entries

    private func keepEntry(_ event: CaseEvent, _ after: CaseState) {
        var row = CaseEntryRow(
            case: id,
            type: meta.type,
            meta: meta,
            stage: after.stage,
            worker: event.doer ?? store.state(OperatorState.self, meta.actor)?.worker,
            values: event.correctable
        )
        if case .entryCorrected(let entry, let changes) = event {
            row.cites = entry
            var root = entry
            store.update(CaseEntryRow.self, CaseEntryRow.key(id, entry)) { cited in
                cited.correctedBy = meta.streamVersion
                root = cited.corrects ?? entry
            }
            row.corrects = root
            store.update(CaseEntryRow.self, CaseEntryRow.key(id, root)) { corrected in
                corrected.occurredOn = changes.occurredOn ?? corrected.occurredOn
                corrected.values = corrected.values.with(changes)
            }
        }
        store.put(row)
    }

    // MARK: Who has it

    private func keepSpells(_ event: CaseEvent, _ after: CaseState) {
        let old = before?.spells ?? []
        let new = after.spells
        for spell in old where !new.contains(spell) { end(spell, event) }
        for spell in new where !old.contains(spell) {
            store.put(CaseSpellRow(case: id, spell, entry: meta.streamVersion))
            store.put(WorkerSpellRow(worker: spell.worker, case: id))
            if spell.role == .primary { countMonth(of: spell) }
        }
    }

    private func end(_ spell: CaseSpell, _ event: CaseEvent) {
        let prefix = RowKey(id).and(spell.from).and(spell.worker)
        for var row in store.rows(CaseSpellRow.self, prefix: prefix)
        where row.to == nil && row.role == spell.role {
            row.to = meta.occurredOn
            row.handedOverTo = event.successor(of: spell)
            row.reason = meta.reason
            store.put(row)
        }
    }

    private func countMonth(of spell: CaseSpell) {
        let month = WorkerMonthRow.month(of: spell.from)
        let key = WorkerMonthRow.key(spell.worker, month)
        let count = store.row(WorkerMonthRow.self, key)?.count ?? 0
        store.put(WorkerMonthRow(worker: spell.worker, month: month, count: count + 1))
    }

    // Most entries change nobody's standing: what stays the same is not written again.
    private func keepOwners(_ after: CaseState) {
        if before == nil { store.put(ClientCaseRow(client: after.client, case: id)) }
        keepOwnCases(after)
        keep(NewCaseRow(case: id), before?.isNew ?? false, after.isNew)
        keep(
            RestrictedCaseRow(case: id),
            before?.restriction != nil,
            after.restriction != nil
        )
        let open = OpenCaseRow(client: after.client, programme: after.programme, case: id)
        keep(open, before?.isUnderWay ?? false, after.isUnderWay)
    }

    private func keep<Kept: Row>(_ row: Kept, _ was: Bool, _ is: Bool) {
        if was == `is` { return }
        if `is` {
            store.put(row)
        } else {
            store.remove(Kept.self, row.key)
        }
    }

    private func keepOwnCases(_ after: CaseState) {
        let old = before?.workers ?? []
        if old == after.workers, before?.status == after.status { return }
        for worker in old where !after.workers.contains(worker) {
            store.remove(WorkerCaseRow.self, RowKey(worker).and(id))
        }
        for worker in after.workers {
            store.put(
                WorkerCaseRow(
                    worker: worker,
                    case: id,
                    client: after.client,
                    isHolder: worker == after.holder,
                    status: after.status
                )
            )
        }
    }

    // MARK: How much work it is

    private func keepLoad(_ after: CaseState) {
        let old = before.flatMap(share)
        let new = share(after)
        if old == new { return }
        if let old { count(old, -1) }
        if let new { count(new, 1) }
    }

    private struct Share: Equatable {
        let worker: ID<Worker>
        let load: LoadClass
        let risk: Risk?
    }

    private func share(_ state: CaseState) -> Share? {
        guard let worker = state.holder, let load = state.loadClass else { return nil }
        return Share(worker: worker, load: load, risk: state.risk)
    }

    private func count(_ share: Share, _ step: Int64) {
        var row = store.load(of: share.worker)
        row.count(share.load, share.risk, step)
        store.put(row)
    }

    private func waiting(_ state: CaseState) -> WaitingCaseRow? {
        guard state.status == .open, let primary = state.primary,
            let since = store.lastContact(CaseContacts.self, of: id) ?? state.firstAssignedOn
        else { return nil }
        return WaitingCaseRow(worker: primary.worker, since: since, case: id)
    }

    // MARK: Open items

    private func keepFollowUps(_ event: CaseEvent, _ after: CaseState) {
        let old = before?.openFollowUps ?? []
        let new = after.openFollowUps
        for gone in old where !new.contains(where: { $0.followUp == gone.followUp }) {
            store.remove(AssignedFollowUpRow.self, AssignedFollowUpRow(gone).key)
            store.update(FollowUpRow.self, FollowUpRow.key(gone.followUp)) { row in
                if case .followUpCancelled = event {
                    row.state = .cancelled
                } else {
                    row.state = .completed
                }
            }
        }
        for item in new {
            let earlier = old.first { $0.followUp == item.followUp }
            if let earlier, earlier.assignee == item.assignee, earlier.kind == item.kind {
                continue
            }
            if let earlier {
                store.remove(AssignedFollowUpRow.self, AssignedFollowUpRow(earlier).key)
            }
            store.put(FollowUpRow(item))
            store.put(AssignedFollowUpRow(item))
        }
    }

    private func keepReferrals(_ event: CaseEvent, _ after: CaseState) {
        for item in after.openReferrals {
            let earlier = before?.openReferrals.first { $0.referral == item.referral }
            guard let earlier else {
                store.put(ReferralRow(item, madeOn: meta.occurredOn))
                continue
            }
            if earlier.service != item.service {
                store.update(ReferralRow.self, ReferralRow.key(item.referral)) {
                    $0.service = item.service
                }
            }
        }
        guard let (referral, state) = event.referralStep else { return }
        store.update(ReferralRow.self, ReferralRow.key(referral)) { row in
            row.state = state
            row.respondedOn = row.respondedOn ?? meta.occurredOn
            if !state.isOpen { row.closedOn = meta.occurredOn }
            if state == .completed { row.outcomeAt = meta.position }
        }
    }
}

extension CaseState {
    /// True while the client can have no other case in the programme.
    fileprivate var isUnderWay: Bool { status == .new || status == .open }

    /// All live spells.
    fileprivate var spells: [CaseSpell] { (primary.map { [$0] } ?? []) + team }
}

extension CaseEvent {
    /// The worker who did what the entry is about.
    fileprivate var doer: ID<Worker>? {
        switch self {
        case .contactLogged(_, _, _, _, let by, _), .aftercareLogged(_, _, let by, _),
            .conferenceHeld(_, _, _, let by, _, _),
            .serviceDelivered(_, _, _, _, _, _, _, _, let by, _, _, _):
            by
        default: nil
        }
    }

    /// Who has a case, or what somebody did on it, after a spell that the entry ends.
    fileprivate func successor(of spell: CaseSpell) -> ID<Worker>? {
        switch self {
        case .reassigned(_, let to, _, _, _), .transferAccepted(_, _, let to, _, _):
            spell.role == .primary ? to : nil
        case .teamMemberRemoved(_, _, let successor, _): successor
        default: nil
        }
    }

    /// What a referral becomes by the entry.
    fileprivate var referralStep: (ID<Referral>, ReferralStatus)? {
        switch self {
        case .referralAccepted(let referral, _): (referral, .accepted)
        case .referralRejected(let referral, _): (referral, .rejected)
        case .referralCompleted(let referral, _): (referral, .completed)
        case .referralRevoked(let referral, _): (referral, .revoked)
        default: nil
        }
    }
}
