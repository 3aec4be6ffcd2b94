// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import CanonicalJSON
internal import Dispatch
internal import Domain
internal import EventLog
internal import LMDB
internal import Synchronization

/// What is known of backups, checks and anchors, and when they were.
package final class Upkeep: Sendable {
    let shelf: BackupShelf
    let anchors: AnchorBook
    /// The ledger of erasures.
    let ledger: String
    private let record: String
    private let storeID: String
    private let state: Mutex<State>

    private struct State {
        var policy: UpkeepPolicy
        var checked: Checked?
        var prunedAt: Int64?
        var newest: BackupManifest?
        /// Monotonic nanoseconds of the last look at the shelf; `nil`: look again.
        var lookedAt: UInt64?
    }

    /// The last check of the log.
    struct Checked: Codable, Sendable {
        /// Microseconds since 1970 UTC of the last full check; `nil` when there was none.
        var full: Int64?
        /// True when the last check of any kind was sound.
        var ok: Bool
        /// The position up to which it read.
        var position: Int64
    }

    private static let pruneMicroseconds: Int64 = 3_600_000_000
    private static let lookNanoseconds: UInt64 = 60_000_000_000

    init(store: String, storeID: String, backups: String, policy: UpkeepPolicy) {
        self.storeID = storeID
        shelf = BackupShelf(backups)
        anchors = AnchorBook([StorePlan.anchors(store), shelf.anchors])
        ledger = StorePlan.ledger(store)
        record = store + "/checked"
        let checked = (try? Files.read(record, limit: 4_096)).flatMap { bytes in
            (try? JSONDocument(scanning: bytes, limits: .unlimited)).flatMap {
                try? CanonicalJSON.decode(Checked.self, from: $0)
            }
        }
        state = Mutex(State(policy: policy, checked: checked))
    }

    /// How long what is kept, and when it counts as old; may be changed at any time.
    package var policy: UpkeepPolicy {
        get { state.withLock(\.policy) }
        set { state.withLock { $0.policy = newValue } }
    }

    /// The newest backup; looked for once a minute, and after one was made.
    var newestBackup: BackupManifest? {
        let now = DispatchTime.now().uptimeNanoseconds
        let (newest, isFresh) = state.withLock { state in
            (state.newest, state.lookedAt.map { now - $0 < Self.lookNanoseconds } ?? false)
        }
        if isFresh { return newest }
        let found = shelf.backups(of: storeID).last?.manifest
        state.withLock { state in
            state.newest = found
            state.lookedAt = now
        }
        return found
    }

    /// The shelf changed.
    func shelfChanged() { state.withLock { $0.lookedAt = nil } }

    /// The last check of the log; `nil` before the first.
    var checked: Checked? { state.withLock(\.checked) }

    /// Remembers a check, over restarts too.
    func checked(_ report: LogCheckReport, isFull: Bool, at now: Int64) throws {
        let checked = state.withLock { state in
            let checked = Checked(
                full: isFull ? now : state.checked?.full,
                ok: report.isSound,
                position: Int64(report.to)
            )
            state.checked = checked
            return checked
        }
        try Files.replace(record, with: CanonicalJSON.encode(checked))
    }

    /// Removes lapsed keyring parts, at most once an hour; answers whether it looked.
    @discardableResult
    func pruneKeyringsIfDue(now: Int64) throws -> Bool {
        let policy = state.withLock { state -> UpkeepPolicy? in
            if let last = state.prunedAt, abs(now - last) < Self.pruneMicroseconds { return nil }
            state.prunedAt = now
            return state.policy
        }
        guard let policy, Files.isDirectory(shelf.keyrings) else { return false }
        try shelf.pruneKeyrings(of: storeID, policy, now: now)
        return true
    }
}

extension StorePlan {
    /// The anchors kept in a store.
    static func anchors(_ directory: String) -> String { directory + "/anchors" }
    /// The ledger of erasures of a store.
    static func ledger(_ directory: String) -> String { directory + "/erasures" }
}
