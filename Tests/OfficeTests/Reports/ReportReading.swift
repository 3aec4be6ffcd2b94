// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON

/// How tests read a Report value.
extension JSONValue {
    /// The blocks of a kind.
    func blocks(_ kind: String) -> [JSONValue] {
        (self["blocks"]?.items ?? []).filter { $0["kind"]?.string == kind }
    }

    /// The table under a key.
    func table(_ key: String) -> JSONValue? {
        blocks("table").first { $0["key"]?.string == key }
    }

    /// The rows of a table, each cell under the key of its column.
    func rows(of key: String) -> [JSONValue] {
        let table = table(key)
        let keys = (table?["columns"]?.items ?? []).compactMap { $0["key"]?.string }
        return (table?["rows"]?.items ?? []).map { row in
            .object(zip(keys, row.items ?? []).map { JSONMember($0, $1) })
        }
    }

    /// The cell of the last line of a table.
    func total(_ column: String, of key: String) -> JSONValue? {
        let table = table(key)
        let place = (table?["columns"]?.items ?? []).firstIndex { $0["key"]?.string == column }
        return place.flatMap { table?["total"]?[$0] }
    }

    /// A row of some facts.
    func fact(_ key: String) -> JSONValue? {
        blocks("facts").flatMap { $0["rows"]?.items ?? [] }.first { $0["key"]?.string == key }
    }

    /// The checks that do not hold.
    var failedChecks: [String] {
        blocks("checks").flatMap { $0["rows"]?.items ?? [] }.filter { $0["ok"]?.bool != true }
            .compactMap { $0["key"]?.string }
    }

    /// The first paragraph.
    var answer: String { blocks("paragraph").first?["text"]?.string ?? "" }

    /// Every text in it.
    var texts: [String] {
        switch self {
        case .string(let text): [text]
        case .array(let items): items.flatMap(\.texts)
        case .object(let members): members.flatMap(\.value.texts)
        case .null, .bool, .integer: []
        }
    }

    /// Keys of texts that were not found.
    var missingTexts: [String] {
        let method = self["report"]?.string ?? "report."
        return texts.filter { $0.hasPrefix(method + ".") }
    }

    /// Nodes of a flow into which goes another sum than out of them, with both sums.
    var leaks: [String] {
        var into: [String: Int64] = [:]
        var out: [String: Int64] = [:]
        for row in rows(of: "flow") {
            guard let from = row["from"]?.string, let to = row["to"]?.string else { continue }
            out[from, default: 0] += row["value"]?.integer ?? 0
            into[to, default: 0] += row["value"]?.integer ?? 0
        }
        return into.filter { node, sum in out[node].map { $0 != sum } ?? false }
            .map { "\($0.key): \($0.value), \(out[$0.key] ?? 0)" }.sorted()
    }
}
