// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0
// Contacts by date. Corrections may move a contact to another day, so the last one is looked up
// and not remembered. Two projections keep contacts, each in a table of its own: the cases, with
// every entry, and the overdue list, when its schedule runs.

/// A projection that keeps contacts.
package protocol ContactKeeper {
    /// The table that holds them.
    static var contacts: RowTable { get }
}

/// The projection of the cases keeps contacts with every entry.
package enum CaseContacts: ContactKeeper {
    /// Of the cases' own, which the rules read.
    package static let contacts = RowTable(160, "caseContacts")
}

/// A contact on a case, by date, as its keeper has it.
package struct ContactRow<Keeper: ContactKeeper>: Row {
    /// One table for each keeper.
    package static var table: RowTable { Keeper.contacts }
    /// First in the key, so that the latest contact is found at once.
    package let `case`: ID<Case>
    /// Business date, as corrected last.
    package let on: CivilDate
    /// The entry that logged it.
    package let entry: Int64
    /// Whether somebody was reached, as corrected last.
    package let isSuccessful: Bool
    /// The entry, or the newest correction of it: what the next correction cites.
    package let newest: Int64
    package var key: RowKey { RowKey(`case`).and(on).and(entry) }
}

extension Facts {
    /// The day somebody was reached last.
    package func lastContact<Keeper: ContactKeeper>(
        _ keeper: Keeper.Type,
        of case: ID<Case>
    ) -> CivilDate? {
        var found: CivilDate?
        visit(ContactRow<Keeper>.self, prefix: RowKey(`case`), from: nil, reversed: true) { row in
            if row.isSuccessful { found = row.on }
            return found == nil
        }
        return found
    }
}

extension RowStore {
    /// Keeps the contacts of a case up to date with one entry.
    package func keepContact<Keeper: ContactKeeper>(
        _ keeper: Keeper.Type,
        _ event: CaseEvent,
        _ meta: EventMeta
    ) {
        let `case` = ID<Case>(trusted: meta.streamID)
        switch event {
        case .contactLogged(_, _, let successful, _, _, _):
            put(
                ContactRow<Keeper>(
                    case: `case`,
                    on: meta.occurredOn,
                    entry: meta.streamVersion,
                    isSuccessful: successful,
                    newest: meta.streamVersion
                )
            )
        case .entryCorrected(let entry, let changes):
            var found: ContactRow<Keeper>?
            visit(ContactRow<Keeper>.self, prefix: RowKey(`case`), from: nil, reversed: true) {
                row in
                if row.newest == entry { found = row }
                return found == nil
            }
            guard let found else { return }
            remove(ContactRow<Keeper>.self, found.key)
            put(
                ContactRow<Keeper>(
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
