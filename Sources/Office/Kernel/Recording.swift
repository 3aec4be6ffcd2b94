// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import CanonicalJSON
internal import Domain
internal import EventLog
internal import Keyring
internal import LMDB
internal import Projections

/// The events of one command and what goes into their headers.
struct Recording {
    let events: [PendingEvent]
    let actor: String
    let commandID: String
    let digest: Digest32
    let occurredOn: CivilDate
    let reason: String?
    let isBackfilled: Bool
    /// The command's own result members, one canonical object.
    let answer: [UInt8]
    let warnings: [Warning]
}

extension CommandRunner {
    /// Events one command may record.
    static let eventsMax = 512

    /// Seals, encodes and appends the events, and applies them to the views of the batch.
    ///
    /// Everything is sealed and encoded before the first put. Throws only when the batch is spoilt
    /// or the events cannot be stored at all.
    func record(
        _ recording: Recording,
        _ batch: inout Batch,
        _ permit: borrowing WriterPermit
    ) throws -> [EventReference] {
        guard !recording.events.isEmpty, recording.events.count <= Self.eventsMax else {
            throw UnrecordableCommand(events: recording.events.count)
        }
        let recordedAt = clock.microseconds()
        var newEvents: [NewEvent] = []
        newEvents.reserveCapacity(recording.events.count)
        var versions: [String: Int64] = [:]
        var holdsSealed: Set<Int> = []
        var subjects: [[String]] = []
        let correlation = identities.eventID(at: recordedAt)
        for (index, pending) in recording.events.enumerated() {
            let version =
                (versions[pending.stream] ?? batch.views.row(
                    StreamRow.self,
                    RowKey(pending.stream)
                )?.version ?? 0) + 1
            versions[pending.stream] = version
            let encoded = try codec.encode(pending.event)
            var event = NewEvent(
                eventID: index == 0 ? correlation : identities.eventID(at: recordedAt),
                type: encoded.type,
                schemaVersion: 1,
                stream: pending.stream,
                streamVersion: UInt64(version),
                recordedAt: recordedAt,
                occurredOn: (pending.request?.occurredOn ?? recording.occurredOn).days,
                actor: recording.actor,
                commandID: recording.commandID,
                correlationID: correlation,
                causationID: try causation(pending, batch.log) ?? correlation,
                commandDigest: recording.digest,
                codec: NewEvent.canonicalJSON,
                payload: []
            )
            var extras = extras(recording, pending.request, isFirst: index == 0)
            if !encoded.personal.isEmpty {
                holdsSealed.insert(index)
                extras.append(try seal(encoded.personal, in: event, &batch, permit))
            }
            subjects.append(encoded.personal.map(\.subject))
            event.payload = try encoded.payload(adding: extras)
            newEvents.append(event)
        }
        let recorded = try store.log.append(newEvents, to: &batch.log)
        for (index, stored) in recorded.enumerated() where holdsSealed.contains(index) {
            services.remember(stored)
        }
        for (index, (pending, stored)) in zip(recording.events, recorded).enumerated() {
            if case .decided(let subjects)? = pending.event.erasure { batch.erased += subjects }
            engine.apply(
                pending.event,
                stored,
                reason: pending.request.map(\.reason) ?? recording.reason,
                isFirst: index == 0,
                subjects: subjects[index],
                to: batch.views
            )
        }
        if let failure = batch.views.failure { throw failure }
        batch.recordedCount += recorded.count
        return recorded.map(Self.reference)
    }

    /// The id of the request that an approved event comes from.
    private func causation(
        _ pending: PendingEvent,
        _ log: borrowing WriteTransaction
    ) throws -> EventID? {
        guard let request = pending.request else { return nil }
        return try store.log.read(UInt64(request.position), log)?.event.eventID
    }

    private func extras(
        _ recording: Recording,
        _ request: ApprovedRequest?,
        isFirst: Bool
    ) -> [EncodedEvent.Extra] {
        var extras: [EncodedEvent.Extra] = []
        if let reason = request.map(\.reason) ?? recording.reason {
            extras.append((PayloadMember.reason, CanonicalJSON.bytes(.string(reason))))
        }
        let isBackfilled = request?.isBackfilled ?? recording.isBackfilled
        if isBackfilled {
            extras.append((PayloadMember.backfilled, CanonicalJSON.bytes(.bool(true))))
        }
        guard isFirst else { return extras }
        extras.append((PayloadMember.answer, recording.answer))
        if !recording.warnings.isEmpty {
            let warnings = recording.warnings.map { warning in
                JSONValue.object([
                    JSONMember("code", .string(warning.code)),
                    JSONMember("details", warning.details),
                ])
            }
            extras.append((PayloadMember.warnings, CanonicalJSON.bytes(.array(warnings))))
        }
        return extras
    }

    /// Seals one event's personal values, one segment per subject, minting keys for new subjects.
    private func seal(
        _ personal: [(subject: String, fields: [(name: String, value: String)])],
        in event: NewEvent,
        _ batch: inout Batch,
        _ permit: borrowing WriterPermit
    ) throws -> EncodedEvent.Extra {
        var segments: [JSONValue] = []
        for (subject, fields) in personal {
            if event.streamVersion == 1, event.stream.hasSuffix("-" + subject),
                try !store.keyring.hasKey(subject)
            {
                try batch.mint(subject, store.keyring, permit)
            }
            let plaintext = CanonicalJSON.bytes(
                .object(fields.map { JSONMember($0.name, .string($0.value)) })
            )
            let segment = try store.keyring.seal(
                plaintext,
                for: subject,
                in: Sealing.context(store.log.storeID, event)
            )
            segments.append(
                .object([
                    JSONMember("fields", .array(fields.map { .string($0.name) })),
                    JSONMember("segment", .string(Base64.text(segment))),
                    JSONMember("subject", .string(subject)),
                ])
            )
        }
        return (PayloadMember.sealed, CanonicalJSON.bytes(.array(segments)))
    }
}

extension Batch {
    /// Mints the key of a new subject in the batch's keyring transaction.
    mutating func mint(
        _ subject: String,
        _ keyring: Keyring,
        _ permit: borrowing WriterPermit
    ) throws {
        if var open = keys.take() {
            try keyring.mintKey(for: subject, in: &open)
            keys = consume open
        } else {
            var fresh = try keyring.beginWrite(permit)
            try keyring.mintKey(for: subject, in: &fresh)
            keys = consume fresh
        }
    }
}

/// A command that recorded nothing, or more than fits.
struct UnrecordableCommand: Error {
    let events: Int
}
