// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import ControlServer
import Glibc
import NIOCore
import NIOPosix

/// A client that sends bytes as told and reads lines one after the other.
final class TestClient {
    private let channel: any Channel
    private var lines: AsyncStream<String>.Iterator

    init(_ path: String, reads: Bool = true) async throws {
        let (stream, continuation) = AsyncStream<String>.makeStream()
        channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .channelOption(.autoRead, value: reads)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(LineReader(continuation))
                }
            }
            .connect(unixDomainSocketPath: path)
            .get()
        lines = stream.makeAsyncIterator()
    }

    func send(_ text: String) async throws {
        try await channel.writeAndFlush(ByteBuffer(string: text))
    }

    /// Puts bytes on their way without waiting until the server has taken them.
    func sendWithoutWaiting(_ text: String) {
        channel.writeAndFlush(ByteBuffer(string: text), promise: nil)
    }

    func halfClose() async throws { try await channel.close(mode: .output) }

    func close() async throws { try await channel.close() }

    /// From now on takes what the server sends.
    func startReading() async throws { try await channel.setOption(.autoRead, value: true).get() }

    /// The next line; nil when the server has closed.
    func line() async -> String? { await lines.next(isolation: #isolation) }

    func lines(_ count: Int) async -> [String] {
        var taken: [String] = []
        while taken.count < count, let line = await line() { taken.append(line) }
        return taken
    }

    private final class LineReader: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer

        private let continuation: AsyncStream<String>.Continuation
        private var pending = ByteBuffer()

        init(_ continuation: AsyncStream<String>.Continuation) {
            self.continuation = continuation
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            var bytes = unwrapInboundIn(data)
            pending.writeBuffer(&bytes)
            while let end = pending.readableBytesView.firstIndex(of: UInt8(ascii: "\n")) {
                let length = end - pending.readerIndex
                continuation.yield(pending.readString(length: length) ?? "")
                pending.moveReaderIndex(forwardBy: 1)
            }
        }

        func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
            if case ChannelEvent.inputClosed? = event as? ChannelEvent { continuation.finish() }
        }

        func channelInactive(context: ChannelHandlerContext) { continuation.finish() }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            context.close(promise: nil)
        }
    }
}

/// A server with the echo application on a socket of its own.
struct TestServer {
    let application = EchoApplication()
    let path: String
    let server: ControlServer<EchoApplication>

    init(_ change: (inout ServerLimits) -> Void = { _ in }) async throws {
        var limits = ServerLimits()
        change(&limits)
        path = Self.freshPath()
        server = try await ControlServer(
            application: application,
            at: .path(path, groupID: nil),
            limits: limits
        )
    }

    static func freshPath() -> String {
        "/tmp/peksos-\(getpid())-\(UInt64.random(in: 0 ... .max)).sock"
    }

    func client(reads: Bool = true) async throws -> TestClient {
        try await TestClient(path, reads: reads)
    }

    func stop() async { await server.drain(within: .seconds(60)) }
}

/// One request line.
func request(_ id: Int, _ method: String) -> String {
    #"{"jsonrpc":"2.0","id":\#(id),"method":"\#(method)"}"# + "\n"
}

/// Waits until something is true; the suite's time limit ends a wait in vain.
func eventually(_ condition: () -> Bool) async throws {
    while !condition() { try await Task.sleep(for: .milliseconds(1)) }
}
