// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import CLMDB
internal import Glibc

extension Files {
    /// Gives two files or directories each other's name, in one step.
    ///
    /// The C function is `renameat2` with `RENAME_EXCHANGE`; ext4, XFS and tmpfs have it.
    package static func exchange(_ one: String, with other: String) throws(FileError) {
        // RENAME_EXCHANGE of linux/fs.h.
        let exchanges: UInt32 = 2
        guard unsafe renameat2(AT_FDCWD, one, AT_FDCWD, other, exchanges) == 0 else {
            throw FileError(operation: "renameat2", path: one)
        }
    }

    /// Overwrites a file, or every file in a directory, with zeros, and removes it.
    ///
    /// The zeros are on the disk before the name goes. What a drive keeps elsewhere of the old
    /// content is out of reach. Nothing happens when the path is absent.
    package static func shred(_ path: String) throws(FileError) {
        guard let status = status(path) else { return }
        switch status.mode & S_IFMT {
        case S_IFDIR: for name in names(in: path) { try shred(path + "/" + name) }
        case S_IFREG: try overwrite(path)
        default: break
        }
        try removeAll(path)
    }

    private static func overwrite(_ path: String) throws(FileError) {
        let file = try OpenFile(path, flags: O_WRONLY | O_NOFOLLOW)
        let size = try file.status().sizeBytes
        let zeros = [UInt8](repeating: 0, count: 1 << 20)
        for start in stride(from: 0, to: size, by: zeros.count) {
            try file.write([UInt8](zeros.prefix(size - start)), at: start)
        }
        try file.sync()
    }
}
