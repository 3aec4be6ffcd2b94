// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Domain
package import EventLog

/// Opens the personal values of a recorded event, for the projections that index names.
package protocol EventOpener: AnyObject, Sendable {
    /// A source of clear values, or `nil` when the event has none that may be opened.
    func source(of recorded: RecordedEvent) -> (any PersonalSource & Sendable)?
}

/// Applies events to the rows of all projections of one kind.
///
/// The one mechanism behind the live views, catch-up, rebuilds, verification and as-of answers.
package struct ProjectionEngine: Sendable {
    /// What keeps the rows, in the order of application.
    package let projections: [Projection]
    private let codec: EventCodec
    private let handlers: [String: [Projection.Handler]]
    private let keepsStreams: Bool

    /// An engine for some projections; `keepsStreams`: also the engine's own tables.
    package init(_ projections: [Projection], codec: EventCodec, keepsStreams: Bool) {
        self.projections = projections
        self.codec = codec
        self.keepsStreams = keepsStreams
        var handlers: [String: [Projection.Handler]] = [:]
        for projection in projections {
            for (category, handler) in projection.handlers {
                handlers[category, default: []].append(handler)
            }
        }
        self.handlers = handlers
    }

    /// The engine's own tables: streams, numbers, receipts, events of a stream.
    package static let ownProjection = Projection(
        "streams",
        version: 2,
        tables: [
            StreamRow.table, NumberSeries.table, ReceiptRow.table, EventTypeRow.table,
            ErasedSubjectRow.table, ErasureRow.table, SealedSubjectRow.table,
        ]
    )

    /// Name and version of everything that writes rows; other rows are not trusted.
    package var fingerprint: String {
        let own = keepsStreams ? [Self.ownProjection] : []
        return (own + projections).map { "\($0.name)/\($0.version)" }.joined(separator: " ")
    }

    /// Applies an event that is in hand; `subjects` are those for whom something is sealed in it.
    ///
    /// Writer thread, inside the batch's transaction.
    package func apply(
        _ event: any DomainEvent,
        _ recorded: RecordedEvent,
        reason: String?,
        isFirst: Bool,
        subjects: [String],
        to store: ViewWriter
    ) {
        let decoded = DecodedEvent(
            event: event,
            reason: reason,
            isFirst: isFirst,
            subjects: subjects
        )
        apply(decoded, recorded, to: store)
    }

    /// Reads a record and applies it.
    ///
    /// Throws when the payload does not decode. Events of categories that nobody handles are not
    /// decoded, apart from the engine's own rows.
    package func apply(
        _ recorded: RecordedEvent,
        opener: (any EventOpener)?,
        to store: ViewWriter
    ) throws {
        guard let decoded = try decode(recorded, opener: opener) else { return }
        apply(decoded, recorded, to: store)
    }

    /// Reads the payload of a record; `nil` when nothing here handles its category.
    func decode(
        _ recorded: RecordedEvent,
        opener: (any EventOpener)?
    ) throws -> DecodedEvent? {
        guard
            keepsStreams || handlers[EventCodec.category(ofType: recorded.event.type)] != nil
        else { return nil }
        return try codec.decode(
            type: recorded.event.type,
            payload: recorded.event.payload,
            source: opener?.source(of: recorded)
        )
    }

    func apply(
        _ decoded: DecodedEvent,
        _ recorded: RecordedEvent,
        to store: ViewWriter
    ) {
        let meta = EventMeta(recorded, reason: decoded.reason)
        if keepsStreams { keepStream(decoded, meta, recorded, in: store) }
        guard let handlers = handlers[type(of: decoded.event).category] else { return }
        for handler in handlers { handler(decoded.event, meta, store) }
    }

    private func keepStream(
        _ decoded: DecodedEvent,
        _ meta: EventMeta,
        _ recorded: RecordedEvent,
        in store: ViewWriter
    ) {
        let step = decoded.event.isStep ? meta.occurredOn : nil
        if meta.streamVersion == 1 {
            store.insert(
                StreamRow(
                    stream: meta.stream,
                    version: 1,
                    lastPosition: meta.position,
                    lastStepOn: step
                )
            )
        } else {
            // There is no row when the events before were left out, as of an earlier day.
            store.change(StreamRow.self, RowKey(meta.stream)) { row in
                row = StreamRow(
                    stream: meta.stream,
                    version: meta.streamVersion,
                    lastPosition: meta.position,
                    lastStepOn: [row?.lastStepOn, step].compactMap(\.self).max()
                )
            }
        }
        if meta.streamVersion == 1, looksNumbered(meta.streamID) { store.took(meta.streamID) }
        store.count(recorded.event.type, at: meta.position)
        // A key is made with the first event of its subject's own stream.
        if meta.streamVersion == 1, decoded.subjects.contains(meta.streamID) {
            store.insert(SealedSubjectRow(subject: meta.streamID))
        }
        if let step = decoded.event.erasure { keep(step, meta, in: store) }
        if decoded.isFirst {
            store.insert(ReceiptRow(commandID: recorded.event.commandID, position: meta.position))
        }
    }

    private func keep(_ step: ErasureStep, _ meta: EventMeta, in store: ViewWriter) {
        switch step {
        case .decided(let subjects):
            for subject in subjects {
                store.remove(SealedSubjectRow.self, RowKey(subject))
                guard !store.isErased(subject) else { continue }
                store.put(
                    ErasedSubjectRow(
                        subject: subject,
                        erasedOn: meta.occurredOn,
                        position: meta.position
                    )
                )
            }
            store.put(
                ErasureRow(
                    position: meta.position,
                    stream: meta.stream,
                    subjects: subjects,
                    erasedOn: meta.occurredOn,
                    decidedAt: meta.recordedAt,
                    decidedBy: meta.actor
                )
            )
        case .completed(let position):
            store.update(ErasureRow.self, RowKey().and(position)) {
                $0.completedAt = meta.position
            }
        }
    }

    /// True for `PREFIX-year-sequence`.
    private func looksNumbered(_ id: String) -> Bool {
        let parts = id.utf8.split(
            separator: UInt8(ascii: "-"),
            omittingEmptySubsequences: false
        )
        func isNumber(_ digits: Substring.UTF8View) -> Bool { digits.allSatisfy { $0 &- 48 < 10 } }
        return parts.count == 3 && parts[1].count == 4 && parts[2].count >= 4
            && isNumber(parts[1]) && isNumber(parts[2])
    }
}

/// Which command id was handled, and where its first event is.
package struct ReceiptRow: PackedRow {
    package static let table = RowTable(9, "receipts")
    package static let isWrittenOnce = true
    /// As the caller chose it.
    package let commandID: String
    /// The position of the command's first event; the others follow it.
    package let position: Int64
    package var key: RowKey { Self.key(commandID) }

    init(commandID: String, position: Int64) {
        self.commandID = commandID
        self.position = position
    }

    package func pack(into packer: inout RowPacker) {
        packer.pack(commandID)
        packer.pack(position)
    }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        commandID = try unpacker.next()
        position = try unpacker.next()
    }

    /// The key of a command id.
    package static func key(_ commandID: String) -> RowKey { RowKey(commandID) }
}
