// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import ControlProtocol
import ControlServer
import NIOCore
import Testing

/// Framing and order over a real socket: what is sent in whatever pieces comes back in order.
@Suite(.timeLimit(.minutes(10))) struct ServerTests {
    private func result(_ id: Int, _ value: String) -> String {
        #"{"id":\#(id),"jsonrpc":"2.0","result":\#(value)}"#
    }

    @Test func `requests are answered in order`() async throws {
        let server = try await TestServer()
        let client = try await server.client()
        try await client.send(
            request(1, "hello") + request(2, "echo.command") + request(3, "echo.query")
        )
        #expect(
            await client.lines(3)
                == [result(1, #""hello""#), result(2, "1"), result(3, "2")]
        )
        await server.stop()
    }

    @Test func `one byte at a time is the same as all at once`() async throws {
        let server = try await TestServer { $0.lineTimeout = .seconds(300) }
        let client = try await server.client()
        for byte in "\n\r\n" + request(1, "hello") + request(2, "echo.query") {
            try await client.send(String(byte))
        }
        #expect(await client.lines(2) == [result(1, #""hello""#), result(2, "1")])
        await server.stop()
    }

    @Test func `CR LF and blank lines are taken`() async throws {
        let server = try await TestServer()
        let client = try await server.client()
        try await client.send(
            "\r\n\n  \n" + request(1, "hello").replacing("\n", with: "\r\n") + "\n"
        )
        try await client.send(request(2, "hello"))
        #expect(await client.lines(2) == [result(1, #""hello""#), result(2, #""hello""#)])
        await server.stop()
    }

    @Test(arguments: ["echo.command", "echo.query", "hello"])
    func `ten thousand pipelined requests are answered in order`(method: String) async throws {
        let server = try await TestServer()
        let client = try await server.client()
        client.sendWithoutWaiting((1...10_000).map { request($0, method) }.joined())
        try await client.halfClose()
        let lines = await client.lines(10_000)
        let expected = (1...10_000).map { result($0, method == "hello" ? #""hello""# : "\($0)") }
        #expect(lines == expected)
        #expect(await client.line() == nil)
        await server.stop()
    }

    @Test func `a client that sends all before it reads gets all`() async throws {
        let server = try await TestServer()
        let client = try await server.client(reads: false)
        try await client.send((1...10_000).map { request($0, "echo.command") }.joined())
        try await client.startReading()
        #expect(await client.lines(10_000).last == result(10_000, "10000"))
        await server.stop()
    }

    @Test func `replies that fill the buffer are sent once each`() async throws {
        // So small that one read's worth of replies is more than the channel takes at once.
        let server = try await TestServer { $0.outputBytesMax = $0.lineBytesMax + 65_536 }
        let client = try await server.client()
        client.sendWithoutWaiting((1...10_000).map { request($0, "no.such") }.joined())
        let lines = await client.lines(10_000)
        #expect(lines.enumerated().allSatisfy { $1.contains(#","id":\#($0 + 1),"jsonrpc"#) })
        await server.stop()
    }

    @Test func `half-closed input still gets every reply`() async throws {
        let server = try await TestServer()
        let client = try await server.client()
        try await client.send(request(1, "held.command") + request(2, "held.query") + "{\"cut\":")
        try await client.halfClose()
        try await eventually { !server.application.held.isEmpty }
        server.application.letGo()
        try await eventually { !server.application.held.isEmpty }
        server.application.letGo()
        #expect(
            await client.lines(2) == [result(1, #""held.command""#), result(2, #""held.query""#)]
        )
        #expect(await client.line() == nil)
        try await eventually { server.application.endedCount == 1 }
        await server.stop()
    }

    @Test func `commands start together, a query waits for them, commands wait for it`()
        async throws
    {
        let server = try await TestServer()
        let client = try await server.client()
        try await client.send(
            request(1, "held.command") + request(2, "held.command") + request(3, "held.query")
                + request(4, "held.command") + request(5, "held.query")
        )
        try await eventually { server.application.held.count == 2 }
        #expect(server.application.held.map(\.id) == [.integer(1), .integer(2)])
        server.application.letGo()
        try await eventually { server.application.held.count == 1 }
        #expect(server.application.held.map(\.id) == [.integer(3)])
        server.application.letGo()
        try await eventually { server.application.held.count == 1 }
        #expect(server.application.held.map(\.id) == [.integer(4)])
        server.application.letGo()
        try await eventually { server.application.held.count == 1 }
        server.application.letGo()
        #expect(await client.lines(5).count == 5)
        #expect(
            server.application.startedMethods
                == ["held.command", "held.command", "held.query", "held.command", "held.query"]
        )
        await server.stop()
    }

    @Test func `beyond 32 in flight the server stops reading`() async throws {
        let server = try await TestServer()
        let client = try await server.client()
        client.sendWithoutWaiting((1...40).map { request($0, "held.command") }.joined())
        try await eventually { server.application.held.count == 32 }
        let probe = try await server.client()
        try await probe.send(request(1, "hello"))
        #expect(await probe.line() == result(1, #""hello""#))
        #expect(server.application.held.count == 32)
        server.application.letGo()
        try await eventually { server.application.held.count == 8 }
        server.application.letGo()
        #expect(await client.lines(40).count == 40)
        await server.stop()
    }

    @Test func `an id in use is refused, a cancel reaches what waits and what runs`() async throws {
        let server = try await TestServer()
        let client = try await server.client()
        try await client.send(request(1, "held.query") + request(2, "held.query"))
        try await client.send(request(1, "hello"))
        let cancel = #"{"jsonrpc":"2.0","method":"$/cancel","params":{"id":"#
        try await client.send("\(cancel)2}}\n\(cancel)1}}\n")
        try await eventually { server.application.cancelled == [.integer(1)] }
        server.application.letGo()
        let lines = await client.lines(3)
        #expect(lines[0] == result(1, #""held.query""#))
        #expect(lines[1].contains(#""kind":"cancelled""#))
        #expect(lines[2].contains(#""problem":"idInUse""#))
        await server.stop()
    }

    @Test func `a notification never overtakes the reply that was given before it`() async throws {
        let server = try await TestServer()
        let client = try await server.client()
        for round in 1...200 {
            try await client.send(request(round, "follow"))
            let notification = #"{"jsonrpc":"2.0","method":"n","params":{"first":true}}"#
            #expect(await client.lines(2) == [result(round, #""follows""#), notification])
        }
        await server.stop()
    }

    @Test func `notifications come between replies and are counted until taken`() async throws {
        let server = try await TestServer()
        let client = try await server.client()
        try await client.send(request(1, "subscribe"))
        #expect(await client.line() == result(1, #""subscribed""#))
        let session = try #require(server.application.sessions.first)
        for number in 1...100 {
            session.notify(
                WireLine.notification(method: "n", ["number": .integer(Int64(number))])
            )
        }
        let lines = await client.lines(100)
        #expect(lines.last == #"{"jsonrpc":"2.0","method":"n","params":{"number":100}}"#)
        try await eventually { session.backlogBytes() == 0 }
        try await client.halfClose()
        session.notify(WireLine.notification(method: "n", [:]))
        #expect(await client.line() == #"{"jsonrpc":"2.0","method":"n","params":{}}"#)
        session.close()
        #expect(await client.line() == nil)
        await server.stop()
    }
}
