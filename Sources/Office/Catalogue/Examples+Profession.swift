// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON

extension Example {
    /// The papers of the same invented people, and what is said about their profession.
    static let profession: [Example] = [
        Example(
            "area.define",
            "a province and a regency",
            [
                "areas": [
                    ["code": "34", "name": "DI Yogyakarta"],
                    ["code": "34.04", "name": "Kabupaten Sleman"],
                ], "occurredOn": "2026-11-02",
            ]
        ),
        Example(
            "organisation.addName",
            "as a newspaper wrote it",
            [
                "organisation": "LMB-2026-0003", "name": "Tk. Rekaan", "kind": "asWritten",
                "source": "koran rekaan", "occurredOn": "2026-11-02",
            ]
        ),
        Example(
            "organisation.rename",
            "the shop has a new name",
            [
                "organisation": "LMB-2026-0003", "name": "Toko Rekaan Baru", "from": "2026-11-01",
                "occurredOn": "2026-11-02",
            ]
        ),
        Example(
            "organisation.setKinds",
            "it recommends candidates too",
            [
                "organisation": "LMB-2026-0004",
                "kinds": ["certificationBody", "professionalBody"],
                "reason": "akta perubahan", "occurredOn": "2026-11-02",
            ]
        ),
        Example(
            "organisation.recordLicence",
            "the office may work",
            [
                "organisation": "LMB-2026-0001", "licenceNo": "IZIN-1", "issuedBy": "Kota Rekaan",
                "issuedOn": "2026-05-04", "validTo": "2029-05-04", "occurredOn": "2026-11-02",
            ]
        ),
        Example(
            "contact.correct",
            "the name was misspelt",
            [
                "contact": "KTK-2026-0001", "changes": ["name": "Guru Rekaan Baru"],
                "reason": "salah tulis", "occurredOn": "2026-11-02",
            ]
        ),
        Example(
            "contact.setFunction",
            "from the school year on",
            [
                "contact": "KTK-2026-0001", "function": "guru", "from": "2026-07-01",
                "occurredOn": "2026-11-02",
            ]
        ),
        Example(
            "worker.registerExam",
            "the supervisor sits it",
            [
                "worker": "PKS-2026-0002", "heldOn": "2026-11-02", "examBody": "LMB-2026-0004",
                "recommendedBy": "LMB-2026-0004", "recommendationRef": "REK-1",
                "occurredOn": "2026-11-02",
            ]
        ),
        Example(
            "worker.recordExamResult",
            "passed",
            [
                "exam": "PKS-2026-0002/X1", "result": "passed", "evidence": "daftar kelulusan",
                "occurredOn": "2026-11-02",
            ]
        ),
        Example(
            "worker.certify",
            "after an exam that is on record",
            [
                "worker": "PKS-2026-0002", "certificateNo": "SRT-42", "level": "specialist",
                "issuedBy": "LMB-2026-0004", "issuedOn": "2026-11-02",
                "occurredOn": "2026-11-02",
            ]
        ),
        Example(
            "worker.handover",
            "every case to the supervisor",
            [
                "worker": "PKS-2026-0001", "to": "PKS-2026-0002", "reason": "cuti panjang",
                "occurredOn": "2026-11-02",
            ]
        ),
        Example(
            "worker.issueRegistration",
            "with all four requirements",
            [
                "worker": "PKS-2026-0001", "strNo": "STR-1", "issuedBy": "LMB-2026-0004",
                "issuedOn": "2026-11-02", "healthLetter": true, "oath": true,
                "ethicsStatement": true, "occurredOn": "2026-11-02",
            ]
        ),
        Example(
            "worker.license",
            "at the office",
            [
                "worker": "PKS-2026-0001", "licenceNo": "SIPPS-1", "organisation": "LMB-2026-0001",
                "issuedBy": "Kota Rekaan", "issuedOn": "2026-11-02", "validTo": "2027-11-02",
                "occurredOn": "2026-11-02",
            ]
        ),
        Example(
            "workforce.report",
            "what a document says",
            [
                "area": "34.04", "asOn": "2026-10-01", "source": "koran rekaan",
                "declaredWorkers": 6,
                "declaredCertified": 3,
                "postings": [["kind": "pkh", "workers": 2], ["kind": "kelurahan", "workers": 3]],
                "occurredOn": "2026-11-02",
            ]
        ),
        Example("workforce.coverage", "as declared", ["area": "34.04", "basis": "declared"]),
        Example(
            "workforce.coverage",
            "as the registry knows",
            ["area": "34.04", "basis": "registry"]
        ),
        Example("certificate.list", "what runs out", [:]),
        Example("membership.byDistrict", "of a province", ["province": "34"]),
        Example("service.quality", "by month", ["from": "2026-01-01", "until": "2026-12-31"]),
    ]
}
