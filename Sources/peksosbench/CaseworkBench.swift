// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON

/// The figures of casework: queries, search, checks, backup and start of an office with many cases.
struct CaseworkBench {
    /// How many clients write beside what is measured.
    private static let writers = 16
    /// Teams that are filled together; more connections than theirs would only cost the client.
    private static let teamsAtOnce = 10

    private let daemon: PeksosDaemon
    private let office: CaseworkOffice
    private let script: CaseScript
    private let seconds: Double
    private let seed: UInt64
    private let name: String
    /// By worker: open cases, and all that were ever assigned.
    private var open: [[String]] = []
    private var assigned: [[String]] = []
    private var numbers = 0

    /// An office with its people and no case.
    init(_ daemon: PeksosDaemon, cases: Int, seconds: Double, seed: UInt64) throws {
        guard (2000...CaseScript.casesMax).contains(cases) else {
            throw BenchmarkError("--casework takes 2000 to \(CaseScript.casesMax) cases")
        }
        self.daemon = daemon
        self.seconds = seconds
        self.seed = seed
        office = try CaseworkOffice(daemon, cases: cases)
        script = CaseScript(today: office.today)
        name = "casework, \(cases) cases"
    }

    private var workers: [CaseworkOffice.Person] { office.teams.flatMap(\.workers) }

    // MARK: Filling

    /// Carries all cases as far as they come.
    mutating func fill(cases: Int, _ report: inout Report) throws {
        var all = Measurement()
        for first in stride(from: 0, to: office.teams.count, by: Self.teamsAtOnce) {
            let last = min(first + Self.teamsAtOnce, office.teams.count)
            let teams = Array(office.teams[first..<last])
            let next = cases * last / office.teams.count
            let fill = CaseworkFill(script, teams, numbers: numbers..<next)
            numbers = next
            let operators = CaseworkFill.operators(of: teams)
            let generator = try LoadGenerator(
                descriptors: daemon.connections(operators.count) { operators[$0] },
                groupSize: 1,
                window: 32,
                workload: fill
            )
            let measured = try generator.run()
            guard measured.failures == 0 else {
                throw BenchmarkError(measured.firstFailure ?? "a command failed")
            }
            all.add(measured)
            open += fill.rest.open
            assigned += fill.rest.assigned
        }
        report.add(name, "filling", all)
        report.add(figure: "events in the log", Double(try daemon.head), "")
        let due = try daemon.runJob("projection.run", ["name": "overdue"])
        report.add(figure: "projection.run overdue, all events", due, "s")
    }

    // MARK: Queries

    /// Asks while others write, and tells the time inside the daemon beside the client's.
    func measureQueries(_ report: inout Report) throws {
        let team = office.teams[office.teams.count / 2]
        let place = office.teams.count / 2 * CaseworkOffice.workersOfTeam
        let worker = team.workers[0]
        let own = assigned[place]
        let ofTeam = Array(assigned[place..<place + CaseworkOffice.workersOfTeam].joined())
        let (script, numbers) = (script, numbers)
        func of(_ cases: [String]) -> (inout Random) -> String {
            { random in "\"case\":\"\(cases[random.below(cases.count)])\"" }
        }
        func named(_ name: @escaping (inout Random) -> String) -> (inout Random) -> String {
            { random in "\"name\":\"\(name(&random))\"" }
        }
        let someone = named { script.name(of: $0.below(numbers)) }
        let common = named { _ in CaseScript.commonName }
        let none: (inout Random) -> String = { _ in "" }
        typealias Row = (String, String, String, (inout Random) -> String, String)
        let (boss, hand) = (team.supervisor.operator, worker.operator)
        let rows: [Row] = [
            ("caseload.list", "supervisor", boss, none, "≤ 1"),
            ("caseload.list", "worker", hand, none, "≤ 1"),
            ("caseload.list", "coordinator, a page", CaseworkOffice.coordinator, none, ""),
            ("case.timeline", "supervisor", boss, of(ofTeam), "≤ 1"),
            ("case.timeline", "worker", hand, of(own), "≤ 1"),
            ("client.find", "a full name, supervisor", boss, someone, "≤ 5"),
            ("client.find", "a common name, supervisor", boss, common, "≤ 5"),
            ("client.find", "a common name, worker", hand, common, "≤ 5"),
            ("overdue.list", "coordinator", CaseworkOffice.coordinator, none, "≤ 5"),
            ("overdue.list", "supervisor", boss, none, "≤ 1"),
        ]
        for (method, who, operatorName, params, goal) in rows {
            let before = try metrics()
            let load = CaseworkLoad(
                CaseworkLoad.Asked(method: method, params: params),
                writers: writingCases,
                today: office.today,
                seed: seed
            )
            let names = [operatorName] + writingOperators
            let generator = try LoadGenerator(
                descriptors: daemon.connections(names.count) { names[$0] },
                groupSize: 1,
                window: nil,
                measured: 1,
                workload: load
            )
            report.add("\(method)", who, try generator.run(seconds: seconds))
            report.add("", "16 clients writing", generator.beside)
            let after = try metrics()
            let parts = [
                ("in the daemon", "peksos_query_seconds"),
                ("without the record of the look", "peksos_query_read_seconds"),
            ]
            for (part, histogram) in parts {
                let old = QueryTimes(before, histogram, method: method)
                let new = QueryTimes(after, histogram, method: method)
                for percentile in [50.0, 99.0] {
                    report.add(
                        figure: "\(method), \(who), p\(percentile.text(0)) \(part)",
                        new.milliseconds(atPercentile: percentile, since: old),
                        "ms",
                        goal: percentile == 99 ? goal : ""
                    )
                }
            }
        }
    }

    private func metrics() throws -> String {
        try daemon.call("system.metrics", [:], as: CaseworkOffice.administrator)["text"]?.string
            ?? ""
    }

    private var writingOperators: [String] { workers.prefix(Self.writers).map(\.operator) }
    private var writingCases: [[String]] { Array(open.prefix(Self.writers)) }

    // MARK: Upkeep

    /// A backup while others write, the full check of the log, and how soon a start is ready.
    func measureUpkeep(_ report: inout Report) throws {
        let load = CaseworkLoad(nil, writers: writingCases, today: office.today, seed: seed)
        let names = writingOperators
        let generator = try LoadGenerator(
            descriptors: daemon.connections(names.count) { names[$0] },
            groupSize: 1,
            window: nil,
            workload: load
        )
        let quiet = try generator.run(seconds: seconds)
        report.add(name, "16 clients, no backup", quiet)
        for verifies in [false, true] {
            let kind = verifies ? "backup, checked in full" : "backup, not checked"
            var during = Measurement()
            let taken = try daemon.runJob("backup.create", ["verify": .bool(verifies)]) {
                during.add(try generator.run(seconds: 0.1))
            }
            report.add(name, "16 clients, \(verifies ? "checked" : "plain") backup", during)
            report.add(figure: kind + ", 16 clients writing", taken, "s", goal: "≤ 10")
            let before = Double(quiet.nanoseconds(atPercentile: 99))
            report.add(
                figure: kind + ", p99 of the writers ÷ without",
                Double(during.nanoseconds(atPercentile: 99)) / max(1, before),
                "×",
                goal: "≤ 2"
            )
        }
        let head = try daemon.head
        let checked = try daemon.runJob("log.verify", ["scope": "full"])
        report.add(
            figure: "full check of the log",
            Double(head) / max(0.001, checked),
            "events/s",
            goal: "≥ 200000"
        )
        report.add(figure: "memory beyond mapped files", daemon.residentMegabytes, "MB")
        daemon.kill()
        report.add(figure: "ready after kill -9", try daemon.start(), "s", goal: "≤ 0.3")
        daemon.stop()
        report.add(figure: "ready after a clean stop", try daemon.start(), "s", goal: "≤ 0.3")
        daemon.stop()
    }
}
