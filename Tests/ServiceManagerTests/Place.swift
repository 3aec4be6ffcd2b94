// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// Reason for `unsafe` here: sockets and files of the tests go through libc.

import Glibc

/// A directory of a test with an open file in it, both gone afterwards.
final class Place {
    struct Problem: Error {}

    let path: String
    let descriptor: Int32
    private var others: [Int32] = []

    init() throws {
        let end = String(repeating: "X", count: 6)
        var template = Array(("/tmp/peksos-service." + end).utf8CString)
        guard unsafe mkdtemp(&template) != nil else { throw Problem() }
        path = String(
            decoding: template.dropLast().map { UInt8(bitPattern: $0) },
            as: UTF8.self
        )
        descriptor = unsafe open(path + "/stderr", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Problem() }
    }

    deinit {
        for open in others + [descriptor] { close(open) }
        for name in ["stderr", "journal", "notify"] { unsafe unlink("\(path)/\(name)") }
        unsafe rmdir(path)
    }

    /// What `JOURNAL_STREAM` would say of the file.
    var stream: String {
        var status = stat()
        unsafe fstat(descriptor, &status)
        return "\(status.st_dev):\(status.st_ino)"
    }

    /// What was written to the file.
    var written: String {
        var bytes = [UInt8](repeating: 0, count: 10_000)
        let count = unsafe pread(descriptor, &bytes, bytes.count, 0)
        return String(decoding: bytes.prefix(max(count, 0)), as: UTF8.self)
    }

    /// The writing end of a pipe whose other end is never read.
    func pipe() throws -> Int32 {
        var ends: [Int32] = [-1, -1]
        guard unsafe Glibc.pipe(&ends) == 0 else { throw Problem() }
        others += ends
        return ends[1]
    }

    /// A datagram socket of that name.
    func receiver(_ name: String) throws -> Receiver {
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        others.append(descriptor)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) {
            unsafe $0.copyBytes(from: Array("\(path)/\(name)".utf8))
        }
        let bound = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard bound == 0 else { throw Problem() }
        return Receiver(descriptor: descriptor)
    }
}

/// The other end of a datagram socket.
struct Receiver {
    let descriptor: Int32

    /// The next datagram; empty when there is none.
    func next() -> String {
        var bytes = [UInt8](repeating: 0, count: 10_000)
        let count = unsafe recv(descriptor, &bytes, bytes.count, Int32(MSG_DONTWAIT))
        return String(decoding: bytes.prefix(max(count, 0)), as: UTF8.self)
    }
}
