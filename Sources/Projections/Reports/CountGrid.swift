// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// Which counts of people are hidden, so that none of them can be worked out again from sums.

/// Counts of people, and the sums over them that a report shows.
package struct CountGrid: Sendable {
    /// Counts that sum to another.
    package struct Line: Sendable {
        /// Places of the counts that are summed.
        package let parts: [Int]
        /// The place of their sum.
        package let total: Int

        /// Parts and their sum.
        package init(parts: [Int], total: Int) {
            self.parts = parts
            self.total = total
        }
    }

    /// The smallest count that is shown, but for 0.
    package let threshold: Int64
    /// In the order of the tables: of equal counts the first is hidden.
    package let counts: [Int64]
    /// Each holds exactly.
    package let lines: [Line]
    /// True at the places that are hidden.
    package private(set) var isHidden: [Bool]
    /// How many were hidden for themselves.
    package private(set) var primary = 0
    private let linesAt: [[Int]]

    /// Larger than any count, so that a sum of some of them does not overflow.
    private static let unbounded: Int64 = 1 << 40

    /// Counts with their sums; nothing is hidden yet.
    package init(threshold: Int64, counts: [Int64], lines: [Line]) {
        self.threshold = threshold
        self.counts = counts
        self.lines = lines
        isHidden = Array(repeating: false, count: counts.count)
        var linesAt = Array(repeating: [Int](), count: counts.count)
        for (index, line) in lines.enumerated() {
            for place in line.parts + [line.total] { linesAt[place].append(index) }
        }
        self.linesAt = linesAt
    }

    /// How many were hidden to protect others.
    package var complementary: Int { isHidden.count(where: \.self) - primary }

    /// Hides what must be hidden; answers whether the audit then finds nothing.
    package mutating func hide() -> Bool {
        hideSmall()
        hideComplements()
        while let place = firstExposed() {
            guard hideMore(around: place) else { return false }
            hideComplements()
        }
        return true
    }

    /// Hides the counts that are small themselves; others may still give them away.
    package mutating func hideSmall() {
        for place in counts.indices where (1..<threshold).contains(counts[place]) {
            isHidden[place] = true
        }
        primary = isHidden.count(where: \.self)
    }

    // MARK: Complements

    // Lines whose hidden counts follow from the shown ones, or are known to be few together.
    private mutating func hideComplements() {
        var waiting = Set(lines.indices)
        while let index = waiting.min() {
            waiting.remove(index)
            guard isOpen(lines[index]), let place = next(in: lines[index]) else { continue }
            isHidden[place] = true
            waiting.formUnion(linesAt[place])
        }
    }

    private func isOpen(_ line: Line) -> Bool {
        let hidden = line.parts.filter { isHidden[$0] }
        if isHidden[line.total] { return hidden.isEmpty && counts[line.total] > 0 }
        if hidden.isEmpty { return false }
        return hidden.count == 1 || hidden.reduce(0) { $0 + counts[$1] } < threshold
    }

    // The smallest count of a line that is shown and not 0, the first of equals; else its sum.
    private func next(in line: Line) -> Int? {
        let shown = line.parts.filter { !isHidden[$0] && counts[$0] > 0 }
        if let place = shown.min(by: { (counts[$0], $0) < (counts[$1], $1) }) { return place }
        return isHidden[line.total] ? nil : line.total
    }

    private mutating func hideMore(around place: Int) -> Bool {
        for index in linesAt[place] {
            if let more = next(in: lines[index]) {
                isHidden[more] = true
                return true
            }
        }
        // Nothing beside it is left: widen the circle to any line that still shows something.
        for line in lines where line.parts.contains(where: { isHidden[$0] }) {
            if let more = next(in: line) {
                isHidden[more] = true
                return true
            }
        }
        return false
    }

    // MARK: Audit

    /// The first hidden count of which the shown ones tell too much; `nil` when there is none.
    ///
    /// What can be worked out about each must allow 0 or 1 as well as the threshold, and all sums
    /// together must leave it open.
    package func firstExposed() -> Int? {
        let (low, high) = ranges()
        let narrow = counts.indices.first { place in
            isHidden[place] && (low[place] > 1 || high[place] < threshold)
        }
        return narrow ?? firstDetermined()
    }

    /// What follows for each count from all sums and shown counts, by propagating intervals.
    package func ranges() -> (low: [Int64], high: [Int64]) {
        var low = counts.indices.map { isHidden[$0] ? 0 : counts[$0] }
        var high = counts.indices.map { isHidden[$0] ? Self.unbounded : counts[$0] }
        var waiting = Set(lines.indices)
        // Intervals of whole numbers only shrink, but slowly where sums go in circles.
        var stepsLeft = 64 * max(1, lines.count)
        // Always in the same order: where the steps run out, every run must hide the same counts.
        while stepsLeft > 0, let index = waiting.min() {
            waiting.remove(index)
            stepsLeft -= 1
            let changed = narrow(lines[index], &low, &high)
            for place in changed { waiting.formUnion(linesAt[place]) }
        }
        return (low, high)
    }

    private func narrow(_ line: Line, _ low: inout [Int64], _ high: inout [Int64]) -> [Int] {
        var changed: Set<Int> = []
        func raise(_ place: Int, to value: Int64) {
            if value > low[place] {
                low[place] = value
                changed.insert(place)
            }
        }
        func lower(_ place: Int, to value: Int64) {
            if value < high[place] {
                high[place] = value
                changed.insert(place)
            }
        }
        let lowSum = line.parts.reduce(0) { $0 + low[$1] }
        let highSum = line.parts.reduce(0) { min(Self.unbounded, $0 + high[$1]) }
        raise(line.total, to: lowSum)
        lower(line.total, to: highSum)
        for place in line.parts {
            lower(place, to: high[line.total] - (lowSum - low[place]))
            let others = line.parts.reduce(0) { sum, other in
                other == place ? sum : min(Self.unbounded, sum + high[other])
            }
            if others < Self.unbounded { raise(place, to: low[line.total] - others) }
        }
        return changed.sorted()
    }
}
