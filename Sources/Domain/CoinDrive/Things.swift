// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// Coin drives, known by a code.
package enum Drive: Thing {
    package static let noun = "drive"
    package static let naming = Naming.code
    package static let completion: (method: String, column: String)? = ("drive.list", "drive")
}

/// Collection boxes, known by a code; a box serves many drives.
package enum Box: Thing {
    package static let noun = "box"
    package static let naming = Naming.code
    package static let completion: (method: String, column: String)? = ("box.list", "box")
}

/// Counts of a box's coins, `HTG-2016-0001`.
package enum CoinCount: Thing {
    package static let noun = "count"
    package static let naming = Naming.number(prefix: "HTG")
    package static let completion: (method: String, column: String)? = ("count.list", "count")
}

extension Decision {
    /// Refuses `wrongState` unless the thing is in one of the states the command needs.
    package func require<Kind: Thing, Status: CodeSet>(
        _ id: ID<Kind>,
        _ status: Status,
        among needed: [Status]
    ) throws(Rejection) {
        if needed.contains(status) { return }
        throw .refused(
            common: .wrongState(
                what: Kind.noun,
                id: id.text,
                state: status.rawValue,
                needed: needed.map(\.rawValue)
            )
        )
    }
}
