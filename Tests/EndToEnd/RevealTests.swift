// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import ControlProtocol
import Synchronization
import Testing

/// What is promised about looks, over the socket: no answer without its record, whatever happens to
/// the daemon or to its disk.
@Suite(.timeLimit(.minutes(5))) struct RevealTests {
    private static let reveal: JSONValue = [
        "client": "KLN-2016-0001", "what": ["name"], "purpose": "intake",
    ]

    /// An office with one client, known to intake.
    private static func prepare(_ socket: String) throws {
        let office = try Conversation(socket)
        for (slug, role) in [("intan", "intake"), ("galih", "dataProtection")] {
            _ = try office.call("operator.register", ["operator": .string(slug)])
            let given: JSONValue = ["operator": .string(slug), "role": .string(role)]
            #expect(try office.call("operator.grant", given)["result"] != nil)
        }
        let intake = try acting("intan", socket)
        let made = try intake.call(
            "client.register",
            [
                "name": "Melati Rekaan", "sex": "female", "birthYear": 2008, "area": "32.77.01",
                "occurredOn": "2016-08-01",
            ]
        )
        #expect(made["result"]?["client"] == "KLN-2016-0001", "\(made)")
    }

    private static func acting(_ slug: String, _ socket: String) throws -> Conversation {
        let conversation = try Conversation(socket)
        _ = try conversation.call("session.actAs", ["operator": .string(slug)])
        return conversation
    }

    @Test func `every reveal that was answered before a kill is on record after it`() async throws {
        let daemon = try await RunningDaemon.made()
        try await daemon.running { try Self.prepare($0.socket) }
        for round in 1...6 {
            let answered = Mutex<[Int64]>([])
            try await daemon.running(end: .killed) { daemon in
                let intake = try Self.acting("intan", daemon.socket)
                for number in 1...30 {
                    try intake.send(
                        WireLine.request(
                            id: .integer(Int64(number)),
                            method: "client.reveal",
                            Self.reveal
                        ) + [10]
                    )
                }
                try await Task.sleep(for: .milliseconds(round * 3))
                try daemon.kill()
                // What was sent before the kill still lies in the socket.
                while let reply = try? intake.value() {
                    guard let position = reply["result"]?["item"]?["access"]?.integer else {
                        Issue.record("\(reply)")
                        continue
                    }
                    answered.withLock { $0.append(position) }
                }
            }
            try await daemon.running { daemon in
                let keeper = try Self.acting("galih", daemon.socket)
                let asked: JSONValue = ["subject": "KLN-2016-0001", "limit": 1_000]
                let rows = try keeper.call("access.list", asked)["result"]?["rows"]?.items ?? []
                let kept = Set(rows.compactMap { $0["position"]?.integer })
                let told = answered.withLock(\.self)
                #expect(kept.isSuperset(of: told), "round \(round)")
                #expect(Set(told).count == told.count)
            }
        }
    }

    @Test func `a disk below its reserve shows masks and nothing in clear`() async throws {
        try await RunningDaemon.serving { daemon in
            try Self.prepare(daemon.socket)
            let intake = try Self.acting("intan", daemon.socket)
            let before = try intake.call("client.reveal", Self.reveal)
            #expect(before["result"]?["item"]?["values"]?["name"] == "Melati Rekaan")
            daemon.demandRoom()
            let office = try Conversation(daemon.socket)
            #expect(try office.call("config.reload")["result"] != nil)
            // The room is looked at anew a tenth of a second after the last look.
            try await Task.sleep(for: .milliseconds(200))
            let reply = try intake.call("client.reveal", Self.reveal)
            #expect(reply["error"]?["data"]?["kind"] == "storeFull", "\(reply)")
            #expect(!"\(reply)".contains("Rekaan"))
            let shown = try intake.call("client.show", ["client": "KLN-2016-0001"])
            #expect(shown["result"]?["item"]?["initials"] == "M.R.", "\(shown)")
        }
    }
}
