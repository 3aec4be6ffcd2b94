// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// Reason for `unsafe` here: a datagram to the service manager takes a socket address by pointer.

import Glibc

/// Tells the service manager how the daemon is, by the protocol of `sd_notify`.
struct Supervisor: Sendable {
    private let path: String?

    /// The manager named by `NOTIFY_SOCKET`; without one every message is dropped.
    init() {
        path = ProcessState.variable("NOTIFY_SOCKET")
    }

    /// Sends one message of lines `NAME=value`.
    func tell(_ lines: String...) {
        guard let path, !path.isEmpty, path.utf8.count < 108 else { return }
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | O_CLOEXEC, 0)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        var name = Array(path.utf8)
        // A name that begins with @ is an abstract one.
        if name.first == UInt8(ascii: "@") { name[0] = 0 }
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { field in
            for (index, byte) in name.enumerated() { unsafe field[index] = byte }
        }
        let length = socklen_t(MemoryLayout<sa_family_t>.size + name.count)
        let message = Array(lines.joined(separator: "\n").utf8)
        _ = unsafe message.withUnsafeBytes { bytes in
            unsafe withUnsafePointer(to: &address) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                    unsafe sendto(
                        descriptor,
                        bytes.baseAddress,
                        bytes.count,
                        Int32(MSG_NOSIGNAL),
                        generic,
                        length
                    )
                }
            }
        }
    }

    /// Half of the watchdog's period in milliseconds; `nil` when there is no watchdog.
    var watchdogMilliseconds: Int? {
        guard let period = ProcessState.variable("WATCHDOG_USEC").flatMap({ Int($0) }), period > 0
        else { return nil }
        return period / 2000
    }
}
