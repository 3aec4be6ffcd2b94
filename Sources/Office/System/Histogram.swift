// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// Counts by power of two: enough for an order of magnitude.
final class Histogram: Sendable {
    /// How a value is written in the text of the metrics.
    enum Unit {
        /// Microseconds, told as seconds.
        case seconds
        case count
    }

    /// The last bucket with a bound of its own; longer than two minutes, or more than all.
    private static let boundsMax = 27

    private struct Counts {
        var buckets = [Int64](repeating: 0, count: 65)
        var sum: Int64 = 0
    }

    private let counts = Mutex(Counts())

    /// One more value; below zero counts as zero.
    func add(_ value: Int64) {
        let value = max(value, 0)
        let index = 64 - value.leadingZeroBitCount
        counts.withLock {
            $0.buckets[index] += 1
            $0.sum += value
        }
    }

    /// The lower bound of the bucket in which that part of the values ends.
    func percentile(_ percent: Int64) -> Int64 {
        let buckets = counts.withLock(\.buckets)
        let total = buckets.reduce(0, +)
        var seen: Int64 = 0
        for (index, count) in buckets.enumerated() {
            seen += count
            if total > 0, seen * 100 >= total * percent {
                return index == 0 ? 0 : 1 << Int64(index) - 1
            }
        }
        return 0
    }

    /// Buckets, sum and count in the text of the metrics; `labels` without braces, or empty.
    func metrics(_ name: String, _ labels: String, _ unit: Unit) -> String {
        let counts = counts.withLock(\.self)
        var text = ""
        var seen: Int64 = 0
        for (index, count) in counts.buckets.prefix(Self.boundsMax + 1).enumerated() {
            seen += count
            let bound = Self.text((1 << Int64(index)) - (unit == .count ? 1 : 0), unit)
            text += "\(name)_bucket{\(labels.isEmpty ? "" : labels + ",")le=\"\(bound)\"} \(seen)\n"
        }
        let total = counts.buckets.reduce(0, +)
        text += "\(name)_bucket{\(labels.isEmpty ? "" : labels + ",")le=\"+Inf\"} \(total)\n"
        let place = labels.isEmpty ? "" : "{\(labels)}"
        return text + "\(name)_sum\(place) \(Self.text(counts.sum, unit))\n"
            + "\(name)_count\(place) \(total)\n"
    }

    private static func text(_ value: Int64, _ unit: Unit) -> String {
        unit == .count ? String(value) : Decimals.seconds(value)
    }
}

/// Decimal numbers made of whole ones.
enum Decimals {
    /// Microseconds as seconds.
    static func seconds(_ microseconds: Int64) -> String {
        "\(microseconds / 1_000_000).\(padded(microseconds % 1_000_000, digits: 6))"
    }

    /// Thousandths as a ratio.
    static func ratio(permille: Int64) -> String {
        "\(permille / 1000).\(padded(permille % 1000, digits: 3))"
    }

    private static func padded(_ number: Int64, digits: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}
