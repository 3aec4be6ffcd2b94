// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// Finds the names a person probably meant.
package enum NearestNames {
    /// At most `limit` names close to a misspelt one, the closest first, ties by name.
    ///
    /// Close: within a third of the length, at least 2 edits (swapped neighbours count as one), or
    /// one name begins with the other.
    package static func of(
        _ asked: String,
        among names: some Sequence<String>,
        limit: Int = 3
    ) -> [String] {
        let letters = Array(asked.utf8.prefix(64))
        let allowed = max(2, letters.count / 3)
        var found: [(distance: Int, name: String)] = []
        for name in names {
            let other = Array(name.utf8.prefix(64))
            let isPrefix =
                letters.count >= 3 && (other.starts(with: letters) || letters.starts(with: other))
            let distance = editDistance(letters, other)
            if distance <= allowed && distance < max(letters.count, other.count) || isPrefix {
                found.append((distance, name))
            }
        }
        found.sort { ($0.distance, $0.name) < ($1.distance, $1.name) }
        return found.prefix(limit).map(\.name)
    }

    /// Insertions, deletions, changes and swaps of neighbours from one text to the other.
    package static func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
        var older: [Int] = []
        var old = Array(0...right.count)
        for i in 1...left.count {
            var new = [i]
            new.reserveCapacity(right.count + 1)
            for j in 1...right.count {
                let change = old[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1)
                var best = min(change, old[j] + 1, new[j - 1] + 1)
                if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
                    best = min(best, older[j - 2] + 1)
                }
                new.append(best)
            }
            older = old
            old = new
        }
        return old[right.count]
    }
}
