// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON

extension Example {
    /// More about the clients of the same invented office, after its case has ended.
    ///
    /// `KLN-2026-0001` is the client of that case.
    static let clients = family + twins + looks

    private static let mother: JSONValue = "KLN-2026-0001"
    private static let child: JSONValue = "KLN-2026-0002"

    private static let family: [Example] = [
        Example(
            "client.register",
            "a child of the client",
            [
                "name": "Melati Rekaan", "otherNames": ["Imel"], "sex": "female",
                "birthDate": "2018-03-12", "kk": "3404070101180001", "nisn": "0181234501",
                "phone": "0812345678", "address": "Jalan Contoh 1",
                "area": "34.04.07.2001", "occurredOn": "2026-09-01",
            ]
        ),
        Example(
            "client.addIdentifier",
            "a number of a referral service",
            [
                "client": child, "kind": "slrt", "value": "SLRT-17",
                "occurredOn": "2026-09-01",
            ]
        ),
        Example(
            "client.correct",
            "a name that was misspelt",
            [
                "client": child, "changes": ["name": "Melati Indah Rekaan"],
                "reason": "ejaan pada akta", "occurredOn": "2026-09-02",
            ]
        ),
        Example(
            "household.form",
            "mother and child",
            [
                "members": [
                    ["client": mother, "relation": "head"],
                    ["client": child, "relation": "child"],
                ],
                "occurredOn": "2026-09-02",
            ]
        ),
        Example(
            "consent.give",
            "a mother for her child",
            [
                "client": child, "scopes": ["services", "publication"], "giverKind": "parent",
                "giverName": "Sri Misalnya", "giverClient": mother, "evidenceKind": "recorded",
                "evidenceRef": "rekaman 2", "occurredOn": "2026-09-02",
            ]
        ),
        Example(
            "consent.withdraw",
            "no pictures any more",
            [
                "client": child, "scopes": ["publication"], "reason": "permintaan ibu",
                "occurredOn": "2026-09-03",
            ]
        ),
    ]

    private static let twins: [Example] = [
        Example(
            "client.register",
            "somebody with much the same name",
            [
                "name": "Melati Indah", "sex": "female", "birthYear": 2018,
                "area": "34.04.07", "proceedDespite": [child], "occurredOn": "2026-09-03",
            ]
        ),
        Example("duplicate.list", "pairs to be judged", ["kind": "client"]),
        Example(
            "duplicate.dismiss",
            "two children",
            [
                "pair": "KLN-2026-0002~KLN-2026-0003", "reason": "dua kartu keluarga",
                "occurredOn": "2026-09-04",
            ]
        ),
        Example(
            "duplicate.flag",
            "what a neighbour said",
            [
                "a": mother, "b": "KLN-2026-0003", "reason": "kata tetangga",
                "occurredOn": "2026-09-04",
            ]
        ),
    ]

    private static let looks: [Example] = [
        Example("client.find", "by two words of a name", ["name": "misalnya sri"]),
        Example("client.show", "a child without a case", ["client": child]),
        Example(
            "client.register",
            "somebody with a card",
            [
                "name": "Budi Umpama", "sex": "male", "birthDate": "1990-07-05",
                "nik": "3404070507900001", "area": "34.04.07", "occurredOn": "2026-09-04",
            ]
        ),
    ]
}
