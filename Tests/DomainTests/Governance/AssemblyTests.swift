// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import TestSupport
import Testing

/// Goal: only an assembly that met with its quorum elects and adopts; method: one body, its names
/// and assemblies, and every step out of its turn.
@Suite struct AssemblyTests {
    let world: BodyWorld

    init() throws { world = try BodyWorld() }

    private static let election: JSONValue = [
        "assembly": BodyWorld.assembly, "office": "chair", "person": BodyWorld.zainal,
    ]

    // MARK: Names

    @Test func `official names do not overlap and no name comes twice`() throws {
        let name: JSONValue = [
            "body": BodyWorld.body, "name": "Dewan Perwakilan Rekaan", "kind": "official",
        ]
        func refused(_ changes: JSONValue) throws -> Refused {
            try world.refused("body.addName", name.changing(changes), by: "tirta", on: "2015-01-05")
        }
        #expect(
            try refused([:])
                == Refused(
                    code: "nameOverlap",
                    details: ["name": "Pengurus Rekaan", "from": "2014-12-04"]
                )
        )
        let earlier = name.changing(["from": "2010-01-01", "to": "2014-12-03"])
        try world.does("body.addName", earlier, by: "tirta", on: "2015-01-05")
        let asWritten = name.changing(["kind": "asWritten", "source": "sumber 3"])
        try world.does("body.addName", asWritten, by: "tirta", on: "2015-01-05")
        #expect(try refused(["kind": "asWritten"]).code == "nameKnown")
        let reversed = name.changing(["from": "2014-01-01", "to": "2013-01-01"])
        #expect(
            try world.error("body.addName", reversed, by: "tirta", on: "2015-01-05")
                == "invalidParams"
        )
        #expect(
            try world.error("body.addName", asWritten, on: "2015-01-05") == "forbidden"
        )
        let item = try world.office.call("body.show", ["body": BodyWorld.body])["item"]
        #expect(item?["name"] == "Pengurus Rekaan")
        #expect(item?["names"]?.each("kind") == ["official", "official", "asWritten"])
    }

    // MARK: Assemblies

    @Test func `an assembly does not end before it begins`() throws {
        let call: JSONValue = [
            "body": BodyWorld.body, "kind": "meeting", "title": "Rapat", "from": "2021-10-10",
            "to": "2021-10-09", "place": "Kantor",
        ]
        #expect(
            try world.refused("body.callAssembly", call, on: "2021-10-01").code == "validityDates"
        )
        let assembly = try world.called()
        #expect(assembly == BodyWorld.assembly)
        #expect(try world.called(2022) == "BDN-2014-0001/M2")
        let held: JSONValue = [
            "assembly": assembly, "heldFrom": "2021-10-10", "heldTo": "2021-10-09", "quorum": true,
        ]
        #expect(try world.error("body.holdAssembly", held, on: "2021-10-10") == "invalidParams")
        let unknown = held.changing(["assembly": "BDN-2014-0001/M9", "heldTo": "2021-10-10"])
        #expect(try world.error("body.holdAssembly", unknown, on: "2021-10-10") == "notFound")
    }

    @Test func `an assembly is held once`() throws {
        let assembly = try world.held()
        let again: JSONValue = [
            "assembly": assembly, "heldFrom": "2021-10-09", "heldTo": "2021-10-10", "quorum": true,
        ]
        #expect(
            try world.refused("body.holdAssembly", again, on: "2021-10-11")
                == Refused(code: "assemblyHeld", details: ["heldFrom": "2021-10-09"])
        )
        #expect(
            try world.refused("body.holdAssembly", again, on: "2021-10-09").code == "outOfOrder"
        )
    }

    @Test(arguments: [
        (50, 100, true, false), (51, 100, true, true), (51, 100, false, false),
        (50, 100, false, true), (501, 1000, true, true), (500, 1000, true, false),
    ])
    func `the quorum fits the numbers`(
        present: Int64,
        entitled: Int64,
        quorum: Bool,
        fits: Bool
    ) throws {
        let held: JSONValue = [
            "assembly": try world.called(), "heldFrom": "2021-10-09", "heldTo": "2021-10-10",
            "quorum": .bool(quorum), "present": .integer(present), "entitled": .integer(entitled),
        ]
        if fits {
            try world.does("body.holdAssembly", held, on: "2021-10-10")
            return
        }
        #expect(
            try world.refused("body.holdAssembly", held, on: "2021-10-10")
                == Refused(
                    code: "quorumContradiction",
                    details: ["needed": .integer(entitled == 100 ? 51 : 501)]
                )
        )
    }

    @Test func `the quorum is the one of the day`() throws {
        try world.does(
            "policy.set",
            [
                "key": "governance.quorumPermille", "value": 667, "from": "2021-10-10",
                "source": "anggaran dasar rekaan",
            ],
            on: "2021-10-01"
        )
        let held: JSONValue = [
            "assembly": try world.called(), "heldFrom": "2021-10-09", "heldTo": "2021-10-10",
            "quorum": true, "present": 60, "entitled": 100,
        ]
        #expect(
            try world.refused("body.holdAssembly", held, on: "2021-10-10")
                == Refused(code: "quorumContradiction", details: ["needed": 67])
        )
        try world.does("body.holdAssembly", held, on: "2021-10-09")
    }

    // MARK: Elections and resolutions

    @Test func `an assembly elects once it met`() throws {
        try world.called()
        #expect(
            try world.refused("body.elect", Self.election, on: "2021-10-08").code
                == "assemblyNotHeld"
        )
        let held: JSONValue = [
            "assembly": BodyWorld.assembly, "heldFrom": "2021-10-09", "heldTo": "2021-10-10",
            "quorum": true,
        ]
        try world.does("body.holdAssembly", held, on: "2021-10-10")
        #expect(
            try world.refused("body.elect", Self.election, on: "2021-10-08").code
                == "assemblyNotHeld"
        )
        try world.does("body.elect", Self.election, on: "2021-10-09")
    }

    @Test func `an assembly elects one to a single office and many members`() throws {
        try world.held()
        try world.elected(BodyWorld.zainal)
        let other = Self.election.changing(["person": BodyWorld.juli])
        #expect(
            try world.refused("body.elect", other, on: "2021-10-10")
                == Refused(code: "alreadyElected", details: ["person": BodyWorld.zainal])
        )
        try world.elected(BodyWorld.juli, "member")
        try world.elected(BodyWorld.wati, "member")
        let twice = other.changing(["office": "member"])
        #expect(
            try world.refused("body.elect", twice, on: "2021-10-10")
                == Refused(code: "alreadyElected", details: ["person": BodyWorld.juli])
        )
    }

    @Test(arguments: ["KTK-2014-0009", "arya", "LMB-2014-0001"])
    func `only a person with a record is elected`(person: String) throws {
        try world.held()
        let params = Self.election.changing(["person": .string(person)])
        #expect(try world.error("body.elect", params, on: "2021-10-10") == "notFound")
    }

    private static let resolution: JSONValue = [
        "assembly": BodyWorld.assembly, "number": "1/2021", "title": "Iuran",
        "text": "Isi\nrekaan.",
    ]
    private static let programme: JSONValue = [
        "assembly": BodyWorld.assembly, "title": "Program 2022",
        "items": [["part": "enterprise", "title": "Koperasi"]],
    ]

    @Test func `without a quorum nothing is elected or adopted`() throws {
        try world.held(quorum: false)
        for (method, params) in [
            ("body.elect", Self.election), ("body.adoptResolution", Self.resolution),
            ("body.adoptProgramme", Self.programme),
        ] {
            #expect(try world.refused(method, params, on: "2021-10-10").code == "noQuorum")
        }
    }

    @Test func `an assembly adopts resolutions and a programme`() throws {
        try world.called()
        for (method, params) in [
            ("body.adoptResolution", Self.resolution), ("body.adoptProgramme", Self.programme),
        ] {
            #expect(try world.refused(method, params, on: "2021-10-10").code == "assemblyNotHeld")
        }
        let second = try world.held(2022)
        for (method, params) in [
            ("body.adoptResolution", Self.resolution), ("body.adoptProgramme", Self.programme),
        ] {
            let params = params.changing(["assembly": second])
            try world.does(method, params, on: "2022-10-10")
        }
        let empty = Self.programme.changing(["items": []])
        #expect(try world.error("body.adoptProgramme", empty, on: "2021-10-10") == "invalidParams")
        let item = try world.office.call("body.show", ["body": BodyWorld.body], as: "putri")["item"]
        #expect(
            item?.holds([
                "kind": "chapter", "area": "35",
                "resolutions": [["assembly": second, "number": "1/2021", "text": "Isi\nrekaan."]],
                "programme": ["title": "Program 2022", "items": [["part": "enterprise"]]],
                "assemblies": [
                    ["assembly": BodyWorld.assembly, "heldFrom": nil],
                    ["assembly": second, "heldTo": "2022-10-10", "quorum": true],
                ],
            ]) == true,
            "\(item?.line ?? "")"
        )
    }
}
