// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import EventLog
import Keyring
import TestSupport

/// Replaces what a store has by chance by what it could have by chance, always the same.
struct SettledStore {
    private static let identity = "0192f5c0-7d1a-7c44-9f00-5d1b7a3e2f10"
    private let pseudonyms: [(chance: String, settled: String)]

    init(_ office: TestOffice) throws {
        let rows = try office.call("operator.list", ["limit": 1000])["rows"]?.items ?? []
        pseudonyms = rows.compactMap { $0["operator"]?.string }.map { slug in
            (office.pseudonym(of: slug), "op-" + Self.digest(of: slug).prefix(8))
        }
    }

    private static func digest(of text: String) -> String {
        Hexadecimal.text(Digest32(hashing: Array(text.utf8)).bytes)
    }

    /// The report of a store that is the same for every run.
    func settled(_ report: JSONValue) -> JSONValue {
        let body = report.changing([
            "store": report["store"]?.changing(["id": .string(Self.identity)]) ?? nil,
            "digest": nil, "anchor": nil,
        ])
        var settled = renamed(body)
        // Rows in the order of pseudonyms come in another order.
        let blocks = (settled["blocks"]?.items ?? []).map { block -> JSONValue in
            guard block["key"] == "denials", let rows = block["rows"]?.items else { return block }
            return block.changing(["rows": .array(rows.sorted { $0.line < $1.line })])
        }
        settled = settled.changing(["blocks": .array(blocks)])
        let digest = "sha256:" + Self.digest(of: settled.changing(["generatedAt": nil]).line)
        let position = report["asOf"]?["position"]?.integer ?? 0
        let anchor = [
            "peksos/\(Self.identity)", "\(position)", Self.digest(of: "head \(position)"),
        ]
        return settled.changing([
            "digest": .string(digest), "anchor": .string(anchor.joined(separator: "\n")),
        ])
    }

    private func renamed(_ value: JSONValue) -> JSONValue {
        switch value {
        case .string(let text):
            .string(
                pseudonyms.reduce(text) { text, name in
                    text.contains(name.chance)
                        ? text.replacing(name.chance, with: name.settled) : text
                }
            )
        case .array(let items): .array(items.map(renamed))
        case .object(let members):
            .object(members.map { JSONMember($0.name, renamed($0.value)) })
        case .null, .bool, .integer: value
        }
    }
}
