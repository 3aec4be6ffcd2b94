// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import CanonicalJSON

/// How a program ends after a check, whatever was checked.
package enum CheckStatus {
    /// The status of a check that ran: 0 sound, 1 problems, 2 damaged, 3 only in part.
    package static func of(_ result: JSONValue) -> Int32 {
        switch result["verdict"]?.string {
        case "tampered": return 1
        case "damaged": return 2
        case "incomplete": return 3
        default: break
        }
        if let items = result.items ?? result["projections"]?.items,
            items.contains(where: { $0["equal"]?.bool == false })
        {
            return 1
        }
        if result["ok"]?.bool == false { return 2 }
        return result["needsRestart"]?.items?.isEmpty == false ? 3 : 0
    }
}
