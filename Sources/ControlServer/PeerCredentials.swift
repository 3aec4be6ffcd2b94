// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// The only file of this target with unsafe code: the few questions to the kernel for which neither
// the language nor SwiftNIO has a safe spelling.

import Glibc
import NIOCore

/// Who the kernel says is at the other end of a connection.
enum PeerCredentials {
    /// The user that owns files nobody owns; what a foreign user namespace looks like from here.
    static let overflowUserID: UInt32 = 65_534

    /// The layout of `struct ucred`, which Glibc shows only to C with `_GNU_SOURCE`.
    private struct Credentials {
        var processID: Int32
        var userID: UInt32
        var groupID: UInt32
    }

    /// The user id of the peer as it was when it connected; nil when the kernel does not say.
    ///
    /// The corresponding C function is `getsockopt` with `SO_PEERCRED`.
    static func userID(of channel: any Channel) -> EventLoopFuture<UInt32?> {
        guard let provider = channel as? any SocketOptionProvider else {
            return channel.eventLoop.makeSucceededFuture(nil)
        }
        // The kernel fills exactly three numbers of 32 bits, which is the type asked for.
        let credentials: EventLoopFuture<Credentials> = provider.unsafeGetSocketOption(
            level: .init(rawValue: SOL_SOCKET),
            name: .init(rawValue: SO_PEERCRED)
        )
        return credentials.map { $0.userID }.recover { _ in nil }
    }
}

/// Changes to the socket of a connection that SwiftNIO does not make in this way.
enum PeerSocket {
    /// Lets the peer send nothing more; what it sent before can still be read, then comes the end.
    ///
    /// False when the channel has no socket or the peer is gone. SwiftNIO's own closing of the input
    /// gives up what was not read yet. The corresponding C function is `shutdown` with `SHUT_RD`.
    static func shutInput(of channel: any Channel) -> Bool {
        let status = try? channel.pipeline.syncOperations.withUnsafeTransportIfAvailable {
            (handle: NIOBSDSocket.Handle) in shutdown(handle, Int32(SHUT_RD))
        }
        return status == 0
    }
}

/// What stands at the path of a socket.
enum PathKind: Equatable {
    case absent
    case socket
    case directory
    case link
    case file
}

/// Questions and changes to the file of a socket.
enum SocketPath {
    /// What stands there; links are not followed.
    ///
    /// The corresponding C function is `lstat`.
    static func kind(_ path: String) -> PathKind {
        var entry = stat()
        // Both pointers live only during the call.
        guard unsafe lstat(path, &entry) == 0 else { return .absent }
        return switch entry.st_mode & S_IFMT {
        case S_IFSOCK: .socket
        case S_IFDIR: .directory
        case S_IFLNK: .link
        default: .file
        }
    }

    /// Removes the file; answers whether it is gone.
    static func remove(_ path: String) -> Bool {
        // The path lives only during the call.
        unsafe unlink(path) == 0
    }

    /// Sets the mode, and the group when one is given; answers 0 or the error number.
    static func restrict(_ path: String, mode: mode_t, groupID: UInt32?) -> Int32 {
        // The path lives only during the calls; an owner of −1 stays as it is.
        if let groupID, unsafe chown(path, uid_t.max, groupID) != 0 { return errno }
        return unsafe chmod(path, mode) == 0 ? 0 : errno
    }

    /// The id of a group by name; nil when there is none.
    ///
    /// The corresponding C function is `getgrnam`; used once at start, before other threads ask.
    static func groupID(named name: String) -> UInt32? {
        // The record is read before anything else could ask for another group.
        guard let group = unsafe getgrnam(name) else { return nil }
        return unsafe group.pointee.gr_gid
    }

    /// True when the descriptor is a listening Unix stream socket.
    static func isListening(_ descriptor: Int32) -> Bool {
        option(SO_ACCEPTCONN, of: descriptor) == 1
            && option(SO_DOMAIN, of: descriptor) == AF_UNIX
            && option(SO_TYPE, of: descriptor) == Int32(SOCK_STREAM.rawValue)
    }

    private static func option(_ name: Int32, of descriptor: Int32) -> Int32? {
        var value: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        // The kernel writes at most `size` bytes into `value`.
        let status = unsafe getsockopt(descriptor, SOL_SOCKET, name, &value, &size)
        return status == 0 ? value : nil
    }
}
