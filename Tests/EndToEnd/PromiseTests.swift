// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import ControlProtocol
import Testing

/// What the wire promises across kills and slow readers: one set of events for one command id, and
/// no gap for whoever resumes.
@Suite(.timeLimit(.minutes(5))) struct PromiseTests {
    @Test func `a command killed before its answer is done once when it is sent again`()
        async throws
    {
        let daemon = try await RunningDaemon.made()
        for round in 0..<6 {
            let commandID = "0190f6a0-7a10-7c3e-9c5b-00000000001\(round)"
            let line = WireLine.request(
                id: .integer(7),
                method: "operator.register",
                [
                    "operator": .string("sari-\(round)"), "label": "x", "roles": ["worker"],
                    "commandId": .string(commandID),
                ]
            )
            try await daemon.running(end: .killed) { daemon in
                try Conversation(daemon.socket).send(line + [10])
                try await Task.sleep(for: .microseconds(round * 400))
            }
            try await daemon.running { daemon in
                let conversation = try Conversation(daemon.socket)
                try conversation.send(line + [10])
                let result = try conversation.value()["result"]
                let recorded = result?["events"]?.items?.compactMap { $0["position"]?.integer }
                #expect(recorded?.isEmpty == false)
                let shown = try conversation.call("events.show", ["commandId": .string(commandID)])
                let rows = shown["result"]?["rows"]?.items?.compactMap { $0["position"]?.integer }
                #expect(rows == recorded)
            }
        }
    }

    @Test func `a follower that stops reading is told where to resume, and loses nothing`()
        async throws
    {
        try await RunningDaemon.serving { daemon in
            let head = try Self.fill(daemon.socket, boxes: 2_000)
            let slow = try Conversation(daemon.socket)
            // Eight followers of one connection ask for more than a socket and 4 MiB hold.
            for number in 1...8 {
                try slow.send(
                    WireLine.request(
                        id: .integer(Int64(number)),
                        method: "events.subscribe",
                        ["after": 0]
                    )
                        + [10]
                )
            }
            try await Task.sleep(for: .seconds(6))
            var last: [String: Int64] = [:]
            var resumeAfter: [String: Int64] = [:]
            var caughtUp = 0
            while resumeAfter.count + caughtUp < 8 {
                let message = try slow.value()
                guard let name = message["params"]?["subscription"]?.string else { continue }
                switch message["method"]?.string {
                case "events.event":
                    let position = message["params"]?["event"]?["position"]?.integer
                    #expect(position == last[name, default: 0] + 1, "a gap or a double")
                    last[name] = position
                case "events.lagged":
                    let after = message["params"]?["resumeAfter"]?.integer
                    #expect(after == last[name, default: 0])
                    resumeAfter[name] = after
                case "events.caughtUp": caughtUp += 1
                default: Issue.record("unexpected \(message)")
                }
            }
            let after = try #require(resumeAfter.values.min(), "nobody lagged")
            let resumed = try Conversation(daemon.socket)
            _ = try resumed.call("events.subscribe", ["after": .integer(after)])
            for position in (after + 1)...head {
                #expect(try resumed.value()["params"]?["event"]?["position"]?.integer == position)
            }
            #expect(try resumed.value()["method"] == "events.caughtUp")
        }
    }

    /// Registers many boxes; answers the head.
    private static func fill(_ socket: String, boxes: Int) throws -> Int64 {
        let conversation = try Conversation(socket)
        _ = try conversation.call(
            "operator.register",
            ["operator": "sari", "label": "x", "roles": ["coordinator"]]
        )
        _ = try conversation.call("session.actAs", ["operator": "sari"])
        for number in 1...boxes {
            try conversation.send(
                WireLine.request(
                    id: .integer(Int64(number)),
                    method: "box.register",
                    ["box": .string("B-\(number)")]
                ) + [10]
            )
        }
        for _ in 1...boxes { _ = try conversation.line() }
        return try #require(conversation.call("log.head")["result"]?["position"]?.integer)
    }
}
