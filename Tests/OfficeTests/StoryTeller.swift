// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import Office
import Projections
import TestSupport

/// Plays a story in an office: each call by the first operator who may make it.
final class StoryTeller {
    /// One operator for each role but the administrator's; two of the board, to rule in pairs.
    static let roles: [(operator: String, role: Role)] = [
        ("ratna", .coordinator), ("bayu", .treasurer), ("lestari", .storekeeper),
        ("damar", .worker), ("intan", .supervisor), ("galih", .dataProtection),
        ("lina", .auditor), ("pardi", .intake), ("guntur", .registrar), ("wati", .board),
        ("citra", .board),
    ]

    let office: TestOffice
    private let allowed: [String: Set<Role>]
    /// The last entry of a case that each method made, for corrections.
    private var entries: [String: JSONValue] = [:]

    /// A new training store with the operators of a story.
    init(_ slices: [Slice] = Slice.all) throws {
        office = try TestOffice(slices: slices)
        try office.operators(
            Dictionary(uniqueKeysWithValues: Self.roles.map { ($0.operator, [$0.role]) })
        )
        let commands = slices.flatMap(\.commands).map {
            ($0.contract.method, Set($0.contract.roles))
        }
        let queries = slices.flatMap(\.queries).map {
            ($0.contract.method, Set($0.contract.roles))
        }
        allowed = Dictionary(commands + queries, uniquingKeysWith: { first, _ in first })
    }

    /// The reply to a call: the first result, or the error of the last who tried.
    ///
    /// A text `@method` stands for the last entry that the method made in a case.
    func reply(to method: String, _ params: JSONValue) -> JSONValue {
        let members = (params.members ?? []).map { member -> JSONMember in
            guard case .string(let text) = member.value, text.first == "@" else { return member }
            return JSONMember(member.name, entries[String(text.dropFirst())] ?? nil)
        }
        var reply: JSONValue = nil
        for actor in actors(method, params) {
            reply = (try? office.reply(to: method, .object(members), as: actor)) ?? nil
            guard let result = reply["result"] else { continue }
            if let entry = result["entry"] { entries[method] = entry }
            break
        }
        return reply
    }

    private func actors(_ method: String, _ params: JSONValue) -> [String] {
        // Who counted enters the own count.
        if let counter = params["counter"]?.string { return [counter] }
        let held = allowed[method] ?? []
        let found = Self.roles.filter { held.isEmpty || held.contains($0.role) }.map(\.operator)
        return found.isEmpty ? ["admin"] : found
    }
}

extension StoryTeller {
    /// What follows the examples of the catalogue: a worker, a second case and a complaint, with
    /// every personal param that no example shows.
    static let sequel = intake + work + corrections + end + complaint + registry

    private static let client: JSONValue = "KLN-2026-0005"
    private static let `case`: JSONValue = "KSS-2026-0002"

    private static func step(_ method: String, _ day: String, _ params: JSONValue) -> Example {
        Example(
            method,
            day,
            .object((params.members ?? []) + [JSONMember("occurredOn", .string("2026-" + day))])
        )
    }

    /// A contact's other fields, and registers with every column.
    static let registry: [Example] = [
        step(
            "contact.correct",
            "11-03",
            [
                "contact": "KTK-2026-0001", "reason": "salah tulis",
                "changes": ["phone": "0274512346", "birthDate": "1975-03-08"],
            ]
        ),
        step(
            "worker.import",
            "11-04",
            [
                "rows": [
                    [
                        "line": 2, "name": "Peksos Seumpama", "degree": "socialWork",
                        "nik": "3404070507900003", "phone": "0812345671",
                        "birthDate": "1990-07-05",
                    ]
                ]
            ]
        ),
        step(
            "membership.import",
            "11-04",
            [
                "rows": [
                    [
                        "line": 2, "person": "PKS-2026-0003", "nik": "3404070507900003",
                        "body": "BDN-2026-0001", "area": "34.04", "category": "associate",
                    ]
                ]
            ]
        ),
    ]

    /// From the registration to a worker's name on the case.
    static let intake: [Example] = [
        step(
            "worker.register",
            "10-04",
            [
                "name": "Wira Rekaan", "degree": "socialWork", "nik": "3404070507900002",
                "phone": "0812345679", "birthDate": "1990-07-05",
            ]
        ),
        step(
            "client.register",
            "10-05",
            ["name": "Tuti Umpama", "sex": "female", "birthYear": 1980, "area": "34.04.08"]
        ),
        step(
            "case.open",
            "10-05",
            [
                "client": client, "ppksCode": 23, "setting": "family", "source": "walkIn",
                "summary": "Keterangan awal.", "organisation": "LMB-2026-0001",
            ]
        ),
        step(
            "case.overrideConsent",
            "10-05",
            [
                "case": `case`, "scope": "services", "ground": "vitalInterest",
                "validTo": "2026-10-20", "note": "Belum sadar.",
            ]
        ),
        step(
            "consent.give",
            "10-06",
            [
                "client": client, "scopes": ["services", "sharing"], "giverKind": "self",
                "giverName": "Tuti Umpama", "evidenceKind": "written", "evidenceRef": "arsip 3",
            ]
        ),
        step("case.screen", "10-06", ["case": `case`, "decision": "in", "note": "Diterima."]),
        step("case.assign", "10-06", ["case": `case`, "worker": "PKS-2026-0001"]),
    ]

    private static let work: [Example] = [
        step(
            "case.assess",
            "10-08",
            [
                "case": `case`, "instrument": "pie", "narrative": "Asesmen.",
                "strengths": "Tabah.", "mental": "Tenang.", "physical": "Sehat.",
                "roleProblems": [
                    ["role": "parent", "type": "loss", "severity": 4, "duration": 3, "coping": 3]
                ],
                "environmentProblems": [], "risk": "medium", "reviewBy": "2026-12-01",
            ]
        ),
        step(
            "case.setRisk",
            "10-09",
            ["case": `case`, "risk": "high", "reviewBy": "2026-11-20", "note": "Memburuk."]
        ),
        step(
            "plan.draft",
            "10-10",
            ["case": `case`, "summary": "Rencana.", "goals": [goal("Rumah tenang.")]]
        ),
        step("plan.submit", "10-10", ["case": `case`]),
        step("plan.approve", "10-11", ["case": `case`, "note": "Setuju."]),
        step("goal.add", "10-12", goal("Sekolah lagi.").changing(["case": `case`])),
        step(
            "goal.record",
            "10-12",
            ["goal": "KSS-2026-0002/G1", "progress": "some", "note": "Mulai."]
        ),
        step(
            "case.logContact",
            "10-12",
            [
                "case": `case`, "kind": "homeVisit", "with": "family", "successful": true,
                "minutes": 60, "note": "Kunjungan.",
            ]
        ),
        step(
            "case.serve",
            "10-12",
            [
                "case": `case`, "service": "counselling", "mode": "direct",
                "rolePlayed": "enabler", "minutes": 45, "note": "Konseling.",
            ]
        ),
        step(
            "case.holdConference",
            "10-12",
            [
                "case": `case`, "minutes": 90, "conclusions": "Sepakat.", "decisions": "Dua.",
                "participants": [
                    ["worker": "PKS-2026-0001"],
                    ["organisation": "LMB-2026-0002", "function": "guru BK"],
                ],
            ]
        ),
        step(
            "followUp.schedule",
            "10-12",
            ["case": `case`, "kind": "visit", "dueOn": "2026-10-14", "note": "Bawa berkas."]
        ),
        step("followUp.complete", "10-13", ["followUp": "KSS-2026-0002/F1", "note": "Selesai."]),
        referral,
        step(
            "referral.reject",
            "10-13",
            ["referral": "KSS-2026-0002/R1", "note": "Penuh.", "reason": "penuh"]
        ),
        referral,
        step(
            "referral.revoke",
            "10-13",
            ["referral": "KSS-2026-0002/R2", "note": "Batal.", "reason": "dobel"]
        ),
        referral,
        step("referral.accept", "10-13", ["referral": "KSS-2026-0002/R3", "note": "Diterima."]),
        step(
            "referral.complete",
            "10-14",
            ["referral": "KSS-2026-0002/R3", "outcome": "Beres."]
        ),
        step(
            "safeHouse.admit",
            "10-14",
            ["case": `case`, "safeHouse": "RA-2026-0001", "note": "Diantar."]
        ),
        step("safeHouse.discharge", "10-15", ["case": `case`, "to": "family", "note": "Pulang."]),
        step(
            "transfer.request",
            "10-16",
            ["case": `case`, "to": "PKS-2026-0002", "note": "Alih tugas."]
        ),
        step("transfer.revoke", "10-16", ["case": `case`]),
    ]

    private static let referral = step(
        "referral.make",
        "10-13",
        [
            "case": `case`, "to": "LMB-2026-0002", "service": "education",
            "summary": "Bimbingan.", "emergency": true,
        ]
    )

    private static func goal(_ text: JSONValue) -> JSONValue {
        [
            "text": text, "problems": ["KSS-2026-0002/A1.P1"], "services": ["counselling"],
            "dueOn": "2026-12-31",
        ]
    }

    private static let corrections: [Example] = [
        correct("case.open", ["summary": "Lain."]),
        correct("case.logContact", ["note": "Lain."]),
        correct("case.assess", ["narrative": "Lain.", "strengths": "Lain."]),
        correct("case.holdConference", ["conclusions": "Lain.", "decisions": "Lain."]),
        step(
            "case.assess",
            "10-18",
            [
                "case": `case`, "instrument": "hbse", "narrative": "Asesmen kedua.",
                "dimensions": [["dimension": "social", "text": "Banyak teman."]],
                "risk": "low", "reviewBy": "2026-12-01",
            ]
        ),
        correct("case.assess", ["dimensions": [["dimension": "social", "text": "Lain."]]]),
        step(
            "client.correct",
            "10-19",
            [
                "client": client, "reason": "kartu keluarga",
                "changes": [
                    "name": "Tuti Umpamanya", "otherNames": ["Utik"], "birthDate": "1980-07-05",
                    "nik": "3404084507800003", "kk": "3404080101180003", "nisn": "0181234503",
                    "phone": "0812345670", "address": "Jalan Contoh 3",
                ],
            ]
        ),
    ]

    private static func correct(_ method: String, _ changes: JSONValue) -> Example {
        step(
            "case.correct",
            "10-18",
            [
                "case": `case`, "entry": .string("@" + method), "changes": changes,
                "reason": "salah tulis",
            ]
        )
    }

    private static let end: [Example] = [
        step(
            "case.evaluate",
            "10-20",
            [
                "case": `case`,
                "goals": [
                    ["goal": "KSS-2026-0002/G1", "attained": "fully"],
                    ["goal": "KSS-2026-0002/G2", "attained": "fully"],
                ],
                "functioning": "improved", "recommendation": "close", "narrative": "Baik.",
            ]
        ),
        step(
            "closure.request",
            "10-21",
            [
                "case": `case`, "closureReason": "goalsMet", "circumstance": "tujuan tercapai",
                "note": "Penutupan.", "aftercareUntil": "2026-12-31",
            ]
        ),
        step("closure.approve", "10-22", ["case": `case`]),
        step(
            "aftercare.log",
            "10-25",
            ["case": `case`, "kind": "phone", "minutes": 15, "note": "Ditelepon."]
        ),
        step("aftercare.end", "10-28", ["case": `case`, "note": "Selesai."]),
        step("case.reopen", "10-30", ["case": `case`, "note": "Kambuh."]),
    ]

    private static let complaint: [Example] = [
        step(
            "complaint.file",
            "10-30",
            [
                "kind": "office", "channel": "letter", "text": "Lama menunggu.",
                "complainantName": "Ucok Umpama",
            ]
        ),
        step("complaint.assign", "10-30", ["complaint": "ADU-2026-0001", "handler": "wati"]),
        step(
            "complaint.answer",
            "10-31",
            ["complaint": "ADU-2026-0001", "answer": "Mohon maaf."]
        ),
    ]
}
