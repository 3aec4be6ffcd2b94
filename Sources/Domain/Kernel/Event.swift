// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// The events of one category of streams, as one enum with a case per event type.
///
/// Stored names are the raw values of an explicit `CodingKeys` enum (`case sealed = "box.sealed"`),
/// never Swift names; payload members are the labels of the case, which are part of the stored
/// format too. The synthesised `Codable` conformance is the codec; golden files hold the bytes.
package protocol DomainEvent: Codable, Sendable {
    /// The category of the streams, the part of the stored name before the full stop.
    static var category: String { get }
    /// True when the event was recorded by a step (◆): no later step may be dated before it.
    var isStep: Bool { get }
    /// What the event means for an erasure; `nil` for all but the two events of one.
    var erasure: ErasureStep? { get }
}

extension DomainEvent {
    /// Nothing; the two events of an erasure say otherwise.
    package var erasure: ErasureStep? { nil }
}

/// What a projection knows about an event besides its own facts.
package struct EventMeta: Sendable {
    /// Global, dense, 1-based.
    package let position: Int64
    /// `category-id`.
    package let stream: String
    /// The part of the stream after the category and its hyphen.
    package let streamID: String
    /// 1-based count of the stream.
    package let streamVersion: Int64
    /// The business date.
    package let occurredOn: CivilDate
    /// Microseconds since 1970, UTC.
    package let recordedAt: Int64
    /// Who recorded it.
    package let actor: ID<Operator>
    /// The caller's reason, when one was given.
    package let reason: String?
    /// The stored name of the event.
    package let type: String

    /// All facts of the envelope.
    package init(
        position: Int64,
        stream: String,
        streamID: String,
        streamVersion: Int64,
        occurredOn: CivilDate,
        recordedAt: Int64,
        actor: ID<Operator>,
        reason: String?,
        type: String
    ) {
        self.position = position
        self.stream = stream
        self.streamID = streamID
        self.streamVersion = streamVersion
        self.occurredOn = occurredOn
        self.recordedAt = recordedAt
        self.actor = actor
        self.reason = reason
        self.type = type
    }
}

/// The state of one aggregate, kept as a row and folded from its events.
package protocol AggregateState: Row {
    associatedtype Kind: Thing
    associatedtype Event: DomainEvent
    /// The thing's id.
    var id: ID<Kind> { get }
    /// The state after the first event of the stream; `nil` when that event cannot come first.
    static func initial(_ id: ID<Kind>, _ event: Event, _ meta: EventMeta) -> Self?
    /// The state after one more event.
    mutating func evolve(_ event: Event, _ meta: EventMeta)
}

extension AggregateState {
    /// The id alone.
    package var key: RowKey { RowKey(id) }
}
