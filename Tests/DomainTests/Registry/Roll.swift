// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import TestSupport

/// An office with a registry: a certification body, and workers registered by name.
struct Roll {
    let office: TestOffice
    /// The office itself, a certification body, a government office.
    let home: JSONValue
    let certifier: JSONValue
    let government: JSONValue

    init() throws {
        office = try TestOffice()
        try office.operators([
            "tirta": [.registrar], "ratna": [.worker, .supervisor], "sekar": [.worker],
            "dimas": [.coordinator], "putri": [.auditor], "galih": [.dataProtection],
            "umum": [.reader], "arya": [.board], "lintang": [.board], "hasan": [.treasurer],
        ])
        home = try Self.organisation("Kantor Rekaan", "lks", office)
        certifier = try Self.organisation("Sertifikasi Rekaan", "certificationBody", office)
        government = try Self.organisation("Dinas Rekaan", "government", office)
    }

    /// Registers an organisation of one kind and answers the id.
    func organisation(_ name: String, _ kind: String) throws -> JSONValue {
        try Self.organisation(name, kind, office)
    }

    private static func organisation(
        _ name: String,
        _ kind: String,
        _ office: TestOffice
    ) throws -> JSONValue {
        let result = try office.call(
            "organisation.register",
            ["name": .string(name), "kinds": [.string(kind)], "occurredOn": "2016-01-04"],
            as: "tirta"
        )
        return result["organisation"] ?? nil
    }

    /// Registers a worker and answers the id.
    func worker(_ name: String, degree: String = "socialWork") throws -> JSONValue {
        let result = try call(
            "worker.register",
            ["name": .string(name), "degree": .string(degree), "area": "32.77"]
        )
        return result["worker"] ?? nil
    }

    /// Registers a worker who is posted at the office.
    func posted(_ name: String) throws -> JSONValue {
        let worker = try worker(name)
        try call("worker.post", ["worker": worker, "kind": "office", "organisation": home])
        return worker
    }

    /// Certifies a worker from June 2015 on, for five years.
    @discardableResult
    func certify(_ worker: JSONValue, _ number: String) throws -> JSONValue {
        try call("worker.certify", certificate(worker, number))
    }

    /// The params of a certificate with its exam.
    func certificate(
        _ worker: JSONValue,
        _ number: String,
        _ more: [JSONMember] = []
    ) -> JSONValue {
        let members: [JSONMember] = [
            JSONMember("worker", worker), JSONMember("certificateNo", .string(number)),
            JSONMember("level", "generalist"), JSONMember("issuedBy", certifier),
            JSONMember("issuedOn", "2015-06-01"), JSONMember("examHeldOn", "2015-05-02"),
            JSONMember("examBody", certifier), JSONMember("examEvidence", "daftar"),
        ]
        let names = more.map(\.name)
        return .object(
            members.filter { !names.contains($0.name) } + more.filter { $0.value != .null }
        )
    }

    /// Calls as the registrar on 2016-03-10 unless the params say another day.
    @discardableResult
    func call(
        _ method: String,
        _ params: JSONValue,
        as slug: String = "tirta"
    ) throws -> JSONValue {
        try office.call(method, dated(params), as: slug)
    }

    /// The code of a refusal.
    func refused(
        _ method: String,
        _ params: JSONValue,
        as slug: String = "tirta"
    ) throws -> String {
        try office.refused(method, dated(params), as: slug).code
    }

    func dated(_ params: JSONValue) -> JSONValue {
        guard let members = params.members, params["occurredOn"] == nil else { return params }
        return .object(members + [JSONMember("occurredOn", "2016-03-10")])
    }

    /// A worker's record as the coordinator sees it on a day.
    func show(_ worker: JSONValue, on day: String = "2016-03-10") throws -> JSONValue {
        let result = try office.call(
            "worker.show",
            ["worker": worker, "asOf": .string(day)],
            as: "dimas"
        )
        return result["item"] ?? nil
    }

    /// What `projection.verify` finds not to be what a rebuild gives; none when all is right.
    func differingProjections() throws -> [JSONValue] {
        try office.runProjections()
        let job = try office.call("projection.verify", ["all": true])["job"] ?? nil
        let ended = try office.call("job.wait", ["job": job, "waitMs": 30_000])
        if ended["state"] != "done" { return [ended] }
        return ended["result"]?.items?.filter { $0["equal"] != true } ?? []
    }
}
