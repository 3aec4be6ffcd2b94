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

    /// Throws `invalidParams` for the last day, at its pointer, when the first one is after it.
    package func mustNotBeReversed(at pointer: String) throws(Rejection) {
        guard let from, let to, to < from else { return }
        throw .invalid(pointer: pointer, problem: "range", expected: "not before the first day")
    }
}
