// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Glibc
import Synchronization

/// Which directory it is, whatever path leads to it.
struct DirectoryIdentity: Hashable, Sendable {
    let device: UInt
    let inode: UInt

    init(_ path: String) throws(LMDBError) {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else {
            throw LMDBError(code: errno, operation: "stat")
        }
        device = status.st_dev
        inode = status.st_ino
    }
}

/// The directories of the environments that this process has open.
///
/// Opening one twice would drop the file locks of the first at the first close, and corrupt it.
enum OpenDirectories {
    private static let claimed = Mutex<Set<DirectoryIdentity>>([])

    /// Whether the directory was free; it is taken afterwards.
    static func claim(_ identity: DirectoryIdentity) -> Bool {
        claimed.withLock { $0.insert(identity).inserted }
    }

    static func release(_ identity: DirectoryIdentity) {
        claimed.withLock { _ = $0.remove(identity) }
    }
}
