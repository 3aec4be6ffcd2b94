// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import LMDB
import Testing
import TestSupport

/// Goal: a sound library passes the exercise, and nothing of it stays.
///
/// Method: the linked library in a temporary directory, and a directory that is not there.
struct LibraryCheckTests {
    private let directory = TemporaryDirectory()

    @Test func `the linked library passes and leaves nothing behind`() throws {
        try LibraryCheck.run(in: directory.path)
        try LibraryCheck.run(in: directory.path)
        #expect(TemporaryDirectory.names(in: directory.path).isEmpty)
    }

    @Test func `a directory that cannot be written is named`() throws {
        let error = #expect(throws: LibraryProblem.self) {
            try LibraryCheck.run(in: "\(directory.path)/missing")
        }
        #expect("\(error.map(String.init(describing:)) ?? "")".contains("missing"))
    }

    @Test func `the file system of a path is known`() throws {
        #expect(try LMDB.Files.fileSystem(of: "/proc") == .other(0x9FA0))
        #expect(throws: FileError.self) {
            try LMDB.Files.fileSystem(of: "\(directory.path)/missing")
        }
    }
}
