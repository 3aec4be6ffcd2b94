// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CanonicalJSON

/// Measures the daemon and, on the same disk in the same run, what else could have kept the log.
@main
struct Bench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "peksosbench",
        abstract:
            "Seeded load on a real daemon, with PostgreSQL, Redis, LMDB and fdatasync beside it."
    )

    enum Part: String, ExpressibleByArgument { case peers, daemon, both }

    @Option(help: "The daemon's program.") var daemon: String
    @Option(help: "An empty directory on the disk to measure.") var directory: String
    @Option(help: "Events in the log before measuring; repeatable.")
    var events: [Int] = []
    @Option(help: "Measure casework with so many cases, instead of the coin drive.")
    var casework: Int?
    @Option(help: "Seconds of each measurement.") var seconds = 10
    @Option(help: "Seed of the load.") var seed: UInt64 = 20_160_901
    @Option(help: "Write the figures to this file as JSON.") var json: String?
    @Option(help: "What to measure: peers, daemon or both.") var only = Part.both
    @Flag(inversion: .prefixedNo, help: "Measure the peers.") var peers = true

    /// Streams of a full-sized store; a small one has fewer, because each needs an event.
    private static let streams = 100_000

    mutating func run() throws {
        var report = Report()
        show("seed \(seed), \(seconds) s a measurement")
        show(Report.header)
        if peers, only != .daemon { try measurePeers(&report) }
        if only != .peers {
            let usual = casework == nil ? [10_000, 1_000_000] : []
            for target in events.isEmpty ? usual : events {
                try measureDaemon(events: target, &report)
            }
            if let casework { try measureCasework(cases: casework, &report) }
        }
        show("")
        report.addRatios()
        if let json {
            try write(
                String(decoding: CanonicalJSON.bytes(report.json), as: UTF8.self) + "\n",
                to: json
            )
        }
        guard report.failures == 0 else {
            throw BenchmarkError("\(report.failures) commands failed; the figures do not count")
        }
    }

    // MARK: Peers

    private func measurePeers(_ report: inout Report) throws {
        let length = Double(seconds)
        report.add(
            "fdatasync, 4 KiB",
            "1 thread",
            try RawStores.syncs(file: directory + "/sync", seconds: length)
        )
        report.add(
            "raw LMDB, 300-byte put",
            "1 thread",
            try RawStores.lmdbCommits(directory: directory + "/lmdb", seconds: length)
        )
        let redis = try Redis(directory: directory + "/redis")
        for clients in [1, 16, 64] {
            report.add(
                "Redis 7, fsync always",
                Self.load(clients),
                try redis.measure(clients: clients, seconds: length, seed: seed)
            )
        }
        report.add(
            "Redis 7, fsync always",
            "8 × 32",
            try redis.measure(clients: 8, window: 32, seconds: length, seed: seed)
        )
        redis.stop()
        guard Postgres.isInstalled else {
            show("PostgreSQL 15 is not installed: left out")
            return
        }
        let postgres = try Postgres(directory: directory + "/postgres")
        for clients in [1, 16, 64] {
            report.add(
                "PostgreSQL 15, append",
                Self.load(clients),
                try postgres.measure(clients: clients, seconds: seconds, seed: seed)
            )
        }
        postgres.stop()
    }

    private static func load(_ clients: Int) -> String {
        clients == 1 ? "1 client" : "\(clients) clients"
    }

    // MARK: Daemon

    private func measureDaemon(events target: Int, _ report: inout Report) throws {
        let name = "peksosd, \(target) events"
        let length = Double(seconds)
        let state = stateDirectory(target)
        // It is not inside the directory that whoever runs the benchmark removes.
        defer { remove(state) }
        let process = try PeksosDaemon(
            program: daemon,
            directory: "\(directory)/\(target)",
            stateDirectory: state
        )
        _ = try process.start()
        // A box and its counts are streams; half of a small store's events make its boxes.
        let boxes = min(Self.streams, target / 2)
        let store = try OfficeStore(daemon: process, boxCount: boxes, seed: seed)
        report.add(name, "8 × 32, new streams", try store.preload())
        while try process.head < target {
            let missing = try target - process.head
            // A command of the mix records about 1.2 events.
            let filled = try store.pipelined(operations: max(1000, missing * 5 / 6))
            guard filled.failures == 0 else { throw BenchmarkError(filled.firstFailure ?? "") }
        }
        for clients in [1, 16, 64] {
            report.add(
                name,
                Self.load(clients),
                try store.closedLoop(clients: clients, seconds: length)
            )
        }
        let suffix = " at \(target) events"
        let before = process.processorMicroseconds
        let pipelined = try store.pipelined(seconds: length)
        report.add(name, "8 × 32", pipelined)
        report.add(
            figure: "processor time of a command" + suffix,
            (process.processorMicroseconds - before) / Double(max(1, pipelined.operations)),
            "µs"
        )
        report.add(name, "1 client, query", try store.queries(seconds: length))
        report.add(
            figure: "memory beyond mapped files" + suffix,
            process.residentMegabytes,
            "MB",
            goal: "≤ 150"
        )
        process.kill()
        let ready = try process.start()
        report.add(figure: "ready after kill -9" + suffix, ready, "s", goal: "≤ 0.3 at 1,000,000")
        let head = try process.head
        try measureUpkeep(process, head, suffix, &report)
        process.stop()
        try process.removeViews()
        let rebuilt = try process.start()
        report.add(
            figure: "rebuild of all views" + suffix,
            Double(head) / max(0.001, rebuilt - ready),
            "events/s",
            goal: "≥ 200000"
        )
        process.stop()
    }

    /// What an office lets run at night: the full check of the log, and a checked backup.
    private func measureUpkeep(
        _ process: PeksosDaemon,
        _ head: Int,
        _ suffix: String,
        _ report: inout Report
    ) throws {
        let checked = try process.runJob("log.verify", ["scope": "full"])
        report.add(
            figure: "full check of the log" + suffix,
            Double(head) / max(0.001, checked),
            "events/s",
            goal: "≥ 200000"
        )
        for verifies in [false, true] {
            report.add(
                figure: (verifies ? "backup, checked in full" : "backup") + suffix,
                try process.runJob("backup.create", ["verify": .bool(verifies)]),
                "s"
            )
        }
    }

    private func measureCasework(cases: Int, _ report: inout Report) throws {
        let state = stateDirectory(cases)
        defer { remove(state) }
        let process = try PeksosDaemon(
            program: daemon,
            directory: "\(directory)/casework",
            stateDirectory: state
        )
        _ = try process.start()
        var bench = try CaseworkBench(
            process,
            cases: cases,
            seconds: Double(seconds),
            seed: seed
        )
        try bench.fill(cases: cases, &report)
        try bench.measureQueries(&report)
        try bench.measureUpkeep(&report)
    }

    private func remove(_ directory: String) {
        try? Child.run(["rm", "-rf", directory], log: self.directory + "/removal.log")
    }

    /// Marks of a running daemon belong on tmpfs, where there is one.
    private func stateDirectory(_ target: Int) -> String {
        let shared = "/dev/shm"
        return exists(shared)
            ? "\(shared)/peksosbench.\(processID()).\(target)" : "\(directory)/state.\(target)"
    }
}
