// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import CanonicalJSON
internal import Domain

/// Two teams of workers in an office, each worker with a login of the same story.
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
