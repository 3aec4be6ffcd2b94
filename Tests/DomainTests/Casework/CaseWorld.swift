// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import TestSupport
import Testing

/// An office with two supervisors, three workers and one client, whose case goes as far as asked.
///
/// The case `KSS-2016-0001` of the client `KLN-2016-0001` is Sekar's; Ratna supervises Sekar, Jaka
/// and Wulan; Bagus supervises Ratna; Wulan has no certificate. The client has agreed to services,
/// and the plan is approved on 2016-08-12. Whoever a call does not name is Sekar.
struct CaseWorld {
    let office: TestOffice

    /// How far the case has come.
    enum Stage: Int {
        case people, new, screened, assigned, assessed, planned, submitted, intervention, evaluated
        case terminated, aftercare, ended
    }

    static let client = "KLN-2016-0001"
    static let `case` = "KSS-2016-0001"
    static let ratna = "PKS-2016-0001"
    static let bagus = "PKS-2016-0002"
    static let sekar = "PKS-2016-0003"
    static let jaka = "PKS-2016-0004"
    static let wulan = "PKS-2016-0005"
    /// The office itself, accredited; a certification body; an accreditation body; a provider.
    static let home = "LMB-2016-0001"
    static let certifier = "LMB-2016-0002"
    static let accreditor = "LMB-2016-0003"
    static let provider = "LMB-2016-0004"

    init(_ stage: Stage = .intervention, consents: JSONValue = ["services"]) throws {
        office = try TestOffice()
        try people()
        if stage.rawValue >= Stage.new.rawValue {
            try openCase(consents: consents)
        }
        for step in Self.steps where step.stage.rawValue <= stage.rawValue {
            let change: JSONValue = stage == .ended ? ["aftercareUntil": nil] : [:]
            try call(step.method, step.params.changing(change), as: step.actor, on: step.date)
        }
    }

    private struct Step {
        let stage: Stage
        let method: String
        let params: JSONValue
        let actor: String
        let date: String
    }

    private static let steps: [Step] = [
        Step(
            stage: .screened,
            method: "case.screen",
            params: ["case": .string(`case`), "decision": "in", "note": "Perlu asesmen."],
            actor: "lastri",
            date: "2016-08-01"
        ),
        Step(
            stage: .assigned,
            method: "case.assign",
            params: ["case": .string(`case`), "worker": .string(sekar)],
            actor: "ratna",
            date: "2016-08-02"
        ),
        Step(
            stage: .assessed,
            method: "case.assess",
            params: [
                "case": .string(`case`), "instrument": "hbse", "narrative": "Asesmen rekaan.",
                "dimensions": [["dimension": "social", "text": "Uraian."]], "risk": "medium",
                "reviewBy": "2016-12-01",
            ],
            actor: "sekar",
            date: "2016-08-05"
        ),
        Step(
            stage: .planned,
            method: "plan.draft",
            params: [
                "case": .string(`case`),
                "goals": [
                    [
                        "text": "Keluarga rukun.", "problems": [], "services": ["familyWork"],
                        "dueOn": "2016-12-31",
                    ],
                    [
                        "text": "Anak bersekolah.", "problems": [], "services": ["education"],
                        "dueOn": "2016-12-31",
                    ],
                ],
            ],
            actor: "sekar",
            date: "2016-08-10"
        ),
        Step(
            stage: .submitted,
            method: "plan.submit",
            params: ["case": .string(`case`)],
            actor: "sekar",
            date: "2016-08-10"
        ),
        Step(
            stage: .intervention,
            method: "plan.approve",
            params: ["case": .string(`case`)],
            actor: "ratna",
            date: "2016-08-12"
        ),
        Step(
            stage: .evaluated,
            method: "case.evaluate",
            params: evaluation,
            actor: "sekar",
            date: "2016-10-02"
        ),
        Step(
            stage: .terminated,
            method: "closure.request",
            params: closure,
            actor: "sekar",
            date: "2016-10-03"
        ),
        Step(
            stage: .aftercare,
            method: "closure.approve",
            params: ["case": .string(`case`)],
            actor: "ratna",
            date: "2016-10-04"
        ),
    ]

    static let evaluation: JSONValue = [
        "case": .string(`case`),
        "goals": [
            ["goal": "KSS-2016-0001/G1", "attained": "fully"],
            ["goal": "KSS-2016-0001/G2", "attained": "mostly"],
        ],
        "functioning": "improved", "recommendation": "close", "narrative": "Rekaan.",
    ]

    static let closure: JSONValue = [
        "case": .string(`case`), "closureReason": "goalsMet",
        "circumstance": "tujuan tercapai", "note": "Catatan penutupan.",
        "aftercareUntil": "2016-12-31",
    ]

    // MARK: People

    private func people() throws {
        try office.operators([
            "lastri": [.intake], "tirta": [.registrar], "ratna": [.worker, .supervisor],
            "bagus": [.worker, .supervisor], "sekar": [.worker], "jaka": [.worker],
            "wulan": [.worker], "dimas": [.coordinator], "putri": [.auditor],
            "bayu": [.treasurer], "nia": [.board], "galih": [.dataProtection],
        ])
        let organisations: [(JSONValue, JSONValue)] = [
            ("Sow Off Indonesia", ["lks", "consultancy"]),
            ("Lembaga Sertifikasi", ["certificationBody"]),
            ("Badan Akreditasi", ["accreditationBody"]), ("LK3 Contoh", ["orsos"]),
        ]
        for (name, kinds) in organisations {
            let params: JSONValue = ["name": name, "kinds": kinds]
            try call("organisation.register", params, as: "tirta", on: "2016-03-08")
        }
        try call(
            "organisation.accredit",
            [
                "organisation": .string(Self.home), "rank": "A",
                "issuedBy": .string(Self.accreditor), "certificateNo": "BALKS-REKAAN-1",
                "issuedOn": "2016-04-01",
            ],
            as: "tirta",
            on: "2016-04-01"
        )
        for (index, slug) in ["ratna", "bagus", "sekar", "jaka", "wulan"].enumerated() {
            try worker("PKS-2016-000\(index + 1)", slug, isCertified: slug != "wulan")
        }
        for worker in [Self.sekar, Self.jaka, Self.wulan] {
            try supervise(worker, by: Self.ratna)
        }
        try supervise(Self.ratna, by: Self.bagus)
    }

    private func worker(_ id: String, _ slug: String, isCertified: Bool) throws {
        let day = "2016-03-10"
        try call(
            "worker.register",
            ["name": .string("Rekaan " + slug), "degree": "socialWork"],
            as: "tirta",
            on: day
        )
        try call(
            "worker.post",
            ["worker": .string(id), "kind": "office", "organisation": .string(Self.home)],
            as: "tirta",
            on: day
        )
        try call(
            "operator.link",
            ["operator": .string(slug), "worker": .string(id)],
            as: "admin",
            on: day
        )
        guard isCertified else { return }
        try call(
            "worker.certify",
            [
                "worker": .string(id), "certificateNo": .string("LSPS-" + id),
                "level": "generalist", "issuedBy": .string(Self.certifier),
                "issuedOn": "2015-06-01", "examHeldOn": "2015-05-02",
                "examBody": .string(Self.certifier), "examEvidence": "daftar kelulusan",
            ],
            as: "tirta",
            on: day
        )
    }

    private func supervise(_ worker: String, by supervisor: String) throws {
        try call(
            "worker.assignSupervisor",
            ["worker": .string(worker), "supervisor": .string(supervisor)],
            as: "tirta",
            on: "2016-03-10"
        )
    }

    // MARK: Clients and cases

    /// A grown-up client who speaks for herself.
    @discardableResult
    func client(_ name: String, consents: JSONValue = []) throws -> JSONValue {
        let client =
            try call(
                "client.register",
                ["name": .string(name), "sex": "female", "birthYear": 1985, "area": "32.77.02"],
                as: "lastri",
                on: "2016-08-01"
            )["client"] ?? nil
        if consents.items?.isEmpty ?? true { return client }
        try agree(consents, client)
        return client
    }

    /// A consent of a client, from 2016-08-01 on.
    func agree(
        _ scopes: JSONValue,
        _ client: JSONValue = .string(client),
        on date: String = "2016-08-01"
    ) throws {
        try call(
            "consent.give",
            [
                "client": client, "scopes": scopes, "giverKind": "self",
                "giverName": "Sri Misalnya", "evidenceKind": "written", "evidenceRef": "arsip 1",
            ],
            as: "lastri",
            on: date
        )
    }

    private func openCase(consents: JSONValue) throws {
        try newCase(of: client("Sri Misalnya", consents: consents))
    }

    /// A new case, delivered by the office itself.
    @discardableResult
    func newCase(of client: JSONValue, _ more: JSONValue = [:]) throws -> JSONValue {
        let params: JSONValue = [
            "client": client, "ppksCode": 24, "setting": "family", "source": "walkIn",
            "summary": "Keterangan awal rekaan.", "organisation": .string(Self.home),
        ]
        return try call("case.open", params.changing(more), as: "lastri", on: "2016-08-01")["case"]
            ?? nil
    }

    /// A case of a new client, given to a worker.
    func otherCase(_ name: String, to worker: String) throws -> JSONValue {
        let id = try newCase(of: client(name, consents: ["services"]))
        try call(
            "case.screen",
            ["case": id, "decision": "in", "note": "Perlu asesmen."],
            as: "lastri",
            on: "2016-08-01"
        )
        try call(
            "case.assign",
            ["case": id, "worker": .string(worker)],
            as: worker == Self.ratna ? "bagus" : "ratna",
            on: "2016-08-02"
        )
        return id
    }

    // MARK: Calls

    /// The result of a call that must be done; the case is the one of the world unless named.
    @discardableResult
    func call(
        _ method: String,
        _ params: JSONValue,
        as actor: String = "sekar",
        on date: String? = nil
    ) throws -> JSONValue {
        try office.call(method, dated(params, date), as: actor)
    }

    /// The refusal of a call.
    func refusal(
        _ method: String,
        _ params: JSONValue,
        as actor: String = "sekar",
        on date: String
    ) throws -> Refused {
        let refused = try office.refused(method, dated(params, date), as: actor)
        return Refused(code: refused.code, details: refused.details)
    }

    /// The kind of error that is no refusal.
    func error(
        _ method: String,
        _ params: JSONValue,
        as actor: String = "sekar",
        on date: String? = nil
    ) throws -> String {
        try office.error(method, dated(params, date), as: actor)
    }

    /// The rows of a query.
    func rows(
        _ method: String,
        _ params: JSONValue = [:],
        as actor: String = "sekar"
    ) throws -> [JSONValue] {
        try office.call(method, params, as: actor)["rows"]?.items ?? []
    }

    private func dated(_ params: JSONValue, _ date: String?) -> JSONValue {
        guard let date else { return params }
        return params.changing(["occurredOn": .string(date)])
    }
}
