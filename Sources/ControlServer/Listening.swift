// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Glibc
import NIOCore
import NIOPosix

/// Where the server listens.
package enum ListeningPlace: Sendable, Equatable {
    /// A descriptor passed by the supervisor; its file belongs to the supervisor.
    case descriptor(Int32)
    /// A path to bind, and the group that may connect; mode 0660.
    case path(String, groupID: UInt32?)

    /// The descriptor that systemd passed under the name `control`, or the only one without name.
    ///
    /// `environment`: the variables of this process. nil when nothing was passed to it.
    package static func passed(
        environment: [String: String],
        processID: Int32
    ) -> ListeningPlace? {
        guard environment["LISTEN_PID"].flatMap({ Int32($0) }) == processID,
            let count = environment["LISTEN_FDS"].flatMap({ Int32($0) }), count > 0
        else { return nil }
        let names = (environment["LISTEN_FDNAMES"] ?? "").split(
            separator: ":",
            omittingEmptySubsequences: false
        )
        // 3 is the first descriptor after stdin, stdout, stderr: SD_LISTEN_FDS_START.
        if let place = names.firstIndex(of: "control"), place < Int(count) {
            return .descriptor(3 + Int32(place))
        }
        return count == 1 && (environment["LISTEN_FDNAMES"] ?? "").isEmpty ? .descriptor(3) : nil
    }

    /// The id of a group by name; nil when there is none.
    package static func groupID(named name: String) -> UInt32? { SocketPath.groupID(named: name) }
}

/// Why the server cannot listen.
package enum ListeningError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Another process answers on this socket.
    case alreadyServed(path: String)
    /// Something that is no socket stands at the path; what it is.
    case notASocket(path: String, what: String)
    /// More bytes than a socket address holds.
    case pathTooLong(path: String, limitBytes: Int)
    /// The descriptor is no listening Unix stream socket.
    case badDescriptor(Int32)
    /// The kernel said no: the step and the error number.
    case system(step: String, path: String, errorNumber: Int32)

    /// One sentence for the journal.
    package var description: String {
        switch self {
        case .alreadyServed(let path): "another process is listening on \(path)"
        case .notASocket(let path, let what): "\(path) is a \(what), not a socket; left untouched"
        case .pathTooLong(let path, let limit): "\(path) is longer than \(limit) bytes"
        case .badDescriptor(let number):
            "descriptor \(number) is not a listening Unix stream socket"
        case .system(let step, let path, let number): "\(step) \(path): error \(number)"
        }
    }
}

extension ListeningPlace {
    /// The longest path of a socket, from `sun_path` without its NUL.
    static let pathBytesMax = 107

    /// Makes sure that the path is free; removes the file of a daemon that died.
    ///
    /// Only a socket on which nobody listens is removed: connecting to it is refused.
    static func clear(_ path: String, on group: any EventLoopGroup) async throws {
        guard path.utf8.count <= pathBytesMax else {
            throw ListeningError.pathTooLong(path: path, limitBytes: pathBytesMax)
        }
        switch SocketPath.kind(path) {
        case .absent: return
        case .directory: throw ListeningError.notASocket(path: path, what: "directory")
        case .link: throw ListeningError.notASocket(path: path, what: "symbolic link")
        case .file: throw ListeningError.notASocket(path: path, what: "file")
        case .socket: break
        }
        do {
            let probe = try await ClientBootstrap(group: group)
                .connectTimeout(.seconds(2))
                .connect(unixDomainSocketPath: path)
                .get()
            try? await probe.close()
            throw ListeningError.alreadyServed(path: path)
        } catch let error as IOError {
            guard error.errnoCode == ECONNREFUSED else {
                throw ListeningError.system(
                    step: "connecting to",
                    path: path,
                    errorNumber: error.errnoCode
                )
            }
            guard SocketPath.remove(path) else {
                throw ListeningError.system(step: "removing", path: path, errorNumber: errno)
            }
        }
    }
}
