// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A file operation that failed.
package struct FileError: Error, Equatable, CustomStringConvertible {
    /// The errno.
    package let code: Int32
    /// The C function that failed.
    package let operation: String
    package let path: String

    package init(code: Int32, operation: String, path: String) {
        self.code = code
        self.operation = operation
        self.path = path
    }

    /// Whether there is no such file.
    package var isMissing: Bool { code == ENOENT }

    package var description: String {
        let text = unsafe String(cString: strerror(code))
        return "\(operation) \(path): \(text) (\(code))"
    }
}

/// What the file system says about a file.
package struct FileStatus: Sendable, Equatable {
    package let sizeBytes: Int
    /// Permission bits, `0o777` and the three above.
    package let mode: UInt32
    package let isRegular: Bool
    package let ownerID: UInt32
    package let groupID: UInt32
}

/// Small files written so that a crash leaves the old content or the new, never a part.
///
/// Here because libc's calls take pointers, and this is the target with unsafe code.
package enum LocalFile {
    /// The bytes of a regular file; a symbolic link is refused (`ELOOP`).
    ///
    /// A file longer than `bytesMax` throws `EFBIG`. The C functions are `open` and `read`.
    package static func read(
        _ path: String,
        bytesMax: Int = 1 << 20
    ) throws(FileError) -> [UInt8] {
        let file = try OpenFile(path, flags: O_RDONLY | O_NOFOLLOW)
        let status = try file.status()
        guard status.isRegular else { throw FileError(code: EINVAL, operation: "read", path: path) }
        guard status.sizeBytes <= bytesMax else {
            throw FileError(code: EFBIG, operation: "read", path: path)
        }
        return try file.read(count: status.sizeBytes, at: 0)
    }

    /// The status of the file itself, links not followed; `nil` when it is missing.
    package static func status(_ path: String) throws(FileError) -> FileStatus? {
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else {
            if errno == ENOENT { return nil }
            throw FileError(code: errno, operation: "lstat", path: path)
        }
        return FileStatus(status)
    }

    /// Makes a file that must not exist yet, with its content on the disk.
    package static func create(
        _ path: String,
        _ bytes: [UInt8],
        mode: UInt32 = 0o600
    ) throws(FileError) {
        let file = try OpenFile(path, flags: O_WRONLY | O_CREAT | O_EXCL, mode: mode)
        try file.write(bytes, at: 0)
        try file.sync()
    }

    /// Replaces a file as a whole: temporary file, fsync, rename, fsync of the directory.
    package static func replace(
        _ path: String,
        with bytes: [UInt8],
        mode: UInt32 = 0o600
    ) throws(FileError) {
        let temporary = path + ".new"
        try remove(temporary)
        try create(temporary, bytes, mode: mode)
        try rename(temporary, to: path)
        try syncDirectory(parent(of: path))
    }

    /// Renames a file or directory; the caller syncs the parent.
    package static func rename(_ path: String, to target: String) throws(FileError) {
        guard unsafe Glibc.rename(path, target) == 0 else {
            throw FileError(code: errno, operation: "rename", path: path)
        }
    }

    /// Removes a file; a missing one is fine.
    package static func remove(_ path: String) throws(FileError) {
        guard unsafe unlink(path) == 0 || errno == ENOENT else {
            throw FileError(code: errno, operation: "unlink", path: path)
        }
    }

    /// Makes names in a directory durable.
    ///
    /// The C function is `fsync`.
    package static func syncDirectory(_ path: String) throws(FileError) {
        try OpenFile(path, flags: O_RDONLY | O_DIRECTORY).sync()
    }

    private static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}

/// An open file, closed when the value ends.
package struct OpenFile: ~Copyable {
    private let descriptor: Int32
    private let path: String

    /// Opens a file for reading and writing in place, making it if it is missing.
    package init(updating path: String, mode: UInt32 = 0o600) throws(FileError) {
        try self.init(path, flags: O_RDWR | O_CREAT | O_NOFOLLOW, mode: mode)
    }

    init(_ path: String, flags: Int32, mode: UInt32 = 0) throws(FileError) {
        descriptor = unsafe open(path, flags | O_CLOEXEC, mode)
        self.path = path
        if descriptor < 0 { throw FileError(code: errno, operation: "open", path: path) }
    }

    deinit { if descriptor >= 0 { _ = close(descriptor) } }

    /// The C function is `fstat`.
    package func status() throws(FileError) -> FileStatus {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw failure("fstat") }
        return FileStatus(status)
    }

    /// Up to that many bytes from an offset; fewer at the end.
    ///
    /// The C function is `pread`.
    package func read(count: Int, at offset: Int) throws(FileError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var done = 0
        while done < count {
            let read = unsafe bytes.withUnsafeMutableBytes { buffer in
                unsafe pread(
                    descriptor,
                    UnsafeMutableRawBufferPointer(rebasing: buffer[done...]).baseAddress,
                    count - done,
                    offset + done
                )
            }
            if read < 0, errno == EINTR { continue }
            guard read >= 0 else { throw failure("pread") }
            if read == 0 { break }
            done += read
        }
        return [UInt8](bytes[..<done])
    }

    /// All the bytes at an offset.
    ///
    /// The C function is `pwrite`.
    package func write(_ bytes: [UInt8], at offset: Int) throws(FileError) {
        var done = 0
        while done < bytes.count {
            let written = unsafe bytes.withUnsafeBytes { buffer in
                unsafe pwrite(
                    descriptor,
                    UnsafeRawBufferPointer(rebasing: buffer[done...]).baseAddress,
                    bytes.count - done,
                    offset + done
                )
            }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw failure("pwrite") }
            done += written
        }
    }

    /// Waits until the content is on the disk.
    ///
    /// The C function is `fsync`.
    package func sync() throws(FileError) {
        guard fsync(descriptor) == 0 else { throw failure("fsync") }
    }

    private func failure(_ operation: String) -> FileError {
        FileError(code: errno, operation: operation, path: path)
    }
}

extension FileStatus {
    fileprivate init(_ status: stat) {
        sizeBytes = status.st_size
        mode = status.st_mode & 0o7777
        isRegular = status.st_mode & S_IFMT == S_IFREG
        ownerID = status.st_uid
        groupID = status.st_gid
    }
}
