// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import CanonicalJSON
internal import Domain

/// Two teams of workers in an office, each worker with a login, a post and a certificate.
///
/// `ratna` supervises `sekar` and `wulan`, `bagus` supervises `jaka`. Beside them there are `intan`
/// (intake), `dewi` (registrar), `dimas` (coordinator), `budi` (board), `lina` (auditor), `galih`
/// and `gita` (data protection).
package enum Team {
    /// The worker's record behind a login.
    package static let workers = [
        "ratna": "PKS-2010-0001", "bagus": "PKS-2010-0002", "sekar": "PKS-2010-0003",
        "wulan": "PKS-2010-0004", "jaka": "PKS-2010-0005",
    ]

    private static let supervisors = ["sekar": "ratna", "wulan": "ratna", "jaka": "bagus"]

    /// Brings the teams into an office.
    package static func join(_ office: TestOffice) throws {
        try office.operators([
            "ratna": [.worker, .supervisor], "bagus": [.worker, .supervisor], "sekar": [.worker],
            "wulan": [.worker], "jaka": [.worker], "intan": [.intake], "dewi": [.registrar],
            "dimas": [.coordinator], "budi": [.board], "lina": [.auditor],
            "galih": [.dataProtection], "gita": [.dataProtection],
        ])
        let certifier = try office.call(
            "organisation.register",
            [
                "name": "Lembaga Sertifikasi Rekaan", "kinds": ["certificationBody"],
                "occurredOn": "2010-01-04",
            ],
            as: "dewi"
        )["organisation"]
        for (slug, id) in workers.sorted(by: { $0.value < $1.value }) {
            let made = try office.call(
                "worker.register",
                [
                    "name": "Pekerja Rekaan", "degree": "socialWork", "occurredOn": "2010-02-01",
                ],
                as: "dewi"
            )
            guard made["worker"]?.string == id else { throw Mismatch(found: made) }
            try office.call(
                "operator.link",
                ["operator": .string(slug), "worker": .string(id), "occurredOn": "2010-02-01"]
            )
            try office.call(
                "worker.post",
                [
                    "worker": .string(id), "kind": "office", "area": "32.77",
                    "occurredOn": "2010-02-01",
                ],
                as: "dewi"
            )
            try office.call(
                "worker.certify",
                [
                    "worker": .string(id), "certificateNo": .string("LSPS-" + id.suffix(4)),
                    "level": "generalist", "issuedBy": certifier ?? nil,
                    "issuedOn": "2010-02-01", "validTo": "2030-01-31",
                    "examHeldOn": "2010-01-15", "examBody": certifier ?? nil,
                    "examEvidence": "daftar kelulusan rekaan", "occurredOn": "2010-02-01",
                ],
                as: "dewi"
            )
        }
        for (slug, supervisor) in supervisors.sorted(by: { $0.key < $1.key }) {
            try office.call(
                "worker.assignSupervisor",
                [
                    "worker": .string(workers[slug] ?? ""),
                    "supervisor": .string(workers[supervisor] ?? ""),
                    "occurredOn": "2010-02-01",
                ],
                as: "dewi"
            )
        }
    }

    /// The numbers came out otherwise than this file says.
    package struct Mismatch: Error {
        let found: JSONValue
    }
}
