// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

/// The stored bytes of every event of drives, boxes, counts and funds, read and written again.
@Suite struct StoredEventTests {
    @Test func `drives are stored as ever`() throws {
        try StoredEvents.expect(DriveEvent.self, cases: 9)
    }

    @Test func `boxes are stored as ever`() throws {
        try StoredEvents.expect(BoxEvent.self, cases: 8)
    }

    @Test func `counts are stored as ever`() throws {
        try StoredEvents.expect(CountEvent.self, cases: 8)
    }

    @Test func `funds are stored as ever`() throws {
        try StoredEvents.expect(FundEvent.self, cases: 20)
    }
}
