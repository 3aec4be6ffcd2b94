// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// A civil date; the client knows no time zone but Asia/Jakarta, UTC+7 without daylight saving.
package struct CivilDay: Equatable, Sendable {
    package let year: Int
    package let month: Int
    package let day: Int

    /// Reads `YYYY-MM-DD`, nil when it is no such day of the calendar.
    package init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2],
            parts.allSatisfy({ $0.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
            (1...12).contains(month)
        else { return nil }
        let isLeap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year % 400 == 0)
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard (1...lengths[month - 1]).contains(day) else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// The day that lies this many days after 1970-01-01.
    package init(number: Int) {
        // Years start in March, so that the leap day ends one; 719468 = days from 0000-03-01.
        let shifted = number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// Today in Asia/Jakarta.
    package static func today(_ wallMicroseconds: Int64 = System.wallMicroseconds()) -> CivilDay {
        CivilDay(number: Int((wallMicroseconds / 1_000_000 + 7 * 3_600) / 86_400))
    }

    /// Days since 1970-01-01.
    package var number: Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
            - 719_468
    }

    package var iso: String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let digits = String(year)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
            + "-\(two(month))-\(two(day))"
    }

    /// A day as people type it: `2016-07-20`, `hari-ini`, `kemarin`, `today`, `yesterday`.
    package static func typed(_ word: String, today: CivilDay) -> CivilDay? {
        switch word {
        case "hari-ini", "today": today
        case "kemarin", "yesterday": CivilDay(number: today.number - 1)
        default: CivilDay(word)
        }
    }

    /// The ISO form of a date written day first (`20/07/2016`, `20-7-2016`), as a hint.
    package static func guessed(_ word: String) -> String? {
        let parts = word.split(whereSeparator: { "/-.".contains($0) }).map(String.init)
        guard parts.count == 3, parts[2].utf8.count == 4 else { return nil }
        let padded = [parts[2], parts[1], parts[0]].map { $0.utf8.count == 1 ? "0" + $0 : $0 }
        return CivilDay(padded.joined(separator: "-"))?.iso
    }
}

/// A fresh UUIDv7: 48 bits of milliseconds, then chance.
package func makeCommandID(_ wallMicroseconds: Int64 = System.wallMicroseconds()) -> String {
    var bytes = System.randomBytes(16)
    let milliseconds = UInt64(wallMicroseconds / 1_000)
    for index in 0..<6 { bytes[index] = UInt8(truncatingIfNeeded: milliseconds >> (40 - 8 * index)) }
    bytes[6] = bytes[6] & 0x0F | 0x70
    bytes[8] = bytes[8] & 0x3F | 0x80
    var text = ""
    for (index, byte) in bytes.enumerated() {
        if [4, 6, 8, 10].contains(index) { text += "-" }
        text += (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
    return text
}
