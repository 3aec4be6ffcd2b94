// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0
package import Domain

// Deposits of counted coins, and the reports of drives.

/// What an entry did to the list of due deposits, so that its reversal can undo it.
package struct DueEntryRow: Row {
    package static let table = RowTable(86, "dueEntries")
    /// The entry that a reversal would name.
    package let entry: ID<LedgerEntry>
    /// The count whose money it received.
    package let received: String?
    /// The lines it settled.
    package let settled: [OverdueRow]
    package var key: RowKey { RowKey(entry) }
}

extension RowStore {
    func keepDue(_ event: DriveEvent, _ meta: EventMeta) {
        switch event {
        case .stopped(let due):
            wait(for: OverdueRow(.report, meta.streamID, of: .coordinator, from: due))
        case .reportSubmitted, .closed:
            let row = OverdueRow(.report, meta.streamID, of: .coordinator, from: meta.occurredOn)
            stopWaiting(for: row.key)
        case .planned, .permitRecorded, .exemptionRecorded, .permitExtended, .started,
            .cancelled:
            break
        }
    }

    func keepDue(_ event: FundEvent, _ meta: EventMeta) {
        guard let posted = event.postedEntry else { return }
        func deposit(_ count: String, _ day: CivilDate) -> OverdueRow {
            OverdueRow(.deposit, count, of: .treasurer, from: day)
        }
        if let reverses = posted.reverses {
            guard let undone = row(DueEntryRow.self, RowKey(reverses)) else { return }
            if let count = undone.received {
                stopWaiting(for: deposit(count, meta.occurredOn).key)
            }
            for row in undone.settled { wait(for: row) }
            remove(DueEntryRow.self, RowKey(reverses))
        } else if let count = posted.tags.count {
            // A limit of the day the coins were counted stays what it was.
            let days = policy(.depositMaxDays, on: meta.occurredOn)
            wait(for: deposit(count.text, meta.occurredOn.adding(days: Int(days))))
            put(DueEntryRow(entry: posted.entry, received: count.text, settled: []))
        } else if !posted.counts.isEmpty {
            let keys = posted.counts.map { deposit($0.text, meta.occurredOn).key }
            let settled = keys.compactMap { row(OverdueRow.self, $0) }
            for key in keys { stopWaiting(for: key) }
            put(DueEntryRow(entry: posted.entry, received: nil, settled: settled))
        }
    }
}
