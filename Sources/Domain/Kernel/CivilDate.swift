// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// A civil date of the office, Asia/Jakarta, without a time.
///
/// Stored as days since 1970-01-01; valid from 1900-01-01 to 2199-12-31; written `YYYY-MM-DD`.
package struct CivilDate: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01, negative before it.
    package let days: Int32

    /// A date from its day number, which the caller knows to be in range.
    package init(days: Int32) {
        self.days = days
    }

    /// A date from year, month and day of the Gregorian calendar; `nil` when there is no such day.
    package init?(_ year: Int, _ month: Int, _ day: Int) {
        guard (1900...2199).contains(year), (1...12).contains(month), day >= 1,
            day <= Self.length(ofMonth: month, in: year)
        else { return nil }
        days = Self.dayNumber(year, month, day)
    }

    /// A date from its only written form `YYYY-MM-DD`; `nil` for anything else.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D else { return nil }
        func number(_ range: Range<Int>) -> Int? {
            var value = 0
            for index in range {
                let digit = bytes[index]
                guard digit >= 0x30, digit <= 0x39 else { return nil }
                value = value * 10 + Int(digit - 0x30)
            }
            return value
        }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
            let parsed = CivilDate(year, month, day)
        else { return nil }
        self = parsed
    }

    package static func < (left: Self, right: Self) -> Bool { left.days < right.days }

    /// Year, month and day of the Gregorian calendar.
    package var components: (year: Int, month: Int, day: Int) {
        // Howard Hinnant's civil_from_days: eras of 400 years that begin on 1 March.
        let shifted = Int(days) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    /// The year of the date.
    package var year: Int { components.year }

    /// The date a number of days later, or earlier when negative.
    package func adding(days count: Int) -> CivilDate {
        CivilDate(days: days + Int32(clamping: count))
    }

    /// The same day some months later, or the last day of that month when it is shorter.
    package func adding(months count: Int) -> CivilDate {
        let (year, month, day) = components
        let index = year * 12 + (month - 1) + count
        let newYear = index / 12
        let newMonth = index % 12 + 1
        let newDay = min(day, Self.length(ofMonth: newMonth, in: newYear))
        return CivilDate(days: Self.dayNumber(newYear, newMonth, newDay))
    }

    /// The same day some years later, and the last day that can be written when that is passed.
    ///
    /// For the end of what holds so many years from a day that somebody named.
    package func adding(years count: Int64) -> CivilDate {
        // The calendar that is written has three hundred years.
        let end = adding(months: 12 * Int(min(count, 300)))
        return end.isWritable ? end : CivilDate(days: Self.writable.upperBound)
    }

    /// Days from 1900-01-01 to 2199-12-31, since 1970.
    private static let writable: ClosedRange<Int32> = -25_567...84_005

    /// The first day that can be written.
    static let earliest = CivilDate(days: writable.lowerBound)

    /// True for a date that can be read again once it is written.
    var isWritable: Bool { Self.writable.contains(days) }

    private static func dayNumber(_ year: Int, _ month: Int, _ day: Int) -> Int32 {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return Int32(era * 146_097 + dayOfEra - 719_468)
    }

    private static func length(ofMonth month: Int, in year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

extension CivilDate: CustomStringConvertible {
    /// The date as `YYYY-MM-DD`.
    package var description: String {
        let (year, month, day) = components
        func padded(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        return "\(year)-\(padded(month))-\(padded(day))"
    }
}
