// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import CanonicalJSON
internal import Domain
internal import EventLog

/// One event as a line of JSON, members in the order of their names.
///
/// Hashes in hexadecimal, ids in their texts, `recordedAt` in microseconds since 1970 UTC,
/// `occurredOn` a date, `payload` the object as it is stored, sealed fields included.
struct EventLine: Codable {
    let actor: String
    let causationId: String
    let commandDigest: String
    let commandId: String
    let correlationId: String
    let eventId: String
    let hash: String
    let occurredOn: CivilDate
    let payload: JSONValue
    let position: UInt64
    let previousHash: String
    let recordedAt: Int64
    let schemaVersion: UInt16
    let stream: String
    let streamVersion: UInt64
    let type: String

    /// The line of a stored event.
    ///
    /// Throws ``LogError/undecodable(position:)`` for a payload that is no canonical JSON, since no
    /// line could give its bytes back.
    init(_ recorded: RecordedEvent) throws {
        let event = recorded.event
        let document = try? JSONDocument(scanning: event.payload, limits: .unlimited)
        guard event.codec == NewEvent.canonicalJSON, let payload = document?.root.value,
            CanonicalJSON.bytes(payload) == event.payload
        else { throw LogError.undecodable(position: recorded.position) }
        self.payload = payload
        actor = event.actor
        causationId = event.causationID.text
        commandDigest = event.commandDigest.hex
        commandId = event.commandID
        correlationId = event.correlationID.text
        eventId = event.eventID.text
        hash = recorded.hash.hex
        occurredOn = CivilDate(days: event.occurredOn)
        position = recorded.position
        previousHash = recorded.previousHash.hex
        recordedAt = event.recordedAt
        schemaVersion = event.schemaVersion
        stream = event.stream
        streamVersion = event.streamVersion
        type = event.type
    }

    /// From a line; throws for anything that ``bytes()`` does not write.
    init(_ line: ArraySlice<UInt8>) throws {
        self = try CanonicalJSON.decode(EventLine.self, from: Array(line))
    }

    /// The line without its end.
    func bytes() throws -> [UInt8] { try CanonicalJSON.encode(self) }

    /// The event as it was recorded.
    var event: NewEvent {
        get throws {
            guard let eventID = EventID(text: eventId),
                let correlationID = EventID(text: correlationId),
                let causationID = EventID(text: causationId),
                let digest = Hexadecimal.bytes(commandDigest).flatMap({ Digest32($0) })
            else { throw LogError.undecodable(position: position) }
            return NewEvent(
                eventID: eventID,
                type: type,
                schemaVersion: schemaVersion,
                stream: stream,
                streamVersion: streamVersion,
                recordedAt: recordedAt,
                occurredOn: occurredOn.days,
                actor: actor,
                commandID: commandId,
                correlationID: correlationID,
                causationID: causationID,
                commandDigest: digest,
                payload: CanonicalJSON.bytes(payload)
            )
        }
    }

    /// True when this line tells of an event at its place in the chain.
    func isTold(of recorded: RecordedEvent) -> Bool {
        position == recorded.position && hash == recorded.hash.hex
            && previousHash == recorded.previousHash.hex && recordedAt == recorded.event.recordedAt
    }
}
