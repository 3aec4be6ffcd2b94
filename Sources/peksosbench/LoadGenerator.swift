// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Histogram

/// What a run of the load generator measured.
struct Measurement {
    var operations = 0
    var failures = 0
    var firstFailure: String?
    var seconds = 0.0
    /// Nanoseconds from writing a request to reading its reply.
    private var latency = Histogram<UInt32>(
        highestTrackableValue: 60_000_000_000,
        numberOfSignificantValueDigits: .three
    )

    /// Counts one operation that took so long.
    mutating func record(nanoseconds: UInt64) {
        operations += 1
        latency.record(max(1, nanoseconds))
    }

    /// Adds what another run measured, as if it had been the same one.
    mutating func add(_ other: Measurement) {
        operations += other.operations
        failures += other.failures
        firstFailure = firstFailure ?? other.firstFailure
        seconds += other.seconds
        for step in other.latency.recordedValues() {
            latency.record(step.value, count: step.count)
        }
    }

    var perSecond: Double { seconds > 0 ? Double(operations) / seconds : 0 }

    func nanoseconds(atPercentile percentile: Double) -> UInt64 {
        latency.valueAtPercentile(percentile)
    }
}

/// Where requests come from and replies go.
protocol Workload: AnyObject {
    /// Appends the next request for a connection; `nil` when it has none for it now.
    ///
    /// The number comes back with the reply.
    func appendRequest(for connection: Int, to bytes: inout [UInt8]) -> Int?
    /// Looks at one reply; answers whether it is a success.
    func took(_ reply: ArraySlice<UInt8>, ticket: Int) -> Bool
}

/// Connections of one load, each with its requests in flight, served by one thread.
///
/// Closed loop: a group of connections has one request in flight in all. Pipelined: each
/// connection keeps its window full. Cheap on purpose: it shares the cores with what it measures.
final class LoadGenerator {
    private final class Connection {
        let descriptor: Int32
        var output: [UInt8] = []
        var sent = 0
        var input = [UInt8](repeating: 0, count: 65_536)
        var filled = 0
        var inFlight: [(ticket: Int, start: UInt64)] = []
        var answered = 0

        init(descriptor: Int32) { self.descriptor = descriptor }

        var pending: Int { inFlight.count - answered }
    }

    private let connections: [Connection]
    /// Connections of one client; a closed-loop client may own several and uses one at a time.
    private let groups: Int
    private let window: Int
    private let linesPerReply: Int
    private let workload: any Workload
    /// How many of the first connections are measured on their own; the others are beside them.
    private let measured: Int
    private var measurement = Measurement()
    /// What the connections beside the measured ones did in the last run.
    private(set) var beside = Measurement()
    private var isStopping = false

    /// `window` nil: closed loop, one request in flight per group of connections.
    init(
        descriptors: [Int32],
        groupSize: Int,
        window: Int?,
        linesPerReply: Int = 1,
        measured: Int = .max,
        workload: any Workload
    ) throws {
        self.measured = measured
        connections = descriptors.map { Connection(descriptor: $0) }
        groups = window == nil ? descriptors.count / groupSize : descriptors.count
        self.window = window ?? 1
        self.linesPerReply = linesPerReply
        self.workload = workload
    }

    deinit {
        for connection in connections { closeDescriptor(connection.descriptor) }
    }

    /// Runs until the time is over, so many operations are done or the workload has no more, then
    /// waits for what is in flight.
    func run(seconds limit: Double = .infinity, operations: Int = .max) throws -> Measurement {
        measurement = Measurement()
        beside = Measurement()
        isStopping = false
        let start = nanoseconds()
        var issued = 0
        for group in 0..<groups { issued += try fill(group: group, room: operations - issued) }
        while true {
            if connections.allSatisfy({ $0.pending == 0 }) { break }
            isStopping = issued >= operations || hasPassed(limit, since: start)
            try waitAndServe()
            guard !isStopping else { continue }
            for group in 0..<groups { issued += try fill(group: group, room: operations - issued) }
        }
        measurement.seconds = elapsedSeconds(since: start)
        beside.seconds = measurement.seconds
        return measurement
    }

    private func waitAndServe() throws {
        let busy = connections.indices.filter { connections[$0].pending > 0 }
        let followed = busy.map { place in
            let connection = connections[place]
            return (connection.descriptor, connection.sent < connection.output.count)
        }
        for ready in try waitForReadiness(of: followed, milliseconds: 100) {
            let connection = connections[busy[ready]]
            try flush(connection)
            try receive(connection, isMeasured: busy[ready] < measured)
        }
    }

    private func hasPassed(_ limit: Double, since start: UInt64) -> Bool {
        limit.isFinite && elapsedSeconds(since: start) >= limit
    }

    /// Issues what the group may have in flight; answers how many.
    private func fill(group: Int, room: Int) throws -> Int {
        let size = connections.count / groups
        let members = connections[(group * size)..<(group * size + size)]
        var pending = members.reduce(0) { $0 + $1.pending }
        var issued = 0
        while pending < window, issued < room {
            // Beginning elsewhere each time keeps a group from always using its first connection.
            guard let chosen = issue(in: group * size, size: size) else { break }
            pending += 1
            issued += 1
            if chosen.output.count > 32_768 { try flush(chosen) }
        }
        for connection in members where connection.sent < connection.output.count {
            try flush(connection)
        }
        return issued
    }

    private func issue(in first: Int, size: Int) -> Connection? {
        let offset = size == 1 ? 0 : Int(truncatingIfNeeded: measurement.operations) % size
        for step in 0..<size {
            let place = first + (offset + step) % size
            let connection = connections[place]
            if let ticket = workload.appendRequest(for: place, to: &connection.output) {
                connection.inFlight.append((ticket, nanoseconds()))
                return connection
            }
        }
        return nil
    }

    private func flush(_ connection: Connection) throws {
        while connection.sent < connection.output.count {
            let count = try sendSome(
                connection.output,
                from: connection.sent,
                to: connection.descriptor
            )
            if count == 0 { return }
            connection.sent += count
        }
        connection.output.removeAll(keepingCapacity: true)
        connection.sent = 0
    }

    private func receive(_ connection: Connection, isMeasured: Bool) throws {
        while true {
            if connection.filled == connection.input.count {
                connection.input.append(
                    contentsOf: repeatElement(0, count: connection.input.count)
                )
            }
            guard
                let count = try receiveSome(
                    into: &connection.input,
                    from: connection.filled,
                    of: connection.descriptor
                )
            else { throw BenchmarkError("the other side closed the connection") }
            if count == 0 { return }
            connection.filled += count
            takeReplies(of: connection, isMeasured: isMeasured)
        }
    }

    private func takeReplies(of connection: Connection, isMeasured: Bool) {
        let now = nanoseconds()
        var start = 0
        var scanned = 0
        var lines = 0
        while let end = firstIndex(
            of: UInt8(ascii: "\n"),
            in: connection.input,
            from: scanned,
            to: connection.filled
        ) {
            scanned = end + 1
            lines += 1
            // An error of Redis is one line whatever the reply would have been.
            let isError = connection.input[start] == UInt8(ascii: "-")
            guard lines == linesPerReply || isError else { continue }
            lines = 0
            let reply = connection.input[start..<end]
            if isMeasured {
                take(reply, of: connection, at: now, &measurement)
            } else {
                take(reply, of: connection, at: now, &beside)
            }
            start = scanned
        }
        if start > 0 {
            // What is left of an unfinished reply moves to the front.
            connection.filled -= start
            for place in 0..<connection.filled {
                connection.input[place] = connection.input[start + place]
            }
        }
    }

    private func take(
        _ reply: ArraySlice<UInt8>,
        of connection: Connection,
        at now: UInt64,
        _ measurement: inout Measurement
    ) {
        guard connection.pending > 0 else { return }
        let (ticket, start) = connection.inFlight[connection.answered]
        connection.answered += 1
        if connection.answered == connection.inFlight.count {
            connection.inFlight.removeAll(keepingCapacity: true)
            connection.answered = 0
        } else if connection.answered == 4096 {
            connection.inFlight.removeFirst(connection.answered)
            connection.answered = 0
        }
        measurement.record(nanoseconds: now - start)
        if !workload.took(reply, ticket: ticket) {
            measurement.failures += 1
            if measurement.firstFailure == nil {
                measurement.firstFailure = String(decoding: reply, as: UTF8.self)
            }
        }
    }
}
