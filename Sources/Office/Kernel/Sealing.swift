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

/// Base64 with padding, RFC 4648.
enum Base64 {
    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
    )

    static func text(_ bytes: [UInt8]) -> String {
        var out: [UInt8] = []
        out.reserveCapacity((bytes.count + 2) / 3 * 4)
        var index = 0
        while index < bytes.count {
            let first = bytes[index]
            let second = index + 1 < bytes.count ? bytes[index + 1] : 0
            let third = index + 2 < bytes.count ? bytes[index + 2] : 0
            out.append(alphabet[Int(first >> 2)])
            out.append(alphabet[Int((first & 3) << 4 | second >> 4)])
            out.append(
                index + 1 < bytes.count ? alphabet[Int((second & 15) << 2 | third >> 6)] : 0x3D
            )
            out.append(index + 2 < bytes.count ? alphabet[Int(third & 63)] : 0x3D)
            index += 3
        }
        return String(decoding: out, as: UTF8.self)
    }

    static func bytes(_ text: String) -> [UInt8]? {
        let digits = Array(text.utf8)
        guard digits.count % 4 == 0 else { return nil }
        var out: [UInt8] = []
        out.reserveCapacity(digits.count / 4 * 3)
        for start in stride(from: 0, to: digits.count, by: 4) {
            var bits: UInt32 = 0
            var padding = 0
            for offset in 0..<4 {
                let digit = digits[start + offset]
                if digit == 0x3D, start + 4 == digits.count, offset >= 2 {
                    padding += 1
                    bits <<= 6
                } else if padding == 0, let value = alphabet.firstIndex(of: digit) {
                    bits = bits << 6 | UInt32(value)
                } else {
                    return nil
                }
            }
            let decoded = [bits >> 16, bits >> 8, bits].map { UInt8(truncatingIfNeeded: $0) }
            out.append(contentsOf: decoded.prefix(3 - padding))
        }
        return out
    }
}
