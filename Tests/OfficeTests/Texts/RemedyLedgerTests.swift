// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Office
import TestSupport
import Testing

/// Goal: every command line of a remedy is known to help; method: the ledger names for each of them
/// the test that runs it and gets past, and that test fails when it does not.
@Suite struct RemedyLedgerTests {
    private static let keys = Set(Texts.office.keys.filter { $0.hasPrefix("cli.") })
    private static let rows = RemedyLedger.rows

    @Test func `every command line of a remedy has its line in the ledger`() {
        let missing = Self.keys.subtracting(Self.rows.keys).sorted()
        #expect(
            missing == [],
            "PEKSOS_RECORD=1 swift test --filter DomainTests adds what the tests prove"
        )
        #expect(Set(Self.rows.keys).subtracting(Self.keys).sorted() == [])
    }

    @Test func `the tests that the ledger names exist`() {
        for row in Self.rows.values.sorted(by: { $0.key < $1.key }) {
            guard row.group != .byDesign, row.group != .unproven else {
                #expect(!row.how.isEmpty, "\(row.key) says why")
                continue
            }
            let words = row.test.split(separator: " ", maxSplits: 1).map(String.init)
            let name = words.last?.prefix { $0 != "(" } ?? ""
            let parts = words.first?.split(separator: "/").map(String.init) ?? []
            let found = Self.texts(
                of: parts.last ?? "",
                below: RemedyLedger.tests + "/" + (parts.first ?? "")
            )
            let isThere = found.contains {
                $0.contains("func \(name)(") || $0.contains("def \(name)(")
            }
            #expect(isThere, "\(row.key): \(row.test)")
        }
    }

    @Test(arguments: RemedyLedger.Class.allCases)
    func `how remedies help, for information`(group: RemedyLedger.Class) {
        let count = Self.rows.values.count { $0.group == group }
        print("remedies: \(count) \(group.rawValue)")
    }

    private static func texts(of name: String, below path: String) -> [String] {
        TemporaryDirectory.names(in: path).flatMap { entry -> [String] in
            let inner = path + "/" + entry
            if entry == name { return [String(decoding: Files.read(inner), as: UTF8.self)] }
            return texts(of: name, below: inner)
        }
    }
}
