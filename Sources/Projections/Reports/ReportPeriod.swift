// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Domain

/// Whole calendar months: two reports over days could be subtracted from each other.
struct ReportPeriod {
    let from: CivilDate
    let until: CivilDate

    /// Throws when the first day does not begin a month or the last one does not end one.
    init(_ from: CivilDate, _ until: CivilDate) throws(Rejection) {
        try DateRange(from, until).mustNotBeReversed(at: "/until")
        guard from.components.day == 1 else {
            throw .invalid(
                pointer: "/from",
                problem: "range",
                expected: "the first day of a month"
            )
        }
        guard until.adding(days: 1).components.day == 1 else {
            throw .invalid(
                pointer: "/until",
                problem: "range",
                expected: "the last day of a month"
            )
        }
        self.from = from
        self.until = until
    }

    /// Any days, where nothing is hidden.
    init(any from: CivilDate, _ until: CivilDate) throws(Rejection) {
        try DateRange(from, until).mustNotBeReversed(at: "/until")
        self.from = from
        self.until = until
    }

    /// The twelve months that end with that of a day.
    static func year(endingIn day: CivilDate) -> [(
        month: String, first: CivilDate, last: CivilDate
    )] {
        let first = day.adding(days: 1 - day.components.day)
        return (0..<12).map { index in
            let start = first.adding(months: index - 11)
            let end = start.adding(months: 1).adding(days: -1)
            return (String(start.description.prefix(7)), start, end)
        }
    }

    func contains(_ day: CivilDate) -> Bool { from <= day && day <= until }
}
