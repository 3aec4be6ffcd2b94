// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// Redis 7 with `appendfsync always`: one `XADD` to one of 100,000 streams for each command.
final class Redis {
    private let directory: String
    private let server: Child

    private var socket: String { directory + "/redis.sock" }

    init(directory: String) throws {
        self.directory = directory
        try makeDirectory(directory)
        server = try Child(
            [
                "redis-server", "--port", "0", "--unixsocket", directory + "/redis.sock", "--dir",
                directory, "--appendonly", "yes", "--appendfsync", "always", "--save", "",
            ],
            log: directory + "/redis.log"
        )
        let start = nanoseconds()
        while (try? connectSocket(to: socket)).map(closeDescriptor) == nil {
            guard server.isRunning, elapsedSeconds(since: start) < 30 else {
                throw BenchmarkError("Redis did not start")
            }
            pause(milliseconds: 20)
        }
    }

    /// `window` nil: closed loop; else so many in flight on each connection.
    func measure(
        clients: Int,
        window: Int? = nil,
        seconds: Double,
        seed: UInt64
    ) throws -> Measurement {
        let generator = try LoadGenerator(
            descriptors: (0..<clients).map { _ in try connectSocket(to: socket) },
            groupSize: 1,
            window: window,
            linesPerReply: 2,
            workload: Additions(seed: seed)
        )
        return try generator.run(seconds: seconds)
    }

    func stop() { server.stop() }

    private final class Additions: Workload {
        private var random: Random
        private let payload = "$300\r\n" + String(repeating: "x", count: 300) + "\r\n"

        init(seed: UInt64) { random = Random(seed: seed) }

        func appendRequest(for connection: Int, to bytes: inout [UInt8]) -> Int? {
            bytes.append("*5\r\n$4\r\nXADD\r\n$10\r\nbox-")
            bytes.append(number: random.below(100_000), width: 6)
            bytes.append("\r\n$1\r\n*\r\n$7\r\npayload\r\n")
            bytes.append(payload)
            return 0
        }

        func took(_ reply: ArraySlice<UInt8>, ticket: Int) -> Bool {
            reply.first == UInt8(ascii: "$")
        }
    }
}
