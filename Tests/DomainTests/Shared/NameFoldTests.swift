// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

/// Folding of names and moments in office time: pure functions against examples of the office.
@Suite struct NameFoldTests {
    @Test(arguments: [
        ("Abd. Muhni Salam", ["abd", "muhni", "salam"]),
        ("Drs. H. Agustus Fajar, S.Sos., M.Si.", ["agustus", "fajar"]),
        ("Mu'in  José-Ñandú", ["muin", "jose", "nandu"]),
    ])
    func `a person's name folds to its words`(name: String, words: [String]) {
        #expect(NameFold.personWords(of: name) == words)
    }

    @Test func `an institution keeps its single letters and titles`() {
        #expect(NameFold.words(of: "SMP A \"Ir. H. Juanda\"") == ["smp", "a", "ir", "h", "juanda"])
        #expect(NameFold.words(of: "?! –") == [])
    }

    @Test(arguments: [
        ("soekarno", "sukarno"), ("djoko", "joko"), ("tjahja", "cahja"), ("sjarif", "syarif"),
        ("novi", "nofi"), ("abdullah", "abdulah"),
    ])
    func `old and new spelling sound the same`(old: String, new: String) {
        #expect(NameFold.phonetic(old) == new)
        #expect(NameFold.phonetic(new) == new)
    }

    @Test func `a moment is shown in office time`() {
        let moment = Moment(microseconds: 1_467_330_900_123_456)
        #expect(moment.description == "2016-07-01T06:55:00.123+07:00")
        #expect(moment.date == CivilDate("2016-07-01"))
        #expect(Moment(microseconds: -1).description == "1970-01-01T06:59:59.999+07:00")
    }
}
