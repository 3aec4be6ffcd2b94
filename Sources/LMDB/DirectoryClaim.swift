// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Glibc
import Synchronization

/// A directory that an environment of this process has open, by whatever path.
///
/// Opening one twice would drop the file locks of the first at the first close, and corrupt it. The
/// descriptor keeps the number of a directory that is removed meanwhile: none made later has it.
struct DirectoryClaim: Sendable {
    private struct Identity: Hashable {
        let device: UInt
        let inode: UInt
    }

    private static let claimed = Mutex<Set<Identity>>([])

    private let identity: Identity
    private let descriptor: Int32

    /// Takes a directory; throws `EBUSY` when it is taken.
    init(_ path: String) throws(LMDBError) {
        descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw LMDBError(code: errno, operation: "open") }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else {
            let code = errno
            close(descriptor)
            throw LMDBError(code: code, operation: "fstat")
        }
        let identity = Identity(device: status.st_dev, inode: status.st_ino)
        guard Self.claimed.withLock({ $0.insert(identity).inserted }) else {
            close(descriptor)
            throw LMDBError(code: EBUSY, operation: "mdb_env_open")
        }
        self.identity = identity
    }

    /// Gives the directory up; once.
    func release() {
        Self.claimed.withLock { _ = $0.remove(identity) }
        close(descriptor)
    }
}
