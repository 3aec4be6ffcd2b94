// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import Dispatch
internal import EventLog
internal import Keyring
internal import LMDB
internal import Synchronization

/// At which free space and map use the office becomes careful.
package struct RoomLimits: Sendable, Equatable {
    /// Free bytes of the disk below which status, metrics and doctor warn.
    package var warnBytes: Int64 = 1024 << 20
    /// Use of a map above which they warn.
    package var warnMapPermille: Int64 = 800
    /// Free bytes below which ordinary commands are answered `storeFull`.
    package var stopBytes: Int64 = 256 << 20
    /// Use of a map above which ordinary commands are answered `storeFull`.
    package var stopMapPermille: Int64 = 900
    /// Free bytes below which nothing at all is written.
    package var reserveBytes: Int64 = 64 << 20

    /// The defaults of the configuration.
    package init() {}
}

/// How much room the store had at the last look.
struct Room: Sendable, Equatable {
    enum Level: Int, Sendable, Comparable {
        case enough, low
        /// Ordinary commands are turned away.
        case stopped
        /// Nothing is written at all.
        case spent

        static func < (one: Level, other: Level) -> Bool { one.rawValue < other.rawValue }
    }

    var level: Level
    var freeBytes: Int64
    /// Of the fullest map.
    var usedPermille: Int64

    /// What a task of the writer is answered with when there is too little room for it.
    func refusal(isEssential: Bool) -> Failure? {
        guard level == .spent || (level == .stopped && !isEssential) else { return nil }
        return .storeFull(usedPermille: usedPermille, freeBytes: freeBytes)
    }

    /// Commands that protect people or the store itself, and go on when ordinary ones stop.
    static let essentialMethods: Set<String> = [
        "operator.revoke", "operator.suspend", "approval.approve", "beneficiary.erase",
        "client.erase", "contact.erase", "volunteer.erase", "worker.erase",
    ]
}

/// Looks at the free space of the file system and the use of the maps.
///
/// At most every 100 ms while there is plenty; at every batch once a map is half full, because a
/// small map can be filled in less time than that.
package final class StoreRoom: Sendable {
    private struct State {
        var limits = RoomLimits()
        var room = Room(level: .enough, freeBytes: 0, usedPermille: 0)
        var lookedAt: UInt64 = 0
    }

    private static let lookNanoseconds: UInt64 = 100_000_000
    /// The use of the fullest map from which on every batch looks anew.
    private static let closePermille: Int64 = 500

    private let store: Store
    private let state = Mutex(State())

    init(_ store: Store, _ limits: RoomLimits) {
        self.store = store
        state.withLock { $0.limits = limits }
    }

    /// The limits; those set here count from the next look on.
    package var limits: RoomLimits {
        get { state.withLock(\.limits) }
        set {
            state.withLock { state in
                state.limits = newValue
                state.lookedAt = 0
            }
        }
    }

    /// The room now, or at a look less than 100 ms ago when there was plenty.
    ///
    /// Any thread.
    var room: Room {
        let now = DispatchTime.now().uptimeNanoseconds
        let (kept, limits): (Room?, RoomLimits) = state.withLock { state in
            let isFresh =
                now - state.lookedAt < Self.lookNanoseconds
                && state.room.usedPermille < Self.closePermille
            return (isFresh ? state.room : nil, state.limits)
        }
        if let kept { return kept }
        let fresh = look(limits)
        state.withLock { state in
            state.room = fresh
            state.lookedAt = now
        }
        return fresh
    }

    private func look(_ limits: RoomLimits) -> Room {
        // A file system that cannot be asked is no reason to stop; the commit will tell.
        let free = Files.freeBytes(store.directory) ?? .max
        let environments = [store.log.environment, store.views, store.keyring.environment]
        let used = environments.map(\.usage.permille).max() ?? 0
        let level: Room.Level =
            if free < limits.reserveBytes {
                .spent
            } else if free < limits.stopBytes || used >= limits.stopMapPermille {
                .stopped
            } else if free < limits.warnBytes || used >= limits.warnMapPermille {
                .low
            } else {
                .enough
            }
        return Room(level: level, freeBytes: free, usedPermille: used)
    }
}
