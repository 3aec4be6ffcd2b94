// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON

extension Example {
    /// The same invented office with a partner, in policy, in the bodies of its association, and
    /// the members of one of them.
    ///
    /// It also needs `citra` (board).
    static let society = partnership + advocacy + governance + registers + members + ethics

    private static let partnership: [Example] = [
        Example(
            "partnership.propose",
            "with a school",
            [
                "organisation": "LMB-2026-0002", "purpose": "kelas membaca bersama",
                "programmes": ["backToSchool"], "occurredOn": "2026-06-01",
            ]
        ),
        Example(
            "partnership.sign",
            "for one year",
            [
                "partnership": "MTR-2026-0001", "from": "2026-07-01", "to": "2027-06-30",
                "scope": ["event", "csr"], "dataClause": false, "ref": "PKS/7/2026",
                "occurredOn": "2026-06-15",
            ]
        ),
        Example(
            "partnership.planEvent",
            "a day at the school",
            [
                "partnership": "MTR-2026-0001", "title": "Hari membaca", "date": "2026-09-08",
                "csrAmount": 500_000, "fund": "BACA-2026", "csrPurpose": "buku bacaan",
                "occurredOn": "2026-08-01",
            ]
        ),
        Example(
            "partnership.review",
            "after the day",
            [
                "partnership": "MTR-2026-0001", "rating": 4, "note": "lancar, ruang terlalu kecil",
                "occurredOn": "2026-09-10",
            ]
        ),
        Example("partnership.list", "all partnerships", [:]),
    ]

    private static let advocacy: [Example] = [
        Example(
            "advocacy.open",
            "a draft regulation",
            [
                "topic": "pekerja sosial di sekolah", "level": "province",
                "channels": ["writing", "hearing"], "occurredOn": "2026-06-02",
            ]
        ),
        Example(
            "advocacy.attachEvidence",
            "a survey",
            [
                "advocacy": "ADV-2026-0001", "title": "Survei sekolah rekaan",
                "reference": "arsip 12", "occurredOn": "2026-06-03",
            ]
        ),
        Example(
            "advocacy.draftInput",
            "one article",
            [
                "advocacy": "ADV-2026-0001", "document": "Rancangan peraturan daerah rekaan",
                "articles": ["pasal 8"],
                "proposal": "Setiap kecamatan memiliki satu peksos sekolah.",
                "occurredOn": "2026-06-05",
            ]
        ),
        Example(
            "advocacy.approveInput",
            "by the board",
            [
                "advocacy": "ADV-2026-0001", "revision": 1, "occurredOn": "2026-06-09",
            ]
        ),
        Example(
            "advocacy.submitInput",
            "to the council",
            [
                "advocacy": "ADV-2026-0001", "revision": 1, "to": "DPRD provinsi",
                "receiptNo": "TT-21", "occurredOn": "2026-06-12",
            ]
        ),
        Example(
            "advocacy.recordResponse",
            "an invitation",
            [
                "advocacy": "ADV-2026-0001", "revision": 1, "from": "DPRD provinsi",
                "note": "undangan dengar pendapat", "occurredOn": "2026-07-01",
            ]
        ),
        Example(
            "advocacy.attendHearing",
            "the hearing",
            [
                "advocacy": "ADV-2026-0001", "title": "Dengar pendapat",
                "note": "usulan dibacakan", "occurredOn": "2026-07-14",
            ]
        ),
        Example(
            "advocacy.recordOutcome",
            "partly adopted",
            [
                "advocacy": "ADV-2026-0001", "revision": 1, "outcome": "partlyAdopted",
                "citation": "Peraturan daerah rekaan pasal 9", "note": "Dimuat tanpa tenggat.",
                "occurredOn": "2026-10-01",
            ]
        ),
        Example("advocacy.list", "what waits", ["state": "submitted"]),
        Example("advocacy.show", "one advocacy", ["advocacy": "ADV-2026-0001"]),
    ]

    private static let governance: [Example] = [
        Example(
            "body.establish",
            "a chapter",
            [
                "name": "Pengurus Daerah Rekaan", "organisation": "LMB-2026-0001",
                "kind": "chapter", "area": "34", "occurredOn": "2026-05-05",
            ]
        ),
        Example(
            "body.addName",
            "as a document spells it",
            [
                "body": "BDN-2026-0001", "name": "Dewan Daerah Rekaan", "kind": "asWritten",
                "source": "surat 5", "occurredOn": "2026-05-06",
            ]
        ),
        Example(
            "body.recordHolder",
            "since when is not known",
            [
                "body": "BDN-2026-0001", "office": "secretary", "person": "KTK-2026-0001",
                "source": "surat 5", "occurredOn": "2026-05-06",
            ]
        ),
        Example(
            "body.callAssembly",
            "two days",
            [
                "body": "BDN-2026-0001", "kind": "musda", "title": "Musda Rekaan",
                "from": "2026-06-20", "to": "2026-06-21", "place": "Balai kota",
                "occurredOn": "2026-05-20",
            ]
        ),
        Example(
            "body.holdAssembly",
            "with a quorum",
            [
                "assembly": "BDN-2026-0001/M1", "heldFrom": "2026-06-20",
                "heldTo": "2026-06-21", "quorum": true, "present": 60, "entitled": 80,
                "occurredOn": "2026-06-21",
            ]
        ),
        Example(
            "body.elect",
            "the chair",
            [
                "assembly": "BDN-2026-0001/M1", "office": "chair", "person": "KTK-2026-0001",
                "occurredOn": "2026-06-21",
            ]
        ),
        Example(
            "body.adoptResolution",
            "the dues",
            [
                "assembly": "BDN-2026-0001/M1", "number": "1/2026", "title": "Iuran",
                "text": "Iuran tetap.", "occurredOn": "2026-06-21",
            ]
        ),
        Example(
            "body.adoptProgramme",
            "one line",
            [
                "assembly": "BDN-2026-0001/M1", "title": "Program 2026–2027",
                "items": [["part": "professionDevelopment", "title": "Bimtek asesmen"]],
                "occurredOn": "2026-06-21",
            ]
        ),
        Example(
            "body.handOver",
            "to who was elected",
            [
                "body": "BDN-2026-0001", "office": "chair", "successor": "KTK-2026-0001",
                "assembly": "BDN-2026-0001/M1",
                "checklist": [["item": "stempel", "done": true]], "occurredOn": "2026-06-22",
            ]
        ),
        Example("body.show", "one body", ["body": "BDN-2026-0001"]),
        Example("body.terms", "all offices of a body", ["body": "BDN-2026-0001"]),
    ]

    private static let registers: [Example] = [
        Example(
            "worker.import",
            "two rows of a register",
            [
                "rows": [
                    ["line": 2, "name": "Peksos Rekaan", "degree": "socialWork", "area": "34.04"],
                    ["line": 3, "name": "Peksos Misalnya", "degree": "socialWelfare"],
                ],
                "occurredOn": "2026-09-05",
            ]
        ),
        Example(
            "organisation.import",
            "a school and a home",
            [
                "rows": [
                    ["line": 2, "name": "SDN Umpama Bantul", "kinds": "school", "area": "34.02"],
                    ["line": 3, "name": "Panti Umpama", "kinds": "residentialHome orsos"],
                ],
                "occurredOn": "2026-09-05",
            ]
        ),
        Example(
            "box.import",
            "two boxes",
            [
                "rows": [
                    ["line": 2, "box": "BTL-01", "description": "kaleng biru"],
                    ["line": 3, "box": "BTL-02"],
                ],
                "occurredOn": "2026-09-05",
            ]
        ),
        Example(
            "beneficiary.import",
            "a pupil, those rows only that are right",
            [
                "rows": [
                    [
                        "line": 2, "name": "Rara Umpama", "birthYear": "2014",
                        "pupilNumber": "0141234569",
                    ]
                ],
                "lineByLine": true, "occurredOn": "2026-09-05",
            ]
        ),
    ]

    private static let member: JSONValue = "AGT-2026-0001"

    private static let members: [Example] = [
        Example(
            "membership.apply",
            "a graduate",
            [
                "person": "PKS-2026-0001", "body": "BDN-2026-0001", "area": "34.04",
                "category": "regular", "occurredOn": "2026-09-07",
            ]
        ),
        Example(
            "membership.admit",
            "by the registrar",
            ["membership": member, "occurredOn": "2026-09-08"]
        ),
        Example(
            "membership.payDues",
            "of this year",
            [
                "membership": member, "period": 2026, "amount": 100_000, "receiptNo": "KW-1",
                "occurredOn": "2026-09-08",
            ]
        ),
        Example(
            "membership.issueCard",
            "for two years",
            [
                "membership": member, "cardNo": "KTA-1", "validTo": "2028-09-07",
                "occurredOn": "2026-09-08",
            ]
        ),
        Example(
            "membership.delegate",
            "to a training",
            [
                "membership": member, "activity": "KGT-2026-0002", "role": "facilitator",
                "occurredOn": "2026-09-08",
            ]
        ),
        Example(
            "membership.import",
            "a member of a register, admitted there",
            [
                "rows": [
                    [
                        "line": 2, "person": "PKS-2026-0002", "body": "BDN-2026-0001",
                        "area": "34.04", "category": "regular", "status": "admitted",
                    ]
                ],
                "lineByLine": true, "occurredOn": "2026-09-09",
            ]
        ),
        Example(
            "membership.move",
            "to the city",
            ["membership": member, "area": "34.71", "occurredOn": "2026-09-22"]
        ),
        Example(
            "membership.revokeCard",
            "it is lost",
            ["membership": member, "reason": "hilang", "occurredOn": "2026-09-23"]
        ),
        Example(
            "membership.lapse",
            "on request",
            ["membership": member, "reason": "berhenti", "occurredOn": "2026-09-24"]
        ),
    ]

    private static let ethics: [Example] = [
        Example(
            "ethics.open",
            "an allegation",
            [
                "worker": "PKS-2026-0001", "allegation": "menerima hadiah",
                "occurredOn": "2026-09-23",
            ]
        ),
        Example(
            "ethics.rule",
            "by another member of the board",
            [
                "ethics": "ETK-2026-0001", "ruling": "unfounded", "sanction": "none",
                "note": "tidak terbukti", "occurredOn": "2026-09-30",
            ]
        ),
        Example("ethics.list", "what the board has before it", [:]),
    ]
}
