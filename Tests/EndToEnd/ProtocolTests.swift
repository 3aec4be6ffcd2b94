// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import ControlProtocol
import Testing

/// The wire as the protocol page fixes it: golden lines against the shipped daemon over a real
/// socket, in every way bytes can arrive.
@Suite(.timeLimit(.minutes(5))) struct ProtocolTests {
    @Test func `golden lines come back byte for byte however they are sent`() async throws {
        try await RunningDaemon.serving { daemon in
            #expect(GoldenLines.all.count >= 10)
            for golden in GoldenLines.all where golden.story == nil {
                for way in Way.allCases { try converse(golden, way, daemon.socket) }
            }
        }
    }

    @Test(arguments: Way.allCases)
    func `golden lines of the coin drive come back byte for byte`(way: Way) async throws {
        try await RunningDaemon.serving { daemon in
            let teller = try Conversation(daemon.socket)
            for golden in GoldenLines.all {
                guard let story = golden.story else { continue }
                try teller.tell(GoldenLines(story))
                try converse(golden, way, daemon.socket)
            }
        }
    }

    @Test func `the thirty-third request in flight is not read until one is answered`()
        async throws
    {
        try await RunningDaemon.serving { daemon in
            let conversation = try Conversation(daemon.socket)
            try conversation.send(
                #"{"id":1,"jsonrpc":"2.0","method":"events.read","params":{"after":3,"waitMs":60000}}"#
                    + "\n"
            )
            for number in 2...32 {
                try conversation.send(
                    WireLine.request(id: .integer(Int64(number)), method: "whoami")
                )
                try conversation.send("\n")
            }
            // What is not read cannot cancel: this line is number 33, and the wait goes on.
            try conversation.send(WireLine.cancel(.integer(1)) + [10])
            #expect(throws: Conversation.Silence.self) {
                _ = try conversation.line(milliseconds: 700)
            }
            // Something to read ends the wait; then everything comes, in order.
            let other = try Conversation(daemon.socket)
            _ = try other.call(
                "operator.register",
                ["operator": "sari", "label": "x", "roles": ["worker"]]
            )
            for number in 1...32 {
                #expect(try conversation.line().contains(#""id":\#(number),"jsonrpc""#))
            }
        }
    }

    @Test func `the twentieth malformed line is answered, then the connection closes`()
        async throws
    {
        try await RunningDaemon.serving { daemon in
            let conversation = try Conversation(daemon.socket)
            try conversation.send(String(repeating: "{\n", count: 21))
            let answers = try conversation.lines(20)
            #expect(answers.allSatisfy { $0.contains(#""parseError""#) })
            #expect(conversation.isAtEnd())
        }
    }

    @Test func `ten thousand pipelined requests are answered in order`() async throws {
        try await RunningDaemon.serving { daemon in
            let conversation = try Conversation(daemon.socket)
            let lines = (1...10_000).map { WireLine.request(id: .integer($0), method: "log.head") }
            try conversation.send(Array(lines.joined(separator: [UInt8(ascii: "\n")])) + [10])
            for (place, reply) in try conversation.lines(10_000).enumerated() {
                #expect(reply.hasPrefix(#"{"id":\#(place + 1),"jsonrpc":"2.0","result":"#))
            }
        }
    }

    @Test func `a waiting read ends when it is cancelled, and the next request goes on`()
        async throws
    {
        try await RunningDaemon.serving { daemon in
            let conversation = try Conversation(daemon.socket)
            try conversation.send(
                #"{"id":1,"jsonrpc":"2.0","method":"events.read","params":{"after":3,"waitMs":60000}}"#
                    + "\n" + #"{"id":2,"jsonrpc":"2.0","method":"log.head"}"# + "\n"
            )
            _ = try? conversation.line(milliseconds: 500)
            try conversation.send(
                #"{"jsonrpc":"2.0","method":"$/cancel","params":{"id":1}}"# + "\n"
            )
            #expect(try conversation.line(milliseconds: 10_000).contains(#""cancelled""#))
            #expect(try conversation.line().hasPrefix(#"{"id":2,"#))
        }
    }

    @Test func `a cancellation sent in the same write as the wait it means is not lost`()
        async throws
    {
        try await RunningDaemon.serving { daemon in
            let conversation = try Conversation(daemon.socket)
            let wait = #""method":"events.read","params":{"after":3,"waitMs":60000}}"#
            let follow = #""method":"events.subscribe"}"#
            for number in 1...50 {
                let isWait = number % 2 == 1
                try conversation.send(
                    #"{"id":\#(number),"jsonrpc":"2.0",\#(isWait ? wait : follow)"# + "\n"
                        + #"{"jsonrpc":"2.0","method":"$/cancel","params":{"id":\#(number)}}"#
                        + "\n"
                )
                let reply = try conversation.line(milliseconds: 10_000)
                if isWait {
                    #expect(reply.contains(#""cancelled""#), "wait \(number): \(reply)")
                } else if reply.contains(#""subscription""#) {
                    let names = ["events.caughtUp", "events.ended"]
                    var last = ""
                    while !last.contains(#""events.ended""#) {
                        last = try conversation.line(milliseconds: 10_000)
                        #expect(names.contains { last.contains($0) }, "\(last)")
                    }
                } else {
                    // Held back behind the request before it, it was never started.
                    #expect(reply.contains(#""cancelled""#), "follow \(number): \(reply)")
                }
            }
        }
    }

    @Test func `a subscriber gets history, learns that it has caught up, and resumes`() async throws
    {
        try await RunningDaemon.serving { daemon in
            let first = try Conversation(daemon.socket)
            try first.send(
                #"{"id":1,"jsonrpc":"2.0","method":"events.subscribe","params":{"after":0}}"# + "\n"
            )
            // Half-closed as by socat: the subscription goes on.
            first.halfClose()
            _ = try first.line()
            var positions: [String] = []
            while true {
                let line = try first.line()
                if line.contains(#""method":"events.caughtUp""#) { break }
                #expect(line.contains(#""method":"events.event""#))
                positions.append(line)
            }
            #expect(positions.count == 3)
            let second = try Conversation(daemon.socket)
            try second.send(
                #"{"id":1,"jsonrpc":"2.0","method":"events.subscribe","params":{"after":2}}"# + "\n"
            )
            _ = try second.line()
            #expect(try second.line().contains(#""position":3,"#))
            #expect(try second.line().contains(#""method":"events.caughtUp""#))
        }
    }

    @Test func `a subscriber learns that the daemon stops, and from where to go on`() async throws {
        try await RunningDaemon.serving { daemon in
            let conversation = try Conversation(daemon.socket)
            try conversation.send(
                #"{"id":1,"jsonrpc":"2.0","method":"events.subscribe"}"# + "\n"
            )
            #expect(try conversation.line().contains(#""subscription""#))
            #expect(try conversation.line().contains(#""method":"events.caughtUp""#))
            try daemon.stop()
            #expect(
                try conversation.line()
                    == #"{"jsonrpc":"2.0","method":"system.draining","params":{"position":3}}"#
            )
            let ended = try conversation.line()
            #expect(ended.contains(#""method":"events.ended""#))
            #expect(ended.contains(#""reason":"drain","resumeAfter":3"#))
            #expect(conversation.isAtEnd())
        }
    }

    // MARK: Ways to send

    private func expect(_ reply: String, _ wanted: String, _ golden: GoldenLines) {
        #expect(Placeholders.matches(reply, wanted), "\(golden): \(reply) is not \(wanted)")
    }

    /// How the bytes of a conversation reach the daemon.
    enum Way: CaseIterable {
        case oneByOne
        case allAtOnce
        case halfClosed
        case byteByByte
    }

    private func converse(_ golden: GoldenLines, _ way: Way, _ socket: String) throws {
        let conversation = try Conversation(socket)
        switch way {
        case .oneByOne:
            for step in golden.steps {
                switch step {
                case .sent(let text): try conversation.send(text + "\n")
                case .reply(let wanted): expect(try conversation.line(), wanted, golden)
                }
            }
            return
        case .allAtOnce, .halfClosed:
            try conversation.send(golden.sent.map { $0 + "\n" }.joined())
        case .byteByByte:
            for text in golden.sent {
                // A megabyte in single bytes would only show the patience of the line's time-out.
                if text.utf8.count > 4_096 {
                    try conversation.send(text + "\n")
                } else {
                    for byte in (text + "\n").utf8 { try conversation.send([byte]) }
                }
            }
        }
        if way == .halfClosed { conversation.halfClose() }
        for wanted in golden.replies { expect(try conversation.line(), wanted, golden) }
        if way == .halfClosed {
            #expect(conversation.isAtEnd(), "\(golden): more than its replies")
        }
    }
}
