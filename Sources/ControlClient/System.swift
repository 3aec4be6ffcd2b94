// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// `unsafe` is allowed here and nowhere else in the client: sockets, files and the terminal are
// reached through libc, because Foundation would cost more start-up time than a whole query.

import Glibc
import Synchronization

/// A failed system call of the client.
package struct SystemError: Error, Sendable {
    let code: Int32
    /// What was tried, a call's name.
    package let operation: String
    var isMissing: Bool { code == ENOENT || code == ECONNREFUSED || code == ENOTDIR }
    var isDenied: Bool { code == EACCES || code == EPERM }
    var isBrokenPipe: Bool { code == EPIPE }
    var isExisting: Bool { code == EEXIST }
    /// What the kernel calls it, in English.
    package var text: String { unsafe String(cString: strerror(code)) }

    init(_ operation: String, code: Int32 = errno) {
        self.operation = operation
        self.code = code
    }
}

/// What a signal handler may touch: set there, read by the loops that wait.
private let interrupts = Atomic<Int>(0)
private let progressRequests = Atomic<Int>(0)
/// Bit per standard stream that was closed when the program started.
private let closedAtStart = Atomic<Int>(0)

/// The calls of the C library that the client needs.
package enum System {
    /// Interrupts (SIGINT, SIGTERM) seen so far.
    package static var interruptCount: Int { interrupts.load(ordering: .relaxed) }

    /// Forgets interrupts, for a shell that goes on after one.
    package static func clearInterrupts() { interrupts.store(0, ordering: .relaxed) }

    /// Whether SIGUSR1 came since the last call.
    package static func takeProgressRequest() -> Bool {
        progressRequests.exchange(0, ordering: .relaxed) > 0
    }

    /// Keeps the numbers 0 to 2 occupied, so that no socket ever becomes standard output, and
    /// installs the signal handlers.
    package static func prepareProcess() {
        for descriptor in Int32(0)...2 where fcntl(descriptor, F_GETFD) < 0 {
            closedAtStart.add(1 << Int(descriptor), ordering: .relaxed)
            _ = unsafe open("/dev/null", O_RDWR)
        }
        _ = signal(SIGPIPE, SIG_IGN)
        for (number, handler) in [
            (SIGINT, { @Sendable _ in interrupts.add(1, ordering: .relaxed) }),
            (SIGTERM, { @Sendable _ in interrupts.add(1, ordering: .relaxed) }),
            (SIGUSR1, { @Sendable _ in progressRequests.add(1, ordering: .relaxed) }),
        ] as [(Int32, @convention(c) (Int32) -> Void)] {
            var action = sigaction()
            unsafe action.__sigaction_handler.sa_handler = handler
            unsafe sigaction(number, &action, nil)
        }
    }

    /// The words of the command line without the program's name; nil when one is not UTF-8.
    package static func arguments() -> [String]? {
        var words: [String] = []
        for index in 1..<max(1, Int(CommandLine.argc)) {
            guard let raw = unsafe CommandLine.unsafeArgv[index] else { continue }
            guard let word = unsafe String(validatingCString: raw) else { return nil }
            words.append(word)
        }
        return words
    }

    /// A variable of the environment; nil when unset or empty.
    package static func environment(_ name: String) -> String? {
        guard let raw = unsafe getenv(name) else { return nil }
        let value = unsafe String(cString: raw)
        return value.isEmpty ? nil : value
    }

    /// The user that runs the program.
    package static var userID: UInt32 { getuid() }

    /// Ids of the process's groups, the effective one included.
    package static func groups() -> [UInt32] {
        var list = [gid_t](repeating: 0, count: 256)
        let count = unsafe getgroups(256, &list)
        return [getegid()] + list.prefix(max(0, Int(count)))
    }

    /// Ends the process.
    package static func exit(_ status: Int32) -> Never { Glibc.exit(status) }

    // MARK: Time

    /// Microseconds since 1970, UTC.
    package static func wallMicroseconds() -> Int64 {
        var now = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &now)
        return Int64(now.tv_sec) * 1_000_000 + Int64(now.tv_nsec) / 1_000
    }

    static func monotonicMilliseconds() -> Int64 {
        var now = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &now)
        return Int64(now.tv_sec) * 1_000 + Int64(now.tv_nsec) / 1_000_000
    }

    /// Sleeps; a signal ends it early.
    package static func pause(milliseconds: Int64) {
        _ = poll(nil, 0, Int32(clamping: milliseconds))
    }

    static func randomBytes(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8.random(in: .min ... .max) }
    }

    // MARK: Terminal

    static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

    /// Columns and rows of the terminal behind a descriptor.
    package static func terminalSize(_ descriptor: Int32) -> (columns: Int, rows: Int)? {
        var size = winsize()
        guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
            return nil
        }
        return (Int(size.ws_col), Int(size.ws_row))
    }

    // MARK: Streams

    /// Writes everything; a stream that was closed at the start is an error, never a success.
    package static func write(_ bytes: [UInt8], to descriptor: Int32) throws(SystemError) {
        let closed = closedAtStart.load(ordering: .relaxed)
        if descriptor <= 2, closed & (1 << Int(descriptor)) != 0 {
            throw SystemError("write", code: EBADF)
        }
        var done = 0
        while done < bytes.count {
            let written = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Glibc.write(
                    descriptor,
                    buffer.baseAddress?.advanced(by: done),
                    bytes.count - done
                )
            }
            if written >= 0 {
                done += written
            } else if errno != EINTR {
                throw SystemError("write")
            }
        }
    }

    /// Reads once; empty at the end.
    ///
    /// Returns nil when a signal came first.
    package static func read(_ descriptor: Int32, atMost count: Int) throws(SystemError) -> [UInt8]?
    {
        var buffer = [UInt8](repeating: 0, count: count)
        let got = unsafe Glibc.read(descriptor, &buffer, count)
        if got < 0 {
            if errno == EINTR || errno == EAGAIN { return nil }
            throw SystemError("read")
        }
        buffer.removeLast(count - got)
        return buffer
    }

    /// Reads to the end, refusing more than `limit` bytes with `EFBIG`.
    package static func readAll(_ descriptor: Int32, limit: Int) throws(SystemError) -> [UInt8] {
        var all: [UInt8] = []
        while true {
            guard let piece = try read(descriptor, atMost: 65_536) else {
                if interruptCount > 0 { throw SystemError("read", code: EINTR) }
                continue
            }
            if piece.isEmpty { return all }
            all += piece
            if all.count > limit { throw SystemError("read", code: EFBIG) }
        }
    }

    /// Waits until a descriptor has something to read; false on time-out or signal.
    package static func awaitInput(_ descriptor: Int32, milliseconds: Int64) -> Bool {
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return unsafe poll(&entry, 1, Int32(clamping: milliseconds)) > 0
    }

    /// A connected stream socket, closed on `exec`; the caller closes it.
    package static func connect(_ path: String) throws(SystemError) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        let room = MemoryLayout.size(ofValue: address.sun_path) - 1
        guard bytes.count <= room else { throw SystemError("connect", code: ENAMETOOLONG) }
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: bytes) }
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let descriptor = socket(AF_UNIX, kind, 0)
        guard descriptor >= 0 else { throw SystemError("socket") }
        let result = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        if result != 0 {
            let error = SystemError("connect")
            Glibc.close(descriptor)
            throw error
        }
        return descriptor
    }

    /// Gives a descriptor back to the kernel; errors are of no use to the caller.
    package static func close(_ descriptor: Int32) { _ = Glibc.close(descriptor) }

    // MARK: Files

    /// The bytes of a file, refusing more than `limit` with `EFBIG`.
    package static func readFile(_ path: String, limit: Int) throws(SystemError) -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw SystemError("open") }
        defer { close(descriptor) }
        return try readAll(descriptor, limit: limit)
    }

    /// Writes a file aside and renames it into place; without `replacing` an existing one is kept
    /// and `EEXIST` thrown.
    ///
    /// The umask takes from `mode`, and nothing from `exactMode`.
    package static func writeFile(
        _ path: String,
        _ bytes: [UInt8],
        mode: UInt32 = 0o600,
        exactMode: UInt32? = nil,
        replacing: Bool
    ) throws(SystemError) {
        let suffix = randomBytes(6).map { String($0, radix: 16) }.joined()
        let aside = path + "." + suffix + ".tmp"
        let descriptor = unsafe open(aside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw SystemError("open") }
        do throws(SystemError) {
            try write(bytes, to: descriptor)
            if let exactMode, fchmod(descriptor, exactMode) != 0 { throw SystemError("fchmod") }
            if fsync(descriptor) != 0 { throw SystemError("fsync") }
            close(descriptor)
            // link(2) refuses to replace, rename(2) does not.
            if replacing {
                if unsafe rename(aside, path) != 0 { throw SystemError("rename") }
            } else {
                if unsafe link(aside, path) != 0 { throw SystemError("link") }
                unsafe unlink(aside)
            }
        } catch {
            unsafe unlink(aside)
            throw error
        }
    }

    /// Makes a directory and its parents; those that are there keep their modes.
    package static func makeDirectory(_ path: String, mode: UInt32 = 0o700) {
        var made = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            made += part + "/"
            _ = unsafe mkdir(made, mode)
        }
    }

    static func remove(_ path: String) { _ = unsafe unlink(path) }

    /// Names in a directory with their modification times, newest first.
    package static func list(_ directory: String) -> [(name: String, seconds: Int)] {
        guard let stream = unsafe opendir(directory) else { return [] }
        defer { _ = unsafe closedir(stream) }
        var found: [(name: String, seconds: Int)] = []
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafePointer(to: entry.pointee.d_name) { pointer in
                unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) {
                    unsafe String(cString: $0)
                }
            }
            guard let status = status(directory + "/" + name), status.isFile else { continue }
            found.append((name, status.seconds))
        }
        return found.sorted { ($0.seconds, $0.name) > ($1.seconds, $1.name) }
    }

    /// Kind, permission bits, owner's group and modification time of a path; nil when absent.
    package static func status(
        _ path: String
    ) -> (isFile: Bool, isSocket: Bool, mode: UInt32, group: UInt32, seconds: Int)? {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        let kind = status.st_mode & S_IFMT
        return (
            kind == S_IFREG, kind == S_IFSOCK, status.st_mode & 0o7777, status.st_gid,
            status.st_mtim.tv_sec
        )
    }
}
