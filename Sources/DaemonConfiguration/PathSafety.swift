// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// The only file of this target that calls libc, hence the only one with `unsafe`: every call
// passes a Swift string or a local buffer that outlives it.
import Glibc

/// Whether other people of the machine could have written a file that we are about to trust.
package enum PathSafety {
    /// The bytes of a regular file, or `nil` when it is absent.
    ///
    /// The file and each parent must belong to root or to us and be writable by nobody else; a
    /// parent is also safe when it is sticky (`/tmp`) and the entry below it is ours. Throws
    /// ``ConfigurationProblem`` with the `chmod` or `chown` line that mends it.
    package static func read(
        _ path: String,
        bytesMax: Int
    ) throws(ConfigurationProblem) -> [UInt8]? {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw unreadable(path, errno)
        }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw unreadable(path, errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw unreadable(path, EINVAL) }
        if let flaw = flaw(of: status, at: path) { throw flaw.asProblem(about: path) }
        if let flaw = flawOfParents(of: path) { throw flaw.asProblem(about: path) }
        return try contents(of: descriptor, path: path, bytesMax: bytesMax)
    }

    /// What is wrong with the directories above `path`, or `nil`.
    package static func flawOfParents(of path: String) -> Flaw? {
        // Every name from "/" down is looked at; a link is judged by what it points to.
        var names = path.split(separator: "/").map(String.init)
        var isChildOurs = true
        while !names.isEmpty {
            var status = stat()
            let child =
                path.first == "/"
                ? "/" + names.joined(separator: "/") : names.joined(separator: "/")
            if unsafe stat(child, &status) == 0 { isChildOurs = isTrusted(status.st_uid) }
            names.removeLast()
            let prefix = path.first == "/" ? "/" : "./"
            let parent = prefix + names.joined(separator: "/")
            guard unsafe stat(parent, &status) == 0 else { continue }
            let isSticky = status.st_mode & S_ISVTX != 0
            if isSticky, isChildOurs { continue }
            if let flaw = flaw(of: status, at: parent) { return flaw }
        }
        return nil
    }

    /// What is wrong with one file or directory.
    package enum Flaw: Sendable, Equatable {
        case owner(path: String, uid: UInt32)
        case writableByOthers(path: String, isDirectory: Bool)

        /// The command that mends it.
        package var remedy: String {
            switch self {
            case .owner(let path, _): "chown root \(path)"
            case .writableByOthers(let path, _): "chmod go-w \(path)"
            }
        }

        fileprivate func asProblem(about file: String) -> ConfigurationProblem {
            switch self {
            case .owner(let path, let uid):
                ConfigurationProblem(
                    .unsafeFile,
                    file: file,
                    indonesian: "\(path) milik uid \(uid); jalankan: \(remedy)",
                    english: "\(path) belongs to uid \(uid); run: \(remedy)"
                )
            case .writableByOthers(let path, _):
                ConfigurationProblem(
                    .unsafeFile,
                    file: file,
                    indonesian: "\(path) dapat ditulis orang lain; jalankan: \(remedy)",
                    english: "\(path) can be written by others; run: \(remedy)"
                )
            }
        }
    }

    private static func flaw(of status: stat, at path: String) -> Flaw? {
        guard isTrusted(status.st_uid) else { return .owner(path: path, uid: status.st_uid) }
        guard status.st_mode & (S_IWGRP | S_IWOTH) == 0 else {
            return .writableByOthers(path: path, isDirectory: status.st_mode & S_IFMT == S_IFDIR)
        }
        return nil
    }

    private static func isTrusted(_ uid: uid_t) -> Bool { uid == 0 || uid == geteuid() }

    private static func contents(
        of descriptor: Int32,
        path: String,
        bytesMax: Int
    ) throws(ConfigurationProblem) -> [UInt8] {
        // One byte more than allowed, so that the caller sees that there is more.
        var bytes = [UInt8](repeating: 0, count: bytesMax + 1)
        var filled = 0
        while filled < bytes.count {
            let room = bytes.count - filled
            let count = unsafe bytes.withUnsafeMutableBytes { buffer in
                unsafe Glibc.read(descriptor, buffer.baseAddress?.advanced(by: filled), room)
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw unreadable(path, errno) }
            if count == 0 { break }
            filled += count
        }
        bytes.removeLast(bytes.count - filled)
        return bytes
    }

    private static func unreadable(_ path: String, _ code: Int32) -> ConfigurationProblem {
        let reason = unsafe String(cString: strerror(code))
        return ConfigurationProblem(
            .unreadable,
            file: path,
            indonesian: "berkas tidak dapat dibaca (\(reason)); periksa: ls -l \(path)",
            english: "the file cannot be read (\(reason)); look at: ls -l \(path)"
        )
    }
}
