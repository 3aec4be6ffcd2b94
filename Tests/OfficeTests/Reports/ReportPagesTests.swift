// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Office
import TestSupport
import Testing

/// A report that is too long for one reply comes in parts, which together are the report.
@Suite struct ReportPagesTests {
    private static func report(rows: Int) -> JSONValue {
        let cells = (0..<rows).map { row -> JSONValue in
            [.integer(Int64(row)), .string(String(repeating: "x", count: 200))]
        }
        let table: JSONValue = [
            "kind": "table", "key": "long", "rows": .array(cells), "total": [1, nil], "note": "n",
        ]
        return [
            "digest": "d",
            "blocks": [["kind": "heading", "text": "h"], table, ["kind": "pageBreak"]],
        ]
    }

    private static func parts(of report: JSONValue) throws -> [JSONValue] {
        var parts: [JSONValue] = []
        var cursor: String?
        repeat {
            let (part, next) = try ReportPages.part(of: report, at: cursor)
            parts.append(part)
            cursor = next
        } while cursor != nil && parts.count < 100
        return parts
    }

    @Test func `a short report is one part and the same`() throws {
        let report = Self.report(rows: 3)
        #expect(try Self.parts(of: report) == [report.sorted])
    }

    @Test func `the parts of a long report join to the whole`() throws {
        let report = Self.report(rows: 10_000)
        let parts = try Self.parts(of: report)
        #expect(parts.count == 3)
        #expect(parts.allSatisfy { $0["digest"] == "d" })
        #expect(parts.allSatisfy { CanonicalJSON.bytes($0).count < 1 << 20 })
        let tables = parts.compactMap { $0.table("long") }
        #expect(tables.map { $0["continued"] } == [nil, true, true])
        #expect(tables.map { $0["total"] != nil } == [false, false, true])
        let rows = tables.flatMap { $0["rows"]?.items ?? [] }
        #expect(JSONValue.array(rows) == report.table("long")?["rows"])
        #expect(parts.flatMap { $0.blocks("heading") }.count == 1)
        #expect(parts.flatMap { $0.blocks("pageBreak") }.count == 1)
    }

    @Test func `a cursor of no part is refused`() {
        for cursor in ["", "x", "1", "1.x", "-1.0", "9.0", "1.2.3"] {
            #expect(throws: Failure.self) {
                try ReportPages.part(of: Self.report(rows: 1), at: cursor)
            }
        }
    }
}

extension JSONValue {
    /// With the members of the table in the order in which a part writes them.
    fileprivate var sorted: JSONValue {
        let blocks = (self["blocks"]?.items ?? []).map { block -> JSONValue in
            let members = block.members ?? []
            let rows = members.filter { $0.name == "rows" }
            return .object(members.filter { $0.name != "rows" } + rows)
        }
        return .object(
            (members ?? []).map {
                $0.name == "blocks" ? JSONMember("blocks", .array(blocks)) : $0
            }
        )
    }
}
