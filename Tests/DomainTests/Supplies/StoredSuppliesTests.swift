// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import TestSupport
import Testing

/// Goal: the events of the supplies are stored as ever; method: their golden bytes, one line per
/// event type, are read and written again.
@Suite struct StoredSuppliesTests {
    @Test func `items are stored as ever`() throws {
        try check(ItemEvent.self, cases: 2)
    }

    @Test func `stock is stored as ever`() throws {
        try check(StockEvent.self, cases: 15)
    }

    @Test func `purchases are stored as ever`() throws {
        try check(PurchaseEvent.self, cases: 8)
    }

    @Test func `beneficiaries are stored as ever`() throws {
        try check(BeneficiaryEvent.self, cases: 1)
    }

    @Test func `distributions are stored as ever`() throws {
        try check(DistributionEvent.self, cases: 12)
    }

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
