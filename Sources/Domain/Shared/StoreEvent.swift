// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// The store itself has a stream: that it was made, and what later befell it as a whole.

/// What happens to the store as a whole.
package enum StoreEvent: DomainEvent {
    case initialised(storeId: String, mode: String)
    /// The store was put back from a backup; `lostUpTo` is the newest position that was known.
    case restored(backup: String, position: Int64, lostUpTo: Int64?, oldKeyring: Bool?)
    /// The daemon went on with a log that had lost its end.
    case rollbackAccepted(position: Int64, lostUpTo: Int64?)
    /// A second person saw that the store was put back, and agreed.
    case rollbackConfirmed(position: Int64)
    /// The keyring was rewrapped; ids of the master keys in hexadecimal.
    case keyRotated(from: String, to: String)

    package enum CodingKeys: String, CodingKey {
        case initialised = "store.initialised"
        case restored = "store.restored"
        case rollbackAccepted = "store.rollbackAccepted"
        case rollbackConfirmed = "store.rollbackConfirmed"
        case keyRotated = "store.keyRotated"
    }

    package static let category = "store"
    /// The only stream of the category.
    package static let stream = "store-main"

    package var isStep: Bool { false }
}
