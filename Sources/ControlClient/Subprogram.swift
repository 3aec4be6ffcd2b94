// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// `unsafe` for the same reason as in System.swift: another program is started through libc.

import Glibc

/// Another program that turns bytes into bytes, and nothing else.
package enum Subprogram {
    /// What a program left behind.
    package struct Outcome: Sendable {
        /// The exit status; 128 and the signal when one ended it.
        package let status: Int32
        /// All of standard output.
        package let output: [UInt8]
        /// All of standard error.
        package let errors: String
    }

    /// At most so much is read back: a report has 1 MiB of values.
    private static let outputBytesMax = 64 * 1_048_576

    /// Runs a program and waits for its end.
    ///
    /// Its three streams are files in memory, so neither side ever waits for the other. The
    /// environment is what is given and nothing else. Throws when it cannot be started.
    package static func run(
        _ path: String,
        _ arguments: [String],
        environment: [String],
        input: [UInt8]
    ) throws(SystemError) -> Outcome {
        var streams: [Int32] = []
        defer { streams.forEach(System.close) }
        for _ in 0..<3 {
            streams.append(try file())
        }
        try System.write(input, to: streams[0])
        lseek(streams[0], 0, SEEK_SET)
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        for (number, stream) in streams.enumerated() {
            unsafe posix_spawn_file_actions_adddup2(&actions, stream, Int32(number))
        }
        var words = unsafe strings([path] + arguments)
        var settings = unsafe strings(environment)
        defer { unsafe (words + settings).forEach { unsafe free($0) } }
        var process: pid_t = 0
        let code = unsafe posix_spawn(&process, path, &actions, nil, &words, &settings)
        guard code == 0 else { throw SystemError("posix_spawn", code: code) }
        var status: Int32 = 0
        while unsafe waitpid(process, &status, 0) < 0, errno == EINTR {}
        lseek(streams[1], 0, SEEK_SET)
        lseek(streams[2], 0, SEEK_SET)
        let signal = status & 0x7F
        return Outcome(
            status: signal == 0 ? status >> 8 & 0xFF : 128 + signal,
            output: try System.readAll(streams[1], limit: outputBytesMax),
            errors: String(
                decoding: try System.readAll(streams[2], limit: outputBytesMax),
                as: UTF8.self
            )
        )
    }

    /// A file in memory without a name, closed on `exec`.
    private static func file() throws(SystemError) -> Int32 {
        let suffix = System.randomBytes(12).map { String($0, radix: 16) }.joined()
        let name = "/peksos-" + suffix
        let stream = unsafe shm_open(name, O_RDWR | O_CREAT | O_EXCL, 0o600)
        guard stream >= 0 else { throw SystemError("shm_open") }
        _ = unsafe shm_unlink(name)
        return stream
    }

    private static func strings(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
        unsafe texts.map { unsafe strdup($0) } + [nil]
    }

    /// The folder that the running program lies in; nil when the kernel does not tell.
    package static var ownDirectory: String? {
        var buffer = [UInt8](repeating: 0, count: 4_096)
        let count = unsafe buffer.withUnsafeMutableBytes { bytes in
            unsafe bytes.withMemoryRebound(to: CChar.self) { characters in
                guard let base = characters.baseAddress else { return -1 }
                return unsafe readlink("/proc/self/exe", base, characters.count)
            }
        }
        guard count > 0 else { return nil }
        let path = String(decoding: buffer.prefix(count), as: UTF8.self)
        return path.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 }
    }

    /// The first program of this name in `PATH`.
    package static func find(_ name: String) -> String? {
        (System.environment("PATH") ?? "").split(separator: ":")
            .map { "\($0)/\(name)" }
            .first { unsafe access($0, X_OK) == 0 }
    }
}
