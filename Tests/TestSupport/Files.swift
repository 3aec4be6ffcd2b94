// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Whole files as bytes, for tests that damage or compare them.
package enum Files {
    /// The bytes of a file; empty when it cannot be opened.
    package static func read(_ path: String) -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return [] }
        defer { _ = close(descriptor) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe Glibc.read(descriptor, &piece, piece.count)
            guard count > 0 else { return bytes }
            bytes.append(contentsOf: piece[..<count])
        }
    }

    /// Replaces a file's content.
    package static func write(_ bytes: [UInt8], to path: String, mode: UInt32 = 0o600) {
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
        precondition(descriptor >= 0, "cannot write \(path)")
        defer { _ = close(descriptor) }
        let count = unsafe Glibc.write(descriptor, bytes, bytes.count)
        precondition(count == bytes.count, "short write to \(path)")
        precondition(fchmod(descriptor, mode) == 0, "cannot set the mode of \(path)")
    }

    /// Copies what is in a directory, but for files whose names are not wanted.
    package static func copy(_ source: String, into target: String, where wanted: (String) -> Bool)
    {
        for name in TemporaryDirectory.names(in: source) where wanted(name) {
            var status = stat()
            guard unsafe lstat("\(source)/\(name)", &status) == 0 else { continue }
            switch status.st_mode & S_IFMT {
            case S_IFDIR:
                unsafe _ = mkdir("\(target)/\(name)", 0o700)
                copy("\(source)/\(name)", into: "\(target)/\(name)", where: wanted)
            case S_IFREG:
                let bytes = read("\(source)/\(name)")
                write(bytes, to: "\(target)/\(name)", mode: status.st_mode & 0o777)
            default: continue
            }
        }
    }
}
