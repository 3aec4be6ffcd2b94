// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// Processes of the benchmark: started, watched and ended by their pid. Beside System.swift the only
// file with `unsafe`: argument vectors and status words of libc, alive for the call.
import Glibc

/// A program the benchmark started.
final class Child {
    let processID: Int32
    private(set) var exitStatus: Int32?

    /// Starts a program found on `$PATH`; its output goes to the log file.
    init(_ arguments: [String], log: String) throws {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        let flags = O_WRONLY | O_CREAT | O_APPEND
        unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        unsafe posix_spawn_file_actions_addopen(&actions, 1, log, flags, 0o600)
        unsafe posix_spawn_file_actions_adddup2(&actions, 1, 2)
        var vector: [UnsafeMutablePointer<CChar>?] = unsafe arguments.map { unsafe strdup($0) }
        unsafe vector.append(nil)
        defer { unsafe vector.forEach { unsafe free($0) } }
        var started: pid_t = 0
        let code = unsafe posix_spawnp(&started, arguments[0], &actions, nil, vector, environ)
        guard code == 0 else { throw SystemError("start \(arguments[0])", code) }
        processID = started
    }

    /// Whether it still runs; collects its status when it does not.
    var isRunning: Bool {
        if exitStatus != nil { return false }
        var status: Int32 = 0
        guard unsafe waitpid(processID, &status, WNOHANG) == processID else { return true }
        exitStatus = status
        return false
    }

    /// Sends a signal and waits until it is gone.
    func stop(signal: Int32 = SIGTERM) {
        guard isRunning else { return }
        _ = kill(processID, signal)
        wait()
    }

    /// Waits until it ends; answers whether it succeeded.
    @discardableResult
    func wait() -> Bool {
        if exitStatus == nil {
            var status: Int32 = 0
            while unsafe waitpid(processID, &status, 0) < 0, errno == EINTR {}
            exitStatus = status
        }
        return exitStatus == 0
    }

    /// Runs a program to its end; throws with the tail of its output when it fails.
    static func run(_ arguments: [String], log: String) throws {
        guard try Child(arguments, log: log).wait() else {
            let tail = (readText(log) ?? "").split(separator: "\n").suffix(5)
            throw BenchmarkError("\(arguments[0]) failed: \(tail.joined(separator: " | "))")
        }
    }

    deinit { stop(signal: SIGKILL) }
}

/// A reason why the benchmark cannot go on.
struct BenchmarkError: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
