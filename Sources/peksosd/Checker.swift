// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// The calls that start a process and watch it take pointers; all of them are here.

import CProcess
import CanonicalJSON
import EventLog
import Glibc
import LMDB
import Office

/// Runs checks of a log in a child process without keys, so that no suspect byte is read by the
/// process that holds them.
struct Checker: Sendable {
    /// The hidden command of the child; its argument is a ``LogCheckRequest`` in JSON.
    static let command = "check-log"

    /// What a line of the child says.
    struct Line: Codable, Sendable {
        var done: UInt64?
        var total: UInt64?
        var report: LogCheckReport?
    }

    /// Checks and waits; a child that dies is a damaged log.
    ///
    /// Told how far it is; false stops. Any thread, which is kept until the child is gone.
    func check(
        _ request: LogCheckRequest,
        _ progress: (UInt64, UInt64) -> Bool
    ) throws -> LogCheckReport {
        let json = String(decoding: try CanonicalJSON.encode(request), as: UTF8.self)
        let child = try Child([Self.command, json])
        var report: LogCheckReport?
        var isStopped = false
        child.eachLine { bytes in
            guard let document = try? JSONDocument(scanning: bytes, limits: .unlimited),
                let line = try? CanonicalJSON.decode(Line.self, from: document)
            else { return }
            report = line.report ?? report
            if let done = line.done, let total = line.total, !isStopped, !progress(done, total) {
                isStopped = true
                child.kill()
            }
        }
        let end = child.wait()
        if isStopped {
            var stopped = LogCheckReport()
            stopped.isComplete = false
            return stopped
        }
        if let report, end == .exited(0) { return report }
        return .damaged("the checking process ended with \(end)")
    }
}

/// How a child ended.
private enum ChildEnd: Equatable, CustomStringConvertible {
    case exited(Int32)
    case killed(signal: Int32)

    var description: String {
        switch self {
        case .exited(let status): "status \(status)"
        case .killed(let signal): "signal \(signal)"
        }
    }
}

/// This program once more, with nothing but its standard output open.
private final class Child: Sendable {
    private static let program = "/proc/self/exe"
    /// Longest line of a child, in bytes; what is longer is cut.
    private static let lineBytesMax = 64 << 10

    private let processID: Int32
    private let output: Int32

    init(_ arguments: [String]) throws {
        var ends: [Int32] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else {
            throw FileError(operation: "pipe", path: Self.program)
        }
        // Another child closes all but its own, so nothing can come between.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var actions = unsafe posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        unsafe posix_spawn_file_actions_init(&actions)
        unsafe posix_spawnattr_init(&attributes)
        defer {
            unsafe posix_spawn_file_actions_destroy(&actions)
            unsafe posix_spawnattr_destroy(&attributes)
            close(ends[1])
        }
        unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        unsafe posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
        unsafe _ = peksos_spawn_keeps_three(&actions)
        // The daemon ignores signals that the child must die from.
        var defaults = sigset_t()
        unsafe sigfillset(&defaults)
        unsafe posix_spawnattr_setsigdefault(&attributes, &defaults)
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
        var vector = unsafe (["peksosd"] + arguments).map { unsafe strdup($0) }
        unsafe vector.append(nil)
        defer { unsafe vector.forEach { unsafe free($0) } }
        // No variable of ours: neither credentials nor the manager's socket.
        var environment = unsafe [strdup("SWIFT_BACKTRACE=enable=no"), nil]
        defer { unsafe environment.forEach { unsafe free($0) } }
        var started: pid_t = 0
        let code = unsafe posix_spawn(
            &started,
            Self.program,
            &actions,
            &attributes,
            &vector,
            &environment
        )
        guard code == 0 else {
            close(ends[0])
            throw FileError(operation: "posix_spawn", path: Self.program, code: code)
        }
        processID = started
        output = ends[0]
    }

    deinit { close(output) }

    /// Hands over each line until the child closes its output.
    func eachLine(_ body: ([UInt8]) -> Void) {
        var line: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes { bytes in
                unsafe read(output, bytes.baseAddress, bytes.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            for byte in buffer[..<count] {
                if byte == UInt8(ascii: "\n") {
                    body(line)
                    line.removeAll(keepingCapacity: true)
                } else if line.count < Self.lineBytesMax {
                    line.append(byte)
                }
            }
        }
    }

    func kill() { _ = Glibc.kill(processID, SIGKILL) }

    /// Waits for the end; once.
    func wait() -> ChildEnd {
        var status: Int32 = 0
        while unsafe waitpid(processID, &status, 0) < 0, errno == EINTR {}
        let signal = status & 0x7F
        return signal == 0 ? .exited((status >> 8) & 0xFF) : .killed(signal: signal)
    }
}

/// What the child gives up before it reads a byte.
enum Fence {
    /// Leaves this process the files of a check and nothing else.
    ///
    /// Answers the fences that stand: files, calls.
    static func raise(readable: [String], writable: [String]) throws -> [String] {
        _ = peksos_hide_memory()
        guard peksos_die_with_parent() == 0 else { throw Stop(70, "the parent is gone") }
        guard Files.names(in: "/proc/self/task").count <= 1 else {
            throw Stop(70, "a thread would stand outside of the fence")
        }
        var limit = rlimit(rlim_cur: 0, rlim_max: 0)
        unsafe setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit)
        unsafe setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
        let fences = unsafe withCStrings(readable.filter(Files.exists)) { readable in
            unsafe withCStrings(writable.filter(Files.exists)) { writable in
                unsafe peksos_fence(readable, writable)
            }
        }
        guard fences >= 0 else { throw Stop(70, "no_new_privs: error \(-fences)") }
        return (fences & 1 != 0 ? ["files"] : []) + (fences & 2 != 0 ? ["calls"] : [])
    }

    private static func withCStrings<Result>(
        _ texts: [String],
        _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Result
    ) -> Result {
        let copies = unsafe texts.map { unsafe strdup($0) }
        defer { unsafe copies.forEach { unsafe free($0) } }
        let list = unsafe copies.map { unsafe UnsafePointer($0) } + [nil]
        return unsafe list.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else {
                preconditionFailure("a list with its end is not empty")
            }
            return unsafe body(start)
        }
    }
}
