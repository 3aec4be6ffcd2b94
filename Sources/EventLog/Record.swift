// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import LMDB

/// The bytes of one record, format 1; `docs/DATA_FORMAT.md` shows every one.
///
/// `hash ‖ previousHash ‖ header ‖ payload`: the hash is that of everything behind it, so it is
/// computed over one run of bytes.
package enum Record {
    /// The record format this release writes.
    package static let format: UInt8 = 1
    /// Longest payload, in bytes.
    package static let payloadBytesMax = 256 * 1024
    /// Longest type, stream, actor or command id, in bytes of UTF-8.
    package static let textBytesMax = 255

    /// Offsets of the fixed part, in bytes from the start of the record.
    private enum Offset {
        static let hash = 0
        static let previousHash = 32
        static let format = 64
        static let codec = 65
        static let schemaVersion = 66
        static let payloadLength = 68
        static let position = 72
        static let eventID = 80
        static let streamVersion = 96
        static let recordedAt = 104
        static let occurredOn = 112
        static let typeLength = 116
        static let streamLength = 117
        static let actorLength = 118
        static let commandIDLength = 119
        static let correlationID = 120
        static let causationID = 136
        static let commandDigest = 152
        static let texts = 184
    }

    /// The record of an event at its place in the chain, and its hash.
    ///
    /// Throws ``LogError/invalidEvent(field:problem:)`` for a text or payload out of range.
    package static func encode(
        _ event: NewEvent,
        position: UInt64,
        previousHash: Digest32
    ) throws(LogError) -> (bytes: [UInt8], hash: Digest32) {
        let lengths = try textLengths(of: event)
        guard event.payload.count <= payloadBytesMax else {
            throw .invalidEvent(field: "payload", problem: .tooLong)
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Offset.texts + lengths.total + event.payload.count)
        // The hash comes last and is put here.
        Digest32.zero.append(to: &bytes)
        previousHash.append(to: &bytes)
        bytes.append(format)
        bytes.append(event.codec)
        bytes.appendBigEndian(event.schemaVersion)
        bytes.appendBigEndian(UInt32(event.payload.count))
        bytes.appendBigEndian(position)
        bytes.append(event.eventID)
        bytes.appendBigEndian(event.streamVersion)
        bytes.appendBigEndian(event.recordedAt)
        bytes.appendBigEndian(event.occurredOn)
        bytes.append(lengths.type)
        bytes.append(lengths.stream)
        bytes.append(lengths.actor)
        bytes.append(lengths.commandID)
        bytes.append(event.correlationID)
        bytes.append(event.causationID)
        event.commandDigest.append(to: &bytes)
        bytes.append(contentsOf: event.type.utf8)
        bytes.append(contentsOf: event.stream.utf8)
        bytes.append(contentsOf: event.actor.utf8)
        bytes.append(contentsOf: event.commandID.utf8)
        bytes.append(contentsOf: event.payload)
        let hash = Digest32(hashing: bytes[Offset.previousHash...])
        hash.store(in: &bytes)
        return (bytes, hash)
    }

    /// The event in a record.
    ///
    /// Total: any bytes either decode or throw ``LogError``.
    ///
    /// `position` is that of the key. `verify: false` leaves out computing the hash, for a caller
    /// that has just done so.
    package static func decode(
        _ span: Span<UInt8>,
        at position: UInt64,
        verify: Bool = true
    ) throws(LogError) -> RecordedEvent {
        guard span.count > Offset.format else {
            throw .damaged(position: position, .truncated)
        }
        guard span[Offset.format] == format else {
            throw .damaged(position: position, .unknownFormat)
        }
        guard span.count >= Offset.texts else {
            throw .damaged(position: position, .truncated)
        }
        let typeEnd = Offset.texts + Int(span[Offset.typeLength])
        let streamEnd = typeEnd + Int(span[Offset.streamLength])
        let actorEnd = streamEnd + Int(span[Offset.actorLength])
        let payloadStart = actorEnd + Int(span[Offset.commandIDLength])
        let payloadCount = Int(span.bigEndian(at: Offset.payloadLength) as UInt32)
        guard payloadCount <= payloadBytesMax else {
            throw .damaged(position: position, .tooLong)
        }
        let count = payloadStart + payloadCount
        guard span.count == count else {
            throw .damaged(
                position: position,
                span.count < count ? .truncated : .trailingBytes
            )
        }
        let hash = Digest32(first32Of: span)
        if verify {
            let bytes = [UInt8](copying: span.extracting(Offset.previousHash..<count))
            guard Digest32(hashing: bytes) == hash else {
                throw .damaged(position: position, .hashMismatch)
            }
        }
        guard span.bigEndian(at: Offset.position) == position else {
            throw .damaged(position: position, .wrongPosition)
        }
        let event = NewEvent(
            eventID: span.eventID(at: Offset.eventID),
            type: try text(span, Offset.texts, typeEnd, position),
            schemaVersion: span.bigEndian(at: Offset.schemaVersion),
            stream: try text(span, typeEnd, streamEnd, position),
            streamVersion: span.bigEndian(at: Offset.streamVersion),
            recordedAt: span.bigEndian(at: Offset.recordedAt),
            occurredOn: span.bigEndian(at: Offset.occurredOn),
            actor: try text(span, streamEnd, actorEnd, position),
            commandID: try text(span, actorEnd, payloadStart, position),
            correlationID: span.eventID(at: Offset.correlationID),
            causationID: span.eventID(at: Offset.causationID),
            commandDigest: Digest32(
                first32Of: span.extracting(Offset.commandDigest..<Offset.texts)
            ),
            codec: span[Offset.codec],
            payload: [UInt8](copying: span.extracting(payloadStart..<count))
        )
        guard event.schemaVersion > 0, event.streamVersion > 0 else {
            throw .damaged(position: position, .zeroVersion)
        }
        return RecordedEvent(
            position: position,
            event: event,
            previousHash: Digest32(
                first32Of: span.extracting(Offset.previousHash..<Offset.format)
            ),
            hash: hash
        )
    }

    private static func text(
        _ span: Span<UInt8>,
        _ start: Int,
        _ end: Int,
        _ position: UInt64
    ) throws(LogError) -> String {
        guard start < end else { throw .damaged(position: position, .emptyText) }
        do {
            return String(copying: try UTF8Span(validating: span.extracting(start..<end)))
        } catch {
            throw .damaged(position: position, .notUTF8)
        }
    }

    private static func textLengths(
        of event: NewEvent
    ) throws(LogError) -> (type: UInt8, stream: UInt8, actor: UInt8, commandID: UInt8, total: Int) {
        guard event.schemaVersion > 0 else {
            throw .invalidEvent(field: "schemaVersion", problem: .zeroVersion)
        }
        guard event.streamVersion > 0 else {
            throw .invalidEvent(field: "streamVersion", problem: .zeroVersion)
        }
        let type = try length(of: event.type, "type")
        let stream = try length(of: event.stream, "stream")
        let actor = try length(of: event.actor, "actor")
        let commandID = try length(of: event.commandID, "commandID")
        return (
            type, stream, actor, commandID,
            Int(type) + Int(stream) + Int(actor) + Int(commandID)
        )
    }

    private static func length(of text: String, _ field: String) throws(LogError) -> UInt8 {
        let count = text.utf8.count
        guard count > 0 else { throw .invalidEvent(field: field, problem: .emptyText) }
        guard let length = UInt8(exactly: count) else {
            throw .invalidEvent(field: field, problem: .tooLong)
        }
        return length
    }
}

extension [UInt8] {
    fileprivate mutating func append(_ identifier: EventID) {
        appendBigEndian(identifier.value.high)
        appendBigEndian(identifier.value.low)
    }
}

extension Span<UInt8> {
    fileprivate func eventID(at offset: Int) -> EventID {
        EventID(SixteenBytes(high: bigEndian(at: offset), low: bigEndian(at: offset + 8)))
    }
}
