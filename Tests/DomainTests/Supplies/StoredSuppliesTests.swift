// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Domain
import TestSupport
import Testing

/// Goal: the events of the supplies are stored as ever; method: their golden bytes, one line per
/// event type, are read and written again.
@Suite struct StoredSuppliesTests {
    @Test func `items are stored as ever`() throws {
        #expect(try StoredEvents.differences(ItemEvent.self) == [])
    }

    @Test func `stock is stored as ever`() throws {
        #expect(try StoredEvents.differences(StockEvent.self) == [])
    }

    @Test func `purchases are stored as ever`() throws {
        #expect(try StoredEvents.differences(PurchaseEvent.self) == [])
    }

    @Test func `beneficiaries are stored as ever`() throws {
        #expect(try StoredEvents.differences(BeneficiaryEvent.self) == [])
    }

    @Test func `distributions are stored as ever`() throws {
        #expect(try StoredEvents.differences(DistributionEvent.self) == [])
    }
}
