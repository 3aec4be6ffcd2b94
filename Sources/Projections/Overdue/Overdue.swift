// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0
package import Domain

// What should be done by a day. A timer brings the rows up to date; they say what is waited for
// and since when, and the query says what is over on the day it is asked for. So the answer is
// right whichever day the timer ran, and by whatever limits the office has that day.

/// What is overdue.
package enum OverdueKind: String, CodeSet {
    case assessment, plan, contact, review, followUp, referral, approval, breakGlass, certificate
    case deposit, report

    package static let name = "OverdueKind"
}

/// Who should have been told by now.
package enum Escalation: String, CodeSet {
    case worker, supervisor, coordinator

    package static let name = "Escalation"
}

/// Something that is waited for.
package struct OverdueRow: Row, Equatable {
    package static let table = RowTable(85, "due")
    /// A worker or a role: whose matter it is.
    package let holder: String
    /// Decides how many days are allowed after `from`.
    package let kind: OverdueKind
    /// The id of what waits: a case, a follow-up, a drive, a position of the log.
    package let ref: String
    /// The day from which the limit of the kind counts; the due day where it has none.
    package let from: CivilDate
    /// Of the case it is about.
    package let risk: Risk?
    package var key: RowKey { RowKey(holder).and(kind.rawValue).and(ref) }

    /// A matter of a worker.
    init(_ kind: OverdueKind, _ ref: String, of worker: ID<Worker>, from: CivilDate, _ risk: Risk?)
    {
        holder = worker.text
        self.kind = kind
        self.ref = ref
        self.from = from
        self.risk = risk
    }

    /// A matter of whoever has a role.
    init(_ kind: OverdueKind, _ ref: String, of role: Role, from: CivilDate) {
        holder = role.rawValue
        self.kind = kind
        self.ref = ref
        self.from = from
        risk = nil
    }

    /// The worker whose matter it is; `nil` for a role's.
    var worker: ID<Worker>? {
        Role(rawValue: holder) == nil ? ID<Worker>(trusted: holder) : nil
    }

    /// The day by which it should be done, by the limits of a day.
    func dueOn(_ facts: any Facts, on day: CivilDate) -> CivilDate {
        from.adding(days: Int(kind.days(risk, facts, on: day)))
    }
}

extension OverdueKind {
    /// How many days there are for it, by the limits of a day.
    func days(_ risk: Risk?, _ facts: any Facts, on day: CivilDate) -> Int64 {
        switch self {
        case .assessment: facts.policy(.assessmentDays, on: day)
        case .plan: facts.policy(.planDays, on: day)
        case .approval: facts.policy(.approvalDays, on: day)
        case .contact: facts.policy(.contactDays(risk ?? .medium), on: day)
        case .breakGlass: facts.policy(.reviewHours, on: day) / 24
        case .review, .followUp, .referral, .certificate, .deposit, .report: 0
        }
    }
}

/// The same matters in the order they become due, for each kind and risk.
///
/// The limit of a kind moves all of its days alike, so this order holds whatever the limits are.
package struct DueOrderRow: Row {
    package static let table = RowTable(87, "dueOrder")
    /// The same as in ``OverdueRow``, under another key.
    package let row: OverdueRow
    package var key: RowKey {
        Self.prefix(row.kind, row.risk).and(row.from).and(row.ref).and(row.holder)
    }

    /// Before all matters of a kind and risk.
    static func prefix(_ kind: OverdueKind, _ risk: Risk?) -> RowKey {
        RowKey(kind.rawValue).and(risk?.rawValue ?? "")
    }
}

extension RowStore {
    /// Something is waited for from now on.
    func wait(for row: OverdueRow) {
        // The row that was there may stand elsewhere in the order.
        stopWaiting(for: row.key)
        put(row)
        put(DueOrderRow(row: row))
    }

    /// Something is not waited for any longer; nothing happens when it was not.
    func stopWaiting(for key: RowKey) {
        guard let row = row(OverdueRow.self, key) else { return }
        remove(OverdueRow.self, key)
        remove(DueOrderRow.self, DueOrderRow(row: row).key)
    }
}

extension Slice {
    /// What is overdue, of every slice.
    package static let overdue = Slice(
        "Overdue",
        commands: [],
        queries: [ListOverdue.self],
        events: [],
        projections: [.overdue]
    )
}

extension Projection {
    /// What is waited for, by business date; brought up to date by `projection.run`.
    ///
    /// It keeps states of its own: between two runs it must not see what the others know already.
    static let overdue = Projection(
        "overdue",
        version: 4,
        kind: .scheduled,
        tables: [
            OverdueRow.table, DueOrderRow.table, DueEntryRow.table, DueCaseRow.table,
            DueContacts.contacts,
            DueWorkerRow.table,
        ]
    )
    .on(DriveEvent.self) { $2.keepDue($0, $1) }
    .on(FundEvent.self) { $2.keepDue($0, $1) }
    .on(CaseEvent.self) { $2.keepDue($0, $1) }
    .on(WorkerEvent.self) { $2.keepDue($0, $1) }
}
