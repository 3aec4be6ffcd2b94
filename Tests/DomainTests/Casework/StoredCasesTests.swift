// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Domain
import TestSupport
import Testing

/// Goal: the events of cases and safe houses are stored as ever; method: their golden bytes, one
/// line per event type, are read and written again.
@Suite struct StoredCasesTests {
    @Test func `cases are stored as ever`() throws {
        #expect(try StoredEvents.differences(CaseEvent.self) == [])
    }

    @Test func `safe houses are stored as ever`() throws {
        #expect(try StoredEvents.differences(SafeHouseEvent.self) == [])
    }
}
