// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CLMDB
import Glibc

/// What is wrong with the LMDB library that the program found at run time.
package enum LibraryProblem: Error, Equatable, CustomStringConvertible {
    /// Only 0.9 has the file format and the behaviour that everything here relies on.
    case version(major: Int, minor: Int, patch: Int)
    /// A call failed that cannot fail with a sound library and a writable directory.
    case failed(LMDBError)
    case file(FileError)
    /// What was read is not what was written; the word says where.
    case wrongAnswer(String)

    package var description: String {
        switch self {
        case .version(let major, let minor, let patch):
            "liblmdb \(major).\(minor).\(patch) found, 0.9 expected"
        case .failed(let error): "liblmdb: \(error)"
        case .file(let error): "liblmdb scratch test: \(error)"
        case .wrongAnswer(let place): "liblmdb answers wrongly: \(place)"
        }
    }
}

/// A small exercise in a scratch environment, to notice a broken library before it meets the store.
package enum LibraryCheck {
    /// Puts, deletes, copies and reopens in a new directory inside the one given; removes it again.
    ///
    /// A few milliseconds; not synced. Offline or before the store is opened.
    package static func run(in directory: String) throws(LibraryProblem) {
        let version = Environment.libraryVersion
        guard version.major == 0, version.minor == 9 else {
            throw .version(major: version.major, minor: version.minor, patch: version.patch)
        }
        let scratch = "\(directory)/scratch-\(getpid())"
        do throws(FileError) {
            try Files.removeAll(scratch)
            try Files.makeDirectory(scratch)
            try Files.makeDirectory(scratch + "/copy")
        } catch {
            throw .file(error)
        }
        let problem: LibraryProblem?
        do throws(LibraryProblem) {
            try exercise(scratch)
            problem = nil
        } catch {
            problem = error
        }
        do throws(FileError) {
            try Files.removeAll(scratch)
        } catch {
            throw problem ?? .file(error)
        }
        if let problem { throw problem }
    }

    private static func exercise(_ scratch: String) throws(LibraryProblem) {
        do throws(LMDBError) {
            let environment = try open(scratch, creates: true)
            try fill(environment)
            let descriptor = unsafe Glibc.open(
                scratch + "/copy/data.mdb",
                O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
                0o600
            )
            guard descriptor >= 0 else {
                throw LMDBError(code: errno, operation: "open")
            }
            defer { _ = close(descriptor) }
            try environment.copyCompact(to: descriptor)
        } catch {
            throw .failed(error)
        }
        for (name, directory) in [("reopened", scratch), ("copy", scratch + "/copy")] {
            do throws(LMDBError) {
                if try !isFilled(try open(directory, creates: false)) {
                    throw LMDBError(code: 0, operation: name)
                }
            } catch {
                throw error.code == 0 ? .wrongAnswer(name) : .failed(error)
            }
        }
    }

    private static func open(
        _ directory: String,
        creates: Bool
    ) throws(LMDBError) -> Environment {
        try Environment(
            directory: directory,
            options: EnvironmentOptions(
                mapSizeBytes: 1 << 20,
                maxReaders: 4,
                isSynced: false,
                createsTables: creates,
                tables: ["scratch"]
            )
        )
    }

    /// Odd numbers stay, even ones are put and deleted; the value spans more than a page.
    private static func fill(_ environment: Environment) throws(LMDBError) {
        let table = environment.table("scratch")
        let value = [UInt8](repeating: 0x5A, count: 5_000)
        for isDeleting in [false, true] {
            var transaction = try environment.beginWrite(WriterPermit.take())
            for number in 0..<UInt8(40) where !isDeleting || number.isMultiple(of: 2) {
                if isDeleting {
                    try transaction.delete([number], in: table)
                } else {
                    try transaction.put(value, for: [number], in: table)
                }
            }
            try transaction.commit()
        }
    }

    private static func isFilled(_ environment: Environment) throws(LMDBError) -> Bool {
        var numbers: [UInt8] = []
        try environment.beginRead().scan(environment.table("scratch")) { key, value in
            guard key.count == 1, value.count == 5_000, value[4_999] == 0x5A else { return false }
            numbers.append(key[0])
            return true
        }
        return numbers == (0..<40).filter { !$0.isMultiple(of: 2) }
    }
}

/// The file systems on which the promises of durability were tested.
package enum FileSystemKind: Sendable, Equatable {
    /// ext2, ext3 or ext4.
    case ext
    case xfs
    /// Memory: for training stores only.
    case tmpfs
    /// The number of `statfs`.
    case other(UInt64)
}

extension Files {
    /// The file system that holds a path.
    ///
    /// The C function is `statfs`.
    package static func fileSystem(of path: String) throws(FileError) -> FileSystemKind {
        var status = statfs()
        guard unsafe statfs(path, &status) == 0 else {
            throw FileError(operation: "statfs", path: path)
        }
        let number = UInt64(UInt32(truncatingIfNeeded: status.f_type))
        return switch number {
        case 0xEF53: .ext
        case 0x5846_5342: .xfs
        case 0x0102_1994: .tmpfs
        default: .other(number)
        }
    }
}
