// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// The store itself has a stream: that it was made, and what later befell it as a whole.

/// What happens to the store as a whole.
package enum StoreEvent: DomainEvent {
    case initialised(storeId: String, mode: String)
    /// The keyring was rewrapped; ids of the master keys in hexadecimal.
    case keyRotated(from: String, to: String)

    package enum CodingKeys: String, CodingKey {
        case initialised = "store.initialised"
        case keyRotated = "store.keyRotated"
    }

    package static let category = "store"
    /// The only stream of the category.
    package static let stream = "store-main"

    package var isStep: Bool { false }
}
