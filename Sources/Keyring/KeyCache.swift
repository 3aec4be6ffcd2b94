// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Crypto
import Synchronization

/// Unwrapped keys for a short while, keys minted in the open transaction, and who was erased.
///
/// Any thread.
final class KeyCache: Sendable {
    struct Entry {
        let key: SymmetricKey
        let version: UInt16
        let unwrappedAt: ContinuousClock.Instant
    }

    /// How long an unwrapped key may stay in memory.
    static let lifetime = Duration.seconds(60)
    /// Most keys held at once.
    static let entriesMax = 4_096

    private struct Place: Hashable {
        let subject: String
        let version: UInt16
    }

    private struct State {
        var entries: [Place: Entry] = [:]
        /// The newest version of a subject, once it was looked for.
        var newest: [String: UInt16] = [:]
        var minted: [String: Entry] = [:]
        var erased: Set<String> = []
        /// How often a key was looked for that is not there although nobody was erased.
        var missed = 0

        /// A key whose time is not over.
        mutating func fresh(_ subject: String, _ version: UInt16) -> Entry? {
            let place = Place(subject: subject, version: version)
            guard let entry = entries[place] else { return nil }
            if entry.unwrappedAt.duration(to: .now) < KeyCache.lifetime { return entry }
            entries[place] = nil
            return nil
        }
    }

    private let state: Mutex<State>

    init(erased: Set<String>) {
        state = Mutex(State(erased: erased))
    }

    var missed: Int { state.withLock(\.missed) }

    func miss() { state.withLock { $0.missed += 1 } }

    func isErased(_ subject: String) -> Bool {
        state.withLock { $0.erased.contains(subject) }
    }

    /// The key made for a subject in the open transaction.
    func minted(_ subject: String) -> Entry? {
        state.withLock { $0.minted[subject] }
    }

    /// What is known of a key at once: that it is gone for good, or the key itself.
    func known(_ subject: String, _ version: UInt16) throws(KeyringError) -> Entry? {
        let found = state.withLock { state in
            (
                isErased: state.erased.contains(subject),
                entry: state.minted[subject].flatMap { $0.version == version ? $0 : nil }
                    ?? state.fresh(subject, version)
            )
        }
        if found.isErased { throw .subjectErased }
        return found.entry
    }

    /// The newest key of a subject, when it is known which that is.
    func newest(_ subject: String) -> Entry? {
        state.withLock { state in
            state.newest[subject].flatMap { state.fresh(subject, $0) }
        }
    }

    func remember(_ entry: Entry, _ subject: String, isNewest: Bool = false) {
        state.withLock { state in
            // Erased while it was being unwrapped: it must not come back.
            guard !state.erased.contains(subject) else { return }
            if state.entries.count >= Self.entriesMax { state.entries.removeAll() }
            if state.newest.count >= Self.entriesMax { state.newest.removeAll() }
            state.entries[Place(subject: subject, version: entry.version)] = entry
            if isNewest { state.newest[subject] = entry.version }
        }
    }

    func mint(_ entry: Entry, _ subject: String) {
        state.withLock { $0.minted[subject] = entry }
    }

    func discardMinted() {
        state.withLock { $0.minted.removeAll() }
    }

    /// After the commit the minted keys are like all others.
    func promoteMinted() {
        state.withLock { state in
            for (subject, entry) in state.minted {
                state.entries[Place(subject: subject, version: entry.version)] = entry
                state.newest[subject] = entry.version
            }
            state.minted.removeAll()
        }
    }

    func erase(_ subject: String) {
        state.withLock { state in
            state.erased.insert(subject)
            state.minted[subject] = nil
            state.newest[subject] = nil
            state.entries = state.entries.filter { $0.key.subject != subject }
        }
    }

    /// Drops every unwrapped key whose time is over.
    func dropStale() {
        state.withLock { state in
            let now = ContinuousClock.now
            state.entries = state.entries.filter {
                $0.value.unwrappedAt.duration(to: now) < Self.lifetime
            }
        }
    }
}
