// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A new directory under `$TMPDIR`, removed with everything in it when the value goes.
package final class TemporaryDirectory: Sendable {
    /// Absolute, without a slash at the end.
    package let path: String

    package init(function: String = #function) {
        let base = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
        let unique = UInt64.random(in: .min ... .max)
        path = "\(base)/peksos-test-\(String(unique, radix: 36))"
        precondition(unsafe mkdir(path, 0o700) == 0, "cannot make \(path)")
    }

    deinit { Self.remove(path) }

    /// A new directory inside; answers its path.
    package func makeDirectory(_ name: String) -> String {
        let inner = "\(path)/\(name)"
        precondition(unsafe mkdir(inner, 0o700) == 0, "cannot make \(inner)")
        return inner
    }

    /// Removes a file, or a directory with what is in it.
    package static func remove(_ path: String) {
        for name in names(in: path) { remove("\(path)/\(name)") }
        unsafe _ = Glibc.remove(path)
    }

    /// Names in a directory, without `.` and `..`; empty for anything else.
    package static func names(in path: String) -> [String] {
        var status = stat()
        guard unsafe lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR,
            let stream = unsafe opendir(path)
        else { return [] }
        defer { unsafe _ = closedir(stream) }
        var found: [String] = []
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { found.append(name) }
        }
        return found
    }
}
