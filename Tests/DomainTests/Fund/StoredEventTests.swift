// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import TestSupport
import Testing

/// The stored bytes of every event of drives, boxes, counts and funds, read and written again.
@Suite struct StoredEventTests {
    @Test func `drives are stored as ever`() throws {
        try check(DriveEvent.self, cases: 9)
    }

    @Test func `boxes are stored as ever`() throws {
        try check(BoxEvent.self, cases: 8)
    }

    @Test func `counts are stored as ever`() throws {
        try check(CountEvent.self, cases: 8)
    }

    @Test func `funds are stored as ever`() throws {
        try check(FundEvent.self, cases: 20)
    }

    // One line per event type: its stored name and its payload, canonical.
    private func check<Event: DomainEvent>(_ type: Event.Type, cases: Int) throws {
        let lines = Golden.text("events/\(Event.category).jsonl").split(separator: "\n")
        #expect(lines.count == cases)
        for line in lines {
            let bytes = Array(line.utf8)
            let document = try JSONDocument(scanning: bytes, limits: .unlimited)
            let event = try CanonicalJSON.decode(Event.self, from: document)
            #expect(try CanonicalJSON.encode(event) == bytes, "\(line)")
        }
    }
}
