// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Domain
import TestSupport
import Testing

/// The stored bytes of every event of drives, boxes, counts and funds, read and written again.
@Suite struct StoredEventTests {
    @Test func `drives are stored as ever`() throws {
        #expect(try StoredEvents.differences(DriveEvent.self) == [])
    }

    @Test func `boxes are stored as ever`() throws {
        #expect(try StoredEvents.differences(BoxEvent.self) == [])
    }

    @Test func `counts are stored as ever`() throws {
        #expect(try StoredEvents.differences(CountEvent.self) == [])
    }

    @Test func `funds are stored as ever`() throws {
        #expect(try StoredEvents.differences(FundEvent.self) == [])
    }
}
