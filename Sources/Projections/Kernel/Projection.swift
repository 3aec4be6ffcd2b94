// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Domain

/// A projection: the code that keeps some tables of rows up to date with the events.
///
/// Registered once, in ``Projections/all``. Its rows depend on nothing but the events in order, so
/// a rebuild gives the same bytes. `version` changes with its rows or their meaning; every store
/// then rebuilds its views at the next start.
package struct Projection: Sendable {
    /// When a projection is brought up to date.
    package enum Kind: String, Sendable {
        /// In the commit of the events.
        case inline
        /// By `projection.run`, driven by cron.
        case scheduled
    }

    /// The name in `projection.list`.
    package let name: String
    /// Part of the fingerprint of the views.
    package let version: Int
    /// When it is brought up to date.
    package let kind: Kind
    /// The tables it alone writes.
    package let tables: [RowTable]
    /// What it does, by the category of the event.
    package private(set) var handlers: [String: Handler] = [:]

    /// Applies one event of a category.
    package typealias Handler =
        @Sendable (any DomainEvent, EventMeta, any RowStore) -> Void

    /// An empty projection; add what it does with ``on(_:_:)``.
    package init(
        _ name: String,
        version: Int = 1,
        kind: Kind = .inline,
        tables: [RowTable]
    ) {
        self.name = name
        self.version = version
        self.kind = kind
        self.tables = tables
    }

    /// The projection that also applies the events of one category.
    package func on<Event: DomainEvent>(
        _ type: Event.Type,
        _ apply: @escaping @Sendable (Event, EventMeta, any RowStore) -> Void
    ) -> Projection {
        var projection = self
        let earlier = handlers[Event.category]
        projection.handlers[Event.category] = { event, meta, store in
            earlier?(event, meta, store)
            if let event = event as? Event { apply(event, meta, store) }
        }
        return projection
    }

    /// The projection that also keeps the state of an aggregate, one row per stream.
    package func keeping<State: AggregateState>(_ type: State.Type) -> Projection {
        on(State.Event.self) { event, meta, store in
            let id = ID<State.Kind>(trusted: meta.streamID)
            store.change(State.self, RowKey(id)) { state in
                if state?.evolve(event, meta) == nil { state = State.initial(id, event, meta) }
            }
        }
    }
}

/// What one slice of the office brings: its commands, queries, events and projections.
package struct Slice: Sendable {
    /// The name of the slice's folder.
    package let name: String
    /// The methods that record something.
    package let commands: [any Command.Type]
    /// The methods that read rows.
    package let queries: [any Query.Type]
    /// One type a category; no category is of two slices.
    package let events: [any DomainEvent.Type]
    /// What keeps the rows of the slice.
    package let projections: [Projection]
    /// True when the access log keeps who named a thing that is not there or not theirs to see.
    ///
    /// False where everybody who may call sees every row, so that a slip of the pen is just that.
    package let recordsDenials: Bool

    /// A slice from its parts.
    package init(
        _ name: String,
        commands: [any Command.Type],
        queries: [any Query.Type],
        events: [any DomainEvent.Type],
        projections: [Projection],
        recordsDenials: Bool = true
    ) {
        self.name = name
        self.commands = commands
        self.queries = queries
        self.events = events
        self.projections = projections
        self.recordsDenials = recordsDenials
    }

    /// Every slice of the office, in the order in which their projections apply an event.
    package static let all: [Slice] = [
        .shared, .registry, .programmes, .fund, .coinDrive, .supplies, .casework, .overdue,
        .partnership, .advocacy, .governance, .reports,
    ]
}
