// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import TestSupport

/// An office with programmes: a certified worker, another without a certificate, volunteers.
///
/// `dimas` and `rela` coordinate, `rini` and `nita` are workers with logins, `tirta` is registrar.
/// `rela` is linked to the first volunteer, the reader `sofi` to the second. All is dated
/// 2016-07-01 unless the params say otherwise.
struct Club {
    let office: TestOffice
    let certified: JSONValue
    let uncertified: JSONValue
    let school: JSONValue
    /// The first with a live declaration of safeguarding, the second without.
    let volunteers: [JSONValue]

    init() throws {
        let roll = try Roll()
        let office = roll.office
        self.office = office
        try office.operators([
            "rela": [.coordinator], "rini": [.worker], "nita": [.worker], "sofi": [.reader],
            "hadi": [.supervisor], "tono": [.intake],
        ])
        certified = try roll.worker("Rini Rekaan")
        try roll.certify(certified, "C-1")
        uncertified = try roll.worker("Nita Rekaan")
        school = roll.home
        func register(_ name: JSONValue, _ kind: JSONValue) throws -> JSONValue {
            try office.call(
                "volunteer.register",
                ["name": name, "kind": kind, "occurredOn": "2016-07-01"],
                as: "dimas"
            )["volunteer"] ?? nil
        }
        volunteers = [try register("Tari Umpama", "student"), try register("Jaka Umpama", "pupil")]
        func link(_ slug: JSONValue, _ noun: String, _ id: JSONValue) throws {
            let params: JSONValue = .object([
                JSONMember("operator", slug), JSONMember(noun, id),
                JSONMember("occurredOn", "2016-07-01"),
            ])
            try office.call("operator.link", params)
        }
        try link("rini", "worker", certified)
        try link("nita", "worker", uncertified)
        try link("rela", "volunteer", volunteers[0])
        try link("sofi", "volunteer", volunteers[1])
        try does(
            "volunteer.declareSafeguarding",
            ["volunteer": volunteers[0], "evidenceRef": "S1"]
        )
    }

    /// The params of a session with children for 24 July, led by the certified worker.
    var session: JSONValue {
        [
            "programme": "clc", "kind": "session", "title": "Pertemuan", "date": "2016-07-24",
            "minutes": 120, "area": "32.77", "place": "Balai", "withMinors": true,
            "lead": certified,
        ]
    }

    /// Plans a session that differs in some params.
    func planned(_ changes: JSONValue = [:]) throws -> JSONValue {
        try does("activity.plan", session.changing(changes))["activity"] ?? nil
    }

    /// Plans a session and holds it on its day.
    func held(_ changes: JSONValue = [:]) throws -> JSONValue {
        let activity = try planned(changes)
        try does("activity.hold", ["activity": activity, "occurredOn": "2016-07-24"])
        return activity
    }

    @discardableResult
    func does(
        _ method: String,
        _ params: JSONValue,
        as slug: String = "dimas"
    ) throws -> JSONValue {
        try office.call(method, Self.dated(params), as: slug)
    }

    func refusal(
        _ method: String,
        _ params: JSONValue,
        as slug: String = "dimas"
    ) throws -> Refused {
        let (code, details) = try office.refused(method, Self.dated(params), as: slug)
        return Refused(code: code, details: details)
    }

    /// The kind of the error of a call.
    func error(_ method: String, _ params: JSONValue, as slug: String = "dimas") throws -> String {
        try office.error(method, Self.dated(params), as: slug)
    }

    /// The rows of a query.
    func rows(
        _ method: String,
        _ params: JSONValue = [:],
        as slug: String = "dimas"
    ) throws -> [JSONValue] {
        try office.call(method, params, as: slug)["rows"]?.items ?? []
    }

    private static func dated(_ params: JSONValue) -> JSONValue {
        params["occurredOn"] == nil ? params.changing(["occurredOn": "2016-07-01"]) : params
    }
}
