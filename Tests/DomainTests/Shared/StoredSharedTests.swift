// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Domain
import TestSupport
import Testing

/// The stored bytes of every event of the shared slice, read and written again.
@Suite struct StoredSharedTests {
    @Test func `operators are stored as ever`() throws {
        #expect(try StoredEvents.differences(OperatorEvent.self) == [])
    }
    @Test func `approvals are stored as ever`() throws {
        #expect(try StoredEvents.differences(ApprovalEvent.self) == [])
    }
    @Test func `looks are stored as ever`() throws {
        #expect(try StoredEvents.differences(AccessEvent.self) == [])
    }
    @Test func `complaints are stored as ever`() throws {
        #expect(try StoredEvents.differences(ComplaintEvent.self) == [])
    }
    @Test func `organisations are stored as ever`() throws {
        #expect(try StoredEvents.differences(OrganisationEvent.self) == [])
    }
    @Test func `places are stored as ever`() throws {
        #expect(try StoredEvents.differences(PlaceEvent.self) == [])
    }
    @Test func `stores are stored as ever`() throws {
        #expect(try StoredEvents.differences(StoreEvent.self) == [])
    }
    @Test func `contacts are stored as ever`() throws {
        #expect(try StoredEvents.differences(ContactEvent.self) == [])
    }
}
