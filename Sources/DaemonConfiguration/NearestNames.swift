// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// The names a person may have meant, nearest first, at most three.
///
/// Near is an edit distance of at most a third of the length, and at least one edit.
func nearestNames(to word: String, among names: [String]) -> [String] {
    let most = max(1, min(word.count / 3, 4))
    return
        names
        .map { (name: $0, distance: editDistance(word.lowercased(), $0.lowercased())) }
        .filter { $0.distance <= most }
        .sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }
        .prefix(3)
        .map(\.name)
}

/// Edits that turn one word into the other; two swapped neighbours are one edit.
private func editDistance(_ left: String, _ right: String) -> Int {
    let left = Array(left.utf8.prefix(80))
    let right = Array(right.utf8.prefix(80))
    var twoBack: [Int] = []
    var previous = Array(0...right.count)
    for row in left.indices {
        var current = [row + 1]
        for column in right.indices {
            var best = min(
                previous[column + 1] + 1,
                current[column] + 1,
                previous[column] + (left[row] == right[column] ? 0 : 1)
            )
            if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                best = min(best, twoBack[column - 1] + 1)
            }
            current.append(best)
        }
        twoBack = previous
        previous = current
    }
    return previous[right.count]
}
