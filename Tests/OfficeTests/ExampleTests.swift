// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import ControlProtocol
import Domain
import Office
import TestSupport
import Testing

/// Every example of the catalogue works: they are called in order on a new training store, each by
/// an operator who may.
@Suite struct ExampleTests {
    private static let roles: [(operator: String, role: Role)] = [
        ("ratna", .coordinator), ("bayu", .treasurer), ("lestari", .storekeeper),
        ("sari", .intake), ("damar", .worker), ("intan", .supervisor), ("tirta", .registrar),
        ("citra", .board), ("wati", .board),
    ]

    private let catalogue: Catalogue

    init() throws {
        let text = try #require(CatalogueDocument.text(language: "id"))
        catalogue = try #require(Catalogue(bytes: Array(text.utf8)))
    }

    @Test func `every example is carried out`() throws {
        let office = try TestOffice()
        try office.operators(
            Dictionary(uniqueKeysWithValues: Self.roles.map { ($0.operator, [$0.role]) })
        )
        for example in Example.story {
            let method = try #require(catalogue.method(example.method), "\(example.method)")
            var actors = Self.roles.filter { method.roles.contains($0.role.rawValue) }
                .map(\.operator)
            if actors.isEmpty { actors = ["admin"] }
            // Who counted enters the own count.
            if let counter = example.params["counter"]?.string { actors = [counter] }
            #expect(
                failure(of: example, as: actors, office) == nil,
                "\(example.method): \(example.name)"
            )
        }
    }

    /// Why none of the actors could carry it out; a case is reached by some of those who may only.
    private func failure(
        of example: Example,
        as actors: [String],
        _ office: TestOffice
    ) -> String? {
        var failures: [String] = []
        for actor in actors {
            do {
                try office.call(example.method, example.params, as: actor)
                return nil
            } catch {
                failures.append("\(actor): \(error)")
            }
        }
        return failures.joined(separator: "; ")
    }

    @Test func `the catalogue has every example`() {
        let examples = catalogue.methods.flatMap { method in
            method.examples.map { "\(method.name): \($0.name)" }
        }
        #expect(Set(examples) == Set(Example.story.map { "\($0.method): \($0.name)" }))
        #expect(examples.count == Example.story.count)
    }

    @Test func `the document names its language and the sheet of a count`() {
        #expect(catalogue.root["info"]?["x-lang"]?.string == "id")
        let record = catalogue.method("count.record")
        #expect(record?.node["x-cli"]?["interactive"]?.string == "count")
        #expect(catalogue.method("ledger.export")?.node["x-recorded"]?.bool == true)
    }

    @Test func `a list inside an item has columns with titles of its own`() throws {
        let show = try #require(catalogue.method("client.show"))
        let consents = try #require(show.columns.first { $0.key == "consents" })
        #expect(
            consents.columns.map(\.key) == ["consent", "scopes", "giverKind", "validTo", "live"]
        )
        #expect(consents.columns.allSatisfy { $0.title != $0.key })
        #expect(show.columns.first { $0.key == "client" }?.columns.isEmpty == true)
    }

    @Test func `the figures of a ledger stay on a narrow screen`() throws {
        let ledger = try #require(catalogue.method("fund.ledger"))
        let ranks = Dictionary(
            uniqueKeysWithValues: ledger.columns.map { ($0.key, $0.priority) }
        )
        #expect(ranks["entry"] == 1)
        #expect(ranks["balance"] == 1)
        #expect(try #require(ranks["ref"]) > (try #require(ranks["moneyIn"])))
    }
}
