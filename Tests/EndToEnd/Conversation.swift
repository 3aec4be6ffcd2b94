// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import ControlClient
import ControlProtocol
import Glibc

/// A plain connection that sends exactly the bytes it is given.
final class Conversation {
    struct Closed: Error {}
    struct Silence: Error {}

    private let descriptor: Int32
    private var pending: [UInt8] = []

    init(_ socket: String) throws {
        descriptor = try System.connect(socket)
    }

    deinit { System.close(descriptor) }

    func send(_ bytes: [UInt8]) throws { try System.write(bytes, to: descriptor) }

    func send(_ text: String) throws { try send(Array(text.utf8)) }

    /// No more requests.
    func halfClose() { _ = shutdown(descriptor, Int32(SHUT_WR)) }

    /// The next line, without its LF.
    func line(milliseconds: Int64 = 20_000) throws -> String {
        while true {
            if let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
                let line = String(decoding: pending[..<end], as: UTF8.self)
                pending.removeSubrange(...end)
                return line
            }
            try fill(milliseconds)
        }
    }

    func lines(_ count: Int) throws -> [String] {
        try (0..<count).map { _ in try line() }
    }

    /// True when the daemon sends nothing more and closes.
    func isAtEnd() -> Bool {
        do {
            _ = try line()
            return false
        } catch is Closed {
            return pending.isEmpty
        } catch {
            return false
        }
    }

    private func fill(_ milliseconds: Int64) throws {
        guard System.awaitInput(descriptor, milliseconds: milliseconds) else { throw Silence() }
        guard let piece = try System.read(descriptor, atMost: 65_536) else { return }
        guard !piece.isEmpty else { throw Closed() }
        pending += piece
    }

    /// The next reply or notification as a value.
    func value() throws -> JSONValue {
        let document = try JSONDocument(scanning: Array(line().utf8), limits: .unlimited)
        return document.root.value
    }

    /// Sends one request and answers its reply.
    func call(_ method: String, _ params: JSONValue = [:]) throws -> JSONValue {
        try send(WireLine.request(id: .integer(1), method: method, params) + [10])
        return try value()
    }

    /// Lives through a story; what a reply says of an approval is put into the later lines.
    func tell(_ story: GoldenLines) throws {
        var learnt: [String: String] = [:]
        for text in story.sent {
            let line = learnt.reduce(text) { $0.replacing("«\($1.key)»", with: $1.value) }
            try send(line + "\n")
            let reply = try value()
            guard let result = reply["result"] else { throw Refused(reply: reply) }
            for name in ["approval", "digest"] {
                if let known = result[name]?.string { learnt[name] = known }
            }
        }
    }

    struct Refused: Error { let reply: JSONValue }

    /// Waits until the daemon serves more than its own state.
    static func awaitReady(_ socket: String) async throws {
        for _ in 0..<1_500 {
            if let one = try? Conversation(socket) {
                try one.send(#"{"id":1,"jsonrpc":"2.0","method":"system.hello"}"# + "\n")
                if try one.line().contains(#""state":"ready""#) { return }
            }
            try await Task.sleep(for: .milliseconds(20))
        }
        throw Silence()
    }
}

/// Who runs the tests.
enum Identity {
    static var userID: UInt32 { getuid() }
}
