// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// Directories, locks and free space of a store; here because the C functions take pointers.
package enum Files {
    /// Makes a directory, 0700. The C function is `mkdir`.
    package static func makeDirectory(_ path: String) throws(FileError) {
        guard unsafe mkdir(path, 0o700) == 0 else {
            throw FileError(code: errno, operation: "mkdir", path: path)
        }
    }

    /// True when something is at the path. The C function is `access`.
    package static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

    /// Names in a directory, sorted, without `.` and `..`; empty when it cannot be read.
    package static func names(in directory: String) -> [String] {
        guard let stream = unsafe opendir(directory) else { return [] }
        defer { unsafe closedir(stream) }
        var names: [String] = []
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { tuple in
                unsafe tuple.withMemoryRebound(to: CChar.self, capacity: 256) {
                    unsafe String(cString: $0)
                }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// Removes a file, or a directory with everything in it; nothing happens when it is absent.
    package static func removeAll(_ path: String) throws(FileError) {
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else { return }
        if status.st_mode & S_IFMT == S_IFDIR {
            for name in names(in: path) { try removeAll(path + "/" + name) }
            guard unsafe rmdir(path) == 0 else { throw FileError(code: errno, operation: "rmdir", path: path) }
        } else {
            guard unsafe unlink(path) == 0 else {
                throw FileError(code: errno, operation: "unlink", path: path)
            }
        }
    }

    /// Takes the exclusive lock of a file and keeps it until the process ends.
    ///
    /// Answers the descriptor, or `nil` when another process holds the lock. The C function is
    /// `flock`.
    package static func lock(_ path: String) throws(FileError) -> Int32? {
        let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw FileError(code: errno, operation: "open", path: path) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let code = errno
            close(descriptor)
            if code == EWOULDBLOCK { return nil }
            throw FileError(code: code, operation: "flock", path: path)
        }
        return descriptor
    }

    /// Free bytes for us on the file system of a path. The C function is `statvfs`.
    package static func freeBytes(_ path: String) -> Int64? {
        var status = statvfs()
        guard unsafe statvfs(path, &status) == 0 else { return nil }
        return Int64(status.f_bavail) * Int64(status.f_frsize)
    }

}

/// The machine's wall clock.
package enum WallTime {
    /// Microseconds since 1970, UTC. The C function is `clock_gettime`.
    package static func microseconds() -> Int64 {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
    }
}
