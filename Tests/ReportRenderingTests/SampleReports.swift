// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import ControlProtocol

/// Report values as the daemon sends them, with the figures of one drive and of invented teams.
enum SampleReports {
    /// A report around blocks.
    static func report(
        _ method: String,
        _ language: Language,
        audience: String = "donor",
        title: String,
        subtitle: String = "",
        isTraining: Bool = false,
        suppressed: Int64 = 0,
        _ blocks: [JSONValue]
    ) -> JSONValue {
        [
            "report": .string(method), "version": 1, "params": ["drive": "KHAS-2016"],
            "lang": .string(language.rawValue), "audience": .string(audience),
            "asOf": [
                "date": "2017-05-31", "position": 18_206, "time": "2017-05-31T14:05:00.000+07:00",
            ],
            "store": [
                "id": "0198a1c2-7b1e-7c44-9f00-5d1b7a3e2f10",
                "mode": .string(isTraining ? "training" : "production"),
            ],
            "office": "Komunitas Rekaan", "title": .string(title), "subtitle": .string(subtitle),
            "blocks": .array(blocks),
            "suppression": ["threshold": 5, "primary": .integer(suppressed), "complementary": 0],
            "digest": "sha256:7f3a9c5e1b2d4f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8",
            "anchor": """
            peksos anchor 1
            store 0198a1c2-7b1e-7c44-9f00-5d1b7a3e2f10
            position 18206
            hash 0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0
            """,
            "generatedAt": "2026-11-22T09:00:00.000+07:00",
        ]
    }

    static func heading(_ text: String, level: Int64 = 2) -> JSONValue {
        ["kind": "heading", "text": .string(text), "level": .integer(level)]
    }

    static func paragraph(_ text: String) -> JSONValue {
        ["kind": "paragraph", "text": .string(text)]
    }

    static func fact(
        _ label: String,
        _ value: JSONValue,
        _ type: String = "text",
        mark: String? = nil
    ) -> JSONValue {
        var members = [
            JSONMember("key", "k"), JSONMember("label", .string(label)),
            JSONMember("type", .string(type)), JSONMember("value", value),
        ]
        if let mark { members.append(JSONMember("mark", .string(mark))) }
        return .object(members)
    }

    static func facts(_ rows: JSONValue...) -> JSONValue {
        ["kind": "facts", "rows": .array(rows)]
    }

    /// A column as `key|title|type`.
    static func table(
        _ key: String,
        _ title: String,
        _ columns: [String],
        _ rows: [JSONValue],
        total: JSONValue? = nil,
        more: [JSONMember] = []
    ) -> JSONValue {
        let columns = columns.map { column -> JSONValue in
            let parts = column.split(separator: "|").map { JSONValue.string(String($0)) }
            return ["key": parts[0], "title": parts[1], "type": parts[2]]
        }
        var members = [
            JSONMember("kind", "table"), JSONMember("key", .string(key)),
            JSONMember("title", .string(title)), JSONMember("columns", .array(columns)),
            JSONMember("rows", .array(rows)),
        ]
        if let total { members.append(JSONMember("total", total)) }
        return .object(members + more)
    }

    static func chart(
        _ kind: String,
        _ table: String,
        _ series: [String],
        _ title: String,
        _ description: String,
        _ options: JSONValue = [:]
    ) -> JSONValue {
        [
            "kind": "chart", "key": .string("\(table)-\(kind)"), "chart": .string(kind),
            "title": .string(title), "description": .string(description), "table": .string(table),
            "series": .array(series.map { .string($0) }), "options": options,
        ]
    }

    /// Every sample, by the name of its golden files.
    static func all(_ language: Language) -> [(name: String, value: JSONValue)] {
        [
            ("donor", donor(language)), ("caseload", caseload(language)),
            ("hostile", hostile(language)),
        ]
    }

    /// Texts that try to become something else.
    static func hostile(_ language: Language) -> JSONValue {
        let texts = [
            "<script>alert(1)</script>", "\" onload=\"x", "</style><b>", "javascript:alert(1)",
            "=1+1", "\u{1B}[31mred\u{1B}]52;c;x\u{7}", "\u{202E}kiri", "a\r\nb & c", "'", "-->",
        ]
        return report(
            "report.distribution",
            language,
            title: "</title><script>x</script>",
            subtitle: texts[1],
            [
                paragraph(texts[0]), heading(texts[2]),
                facts(fact(texts[3], .string(texts[5]))),
                table(
                    "hostile",
                    texts[0],
                    ["text|\(texts[2])|text", "n|Nilai|rupiah"],
                    texts.map { .array([.string($0), 1]) },
                    more: [JSONMember("note", .string(texts[2]))]
                ),
                chart("bars", "hostile", ["n"], texts[0], texts[1], ["label": "text"]),
            ]
        )
    }
}
