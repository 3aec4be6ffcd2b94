// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// An event as it is asked to be stored, before it has a position.
package struct NewEvent: Sendable, Equatable {
    /// Unique in the log's lifetime; the caller makes it.
    package var eventID: EventID
    /// The stored name, `slice.happened`; 1 to 255 bytes.
    package var type: String
    /// Of the payload, from 1; readers bring older ones up to date.
    package var schemaVersion: UInt16
    /// `category-id`; 1 to 255 bytes.
    package var stream: String
    /// Place in the stream, from 1.
    package var streamVersion: UInt64
    /// Microseconds since 1970, UTC.
    ///
    /// The log never lets it go back.
    package var recordedAt: Int64
    /// Days since 1970-01-01 of the civil date on which it happened.
    package var occurredOn: Int32
    /// Who asked; 1 to 255 bytes.
    package var actor: String
    /// The command that recorded it; 1 to 255 bytes.
    package var commandID: String
    /// Of the first event of the same command: all its events share it.
    package var correlationID: EventID
    /// The event that caused this one: the request of an approved command, else the correlation.
    package var causationID: EventID
    /// Keyed digest of the command as it was sent.
    package var commandDigest: Digest32
    /// How the payload is written; see ``canonicalJSON``.
    package var codec: UInt8
    /// At most 256 KiB.
    package var payload: [UInt8]

    /// Codec number of canonical JSON.
    package static let canonicalJSON: UInt8 = 1

    /// Nothing is checked before it is appended; see the properties.
    package init(
        eventID: EventID,
        type: String,
        schemaVersion: UInt16,
        stream: String,
        streamVersion: UInt64,
        recordedAt: Int64,
        occurredOn: Int32,
        actor: String,
        commandID: String,
        correlationID: EventID,
        causationID: EventID,
        commandDigest: Digest32,
        codec: UInt8 = NewEvent.canonicalJSON,
        payload: [UInt8]
    ) {
        self.eventID = eventID
        self.type = type
        self.schemaVersion = schemaVersion
        self.stream = stream
        self.streamVersion = streamVersion
        self.recordedAt = recordedAt
        self.occurredOn = occurredOn
        self.actor = actor
        self.commandID = commandID
        self.correlationID = correlationID
        self.causationID = causationID
        self.commandDigest = commandDigest
        self.codec = codec
        self.payload = payload
    }
}

/// An event as it stands in the log.
package struct RecordedEvent: Sendable, Equatable {
    /// Place in the log, dense from 1.
    package let position: UInt64
    /// What was stored; `recordedAt` as the log raised it.
    package let event: NewEvent
    /// Hash of the record before; of the first one the genesis hash.
    package let previousHash: Digest32
    /// SHA-256 of the whole record, which the next one names.
    package let hash: Digest32

    /// A record as it was read; see the properties.
    package init(position: UInt64, event: NewEvent, previousHash: Digest32, hash: Digest32) {
        self.position = position
        self.event = event
        self.previousHash = previousHash
        self.hash = hash
    }
}

/// The end of the log.
package struct LogHead: Sendable, Equatable {
    /// Position of the newest event; 0 in an empty log.
    package let position: UInt64
    /// Its hash; in an empty log the genesis hash.
    package let hash: Digest32
    /// When it was recorded, microseconds since 1970 UTC; `Int64.min` in an empty log.
    package let recordedAt: Int64
    /// The civil date of the newest event, days since 1970-01-01; 0 in an empty log.
    package let occurredOn: Int32

    /// A head as it was read; see the properties.
    package init(position: UInt64, hash: Digest32, recordedAt: Int64, occurredOn: Int32) {
        self.position = position
        self.hash = hash
        self.recordedAt = recordedAt
        self.occurredOn = occurredOn
    }
}
