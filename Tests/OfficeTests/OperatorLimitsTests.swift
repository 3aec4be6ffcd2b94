// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Domain
import Office
import Testing

/// What one operator may have running at once: given some work inside other work, the first beyond
/// the limit is turned away, and there is room again afterwards.
@Suite struct OperatorLimitsTests {
    private let limits = OperatorLimits()
    private let sari = ID<Operator>(trusted: "sari")
    private let budi = ID<Operator>(trusted: "budi")

    /// How deep the work goes before it is turned away.
    private func depth(_ work: OperatorLimits.Work, _ slug: ID<Operator>) -> Int {
        let inner = try? limits.running(work, for: slug) { 1 + depth(work, slug) }
        return inner ?? 0
    }

    @Test func `one moment of the past at a time, three exports, and any number of others`() {
        #expect(depth(.asOf, sari) == 1)
        #expect(depth(.exports, sari) == 3)
        #expect((try? limits.running(nil, for: sari) { depth(.asOf, sari) }) == 1)
    }

    @Test func `operators do not count against each other, nor one kind against another`() throws {
        try limits.running(.asOf, for: sari) {
            #expect(depth(.asOf, sari) == 0)
            #expect(depth(.asOf, budi) == 1)
            #expect(depth(.exports, sari) == 3)
        }
        #expect(depth(.asOf, sari) == 1)
    }

    @Test func `work that fails leaves its place`() {
        struct Trouble: Error {}
        for _ in 1...5 {
            #expect(throws: Trouble.self) {
                try limits.running(.exports, for: sari) { throw Trouble() }
            }
        }
        #expect(depth(.exports, sari) == 3)
    }
}
