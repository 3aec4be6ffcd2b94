// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Domain
import TestSupport
import Testing

/// Goal: the events of partnerships, advocacies and bodies are stored as ever; method: their golden
/// bytes, one line per event type, are read and written again.
@Suite struct StoredProfessionTests {
    @Test func `partnerships are stored as ever`() throws {
        #expect(try StoredEvents.differences(PartnershipEvent.self) == [])
    }

    @Test func `advocacies are stored as ever`() throws {
        #expect(try StoredEvents.differences(AdvocacyEvent.self) == [])
    }

    @Test func `bodies are stored as ever`() throws {
        #expect(try StoredEvents.differences(BodyEvent.self) == [])
    }
}
