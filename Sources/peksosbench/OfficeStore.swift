// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON

/// A training store filled through the protocol, ready for commands of the coin drive.
final class OfficeStore {
    let daemon: PeksosDaemon
    let workload: OfficeWorkload

    /// Operators, an organisation, a contact, places and drives; then nothing but boxes.
    init(daemon: PeksosDaemon, boxCount: Int, seed: UInt64) throws {
        self.daemon = daemon
        let contact = try Self.prepare(daemon)
        workload = OfficeWorkload(boxCount: boxCount, contact: contact, seed: seed)
    }

    private static func prepare(_ daemon: PeksosDaemon) throws -> String {
        let roles: JSONValue = ["coordinator", "treasurer", "worker", "storekeeper", "supervisor"]
        for person in OfficeWorkload.Operator.allCases {
            try daemon.call(
                "operator.register",
                ["operator": .string(person.name), "roles": roles]
            )
        }
        let date: JSONValue = "2016-06-01"
        let first = OfficeWorkload.Operator.counter.name
        let organisation = try daemon.call(
            "organisation.register",
            ["name": "Lembaga Rekaan", "kinds": ["lks"], "area": "33.74", "occurredOn": date],
            as: first
        )
        let contact = try daemon.call(
            "contact.register",
            ["name": "Saksi Rekaan", "area": "33.74", "occurredOn": date]
        )
        try daemon.call(
            "place.register",
            ["place": "P-00", "name": "Pasar Rekaan", "area": "33.74", "occurredOn": date]
        )
        for number in 0..<OfficeWorkload.drives {
            var code: [UInt8] = Array("KHAS-".utf8)
            code.append(number: number, width: 2)
            try start(
                drive: String(decoding: code, as: UTF8.self),
                of: organisation["organisation"] ?? nil,
                daemon
            )
        }
        guard let id = contact["contact"]?.string else {
            throw BenchmarkError("contact.register named no contact")
        }
        return id
    }

    private static func start(
        drive: String,
        of organiser: JSONValue,
        _ daemon: PeksosDaemon
    ) throws {
        let drive = JSONValue.string(drive)
        try daemon.call(
            "drive.plan",
            [
                "drive": drive, "name": "Koin uji", "purpose": "perlengkapan sekolah",
                "categories": ["stationery"], "areas": ["33.74"], "from": "2016-07-01",
                "to": "2016-09-30", "organiser": organiser, "occurredOn": "2016-06-01",
            ]
        )
        try daemon.call(
            "drive.recordPermit",
            [
                "drive": drive, "authority": "governor", "number": "PUB/1/2016",
                "issuedOn": "2016-06-02", "areas": ["33.74"], "from": "2016-07-01",
                "to": "2016-09-30", "occurredOn": "2016-06-02",
            ]
        )
        try daemon.call("drive.start", ["drive": drive, "occurredOn": "2016-07-01"])
    }

    /// Registers every box, pipelined.
    func preload() throws -> Measurement {
        let measurement = try pipelined(operations: workload.boxCount)
        workload.startRounds()
        return measurement
    }

    /// One request in flight for each client; a client has a connection for either operator.
    func closedLoop(clients: Int, seconds: Double) throws -> Measurement {
        let generator = try generator(connections: clients * 2, groupSize: 2, window: nil)
        return try generator.run(seconds: seconds)
    }

    /// Eight connections with 32 requests in flight each.
    func pipelined(
        seconds: Double = .infinity,
        operations: Int = .max
    ) throws -> Measurement {
        let generator = try generator(connections: 8, groupSize: 1, window: 32)
        return try generator.run(seconds: seconds, operations: operations)
    }

    private func generator(
        connections: Int,
        groupSize: Int,
        window: Int?
    ) throws -> LoadGenerator {
        let actingOn: (Int) -> OfficeWorkload.Operator = { place in
            place.isMultiple(of: 2) ? .counter : .confirmer
        }
        workload.operatorOf = actingOn
        return try LoadGenerator(
            descriptors: daemon.connections(connections) { actingOn($0).name },
            groupSize: groupSize,
            window: window,
            workload: workload
        )
    }

    /// Point queries from one closed-loop client.
    func queries(seconds: Double) throws -> Measurement {
        let generator = try LoadGenerator(
            descriptors: daemon.connections(1) { _ in OfficeWorkload.Operator.counter.name },
            groupSize: 1,
            window: nil,
            workload: Questions(of: workload)
        )
        return try generator.run(seconds: seconds)
    }

    private final class Questions: Workload {
        private let counts: [String]
        private var asked = 0

        init(of workload: OfficeWorkload) {
            counts = (0..<1000).compactMap { _ in workload.someCount }
        }

        func appendRequest(for connection: Int, to bytes: inout [UInt8]) -> Int? {
            guard !counts.isEmpty else { return nil }
            asked += 1
            bytes.append("{\"id\":")
            bytes.append(number: asked)
            bytes.append(",\"jsonrpc\":\"2.0\",\"method\":\"count.show\",\"params\":{\"count\":\"")
            bytes.append(counts[asked % counts.count])
            bytes.append("\"}}\n")
            return 0
        }

        func took(_ reply: ArraySlice<UInt8>, ticket: Int) -> Bool {
            reply.dropFirst(2).first == UInt8(ascii: "i")
        }
    }
}
