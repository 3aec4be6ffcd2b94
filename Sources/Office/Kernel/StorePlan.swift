// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import EventLog
internal import Keyring
internal import LMDB

/// Where a store is and how its environments are opened.
package struct StorePlan: Sendable {
    /// The store's directory, absolute.
    package var directory: String
    /// The directory on tmpfs for the witness.
    package var stateDirectory: String
    /// The map size of the log, in bytes: the most it can ever hold.
    package var logMapBytes = 64 << 30
    /// The map size of the views, in bytes.
    package var viewsMapBytes = 64 << 30
    /// The map size of the keyring, in bytes.
    package var keyringMapBytes = 256 << 20
    /// Reader slots of LMDB; more than connections and query threads together.
    package var maxReaders = 512

    /// A plan with the default sizes.
    package init(directory: String, stateDirectory: String) {
        self.directory = directory
        self.stateDirectory = stateDirectory
    }

    /// The directory that holds the store's directory.
    var parent: String {
        let end = directory.lastIndex(of: "/") ?? directory.startIndex
        return end == directory.startIndex ? "/" : String(directory[..<end])
    }
    var log: String { directory + "/log" }
    var keyring: String { directory + "/keyring" }
    var views: String { directory + "/views" }
    var freshViews: String { directory + "/views.new" }
    var oldViews: String { directory + "/views.old" }
    var mark: String { views + "/mark" }
    var format: String { directory + "/FORMAT" }
    /// Where a new store is built; with a FORMAT in it, that of a store not yet in place.
    var building: String { directory + "/new" }
    var unfinished: String { building + "/FORMAT" }
    var head: String { directory + "/head" }
    /// What a restore leaves to be told to the log.
    var restored: String { directory + "/restored" }
    /// The anchors kept in the store.
    var anchors: String { Self.anchors(directory) }
    /// The lock file; taken by the program before anything else.
    package var lock: String { directory + "/lock" }
    var witness: String { stateDirectory + "/live" }
    /// The command ids of the batch that is being decided.
    var inFlight: String { stateDirectory + "/inflight" }
    /// Not empty when the last run ended by a fault of its own: a trap, a bad access, an abort.
    package var fault: String { stateDirectory + "/fault" }
    /// When the daemon died lately, and what was in flight then.
    var crashes: String { stateDirectory + "/crashes" }
    /// When the shares of the master key were proved last.
    var escrow: String { directory + "/escrow" }
    /// Command ids that are refused after two crashes.
    var quarantine: String { directory + "/quarantine" }
}

/// Why a store is not made or not opened, in a sentence that names the file and the way out.
package struct StoreProblem: Error, Sendable, CustomStringConvertible {
    /// The exit status: 74 input and output, 75 lock held, 78 refuses.
    package let exitStatus: Int32
    /// One sentence with the way out.
    package let description: String

    /// A problem and what the program exits with.
    package init(_ exitStatus: Int32, _ description: String) {
        self.exitStatus = exitStatus
        self.description = description
    }
}
