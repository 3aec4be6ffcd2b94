// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// Days from one to another, both included; an end that is `nil` is open.
package struct DateRange: Sendable, Equatable {
    /// `nil`: since ever.
    package let from: CivilDate?
    /// `nil`: without end.
    package let to: CivilDate?

    /// The days between two.
    package init(_ from: CivilDate?, _ to: CivilDate?) {
        self.from = from
        self.to = to
    }

    /// True when some day lies in both.
    package func overlaps(_ other: DateRange) -> Bool {
        (from?.days ?? .min) <= (other.to?.days ?? .max)
            && (other.from?.days ?? .min) <= (to?.days ?? .max)
    }

    /// True when the first day is after the last.
    package var isReversed: Bool {
        guard let from, let to else { return false }
        return to < from
    }
}
