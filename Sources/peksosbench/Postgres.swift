// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// PostgreSQL 15 in a cluster of its own: what an event store in SQL would do for one command.
///
/// One function call appends one row after an optimistic version check, `synchronous_commit` on,
/// everything else as PostgreSQL ships. Load and latencies come from its own pgbench.
final class Postgres {
    private static let programs = "/usr/lib/postgresql/15/bin"

    static var isInstalled: Bool { exists(programs + "/initdb") }

    private let directory: String
    private var server: Child?

    private var log: String { directory + "/postgres.log" }

    /// PostgreSQL refuses to run as root, so root lends it the account that came with it.
    private var prefix: [String] {
        userID() == 0 ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"] : []
    }

    init(directory: String) throws {
        self.directory = directory
        try makeDirectory(directory, mode: 0o755)
        if userID() == 0 {
            try Child.run(["chown", "postgres", directory], log: log + ".setup")
        }
        try Child.run(
            prefix + [
                Self.programs + "/initdb", "-D", "\(directory)/data", "-A", "trust", "-U", "bench",
                "-E", "UTF8", "--no-locale",
            ],
            log: log + ".setup"
        )
        server = try Child(
            prefix + [
                Self.programs + "/postgres", "-D", "\(directory)/data", "-k", directory, "-c",
                "listen_addresses=", "-c", "max_connections=100", "-c", "shared_buffers=256MB",
                "-c", "synchronous_commit=on",
            ],
            log: log + ".setup"
        )
        try write(Self.schema, to: directory + "/schema.sql")
        try write(Self.append, to: directory + "/append.sql")
        try Child.run(
            ["chmod", "0644", directory + "/schema.sql", directory + "/append.sql"],
            log: log
        )
        try waitUntilReady()
        try Child.run(psql + ["-q", "-f", directory + "/schema.sql"], log: log)
    }

    private var psql: [String] {
        [
            Self.programs + "/psql", "-h", directory, "-U", "bench", "-d", "postgres", "-v",
            "ON_ERROR_STOP=1",
        ]
    }

    private func waitUntilReady() throws {
        let start = nanoseconds()
        while (try? Child.run(psql + ["-c", "select 1"], log: log)) == nil {
            guard elapsedSeconds(since: start) < 60 else {
                throw BenchmarkError("PostgreSQL did not start")
            }
            pause(milliseconds: 100)
        }
    }

    /// Appends from so many closed-loop clients for so long.
    func measure(clients: Int, seconds: Int, seed: UInt64) throws -> Measurement {
        let prefix = "\(directory)/times.\(clients)"
        try Child.run(
            [
                Self.programs + "/pgbench", "-h", directory, "-U", "bench", "-n", "-M", "prepared",
                "-c", "\(clients)", "-j", "1", "-T", "\(seconds)", "-f", directory + "/append.sql",
                "-l", "--log-prefix", prefix, "--random-seed", "\(seed % 1_000_000)", "postgres",
            ],
            log: log + ".pgbench"
        )
        var measurement = Measurement()
        // Columns of its log: client, transaction, microseconds, script, second, microsecond.
        let file = try Self.findLog(prefix: prefix, log: log)
        for line in (readText(file) ?? "").split(separator: "\n") {
            let columns = line.split(separator: " ")
            guard columns.count >= 6, let time = UInt64(columns[2]) else { continue }
            measurement.record(nanoseconds: time * 1000)
        }
        measurement.seconds = Double(seconds)
        return measurement
    }

    /// pgbench appends its own pid to the prefix.
    private static func findLog(prefix: String, log: String) throws -> String {
        let listing = prefix + ".names"
        try Child.run(["sh", "-c", "ls \(prefix).[0-9]* > \(listing)"], log: log)
        guard let name = readText(listing)?.split(separator: "\n").first else {
            throw BenchmarkError("pgbench wrote no times")
        }
        return String(name)
    }

    func stop() { server?.stop(signal: 2) }

    private static let schema = """
        create table streams (stream text primary key, version bigint not null);
        create table events (
            position bigint generated always as identity primary key,
            stream text not null, version bigint not null, type text not null,
            actor text not null, command_id uuid not null unique,
            recorded_at timestamptz not null default clock_timestamp(), payload text not null,
            unique (stream, version));
        insert into streams select 'box-' || n, 0 from generate_series(1, 100000) n;
        create function append(
            stream_ text, expected bigint, type_ text, actor_ text, command_ uuid, payload_ text
        ) returns bigint language plpgsql as $$
        declare next bigint; place bigint;
        begin
            update streams set version = version + 1
                where stream = stream_ and (expected is null or version = expected)
                returning version into next;
            if not found then raise exception 'version conflict'; end if;
            insert into events (stream, version, type, actor, command_id, payload)
                values (stream_, next, type_, actor_, command_, payload_)
                returning position into place;
            return place;
        end $$;
        vacuum analyze streams;
        checkpoint;

        """

    private static let append = """
        \\set box random(1, 100000)
        select append('box-' || :box, null, 'box.checked', 'hitung', gen_random_uuid(), \
        '\(String(repeating: "x", count: 300))');

        """
}
