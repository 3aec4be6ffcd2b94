// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// A store that was put back to an earlier position has lost what came after. The daemon says so in
// the log at once, and asks for a person who agrees; until then every status shows it.

/// The last time the store was put back; one row.
package struct RollbackRow: Row {
    package static let table = RowTable(38, "rollbacks")
    /// Of the only row.
    package static let key = RowKey("store")
    /// The backup it came from; `nil` when the log itself had lost its end.
    package let backup: String?
    /// The position it was put back to.
    package let position: Int64
    /// The newest position that was known before.
    package let lostUpTo: Int64?
    /// True when the keys were older than the log: people added in between have none.
    package let isKeyringOld: Bool
    /// True once a second person agreed.
    package var isConfirmed = false
    package var key: RowKey { Self.key }

    /// The row of an event; `nil` for events that put nothing back.
    package init?(_ event: StoreEvent) {
        switch event {
        case .restored(let backup, let position, let lostUpTo, let oldKeyring):
            isKeyringOld = oldKeyring ?? false
            self.backup = backup
            self.position = position
            self.lostUpTo = lostUpTo
        case .rollbackAccepted(let position, let lostUpTo):
            isKeyringOld = false
            backup = nil
            self.position = position
            self.lostUpTo = lostUpTo
        case .initialised, .keyRotated, .rollbackConfirmed: return nil
        }
    }
}

/// What the approval of kind `rollback` does; nobody but the daemon asks for it.
package struct ConfirmRollback: Command {
    package static let contract = Contract("store.confirmRollback", roles: [.administrator])
    /// The kind of the approval.
    package static let kind = "rollback"

    /// The position to which the store was put back.
    package let restoredTo: Int64

    package struct Answer: Codable, Sendable {
        let restoredTo: Int64
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        decision.record(
            StoreEvent.rollbackConfirmed(position: restoredTo),
            to: StoreEvent.stream
        )
        return Answer(restoredTo: restoredTo)
    }
}
