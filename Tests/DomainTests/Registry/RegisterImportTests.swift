// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import TestSupport
import Testing

/// Goal: each register tells by line and column what is wrong with a row, from the cells to the rules
/// of the office; method: one call for each register with every mistake it knows, by calls.
@Suite struct RegisterImportTests {
    private let roll: Roll

    init() throws {
        roll = try Roll()
        try roll.call(
            "body.establish",
            ["name": "Pengurus Rekaan", "organisation": roll.home, "kind": "chapter"]
        )
    }

    /// Sends rows as lines 2 and on, all or nothing; answers line, column and problem of each mistake.
    private func mistakes(
        _ method: String,
        _ rows: [JSONValue],
        as slug: String = "tirta"
    ) throws -> [String] {
        let refusal = try roll.office.refused(
            method,
            roll.dated(["rows": numbered(rows)]),
            as: slug
        )
        #expect(refusal.code == "importProblems")
        return (refusal.details["problems"]?.items ?? []).map { problem in
            ["line", "column", "problem", "id", "earlierLine"].compactMap { name in
                problem[name]?.string ?? problem[name]?.integer.map { "\($0)" }
            }
            .joined(separator: " ")
        }
    }

    private func numbered(_ rows: [JSONValue]) -> JSONValue {
        .array(
            rows.enumerated().map { $1.changing(["line": .integer(Int64($0 + 2))]) }
        )
    }

    @Test func `a register of organisations knows names that are taken`() throws {
        let rows: [JSONValue] = [
            ["name": "Panti Rekaan", "kinds": "lks  orsos", "area": "32.77"],
            ["kinds": "lks"], ["name": "Tanpa Jenis"],
            ["name": "Jenis Lain", "kinds": "lks pasar"],
            ["name": "KANTOR REKAAN", "kinds": "lks"], ["name": "panti rekaan", "kinds": "lks"],
            ["name": "Lain", "kinds": "lks", "area": "Cimahi", "foundedOn": "2016"],
        ]
        #expect(
            try mistakes("organisation.import", rows) == [
                "3 name missing", "4 kinds missing", "5 kinds enum",
                "6 name organisationExists LMB-2016-0001", "7 name repeated 2", "8 area pattern",
                "8 foundedOn date",
            ]
        )
        let made = try roll.call("organisation.import", ["rows": numbered([rows[0]])])
        #expect(made["imported"]?.holds([["line": 2, "organisation": "LMB-2016-0004"]]) == true)
        let shown = try roll.office.call(
            "organisation.show",
            ["organisation": "LMB-2016-0004"],
            as: "dimas"
        )
        #expect(shown["item"]?["kinds"] == ["lks", "orsos"])
    }

    @Test func `a register of boxes knows the codes that are in use`() throws {
        try roll.call("box.register", ["box": "CMI-01"], as: "dimas")
        let rows: [JSONValue] = [
            ["box": "CMI-02", "description": "kaleng"], ["description": "kaleng"],
            ["box": "cmi 3"], ["box": "CMI-01"], ["box": "CMI-02"],
        ]
        #expect(
            try mistakes("box.import", rows, as: "dimas") == [
                "3 box missing", "4 box pattern", "5 box alreadyExists CMI-01", "6 box repeated 2",
            ]
        )
        let made = try roll.call("box.import", ["rows": numbered([rows[0]])], as: "dimas")
        #expect(made["imported"]?.holds([["line": 2, "box": "CMI-02"]]) == true)
    }

    @Test func `a register of pupils knows schools and pupil numbers`() throws {
        let school = try roll.organisation("SDN Rekaan", "school")
        let pupil: JSONValue = ["name": "Rekaan", "birthYear": "2006"]
        try roll.call(
            "beneficiary.register",
            ["name": "Sudah Ada", "birthYear": 2006, "pupilNumber": "0061234567"],
            as: "dimas"
        )
        let rows: [JSONValue] = [
            pupil.changing(["school": school, "pupilNumber": "0061234568"]),
            pupil.changing(["name": "7"]), pupil.changing(["birthYear": "dua ribu"]),
            pupil.changing(["birthYear": nil]), pupil.changing(["school": "LMB-2016-0099"]),
            pupil.changing(["school": roll.home]), pupil.changing(["pupilNumber": "61234567"]),
            pupil.changing(["pupilNumber": "0061234567"]),
            pupil.changing(["pupilNumber": "0061234568"]),
        ]
        #expect(
            try mistakes("beneficiary.import", rows, as: "dimas") == [
                "3 name pattern", "4 birthYear range", "5 birthYear missing", "6 school notFound",
                "7 school organisationNotSchool LMB-2016-0001", "8 pupilNumber pattern",
                "9 pupilNumber pupilNumberTaken PMN-2016-0001", "10 pupilNumber repeated 2",
            ]
        )
        let made = try roll.call("beneficiary.import", ["rows": numbered([rows[0]])], as: "dimas")
        #expect(made["imported"]?.holds([["line": 2, "beneficiary": "PMN-2016-0002"]]) == true)
    }

    @Test func `a register of members knows people and bodies`() throws {
        for (name, degree) in [("Satu", "socialWork"), ("Dua", "none"), ("Tiga", "socialWork")] {
            _ = try roll.worker(name, degree: degree)
        }
        let member: JSONValue = [
            "person": "PKS-2016-0001", "body": "BDN-2016-0001", "area": "35.78",
            "category": "regular",
        ]
        try roll.call("membership.apply", member.changing(["person": "PKS-2016-0003"]))
        let rows: [JSONValue] = [
            member.changing(["status": "admitted"]), member.changing(["person": nil]),
            member.changing(["person": "PKS-2016-0009"]),
            member.changing(["person": nil, "nik": "3277015203080001"]),
            member.changing(["body": "BDN-2016-0009"]),
            member.changing(["person": "PKS-2016-0002"]), member.changing(["area": "35"]),
            member.changing(["person": "PKS-2016-0003"]), member.changing(["category": "lain"]),
            member.changing(["status": "lapsed"]), member.changing(["status": "keluar"]),
        ]
        #expect(
            try mistakes("membership.import", rows) == [
                "3 person missing", "4 person notFound", "5 nik notFound", "6 body notFound",
                "7 category notAGraduate", "8 person repeated 2",
                "9 person alreadyMember AGT-2016-0001", "10 category enum", "11 status enum",
                "12 status enum",
            ]
        )
        #expect(
            try mistakes("membership.import", [member.changing(["area": "35"])])
                == ["2 area areaLevel"]
        )
        let made = try roll.call("membership.import", ["rows": numbered([rows[0]])])
        #expect(made["imported"]?.holds([["line": 2, "membership": "AGT-2016-0002"]]) == true)
        #expect(
            try roll.refused("membership.admit", ["membership": "AGT-2016-0002"])
                == "membershipState"
        )
    }
}
