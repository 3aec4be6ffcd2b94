// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import TestSupport

/// An office with its teams that takes in clients, dated 2016-08-01 unless a call says otherwise.
///
/// `intan` (intake) makes the calls that name nobody. `KLN-2016-0001` is Melati, eight years old,
/// `KLN-2016-0002` her mother Sri.
struct Reception {
    let office: TestOffice

    static let melati: JSONValue = "KLN-2016-0001"
    static let sri: JSONValue = "KLN-2016-0002"

    init() throws {
        office = try TestOffice()
        try Team.join(office)
        try does(
            "client.register",
            [
                "name": "Melati Rekaan", "sex": "female", "birthDate": "2008-03-12",
                "area": "32.77.01.1001", "nik": "3277015203080001", "address": "Jalan Contoh 1",
                "otherNames": ["Imel", "Neng Mel"],
            ]
        )
        try does(
            "client.register",
            [
                "name": "Sri Misalnya", "sex": "female", "birthDate": "1980-01-02",
                "area": "32.77.03",
            ]
        )
    }

    private func dated(_ params: JSONValue, _ date: String) -> JSONValue {
        if params["occurredOn"] != nil { return params }
        return params.changing(["occurredOn": .string(date)])
    }

    /// The result of a command.
    @discardableResult
    func does(
        _ method: String,
        _ params: JSONValue,
        by who: String = "intan",
        on date: String = "2016-08-01"
    ) throws -> JSONValue {
        try office.call(method, dated(params, date), as: who)
    }

    /// The refusal of a command.
    func refusal(
        _ method: String,
        _ params: JSONValue,
        by who: String = "intan",
        on date: String = "2016-08-01"
    ) throws -> Refused {
        let (code, details) = try office.refused(method, dated(params, date), as: who)
        return Refused(code: code, details: details)
    }

    /// The kind of the error of a command.
    func error(
        _ method: String,
        _ params: JSONValue,
        by who: String = "intan",
        on date: String = "2016-08-01"
    ) throws -> String {
        try office.error(method, dated(params, date), as: who)
    }

    /// The rows of a query.
    func rows(
        _ method: String,
        _ params: JSONValue = [:],
        by who: String = "intan"
    ) throws -> JSONValue {
        try office.call(method, params, as: who)["rows"] ?? nil
    }

    /// The item of a query.
    func item(
        _ method: String,
        _ params: JSONValue,
        by who: String = "intan"
    ) throws -> JSONValue {
        try office.call(method, params, as: who)["item"] ?? nil
    }

    /// Another client; answers the id.
    func client(
        _ name: String,
        born date: String? = nil,
        proceedDespite: [JSONValue] = [],
        on day: String = "2016-08-01"
    ) throws -> JSONValue {
        var params: JSONValue = [
            "name": .string(name), "sex": "unknown", "area": "32.77.02",
            "proceedDespite": .array(proceedDespite),
        ]
        params = params.changing(date.map { ["birthDate": .string($0)] } ?? ["birthYear": 1999])
        return try does("client.register", params, on: day)["client"] ?? nil
    }

    /// Melati and her mother under one roof.
    @discardableResult
    func household() throws -> JSONValue {
        try does(
            "household.form",
            [
                "members": [
                    ["client": Self.sri, "relation": "head"],
                    ["client": Self.melati, "relation": "child"],
                ]
            ]
        )["household"] ?? nil
    }

    /// A case of a client in the hands of Sekar.
    @discardableResult
    func `case`(of client: JSONValue) throws -> JSONValue {
        let opened = try does(
            "case.open",
            [
                "client": client, "ppksCode": 2, "setting": "family", "source": "walkIn",
                "summary": "Rekaan.",
            ]
        )
        let id: JSONValue = opened["case"] ?? nil
        try does("case.screen", ["case": id, "decision": "in", "note": "Perlu."])
        try does(
            "case.assign",
            ["case": id, "worker": "PKS-2010-0003"],
            by: "ratna",
            on: "2016-08-02"
        )
        return id
    }

    /// A command for two people; answers the result of the approval.
    @discardableResult
    func approved(
        _ method: String,
        _ params: JSONValue,
        by one: String,
        and other: String,
        on date: String = "2016-08-10"
    ) throws -> JSONValue {
        let pending = try does(method, params, by: one, on: date)
        return try office.call(
            "approval.approve",
            ["approval": pending["approval"] ?? nil, "digest": pending["digest"] ?? nil],
            as: other
        )
    }
}
