// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0
// Contacts by date. Corrections may move a contact to another day, so the last one is looked up
// and not remembered. Two projections keep contacts, each in a table of its own: the cases, with
// every entry, and the overdue list, when its schedule runs.

/// A row of a contact on a case.
package protocol ContactKeeping: Row {
    var `case`: ID<Case> { get }
    var on: CivilDate { get }
    /// The entry that logged it.
    var entry: Int64 { get }
    var isSuccessful: Bool { get }
    /// The entry, or the newest correction of it: what the next correction cites.
    var newest: Int64 { get }
    init(case: ID<Case>, on: CivilDate, entry: Int64, isSuccessful: Bool, newest: Int64)
}

extension ContactKeeping {
    package var key: RowKey { RowKey(`case`).and(on).and(entry) }
}

/// A contact on a case, by date.
package struct CaseContactRow: ContactKeeping {
    package static let table = RowTable(160, "caseContacts")
    package let `case`: ID<Case>
    package let on: CivilDate
    package let entry: Int64
    package let isSuccessful: Bool
    package let newest: Int64

    package init(
        case: ID<Case>,
        on: CivilDate,
        entry: Int64,
        isSuccessful: Bool,
        newest: Int64
    ) {
        self.case = `case`
        self.on = on
        self.entry = entry
        self.isSuccessful = isSuccessful
        self.newest = newest
    }
}

extension Facts {
    /// The day somebody was reached last.
    package func lastContact<Kept: ContactKeeping>(
        _ type: Kept.Type,
        of case: ID<Case>
    ) -> CivilDate? {
        var found: CivilDate?
        visit(type, prefix: RowKey(`case`), from: nil, reversed: true) { row in
            if row.isSuccessful { found = row.on }
            return found == nil
        }
        return found
    }
}

extension RowStore {
    /// Keeps the contacts of a case up to date with one entry.
    package func keepContact<Kept: ContactKeeping>(
        _ type: Kept.Type,
        _ event: CaseEvent,
        _ meta: EventMeta
    ) {
        let `case` = ID<Case>(trusted: meta.streamID)
        switch event {
        case .contactLogged(_, _, let successful, _, _, _):
            put(
                Kept(
                    case: `case`,
                    on: meta.occurredOn,
                    entry: meta.streamVersion,
                    isSuccessful: successful,
                    newest: meta.streamVersion
                )
            )
        case .entryCorrected(let entry, let changes):
            var found: Kept?
            visit(type, prefix: RowKey(`case`), from: nil, reversed: true) { row in
                if row.newest == entry { found = row }
                return found == nil
            }
            guard let found else { return }
            remove(type, found.key)
            put(
                Kept(
                    case: `case`,
                    on: changes.occurredOn ?? found.on,
                    entry: found.entry,
                    isSuccessful: changes.successful ?? found.isSuccessful,
                    newest: meta.streamVersion
                )
            )
        default: break
        }
    }
}
