// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import TestSupport
import Testing

/// The golden bytes of one category of events: one line per event type, its stored name and its
/// payload, canonical.
enum StoredEvents {
    /// Reads every line and writes it again.
    static func expect<Event: DomainEvent>(
        _ type: Event.Type,
        cases: Int,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let lines = Golden.text("events/\(Event.category).jsonl").split(separator: "\n")
        #expect(lines.count == cases, sourceLocation: sourceLocation)
        for line in lines {
            let bytes = Array(line.utf8)
            let document = try JSONDocument(scanning: bytes, limits: .unlimited)
            let event = try CanonicalJSON.decode(Event.self, from: document)
            #expect(
                try CanonicalJSON.encode(event) == bytes,
                "\(line)",
                sourceLocation: sourceLocation
            )
        }
    }
}
