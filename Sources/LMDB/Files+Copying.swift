// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import Glibc

extension Files {
    /// Size of a regular file in bytes; `nil` for anything else, a link included.
    package static func size(_ path: String) -> Int64? {
        var status = stat()
        guard unsafe lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            return nil
        }
        return Int64(status.st_size)
    }

    /// True for a directory that is not reached through a link.
    package static func isDirectory(_ path: String) -> Bool {
        status(path).map { $0.mode & S_IFMT == S_IFDIR } ?? false
    }

    /// Adds bytes at the end of a file, making it 0600 if it is missing, and waits for the disk.
    package static func append(_ content: [UInt8], to path: String) throws(FileError) {
        let isNew = !exists(path)
        let file = try OpenFile(
            path,
            flags: O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW,
            mode: 0o600
        )
        // With O_APPEND the offset is not looked at.
        try file.write(content, at: 0)
        try file.sync()
        if isNew { try syncDirectory(directory(of: path)) }
    }

    /// The part of a path before its last slash.
    package static func directory(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Visits the content of a file piece by piece; a link is refused.
    ///
    /// The disk is asked for one small piece at a time: a commit that comes meanwhile waits for
    /// that one, where reading ahead would make it wait for megabytes.
    package static func visit(
        _ path: String,
        pieceBytes: Int = 1 << 18,
        _ body: ([UInt8]) throws -> Void
    ) throws {
        let file = try OpenFile(reading: path)
        file.readAheadOfNothing()
        var offset = 0
        while true {
            let piece = try file.read(count: pieceBytes, at: offset)
            if piece.isEmpty { return }
            try body(piece)
            offset += piece.count
        }
    }

    /// Copies a file to one that must not exist yet, 0600 and durable; each piece is shown on the way.
    package static func copy(
        _ source: String,
        to target: String,
        _ body: ([UInt8]) throws -> Void
    ) throws {
        let copy = try OpenFile(
            target,
            flags: O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW,
            mode: 0o600
        )
        var offset = 0
        try visit(source) { piece in
            try body(piece)
            try copy.write(piece, at: offset)
            offset += piece.count
        }
        try copy.sync()
    }
}

extension Environment {
    /// Writes a copy without free pages to a file that must not exist yet, 0600, and syncs it.
    ///
    /// Any thread; concurrent with the writer. Errors as those of ``copyCompact(to:)``.
    package func copyCompact(toNewFile path: String) throws {
        let descriptor = unsafe open(
            path,
            O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
            0o600
        )
        guard descriptor >= 0 else { throw FileError(operation: "open", path: path) }
        defer { _ = Glibc.close(descriptor) }
        // Past the page cache, like the library's own copies: no commit of the writer shall wait
        // behind the pages of a copy. Where a file system cannot do that, the flag is refused.
        _ = fcntl(descriptor, F_SETFL, O_WRONLY | __O_DIRECT)
        try copyCompact(to: descriptor)
        guard fsync(descriptor) == 0 else { throw FileError(operation: "fsync", path: path) }
    }
}
