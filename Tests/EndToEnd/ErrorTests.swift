// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import ControlProtocol
import Testing

/// Errors as they leave the shipped daemon: each kind a client can provoke is provoked, and the
/// command line of every remedy is one that the shipped client understands.
@Suite(.timeLimit(.minutes(5))) struct ErrorTests {
    @Test func `every kind that a client can provoke comes back with its code and advice`()
        async throws
    {
        try await RunningDaemon.serving { daemon in
            let conversation = try Conversation(daemon.socket)
            var seen: [ErrorKind: JSONValue] = [:]
            func note(_ reply: JSONValue) throws {
                let error = try #require(reply["error"])
                let kind = try #require(
                    error["data"]?["kind"]?.string.flatMap(ErrorKind.init(rawValue:))
                )
                #expect(error["code"]?.integer == kind.code)
                #expect(error["data"]?["retry"]?.string == kind.retry.rawValue)
                if kind.retry == .later { #expect(error["data"]?["retryAfterMs"] != nil) }
                #expect(error["message"]?.string?.isEmpty == false)
                seen[kind] = error
            }
            for line in Self.broken {
                try conversation.send(line + "\n")
                try note(conversation.value())
            }
            _ = try conversation.call(
                "operator.register",
                ["operator": "sari", "label": "koordinator", "roles": ["coordinator"]]
            )
            for (method, params) in Self.asked { try note(conversation.call(method, params)) }
            _ = try conversation.call("session.actAs", ["operator": "sari"])
            for (method, params) in Self.askedBySari {
                let reply = try conversation.call(method, params)
                if reply["error"] != nil { try note(reply) }
            }
            for _ in 1...8 { _ = try Self.subscribe(conversation) }
            try note(Self.subscribe(conversation))
            try Self.cancelOne(daemon.socket, note)
            #expect(Set(seen.keys) == Self.kinds)
            for error in seen.values {
                guard let line = error["data"]?["remedy"]?["cli"]?.string else { continue }
                try await Self.understands(line, daemon)
            }
        }
    }

    @Test func `a user the office does not know may only ask who they are`() async throws {
        let stranger = try await RunningDaemon.made(administrator: Identity.userID + 1)
        try await stranger.running { daemon in
            let conversation = try Conversation(daemon.socket)
            #expect(try conversation.call("whoami")["result"]?["operator"] == .null)
            #expect(try conversation.call("system.hello")["result"] != nil)
            let refused = try conversation.call("drive.list")["error"]
            #expect(refused?["code"] == 1101)
            #expect(refused?["data"]?["uid"]?.integer == Int64(Identity.userID))
        }
    }

    // MARK: What provokes them

    /// The others need a broken disk or an exact moment; the fault tests bring those about.
    private static let kinds = Set(ErrorKind.allCases).subtracting([
        .internal, .draining, .deadlineExceeded, .notAuthorised, .storeFull, .storeIO,
        .storeCorrupt, .outcomeUnknown,
    ])

    private static let broken = [
        "{", "[]", String(repeating: "x", count: 1_048_577),
    ]

    private static let asked: [(String, JSONValue)] = [
        ("drive.lisst", [:]),
        ("operator.list", ["lmit": 3]),
        ("box.register", ["box": "A-1"]),
        ("job.show", ["job": "none"]),
        (
            "operator.grant",
            ["operator": "sari", "role": "worker", "expectedVersion": 9]
        ),
        ("operator.list", ["atLeast": 1_000_000, "deadlineMs": 100]),
    ]

    private static let askedBySari: [(String, JSONValue)] = [
        ("box.register", ["box": "A-1", "commandId": "0190f6a0-7a10-7c3e-9c5b-00000000000a"]),
        ("box.register", ["box": "A-2", "commandId": "0190f6a0-7a10-7c3e-9c5b-00000000000a"]),
        ("box.register", ["box": "A-1"]),
    ]

    private static func subscribe(_ conversation: Conversation) throws -> JSONValue {
        try conversation.send(
            WireLine.request(id: .integer(1), method: "events.subscribe", [:]) + [10]
        )
        while true {
            let value = try conversation.value()
            if value["id"] != nil { return value }
        }
    }

    /// A request behind a waiting read is taken back before it began.
    private static func cancelOne(_ socket: String, _ note: (JSONValue) throws -> Void) throws {
        let conversation = try Conversation(socket)
        try conversation.send(
            WireLine.request(
                id: .integer(1),
                method: "events.read",
                ["waitMs": 60_000, "types": ["fund.*"]]
            ) + [10]
        )
        try conversation.send(WireLine.request(id: .integer(2), method: "whoami") + [10])
        // The read is waiting by now.
        _ = try? conversation.line(milliseconds: 500)
        try conversation.send(WireLine.cancel(.integer(2)) + [10])
        try conversation.send(WireLine.cancel(.integer(1)) + [10])
        _ = try conversation.value()
        try note(conversation.value())
    }

    /// Words and flags are known; what the person must add may be missing.
    private static func understands(_ line: String, _ daemon: RunningDaemon) async throws {
        let words = line.split(separator: " ").map(String.init)
        guard words.first == "peksosctl" else {
            #expect(words.first == "journalctl", "\(line)")
            return
        }
        let ran = try await daemon.client(Array(words.dropFirst()) + ["--help"])
        #expect(ran.isSuccess, "\(line): \(ran.err)")
    }
}
