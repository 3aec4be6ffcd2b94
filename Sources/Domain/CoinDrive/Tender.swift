// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// A coin or note while it was legal tender: one dated row of policy `coin.tender`.
package struct TenderRow: Sendable {
    /// Coins and notes have rows of their own.
    package let kind: CashKind
    /// Face value in rupiah.
    package let value: Int64
    /// `nil`: every emission.
    package let emissionYear: Int64?
    /// `nil`: since before the office began.
    package let from: CivilDate?
    /// `nil`: still tender.
    package let lastDay: CivilDate?

    /// What it is as counted money.
    package var denomination: Denomination {
        Denomination(kind, value, emissionYear: emissionYear)
    }
}

/// Which money is legal tender on which day (policy `coin.tender`).
package enum Tender {
    /// The policy key the rows belong to.
    package static let policy = "coin.tender"

    /// The built-in rows.
    ///
    /// PBI 14/2023 withdrew three coins on 2023-12-01; they may be exchanged at
    /// the central bank until 2033-12-01. PBI 22/11/2020 issued the note of 75,000 on 2020-08-17.
    package static let rows: [TenderRow] =
        [
            coin(50, 1999),
            coin(100, 1999), coin(100, 2016, from: newEmission),
            coin(200, 2003), coin(200, 2016, from: newEmission),
            coin(500, 1991, through: withdrawal), coin(500, 1997, through: withdrawal),
            coin(500, 2003), coin(500, 2016, from: newEmission),
            coin(1000, 1993, through: withdrawal), coin(1000, 2010),
            coin(1000, 2016, from: newEmission),
        ]
        + [1000, 2000, 5000, 10_000, 20_000, 50_000].map { note($0) }
        + [note(75_000, from: anniversary), note(100_000)]

    /// True when some row has the kind, the value and, when given, the emission year.
    package static func isKnown(_ denomination: Denomination) -> Bool {
        rows.contains { matches($0, denomination) }
    }

    /// True when some row of the denomination is in force on the day.
    package static func isTender(_ denomination: Denomination, on date: CivilDate) -> Bool {
        rows.contains { row in
            matches(row, denomination) && row.from.map { $0 <= date } ?? true
                && row.lastDay.map { date <= $0 } ?? true
        }
    }

    /// The last day on which the denomination was tender before a day; `nil` when it never was.
    package static func lastTenderDay(
        _ denomination: Denomination,
        before date: CivilDate
    ) -> CivilDate? {
        rows.filter { matches($0, denomination) }.compactMap(\.lastDay).filter { $0 < date }.max()
    }

    // 2016-12-19, 2020-08-17 and 2023-11-30.
    private static let newEmission = CivilDate(days: 17_154)
    private static let anniversary = CivilDate(days: 18_491)
    private static let withdrawal = CivilDate(days: 19_691)

    private static func coin(
        _ value: Int64,
        _ year: Int64,
        from: CivilDate? = nil,
        through lastDay: CivilDate? = nil
    ) -> TenderRow {
        TenderRow(kind: .coin, value: value, emissionYear: year, from: from, lastDay: lastDay)
    }

    private static func note(_ value: Int64, from: CivilDate? = nil) -> TenderRow {
        TenderRow(kind: .banknote, value: value, emissionYear: nil, from: from, lastDay: nil)
    }

    private static func matches(_ row: TenderRow, _ denomination: Denomination) -> Bool {
        guard row.kind == denomination.kind, row.value == denomination.value else { return false }
        guard let rowYear = row.emissionYear, let year = denomination.emissionYear else {
            return true
        }
        return rowYear == year
    }
}
