// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Testing
import TestSupport

/// Goal: pupils are found by name or number without anybody seeing either; method: three pupils
/// of two schools in an office of its own.
@Suite struct BeneficiaryTests {
    let depot: Depot
    let siti: JSONValue
    let sukarno: JSONValue
    let budi: JSONValue

    init() throws {
        let depot = try Depot()
        func register(_ name: JSONValue, _ number: JSONValue, _ school: JSONValue) throws
            -> JSONValue
        {
            try depot.does(
                "dewi",
                "beneficiary.register",
                ["name": name, "birthYear": 2006, "school": school, "pupilNumber": number]
            )["beneficiary"] ?? nil
        }
        siti = try register("Siti Nur'aini Rekaan", "0051234501", depot.school)
        sukarno = try register("Sukarno Rekaan", "0051234502", depot.school)
        budi = try register("Budi Rekaan", "0051234503", depot.otherSchool)
        self.depot = depot
    }

    private func found(_ params: JSONValue, by who: String = "rina") throws -> [JSONValue?] {
        try depot.asks(who, "beneficiary.find", params).each("beneficiary")
    }

    @Test func `a pupil number belongs to one pupil`() throws {
        #expect(siti == "PMN-2016-0001")
        let refused = try depot.refusal(
            "dewi",
            "beneficiary.register",
            ["name": "Siti", "birthYear": 2006, "pupilNumber": "0051234501"]
        )
        #expect(refused == Refused(code: "pupilNumberTaken", details: ["beneficiary": siti]))
    }

    @Test func `a pupil goes to a school or a university`() throws {
        let params: JSONValue = ["name": "Anak", "birthYear": 2006, "school": depot.shop]
        let refused = try depot.refusal("dewi", "beneficiary.register", params)
        #expect(
            refused
                == Refused(code: "organisationNotSchool", details: ["organisation": depot.shop])
        )
        let unknown = params.changing(["school": "LMB-2016-0999"])
        #expect(try depot.error("dewi", "beneficiary.register", unknown) == "notFound")
        #expect(try depot.error("rina", "beneficiary.register", params) == "forbidden")
        let client = params.changing(["client": "KLN-2016-0001"])
        #expect(try depot.error("dewi", "beneficiary.register", client) == "notFound")
    }

    @Test func `all words of a name are found, however they are written`() throws {
        #expect(try found(["name": "NURAINI siti"]) == [siti])
        #expect(try found(["name": "rekaan"]) == [siti, sukarno, budi])
        #expect(try found(["name": "Siti Budi"]) == [])
    }

    @Test func `the sound of a name finds it when the words do not`() throws {
        #expect(try found(["name": "Soekarno"]) == [sukarno])
        #expect(try found(["name": "Soekarno Siti"]) == [])
    }

    @Test func `a number finds one pupil and a school narrows the search`() throws {
        #expect(try found(["pupilNumber": "0051234503"]) == [budi])
        #expect(try found(["name": "Rekaan", "school": depot.otherSchool]) == [budi])
    }

    @Test func `an answer shows initials, year and school only`() throws {
        let row = try depot.asks("sari", "beneficiary.find", ["name": "Siti"])[0]
        #expect(row?["initials"] == "S.N.R.")
        #expect(row?["birthYear"] == 2006)
        #expect(row?["school"] == depot.school)
        #expect(row?["name"] == nil)
        #expect(row?.members?.count == 4)
    }

    @Test func `the record of a search names whom it found and what was opened`() throws {
        let beneficiary = try depot.asks("sari", "beneficiary.find", ["name": "Siti"])[0]
        let look = try #require(try depot.office.call("access.list", as: "lina")["rows"]?[0])
        #expect(look["subjects"] == [beneficiary?["beneficiary"] ?? nil])
        #expect(look["fieldClass"] == "case")
        #expect(look["fields"] == ["name"])
        #expect(look["rows"] == 1)
    }

    @Test func `a search needs a word or a number`() throws {
        #expect(try depot.error("rina", "beneficiary.find", [:], on: nil) == "invalidParams")
        let title: JSONValue = ["name": "Dr. H."]
        #expect(try depot.error("rina", "beneficiary.find", title, on: nil) == "invalidParams")
        #expect(
            try depot.error("lina", "beneficiary.find", ["name": "Siti"], on: nil) == "forbidden"
        )
    }
}
