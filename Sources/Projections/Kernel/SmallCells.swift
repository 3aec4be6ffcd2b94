// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// Counts that stand for so few people that they could point at one of them.
package enum SmallCells {
    /// The smallest count that is shown; 0 is shown too, since it stands for nobody.
    package static let shownFrom: Int64 = 5

    /// A count of its own, or `nil` when it is too small.
    package static func hidden(_ count: Int64) -> Int64? {
        count > 0 && count < shownFrom ? nil : count
    }

    /// Counts whose sum may be known: a hidden one takes the next smallest along.
    ///
    /// Otherwise the sum of the others would give it away.
    package static func hidden(_ counts: [Int64]) -> [Int64?] {
        var shown = counts.map(hidden)
        guard shown.count(where: { $0 == nil }) == 1 else { return shown }
        let partner = counts.indices.filter { shown[$0] != nil && counts[$0] > 0 }
            .min { counts[$0] < counts[$1] }
        if let partner { shown[partner] = nil }
        return shown
    }
}
