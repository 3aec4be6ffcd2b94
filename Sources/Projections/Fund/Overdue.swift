// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Domain

/// What is overdue.
package enum OverdueKind: String, CodeSet {
    case deposit, report

    package static let name = "OverdueKind"
}

/// Who should have been told by now.
package enum Escalation: String, CodeSet {
    case worker, supervisor, coordinator

    package static let name = "Escalation"
}

/// Something with a day by which it should be done.
package struct OverdueRow: Row {
    package static let table = RowTable(85, "due")
    package let kind: OverdueKind
    package let ref: String
    /// A role, or an operator or worker.
    package let owner: String
    package let dueOn: CivilDate
    package var key: RowKey { Self.key(kind, ref) }

    static func key(_ kind: OverdueKind, _ ref: String) -> RowKey {
        RowKey(kind.rawValue).and(ref)
    }
}

/// What an entry did to the list of due deposits, so that its reversal can undo it.
package struct DueEntryRow: Row {
    package static let table = RowTable(86, "dueEntries")
    package let entry: ID<LedgerEntry>
    /// The count whose money it received.
    package let received: String?
    /// The lines it settled.
    package let settled: [OverdueRow]
    package var key: RowKey { RowKey(entry) }
}

extension Slice {
    /// Due days by business date; brought up to date by `projection.run`.
    ///
    /// The rows hold what is due at all; the query says what is over on the day it is asked for.
    static let overdue = Projection(
        "overdue",
        kind: .scheduled,
        tables: [OverdueRow.table, DueEntryRow.table]
    )
    .on(DriveEvent.self) { event, meta, store in
        switch event {
        case .stopped(let due):
            let row = OverdueRow(
                kind: .report,
                ref: meta.streamID,
                owner: Role.coordinator.rawValue,
                dueOn: due
            )
            store.put(row)
        case .reportSubmitted, .closed:
            store.remove(OverdueRow.self, OverdueRow.key(.report, meta.streamID))
        case .planned, .permitRecorded, .exemptionRecorded, .permitExtended, .started,
            .cancelled:
            break
        }
    }
    .on(FundEvent.self) { event, meta, store in
        guard let posted = event.postedEntry else { return }
        if let reverses = posted.reverses {
            guard let undone = store.row(DueEntryRow.self, RowKey(reverses)) else { return }
            if let count = undone.received {
                store.remove(OverdueRow.self, OverdueRow.key(.deposit, count))
            }
            for row in undone.settled { store.put(row) }
            store.remove(DueEntryRow.self, RowKey(reverses))
        } else if let count = posted.tags.count {
            let days = store.policy(.depositMaxDays, on: meta.occurredOn)
            let row = OverdueRow(
                kind: .deposit,
                ref: count.text,
                owner: Role.treasurer.rawValue,
                dueOn: meta.occurredOn.adding(days: Int(days))
            )
            store.put(row)
            store.put(DueEntryRow(entry: posted.entry, received: count.text, settled: []))
        } else if !posted.counts.isEmpty {
            let keys = posted.counts.map { OverdueRow.key(.deposit, $0.text) }
            let settled = keys.compactMap { store.row(OverdueRow.self, $0) }
            for key in keys { store.remove(OverdueRow.self, key) }
            store.put(DueEntryRow(entry: posted.entry, received: nil, settled: settled))
        }
    }
}

/// What should have been done by now.
package struct ListOverdue: Query {
    package static let contract = QueryContract(
        "overdue.list",
        roles: [.worker, .supervisor, .coordinator, .treasurer, .auditor, .dataProtection]
    )

    package let kind: OverdueKind?
    package let owner: Line?
    package let supervisor: Line?
    package let minDays: Count0?

    package struct Item: Codable, Sendable {
        let kind: OverdueKind
        let ref: String
        let owner: String
        let supervisor: String?
        let dueOn: CivilDate
        let daysOver: Days
        let risk: String?
        let escalation: Escalation
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        let prefix = kind.map { RowKey($0.rawValue) } ?? RowKey()
        let sees = visibility(context.roles)
        let items = context.facts.rows(OverdueRow.self, prefix: prefix)
            .filter { sees($0.owner) && owner.map { [$0.text] }?.contains($0.owner) ?? true }
            .compactMap { row in Item(row, on: context.today) }
            .filter { $0.daysOver.value >= minDays?.value ?? 1 && supervisor == nil }
            .sorted { left, right in
                if left.daysOver != right.daysOver { return left.daysOver > right.daysOver }
                if left.ref != right.ref { return left.ref < right.ref }
                return left.kind.rawValue < right.kind.rawValue
            }
        return try context.page(items)
    }

    // Coordinator and auditor see every line; treasurer and data protection those of their role.
    private func visibility(_ roles: [Role]) -> (String) -> Bool {
        if roles.contains(.coordinator) || roles.contains(.auditor) { return { _ in true } }
        let owners = roles.filter { $0 == .treasurer || $0 == .dataProtection }.map(\.rawValue)
        return { owners.contains($0) }
    }
}

extension ListOverdue.Item {
    fileprivate init?(_ row: OverdueRow, on today: CivilDate) {
        let over = Days(from: row.dueOn, to: today)
        let days = over.value
        guard days >= 1 else { return nil }
        self.init(
            kind: row.kind,
            ref: row.ref,
            owner: row.owner,
            supervisor: nil,
            dueOn: row.dueOn,
            daysOver: over,
            risk: nil,
            escalation: days <= 7 ? .worker : days <= 30 ? .supervisor : .coordinator
        )
    }
}
