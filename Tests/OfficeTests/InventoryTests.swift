// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import Office
import Projections
import TestSupport
import Testing

/// Goal: the whole project is counted, and no stored event is without its golden bytes; method: what
/// the slices register, beside the texts and the golden files.
@Suite struct InventoryTests {
    /// Stored names of every event that has a text.
    private static let events = Texts.office.keys.filter { $0.hasPrefix("event.") }
        .map { String($0.dropFirst("event.".count)) }

    /// Told by the runner as part of this test's output.
    private func note(_ count: Int, _ what: String) { print("inventory: \(count) \(what)") }

    @Test func `every stored event type of the project has its golden bytes`() throws {
        let categories = Set(Self.events.compactMap { $0.split(separator: ".").first })
        let files = AggregateFiles.read()
        let lines = categories.flatMap { files.events(of: String($0)) }
        let names = try lines.compactMap { line in
            try JSONDocument(scanning: Array(line.utf8), limits: .unlimited).root.members.first?
                .name
        }
        #expect(Set(names).symmetricDifference(Self.events).sorted() == [])
        note(Set(names).count, "event types in \(categories.count) categories")
    }

    @Test func `commands queries and refusals, for information`() {
        let commands = Slice.all.flatMap(\.commands).map { $0.contract }
        let queries = Slice.all.flatMap(\.queries).map { $0.contract.method }
        let methods = commands.map(\.method) + queries
        #expect(Set(methods).count == methods.count)
        let refusals = Set(commands.flatMap(\.refusals))
        #expect(!refusals.isEmpty)
        note(commands.count, "commands")
        note(queries.count, "queries")
        note(refusals.count, "refusal codes of commands")
        note(commands.reduce(0) { $0 + $1.refusals.count }, "refusals of one command each")
        note(Slice.all.count, "slices")
    }
}
