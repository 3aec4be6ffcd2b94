// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// What several sums give away together though none of them does alone.

extension CountGrid {
    /// A prime: sums have factors of 1 and −1, and remainders of it are exact where fractions grow.
    private static let prime: Int64 = 2_147_483_647

    /// The first hidden count that follows from all sums together; `nil` when there is none.
    ///
    /// The sums are equations in the hidden counts; brought into reduced row echelon form, a count
    /// is determined exactly when a row has nothing but it.
    func firstDetermined() -> Int? {
        let hidden = counts.indices.filter { isHidden[$0] }
        let columns = Dictionary(uniqueKeysWithValues: zip(hidden, hidden.indices))
        var rows = lines.compactMap { line -> [Int64]? in
            var row = [Int64](repeating: 0, count: hidden.count)
            for part in line.parts { if let column = columns[part] { row[column] += 1 } }
            if let column = columns[line.total] { row[column] = Self.prime - 1 }
            return row.contains { $0 != 0 } ? row : nil
        }
        var rank = 0
        for column in hidden.indices {
            guard let pivot = rows[rank...].firstIndex(where: { $0[column] != 0 }) else { continue }
            rows.swapAt(rank, pivot)
            let inverse = Self.inverse(rows[rank][column])
            rows[rank] = rows[rank].map { $0 * inverse % Self.prime }
            for other in rows.indices where other != rank && rows[other][column] != 0 {
                let factor = Self.prime - rows[other][column]
                for index in column..<hidden.count where rows[rank][index] != 0 {
                    rows[other][index] =
                        (rows[other][index] + factor * rows[rank][index]) % Self.prime
                }
            }
            rank += 1
        }
        let alone = rows.prefix(rank).compactMap { row -> Int? in
            let used = row.indices.filter { row[$0] != 0 }
            return used.count == 1 ? used.first.map { hidden[$0] } : nil
        }
        return alone.min()
    }

    /// By Fermat: the power of two less than the prime.
    private static func inverse(_ number: Int64) -> Int64 {
        var (base, power, left) = (number, Int64(1), prime - 2)
        while left > 0 {
            if left & 1 == 1 { power = power * base % prime }
            base = base * base % prime
            left >>= 1
        }
        return power
    }
}
