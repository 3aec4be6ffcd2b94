// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Glibc

/// What the file system says about a file.
package struct FileStatus: Sendable, Equatable {
    /// Of the content, not of the blocks on the disk.
    package let sizeBytes: Int
    /// Permission bits, `0o777` and the three above.
    package let mode: UInt32
    /// False for directories, links and devices.
    package let isRegular: Bool
    /// Numeric uid.
    package let ownerID: UInt32
    /// Numeric gid.
    package let groupID: UInt32
}

extension Files {
    /// Makes a file that must not exist yet, with its content on the disk.
    package static func create(
        _ path: String,
        _ content: [UInt8],
        mode: UInt32 = 0o600
    ) throws(FileError) {
        let file = try OpenFile(path, flags: O_WRONLY | O_CREAT | O_EXCL, mode: mode)
        try file.write(content, at: 0)
        try file.sync()
    }
}

/// An open file, closed when the value ends.
package struct OpenFile: ~Copyable, Sendable {
    private let descriptor: Int32
    private let path: String

    /// Opens a file for reading and writing in place, making it if it is missing.
    package init(updating path: String, mode: UInt32 = 0o600) throws(FileError) {
        try self.init(path, flags: O_RDWR | O_CREAT | O_NOFOLLOW, mode: mode)
    }

    /// Opens a file for reading; a symbolic link is refused (`ELOOP`).
    package init(reading path: String) throws(FileError) {
        try self.init(path, flags: O_RDONLY | O_NOFOLLOW)
    }

    init(_ path: String, flags: Int32, mode: UInt32 = 0) throws(FileError) {
        descriptor = unsafe open(path, flags | O_CLOEXEC, mode)
        self.path = path
        if descriptor < 0 { throw FileError(operation: "open", path: path) }
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
        return done == count ? bytes : [UInt8](bytes[..<done])
    }

    /// Tells the kernel to read no more than it is asked for.
    ///
    /// The C function is `posix_fadvise`; where it is not known, nothing changes.
    func readAheadOfNothing() {
        _ = posix_fadvise(descriptor, 0, 0, POSIX_FADV_RANDOM)
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
        FileError(operation: operation, path: path)
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
