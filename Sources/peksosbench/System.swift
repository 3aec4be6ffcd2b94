// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// The only file of this program that calls libc, hence the only one with `unsafe`: each call gets a
// Swift string, or a buffer of ours that outlives it.
import Glibc

/// What a system call of the benchmark answered when it failed.
struct SystemError: Error, CustomStringConvertible {
    let what: String
    let code: Int32

    init(_ what: String, _ code: Int32 = errno) {
        self.what = what
        self.code = code
    }

    var description: String { unsafe "\(what): \(String(cString: strerror(code)))" }
}

/// Nanoseconds of the monotonic clock.
func nanoseconds() -> UInt64 {
    var now = timespec()
    unsafe _ = clock_gettime(CLOCK_MONOTONIC, &now)
    return UInt64(now.tv_sec) * 1_000_000_000 + UInt64(now.tv_nsec)
}

func elapsedSeconds(since start: UInt64) -> Double { Double(nanoseconds() - start) / 1e9 }

/// Days since 1970-01-01 of today in the office, which keeps western Indonesian time.
func officeDay() -> Int { (time(nil) + 7 * 3600) / 86_400 }

func pause(milliseconds: Int) { usleep(UInt32(milliseconds) * 1000) }

func userID() -> UInt32 { getuid() }

func processID() -> Int32 { getpid() }

/// Prints a line at once, also into a pipe: a run takes minutes and people watch it.
func show(_ line: String) {
    let bytes = Array(line.utf8) + [UInt8(ascii: "\n")]
    unsafe _ = Glibc.write(1, bytes, bytes.count)
}

// MARK: Sockets

/// A connected, non-blocking Unix stream socket.
func connectSocket(to path: String) throws -> Int32 {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw SystemError("socket") }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let fits = unsafe withUnsafeMutableBytes(of: &address.sun_path) { room in
        guard path.utf8.count < room.count else { return false }
        unsafe room.copyBytes(from: path.utf8)
        return true
    }
    guard fits else { throw SystemError("socket path too long", ENAMETOOLONG) }
    let status = unsafe withUnsafePointer(to: &address) { pointer in
        unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { rebound in
            unsafe connect(descriptor, rebound, socklen_t(MemoryLayout<sockaddr_un>.size))
        }
    }
    guard status == 0 else {
        let error = SystemError("connect \(path)")
        close(descriptor)
        throw error
    }
    _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    return descriptor
}

func closeDescriptor(_ descriptor: Int32) { close(descriptor) }

/// Sends what the kernel takes now; answers how much.
func sendSome(_ bytes: [UInt8], from start: Int, to descriptor: Int32) throws -> Int {
    let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe send(
            descriptor,
            buffer.baseAddress?.advanced(by: start),
            buffer.count - start,
            Int32(MSG_NOSIGNAL)
        )
    }
    if count < 0, errno == EAGAIN || errno == EINTR { return 0 }
    guard count >= 0 else { throw SystemError("send") }
    return count
}

/// Receives what is there into the buffer from `start` on; `nil` at the end of the connection.
func receiveSome(into buffer: inout [UInt8], from start: Int, of descriptor: Int32) throws -> Int? {
    let count = unsafe buffer.withUnsafeMutableBytes { room in
        unsafe recv(descriptor, room.baseAddress?.advanced(by: start), room.count - start, 0)
    }
    if count < 0, errno == EAGAIN || errno == EINTR { return 0 }
    guard count >= 0 else { throw SystemError("recv") }
    return count == 0 ? nil : count
}

/// The place of a byte in a part of the buffer; a vectorised search, the hot path of the client.
func firstIndex(of byte: UInt8, in buffer: [UInt8], from start: Int, to end: Int) -> Int? {
    guard start < end else { return nil }
    return unsafe buffer.withUnsafeBytes { bytes -> Int? in
        guard let base = bytes.baseAddress,
            let found = unsafe memchr(base.advanced(by: start), Int32(byte), end - start)
        else { return nil }
        return unsafe base.distance(to: UnsafeRawPointer(found))
    }
}

/// Waits until one of the descriptors has something to read, or room for output where it is wanted.
///
/// Answers the places in the list. `poll` and not epoll: Swift's Glibc does not import the latter,
/// and for a hundred sockets it does not matter.
func waitForReadiness(
    of list: [(descriptor: Int32, wantsOutput: Bool)],
    milliseconds: Int32
) throws -> [Int] {
    var followed = list.map { entry in
        let events = entry.wantsOutput ? POLLIN | POLLOUT : POLLIN
        return pollfd(fd: entry.descriptor, events: Int16(events), revents: 0)
    }
    let count = unsafe poll(&followed, nfds_t(followed.count), milliseconds)
    if count < 0, errno == EINTR { return [] }
    guard count >= 0 else { throw SystemError("poll") }
    return followed.indices.filter { followed[$0].revents != 0 }
}

// MARK: Files

func makeDirectory(_ path: String, mode: UInt32 = 0o700) throws {
    guard unsafe mkdir(path, mode) == 0 || errno == EEXIST else {
        throw SystemError("mkdir \(path)")
    }
}

func write(_ text: String, to path: String) throws {
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw SystemError("open \(path)") }
    defer { close(descriptor) }
    let bytes = Array(text.utf8)
    guard unsafe Glibc.write(descriptor, bytes, bytes.count) == bytes.count else {
        throw SystemError("write \(path)")
    }
}

/// The text of a file, also of one under /proc; `nil` when it cannot be opened.
func readText(_ path: String) -> String? {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 65_536)
    while true {
        let count = unsafe Glibc.read(descriptor, &piece, piece.count)
        guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
        bytes.append(contentsOf: piece[..<count])
    }
}

func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

/// Appends one 4 KiB page and waits for the disk, until the time is over; answers each duration.
func syncLoop(file: String, until deadline: UInt64, _ record: (UInt64) -> Void) throws {
    let descriptor = unsafe open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw SystemError("open \(file)") }
    defer { close(descriptor) }
    let page = [UInt8](repeating: 0x5A, count: 4096)
    var offset: off_t = 0
    while nanoseconds() < deadline {
        let start = nanoseconds()
        guard unsafe pwrite(descriptor, page, page.count, offset) == page.count,
            fdatasync(descriptor) == 0
        else { throw SystemError("fdatasync \(file)") }
        record(nanoseconds() - start)
        offset += off_t(page.count)
    }
}
