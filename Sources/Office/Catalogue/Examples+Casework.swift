// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON

extension Example {
    /// One case of the same invented office, from the registration of its people to its end.
    ///
    /// It also needs `admin` (administrator), `tirta` (registrar) and `sari` (intake); `damar` and `intan` become the
    /// worker and the supervisor of the case.
    static let casework = registry + intake + plan + work + end + questions

    private static let worker: JSONValue = "PKS-2026-0001"
    private static let supervisor: JSONValue = "PKS-2026-0002"
    private static let client: JSONValue = "KLN-2026-0001"
    private static let `case`: JSONValue = "KSS-2026-0001"

    private static let registry: [Example] = [
        Example(
            "organisation.register",
            "a body that certifies",
            [
                "name": "Lembaga Sertifikasi Rekaan", "kinds": ["certificationBody"],
                "occurredOn": "2026-05-04",
            ]
        ),
        Example(
            "organisation.register",
            "a body that accredits",
            [
                "name": "Badan Akreditasi Rekaan", "kinds": ["accreditationBody"],
                "occurredOn": "2026-05-04",
            ]
        ),
        Example(
            "organisation.accredit",
            "the office itself",
            [
                "organisation": "LMB-2026-0001", "rank": "A", "issuedBy": "LMB-2026-0005",
                "certificateNo": "AKR-1", "issuedOn": "2026-05-04", "occurredOn": "2026-05-04",
            ]
        ),
        Example(
            "worker.register",
            "a social worker",
            [
                "name": "Damar Rekaan", "degree": "socialWork", "area": "34.04",
                "occurredOn": "2026-05-04",
            ]
        ),
        Example(
            "worker.register",
            "the supervisor",
            [
                "name": "Intan Rekaan", "degree": "socialWork", "area": "34.71",
                "occurredOn": "2026-05-04",
            ]
        ),
        Example("worker.post", "at the office", post(worker)),
        Example("worker.post", "the supervisor too", post(supervisor)),
        Example(
            "worker.certify",
            "after an exam",
            [
                "worker": worker, "certificateNo": "SRT-41", "level": "generalist",
                "issuedBy": "LMB-2026-0004", "issuedOn": "2025-11-03",
                "examHeldOn": "2025-10-20", "examBody": "LMB-2026-0004",
                "examEvidence": "daftar kelulusan", "occurredOn": "2026-05-04",
            ]
        ),
        Example(
            "worker.assignSupervisor",
            "from now on",
            ["worker": worker, "supervisor": supervisor, "occurredOn": "2026-05-04"]
        ),
        Example(
            "operator.link",
            "a login and its worker",
            ["operator": "damar", "worker": worker, "occurredOn": "2026-05-04"]
        ),
        Example(
            "operator.link",
            "that of the supervisor",
            ["operator": "intan", "worker": supervisor, "occurredOn": "2026-05-04"]
        ),
    ]

    private static func post(_ worker: JSONValue) -> JSONValue {
        [
            "worker": worker, "kind": "office", "organisation": "LMB-2026-0001",
            "occurredOn": "2026-05-04",
        ]
    }

    private static let intake: [Example] = [
        Example(
            "client.register",
            "a grown-up",
            [
                "name": "Sri Misalnya", "sex": "female", "birthYear": 1985,
                "area": "34.04.07", "occurredOn": "2026-06-01",
            ]
        ),
        Example(
            "consent.give",
            "to services and sharing",
            [
                "client": client, "scopes": ["services", "sharing"], "giverKind": "self",
                "giverName": "Sri Misalnya", "evidenceKind": "written",
                "evidenceRef": "arsip 1", "occurredOn": "2026-06-01",
            ]
        ),
        Example(
            "case.open",
            "somebody who came herself",
            [
                "client": client, "ppksCode": 23, "setting": "family", "source": "walkIn",
                "summary": "Keterangan awal rekaan.", "organisation": "LMB-2026-0001",
                "occurredOn": "2026-06-01",
            ]
        ),
        Example(
            "case.screen",
            "taken in",
            [
                "case": `case`, "decision": "in", "note": "Perlu asesmen.",
                "occurredOn": "2026-06-02",
            ]
        ),
        Example(
            "case.assign",
            "to a worker of the team",
            ["case": `case`, "worker": worker, "occurredOn": "2026-06-02"]
        ),
    ]

    private static let plan: [Example] = [
        Example(
            "case.assess",
            "one problem in a role",
            [
                "case": `case`, "instrument": "pie", "narrative": "Asesmen rekaan.",
                "roleProblems": [
                    [
                        "role": "parent", "type": "loss", "severity": 4, "duration": 3,
                        "coping": 3,
                    ]
                ],
                "environmentProblems": [], "risk": "medium", "reviewBy": "2026-12-01",
                "occurredOn": "2026-06-08",
            ]
        ),
        Example(
            "plan.draft",
            "one goal",
            [
                "case": `case`,
                "goals": [
                    [
                        "text": "Keluarga rukun.", "problems": ["KSS-2026-0001/A1.P1"],
                        "services": ["counselling"], "dueOn": "2026-12-31",
                    ]
                ],
                "occurredOn": "2026-06-15",
            ]
        ),
        Example("plan.submit", "to the supervisor", ["case": `case`, "occurredOn": "2026-06-15"]),
        Example("plan.approve", "by the supervisor", ["case": `case`, "occurredOn": "2026-06-16"]),
    ]

    private static let work: [Example] = [
        Example(
            "case.logContact",
            "a home visit",
            [
                "case": `case`, "kind": "homeVisit", "with": "family", "successful": true,
                "minutes": 60, "occurredOn": "2026-06-20",
            ]
        ),
        Example(
            "case.agreeFee",
            "paid by an institution",
            [
                "case": `case`, "amount": 150_000, "service": "mediation",
                "payer": "institution", "payerOrganisation": "LMB-2026-0002",
                "occurredOn": "2026-06-20",
            ]
        ),
        Example(
            "case.receiveFee",
            "all of it",
            [
                "case": `case`, "fee": "KSS-2026-0001/B1", "amount": 150_000,
                "receiptNo": "KW-31", "occurredOn": "2026-06-21",
            ]
        ),
        Example(
            "case.serve",
            "counselling",
            [
                "case": `case`, "service": "counselling", "mode": "direct",
                "rolePlayed": "enabler", "minutes": 45, "occurredOn": "2026-06-22",
            ]
        ),
        Example(
            "referral.make",
            "to a school",
            [
                "case": `case`, "to": "LMB-2026-0002", "service": "education",
                "summary": "Mohon bimbingan belajar.", "occurredOn": "2026-06-23",
            ]
        ),
        Example(
            "referral.accept",
            "by the school",
            ["referral": "KSS-2026-0001/R1", "occurredOn": "2026-06-25"]
        ),
        Example(
            "referral.complete",
            "with its outcome",
            [
                "referral": "KSS-2026-0001/R1", "outcome": "Anak ikut bimbingan.",
                "occurredOn": "2026-08-25",
            ]
        ),
        Example(
            "followUp.schedule",
            "a visit",
            [
                "case": `case`, "kind": "visit", "dueOn": "2026-07-10",
                "occurredOn": "2026-06-26",
            ]
        ),
        Example(
            "followUp.complete",
            "done",
            ["followUp": "KSS-2026-0001/F1", "occurredOn": "2026-07-09"]
        ),
        Example(
            "case.holdConference",
            "with a school",
            [
                "case": `case`, "minutes": 90, "conclusions": "Disepakati bersama.",
                "participants": [
                    ["worker": worker],
                    ["organisation": "LMB-2026-0002", "function": "guru BK"],
                ],
                "occurredOn": "2026-07-15",
            ]
        ),
        Example(
            "safeHouse.register",
            "six places",
            [
                "organisation": "LMB-2026-0001", "capacity": 6, "area": "34.71",
                "address": "Alamat rahasia rekaan", "contact": "Ibu Rumah Rekaan",
                "occurredOn": "2026-06-01",
            ]
        ),
        Example(
            "safeHouse.admit",
            "for some weeks",
            ["case": `case`, "safeHouse": "RA-2026-0001", "occurredOn": "2026-07-20"]
        ),
        Example(
            "safeHouse.reveal",
            "to bring somebody there",
            ["safeHouse": "RA-2026-0001", "reason": "mengantar klien"]
        ),
        Example(
            "safeHouse.discharge",
            "back to the family",
            [
                "case": `case`, "to": "family", "note": "Kembali ke keluarga.",
                "occurredOn": "2026-08-10",
            ]
        ),
    ]

    private static let end: [Example] = [
        Example(
            "case.evaluate",
            "every goal",
            [
                "case": `case`,
                "goals": [["goal": "KSS-2026-0001/G1", "attained": "fully"]],
                "functioning": "improved", "recommendation": "close", "narrative": "Rekaan.",
                "occurredOn": "2026-09-01",
            ]
        ),
        Example(
            "closure.request",
            "goals met",
            [
                "case": `case`, "closureReason": "goalsMet",
                "circumstance": "tujuan tercapai", "note": "Catatan penutupan.",
                "aftercareUntil": "2026-12-31", "occurredOn": "2026-09-02",
            ]
        ),
        Example(
            "closure.approve",
            "by the supervisor",
            ["case": `case`, "occurredOn": "2026-09-03"]
        ),
        Example(
            "aftercare.log",
            "a call",
            ["case": `case`, "kind": "phone", "minutes": 15, "occurredOn": "2026-10-01"]
        ),
    ]

    private static let questions: [Example] = [
        Example("referral.list", "all of them", [:]),
        Example("transfer.list", "those that wait", [:]),
        Example("safeHouse.list", "free places", [:]),
        Example("case.show", "one case", ["case": `case`]),
        Example("case.timeline", "one case", ["case": `case`]),
        Example("case.list", "closed ones", ["status": "closed"]),
        Example("client.find", "by name", ["name": "Misalnya", "reason": "cek klien"]),
        Example("client.show", "masked", ["client": client]),
        Example(
            "client.reveal",
            "the name",
            ["client": client, "what": ["name"], "purpose": "service"]
        ),
    ]
}
