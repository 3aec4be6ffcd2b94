// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import TestSupport

/// A chapter of an association with three people who might hold an office in it.
///
/// `arya` (board) makes the calls that name nobody, `tirta` is the registrar. `KTK-2014-0001` is
/// Juli, `KTK-2014-0002` Zainal, `KTK-2014-0003` Wati; `BDN-2014-0001/M1` is held in 2021.
struct BodyWorld {
    let office: TestOffice

    static let body: JSONValue = "BDN-2014-0001"
    static let assembly: JSONValue = "BDN-2014-0001/M1"
    static let juli: JSONValue = "KTK-2014-0001"
    static let zainal: JSONValue = "KTK-2014-0002"
    static let wati: JSONValue = "KTK-2014-0003"

    init() throws {
        office = try TestOffice()
        try office.operators([
            "tirta": [.registrar], "arya": [.board], "dimas": [.coordinator], "putri": [.auditor],
        ])
        try does(
            "organisation.register",
            ["name": "Asosiasi Rekaan", "kinds": ["professionalBody"]],
            by: "tirta",
            on: "2014-01-02"
        )
        for name in ["Juli Abidin", "Zainal Abidin", "Wati Rekaan"] {
            try does("contact.register", ["name": .string(name)], by: "tirta", on: "2014-01-02")
        }
        try does(
            "body.establish",
            [
                "name": "Pengurus Rekaan", "organisation": "LMB-2014-0001", "kind": "chapter",
                "area": "35",
            ],
            on: "2014-12-04"
        )
    }

    /// Calls an assembly and answers its id.
    @discardableResult
    func called(_ year: Int = 2021) throws -> JSONValue {
        try does(
            "body.callAssembly",
            [
                "body": Self.body, "kind": "musda", "title": "Musda",
                "from": .string("\(year)-10-09"), "to": .string("\(year)-10-10"),
                "place": "Surabaya",
            ],
            on: "\(year)-10-01"
        )["assembly"] ?? nil
    }

    /// Holds an assembly, with a quorum unless said otherwise, and answers its id.
    @discardableResult
    func held(_ year: Int = 2021, quorum: Bool = true) throws -> JSONValue {
        let assembly = try called(year)
        try does(
            "body.holdAssembly",
            [
                "assembly": assembly, "heldFrom": .string("\(year)-10-09"),
                "heldTo": .string("\(year)-10-10"), "quorum": .bool(quorum),
            ],
            on: "\(year)-10-10"
        )
        return assembly
    }

    /// Elects somebody at an assembly of 2021.
    func elected(
        _ person: JSONValue,
        _ office: String = "chair",
        at assembly: JSONValue = assembly,
        on day: String = "2021-10-10"
    ) throws {
        let params: JSONValue = [
            "assembly": assembly, "office": .string(office), "person": person,
        ]
        try does("body.elect", params, on: day)
    }

    /// Records who held an office.
    func recorded(_ person: JSONValue, _ more: JSONValue = [:]) throws {
        let params: JSONValue = [
            "body": Self.body, "office": "chair", "person": person, "source": "arsip",
        ]
        try does("body.recordHolder", params.changing(more), by: "tirta", on: "2021-10-01")
    }

    /// The params of a handover of the chair to Zainal.
    static let handOver: JSONValue = [
        "body": body, "office": "chair", "successor": zainal, "assembly": assembly,
    ]

    /// The terms of the body.
    func terms(_ more: JSONValue = [:], by who: String = "arya") throws -> [JSONValue] {
        let params: JSONValue = ["body": Self.body]
        return try office.call("body.terms", params.changing(more), as: who)["rows"]?.items ?? []
    }

    // MARK: Calls

    /// The result of a command.
    @discardableResult
    func does(
        _ method: String,
        _ params: JSONValue,
        by who: String = "arya",
        on day: String
    ) throws -> JSONValue {
        try office.call(method, params.changing(["occurredOn": .string(day)]), as: who)
    }

    /// The refusal of a command.
    func refused(
        _ method: String,
        _ params: JSONValue,
        by who: String = "arya",
        on day: String
    ) throws -> Refused {
        let dated = params.changing(["occurredOn": .string(day)])
        let refused = try office.refused(method, dated, as: who)
        return Refused(code: refused.code, details: refused.details)
    }

    /// The kind of the error of a command.
    func error(
        _ method: String,
        _ params: JSONValue,
        by who: String = "arya",
        on day: String
    ) throws -> String {
        try office.error(method, params.changing(["occurredOn": .string(day)]), as: who)
    }
}
