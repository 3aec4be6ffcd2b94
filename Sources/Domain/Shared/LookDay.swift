// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// Looks that a reviewer should see are found by counting: for every operator and day the looks, the
// most searches within a minute, the most reveals within an hour, and what was done at odd hours or
// by broken glass. Nothing is refused because of it; work must go on.

/// Above how much looking an operator is named.
package enum LookThreshold {
    /// Searches by name or number within one minute.
    package static let searchesPerMinute: Int64 = 30
    /// Reveals within one hour.
    package static let revealsPerHour: Int64 = 60
    /// The hours of an ordinary day, in the office's time; before and after them is odd.
    package static let hours: Range<Int64> = 6..<20
    /// Days without which nobody has a usual number of looks: of fewer, 5 % are not one.
    package static let daysNeeded = 20
}

/// What an operator looked at on one day.
package struct LookDayRow: Row {
    package static let table = RowTable(36, "lookDays")
    /// Who looked; first in the key, so that their days are one range.
    package let `operator`: ID<Operator>
    /// In the office's time.
    package let day: CivilDate
    /// Of every action, denials not among them.
    package private(set) var looks: Int64 = 0
    /// The most searches within one minute.
    package private(set) var searches: Int64 = 0
    /// The most reveals within one hour.
    package private(set) var reveals: Int64 = 0
    /// Looks before or after the hours of an ordinary day.
    package private(set) var atOddHours: Int64 = 0
    /// Looks by broken glass.
    package private(set) var outside: Int64 = 0
    private var searchMinute = Window()
    private var revealHour = Window()
    package var key: RowKey { RowKey(`operator`).and(day) }

    /// Minutes or hours, one after the other, and how much there was in the last one.
    private struct Window: Codable, Sendable {
        var number: Int64 = -1
        var count: Int64 = 0

        /// Counts one more, and answers how many there are in its window.
        mutating func add(_ number: Int64) -> Int64 {
            count = self.number == number ? count + 1 : 1
            self.number = number
            return count
        }
    }

    /// A day without looks.
    package init(_ operator: ID<Operator>, _ day: CivilDate) {
        self.operator = `operator`
        self.day = day
    }

    /// Counts one look.
    package mutating func add(_ action: String, at moment: Moment) {
        let minute = moment.microseconds / 60_000_000
        looks += 1
        switch action {
        case "search": searches = max(searches, searchMinute.add(minute))
        case "reveal": reveals = max(reveals, revealHour.add(minute / 60))
        case "breakGlass": outside += 1
        default: break
        }
        if !LookThreshold.hours.contains(moment.hour) { atOddHours += 1 }
    }
}

/// Why a day of looking is out of the ordinary.
package enum LookOddity: String, CodeSet {
    case searches, reveals, oddHours, outsideCaseload, aboveUsual

    package static let name = "LookOddity"
}

extension LookDayRow {
    /// What is odd about the day, where so many looks are usual for the operator.
    package func oddities(usual: Int64?) -> [LookOddity] {
        let found: [(LookOddity, Bool)] = [
            (.searches, searches > LookThreshold.searchesPerMinute),
            (.reveals, reveals > LookThreshold.revealsPerHour),
            (.oddHours, atOddHours > 0),
            (.outsideCaseload, outside > 0),
            (.aboveUsual, usual.map { looks > $0 } ?? false),
        ]
        return found.filter(\.1).map(\.0)
    }

    /// The 95th percentile of the looks on some days, by nearest rank; `nil` for too few days.
    package static func usual(_ days: [LookDayRow]) -> Int64? {
        guard days.count >= LookThreshold.daysNeeded else { return nil }
        let sorted = days.map(\.looks).sorted()
        return sorted[(sorted.count * 95 + 99) / 100 - 1]
    }
}
