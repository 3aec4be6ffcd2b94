// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import CanonicalJSON
package import Domain
package import EventLog
package import Keyring
internal import Projections
internal import Synchronization

/// What a sealed segment is bound to, and where segments stand in a payload.
enum Sealing {
    /// The facts a segment cannot be moved away from.
    static func context(_ storeID: StoreID, _ event: NewEvent) -> SealContext {
        SealContext(
            storeID: storeID.bytes,
            eventID: event.eventID.bytes,
            stream: event.stream,
            streamVersion: event.streamVersion,
            type: event.type,
            schemaVersion: event.schemaVersion
        )
    }

    private static let marker = Array("\"\(PayloadMember.sealed)\":[".utf8)

    /// True for a payload that may hold segments, told without reading it as JSON.
    static func isSealed(_ payload: [UInt8]) -> Bool {
        guard payload.count > marker.count else { return false }
        for start in 0..<payload.count - marker.count
        where payload[start + 1] == marker[1] && payload[start...].starts(with: marker) {
            return true
        }
        return false
    }

    /// The opened fields of a subject in a recorded event; `nil` when there are none to open.
    ///
    /// Throws ``KeyringError`` when the key is gone or the segment is not the one sealed.
    static func open(
        _ recorded: RecordedEvent,
        of subject: String,
        _ keyring: Keyring,
        _ storeID: StoreID
    ) throws -> [String: String]? {
        let root = try JSONDocument(scanning: recorded.event.payload, limits: .unlimited).root
        for item in root.member(PayloadMember.sealed)?.items ?? []
        where item.member("subject")?.string == subject {
            guard let segment = item.member("segment")?.string.flatMap(Base64.bytes) else {
                return nil
            }
            let plaintext = try keyring.open(
                segment,
                of: subject,
                in: context(storeID, recorded.event)
            )
            let fields = try JSONDocument(scanning: plaintext, limits: .unlimited).root
            return Dictionary(
                fields.members.compactMap { name, node in node.string.map { (name, $0) } },
                uniquingKeysWith: { first, _ in first }
            )
        }
        return nil
    }
}

/// Opens personal values for the name index while events are replayed, and for nothing else.
package final class IndexOpener: EventOpener {
    private let keyring: Keyring
    private let storeID: StoreID

    /// An opener for the events of a store.
    package init(_ keyring: Keyring, _ storeID: StoreID) {
        self.keyring = keyring
        self.storeID = storeID
    }

    /// Opens what is sealed in the event as far as the keys are there; an erased subject stays sealed.
    package func source(of recorded: RecordedEvent) -> (any PersonalSource & Sendable)? {
        Source(recorded, keyring, storeID)
    }

    private final class Source: PersonalSource, Sendable {
        private let recorded: RecordedEvent
        private let keyring: Keyring
        private let storeID: StoreID
        private let opened = Mutex<[String: [String: String]]>([:])

        init(_ recorded: RecordedEvent, _ keyring: Keyring, _ storeID: StoreID) {
            self.recorded = recorded
            self.keyring = keyring
            self.storeID = storeID
        }

        func open(field: String, of subject: String) -> String? {
            opened.withLock { opened in
                if opened[subject] == nil {
                    // An erased subject stays sealed; its rows simply do not come back.
                    opened[subject] =
                        (try? Sealing.open(recorded, of: subject, keyring, storeID)) ?? [:]
                }
                return opened[subject]?[field]
            }
        }
    }
}
