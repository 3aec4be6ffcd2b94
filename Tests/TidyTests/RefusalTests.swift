// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Testing

/// Goal: no rule is without a test; method: the codes that the contracts list are looked for in the
/// texts of the test sources.
@Suite struct RefusalTests {
    private static let tree = SourceTree()

    /// Codes in the `refusals:` lists of the commands.
    private static let codes: Set<String> = {
        var found: Set<String> = []
        for file in tree.swift where file.path.hasPrefix("Sources/Domain/") {
            var isInside = false
            for line in file.lines {
                if line.contains("refusals: [") { isInside = true }
                guard isInside else { continue }
                let rest = line.range(of: "refusals: [").map { line[$0.upperBound...] } ?? line[...]
                let list = rest.prefix { $0 != "]" }
                found.formUnion(
                    list.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
                        .filter { $0.offset % 2 == 1 }.map { String($0.element) }
                )
                if rest.contains("]") { isInside = false }
            }
        }
        return found
    }()

    @Test func `every refusal code is produced by some test`() {
        let tests = Self.tree.swift
            .filter { $0.path.hasPrefix("Tests/") && $0.target != "TidyTests" }
            .map(\.text).joined()
        let untested = Self.codes.filter {
            !tests.contains("\"" + $0 + "\"") && !tests.contains("." + $0)
        }
        #expect(untested.sorted() == [])
        #expect(!Self.codes.isEmpty)
        note("\(Self.codes.count) refusal codes in the contracts")
    }

    @Test func `the kinds of contracts and events, for information`() {
        let domain = Self.tree.swift.filter { $0.path.hasPrefix("Sources/Domain/") }
        let lines: [String] = domain.flatMap(\.lines)
        let names = lines.filter { $0.contains("        case ") }
            .compactMap { $0.split(separator: "\"").dropFirst().first }
            .filter { $0.contains(".") }
        #expect(Set(names).count == names.count)
        note("\(names.count) event types")
    }

    /// Told by the runner as part of this test's output.
    private func note(_ text: String) { print("tidy: \(text)") }
}
