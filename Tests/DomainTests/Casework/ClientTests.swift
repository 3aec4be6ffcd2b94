// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import TestSupport
import Testing

/// Goal: a client is registered once and put right where a record is wrong; method: an office that
/// takes in a child and her mother, and more people who look like them.
@Suite struct ClientTests {
    let reception: Reception

    init() throws { reception = try Reception() }

    private var rose: JSONValue {
        ["name": "Mawar Umpama", "sex": "female", "birthYear": 2001, "area": "32.77.02"]
    }

    @Test func `a new client gets a number and is told by initials`() throws {
        let made = try reception.does("client.register", rose)
        #expect(made["client"] == "KLN-2016-0003")
        #expect(made["initials"] == "M.U.")
    }

    @Test func `a retry tells the initials again, although the log holds none`() throws {
        let params = rose.changing(["commandId": "0190a6f4-0000-7000-8000-000000000001"])
        try reception.does("client.register", params)
        let again = try reception.does("client.register", params)
        #expect(again["replayed"] == true)
        #expect(again["initials"] == "M.U.")
    }

    @Test func `a person has a sex and a year of birth, a family has neither`() throws {
        let bare = rose.changing(["birthYear": nil])
        #expect(try reception.refusal("client.register", bare).code == "birthMissing")
        let sexless = rose.changing(["sex": nil])
        #expect(try reception.error("client.register", sexless) == "invalidParams")
        let family = bare.changing(["sex": nil, "kind": "family"])
        #expect(try reception.does("client.register", family)["client"] == "KLN-2016-0003")
    }

    @Test func `a NIK has a day and a month of birth and belongs to one client`() throws {
        for nik in ["3277013503080001", "3277017203080001", "3277011213080001"] {
            let params = rose.changing(["nik": .string(nik)])
            #expect(try reception.refusal("client.register", params).code == "nikMalformed")
        }
        let taken = rose.changing(["nik": "3277015203080001"])
        #expect(
            try reception.refusal("client.register", taken)
                == Refused(code: "nikTaken", details: ["client": Reception.melati])
        )
        let short = rose.changing(["nik": "32770152"])
        #expect(try reception.error("client.register", short) == "invalidParams")
    }

    @Test func `a NIK that says otherwise is kept with a warning`() throws {
        let params = rose.changing(["birthDate": "2001-05-07", "nik": "3277010705010002"])
        let made = try reception.does("client.register", params)
        #expect(made["warnings"]?[0]?["code"] == "nikMismatch")
        let old = params.changing([
            "nik": "3277010805010003", "backfilled": true, "name": "Kenanga Umpama",
        ])
        #expect(try reception.does("client.register", old)["warnings"] == [])
    }

    @Test func `whoever looks like a client is not registered twice`() throws {
        let again: JSONValue = [
            "name": "melati  REKAAN.", "sex": "female", "birthDate": "2008-03-12",
            "area": "32.77.02",
        ]
        let refused = try reception.refusal("client.register", again)
        #expect(refused.code == "possibleDuplicate")
        #expect(
            refused["candidates"] == [
                [
                    "client": Reception.melati, "reasons": ["name", "birthDate"],
                    "score": 1000,
                ]
            ]
        )
        let despite = again.changing(["proceedDespite": [Reception.melati]])
        #expect(try reception.does("client.register", despite)["client"] == "KLN-2016-0003")
        let absent = again.changing(["proceedDespite": ["KLN-2016-0999"]])
        #expect(try reception.error("client.register", absent) == "notFound")
    }

    @Test func `another birth date tells two people of one name apart`() throws {
        #expect(try reception.client("Melati Rekaan", born: "2007-01-01") == "KLN-2016-0003")
    }

    @Test func `an identifier is added once and checked like at registration`() throws {
        let nisn: JSONValue = ["client": Reception.melati, "kind": "nisn", "value": "0051234501"]
        try reception.does("client.addIdentifier", nisn)
        let held = try reception.refusal("client.addIdentifier", nisn)
        #expect(held.code == "identifierHeld")
        let short = nisn.changing(["value": "51"])
        #expect(try reception.error("client.addIdentifier", short) == "invalidParams")
        let nik: JSONValue = [
            "client": Reception.sri, "kind": "nik", "value": "3277015203080001",
        ]
        #expect(try reception.refusal("client.addIdentifier", nik).code == "nikTaken")
        let wrong = nik.changing(["value": "3277010201800009"])
        let added = try reception.does("client.addIdentifier", wrong)
        #expect(added["warnings"]?[0]?["code"] == "nikMismatch")
        let shown = try reception.item("client.show", ["client": Reception.melati])
        #expect(shown["nisnMasked"] == "0051******")
    }

    @Test func `a correction names what was wrong and changes only that`() throws {
        let same: JSONValue = [
            "client": Reception.melati, "reason": "ejaan",
            "changes": [
                "name": "Melati Rekaan", "birthDate": "2008-03-12", "area": "32.77.01.1001",
            ],
        ]
        #expect(try reception.refusal("client.correct", same).code == "nothingChanged")
        let changes: JSONValue = [
            "name": "Melati Indah Rekaan", "birthDate": "2007-03-12", "area": "32.77.02",
        ]
        let corrected = try reception.does("client.correct", same.changing(["changes": changes]))
        #expect(corrected["fields"] == ["name", "birthDate", "birthYear", "area"])
        #expect(corrected["warnings"]?[0]?["code"] == "nikMismatch")
        let shown = try reception.item("client.show", ["client": Reception.melati])
        #expect(shown["initials"] == "M.I.R.")
        #expect(shown["birthYear"] == 2007)
        #expect(shown["area"] == "32.77.02")
        let year = same.changing(["changes": ["birthDate": "2007-03-12", "birthYear": 2001]])
        #expect(try reception.error("client.correct", year) == "invalidParams")
        let taken: JSONValue = [
            "client": Reception.sri, "reason": "salah catat",
            "changes": ["nik": "3277015203080001"],
        ]
        #expect(
            try reception.refusal("client.correct", taken)
                == Refused(code: "nikTaken", details: ["client": Reception.melati])
        )
        let unreasoned = same.changing(["reason": nil])
        #expect(try reception.error("client.correct", unreasoned) == "invalidParams")
    }

    @Test func `null in a correction empties a field, in the record and in the index`() throws {
        let ids: JSONValue = ["client": Reception.melati, "reason": "bukan miliknya"]
        let emptied = try reception.does(
            "client.correct",
            ids.changing(["changes": ["nik": nil, "otherNames": [], "birthDate": nil, "kk": nil]])
        )
        #expect(emptied["fields"] == ["otherNames", "birthDate", "nik"])
        let shown = try reception.item("client.show", ["client": Reception.melati])
        #expect(shown["nikMasked"] == .null)
        #expect(shown["birthYear"] == 2008)
        #expect(shown["initials"] == "M.R.")
        let what: JSONValue = ["nik", "otherNames", "birthDate", "address"]
        let look: JSONValue = [
            "client": Reception.melati, "what": what, "purpose": "intake",
        ]
        let values = try reception.item("client.reveal", look)["values"]
        #expect(values?.members?.filter { !$0.value.isNull }.map(\.name) == ["address"])
        for sought: JSONValue in [["nik": "3277015203080001"], ["name": "neng"]] {
            #expect(try reception.rows("client.find", sought) == [], "\(sought)")
        }
        // The number is free again, and comes back as any other.
        let back = ids.changing(["changes": ["nik": "3277015203080001"]])
        #expect(try reception.does("client.correct", back)["fields"] == ["nik"])
        #expect(
            try reception.rows("client.find", ["nik": "3277015203080001"])[0]?["client"]
                == Reception.melati
        )
        let again = ids.changing(["changes": ["birthDate": nil]])
        #expect(try reception.refusal("client.correct", again).code == "nothingChanged")
    }

    @Test(arguments: ["name", "kind", "area", "sex", "birthYear"])
    func `a person's record is never without`(field: String) throws {
        let params: JSONValue = [
            "client": Reception.melati, "reason": "salah",
            "changes": .object([JSONMember(field, .null)]),
        ]
        #expect(try reception.error("client.correct", params) == "invalidParams")
    }

    @Test func `a client is found by words, by sound, by another name and by NIK`() throws {
        func found(_ params: JSONValue) throws -> [JSONValue?] {
            let rows = try reception.rows("client.find", params)
            return [rows[0]?["client"], rows[0]?["match"], rows[1]]
        }
        #expect(try found(["name": "rekaan, MELATI"]) == [Reception.melati, "exact", nil])
        #expect(try found(["name": "Mellati"]) == [Reception.melati, "phonetic", nil])
        #expect(try found(["name": "neng"]) == [Reception.melati, "exact", nil])
        #expect(try found(["nik": "3277015203080001"]) == [Reception.melati, "nik", nil])
        #expect(try found(["name": "Melati Misalnya"]) == [nil, nil, nil])
        #expect(try found(["name": "Melati", "birthYear": 1980]) == [nil, nil, nil])
        #expect(try found(["name": "Melati", "area": "32.78"]) == [nil, nil, nil])
        #expect(try reception.office.error("client.find", [:], as: "intan") == "invalidParams")
        #expect(
            try reception.office.error("client.find", ["name": "Dr."], as: "intan")
                == "invalidParams"
        )
        #expect(
            try reception.office.error("client.find", ["name": "Melati"], as: "dimas")
                == "forbidden"
        )
    }

    @Test func `a search is on record without its words`() throws {
        _ = try reception.rows("client.find", ["name": "Melati"])
        let look = try reception.rows("access.list", ["action": "search"], by: "galih")[0]
        #expect(look?["subjects"] == [Reception.melati])
        #expect(look?["method"] == "client.find")
        #expect(look?["refs"] == [])
    }

    @Test func `a search never shows more than twenty people`() throws {
        for number in 0..<22 {
            _ = try reception.client("Melati Ke\(number)", born: "1990-01-\(10 + number % 18)")
        }
        #expect(try reception.rows("client.find", ["name": "Melati"]).items?.count == 20)
    }

    @Test func `a worker finds the clients of own cases only`() throws {
        #expect(try reception.rows("client.find", ["name": "Rekaan"], by: "sekar") == [])
        try reception.case(of: Reception.melati)
        let found = try reception.rows("client.find", ["name": "Rekaan"], by: "sekar")
        #expect(found[0]?["openCases"] == 1)
        #expect(try reception.rows("client.find", ["name": "Rekaan"], by: "wulan") == [])
    }

    @Test func `a worker finds a record merged into an own client by its own name`() throws {
        let other = try reception.client("Cempaka Perumpamaan Umpama", born: "2008-03-12")
        func found(_ name: String) throws -> [JSONValue] {
            let rows = try reception.rows("client.find", ["name": .string(name)], by: "sekar")
            return (rows.items ?? []).compactMap { $0["client"] ?? nil }
        }
        try reception.case(of: Reception.melati)
        #expect(try found("Cempaka") == [])
        try reception.does(
            "client.merge",
            ["client": other, "into": Reception.melati, "reason": "orang yang sama"],
            by: "ratna"
        )
        #expect(try found("Cempaka") == [other])
        #expect(try found("Cempaka Perumpamaan Umpama") == [other], "three words")
        #expect(try found("Cempaka Perumpamaan Rekaan") == [])
    }
}
