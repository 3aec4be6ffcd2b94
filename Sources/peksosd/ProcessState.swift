// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// The C functions of a process take pointers; all of them that the program needs are here.

import CProcess
import Dispatch
import Glibc
import LMDB
import Synchronization

/// Standard output and error of the program.
enum Terminal {
    /// A line on standard output.
    static func line(_ text: String) { put(text, 1) }

    /// A line on standard error, after the program's name.
    static func error(_ text: String) { put("peksosd: " + text, 2) }

    /// A line on standard error as it is.
    static func plainError(_ text: String) { put(text, 2) }

    private static func put(_ text: String, _ descriptor: Int32) {
        let bytes = Array((text + "\n").utf8)
        var written = 0
        while written < bytes.count {
            // Reason: `write` takes a pointer; the array lives through the call.
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe write(
                    descriptor,
                    buffer.baseAddress?.advanced(by: written),
                    buffer.count - written
                )
            }
            guard count > 0 else { return }
            written += count
        }
    }
}

/// Where a dying process leaves its byte; global because a signal handler captures nothing.
private let faultDescriptor = Atomic<Int32>(-1)

/// The process itself: variables, identity, signals, the lock.
enum ProcessState {
    /// A variable of the environment.
    static func variable(_ name: String) -> String? {
        // Reason: `getenv` answers a pointer into the environment; it is copied at once.
        guard let value = unsafe getenv(name) else { return nil }
        return unsafe String(cString: value)
    }

    /// Whether the locale asks for English; `C` and `POSIX` ask for nothing.
    static var asksForEnglish: Bool {
        let locales = ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap(variable)
        return locales.first { $0.hasPrefix("id") || $0.hasPrefix("en") }?.hasPrefix("en") ?? false
    }

    /// The id of the process.
    static var id: Int32 { getpid() }
    /// The user the process runs as.
    static var userID: UInt32 { geteuid() }
    /// The group the process runs as.
    static var groupID: UInt32 { getegid() }

    /// Files private, no core files, memory hidden, a broken pipe no reason to die.
    static func harden() {
        umask(0o077)
        // Its memory holds keys: no other process of the same user may read it.
        _ = peksos_hide_memory()
        signal(SIGPIPE, SIG_IGN)
        // Reason: variadic prctl and the limits structure are C interfaces.
        var limit = rlimit(rlim_cur: 0, rlim_max: 0)
        unsafe setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit)
    }

    /// Leaves a byte in a file when the process ends by a fault of its own.
    ///
    /// The file tells the next start apart from one after a kill.
    static func noteFaults(in path: String) {
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return }
        faultDescriptor.store(descriptor, ordering: .releasing)
        for number in [SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT] {
            signal(number) { number in
                // Reason: only calls that are safe in a signal handler.
                var byte = UInt8(ascii: "x")
                _ = unsafe write(faultDescriptor.load(ordering: .acquiring), &byte, 1)
                signal(number, SIG_DFL)
                raise(number)
            }
        }
    }

    /// Calls back on a signal instead of dying from it.
    static func onSignal(
        _ number: Int32,
        _ call: @escaping @Sendable () -> Void
    ) -> any DispatchSourceSignal {
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler(handler: call)
        source.resume()
        return source
    }

    /// Takes the store's lock and writes the process id into it.
    static func lock(_ path: String) throws {
        let before = try Files.read(path)
        guard let descriptor = try Files.lock(path) else {
            let holder =
                String(decoding: before ?? [], as: UTF8.self)
                .split(separator: "\n").first.map(String.init) ?? "unknown"
            throw Stop(75, "\(path) is held by pid \(holder): another peksosd serves this store")
        }
        let bytes = Array("\(id)\n".utf8)
        ftruncate(descriptor, 0)
        // Reason: `pwrite` takes a pointer; the array lives through the call.
        _ = unsafe bytes.withUnsafeBytes { unsafe pwrite(descriptor, $0.baseAddress, $0.count, 0) }
    }

    /// Refuses a user namespace, in which every peer would look like nobody.
    static func checkUserNamespace() throws {
        guard let map = try? Files.read("/proc/self/uid_map") else { return }
        let fields = String(decoding: map, as: UTF8.self).split(whereSeparator: \.isWhitespace)
        guard fields.count < 3 || (fields[0] == "0" && fields[2] == "4294967295") else {
            throw Stop(
                78,
                "running in a user namespace, in which no user can be told from another: "
                    + "remove PrivateUsers= from the unit"
            )
        }
    }
}

extension ProcessState {
    /// Ends the process at once.
    static func end(_ status: Int32) -> Never { exit(status) }
}
