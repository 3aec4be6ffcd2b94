// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// Numbers and civil dates as people of the office write them.
package enum Civil {
    /// A whole number in groups of three: 1.048.576 in Indonesian, 1,048,576 in English.
    package static func number(_ value: Int64, _ language: Language) -> String {
        let digits = String(value.magnitude)
        let separator: Character = language == .id ? "." : ","
        var text = value < 0 ? "−" : ""
        for (place, digit) in digits.enumerated() {
            if place > 0, (digits.count - place) % 3 == 0 { text.append(separator) }
            text.append(digit)
        }
        return text
    }

    /// `Rp1.444.000` for whole rupiah; a minus stands before the sign.
    package static func rupiah(_ amount: Int64, _ language: Language) -> String {
        let digits = number(amount, language)
        return amount < 0 ? "−Rp" + digits.dropFirst() : "Rp" + digits
    }

    /// `8,3 %`, in English `8.3 %`, for hundredths of a percent: one decimal where there is one.
    ///
    /// Half a tenth and more is rounded away from zero.
    package static func percent(hundredths: Int64, _ language: Language) -> String {
        let tenths = (hundredths.magnitude + 5) / 10
        let whole = number(Int64(tenths / 10), language)
        let decimal = tenths % 10 == 0 ? "" : language.pick(",", ".") + String(tenths % 10)
        let sign = hundredths < 0 && tenths > 0 ? "−" : ""
        return sign + whole + decimal + " %"
    }

    /// `20 Jul 2016`, with the month in the language.
    package static func date(year: Int, month: Int, day: Int, _ language: Language) -> String {
        "\(day) \(monthName(month, language)) \(year)"
    }

    /// `20 Jul 2016` for days since 1970-01-01.
    package static func date(daysSince1970 days: Int, _ language: Language) -> String {
        let (year, month, day) = components(daysSince1970: days)
        return date(year: year, month: month, day: day, language)
    }

    /// `20 Jul 2016 14.05 WIB` for a time as the wire has it; other text as it is.
    package static func time(wire stamp: String, _ language: Language) -> String {
        let parts = stamp.split(separator: "T")
        guard parts.count == 2, let day = days(isoDate: String(parts[0])), parts[1].count >= 5
        else { return stamp }
        let clock = parts[1].prefix(5).map { language == .id && $0 == ":" ? "." : $0 }
        return "\(date(daysSince1970: day, language)) \(String(clock)) WIB"
    }

    /// The short name of a month, 1–12.
    package static func monthName(_ month: Int, _ language: Language) -> String {
        let names =
            switch language {
            case .id:
                [
                    "Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov",
                    "Des",
                ]
            case .en:
                [
                    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov",
                    "Dec",
                ]
            }
        return names.indices.contains(month - 1) ? names[month - 1] : String(month)
    }

    /// `YYYY-MM-DD` for days since 1970-01-01; years 0001–9999.
    package static func isoDate(daysSince1970 days: Int) -> String {
        let (year, month, day) = components(daysSince1970: days)
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    /// The time in Jakarta as the wire has it: RFC 3339, milliseconds, `+07:00`.
    package static func time(microsecondsSince1970 microseconds: Int64) -> String {
        let local = floorDivide(microseconds, 1_000) + 7 * 3_600_000
        let days = floorDivide(local, 86_400_000)
        let rest = Int(local - days * 86_400_000)
        let clock =
            "\(padded(rest / 3_600_000, 2)):\(padded(rest / 60_000 % 60, 2)):"
            + "\(padded(rest / 1_000 % 60, 2)).\(padded(rest % 1_000, 3))"
        return "\(isoDate(daysSince1970: Int(days)))T\(clock)+07:00"
    }

    /// Days since 1970-01-01 of a text `YYYY-MM-DD`; nil unless it is a date that exists.
    package static func days(isoDate text: String) -> Int? {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D else { return nil }
        var parts = [0, 0, 0]
        for (place, byte) in bytes.enumerated() where place != 4 && place != 7 {
            guard 0x30...0x39 ~= byte else { return nil }
            let part = place < 4 ? 0 : place < 7 ? 1 : 2
            parts[part] = parts[part] * 10 + Int(byte - 0x30)
        }
        guard parts[0] >= 1, 1...12 ~= parts[1], parts[2] >= 1 else { return nil }
        let days = days(year: parts[0], month: parts[1], day: parts[2])
        let back = components(daysSince1970: days)
        return back == (parts[0], parts[1], parts[2]) ? days : nil
    }

    /// Days since 1970-01-01 of a civil date, Gregorian throughout.
    package static func days(year: Int, month: Int, day: Int) -> Int {
        // The year is counted from March, so that the leap day is its last day.
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted >= 0 ? shifted / 400 : (shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// The civil date of days since 1970-01-01.
    package static func components(daysSince1970 days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = shifted >= 0 ? shifted / 146_097 : (shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    private static func floorDivide(_ number: Int64, _ divisor: Int64) -> Int64 {
        let (quotient, rest) = number.quotientAndRemainder(dividingBy: divisor)
        return rest < 0 ? quotient - 1 : quotient
    }
}
