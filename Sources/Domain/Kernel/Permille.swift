// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// Shares in thousandths.
package enum Permille {
    /// A part of a whole in permille, rounded half up; `nil` when the whole is nothing.
    package static func share(_ part: Int64, of whole: Int64) -> Int64? {
        whole == 0 ? nil : (2000 * part + whole) / (2 * whole)
    }
}
