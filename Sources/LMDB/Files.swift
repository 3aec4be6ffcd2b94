// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// A file operation that failed: which one, on what, and the error number.
package struct FileError: Error, Equatable, CustomStringConvertible {
    /// The C function.
    package let operation: String
    /// A path of the store or of the program, never of a person.
    package let path: String
    /// The value of `errno`.
    package let code: Int32

    /// There is nothing at the path.
    package var isMissing: Bool { code == ENOENT }

    /// A failure from its parts.
    package init(operation: String, path: String, code: Int32 = errno) {
        self.operation = operation
        self.path = path
        self.code = code
    }

    /// The file system has no room left.
    package var isNoSpace: Bool { code == ENOSPC || code == EDQUOT }

    /// Function, path and the system's words for the error.
    package var description: String {
        let words = unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
        return "\(operation) \(path): \(words)"
    }
}

/// The few file operations of a store; here because the C functions take pointers.
package enum Files {
    /// Makes a directory, 0700.
    ///
    /// The C function is `mkdir`.
    package static func makeDirectory(_ path: String) throws(FileError) {
        guard unsafe mkdir(path, 0o700) == 0 else {
            throw FileError(operation: "mkdir", path: path)
        }
    }

    /// True when something is at the path.
    ///
    /// The C function is `access`.
    package static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

    /// Renames a file or directory; the target may be a file or an empty directory.
    package static func rename(_ old: String, to new: String) throws(FileError) {
        guard unsafe Glibc.rename(old, new) == 0 else {
            throw FileError(operation: "rename", path: old)
        }
    }

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

    /// Removes a file, or a directory with everything in it; what is absent, or goes meanwhile, is well.
    package static func removeAll(_ path: String) throws(FileError) {
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else { return }
        if status.st_mode & S_IFMT == S_IFDIR {
            for name in names(in: path) { try removeAll(path + "/" + name) }
            guard unsafe rmdir(path) == 0 || errno == ENOENT else {
                throw FileError(operation: "rmdir", path: path)
            }
        } else {
            guard unsafe unlink(path) == 0 || errno == ENOENT else {
                throw FileError(operation: "unlink", path: path)
            }
        }
    }

    /// Makes names in a directory durable.
    ///
    /// The C function is `fsync`.
    package static func syncDirectory(_ path: String) throws(FileError) {
        let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError(operation: "open", path: path) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw FileError(operation: "fsync", path: path) }
    }

    /// The whole content of a file of at most `limit` bytes; `nil` when there is none.
    package static func read(_ path: String, limit: Int = 1 << 20) throws(FileError) -> [UInt8]? {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw FileError(operation: "open", path: path)
        }
        defer { close(descriptor) }
        var content: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while content.count < limit {
            let count = unsafe buffer.withUnsafeMutableBytes { bytes in
                unsafe Glibc.read(descriptor, bytes.baseAddress, bytes.count)
            }
            guard count >= 0 else { throw FileError(operation: "read", path: path) }
            if count == 0 { break }
            content.append(contentsOf: buffer[..<count])
        }
        return content
    }

    /// Puts a file in place whole or not at all, 0600 and durable.
    ///
    /// Writes beside it, syncs, renames, syncs the directory.
    package static func replace(_ path: String, with content: [UInt8]) throws(FileError) {
        let temporary = path + ".new"
        let descriptor = unsafe open(
            temporary,
            O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW,
            0o600
        )
        guard descriptor >= 0 else { throw FileError(operation: "open", path: temporary) }
        do throws(FileError) {
            try write(content, to: descriptor, path: temporary)
            guard fsync(descriptor) == 0 else {
                throw FileError(operation: "fsync", path: temporary)
            }
        } catch {
            close(descriptor)
            throw error
        }
        close(descriptor)
        try rename(temporary, to: path)
        try syncDirectory(String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]))
    }

    private static func write(
        _ content: [UInt8],
        to descriptor: Int32,
        path: String
    ) throws(FileError) {
        var written = 0
        while written < content.count {
            let count = unsafe content.withUnsafeBytes { bytes in
                unsafe Glibc.write(
                    descriptor,
                    bytes.baseAddress?.advanced(by: written),
                    bytes.count - written
                )
            }
            guard count > 0 else { throw FileError(operation: "write", path: path) }
            written += count
        }
    }

    /// Takes the exclusive lock of a file and keeps it until the process ends.
    ///
    /// Answers the descriptor, or `nil` when another process holds the lock. The C function is
    /// `flock`.
    package static func lock(_ path: String) throws(FileError) -> Int32? {
        let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw FileError(operation: "open", path: path) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let code = errno
            close(descriptor)
            if code == EWOULDBLOCK { return nil }
            throw FileError(operation: "flock", path: path, code: code)
        }
        return descriptor
    }

    /// Free bytes for us on the file system of a path.
    ///
    /// The C function is `statvfs`.
    package static func freeBytes(_ path: String) -> Int64? {
        var status = statvfs()
        guard unsafe statvfs(path, &status) == 0 else { return nil }
        return Int64(status.f_bavail) * Int64(status.f_frsize)
    }

    /// Mode and owner of a path, not following a link; `nil` when it is absent.
    package static func status(_ path: String) -> (mode: UInt32, owner: UInt32)? {
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else { return nil }
        return (status.st_mode, status.st_uid)
    }
}

/// The machine's wall clock.
package enum WallTime {
    /// Microseconds since 1970, UTC.
    ///
    /// The C function is `clock_gettime`.
    package static func microseconds() -> Int64 {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
    }

    /// Lets the calling thread rest; only for background work.
    ///
    /// The C function is `usleep`.
    package static func pause(milliseconds: UInt32) { usleep(milliseconds * 1000) }
}
