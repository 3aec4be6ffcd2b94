// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import TestSupport
import Testing

/// The stored bytes of every event of the shared slice, read and written again.
@Suite struct StoredSharedTests {
    @Test func `operators are stored as ever`() throws { try check(OperatorEvent.self, 8) }
    @Test func `approvals are stored as ever`() throws { try check(ApprovalEvent.self, 4) }
    @Test func `looks are stored as ever`() throws { try check(AccessEvent.self, 2) }
    @Test func `organisations are stored as ever`() throws { try check(OrganisationEvent.self, 2) }
    @Test func `places are stored as ever`() throws { try check(PlaceEvent.self, 1) }
    @Test func `stores are stored as ever`() throws { try check(StoreEvent.self, 1) }
    @Test func `contacts are stored as ever`() throws { try check(ContactEvent.self, 1) }

    private func check<Event: DomainEvent>(_ type: Event.Type, _ count: Int) throws {
        let lines = Golden.text("events/\(Event.category).jsonl").split(separator: "\n")
        #expect(lines.count == count)
        for line in lines {
            let bytes = Array(line.utf8)
            let document = try JSONDocument(scanning: bytes, limits: .unlimited)
            let event = try CanonicalJSON.decode(Event.self, from: document)
            #expect(try CanonicalJSON.encode(event) == bytes, "\(line)")
        }
    }
}
