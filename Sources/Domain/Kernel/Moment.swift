// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// A moment at which something was recorded, shown in the office's time.
///
/// Microseconds since 1970-01-01 UTC; written with milliseconds as `2016-07-20T09:30:00.000+07:00`.
package struct Moment: Hashable, Comparable, Sendable {
    /// Microseconds since 1970-01-01 UTC.
    package let microseconds: Int64

    /// A moment from microseconds since 1970-01-01 UTC.
    package init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    package static func < (left: Self, right: Self) -> Bool {
        left.microseconds < right.microseconds
    }

    /// The civil date in Asia/Jakarta, which is always seven hours ahead of UTC.
    package var date: CivilDate { CivilDate(days: Int32(clamping: divided.days)) }

    /// The hour of the day in Asia/Jakarta, 0 to 23.
    package var hour: Int64 { divided.milliseconds / 3_600_000 }

    private var divided: (days: Int64, milliseconds: Int64) {
        let local = microseconds + 7 * 3_600_000_000
        let dayMicroseconds: Int64 = 86_400_000_000
        let rest = local % dayMicroseconds
        let positive = rest < 0 ? rest + dayMicroseconds : rest
        return ((local - positive) / dayMicroseconds, positive / 1000)
    }
}

extension Moment {
    /// From the text that ``description`` answers; `nil` for any other form.
    package init?(text: String) {
        let bytes = Array(text.utf8)
        func number(_ range: Range<Int>) -> Int64? {
            Int64(String(decoding: bytes[range], as: UTF8.self))
        }
        guard bytes.count == 29, text.hasSuffix("+07:00"),
            let day = CivilDate(String(text.prefix(10))),
            let hours = number(11..<13), let minutes = number(14..<16),
            let seconds = number(17..<19), let milliseconds = number(20..<23)
        else { return nil }
        let local = ((Int64(day.days) * 24 + hours) * 60 + minutes) * 60 + seconds
        self.init(microseconds: (local - 7 * 3600) * 1_000_000 + milliseconds * 1000)
        guard description == text else { return nil }
    }
}

extension Moment: SelfDescribing, CustomStringConvertible {
    package static let schema = ValueSchema(
        "Time",
        .string(minimum: 29, maximum: 29, pattern: nil),
        column: "time"
    )
    package static let sample = Moment(microseconds: 1_467_331_200_000_000)

    /// The moment as RFC 3339 with milliseconds and `+07:00`.
    package var description: String {
        func padded(_ value: Int64, _ width: Int) -> String {
            let digits = String(value)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        let time = divided.milliseconds
        let parts = [time / 3_600_000, time / 60_000 % 60, time / 1000 % 60]
        let clock = parts.map { padded($0, 2) }.joined(separator: ":")
        return "\(date)T\(clock).\(padded(time % 1000, 3))+07:00"
    }

    /// From RFC 3339 with milliseconds and `+07:00`; throws ``InvalidValue`` for any other form.
    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        let numbers = text.dropFirst(11).prefix(12)
            .split { $0 == ":" || $0 == "." }
            .compactMap { Int64($0) }
        guard let date = CivilDate(String(text.prefix(10))), numbers.count == 4,
            text.hasSuffix("+07:00")
        else { throw InvalidValue("time", expected: "YYYY-MM-DDThh:mm:ss.mmm+07:00") }
        let seconds = (Int64(date.days) * 24 + numbers[0] - 7) * 3600 + numbers[1] * 60 + numbers[2]
        self.init(microseconds: seconds * 1_000_000 + numbers[3] * 1000)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
