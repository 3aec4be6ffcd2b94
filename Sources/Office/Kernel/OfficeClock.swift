// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import LMDB
package import Domain

/// Where the office reads the time; fixed in tests.
package struct OfficeClock: Sendable {
    /// Microseconds since 1970, UTC.
    package let microseconds: @Sendable () -> Int64

    /// A clock.
    package init(microseconds: @escaping @Sendable () -> Int64) {
        self.microseconds = microseconds
    }

    /// The machine's wall clock.
    package static let wall = OfficeClock(microseconds: { WallTime.microseconds() })

    /// The moment it is now.
    package var now: Moment { Moment(microseconds: microseconds()) }

    /// Today in Asia/Jakarta, which is seven hours ahead all year.
    package var today: CivilDate { Self.day(of: microseconds()) }

    /// The civil day in Asia/Jakarta of a moment.
    package static func day(of microseconds: Int64) -> CivilDate {
        let seconds = microseconds / 1_000_000 + offsetSeconds
        return CivilDate(
            days: Int32(clamping: (seconds - (seconds % 86_400 + 86_400) % 86_400) / 86_400)
        )
    }

    /// A moment as RFC 3339 with milliseconds and `+07:00`.
    package static func text(_ microseconds: Int64) -> String {
        let local = microseconds / 1000 + offsetSeconds * 1000
        let ofDay = (local % 86_400_000 + 86_400_000) % 86_400_000
        func padded(_ value: Int64, _ width: Int) -> String {
            let digits = String(value)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        let seconds = ofDay / 1000
        return day(of: microseconds).description + "T" + padded(seconds / 3600, 2) + ":"
            + padded(seconds / 60 % 60, 2) + ":" + padded(seconds % 60, 2) + "."
            + padded(ofDay % 1000, 3) + "+07:00"
    }

    private static let offsetSeconds: Int64 = 7 * 3600
}
