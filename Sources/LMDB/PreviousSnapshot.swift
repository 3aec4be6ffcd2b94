// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// The commit before the newest one of a data file.
///
/// LMDB keeps the meta pages of its last two commits, and no page of the older one is written over
/// before the third. 0.9 opens the newer one alone, and nothing while either is damaged.
package struct PreviousSnapshot: Sendable, Equatable {
    /// Number of the commit that is the newest now.
    package let transaction: UInt64
    /// Number of the commit that was taken back; `nil` when a meta page was damaged, be it that of the
    /// older commit, with which nothing was taken back.
    package let dropped: UInt64?

    /// Takes the newest commit of the `data.mdb` in a directory back, for good.
    ///
    /// For a copy, never the original, and while nobody has it open. The page of a damaged commit
    /// is made anew from the sound one. Throws what is wrong with the commit that is left; then the
    /// copy is of no use.
    package init(takingIn directory: String) throws(DataFileProblem) {
        let pages = try Self.metaPages(directory)
        let metas = (0...1).map { page in
            Result { () throws(DataFileProblem) in try MetaCheck.summary(pages, page: page) }
        }
        let newer: Int
        switch (metas[0], metas[1]) {
        case (.success(let first), .success(let second)):
            newer = second.transaction > first.transaction ? 1 : 0
            dropped = max(first.transaction, second.transaction)
        case (.failure, .success), (.success, .failure):
            newer = metas.firstIndex { (try? $0.get()) == nil } ?? 0
            dropped = nil
        case (.failure(let problem), .failure): throw problem
        }
        transaction = try metas[1 - newer].get().transaction
        // The first commit has nothing but an empty environment before it.
        guard transaction > 0 else { throw .noPrevious }
        let sound = (1 - newer) * MetaCheck.pageSizeBytes
        var page = Array(pages[sound..<sound + MetaCheck.pageSizeBytes])
        MetaCheck.renumber(&page, page: UInt64(newer), transaction: 0)
        try Self.write(page, at: newer, directory)
        try MetaCheck.check(directory: directory)
    }

    private static func metaPages(_ directory: String) throws(DataFileProblem) -> [UInt8] {
        let pages: [UInt8]
        do throws(FileError) {
            let file = try OpenFile(reading: directory + "/data.mdb")
            pages = try file.read(count: 2 * MetaCheck.pageSizeBytes, at: 0)
        } catch {
            throw .unreadable(error)
        }
        guard pages.count == 2 * MetaCheck.pageSizeBytes else {
            throw .tooShort(bytes: pages.count)
        }
        return pages
    }

    private static func write(
        _ page: [UInt8],
        at number: Int,
        _ directory: String
    ) throws(DataFileProblem) {
        do throws(FileError) {
            let file = try OpenFile(updating: directory + "/data.mdb")
            try file.write(page, at: number * MetaCheck.pageSizeBytes)
            try file.sync()
        } catch {
            throw .unreadable(error)
        }
    }
}
