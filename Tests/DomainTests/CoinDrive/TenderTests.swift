// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

/// Which money is tender when: the dated rows of the policy, and the keys money is written with.
@Suite struct TenderTests {
    @Test(arguments: [
        ("500@1991", "2023-11-30", true), ("500@1991", "2023-12-01", false),
        ("500", "2024-01-05", true), ("500@2016", "2016-12-18", false),
        ("500@2016", "2016-12-19", true), ("1000@1993", "2023-12-01", false),
        ("1000", "2016-07-20", true), ("50", "2016-07-20", true), ("note-5000", "2016-07-20", true),
        ("note-5000@1868", "2016-07-20", true),
    ])
    func `K-08 a denomination is tender on its days`(key: String, day: String, isTender: Bool)
        throws
    {
        let denomination = try #require(Denomination(key: key))
        let date = try #require(CivilDate(day))
        #expect(Tender.isKnown(denomination))
        #expect(Tender.isTender(denomination, on: date) == isTender)
    }

    @Test func `K-08 a withdrawn coin names its last day and a new one none`() throws {
        let old = Denomination(.coin, 500, emissionYear: 1991)
        let new = Denomination(.coin, 500, emissionYear: 2016)
        let after = try #require(CivilDate(2024, 1, 5))
        let before = try #require(CivilDate(2016, 7, 20))
        #expect(Tender.lastTenderDay(old, before: after) == CivilDate(2023, 11, 30))
        #expect(Tender.lastTenderDay(new, before: before) == nil)
    }

    @Test(arguments: ["750", "note-500", "25", "500@1990", "note-750@2016"])
    func `K-08 other denominations are unknown`(key: String) throws {
        #expect(!Tender.isKnown(try #require(Denomination(key: key))))
    }

    @Test(arguments: ["", "0", "0500", "-5", "note-", "500@", "500@91", "500@1991@", "x", "5e2"])
    func `a key is nothing but its form`(key: String) {
        #expect(Denomination(key: key) == nil)
    }

    @Test func `keys sort coins before notes then value then year`() {
        let keys = ["note-1000", "1000", "500@1997", "500", "note-1000@2016", "500@1991", "50"]
        let sorted = keys.compactMap(Denomination.init(key:)).sorted().map(\.key)
        let wanted = ["50", "500", "500@1991", "500@1997", "1000", "note-1000", "note-1000@2016"]
        #expect(sorted == wanted)
    }
}
