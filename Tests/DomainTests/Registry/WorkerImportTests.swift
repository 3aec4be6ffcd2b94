// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import TestSupport
import Testing

/// Goal: a register with mistakes tells all of them by line and changes nothing, one without is
/// taken over once; method: one file with every kind of mistake, and its good rows.
@Suite struct WorkerImportTests {
    let roll: Roll

    init() throws { roll = try Roll() }

    private static let nik: JSONValue = "3277015203080001"

    private static func row(_ line: Int64, _ more: JSONValue = [:]) -> JSONValue {
        let row: JSONValue = ["line": .integer(line), "name": "Rekaan", "degree": "socialWork"]
        return row.changing(more)
    }

    /// A file whose lines 3 to 14 are wrong, each in its own way; lines 2 and 15 are right.
    private static let wrong: JSONValue = [
        row(2, ["nik": "3277010101800001", "birthDate": "1980-01-01", "area": " 32.77 "]),
        row(3, ["name": ""]),
        row(4, ["name": "123"]),
        row(5, ["degree": "sosial"]),
        row(6, ["degree": nil]),
        row(7, ["graduatedOn": "31-01-2010"]),
        row(8, ["area": "3277"]),
        row(9, ["nik": "327701"]),
        row(10, ["nik": "3277019903080001"]),
        row(11, ["nik": nik]),
        row(12, ["nik": "3277010101800001"]),
        row(13, ["phone": "nol delapan"]),
        row(14, ["birthDate": "1980-02-30", "name": "a\u{7}b"]),
        row(15, ["degreeFrom": "Kampus Rekaan", "phone": "081234567890"]),
    ]

    private static let found: JSONValue = [
        ["line": 3, "column": "name", "problem": "missing"],
        ["line": 4, "column": "name", "problem": "pattern"],
        ["line": 5, "column": "degree", "problem": "enum"],
        ["line": 6, "column": "degree", "problem": "missing"],
        ["line": 7, "column": "graduatedOn", "problem": "date"],
        ["line": 8, "column": "area", "problem": "pattern"],
        ["line": 9, "column": "nik", "problem": "pattern"],
        ["line": 10, "column": "nik", "problem": "nikMalformed"],
        ["line": 11, "column": "nik", "problem": "nikTaken", "id": "PKS-2016-0001"],
        ["line": 12, "column": "nik", "problem": "repeated", "earlierLine": 2],
        ["line": 13, "column": "phone", "problem": "pattern"],
        ["line": 14, "column": "name", "problem": "control"],
        ["line": 14, "column": "birthDate", "problem": "date"],
    ]

    private func known() throws {
        try roll.call(
            "worker.register",
            ["name": "Sudah Ada", "degree": "socialWork", "nik": Self.nik]
        )
    }

    private func workers() throws -> Int {
        try roll.office.call("worker.list", as: "dimas")["rows"]?.items?.count ?? 0
    }

    @Test func `every mistake is told by its line and nothing is taken over`() throws {
        try known()
        for dryRun in [true, false] {
            let params: JSONValue = ["rows": Self.wrong, "dryRun": .bool(dryRun)]
            let refused = try roll.office.refused(
                "worker.import",
                roll.dated(params),
                as: "tirta"
            )
            #expect(refused.code == "importProblems")
            #expect(refused.details["count"] == 13)
            #expect(refused.details["problems"]?.holds(Self.found) == true)
            // What stands in the file is told to nobody.
            #expect(!refused.details.line.contains("nol delapan"))
            #expect(!refused.details.line.contains("3277019903080001"))
        }
        #expect(try workers() == 1)
    }

    @Test func `line by line the good rows are taken over`() throws {
        try known()
        let result = try roll.call("worker.import", ["rows": Self.wrong, "lineByLine": true])
        #expect(
            result["imported"] == [
                ["line": 2, "worker": "PKS-2016-0002"], ["line": 15, "worker": "PKS-2016-0003"],
            ]
        )
        #expect(result["problems"]?.holds(Self.found) == true)
        #expect(try workers() == 3)
        #expect(try roll.show("PKS-2016-0002")["name"] == "Rekaan")
    }

    @Test func `line by line no row at all is a refusal`() throws {
        let params: JSONValue = ["rows": [Self.row(2, ["degree": "sosial"])], "lineByLine": true]
        #expect(try roll.refused("worker.import", params) == "importProblems")
    }

    @Test func `a file without mistakes is taken over once`() throws {
        let rows: JSONValue = [
            Self.row(2, ["nik": Self.nik]), Self.row(3), Self.row(4),
        ]
        let params: JSONValue = ["rows": rows, "commandId": "berkas-2016-03-10-1"]
        let dry = try roll.call("worker.import", ["rows": rows, "dryRun": true])
        #expect(dry["dryRun"] == true)
        #expect(try workers() == 0)
        for replayed in [false, true] as [JSONValue] {
            let result = try roll.call("worker.import", params)
            #expect(result["imported"]?.items?.count == 3)
            #expect(result["replayed"] == replayed)
        }
        #expect(try workers() == 3)
    }

    @Test func `what concerns the whole call is told as ever`() throws {
        let one: JSONValue = ["rows": [Self.row(2)]]
        let many: JSONValue = .array(Array(repeating: Self.row(2), count: 501))
        for rows in [[], many] as [JSONValue] {
            let error = try roll.office.error("worker.import", ["rows": rows], as: "tirta")
            #expect(error == "invalidParams")
        }
        #expect(try roll.office.error("worker.import", one, as: "dimas") == "forbidden")
        let tomorrow = one.changing(["occurredOn": "2026-11-22"])
        #expect(try roll.refused("worker.import", tomorrow) == "futureDated")
        let unknown: JSONValue = ["rows": [Self.row(2, ["gelar": "S1"])]]
        #expect(try roll.office.error("worker.import", unknown, as: "tirta") == "invalidParams")
    }
}
