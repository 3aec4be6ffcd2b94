// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0
// Rows around the cases: what the rules and the lists ask for without reading histories.

/// A case of a client.
package struct ClientCaseRow: Row {
    package static let table = RowTable(151, "clientCases")
    /// The record the case was opened for.
    package let client: ID<Client>
    /// In whatever state.
    package let `case`: ID<Case>
    package var key: RowKey { RowKey(client).and(`case`) }

    /// The row of a client's case.
    package init(client: ID<Client>, case: ID<Case>) {
        self.client = client
        self.case = `case`
    }
}

/// The new or open case of a client in a programme (C-03).
package struct OpenCaseRow: Row {
    package static let table = RowTable(152, "openCases")
    /// The record the case was opened for.
    package let client: ID<Client>
    /// Part of the key, so that each programme has one case.
    package let programme: ID<Programme>
    /// New or open.
    package let `case`: ID<Case>
    package var key: RowKey { Self.key(client, programme) }

    /// The row of an open case.
    package init(client: ID<Client>, programme: ID<Programme>, case: ID<Case>) {
        self.client = client
        self.programme = programme
        self.case = `case`
    }

    /// The key of a client in a programme.
    package static func key(_ client: ID<Client>, _ programme: ID<Programme>) -> RowKey {
        RowKey(client).and(programme)
    }
}

/// An entry of a case: where it stands in the log, and what became of it.
package struct CaseEntryRow: Row {
    package static let table = RowTable(153, "caseEntries")
    /// First in the key, so that a timeline is one range.
    package let `case`: ID<Case>
    /// The version of the stream.
    package let entry: Int64
    /// Of the event, which holds what is sealed.
    package let position: Int64
    /// Microseconds since 1970, UTC.
    package let recordedAt: Int64
    /// The stored name of the event.
    package let type: String
    /// As it stands now, corrections applied.
    package var occurredOn: CivilDate
    /// The stage of the case after the entry.
    package let stage: Stage
    /// Who recorded it.
    package let actor: ID<Operator>
    /// Who did it, else the worker whose operator entered it.
    package let worker: ID<Worker>?
    /// Its clear values that may be corrected, as they stand now.
    package var values: EntryChanges
    /// The entry that a correction cites.
    package var cites: Int64?
    /// The entry that a chain of corrections is about.
    package var corrects: Int64?
    /// The correction that cites this entry.
    package var correctedBy: Int64?
    package var key: RowKey { Self.key(`case`, entry) }

    /// The row of an entry.
    package init(
        case: ID<Case>,
        type: String,
        meta: EventMeta,
        stage: Stage,
        worker: ID<Worker>?,
        values: EntryChanges
    ) {
        self.case = `case`
        entry = meta.streamVersion
        position = meta.position
        recordedAt = meta.recordedAt
        self.type = type
        occurredOn = meta.occurredOn
        self.stage = stage
        actor = meta.actor
        self.worker = worker
        self.values = values
    }

    /// The key of an entry.
    package static func key(_ case: ID<Case>, _ entry: Int64) -> RowKey {
        RowKey(`case`).and(entry)
    }
}

/// Somebody's time on a case; it stays when it has ended.
package struct CaseSpellRow: Row {
    package static let table = RowTable(154, "caseSpells")
    /// First in the key, so that its spells are one range.
    package let `case`: ID<Case>
    /// Another one begins a spell of their own.
    package let worker: ID<Worker>
    /// Primary, or on the team.
    package let role: SpellRole
    /// Business date.
    package let from: CivilDate
    /// Business date; `nil` while it lasts.
    package var to: CivilDate?
    /// The next primary worker; `nil` for other ends.
    package var handedOverTo: ID<Worker>?
    /// The reason of the event that ended it; `nil` without one.
    package var reason: String?
    /// The entry that began it.
    package let entry: Int64
    package var key: RowKey { RowKey(`case`).and(from).and(worker).and(entry) }

    /// A spell that begins.
    package init(case: ID<Case>, _ spell: CaseSpell, entry: Int64) {
        self.case = `case`
        worker = spell.worker
        role = spell.role
        from = spell.from
        self.entry = entry
    }

    /// True when it holds on a day; on the day of a change both hold.
    package func holds(on day: CivilDate) -> Bool { from <= day && day <= to ?? day }
}

/// A case on which a worker has or had a spell.
package struct WorkerSpellRow: Row {
    package static let table = RowTable(155, "workerSpells")
    /// First in the key, so that all cases of a worker are one range.
    package let worker: ID<Worker>
    /// Once, however many spells there were.
    package let `case`: ID<Case>
    package var key: RowKey { RowKey(worker).and(`case`) }

    /// The row of a worker's case, past or present.
    package init(worker: ID<Worker>, case: ID<Case>) {
        self.worker = worker
        self.case = `case`
    }
}

/// A case that is a worker's own: a live spell, or the last primary worker of a closed one.
package struct WorkerCaseRow: Row {
    package static let table = RowTable(156, "workerCases")
    /// First in the key, so that what a worker reaches is one range.
    package let worker: ID<Worker>
    /// Open or closed; gone when a team member leaves.
    package let `case`: ID<Case>
    /// So that reach over clients needs no look at the case.
    package let client: ID<Client>
    /// True for the primary worker, and for the last one of a closed case.
    package let isHolder: Bool
    /// Copied from the case with every change.
    package let status: CaseStatus
    package var key: RowKey { RowKey(worker).and(`case`) }

    /// The row of a worker's own case.
    package init(
        worker: ID<Worker>,
        case: ID<Case>,
        client: ID<Client>,
        isHolder: Bool,
        status: CaseStatus
    ) {
        self.worker = worker
        self.case = `case`
        self.client = client
        self.isHolder = isHolder
        self.status = status
    }
}

// Packed by hand: a search of a worker reads all of them.
extension WorkerCaseRow: PackedRow {
    package func pack(into packer: inout RowPacker) {
        packer.pack(worker)
        packer.pack(`case`)
        packer.pack(client)
        packer.pack(isHolder)
        packer.pack(status)
    }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        worker = try unpacker.next()
        `case` = try unpacker.next()
        client = try unpacker.next()
        isHolder = try unpacker.next()
        status = try unpacker.next()
    }
}

/// A case without a primary worker so far.
package struct NewCaseRow: Row {
    package static let table = RowTable(157, "newCases")
    /// Goes with the first assignment.
    package let `case`: ID<Case>
    package var key: RowKey { RowKey(`case`) }

    /// The row of a case nobody has.
    package init(case: ID<Case>) {
        self.case = `case`
    }
}

/// A case that only some may see.
package struct RestrictedCaseRow: Row {
    package static let table = RowTable(165, "restrictedCases")
    /// Looked at before a case is listed.
    package let `case`: ID<Case>
    package var key: RowKey { RowKey(`case`) }

    /// The row of a restricted case.
    package init(case: ID<Case>) {
        self.case = `case`
    }
}

/// A follow-up in whatever state.
package struct FollowUpRow: Row {
    package static let table = RowTable(162, "followUps")
    /// Of the case that is first in its key.
    package let followUp: ID<FollowUp>
    /// As corrected last.
    package var kind: FollowUpKind
    /// Never moved.
    package let dueOn: CivilDate
    /// On the case; another one after a handover.
    package var assignee: ID<Worker>
    /// Done and cancelled ones stay.
    package var state: FollowUpStatus
    package var key: RowKey { Self.key(followUp) }

    /// A follow-up as it was scheduled.
    package init(_ open: OpenFollowUp) {
        followUp = open.followUp
        kind = open.kind
        dueOn = open.dueOn
        assignee = open.assignee
        state = .open
    }

    /// The key of a follow-up: its case, then its number.
    package static func key(_ followUp: ID<FollowUp>) -> RowKey {
        RowKey(followUp.caseID).and(followUp.number ?? 0)
    }
}

/// An open follow-up of an assignee, by due day.
package struct AssignedFollowUpRow: Row {
    package static let table = RowTable(163, "assignedFollowUps")
    /// First in the key, so that a worker's are one range.
    package let assignee: ID<Worker>
    /// Second in the key.
    package let dueOn: CivilDate
    /// Goes when it is done or cancelled.
    package let followUp: ID<FollowUp>
    package var key: RowKey { RowKey(assignee).and(dueOn).and(followUp) }

    /// The row of an open follow-up.
    package init(_ open: OpenFollowUp) {
        assignee = open.assignee
        dueOn = open.dueOn
        followUp = open.followUp
    }
}

/// A referral in whatever state.
package struct ReferralRow: Row {
    package static let table = RowTable(164, "referrals")
    /// Of the case that is first in its key.
    package let referral: ID<Referral>
    /// Whoever was asked.
    package let to: ID<Organisation>
    /// As corrected last.
    package var service: ServiceKind
    /// Business date.
    package let madeOn: CivilDate
    /// The day by which an answer is waited for.
    package let respondBy: CivilDate
    /// Changed by the provider's answers, as told to the office.
    package var state = ReferralStatus.made
    /// The day it was accepted, rejected or revoked first.
    package var respondedOn: CivilDate?
    /// The day nothing was open any more.
    package var closedOn: CivilDate?
    /// The position of the event that holds the sealed outcome.
    package var outcomeAt: Int64?
    package var key: RowKey { Self.key(referral) }

    /// A referral as it was made.
    package init(_ open: OpenReferral, madeOn: CivilDate) {
        referral = open.referral
        to = open.to
        service = open.service
        self.madeOn = madeOn
        respondBy = open.respondBy
    }

    /// The key of a referral: its case, then its number.
    package static func key(_ referral: ID<Referral>) -> RowKey {
        RowKey(referral.caseID).and(referral.number ?? 0)
    }
}
