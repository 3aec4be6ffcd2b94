// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import LMDB

/// The room that copies of files take, with a fifth to spare.
enum CopyRoom {
    /// What is wrong with the room in a directory, in words.
    ///
    /// `nil` when there is enough, and when the file system does not tell.
    static func problem(forBytes bytes: Int64, in directory: String) -> String? {
        let needed = bytes / 10 * 12
        guard let free = Files.freeBytes(directory), free < needed else { return nil }
        return "\(directory) has \(free) bytes free, \(needed) are needed: make room"
    }
}
