// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// `unsafe` for the same reason as in System.swift: a process to page through, the groups of the
// user and the room of a disk are asked of libc.

import Glibc

extension System {
    /// Runs a command line of the shell with bytes as its input, and waits for its end.
    ///
    /// Its output is the terminal. Who quits before the end of the input has read enough. Throws
    /// when it cannot be started.
    static func page(_ bytes: [UInt8], through line: String) throws(SystemError) {
        var ends: [Int32] = [0, 0]
        guard unsafe pipe(&ends) == 0 else { throw SystemError("pipe") }
        // The pager must see the end of its input when this process closes it.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_adddup2(&actions, ends[0], 0)
        let words: [String] = ["sh", "-c", line]
        var arguments: [UnsafeMutablePointer<CChar>?] = unsafe words.map { unsafe strdup($0) }
        unsafe arguments.append(nil)
        defer { unsafe arguments.forEach { unsafe free($0) } }
        var process: pid_t = 0
        let code = unsafe posix_spawn(&process, "/bin/sh", &actions, nil, arguments, environ)
        close(ends[0])
        guard code == 0 else {
            close(ends[1])
            throw SystemError("posix_spawn", code: code)
        }
        try? write(bytes, to: ends[1])
        close(ends[1])
        var status: Int32 = 0
        while unsafe waitpid(process, &status, 0) < 0, errno == EINTR {}
        // What interrupted the reading did not interrupt the command.
        clearInterrupts()
    }

    /// Sets a variable for the programs that are started from here.
    static func export(_ name: String, _ value: String) { unsafe setenv(name, value, 1) }

    /// Free bytes for ordinary users where a path lies; nil when nobody can tell.
    package static func freeBytes(_ path: String) -> Int64? {
        var room = statvfs()
        guard unsafe statvfs(path, &room) == 0 else { return nil }
        return Int64(clamping: UInt64(room.f_bavail) * UInt64(room.f_frsize))
    }

    /// Whether the user may write into a directory.
    package static func mayWrite(_ path: String) -> Bool { unsafe access(path, W_OK | X_OK) == 0 }

    /// The name of a group; nil when it has none.
    package static func groupName(_ group: UInt32) -> String? {
        guard let entry = unsafe getgrgid(group) else { return nil }
        return unsafe String(cString: entry.pointee.gr_name)
    }

    /// The user's name, and the groups that a new login would have; nil without an account.
    package static func account() -> (name: String, groups: [UInt32])? {
        guard let entry = unsafe getpwuid(userID) else { return nil }
        var groups = [gid_t](repeating: 0, count: 256)
        var count = Int32(groups.count)
        unsafe getgrouplist(entry.pointee.pw_name, entry.pointee.pw_gid, &groups, &count)
        return (
            unsafe String(cString: entry.pointee.pw_name),
            Array(groups.prefix(max(0, Int(count))))
        )
    }

    /// Where a program of the search path lies.
    package static func program(_ name: String) -> String? {
        let path = environment("PATH") ?? "/usr/bin:/bin"
        return path.split(separator: ":").map { "\($0)/\(name)" }
            .first { unsafe access($0, X_OK) == 0 }
    }

    /// How far the machine's civil time is from UTC now, in seconds.
    package static func zoneOffsetSeconds() -> Int {
        var now = time(nil)
        var parts = unsafe tm()
        unsafe localtime_r(&now, &parts)
        return unsafe parts.tm_gmtoff
    }
}
