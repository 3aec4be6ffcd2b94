// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import LMDB

/// What the disk and the library allow, without any program around them.
enum RawStores {
    /// One 300-byte put a commit, appended to a synced LMDB environment.
    static func lmdbCommits(directory: String, seconds: Double) throws -> Measurement {
        try makeDirectory(directory)
        let environment = try Environment(
            directory: directory,
            options: EnvironmentOptions(
                mapSizeBytes: 8 << 30,
                createsTables: true,
                tables: ["events"]
            )
        )
        defer { environment.close() }
        let table = environment.table("events")
        let value = [UInt8](repeating: 0x5A, count: 300)
        var measurement = Measurement()
        let start = nanoseconds()
        let deadline = start + UInt64(seconds * 1e9)
        var position: UInt64 = 0
        while nanoseconds() < deadline {
            let begin = nanoseconds()
            position += 1
            try commit(value, at: position, in: table, of: environment)
            measurement.record(nanoseconds: nanoseconds() - begin)
        }
        measurement.seconds = elapsedSeconds(since: start)
        return measurement
    }

    private static func commit(
        _ value: [UInt8],
        at position: UInt64,
        in table: Table,
        of environment: Environment
    ) throws {
        let key = bigEndianBytes(position)
        let permit = WriterPermit.take()
        var transaction = try environment.beginWrite(permit)
        try transaction.put(value, for: key, in: table, append: true)
        try transaction.commit()
    }

    private static func bigEndianBytes(_ number: UInt64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) }
    }

    /// One 4 KiB page a call.
    static func syncs(file: String, seconds: Double) throws -> Measurement {
        var measurement = Measurement()
        let start = nanoseconds()
        try syncLoop(file: file, until: start + UInt64(seconds * 1e9)) { duration in
            measurement.record(nanoseconds: duration)
        }
        measurement.seconds = elapsedSeconds(since: start)
        return measurement
    }
}
