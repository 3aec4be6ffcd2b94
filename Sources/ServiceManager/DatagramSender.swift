// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// Reason for `unsafe` here: a socket address and the bytes to send go to libc by pointer.

import Glibc

/// A socket for single datagrams to one path; it never waits for who reads them.
package final class DatagramSender: Sendable {
    private let descriptor: Int32
    private let name: [UInt8]

    /// Sends to a path, or to an abstract name when that begins with `@`.
    ///
    /// `nil` for a name that does not fit into an address, or without a free descriptor.
    package init?(to path: String) {
        var name = Array(path.utf8)
        guard let first = name.first, name.count < 108 else { return nil }
        if first == UInt8(ascii: "@") { name[0] = 0 }
        self.name = name
        let kind = Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        descriptor = socket(AF_UNIX, kind, 0)
        guard descriptor >= 0 else { return nil }
    }

    deinit { close(descriptor) }

    /// Sends one datagram; false when nobody is there or the reader is behind.
    ///
    /// Any thread.
    package func send(_ bytes: [UInt8]) -> Bool {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: name) }
        let length = socklen_t(MemoryLayout<sa_family_t>.size + name.count)
        let flags = Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)
        let sent = unsafe bytes.withUnsafeBytes { bytes in
            unsafe withUnsafePointer(to: &address) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                    unsafe sendto(
                        descriptor,
                        bytes.baseAddress,
                        bytes.count,
                        flags,
                        generic,
                        length
                    )
                }
            }
        }
        return sent == bytes.count
    }
}
