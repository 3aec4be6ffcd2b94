// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import ControlProtocol

/// The people of a training office with many cases: teams of one supervisor and some workers.
struct CaseworkOffice {
    /// Somebody with an operator and a record in the registry.
    struct Person {
        let `operator`: String
        let worker: String
    }

    struct Team {
        let supervisor: Person
        let workers: [Person]
    }

    static let workersOfTeam = 5
    static let registrar = "catat"
    static let coordinator = "koordinasi"
    /// The first administrator, as the configuration names it.
    static let administrator = "kepala"

    let teams: [Team]
    let today: Int

    /// So many teams as cases need: about 200 cases for each worker over the years.
    static func teams(for cases: Int) -> Int { min(100, max(2, cases / 1000)) }

    /// Registers everybody, certified and posted long before the first case.
    init(_ daemon: PeksosDaemon, cases: Int) throws {
        today = officeDay()
        let day = JSONValue.string(Civil.isoDate(daysSince1970: today - 1000))
        try daemon.call(
            "operator.register",
            ["operator": .string(Self.registrar), "roles": ["registrar"]]
        )
        try daemon.call(
            "operator.register",
            ["operator": .string(Self.coordinator), "roles": ["coordinator"]]
        )
        let organisation = try daemon.call(
            "organisation.register",
            [
                "name": "Lembaga Rekaan", "kinds": ["lks", "certificationBody"],
                "occurredOn": day,
            ],
            as: Self.registrar
        )
        guard let office = organisation["organisation"] else {
            throw BenchmarkError("organisation.register named no organisation")
        }
        var registered = 0
        func person(_ roles: JSONValue, under chief: Person?) throws -> Person {
            registered += 1
            let name = "orang-\(registered)"
            let record = try daemon.call(
                "worker.register",
                [
                    "name": .string("Pekerja Rekaan \(registered)"), "degree": "socialWork",
                    "occurredOn": day,
                ],
                as: Self.registrar
            )
            guard let worker = record["worker"]?.string else {
                throw BenchmarkError("worker.register named no worker")
            }
            let id = JSONValue.string(worker)
            try daemon.call(
                "worker.post",
                ["worker": id, "kind": "office", "organisation": office, "occurredOn": day]
            )
            try daemon.call(
                "worker.certify",
                [
                    "worker": id, "certificateNo": .string("REKAAN-\(registered)"),
                    "level": "generalist", "issuedBy": office, "issuedOn": day,
                    "examHeldOn": day, "examBody": office, "examEvidence": "daftar kelulusan",
                    "occurredOn": day,
                ]
            )
            if let chief {
                try daemon.call(
                    "worker.assignSupervisor",
                    ["worker": id, "supervisor": .string(chief.worker), "occurredOn": day]
                )
            }
            let slug = JSONValue.string(name)
            try daemon.call(
                "operator.register",
                ["operator": slug, "roles": roles],
                as: Self.administrator
            )
            try daemon.call("operator.link", ["operator": slug, "worker": id])
            return Person(operator: name, worker: worker)
        }
        teams = try (0..<Self.teams(for: cases)).map { _ in
            let chief = try person(["supervisor", "worker", "intake"], under: nil)
            let workers = try (0..<Self.workersOfTeam).map { _ in
                try person(["worker"], under: chief)
            }
            return Team(supervisor: chief, workers: workers)
        }
    }
}
