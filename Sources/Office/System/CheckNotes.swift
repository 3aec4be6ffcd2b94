// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import CanonicalJSON
internal import EventLog
internal import Projections
internal import Synchronization

/// What the records say about people: who has sealed fields, whose erasure is
/// finished.
final class CheckNotes: Sendable {
    private struct Found {
        var sealed: UInt64 = 0
        /// Subject to the first position.
        var subjects: [String: UInt64] = [:]
        var erased: [String: UInt64] = [:]
    }

    private static let erasure = ".erasureCompleted"

    private let found = Mutex(Found())

    var sealed: UInt64 { found.withLock(\.sealed) }

    /// Takes a record and what was decoded of it; any thread, in any order.
    func take(_ recorded: RecordedEvent, _ decoded: DecodedEvent) throws {
        let isErasure = recorded.event.type.hasSuffix(Self.erasure)
        guard isErasure || !decoded.subjects.isEmpty else { return }
        let erased = isErasure ? try Self.erased(recorded.event.payload) : []
        let position = recorded.position
        found.withLock { found in
            if !decoded.subjects.isEmpty { found.sealed += 1 }
            for subject in decoded.subjects where position < found.subjects[subject] ?? .max {
                found.subjects[subject] = position
            }
            for subject in erased where position < found.erased[subject] ?? .max {
                found.erased[subject] = position
            }
        }
    }

    private static func erased(_ payload: [UInt8]) throws -> [String] {
        let root = try JSONDocument(scanning: payload, limits: .unlimited).root
        return (root.member("subjects")?.items ?? []).compactMap(\.string)
    }

    func firstSealed(without known: Set<String>) -> UInt64? {
        found.withLock { $0.subjects.filter { !known.contains($0.key) }.values.min() }
    }

    func firstErased(without known: Set<String>) -> UInt64? {
        found.withLock { $0.erased.filter { !known.contains($0.key) }.values.min() }
    }
}
