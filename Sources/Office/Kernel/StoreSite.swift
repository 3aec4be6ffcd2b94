// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import LMDB

/// The place of a store that is being made: everything under `new/`, then renamed, `FORMAT` last.
struct StoreSite {
    private static let directories = ["log", "keyring", "views"]
    /// What a store may have besides, already when it is made.
    static let files = [
        "head", "erasures", "restored", "anchors", "escrow", "quarantine",
    ]

    private let plan: StorePlan

    init(_ plan: StorePlan) { self.plan = plan }

    /// Refuses unless the directory is absent or empty, or holds what was left unfinished.
    func prepare() throws {
        if !Files.exists(plan.directory) { try Files.makeDirectory(plan.directory) }
        // Nobody ever recorded anything in a store whose FORMAT is still under `new/`.
        if !Files.exists(plan.format), Files.exists(plan.unfinished) {
            for name in Self.directories + Self.files {
                try Files.removeAll(plan.directory + "/" + name)
            }
            try Files.syncDirectory(plan.directory)
        }
        let names = Files.names(in: plan.directory).filter { $0 != "lock" && $0 != "new" }
        guard names.isEmpty else {
            throw StoreProblem(
                78,
                "\(plan.directory) is not empty (\(names.joined(separator: " "))): "
                    + "choose another store.directory"
            )
        }
        try Files.removeAll(plan.building)
    }

    /// Refuses when copies of so many bytes have no room.
    func checkRoom(forBytes bytes: Int64) throws(StoreProblem) {
        if let problem = CopyRoom.problem(forBytes: bytes, in: plan.directory) {
            throw StoreProblem(74, problem)
        }
    }

    /// Makes the directories; answers where they are.
    func begin() throws -> String {
        try Files.makeDirectory(plan.building)
        for name in Self.directories { try Files.makeDirectory(plan.building + "/" + name) }
        return plan.building
    }

    /// Puts the finished parts in place; the store begins to exist with the last rename.
    func place(_ format: StoreFormat) throws {
        let building = plan.building
        for name in Self.directories { try Files.syncDirectory(building + "/" + name) }
        // From here on an unfinished store can be told from a whole one without its FORMAT.
        try Files.replace(plan.unfinished, with: Array(format.text.utf8))
        try Files.syncDirectory(plan.directory)
        for name in Self.directories + Self.files where Files.exists(building + "/" + name) {
            try Files.rename(building + "/" + name, to: plan.directory + "/" + name)
        }
        try Files.syncDirectory(plan.directory)
        try Files.rename(plan.unfinished, to: plan.format)
        try Files.syncDirectory(plan.directory)
        try Files.syncDirectory(plan.parent)
        try Files.removeAll(building)
    }
}
