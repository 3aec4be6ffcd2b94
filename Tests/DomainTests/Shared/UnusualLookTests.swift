// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import TestSupport
import Testing

/// Days of unusual looking: who passes a threshold is named, and nobody is stopped.
@Suite struct UnusualLookTests {
    private let office: TestOffice
    private let days: JSONValue = ["from": "2026-11-01", "until": "2026-11-30"]

    init() throws {
        office = try TestOffice()
        try office.operators([
            "intan": [.intake], "galih": [.dataProtection], "lina": [.auditor], "budi": [.board],
        ])
    }

    private func unusual(_ params: JSONValue? = nil, by who: String = "galih") throws -> [JSONValue]
    {
        try office.call("access.unusual", params ?? days, as: who)["rows"]?.items ?? []
    }

    private func search(_ times: Int) throws {
        for _ in 0..<times { try office.call("client.find", ["name": "Melati"], as: "intan") }
    }

    @Test func `more than thirty searches within a minute are named`() throws {
        try search(30)
        #expect(try unusual().allSatisfy { $0["reasons"]?.line.contains("searches") == false })
        office.wait(minutes: 1)
        try search(31)
        let row = try #require(try unusual().first)
        #expect(row["operator"] == "intan")
        #expect(row["reasons"]?.line.contains("searches") == true)
        #expect(row["searches"] == 31)
        #expect(row["looks"] == 61)
        #expect(row["usual"] == .null)
    }

    @Test func `an auditor sees a pseudonym, and the range both its days`() throws {
        try search(31)
        let name = try #require(try unusual(by: "lina").first?["operator"]?.string)
        #expect(name.hasPrefix("op-"))
        #expect(try unusual(by: "budi").first?["operator"] == "intan")
        let day = try #require(try unusual().first?["day"])
        #expect(try unusual(["from": day, "until": day]).count == 1)
        #expect(try unusual(["from": "2026-11-01", "until": "2026-11-02"]).isEmpty)
        #expect(try office.error("access.unusual", days, as: "intan") == "forbidden")
    }

    // MARK: Counting

    private func moment(_ text: String) throws -> Moment {
        try #require(Moment(text: "2016-08-01T\(text):00.000+07:00"))
    }

    private func newDay() -> LookDayRow {
        LookDayRow(ID(trusted: "intan"), Moment(microseconds: 1_470_000_000_000_000).date)
    }

    @Test func `more than sixty reveals within an hour are named`() throws {
        var day = newDay()
        for _ in 0..<60 { day.add("reveal", at: try moment("09:59")) }
        for _ in 0..<60 { day.add("reveal", at: try moment("10:00")) }
        #expect(day.oddities(usual: nil) == [])
        day.add("reveal", at: try moment("10:59"))
        #expect(day.oddities(usual: nil) == [.reveals])
    }

    @Test func `looks at odd hours and by broken glass are named`() throws {
        var day = newDay()
        for time in ["06:00", "19:59"] { day.add("read", at: try moment(time)) }
        #expect(day.oddities(usual: nil) == [])
        day.add("read", at: try moment("05:59"))
        day.add("breakGlass", at: try moment("20:00"))
        #expect(day.atOddHours == 2)
        #expect(day.oddities(usual: nil) == [.oddHours, .outsideCaseload])
    }

    @Test func `a day above the own 95th percentile is named, once there are twenty`() throws {
        let noon = try moment("12:00")
        let days = (1...20).map { looks in
            var day = newDay()
            for _ in 0..<looks { day.add("read", at: noon) }
            return day
        }
        #expect(LookDayRow.usual(days.dropLast()) == nil)
        let usual = LookDayRow.usual(days)
        #expect(usual == 19)
        #expect(days.filter { $0.oddities(usual: usual) == [.aboveUsual] }.count == 1)
    }
}
