// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import ControlProtocol
import ControlServer
import NIOCore
import Synchronization
import Testing

/// Each limit is met by a client that breaks it and by one beside it that is not disturbed.
@Suite(.timeLimit(.minutes(10))) struct LimitTests {
    private let tooLong =
        #"{"error":{"code":1001,"data":{"kind":"lineTooLong","limit":1048576,"retry":"never"},"message":"Baris melebihi 1.048.576 byte."},"id":null,"jsonrpc":"2.0"}"#

    @Test func `a line that is too long is skipped, the third closes`() async throws {
        let server = try await TestServer()
        let client = try await server.client()
        let long = String(repeating: "x", count: 1_048_577)
        try await client.send(long + "\n" + request(1, "hello"))
        #expect(await client.line() == tooLong)
        #expect(await client.line() == #"{"id":1,"jsonrpc":"2.0","result":"hello"}"#)
        let fits = String(repeating: " ", count: 1_048_576 - request(2, "hello").utf8.count + 1)
        try await client.send(fits + request(2, "hello"))
        #expect(await client.line() == #"{"id":2,"jsonrpc":"2.0","result":"hello"}"#)
        try await client.send(long + "\n")
        #expect(await client.line() == tooLong)
        client.sendWithoutWaiting(long + long + long + "\n" + request(3, "hello"))
        #expect(await client.line() == tooLong)
        #expect(await client.line() == nil)
        await server.stop()
    }

    @Test func `the twentieth malformed line is answered and closes`() async throws {
        let server = try await TestServer()
        let client = try await server.client()
        try await client.send(
            String(repeating: "[]\n{\n", count: 9) + request(1, "hello") + "42\n"
        )
        #expect(await client.lines(20).count == 20)
        try await client.send("{}\n" + request(2, "hello"))
        #expect(await client.line()?.contains("idMissing") == true)
        #expect(await client.line() == nil)
        await server.stop()
    }

    @Test func `a started line must end`() async throws {
        let server = try await TestServer { $0.lineTimeout = .milliseconds(200) }
        let slow = try await server.client()
        let other = try await server.client()
        try await slow.send("{\"jsonrpc\"")
        #expect(await slow.line() == nil)
        try await other.send(request(1, "hello"))
        #expect(await other.line() != nil)
        await server.stop()
    }

    @Test func `an idle connection closes, a subscriber stays`() async throws {
        let server = try await TestServer { $0.idleTimeout = .seconds(2) }
        let subscriber = try await server.client()
        try await subscriber.send(request(1, "subscribe"))
        _ = await subscriber.line()
        let idle = try await server.client()
        #expect(await idle.line() == nil)
        try await subscriber.send(request(2, "hello"))
        #expect(await subscriber.line() != nil)
        await server.stop()
    }

    @Test func `a client that takes nothing is cut off`() async throws {
        let server = try await TestServer { $0.writeTimeout = .milliseconds(300) }
        let client = try await server.client(reads: false)
        client.sendWithoutWaiting((1...200_000).map { request($0, "hello") }.joined())
        try await eventually { server.application.endedCount == 1 }
        await server.stop()
    }

    @Test func `notifications that nobody takes are bounded`() async throws {
        let server = try await TestServer()
        let client = try await server.client(reads: false)
        try await client.send(request(1, "subscribe"))
        try await eventually { server.application.sessions.count == 1 }
        let session = try #require(server.application.sessions.first)
        let params = CanonicalJSON.bytes(["x": .string(String(repeating: "y", count: 65_536))])
        for _ in 0..<200 {
            session.notify(WireLine.notification(method: "n", canonical: params))
        }
        try await eventually { server.application.endedCount == 1 }
        await server.stop()
    }

    @Test func `too many connections are told and closed`() async throws {
        let server = try await TestServer { $0.connectionsPerUserMax = 2 }
        let first = try await server.client()
        let second = try await server.client()
        for client in [first, second] {
            try await client.send(request(1, "hello"))
            #expect(await client.line() != nil)
        }
        let third = try await server.client()
        #expect(await third.line()?.contains(#""what":"connections""#) == true)
        #expect(await third.line() == nil)
        try await first.close()
        try await eventually { server.server.connectionCount == 1 }
        let fourth = try await server.client()
        try await fourth.send(request(1, "hello"))
        #expect(await fourth.line() != nil)
        await server.stop()
    }

    @Test func `the last place is kept for administrators`() async throws {
        let server = try await TestServer { $0.connectionsMax = 2 }
        let first = try await server.client()
        try await first.send(request(1, "hello"))
        #expect(await first.line() != nil)
        let second = try await server.client()
        #expect(await second.line()?.contains(#""what":"connections""#) == true)
        server.application.admitsToReserved.store(true, ordering: .relaxed)
        let administrator = try await server.client()
        try await administrator.send(request(1, "hello"))
        #expect(await administrator.line() == #"{"id":1,"jsonrpc":"2.0","result":"hello"}"#)
        let beyond = try await server.client()
        #expect(await beyond.line()?.contains(#""what":"connections""#) == true)
        await server.stop()
    }

    @Test func `changed limits hold for connections to come`() async throws {
        let server = try await TestServer()
        let before = try await server.client()
        try await before.send(request(1, "hello"))
        #expect(await before.line() != nil)
        var limits = ServerLimits()
        limits.malformedLinesMax = 1
        server.server.change(limits: limits)
        let after = try await server.client()
        try await before.send("[]\n" + request(2, "hello"))
        #expect(await before.lines(2).count == 2)
        try await after.send("[]\n" + request(2, "hello"))
        #expect(await after.lines(2).count == 1)
        await server.stop()
    }

    @Test func `draining finishes what was read and answers the rest`() async throws {
        let server = try await TestServer()
        let client = try await server.client()
        let idle = try await server.client()
        try await idle.send(request(1, "hello"))
        #expect(await idle.line() != nil)
        try await client.send(request(1, "held.command") + request(2, "held.query"))
        try await eventually { server.application.held.count == 1 }
        await server.server.beginDrain()
        try await client.send(request(3, "hello"))
        let drained = Task { await server.stop() }
        server.application.letGo()
        try await eventually { server.application.held.count == 1 }
        server.application.letGo()
        let lines = await client.lines(3)
        #expect(lines.first == #"{"id":1,"jsonrpc":"2.0","result":"held.command"}"#)
        #expect(lines.dropFirst().first == #"{"id":2,"jsonrpc":"2.0","result":"held.query"}"#)
        #expect(lines.last?.contains(#""kind":"draining""#) == true)
        #expect(await client.line() == nil)
        #expect(await idle.line() == nil)
        await drained.value
        await #expect(throws: (any Error).self) { _ = try await server.client() }
    }

    @Test func `who connected and has not asked yet is answered once, then the connection ends`()
        async throws
    {
        let server = try await TestServer { $0.firstLinePatience = .seconds(30) }
        let late = try await server.client()
        try await eventually { server.server.connectionCount == 1 }
        let drained = Task { await server.stop() }
        // A turn of the loops after the goodbye, all connections were told of their end.
        try await eventually { server.application.drainedCount == 1 }
        #expect(server.application.drainingCount > 0)
        try await Task.sleep(for: .milliseconds(20))
        try await late.send(request(1, "hello"))
        #expect(await late.line()?.contains(#""kind":"draining""#) == true)
        #expect(await late.line() == nil)
        await drained.value
    }

    @Test func `who connected and never asks holds up the end only for its patience`() async throws
    {
        let server = try await TestServer { $0.firstLinePatience = .milliseconds(50) }
        let silent = try await server.client()
        try await eventually { server.server.connectionCount == 1 }
        await server.stop()
        #expect(await silent.line() == nil)
    }

    @Test func `a subscriber is told goodbye after the last reply`() async throws {
        let server = try await TestServer()
        let client = try await server.client()
        try await client.send(request(1, "subscribe") + request(2, "held.command"))
        try await eventually { server.application.held.count == 1 }
        let stopped = Task { await server.stop() }
        server.application.letGo()
        let lines = await client.lines(3)
        #expect(lines.dropFirst().first == #"{"id":2,"jsonrpc":"2.0","result":"held.command"}"#)
        #expect(lines.last == #"{"jsonrpc":"2.0","method":"goodbye","params":{}}"#)
        #expect(await client.line() == nil)
        await stopped.value
    }

    @Test func `a client that vanishes disturbs nobody`() async throws {
        let server = try await TestServer()
        let other = try await server.client()
        for _ in 0..<20 {
            let client = try await server.client()
            client.sendWithoutWaiting((1...1_000).map { request($0, "echo.command") }.joined())
            try await client.send(request(1_001, "held.command"))
            try await client.close()
        }
        try await eventually { server.application.endedCount == 20 }
        server.application.letGo()
        try await other.send(request(1, "hello"))
        #expect(await other.line() == #"{"id":1,"jsonrpc":"2.0","result":"hello"}"#)
        await server.stop()
        server.application.letGo()
    }

    @Test func `replies of a batch are delivered together`() async throws {
        let server = try await TestServer()
        let client = try await server.client()
        try await client.send((1...20).map { request($0, "held.command") }.joined())
        try await eventually { server.application.held.count == 20 }
        server.server.deliverTogether { server.application.letGo() }
        #expect(await client.lines(20).count == 20)
        await server.stop()
    }
}
