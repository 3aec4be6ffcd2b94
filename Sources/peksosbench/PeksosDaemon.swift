// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON

/// The daemon under test, on a training store of its own.
final class PeksosDaemon {
    private let program: String
    private let directory: String
    private var child: Child?
    private var control: LineClient?

    private var configurationFile: String { directory + "/peksosd.yaml" }
    private var log: String { directory + "/daemon.log" }
    private var socket: String { directory + "/control.sock" }

    /// Makes a training store whose administrator is whoever runs the benchmark.
    init(program: String, directory: String, stateDirectory: String) throws {
        self.program = program
        self.directory = directory
        try makeDirectory(directory)
        try write(
            """
            store:
              directory: \(directory)/store
              stateDirectory: \(stateDirectory)
              maxReaders: 2048
            keys:
              file: \(directory)/master-key
            access:
              bootstrapAdministrators:
                kepala: \(userID())
            socket:
              path: \(directory)/control.sock
            limits:
              connections: 1024
              connectionsPerUid: 1024
            backup:
              directory: \(directory)/backup

            """,
            to: configurationFile
        )
        try Child.run(
            [program, "init", "--training", "--generate-key", "--config", configurationFile],
            log: log
        )
    }

    /// Starts the daemon; answers the seconds until it was ready to serve.
    func start() throws -> Double {
        let start = nanoseconds()
        let started = try Child([program, "run", "--config", configurationFile], log: log)
        child = started
        while true {
            guard started.isRunning else {
                let tail = (readText(log) ?? "").split(separator: "\n").suffix(3)
                throw BenchmarkError("peksosd ended: \(tail.joined(separator: " | "))")
            }
            if let client = try? LineClient(path: socket),
                let status = try? client.call("system.status", [:]),
                status["state"]?.string == "ready"
            {
                control = client
                return elapsedSeconds(since: start)
            }
            guard elapsedSeconds(since: start) < 1800 else {
                throw BenchmarkError("peksosd did not become ready")
            }
            pause(milliseconds: 2)
        }
    }

    func kill() {
        control = nil
        child?.stop(signal: SIGNAL.kill)
    }

    func stop() {
        control = nil
        child?.stop(signal: SIGNAL.terminate)
    }

    /// Removes the views of the stopped daemon: the next start rebuilds them.
    func removeViews() throws {
        try Child.run(["rm", "-rf", "\(directory)/store/views"], log: log)
    }

    /// Calls a method as the administrator, or as the operator named.
    @discardableResult
    func call(
        _ method: String,
        _ params: JSONValue,
        as name: String? = nil
    ) throws -> JSONValue {
        guard let control else { throw BenchmarkError("peksosd is not running") }
        if let name { _ = try control.call("session.actAs", ["operator": .string(name)]) }
        return try control.call(method, params)
    }

    /// Starts a job and waits for its end; answers the seconds it took.
    ///
    /// `meanwhile` is called again and again until then; the time is as exact as it is short.
    func runJob(
        _ method: String,
        _ params: JSONValue,
        meanwhile: (() throws -> Void)? = nil
    ) throws -> Double {
        let start = nanoseconds()
        var job = try call(method, params)
        while job["state"]?.string == "running" {
            try meanwhile?()
            let patience: JSONValue = meanwhile == nil ? 10_000 : 1
            job = try call("job.wait", ["job": job["job"] ?? nil, "waitMs": patience])
        }
        guard job["state"]?.string == "done" else {
            throw BenchmarkError("\(method): \(job["error"]?.string ?? "not done")")
        }
        return elapsedSeconds(since: start)
    }

    /// New connections, each acting as the operator given for its place.
    func connections(_ count: Int, actingAs name: (Int) -> String) throws -> [Int32] {
        try (0..<count).map { place in
            let client = try LineClient(path: socket)
            _ = try client.call("session.actAs", ["operator": .string(name(place))])
            return client.release()
        }
    }

    var head: Int {
        get throws {
            let head = try call("log.head", [:])
            return Int(head["position"]?.integer ?? head["item"]?["position"]?.integer ?? 0)
        }
    }

    /// Processor time of all threads so far, user and system, in microseconds.
    ///
    /// Unlike a rate it says the same on a busy machine. The clock of /proc ticks every 10 ms.
    var processorMicroseconds: Double {
        guard let child, let line = readText("/proc/\(child.processID)/stat"),
            let name = line.lastIndex(of: ")")
        else { return 0 }
        // Behind the name: state is field 3, utime and stime are fields 14 and 15.
        let fields = line[name...].split(separator: " ").dropFirst()
        let ticks = fields.dropFirst(11).prefix(2).compactMap { Double($0) }
        return ticks.reduce(0, +) * 10_000
    }

    /// Megabytes of memory that belong to no mapped file.
    var residentMegabytes: Double {
        guard let child, let status = readText("/proc/\(child.processID)/status"),
            let line = status.split(separator: "\n").first(where: { $0.hasPrefix("RssAnon:") }),
            let kilobytes = line.split(separator: " ").dropLast().last.flatMap({ Double($0) })
        else { return 0 }
        return kilobytes / 1024
    }

    /// Signals by name, so that this file needs no libc.
    private enum SIGNAL {
        static let kill: Int32 = 9
        static let terminate: Int32 = 15
    }
}

/// A plain client for the few calls outside of the load: one request, one reply.
final class LineClient {
    private var descriptor: Int32
    private var requests = 0
    private var input = [UInt8](repeating: 0, count: 65_536)
    private var filled = 0

    init(path: String) throws { descriptor = try connectSocket(to: path) }

    deinit { if descriptor >= 0 { closeDescriptor(descriptor) } }

    /// The connection, now the caller's.
    func release() -> Int32 {
        defer { descriptor = -1 }
        return descriptor
    }

    /// The result of a call; throws when the daemon answers with an error.
    func call(_ method: String, _ params: JSONValue) throws -> JSONValue {
        requests += 1
        let request: JSONValue = [
            "id": .integer(Int64(requests)), "jsonrpc": "2.0", "method": .string(method),
            "params": params,
        ]
        let bytes = CanonicalJSON.bytes(request) + [UInt8(ascii: "\n")]
        var sent = 0
        while sent < bytes.count { sent += try sendSome(bytes, from: sent, to: descriptor) }
        let line = try readLine()
        let document = try JSONDocument(scanning: line, limits: .unlimited)
        let reply = document.root.value
        guard let result = reply["result"] else {
            throw BenchmarkError("\(method): \(String(decoding: line, as: UTF8.self))")
        }
        return result
    }

    private func readLine() throws -> [UInt8] {
        let start = nanoseconds()
        while true {
            if let end = firstIndex(of: UInt8(ascii: "\n"), in: input, from: 0, to: filled) {
                let line = Array(input[..<end])
                input.removeFirst(end + 1)
                input.append(contentsOf: repeatElement(0, count: end + 1))
                filled -= end + 1
                return line
            }
            if filled == input.count {
                input.append(contentsOf: repeatElement(0, count: input.count))
            }
            guard let count = try receiveSome(into: &input, from: filled, of: descriptor) else {
                throw BenchmarkError("peksosd closed the connection")
            }
            filled += count
            if count == 0 {
                guard elapsedSeconds(since: start) < 120 else { throw BenchmarkError("no reply") }
                pause(milliseconds: 1)
            }
        }
    }
}
