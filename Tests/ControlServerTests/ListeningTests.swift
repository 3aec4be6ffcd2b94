// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import ControlServer
import Glibc
import NIOCore
import NIOPosix
import Testing

/// A socket is taken over only when its owner is dead; anything else at the path stays untouched.
@Suite(.timeLimit(.minutes(10))) struct ListeningTests {
    private func serve(_ path: String) async throws -> ControlServer<EchoApplication> {
        try await ControlServer(
            application: EchoApplication(),
            at: .path(path, groupID: getgid())
        )
    }

    @Test func `a live socket is refused, a dead one replaced`() async throws {
        let path = TestServer.freshPath()
        let first = try await serve(path)
        await #expect(throws: ListeningError.alreadyServed(path: path)) {
            _ = try await serve(path)
        }
        await first.drain(within: .seconds(1))

        let group = MultiThreadedEventLoopGroup.singleton
        let abandoned = try await ServerBootstrap(group: group)
            .bind(unixDomainSocketPath: path)
            .get()
        try await abandoned.close()
        let second = try await serve(path)
        let client = try await TestClient(path)
        try await client.send(request(1, "hello"))
        #expect(await client.line() != nil)
        await second.drain(within: .seconds(1))
    }

    @Test func `a directory, a file or a link is left alone`() async throws {
        await #expect(throws: ListeningError.notASocket(path: "/tmp", what: "directory")) {
            _ = try await serve("/tmp")
        }
        await #expect(throws: ListeningError.notASocket(path: "/etc/passwd", what: "file")) {
            _ = try await serve("/etc/passwd")
        }
        await #expect(
            throws: ListeningError.notASocket(path: "/proc/self/exe", what: "symbolic link")
        ) {
            _ = try await serve("/proc/self/exe")
        }
        let long = "/tmp/" + String(repeating: "x", count: 103)
        await #expect(throws: ListeningError.pathTooLong(path: long, limitBytes: 107)) {
            _ = try await serve(long)
        }
    }

    @Test func `a descriptor that is no listening socket is refused`() async throws {
        await #expect(throws: ListeningError.badDescriptor(0)) {
            _ = try await ControlServer(application: EchoApplication(), at: .descriptor(0))
        }
    }

    @Test func `the supervisor's variables name the descriptor`() {
        func passed(_ pid: String, _ count: String, _ names: String?) -> ListeningPlace? {
            var environment = ["LISTEN_PID": pid, "LISTEN_FDS": count]
            environment["LISTEN_FDNAMES"] = names
            return ListeningPlace.passed(environment: environment, processID: 42)
        }
        #expect(passed("42", "1", "control") == .descriptor(3))
        #expect(passed("42", "2", "other:control") == .descriptor(4))
        #expect(passed("42", "1", nil) == .descriptor(3))
        #expect(passed("42", "1", "other") == nil)
        #expect(passed("41", "1", "control") == nil)
        #expect(passed("42", "0", "control") == nil)
        #expect(ListeningPlace.passed(environment: [:], processID: 42) == nil)
    }
}
