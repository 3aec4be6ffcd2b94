// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

/// Goal: the events of the supplies are stored as ever; method: their golden bytes, one line per
/// event type, are read and written again.
@Suite struct StoredSuppliesTests {
    @Test func `items are stored as ever`() throws {
        try StoredEvents.expect(ItemEvent.self, cases: 2)
    }

    @Test func `stock is stored as ever`() throws {
        try StoredEvents.expect(StockEvent.self, cases: 15)
    }

    @Test func `purchases are stored as ever`() throws {
        try StoredEvents.expect(PurchaseEvent.self, cases: 8)
    }

    @Test func `beneficiaries are stored as ever`() throws {
        try StoredEvents.expect(BeneficiaryEvent.self, cases: 1)
    }

    @Test func `distributions are stored as ever`() throws {
        try StoredEvents.expect(DistributionEvent.self, cases: 12)
    }
}
