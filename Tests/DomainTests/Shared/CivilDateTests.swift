// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import Testing

/// Goal: no date is computed or written that cannot be read again; method: years are added to days
/// near the end of the calendar that is written.
@Suite struct CivilDateTests {
    private func date(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

    @Test(arguments: [
        ("2016-02-29", 5, "2021-02-28"), ("2016-02-29", 4, "2020-02-29"),
        ("2194-12-31", 5, "2199-12-31"), ("2195-01-01", 5, "2199-12-31"),
        ("2016-07-01", 10_000, "2199-12-31"), ("2016-07-01", Int64.max, "2199-12-31"),
        ("2016-07-01", 0, "2016-07-01"),
    ])
    func `years are added as far as dates are written`(from: String, years: Int64, to: String)
        throws
    {
        #expect(try date(from).adding(years: years).description == to)
    }

    private struct Founding: Encodable { let foundedOn: CivilDate }

    private final class NoSink: PersonalSink, Sendable {
        func seal(_ value: String, field: String, of subject: String) {}
    }

    @Test func `no event has a date beyond the calendar, and rows are made of any`() throws {
        let last = try date("2199-12-31")
        let first = try date("1900-01-01")
        let inEvent: [CodingUserInfoKey: any Sendable] = [.personalSink: NoSink()]
        #expect(
            try CanonicalJSON.encode([last], userInfo: inEvent) == Array("[\"2199-12-31\"]".utf8)
        )
        for day in [last.adding(days: 1), first.adding(days: -1)] {
            let founding = Founding(foundedOn: day)
            #expect(throws: InvalidValue.self) {
                try CanonicalJSON.encode(founding, userInfo: inEvent)
            }
            #expect(throws: Never.self) { try CanonicalJSON.encode(founding) }
        }
    }
}
