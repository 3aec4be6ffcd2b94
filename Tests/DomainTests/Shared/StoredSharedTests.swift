// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

/// The stored bytes of every event of the shared slice, read and written again.
@Suite struct StoredSharedTests {
    @Test func `operators are stored as ever`() throws {
        try StoredEvents.expect(OperatorEvent.self, cases: 8)
    }
    @Test func `approvals are stored as ever`() throws {
        try StoredEvents.expect(ApprovalEvent.self, cases: 4)
    }
    @Test func `looks are stored as ever`() throws {
        try StoredEvents.expect(AccessEvent.self, cases: 2)
    }
    @Test func `organisations are stored as ever`() throws {
        try StoredEvents.expect(OrganisationEvent.self, cases: 2)
    }
    @Test func `places are stored as ever`() throws {
        try StoredEvents.expect(PlaceEvent.self, cases: 1)
    }
    @Test func `stores are stored as ever`() throws {
        try StoredEvents.expect(StoreEvent.self, cases: 1)
    }
    @Test func `contacts are stored as ever`() throws {
        try StoredEvents.expect(ContactEvent.self, cases: 1)
    }
}
